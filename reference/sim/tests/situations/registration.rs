//! Who is there: registration, and what it is the end of. (CTL-2, CTL-4, CTL-6, CTL-7)

use crate::check;
use expect_test::expect;

//= CTL-4 test
#[test]
fn an_unclean_end_is_the_end_of_eligibility() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 2
        crash 1 keep=0
        ---- down, its log ends at 0
        fence 1
        ---- 1 is fenced, broker epoch 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0, elr 1
        restart 1
        ---- up, its log ends at 0, high watermark 0
        register 1
        ---- 1 is fenced, broker epoch 1
        ---- epoch 0, partition epoch 2, leader 0, isr 0
        ---- registered with broker epoch 1
        ---- follows 0 in epoch 0
        stop 0
        ---- checkpoint 0
        ---- stopped, its log ends at 0
        restart 0
        ---- up, its log ends at 0, high watermark 0
        register 0
        ---- 0 is fenced, broker epoch 1
        ---- epoch 1, partition epoch 3, no leader after 0, isr empty, elr 0
        ---- registered with broker epoch 1
        ---- knows of no leader in epoch 1
        unfence 1
        ---- 1 is active, broker epoch 1
        unfence 0
        ---- 0 is active, broker epoch 1
        ---- epoch 2, partition epoch 4, leader 0, isr 0
        state 5f2843fa0713e9221e594f70206b4f35
    "#]]);
}

//= CTL-4 test
#[test]
fn registration_ends_the_leadership_of_before() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 2
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        crash 0 keep=0
        ---- down, its log ends at 0
        restart 0
        ---- up, its log ends at 0, high watermark 0
        register 0
        ---- 0 is fenced, broker epoch 1
        ---- epoch 1, partition epoch 1, leader 1, isr 1
        ---- registered with broker epoch 1
        ---- follows 1 in epoch 1
        unfence 0
        ---- 0 is active, broker epoch 1
        learn 0
        ---- 0 is active, broker epoch 1
        learn 1
        ---- 0 is fenced, broker epoch 1
        ---- leads epoch 1 from 0
        state 729d564985a454bb25fb12bbd0a0853b
    "#]]);
}

//= CTL-6 test
//= CTL-7 test
#[test]
fn who_leaves_can_neither_lead_nor_be_in_sync_until_it_registers_again() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        unfence 0
        ---- refused
        leave 0
        ---- 0 is about to stop, broker epoch 0
        ---- epoch 1, partition epoch 1, leader 1, isr 1
        leave 0
        ---- refused
        elect 0
        ---- refused
        unfence 0
        ---- refused
        suspect 0
        ---- 0 is fenced and about to stop, broker epoch 0
        unfence 0
        ---- refused
        learn 1
        ---- 0 is about to stop, broker epoch 0
        ---- leads epoch 1 from 0
        expand 1 follower=0
        ---- refused
        stop 0
        ---- checkpoint 0
        ---- stopped, its log ends at 0
        leave 0
        ---- refused
        restart 0
        ---- up, its log ends at 0, high watermark 0
        register 0
        ---- 0 is fenced, broker epoch 1
        ---- registered with broker epoch 1
        ---- follows 1 in epoch 1
        unfence 0
        ---- 0 is active, broker epoch 1
        state fc5d7262ae94cdea4124b0f85eaf3600
    "#]]);
}

//= CTL-2 test
#[test]
fn a_broker_that_is_registered_has_learnt_all_there_is() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        crash 1 keep=0
        ---- down, its log ends at 0
        fence 1
        ---- 1 is fenced, broker epoch 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0
        restart 1
        ---- up, its log ends at 0, high watermark 0
        register 1
        ---- 1 is fenced, broker epoch 1
        ---- registered with broker epoch 1
        ---- follows 0 in epoch 0
        learn 1
        ---- refused
        learn 0
        ---- 1 is fenced, broker epoch 0
        ---- isr 0
        learn 0
        ---- 1 is fenced, broker epoch 1
        learn 0
        ---- refused
        state 6a0649656d4a244f4bc03e9e9cc3e6d6
    "#]]);
}
