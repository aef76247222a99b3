//! Whom a consumer takes for the leader. (CON-1)

use crate::check;
use expect_test::expect;

#[test]
fn where_there_is_no_consumer_nothing_is_asked() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        learn 1
        ---- leads epoch 1 from 0
        refresh 1
        ---- refused
        validate 1
        ---- refused
        read 1
        ---- refused
        latest 1
        ---- refused
        state bc74ef750e8b36cf688c01c0517aa9a3
    "#]]);
}

//= CON-1 test
#[test]
fn a_consumer_takes_the_word_of_whoever_knows_of_a_newer_leader() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 1
        consumer
        refresh 0
        ---- refused
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1 2
        refresh 2
        ---- refused
        learn 2
        ---- follows 1 in epoch 1
        refresh 2
        ---- takes 1 for the leader in epoch 1
        refresh 2
        ---- refused
        refresh 0
        ---- refused
        learn 0
        ---- follows 1 in epoch 1
        refresh 0
        ---- refused
        state 92a31be9e1af12c798db893b521a76ee
    "#]]);
}

//= CON-1 test
#[test]
fn a_broker_that_is_down_or_knows_of_no_leader_has_nothing_to_tell() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 2
        consumer
        crash 1 keep=0
        ---- down, its log ends at 0
        fence 1
        ---- 1 is fenced, broker epoch 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0, elr 1
        crash 0 keep=0
        ---- down, its log ends at 0
        refresh 0
        ---- refused
        fence 0
        ---- 0 is fenced, broker epoch 0
        ---- epoch 1, partition epoch 2, no leader after 0, isr empty, elr 0 1
        restart 0
        ---- up, its log ends at 0, high watermark 0
        refresh 0
        ---- refused
        register 0
        ---- 0 is fenced, broker epoch 1
        ---- epoch 1, partition epoch 3, no leader after 0, isr empty, elr 1
        ---- registered with broker epoch 1
        ---- knows of no leader in epoch 1
        refresh 0
        ---- refused
        unfence 0
        ---- 0 is active, broker epoch 1
        learn 0
        ---- 0 is active, broker epoch 1
        refresh 0
        ---- refused
        read 0
        ---- answered FENCED_LEADER_EPOCH
        state aa5f3e8a9162c104d66e7f89215784da
    "#]]);
}
