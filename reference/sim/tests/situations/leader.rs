//! What a leader answers to a fetch, and whom it believes. (REP-6 to REP-9)

use crate::check;
use expect_test::expect;

//= REP-6 test
#[test]
fn a_fetch_of_an_older_epoch_is_fenced() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        ask 1
        ---- asked 0 in epoch 0 from 0
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        elect 0
        ---- epoch 2, partition epoch 2, leader 0, isr 0 1
        learn 0
        ---- follows 1 in epoch 1
        learn 0
        ---- leads epoch 2 from 0
        serve 1
        ---- answered FENCED_LEADER_EPOCH
        take 1
        ---- its log stays as it is
        ask 1
        ---- asked 0 in epoch 0 from 0
        learn 1
        ---- leads epoch 1 from 0
        serve 1
        ---- answered FENCED_LEADER_EPOCH
        learn 1
        ---- follows 0 in epoch 2
        ask 1
        ---- refused
        serve 1
        ---- refused
        state 61812c3a88530a971bef210cf3f52a1e
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
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1 2
        learn 2
        ---- follows 1 in epoch 1
        ask 2
        ---- asked 1 in epoch 1 from 0
        elect 0
        ---- epoch 2, partition epoch 2, leader 0, isr 0 1 2
        learn 0
        ---- follows 1 in epoch 1
        learn 1
        ---- leads epoch 1 from 0
        elect 1
        ---- epoch 3, partition epoch 3, leader 1, isr 0 1 2
        learn 0
        ---- leads epoch 2 from 0
        learn 0
        ---- follows 1 in epoch 3
        ask 0
        ---- asked 1 in epoch 3 from 0, last epoch 2
        serve 0
        ---- answered UNKNOWN_LEADER_EPOCH
        take 0
        ---- its log stays as it is
        state dca04fb6b9be361516e1808d9c121cb3
    "#]]);
}

//= REP-6 test
//= REP-17 test
#[test]
fn who_was_just_started_answers_no_fetch() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        crash 0 keep=0
        ---- down, its log ends at 0
        restart 0
        ---- up, its log ends at 0, high watermark 0
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered NOT_LEADER_OR_FOLLOWER
        state a7e17979c356b63f4f78538f4bc39c71
    "#]]);
}

//= REP-9 test
#[test]
fn a_fetch_of_an_incarnation_that_has_ended_is_not_believed() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 2
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        take 1
        ---- copied v0 at 0..1 in epoch 0
        ask 1
        ---- asked 0 in epoch 0 from 1, last epoch 0
        give-up 1
        ---- orphaned: asks 0 in epoch 0 from 1, last epoch 0
        crash 1 keep=0
        ---- down, its log ends at 0
        restart 1
        ---- up, its log ends at 0, high watermark 0
        register 1
        ---- 1 is fenced, broker epoch 1
        ---- epoch 0, partition epoch 1, leader 0, isr 0
        ---- registered with broker epoch 1
        ---- follows 0 in epoch 0
        unfence 1
        ---- 1 is active, broker epoch 1
        learn 0
        ---- 1 is fenced, broker epoch 1
        ---- isr 0
        learn 0
        ---- 1 is active, broker epoch 1
        serve-orphan 1
        ---- answered NOT_LEADER_OR_FOLLOWER
        state d5f77df5a7b44043acc3b8f828a5b8b7
    "#]]);
}

//= REP-9 test
#[test]
fn until_the_leader_has_learnt_of_it_it_is() {
    check(&expect![[r#"
        brokers 2
        isr 0
        min-isr 1
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered no batch, high watermark 0
        take 1
        ---- its log stays as it is
        ask 1
        ---- asked 0 in epoch 0 from 0
        give-up 1
        ---- orphaned: asks 0 in epoch 0 from 0
        crash 1 keep=0
        ---- down, its log ends at 0
        restart 1
        ---- up, its log ends at 0, high watermark 0
        register 1
        ---- 1 is fenced, broker epoch 1
        ---- registered with broker epoch 1
        ---- follows 0 in epoch 0
        unfence 1
        ---- 1 is active, broker epoch 1
        serve-orphan 1
        ---- answered no batch, high watermark 0
        expand 0 follower=1
        ---- proposed isr 0 1 in epoch 0 at partition epoch 0, 1 as of broker epoch 0
        alter 0
        ---- INELIGIBLE_REPLICA
        altered 0
        ---- proposes nothing any more
        learn 0
        ---- 1 is fenced, broker epoch 1
        serve-orphan 1
        ---- refused
        expand 0 follower=1
        ---- refused
        state 495ddd92d23246ebde271227fef0030a
    "#]]);
}
