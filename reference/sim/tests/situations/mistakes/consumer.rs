//! What a consumer is told or reads when a rule of its own is left out.

use super::survives;
use expect_test::expect;
use spec::Mistake;

//= CON-5 test
//= CON-6 test
#[test]
fn m22_a_new_leader_names_an_end_before_one_that_was_named() {
    survives(
        Mistake::AnswerLaggingEnd,
        &expect![[r#"
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
            latest 0
            ---- answered the end is 1
            elect 1
            ---- epoch 1, partition epoch 1, leader 1, isr 0 1
            learn 1
            ---- leads epoch 1 from 1
            refresh 1
            ---- takes 1 for the leader in epoch 1
            latest 1
            ---- answered OFFSET_NOT_AVAILABLE
            state 9553dda97348673d9e91c9d8bd9c62a5
        "#]],
    );
}

//= CON-2 test
//= CON-4 test
#[test]
fn m23_a_consumer_reads_on_where_what_it_read_is_no_more() {
    survives(
        Mistake::NoValidation,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            consumer
            shrink 0 follower=1
            ---- proposed isr 0 in epoch 0 at partition epoch 0
            alter 0
            ---- epoch 0, partition epoch 1, leader 0, isr 0
            ---- agreed at partition epoch 1
            learn 0
            ---- isr 0
            ---- proposes nothing any more
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
            ---- epoch 1, partition epoch 2, no leader after 0, isr empty
            ---- registered with broker epoch 1
            ---- knows of no leader in epoch 1
            unfence 0
            ---- 0 is active, broker epoch 1
            ---- epoch 2, partition epoch 3, leader 0, isr 0
            learn 0
            ---- 0 is active, broker epoch 1
            ---- leads epoch 2 from 0
            produce 0 acks=all
            ---- appended v1 at 0..1 in epoch 2
            ---- high watermark 1
            ---- acknowledged v1
            produce 0 acks=all
            ---- appended v2 at 1..2 in epoch 2
            ---- high watermark 2
            ---- acknowledged v2
            refresh 0
            ---- takes 0 for the leader in epoch 2
            ---- has to validate offset 1
            read 0
            ---- refused
            state 0b7882e4276dc23659275fad9e9ff2ea
        "#]],
    );
}
