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
        state cabb05c764446c73ad618ddff7206ac8
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
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        learn 0
        ---- follows 1 in epoch 1
        state 0ec0c52e6494e87c3fbc8f7714d143ce
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
        produce 1 acks=1
        ---- refused
        restart 1
        ---- up, its log ends at 0, high watermark 0
        produce 1 acks=1
        ---- NOT_LEADER_OR_FOLLOWER
        state d4c1598795930b368c374ca5d5939a12
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
        shrink 0 follower=1
        ---- proposed isr 0 in epoch 0 at partition epoch 0
        produce 0 acks=all
        ---- appended v1 at 1..2 in epoch 0
        alter 0
        ---- epoch 0, partition epoch 1, leader 0, isr 0, elr 1
        ---- agreed at partition epoch 1
        produce 0 acks=all
        ---- appended v2 at 2..3 in epoch 0
        altered 0
        ---- isr 0
        produce 0 acks=all
        ---- NOT_ENOUGH_REPLICAS
        produce 0 acks=1
        ---- appended v3 at 3..4 in epoch 0
        ---- acknowledged v3
        state 2d24fe93b0ac7dd5cf55ee8fffe068a1
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
        state b08a8c38ebb21f6dacff5481d65aaf1d
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
        ---- epoch 1, partition epoch 1, leader 1, isr 0 1
        learn 0
        ---- follows 1 in epoch 1
        ---- NOT_LEADER_OR_FOLLOWER for v0
        ---- NOT_LEADER_OR_FOLLOWER for v1
        state 57a6878bdc2af2e3a5aa970667a44212
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
        restart 0
        ---- up, its log ends at 0, high watermark 0
        expire 0
        ---- refused
        state 5ab5c4ac2c74205a43942ca61be161ee
    "#]]);
}

//= REP-4 test
//= CTL-7 test
#[test]
fn so_does_a_stop() {
    check(&expect![[r#"
        brokers 2
        isr 0 1
        min-isr 1
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        stop 0
        ---- checkpoint 0
        ---- stopped, its log ends at 1
        restart 0
        ---- up, its log ends at 1, high watermark 0
        expire 0
        ---- refused
        state 47664814acf2d4a4f188b575aa43edc7
    "#]]);
}
