//! Disks and crashes. (LOG-6 to LOG-9, REP-17)

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
        ---- epoch 1, no leader, isr 1
        restart 0
        ---- up, its log ends at 1, high watermark 0
        state 331db56c9b39ea50a217d2d7b64eb16c
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
        ---- epoch 1, no leader, isr 1
        flush 0
        ---- refused
        state db3da16aa4834334143ab6595f318546
    "#]]);
}

//= REP-17 test
#[test]
fn the_last_in_sync_replica_loses_nothing() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        shrink 1
        ---- isr 0
        ---- high watermark 1
        ---- acknowledged v0
        crash 0 keep=0
        ---- refused
        crash 0 keep=1
        ---- down, its log ends at 1
        ---- epoch 1, no leader, isr 0
        crash 1 keep=0
        ---- down, its log ends at 0
        ---- epoch 2, no leader, isr 0
        restart 0
        ---- up, its log ends at 1, high watermark 0
        elect 1
        ---- refused
        elect 0
        ---- epoch 3, leader 0, isr 0
        learn 0
        ---- leads epoch 3 from 1
        ---- high watermark 1
        state 8dbcc54e800cb6f4783037e807f8cabf
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
        ---- epoch 1, leader 0, isr 0
        restart 1
        ---- up, its log ends at 1, high watermark 0
        restart 1
        ---- refused
        crash 0 keep=0
        ---- refused
        crash 0 keep=1
        ---- down, its log ends at 1
        ---- epoch 2, no leader, isr 0
        checkpoint 0
        ---- refused
        restart 0
        ---- up, its log ends at 1, high watermark 1
        state c48232a3b06f3e46e701d3651661a109
    "#]]);
}

//= LOG-9 test
#[test]
fn a_checkpoint_beyond_the_log_counts_up_to_its_end() {
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
        take 1
        ---- copied v0 at 0..1 in epoch 0
        shrink 2
        ---- isr 0 1
        ask 1
        ---- asked 0 in epoch 0 from 1, last epoch 0
        serve 1
        ---- answered no batch, high watermark 0
        ---- high watermark 1
        checkpoint 0
        ---- checkpoint 1
        crash 0 keep=0
        ---- down, its log ends at 0
        ---- epoch 1, no leader, isr 1
        restart 0
        ---- up, its log ends at 0, high watermark 0
        state 7036e79760b43d4032d47252819a18d5
    "#]]);
}
