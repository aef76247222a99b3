//! What a consumer reads, and from whom. (CON-3)

use crate::check;
use expect_test::expect;

//= CON-3 test
#[test]
fn a_consumer_reads_batch_by_batch_up_to_the_high_watermark() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        consumer
        read 0
        ---- answered no batch, high watermark 0
        produce 0 acks=1 records=2
        ---- appended v0 at 0..2 in epoch 0
        ---- acknowledged v0
        produce 0 acks=1
        ---- appended v1 at 2..3 in epoch 0
        ---- acknowledged v1
        read 0
        ---- answered no batch, high watermark 0
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered v0 at 0..2 in epoch 0, high watermark 0
        take 1
        ---- copied v0 at 0..2 in epoch 0
        ask 1
        ---- asked 0 in epoch 0 from 2, last epoch 0
        serve 1
        ---- answered v1 at 2..3 in epoch 0, high watermark 0
        ---- high watermark 2
        read 0
        ---- read v0 at 0..2 in epoch 0
        read 0
        ---- answered no batch, high watermark 2
        take 1
        ---- copied v1 at 2..3 in epoch 0
        ask 1
        ---- asked 0 in epoch 0 from 3, last epoch 0
        serve 1
        ---- answered no batch, high watermark 2
        ---- high watermark 3
        read 0
        ---- read v1 at 2..3 in epoch 0
        read 0
        ---- answered no batch, high watermark 3
        crash 0 keep=3
        ---- down, its log ends at 3
        read 0
        ---- refused
        state a397a58d4e1d3fdb97ae006085d3b0ab
    "#]]);
}

//= CON-3 test
#[test]
fn a_consumer_reads_from_a_follower_what_that_one_knows_to_be_committed() {
    check(&expect![[r#"
        brokers 2
        isr 0
        min-isr 1
        consumer
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- high watermark 1
        ---- acknowledged v0
        produce 0 acks=1
        ---- appended v1 at 1..2 in epoch 0
        ---- high watermark 2
        ---- acknowledged v1
        read 1
        ---- answered no batch, high watermark 0
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 2
        take 1
        ---- copied v0 at 0..1 in epoch 0
        ---- high watermark 1
        read 1
        ---- read v0 at 0..1 in epoch 0
        ask 1
        ---- asked 0 in epoch 0 from 1, last epoch 0
        serve 1
        ---- answered v1 at 1..2 in epoch 0, high watermark 2
        take 1
        ---- copied v1 at 1..2 in epoch 0
        ---- high watermark 2
        read 0
        ---- read v1 at 1..2 in epoch 0
        read 1
        ---- answered no batch, high watermark 2
        produce 0 acks=1
        ---- appended v2 at 2..3 in epoch 0
        ---- high watermark 3
        ---- acknowledged v2
        read 0
        ---- read v2 at 2..3 in epoch 0
        read 1
        ---- answered OFFSET_OUT_OF_RANGE
        state 9d03f9360fb0acd45c863c8f28a4d8dd
    "#]]);
}

//= CON-3 test
//= REP-6 test
#[test]
fn whoever_knows_another_epoch_or_none_gives_the_consumer_nothing() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 1
        consumer
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1 2
        learn 1
        ---- leads epoch 1 from 0
        read 1
        ---- answered FENCED_LEADER_EPOCH
        refresh 1
        ---- takes 1 for the leader in epoch 1
        read 0
        ---- answered UNKNOWN_LEADER_EPOCH
        read 2
        ---- answered UNKNOWN_LEADER_EPOCH
        crash 2 keep=0
        ---- down, its log ends at 0
        restart 2
        ---- up, its log ends at 0, high watermark 0
        read 2
        ---- answered NOT_LEADER_OR_FOLLOWER
        learn 0
        ---- follows 1 in epoch 1
        read 0
        ---- answered no batch, high watermark 0
        read 1
        ---- answered no batch, high watermark 0
        latest 1
        ---- answered the end is 0
        latest 0
        ---- refused
        state 328a78988629bc9a5ddec4f6f1e2c626
    "#]]);
}
