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
        state 2b817431aaac1f4a7c20b5f294af8ea8
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
        state 94b99280edecbfe196410b12b119a1d8
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
        state c2f99fe2299af8dd4aeab80d6ec741f0
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
        state 742642cbf9e74b8d26ec66e34989ee11
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
        state 8f87a54430fc70fef39497cae2477219
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
        state 438efadfe47252749fa0bae45aec868a
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
        state 7824cf1aff12607be9bd0ff65f13118e
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
        state 93de662d3a5d515e8951baa696630d17
    "#]]);
}
