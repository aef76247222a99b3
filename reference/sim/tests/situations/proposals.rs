//! What a leader proposes, and whom it waits for. (CTL-8, CTL-12, CTL-16, REP-10, REP-12, REP-13)

use crate::check;
use expect_test::expect;

//= REP-12 test
//= REP-10 test
//= CTL-15 test
#[test]
fn a_follower_that_lags_leaves_and_what_waited_for_it_is_committed() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 1
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
        serve 1
        ---- answered no batch, high watermark 0
        shrink 0 follower=1
        ---- refused
        shrink 0 follower=0
        ---- refused
        shrink 1 follower=2
        ---- refused
        shrink 0 follower=2
        ---- proposed isr 0 1 in epoch 0 at partition epoch 0
        shrink 0 follower=2
        ---- refused
        altered 0
        ---- refused
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0 1
        ---- agreed at partition epoch 1
        alter 0
        ---- refused
        altered 0
        ---- isr 0 1
        ---- high watermark 1
        ---- acknowledged v0
        altered 0
        ---- refused
        shrink 0 follower=2
        ---- refused
        learn 0
        ---- known already
        state 9b31047485c2036a10a7107587d47dcf
    "#]]);
}

//= REP-13 test
//= CTL-12 test
#[test]
fn who_has_caught_up_joins() {
    check(&expect![[r#"
        brokers 3
        isr 0 1
        min-isr 1
        expand 0 follower=2
        ---- refused
        ask 2
        ---- asked 0 in epoch 0 from 0
        serve 2
        ---- answered no batch, high watermark 0
        take 2
        ---- its log stays as it is
        expand 0 follower=2
        ---- proposed isr 0 1 2 in epoch 0 at partition epoch 0, 2 as of broker epoch 0
        expand 0 follower=2
        ---- refused
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0 1 2
        ---- agreed at partition epoch 1
        altered 0
        ---- isr 0 1 2
        expand 0 follower=1
        ---- refused
        shrink 0 follower=2
        ---- proposed isr 0 1 in epoch 0 at partition epoch 1
        alter 0
        ---- epoch 0, partition epoch 2, leader 0, isr 0 1
        ---- agreed at partition epoch 2
        altered 0
        ---- isr 0 1
        expand 0 follower=2
        ---- proposed isr 0 1 2 in epoch 0 at partition epoch 2, 2 as of broker epoch 0
        ask 2
        ---- asked 0 in epoch 0 from 0
        serve 2
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        expand 0 follower=2
        ---- refused
        state 0263ab298221cdaa91ae699fe62fc8db
    "#]]);
}

//= REP-13 test
#[test]
fn who_has_not_reached_the_start_of_the_epoch_does_not_join() {
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
        take 1
        ---- copied v0 at 0..1 in epoch 0
        shrink 0 follower=2
        ---- proposed isr 0 1 in epoch 0 at partition epoch 0
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0 1
        ---- agreed at partition epoch 1
        elect 1
        ---- epoch 1, partition epoch 2, leader 1, isr 0 1
        learn 1
        ---- knows partition epoch 1
        learn 1
        ---- leads epoch 1 from 1
        learn 2
        ---- knows partition epoch 1
        learn 2
        ---- follows 1 in epoch 1
        ask 2
        ---- asked 1 in epoch 1 from 0
        serve 2
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        expand 1 follower=2
        ---- refused
        take 2
        ---- copied v0 at 0..1 in epoch 0
        ask 2
        ---- asked 1 in epoch 1 from 1, last epoch 0
        serve 2
        ---- answered no batch, high watermark 0
        expand 1 follower=2
        ---- proposed isr 0 1 2 in epoch 1 at partition epoch 2, 2 as of broker epoch 0
        alter 1
        ---- epoch 1, partition epoch 3, leader 1, isr 0 1 2
        ---- agreed at partition epoch 3
        altered 1
        ---- isr 0 1 2
        state f2366916d9c15d3c959b93aad6c4359b
    "#]]);
}

//= REP-10 test
#[test]
fn a_member_that_is_proposed_is_waited_for() {
    check(&expect![[r#"
        brokers 3
        isr 0
        min-isr 1
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered no batch, high watermark 0
        take 1
        ---- its log stays as it is
        expand 0 follower=1
        ---- proposed isr 0 1 in epoch 0 at partition epoch 0, 1 as of broker epoch 0
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0 1
        ---- agreed at partition epoch 1
        altered 0
        ---- isr 0 1
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
        ---- acknowledged v0
        state b6cfac59c94f52a9caa5f0cdc6240e3a
    "#]]);
}

//= CTL-14 test
//= CTL-16 test
#[test]
fn who_has_restarted_does_not_join_as_the_one_it_was() {
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
        expand 0 follower=1
        ---- proposed isr 0 1 in epoch 0 at partition epoch 0, 1 as of broker epoch 0
        alter 0
        ---- INELIGIBLE_REPLICA
        altered 0
        ---- proposes nothing any more
        learn 0
        ---- 1 is fenced, broker epoch 1
        expand 0 follower=1
        ---- refused
        learn 0
        ---- 1 is active, broker epoch 1
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered no batch, high watermark 0
        take 1
        ---- its log stays as it is
        expand 0 follower=1
        ---- proposed isr 0 1 in epoch 0 at partition epoch 0, 1 as of broker epoch 1
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0 1
        ---- agreed at partition epoch 1
        altered 0
        ---- isr 0 1
        state b6ff259e9fec54a24c8bc402eabf7c8f
    "#]]);
}

//= CTL-8 test
#[test]
fn who_leaves_below_min_insync_replicas_is_eligible_and_joins_again() {
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
        shrink 0 follower=1
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0, elr 1
        ---- agreed at partition epoch 1
        altered 0
        ---- isr 0
        ask 1
        ---- asked 0 in epoch 0 from 1, last epoch 0
        serve 1
        ---- answered no batch, high watermark 0
        expand 0 follower=1
        ---- proposed isr 0 1 in epoch 0 at partition epoch 1, 1 as of broker epoch 0
        alter 0
        ---- epoch 0, partition epoch 2, leader 0, isr 0 1
        ---- agreed at partition epoch 2
        altered 0
        ---- isr 0 1
        ---- high watermark 1
        ---- acknowledged v0
        state 2dc4e0e6450f6ad41c6e36bf83524f83
    "#]]);
}
