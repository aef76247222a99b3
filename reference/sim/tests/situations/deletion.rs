//! Replicas that are gone: who deletes them, and what stays. (CTL-1, CTL-21)

use crate::check;
use expect_test::expect;

//= CTL-20 test
//= CTL-21 test
//= REP-4 test
//= REP-6 test
#[test]
fn a_leader_that_is_removed_is_told_last() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
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
        unassign 0
        ---- epoch 1, partition epoch 1, leader 1, isr 1
        ---- replicas 1
        learn 1
        ---- leads epoch 1 from 1
        ---- high watermark 1
        serve 1
        ---- answered no batch, high watermark 0
        ---- high watermark 1
        ---- acknowledged v0
        learn 0
        ---- its replica is deleted
        produce 0 acks=all
        ---- NOT_LEADER_OR_FOLLOWER
        expire 0
        ---- refused
        take 1
        ---- its log stays as it is
        assign 0
        ---- epoch 1, partition epoch 2, leader 1, isr 1
        ---- replicas 0 1, adding 0
        learn 0
        ---- follows 1 in epoch 1
        learn 1
        ---- isr 1
        ---- knows replicas 0 1
        ask 0
        ---- asked 1 in epoch 1 from 0
        serve 0
        ---- answered v0 at 0..1 in epoch 0, high watermark 1
        state a68aef1adedf10966e63e113f48123c3
    "#]]);
}

//= CTL-1 test
//= CTL-21 test
#[test]
fn who_catches_up_does_not_see_what_was_undone() {
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
        unassign 1
        ---- epoch 1, partition epoch 1, leader 0, isr 0
        ---- replicas 0
        assign 1
        ---- epoch 1, partition epoch 2, leader 0, isr 0
        ---- replicas 0 1, adding 1
        catch-up 1
        ---- follows 0 in epoch 1
        catch-up 1
        ---- refused
        ask 1
        ---- asked 0 in epoch 1 from 1, last epoch 0
        serve 1
        ---- answered UNKNOWN_LEADER_EPOCH
        catch-up 0
        ---- leads epoch 1 from 1
        ---- high watermark 1
        serve 1
        ---- refused
        state 00801ab4b3f2f4f50e13a06e5a123e34
    "#]]);
}

//= CTL-21 test
//= REP-11 test
#[test]
fn who_gets_a_replica_again_begins_with_an_empty_one() {
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
        flush 1
        ---- flushed to 1
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
        checkpoint 1
        ---- checkpoint 1
        unassign 1
        ---- epoch 1, partition epoch 1, leader 0, isr 0
        ---- replicas 0
        learn 1
        ---- its replica is deleted
        crash 1 keep=0
        ---- down, its log ends at 0
        restart 1
        ---- up, its log ends at 0, high watermark 0
        assign 1
        ---- epoch 1, partition epoch 2, leader 0, isr 0
        ---- replicas 0 1, adding 1
        register 1
        ---- 1 is fenced, broker epoch 1
        ---- registered with broker epoch 1
        ---- follows 0 in epoch 1
        unfence 1
        ---- 1 is active, broker epoch 1
        catch-up 0
        ---- 1 is active, broker epoch 1
        ---- leads epoch 1 from 1
        catch-up 1
        ---- 1 is active, broker epoch 1
        ask 1
        ---- asked 0 in epoch 1 from 0
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 1
        take 1
        ---- copied v0 at 0..1 in epoch 0
        ---- high watermark 1
        state 1f47ccc6af40e6d7a5f3b6adf2a40f4b
    "#]]);
}

//= CTL-21 test
//= CTL-4 test
#[test]
fn who_has_lost_its_replica_while_it_was_down_deletes_it_when_it_registers() {
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
        flush 1
        ---- flushed to 1
        unassign 1
        ---- epoch 1, partition epoch 1, leader 0, isr 0
        ---- replicas 0
        crash 1 keep=1
        ---- down, its log ends at 1
        restart 1
        ---- up, its log ends at 1, high watermark 0
        serve 1
        ---- refused
        register 1
        ---- 1 is fenced, broker epoch 1
        ---- registered with broker epoch 1
        ---- its replica is deleted
        ask 1
        ---- refused
        state b4a2457771831391a53901a399e1108d
    "#]]);
}

//= CTL-13 test
//= CTL-15 test
//= CTL-21 test
#[test]
fn what_was_proposed_is_answered_although_the_replica_is_gone() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        shrink 0 follower=1
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        give-up-alter 0
        ---- orphaned: isr 0 in epoch 0 at partition epoch 0
        unassign 0
        ---- epoch 1, partition epoch 1, leader 1, isr 1
        ---- replicas 1
        learn 0
        ---- proposes nothing any more
        ---- its replica is deleted
        resend 0
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        alter-orphan 0
        ---- FENCED_LEADER_EPOCH
        alter 0
        ---- FENCED_LEADER_EPOCH
        altered 0
        ---- not heeded
        resend 0
        ---- refused
        alter 0
        ---- refused
        altered 0
        ---- refused
        state 48b9fbb7924b460cf1431dcf191ff5df
    "#]]);
}
