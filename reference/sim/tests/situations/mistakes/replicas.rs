//! Mistakes about who has a replica: M07, M20.

use super::survives;
use expect_test::expect;
use spec::Mistake;

//= REP-9 test
#[test]
fn a_leader_that_leads_on_forgets_what_it_has_heard() {
    survives(
        Mistake::KeepFollowerState,
        &expect![[r#"
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
            serve 1
            ---- answered no batch, high watermark 0
            ---- high watermark 1
            ---- acknowledged v0
            unassign 1
            ---- epoch 1, partition epoch 1, leader 0, isr 0
            ---- replicas 0
            learn 1
            ---- its replica is deleted
            assign 1
            ---- epoch 1, partition epoch 2, leader 0, isr 0
            ---- replicas 0 1, adding 1
            catch-up 0
            ---- leads epoch 1 from 1
            expand 0 follower=1
            ---- refused
            alter 0
            ---- refused
            state 8b8c5acd1bea12b9c4db48098d659d48
        "#]],
    );
}

//= CTL-20 test
#[test]
fn who_stays_is_in_sync_before_others_go() {
    survives(
        Mistake::CompleteBeforeInSync,
        &expect![[r#"
            brokers 3
            isr 0 1
            min-isr 2
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            unassign 0
            ---- epoch 0, partition epoch 1, leader 0, isr 0 1
            ---- replicas 0 1 2, removing 0
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
            crash 1 keep=0
            ---- down, its log ends at 0
            restart 1
            ---- up, its log ends at 0, high watermark 0
            register 1
            ---- 1 is fenced, broker epoch 1
            ---- epoch 0, partition epoch 2, leader 0, isr 0
            ---- registered with broker epoch 1
            ---- follows 0 in epoch 0
            unfence 1
            ---- 1 is active, broker epoch 1
            state 474787c4cd4853c0df2f45c9c18e9933
        "#]],
    );
}

//= CTL-20 test
#[test]
fn who_is_in_sync_is_enough_before_others_go() {
    survives(
        Mistake::CompleteBelowMinIsr,
        &expect![[r#"
            brokers 3
            replicas 0 1
            isr 0 1
            min-isr 2
            assign 2
            ---- epoch 0, partition epoch 1, leader 0, isr 0 1
            ---- replicas 0 1 2, adding 2
            learn 0
            ---- isr 0 1
            ---- knows replicas 0 1 2
            unassign 0
            ---- epoch 0, partition epoch 2, leader 0, isr 0 1
            ---- replicas 0 1 2, adding 2, removing 0
            learn 0
            ---- isr 0 1
            suspect 1
            ---- 1 is fenced, broker epoch 0
            ---- epoch 0, partition epoch 3, leader 0, isr 0, elr 1
            learn 0
            ---- 1 is fenced, broker epoch 0
            ---- isr 0
            learn 2
            ---- follows 0 in epoch 0
            ask 2
            ---- asked 0 in epoch 0 from 0
            serve 2
            ---- answered no batch, high watermark 0
            expand 0 follower=2
            ---- proposed isr 0 2 in epoch 0 at partition epoch 3, 2 as of broker epoch 0
            alter 0
            ---- epoch 0, partition epoch 4, leader 0, isr 0 2
            ---- agreed at partition epoch 4
            state 2956a865cdc67b753fc2a230253993f6
        "#]],
    );
}
