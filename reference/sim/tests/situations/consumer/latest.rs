//! What a consumer is told of the end of the log. (CON-5, CON-6)

use crate::check;
use expect_test::expect;

//= CON-5 test
//= CON-6 test
#[test]
fn a_new_leader_says_where_the_log_ends_once_it_knows() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        consumer
        latest 0
        ---- answered the end is 0
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        latest 0
        ---- answered the end is 0
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
        latest 1
        ---- refused
        elect 1
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        learn 1
        ---- leads epoch 1 from 1
        learn 0
        ---- follows 1 in epoch 1
        latest 0
        ---- answered FENCED_LEADER_EPOCH
        refresh 1
        ---- takes 1 for the leader in epoch 1
        latest 0
        ---- refused
        latest 1
        ---- answered OFFSET_NOT_AVAILABLE
        ask 0
        ---- asked 1 in epoch 1 from 1, last epoch 0
        serve 0
        ---- answered no batch, high watermark 0
        ---- high watermark 1
        latest 1
        ---- answered the end is 1
        crash 1 keep=0
        ---- down, its log ends at 0
        latest 1
        ---- refused
        state 93d3b8c6a1baa4580a1ec653b4386b65
    "#]]);
}
