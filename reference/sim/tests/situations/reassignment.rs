//! Who has a replica: what an operator wants, when it is done, and what the leader makes of it.
//! (CTL-19, CTL-20, REP-6)

use crate::check;
use expect_test::expect;

//= CTL-19 test
//= CTL-20 test
#[test]
fn a_replica_that_is_added_is_one_for_good_once_it_is_in_sync() {
    check(&expect![[r#"
        brokers 3
        replicas 0 1
        isr 0 1
        min-isr 1
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        assign 0
        ---- refused
        assign 2
        ---- epoch 0, partition epoch 1, leader 0, isr 0 1
        ---- replicas 0 1 2, adding 2
        assign 2
        ---- refused
        learn 0
        ---- isr 0 1
        ---- knows replicas 0 1 2
        learn 2
        ---- follows 0 in epoch 0
        ask 2
        ---- asked 0 in epoch 0 from 0
        serve 2
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        take 2
        ---- copied v0 at 0..1 in epoch 0
        ask 2
        ---- asked 0 in epoch 0 from 1, last epoch 0
        serve 2
        ---- answered no batch, high watermark 0
        expand 0 follower=2
        ---- proposed isr 0 1 2 in epoch 0 at partition epoch 1, 2 as of broker epoch 0
        alter 0
        ---- epoch 0, partition epoch 2, leader 0, isr 0 1 2
        ---- replicas 0 1 2
        ---- agreed at partition epoch 2
        altered 0
        ---- isr 0 1 2
        learn 0
        ---- known already
        learn 1
        ---- knows partition epoch 1
        learn 1
        ---- knows partition epoch 2
        learn 2
        ---- knows partition epoch 2
        state 684803e903bc572b3ee9c15b207bd70f
    "#]]);
}

//= CTL-20 test
//= CTL-21 test
#[test]
fn a_replica_that_is_removed_is_deleted_and_another_epoch_begins() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 2
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        take 1
        ---- copied v0 at 0..1 in epoch 0
        ask 2
        ---- asked 0 in epoch 0 from 0
        serve 2
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        take 2
        ---- copied v0 at 0..1 in epoch 0
        unassign 2
        ---- epoch 1, partition epoch 1, leader 0, isr 0 1
        ---- replicas 0 1
        unassign 2
        ---- refused
        learn 2
        ---- its replica is deleted
        ask 2
        ---- refused
        ask 1
        ---- asked 0 in epoch 0 from 1, last epoch 0
        learn 0
        ---- leads epoch 1 from 1
        ---- knows replicas 0 1
        serve 1
        ---- answered FENCED_LEADER_EPOCH
        state 5b2dcf872230e01999e473f7c9dd2aec
    "#]]);
}

//= CTL-19 test
//= CTL-20 test
//= CTL-14 test
#[test]
fn a_replica_moves_when_its_successor_is_in_sync() {
    check(&expect![[r#"
        brokers 3
        replicas 0 1
        isr 0 1
        min-isr 2
        assign 2
        ---- epoch 0, partition epoch 1, leader 0, isr 0 1
        ---- replicas 0 1 2, adding 2
        unassign 1
        ---- epoch 0, partition epoch 2, leader 0, isr 0 1
        ---- replicas 0 1 2, adding 2, removing 1
        learn 0
        ---- isr 0 1
        ---- knows replicas 0 1 2
        learn 0
        ---- isr 0 1
        learn 2
        ---- follows 0 in epoch 0
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        ask 2
        ---- asked 0 in epoch 0 from 0
        serve 2
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        take 2
        ---- copied v0 at 0..1 in epoch 0
        ask 2
        ---- asked 0 in epoch 0 from 1, last epoch 0
        serve 2
        ---- answered no batch, high watermark 0
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
        expand 0 follower=2
        ---- proposed isr 0 1 2 in epoch 0 at partition epoch 2, 2 as of broker epoch 0
        alter 0
        ---- epoch 1, partition epoch 3, leader 0, isr 0 2
        ---- replicas 0 2
        ---- NEW_LEADER_ELECTED
        altered 0
        ---- proposes isr 0 1 2 still
        catch-up 1
        ---- its replica is deleted
        learn 0
        ---- leads epoch 1 from 1
        ---- knows replicas 0 2
        ---- proposes nothing any more
        take 2
        ---- its log stays as it is
        catch-up 2
        ---- follows 0 in epoch 1
        ask 2
        ---- asked 0 in epoch 1 from 1, last epoch 0
        serve 2
        ---- answered no batch, high watermark 1
        state a38c5d2a360ac8a136c61c25b27635cf
    "#]]);
}

//= CTL-19 test
#[test]
fn the_last_replica_stays() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        unassign 0
        ---- epoch 1, partition epoch 1, leader 1, isr 1
        ---- replicas 1
        unassign 1
        ---- refused
        assign 0
        ---- epoch 1, partition epoch 2, leader 1, isr 1
        ---- replicas 0 1, adding 0
        unassign 0
        ---- refused
        learn 0
        ---- its replica is deleted
        learn 1
        ---- leads epoch 1 from 0
        state 0fc9aba02fdeb5d5e5d545f79d5d90eb
    "#]]);
}

//= REP-6 test
//= REP-9 test
#[test]
fn a_leader_does_not_answer_who_has_no_replica_to_its_knowledge() {
    check(&expect![[r#"
        brokers 3
        replicas 0 1
        isr 0 1
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        assign 2
        ---- epoch 0, partition epoch 1, leader 0, isr 0 1
        ---- replicas 0 1 2, adding 2
        learn 2
        ---- follows 0 in epoch 0
        ask 2
        ---- asked 0 in epoch 0 from 0
        serve 2
        ---- answered UNKNOWN_LEADER_EPOCH
        take 2
        ---- its log stays as it is
        learn 0
        ---- isr 0 1
        ---- knows replicas 0 1 2
        ask 2
        ---- asked 0 in epoch 0 from 0
        serve 2
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        state bdaceb7549197cace90a78fb154bd36b
    "#]]);
}
