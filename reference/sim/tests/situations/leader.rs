//! What a leader answers to a fetch. (REP-6 to REP-9)

use crate::check;
use expect_test::expect;

//= REP-6 test
#[test]
fn a_fetch_of_an_older_epoch_is_fenced() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 1
        ask 1
        ---- asked 0 in epoch 0 from 0
        crash 2 keep=0
        ---- down, its log ends at 0
        ---- epoch 1, leader 0, isr 0 1
        learn 0
        ---- leads epoch 1 from 0
        serve 1
        ---- answered FENCED_LEADER_EPOCH
        take 1
        ---- its log stays as it is
        ask 1
        ---- asked 0 in epoch 0 from 0
        learn 1
        ---- follows 0 in epoch 1
        serve 1
        ---- answered FENCED_LEADER_EPOCH
        state c0efad95e537f4d4c2585080aa05de94
    "#]]);
}

//= REP-6 test
#[test]
fn a_fetch_of_a_newer_epoch_is_not_known_yet() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 1
        elect 1
        ---- epoch 1, leader 1, isr 0 1 2
        learn 2
        ---- follows 1 in epoch 1
        ask 2
        ---- asked 1 in epoch 1 from 0
        elect 0
        ---- epoch 2, leader 0, isr 0 1 2
        learn 0
        ---- leads epoch 2 from 0
        learn 1
        ---- follows 0 in epoch 2
        elect 1
        ---- epoch 3, leader 1, isr 0 1 2
        learn 0
        ---- follows 1 in epoch 3
        ask 0
        ---- asked 1 in epoch 3 from 0, last epoch 2
        serve 0
        ---- answered UNKNOWN_LEADER_EPOCH
        take 0
        ---- its log stays as it is
        state 613f085db590190cbff7450bddf032da
    "#]]);
}

//= REP-6 test
//= REP-17 test
#[test]
fn who_was_just_started_answers_no_fetch() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 1
        crash 0 keep=0
        ---- down, its log ends at 0
        ---- epoch 1, no leader, isr 1 2
        restart 0
        ---- up, its log ends at 0, high watermark 0
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered NOT_LEADER_OR_FOLLOWER
        state bca71e5ddf601ca543bfeff04d245ba3
    "#]]);
}
