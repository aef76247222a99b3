//! Who is in sync, who leads, and how brokers come to know. (CTL-1, CTL-5, CTL-8, CTL-9, REP-15,
//! REP-16)

use crate::check;
use expect_test::expect;

//= CTL-1 test
//= REP-15 test
//= REP-16 test
#[test]
fn decisions_are_learnt_one_by_one_in_their_order() {
    check(&expect![[r#"
        brokers 3
        isr 0 1
        min-isr 1
        elect 0
        ---- refused
        elect 2
        ---- refused
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        elect 0
        ---- epoch 2, partition epoch 2, leader 0, isr 0 1
        suspect 1
        ---- 1 is fenced, broker epoch 0
        ---- epoch 2, partition epoch 3, leader 0, isr 0
        learn 0
        ---- follows 1 in epoch 1
        learn 0
        ---- leads epoch 2 from 0
        learn 0
        ---- 1 is fenced, broker epoch 0
        ---- isr 0
        learn 0
        ---- refused
        learn 2
        ---- follows 1 in epoch 1
        state 5a7f128c4897d14134162afaea04e29b
    "#]]);
}

//= CTL-5 test
//= CTL-8 test
//= CTL-9 test
#[test]
fn the_isr_empties_by_fencing_and_who_was_in_it_last_may_lead_again() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 2
        fence 0
        ---- refused
        crash 0 keep=0
        ---- down, its log ends at 0
        suspect 0
        ---- refused
        fence 0
        ---- 0 is fenced, broker epoch 0
        ---- epoch 1, partition epoch 1, leader 1, isr 1 2
        fence 0
        ---- refused
        suspect 1
        ---- 1 is fenced, broker epoch 0
        ---- epoch 2, partition epoch 2, leader 2, isr 2, elr 1
        suspect 1
        ---- refused
        suspect 2
        ---- 2 is fenced, broker epoch 0
        ---- epoch 3, partition epoch 3, no leader after 2, isr empty, elr 1 2
        elect 1
        ---- refused
        unfence 0
        ---- refused
        unfence 1
        ---- 1 is active, broker epoch 0
        ---- epoch 4, partition epoch 4, leader 1, isr 1, elr 2
        unfence 1
        ---- refused
        unfence 2
        ---- 2 is active, broker epoch 0
        learn 1
        ---- 0 is fenced, broker epoch 0
        ---- leads epoch 1 from 0
        learn 1
        ---- 1 is fenced, broker epoch 0
        ---- follows 2 in epoch 2
        learn 1
        ---- 2 is fenced, broker epoch 0
        ---- knows of no leader in epoch 3
        learn 1
        ---- 1 is active, broker epoch 0
        ---- leads epoch 4 from 0
        learn 1
        ---- 2 is active, broker epoch 0
        state c9bc0206cfe1abcd02c66aeb03c748ed
    "#]]);
}

//= CTL-8 test
#[test]
fn where_elr_is_off_the_last_member_stays_in_the_isr() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        elr off
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        crash 1 keep=0
        ---- down, its log ends at 0
        fence 1
        ---- 1 is fenced, broker epoch 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0
        learn 0
        ---- 1 is fenced, broker epoch 0
        ---- isr 0
        ---- high watermark 1
        crash 0 keep=0
        ---- down, its log ends at 0
        fence 0
        ---- 0 is fenced, broker epoch 0
        ---- epoch 1, partition epoch 2, no leader, isr 0
        elect-unclean 1
        ---- refused
        restart 1
        ---- up, its log ends at 0, high watermark 0
        register 1
        ---- 1 is fenced, broker epoch 1
        ---- registered with broker epoch 1
        ---- knows of no leader in epoch 1
        unfence 1
        ---- 1 is active, broker epoch 1
        restart 0
        ---- up, its log ends at 0, high watermark 0
        register 0
        ---- 0 is fenced, broker epoch 1
        ---- registered with broker epoch 1
        ---- knows of no leader in epoch 1
        unfence 0
        ---- 0 is active, broker epoch 1
        ---- epoch 2, partition epoch 3, leader 0, isr 0
        state 3c7c8b00bf725bdd84e7a59e75f77a6a
    "#]]);
}

//= CTL-1 test
#[test]
fn a_suspected_leader_goes_on_until_it_learns() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        suspect 0
        ---- 0 is fenced, broker epoch 0
        ---- epoch 1, partition epoch 1, leader 1, isr 1
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        learn 1
        ---- 0 is fenced, broker epoch 0
        ---- leads epoch 1 from 0
        produce 1 acks=all
        ---- appended v1 at 0..1 in epoch 1
        ---- high watermark 1
        ---- acknowledged v1
        learn 0
        ---- 0 is fenced, broker epoch 0
        ---- follows 1 in epoch 1
        ---- NOT_LEADER_OR_FOLLOWER for v0
        state 9f6e7e276241be7c2ecacb1a229ba226
    "#]]);
}
