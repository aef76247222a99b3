//! Who leads when nobody is left who has all that is committed for sure. (CTL-10, CTL-11, CTL-18,
//! REP-20)

use crate::check;
use expect_test::expect;

//= CTL-10 test
#[test]
fn who_led_last_leads_again_when_nobody_is_left() {
    check(&expect![[r#"
        brokers 2
        isr 0
        min-isr 1
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        ---- high watermark 1
        ---- acknowledged v0
        crash 0 keep=0
        ---- down, its log ends at 0
        restart 0
        ---- up, its log ends at 0, high watermark 0
        register 0
        ---- 0 is fenced, broker epoch 1
        ---- epoch 1, partition epoch 1, no leader after 0, isr empty
        ---- registered with broker epoch 1
        ---- knows of no leader in epoch 1
        unfence 1
        ---- refused
        unfence 0
        ---- 0 is active, broker epoch 1
        ---- epoch 2, partition epoch 2, leader 0, isr 0
        learn 0
        ---- 0 is active, broker epoch 1
        ---- leads epoch 2 from 0
        state 050e75f59b01b8160da776b55d44e25d
    "#]]);
}

//= CTL-11 test
//= REP-20 test
#[test]
fn an_operator_gives_up_what_a_fenced_broker_has() {
    check(&expect![[r#"
        brokers 2
        isr 0
        min-isr 1
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        ---- high watermark 1
        ---- acknowledged v0
        elect-unclean 1
        ---- refused
        suspect 0
        ---- 0 is fenced, broker epoch 0
        ---- epoch 1, partition epoch 1, no leader after 0, isr empty, elr 0
        elect-unclean 0
        ---- refused
        elect-unclean 1
        ---- epoch 2, partition epoch 2, leader 1, isr 1
        learn 1
        ---- 0 is fenced, broker epoch 0
        ---- knows of no leader in epoch 1
        learn 1
        ---- leads epoch 2 from 0
        learn 0
        ---- 0 is fenced, broker epoch 0
        ---- knows of no leader in epoch 1
        learn 0
        ---- follows 1 in epoch 2
        ask 0
        ---- asked 1 in epoch 2 from 1, last epoch 0
        serve 0
        ---- answered diverging, epoch 0 ends at 0
        take 0
        ---- to cut, for the leader's epoch 0 ends at 0
        cut 0
        ---- truncated to 0
        ---- high watermark 0
        state 302f243461106357a2a259adf05206d8
    "#]]);
}

//= CTL-18 test
//= REP-20 test
#[test]
fn a_recovery_elects_the_best_log_there_is() {
    check(&expect![[r#"
        brokers 3
        isr 0
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- high watermark 1
        ---- acknowledged v0
        produce 0 acks=1
        ---- appended v1 at 1..2 in epoch 0
        ---- high watermark 2
        ---- acknowledged v1
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 2
        take 1
        ---- copied v0 at 0..1 in epoch 0
        ---- high watermark 1
        recover 1
        ---- refused
        suspect 0
        ---- 0 is fenced, broker epoch 0
        ---- epoch 1, partition epoch 1, no leader after 0, isr empty, elr 0
        crash 2 keep=0
        ---- down, its log ends at 0
        recover 1
        ---- refused
        restart 2
        ---- up, its log ends at 0, high watermark 0
        recover 2
        ---- refused
        recover 1
        ---- epoch 2, partition epoch 2, leader 1, isr 1
        learn 1
        ---- 0 is fenced, broker epoch 0
        ---- knows of no leader in epoch 1
        learn 1
        ---- leads epoch 2 from 1
        state 7f1aa1dde830a5de48c67b8f60905387
    "#]]);
}
