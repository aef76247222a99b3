//! The network: orphans, losses, crashes. (REP-5)

use crate::check;
use expect_test::expect;

//= REP-5 test
//= REP-9 test
#[test]
fn an_orphan_counts_for_the_leader_and_nobody_takes_the_answer() {
    check(&expect![[r#"
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
        give-up 1
        ---- orphaned: asks 0 in epoch 0 from 1, last epoch 0
        ask 1
        ---- asked 0 in epoch 0 from 1, last epoch 0
        give-up 1
        ---- refused
        serve-orphan 1
        ---- answered no batch, high watermark 0
        ---- high watermark 1
        ---- acknowledged v0
        serve-orphan 1
        ---- refused
        lose 1
        ---- lost
        give-up 1
        ---- refused
        state cabb05c764446c73ad618ddff7206ac8
    "#]]);
}

//= REP-5 test
#[test]
fn who_gives_up_never_takes_the_answer() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        ask 1
        ---- asked 0 in epoch 0 from 0
        ask 1
        ---- refused
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        serve 1
        ---- refused
        give-up 1
        ---- lost
        take 1
        ---- refused
        ask 1
        ---- asked 0 in epoch 0 from 0
        lose 1
        ---- lost
        serve 1
        ---- refused
        state 58583d99a0dd62dc3d1a3d5c8324a05c
    "#]]);
}

//= REP-5 test
#[test]
fn what_is_on_its_way_to_a_crashed_broker_is_lost_and_its_answers_are_not() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        ask 1
        ---- asked 0 in epoch 0 from 0
        serve 1
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        ask 2
        ---- asked 0 in epoch 0 from 0
        give-up 2
        ---- orphaned: asks 0 in epoch 0 from 0
        ask 2
        ---- asked 0 in epoch 0 from 0
        crash 0 keep=1
        ---- down, its log ends at 1
        serve 2
        ---- refused
        serve-orphan 2
        ---- refused
        take 1
        ---- copied v0 at 0..1 in epoch 0
        state 68c2878a1985be007ad741da4ce2631b
    "#]]);
}
