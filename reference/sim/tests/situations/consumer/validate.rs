//! Where a consumer goes back to, if what it has read is no more. (CON-2, CON-4)

use crate::check;
use expect_test::expect;

//= CON-2 test
#[test]
fn what_has_been_read_is_found_with_the_next_leader() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        consumer
        validate 0
        ---- refused
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
        ---- high watermark 1
        ---- acknowledged v0
        read 0
        ---- read v0 at 0..1 in epoch 0
        validate 0
        ---- refused
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        learn 0
        ---- follows 1 in epoch 1
        refresh 0
        ---- takes 1 for the leader in epoch 1
        ---- has to validate offset 1
        read 1
        ---- refused
        read 0
        ---- refused
        validate 0
        ---- refused
        validate 1
        ---- answered UNKNOWN_LEADER_EPOCH
        learn 1
        ---- leads epoch 1 from 1
        validate 1
        ---- answered epoch 0 ends at 1
        ---- offset 1 is valid
        validate 1
        ---- refused
        read 1
        ---- answered no batch, high watermark 0
        state b1df97e8669e0ff8ec4fe8a4eae2316e
    "#]]);
}

//= CON-2 test
//= REP-6 test
#[test]
fn who_leads_in_another_epoch_neither_validates_nor_names_an_end() {
    check(&expect![[r#"
        brokers 3
        isr 0 1
        min-isr 1
        consumer
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
        ---- high watermark 1
        ---- acknowledged v0
        read 0
        ---- read v0 at 0..1 in epoch 0
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        learn 1
        ---- leads epoch 1 from 1
        refresh 1
        ---- takes 1 for the leader in epoch 1
        ---- has to validate offset 1
        elect 0
        ---- epoch 2, partition epoch 2, leader 0, isr 0 1
        learn 1
        ---- follows 0 in epoch 2
        validate 1
        ---- answered FENCED_LEADER_EPOCH
        learn 2
        ---- follows 1 in epoch 1
        learn 2
        ---- follows 0 in epoch 2
        refresh 2
        ---- takes 0 for the leader in epoch 2
        ---- has to validate offset 1
        validate 0
        ---- answered UNKNOWN_LEADER_EPOCH
        latest 0
        ---- answered UNKNOWN_LEADER_EPOCH
        crash 0 keep=0
        ---- down, its log ends at 0
        validate 0
        ---- refused
        latest 0
        ---- refused
        state 0e2f6c7383d15da6b6a6eacfa5177b85
    "#]]);
}

//= CON-2 test
//= CON-4 test
#[test]
fn a_consumer_goes_back_to_where_its_epoch_ends_with_the_next_leader() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        consumer
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
        ---- high watermark 1
        ---- acknowledged v0
        produce 0 acks=all
        ---- appended v1 at 1..2 in epoch 0
        shrink 0 follower=1
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0
        ---- agreed at partition epoch 1
        altered 0
        ---- isr 0
        ---- high watermark 2
        ---- acknowledged v1
        read 0
        ---- read v0 at 0..1 in epoch 0
        read 0
        ---- read v1 at 1..2 in epoch 0
        crash 0 keep=0
        ---- down, its log ends at 0
        fence 0
        ---- 0 is fenced, broker epoch 0
        ---- epoch 1, partition epoch 2, no leader after 0, isr empty, elr 0
        elect-unclean 1
        ---- epoch 2, partition epoch 3, leader 1, isr 1
        learn 1
        ---- knows partition epoch 1
        learn 1
        ---- 0 is fenced, broker epoch 0
        ---- knows of no leader in epoch 1
        learn 1
        ---- leads epoch 2 from 1
        ---- high watermark 1
        produce 1 acks=1
        ---- appended v2 at 1..2 in epoch 2
        ---- high watermark 2
        ---- acknowledged v2
        refresh 1
        ---- takes 1 for the leader in epoch 2
        ---- has to validate offset 2
        read 1
        ---- refused
        validate 1
        ---- answered epoch 0 ends at 1
        ---- goes back to offset 1
        read 1
        ---- read v2 at 1..2 in epoch 2
        read 1
        ---- answered no batch, high watermark 2
        state 017868229d0d037568d5a1cee20e7929
    "#]]);
}

//= CON-2 test
#[test]
fn a_leader_that_lost_everything_sends_the_consumer_back_to_the_start() {
    check(&expect![[r#"
        brokers 2
        isr 0
        min-isr 1
        consumer
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        ---- high watermark 1
        ---- acknowledged v0
        read 0
        ---- read v0 at 0..1 in epoch 0
        crash 0 keep=0
        ---- down, its log ends at 0
        restart 0
        ---- up, its log ends at 0, high watermark 0
        register 0
        ---- 0 is fenced, broker epoch 1
        ---- epoch 1, partition epoch 1, no leader after 0, isr empty
        ---- registered with broker epoch 1
        ---- knows of no leader in epoch 1
        unfence 0
        ---- 0 is active, broker epoch 1
        ---- epoch 2, partition epoch 2, leader 0, isr 0
        learn 0
        ---- 0 is active, broker epoch 1
        ---- leads epoch 2 from 0
        refresh 0
        ---- takes 0 for the leader in epoch 2
        ---- has to validate offset 1
        validate 0
        ---- answered epoch 0 ends at 0
        ---- goes back to offset 0
        produce 0 acks=all
        ---- appended v1 at 0..1 in epoch 2
        ---- high watermark 1
        ---- acknowledged v1
        read 0
        ---- read v1 at 0..1 in epoch 2
        state 93018caba8a1bf338e69225e3b4c33ca
    "#]]);
}
