//! Elections and the in-sync replicas. (REP-12, REP-13, REP-15, REP-16)

use crate::check;
use expect_test::expect;

//= REP-12 test
//= REP-10 test
#[test]
fn a_follower_that_lags_leaves_and_what_waited_for_it_is_committed() {
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
        shrink 1
        ---- refused
        shrink 0
        ---- refused
        shrink 2
        ---- isr 0 1
        ---- high watermark 1
        ---- acknowledged v0
        shrink 2
        ---- refused
        state e2c7d611ff30fe509ffe24f4627b6986
    "#]]);
}

//= REP-13 test
#[test]
fn who_has_caught_up_joins() {
    check(&expect![[r#"
        brokers 3
        isr 0 1
        min-isr 1
        expand 2
        ---- refused
        ask 2
        ---- asked 0 in epoch 0 from 0
        serve 2
        ---- answered no batch, high watermark 0
        take 2
        ---- its log stays as it is
        expand 2
        ---- isr 0 1 2
        expand 2
        ---- refused
        expand 1
        ---- refused
        produce 0 acks=all
        ---- appended v0 at 0..1 in epoch 0
        shrink 2
        ---- isr 0 1
        expand 2
        ---- isr 0 1 2
        ask 2
        ---- asked 0 in epoch 0 from 0
        serve 2
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        expand 2
        ---- refused
        state 12d2715255e56983104b4410166b9eda
    "#]]);
}

//= REP-13 test
#[test]
fn who_has_not_reached_the_start_of_the_epoch_does_not_join() {
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
        elect 1
        ---- epoch 1, leader 1, isr 0 1 2
        learn 1
        ---- leads epoch 1 from 1
        learn 2
        ---- follows 1 in epoch 1
        shrink 2
        ---- isr 0 1
        ask 2
        ---- asked 1 in epoch 1 from 0
        serve 2
        ---- answered v0 at 0..1 in epoch 0, high watermark 0
        expand 2
        ---- refused
        take 2
        ---- copied v0 at 0..1 in epoch 0
        ask 2
        ---- asked 1 in epoch 1 from 1, last epoch 0
        serve 2
        ---- answered no batch, high watermark 0
        expand 2
        ---- isr 0 1 2
        state ca4a4d8dc062afdd11055d93d26df408
    "#]]);
}

//= REP-15 test
//= REP-16 test
#[test]
fn an_election_is_of_a_live_member_of_the_isr() {
    check(&expect![[r#"
        brokers 3
        isr 0 1
        min-isr 1
        elect 0
        ---- refused
        elect 2
        ---- refused
        crash 1 keep=0
        ---- down, its log ends at 0
        ---- epoch 1, leader 0, isr 0
        elect 1
        ---- refused
        learn 1
        ---- refused
        learn 0
        ---- leads epoch 1 from 0
        learn 0
        ---- refused
        learn 2
        ---- follows 0 in epoch 1
        state c7622e8707cd3caf80dd1b18b74a3d74
    "#]]);
}
