//! Disks, crashes and stops. (LOG-6 to LOG-9, CTL-7, REP-17)

use crate::check;
use expect_test::expect;

//= LOG-1 test
//= LOG-7 test
#[test]
fn a_batch_of_two_is_cut_whole_by_a_crash() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        flush 0
        ---- flushed to 1
        produce 0 acks=1 records=2
        ---- appended v1 at 1..3 in epoch 0
        ---- acknowledged v1
        crash 0 keep=0
        ---- refused
        crash 0 keep=4
        ---- refused
        crash 0 keep=2
        ---- down, its log ends at 1
        restart 0
        ---- up, its log ends at 1, high watermark 0
        state e5d61fb1e5614dbe2013ad0bccfec720
    "#]]);
}

//= LOG-6 test
#[test]
fn what_was_flushed_survives() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        flush 0
        ---- refused
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        flush 0
        ---- flushed to 1
        flush 0
        ---- refused
        crash 0 keep=0
        ---- refused
        crash 0 keep=1
        ---- down, its log ends at 1
        flush 0
        ---- refused
        state ece526fed34ee14e72c80c93ab0876ae
    "#]]);
}

//= LOG-9 test
#[test]
fn a_broker_starts_with_its_checkpointed_high_watermark() {
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
        checkpoint 0
        ---- checkpoint 1
        checkpoint 0
        ---- refused
        checkpoint 1
        ---- refused
        take 1
        ---- its log stays as it is
        ask 1
        ---- asked 0 in epoch 0 from 1, last epoch 0
        serve 1
        ---- answered no batch, high watermark 1
        take 1
        ---- high watermark 1
        crash 1 keep=1
        ---- down, its log ends at 1
        restart 1
        ---- up, its log ends at 1, high watermark 0
        restart 1
        ---- refused
        crash 0 keep=1
        ---- down, its log ends at 1
        checkpoint 0
        ---- refused
        restart 0
        ---- up, its log ends at 1, high watermark 1
        state 1b19876a679c30d67fd30b8c5bef2040
    "#]]);
}

//= LOG-9 test
#[test]
fn a_checkpoint_beyond_the_log_counts_up_to_its_end() {
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
        checkpoint 0
        ---- checkpoint 1
        crash 0 keep=0
        ---- down, its log ends at 0
        restart 0
        ---- up, its log ends at 0, high watermark 0
        state 79e8f7ad92c3ce92fc84d041fe68b3f5
    "#]]);
}

//= CTL-7 test
#[test]
fn a_clean_stop_keeps_all_and_says_so() {
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
        serve 1
        ---- answered no batch, high watermark 0
        ---- high watermark 1
        ---- acknowledged v0
        stop 0
        ---- checkpoint 1
        ---- stopped, its log ends at 1
        stop 0
        ---- refused
        flush 0
        ---- refused
        restart 0
        ---- up, its log ends at 1, high watermark 1
        stop 0
        ---- refused
        register 0
        ---- 0 is fenced, broker epoch 1
        ---- epoch 1, partition epoch 1, leader 1, isr 1, elr 0
        ---- registered with broker epoch 1
        ---- follows 1 in epoch 1
        unfence 0
        ---- 0 is active, broker epoch 1
        stop 0
        ---- checkpoint 1
        ---- stopped, its log ends at 1
        state 1812aca8a4ad06ba1d19f52935b6de2e
    "#]]);
}

//= CTL-7 test
#[test]
fn the_note_of_a_clean_stop_is_gone_after_a_crash() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 2
        stop 0
        ---- checkpoint 0
        ---- stopped, its log ends at 0
        restart 0
        ---- up, its log ends at 0, high watermark 0
        crash 0 keep=0
        ---- down, its log ends at 0
        restart 0
        ---- up, its log ends at 0, high watermark 0
        register 0
        ---- 0 is fenced, broker epoch 1
        ---- epoch 1, partition epoch 1, leader 1, isr 1
        ---- registered with broker epoch 1
        ---- follows 1 in epoch 1
        state cfea9c8e5f01b20aea50399c1e4e0e41
    "#]]);
}

//= REP-17 test
//= CTL-3 test
#[test]
fn after_its_start_a_broker_knows_nothing_until_it_has_registered() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        register 0
        ---- refused
        crash 0 keep=0
        ---- down, its log ends at 0
        register 0
        ---- refused
        restart 0
        ---- up, its log ends at 0, high watermark 0
        learn 0
        ---- refused
        suspect 0
        ---- refused
        unfence 0
        ---- refused
        leave 0
        ---- refused
        produce 0 acks=1
        ---- NOT_LEADER_OR_FOLLOWER
        register 0
        ---- 0 is fenced, broker epoch 1
        ---- epoch 1, partition epoch 1, leader 1, isr 1
        ---- registered with broker epoch 1
        ---- follows 1 in epoch 1
        register 0
        ---- refused
        learn 0
        ---- refused
        state bcbf1e75e3461a40a2ec534be8bed7b6
    "#]]);
}

//= LOG-4 test
//= CTL-7 test
#[test]
fn an_epoch_without_a_record_is_forgotten_by_a_stop() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        learn 1
        ---- leads epoch 1 from 0
        stop 1
        ---- checkpoint 0
        ---- stopped, its log ends at 0
        restart 1
        ---- up, its log ends at 0, high watermark 0
        register 1
        ---- 1 is fenced, broker epoch 1
        ---- epoch 2, partition epoch 2, leader 0, isr 0
        ---- registered with broker epoch 1
        ---- follows 0 in epoch 2
        state 75075c8c3f87460a885ccf76567b6b0b
    "#]]);
}
