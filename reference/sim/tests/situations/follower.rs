//! What a follower does with an answer. (REP-11, REP-18)

use crate::check;
use expect_test::expect;

//= REP-10 test
//= REP-18 test
#[test]
fn a_follower_hears_of_the_new_high_watermark_by_its_next_fetch() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        take 1
        ---- copied v0 at 0..1 in epoch 0
        ask 1
        ---- asked 0 in epoch 0 from 1, last epoch 0
        serve 1
        ---- answered no batch, high watermark 0
        ---- high watermark 1
        take 1
        ---- its log stays as it is
        ask 1
        ---- asked 0 in epoch 0 from 1, last epoch 0
        serve 1
        ---- answered no batch, high watermark 1
        take 1
        ---- high watermark 1
        state f65d63e394557acca911e0742f7f6678
    "#]]);
}

//= REP-8 test
//= REP-11 test
//= LOG-8 test
#[test]
fn a_new_leaders_log_makes_the_old_one_truncate() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        flush 0
        ---- flushed to 1
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        learn 1
        ---- leads epoch 1 from 0
        learn 0
        ---- follows 1 in epoch 1
        produce 1 acks=1
        ---- appended v1 at 0..1 in epoch 1
        ---- acknowledged v1
        ask 0
        ---- asked 1 in epoch 1 from 1, last epoch 0
        serve 0
        ---- answered diverging, epoch 0 ends at 0
        take 0
        ---- to cut, for the leader's epoch 0 ends at 0
        cut 0
        ---- truncated to 0
        ask 0
        ---- asked 1 in epoch 1 from 0
        serve 0
        ---- answered v1 at 0..1 in epoch 1, high watermark 0
        take 0
        ---- copied v1 at 0..1 in epoch 1
        crash 0 keep=0
        ---- down, its log ends at 0
        state 8f999895f6e3ee3435e71b0e880f9487
    "#]]);
}

//= REP-8 test
//= REP-11 test
#[test]
fn logs_that_part_in_the_middle_are_cut_there() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        take 1
        ---- copied v0 at 0..1 in epoch 0
        produce 0 acks=1
        ---- appended v1 at 1..2 in epoch 0
        ---- acknowledged v1
        produce 0 acks=1
        ---- appended v2 at 2..3 in epoch 0
        ---- acknowledged v2
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        learn 1
        ---- leads epoch 1 from 1
        produce 1 acks=1
        ---- appended v3 at 1..2 in epoch 1
        ---- acknowledged v3
        learn 0
        ---- follows 1 in epoch 1
        ask 0
        ---- asked 1 in epoch 1 from 3, last epoch 0
        serve 0
        ---- answered diverging, epoch 0 ends at 1
        take 0
        ---- to cut, for the leader's epoch 0 ends at 1
        cut 0
        ---- truncated to 1
        ask 0
        ---- asked 1 in epoch 1 from 1, last epoch 0
        serve 0
        ---- answered v3 at 1..2 in epoch 1, high watermark 0
        ---- high watermark 1
        take 0
        ---- copied v3 at 1..2 in epoch 1
        state a4521fd1e885c2160bfd08490c1e7a58
    "#]]);
}

//= REP-11 test
//= LOG-4 test
#[test]
fn an_epoch_without_a_record_is_cut_from_the_cache() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        take 1
        ---- copied v0 at 0..1 in epoch 0
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        learn 1
        ---- leads epoch 1 from 1
        elect 0
        ---- epoch 2, partition epoch 2, leader 0, isr 0 1
        learn 0
        ---- follows 1 in epoch 1
        learn 0
        ---- leads epoch 2 from 1
        learn 1
        ---- follows 0 in epoch 2
        ask 1
        ---- asked 0 in epoch 2 from 1, last epoch 1
        serve 1
        ---- answered diverging, epoch 0 ends at 1
        take 1
        ---- to cut, for the leader's epoch 0 ends at 1
        cut 1
        ---- its log stays as it is
        ask 1
        ---- asked 0 in epoch 2 from 1, last epoch 0
        serve 1
        ---- answered no batch, high watermark 0
        ---- high watermark 1
        state 4b7debb54df3c5af827089314c322bec
    "#]]);
}

//= REP-18 test
#[test]
fn an_answer_of_an_older_epoch_is_dropped_unread() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        elect 0
        ---- epoch 2, partition epoch 2, leader 0, isr 0 1
        learn 1
        ---- leads epoch 1 from 0
        learn 1
        ---- follows 0 in epoch 2
        take 1
        ---- its log stays as it is
        ask 1
        ---- asked 0 in epoch 2 from 0, last epoch 1
        state 72b0b161566474640f6d6b98275ab4ad
    "#]]);
}

//= REP-11 test
#[test]
fn a_log_of_epochs_that_the_leader_never_had_is_cut_where_they_begin() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        produce 0 acks=1
        ---- appended v1 at 1..2 in epoch 0
        ---- acknowledged v1
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        learn 1
        ---- leads epoch 1 from 0
        produce 1 acks=1
        ---- appended v2 at 0..1 in epoch 1
        ---- acknowledged v2
        elect 0
        ---- epoch 2, partition epoch 2, leader 0, isr 0 1
        learn 0
        ---- follows 1 in epoch 1
        learn 0
        ---- leads epoch 2 from 2
        learn 1
        ---- follows 0 in epoch 2
        ask 1
        ---- asked 0 in epoch 2 from 1, last epoch 1
        serve 1
        ---- answered diverging, epoch 0 ends at 2
        take 1
        ---- to cut, for the leader's epoch 0 ends at 2
        cut 1
        ---- truncated to 0
        ask 1
        ---- asked 0 in epoch 2 from 0
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        take 1
        ---- copied v0 at 0..1 in epoch 0
        state 1d6dac0dced7dd360c1704956eabf8fe
    "#]]);
}

//= REP-16 test
#[test]
fn a_new_state_of_the_same_leadership_stops_no_fetch() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        shrink 0 follower=2
        ---- proposed isr 0 1 in epoch 0 at partition epoch 0
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0 1
        ---- agreed at partition epoch 1
        learn 1
        ---- knows partition epoch 1
        take 1
        ---- copied v0 at 0..1 in epoch 0
        state 4fcb80ce5e39b2edc860dae58e39a953
    "#]]);
}
