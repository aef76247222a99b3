//! Producers: who is acknowledged, and when. (REP-1 to REP-4)

use crate::check;
use expect_test::expect;

//= REP-3 test
//= REP-10 test
//= REP-18 test
#[test]
fn a_record_is_acknowledged_when_every_in_sync_replica_has_it() {
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
        serve 1
        ---- answered no batch, high watermark 0
        ---- high watermark 1
        ---- acknowledged v0
        take 1
        ---- its log stays as it is
        state 3b137d43c72fd4beec375992635ad66b
    "#]]);
}

//= REP-2 test
#[test]
fn under_acks_1_the_leader_alone_acknowledges() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        elect 1
        ---- epoch 1, leader 1, isr 0 1
        learn 0
        ---- follows 1 in epoch 1
        state b2237ac1e11d137ce47f23aa73e7f0bf
    "#]]);
}

//= REP-1 test
#[test]
fn who_does_not_lead_takes_no_records() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 1 acks=1
        ---- NOT_LEADER_OR_FOLLOWER
        produce 1 acks=all
        ---- NOT_LEADER_OR_FOLLOWER
        crash 1 keep=0
        ---- down, its log ends at 0
        ---- epoch 1, leader 0, isr 0
        produce 1 acks=1
        ---- refused
        restart 1
        ---- up, its log ends at 0, high watermark 0
        produce 1 acks=1
        ---- NOT_LEADER_OR_FOLLOWER
        state af1da9eac6968b7c69597869302fe991
    "#]]);
}

//= REP-1 test
//= REP-10 test
#[test]
fn fewer_in_sync_than_asked_for() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 2
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        shrink 1
        ---- isr 0
        produce 0 acks=all
        ---- NOT_ENOUGH_REPLICAS
        produce 0 acks=1
        ---- appended v1 at 1..2 in epoch 0
        ---- acknowledged v1
        state d00c71d2a5e8c18861fd0c09fc3c1c92
    "#]]);
}

//= REP-4 test
#[test]
fn a_deadline_passes_and_the_batch_stays() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=1
        ---- appended v0 at 0..1 in epoch 0
        ---- acknowledged v0
        produce 0 acks=all
        ---- appended v1 at 1..2 in epoch 0
        produce 0 acks=all
        ---- appended v2 at 2..3 in epoch 0
        expire 0
        ---- REQUEST_TIMED_OUT for v1
        expire 0
        ---- REQUEST_TIMED_OUT for v2
        expire 0
        ---- refused
        state dadd3d4027826b2b681de4d49ba8fcea
    "#]]);
}

//= REP-4 test
#[test]
fn a_deposed_leader_fails_what_waits() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        produce 0 acks=all
        ---- appended v1 at 1..2 in epoch 0
        elect 1
        ---- epoch 1, leader 1, isr 0 1
        learn 0
        ---- follows 1 in epoch 1
        ---- NOT_LEADER_OR_FOLLOWER for v0
        ---- NOT_LEADER_OR_FOLLOWER for v1
        state 768e8ff00719e16d715d624c57fbd9ad
    "#]]);
}

//= REP-4 test
//= REP-9 test
//= REP-17 test
#[test]
fn a_leader_of_a_new_epoch_keeps_its_requests_waiting() {
    check(&expect![[r#"
        brokers 3
        isr 0 1 2
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
        serve 1
        ---- answered no batch, high watermark 0
        crash 2 keep=0
        ---- down, its log ends at 0
        ---- epoch 1, leader 0, isr 0 1
        learn 0
        ---- leads epoch 1 from 1
        learn 1
        ---- follows 0 in epoch 1
        take 1
        ---- its log stays as it is
        ask 1
        ---- asked 0 in epoch 1 from 1, last epoch 0
        serve 1
        ---- answered no batch, high watermark 0
        ---- high watermark 1
        ---- acknowledged v0
        state b4322d41fb9b49e7d4ec0eb9cdf8f4db
    "#]]);
}

//= REP-4 test
//= LOG-7 test
#[test]
fn a_crash_leaves_a_request_without_an_answer() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        crash 0 keep=0
        ---- down, its log ends at 0
        ---- epoch 1, no leader, isr 1
        restart 0
        ---- up, its log ends at 0, high watermark 0
        expire 0
        ---- refused
        state 00f9a904f192baa5e05b31be4e4e8b2e
    "#]]);
}
