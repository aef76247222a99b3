//! The historical mistakes, made on purpose: with the rule left out the property named for it
//! breaks with the last step, and with the rule in force the same steps end well.

use crate::check;
use expect_test::{Expect, expect};
use kanon_sim::play;
use spec::{Mistake, Rules, Scenario};

/// Plays the steps without the rule, and then with it.
fn survives(mistake: Mistake, expected: &Expect) {
    let mut scenario: Scenario = expected.data.parse().expect("a scenario");
    scenario.world.rules = Rules::ALL.without(mistake);
    let made = play(&scenario);
    let last = scenario.steps.last().expect("a step").0;
    assert!(made.broke().any(|broke| broke == (last, mistake.breaks())), "{made}");
    check(expected);
}

//= REP-11 test
#[test]
fn truncation_to_the_high_watermark_loses_what_is_committed() {
    survives(
        Mistake::TruncateToHighWatermark,
        &expect![[r#"
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
            elect 1
            ---- epoch 1, leader 1, isr 0 1
            elect 0
            ---- epoch 2, leader 0, isr 0 1
            learn 1
            ---- follows 0 in epoch 2
            state 24235e5cb9b052788c02b6916528771a
        "#]],
    );
}

//= REP-8 test
#[test]
fn an_answer_that_knows_only_an_offset_leaves_logs_that_do_not_match() {
    survives(
        Mistake::AnswerOnlyAnOffset,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            produce 0 acks=1
            ---- appended v0 at 0..1 in epoch 0
            ---- acknowledged v0
            produce 0 acks=1
            ---- appended v1 at 1..2 in epoch 0
            ---- acknowledged v1
            elect 1
            ---- epoch 1, leader 1, isr 0 1
            learn 1
            ---- leads epoch 1 from 0
            produce 1 acks=1
            ---- appended v2 at 0..1 in epoch 1
            ---- acknowledged v2
            elect 0
            ---- epoch 2, leader 0, isr 0 1
            learn 0
            ---- leads epoch 2 from 2
            learn 1
            ---- follows 0 in epoch 2
            ask 1
            ---- asked 0 in epoch 2 from 1, last epoch 1
            serve 1
            ---- answered diverging, epoch 0 ends at 2
            take 1
            ---- to cut, for the leader's epoch 0 ends at 2
            state d9103e9e2cf73c8bf46db2acaf7328eb
        "#]],
    );
}

//= REP-6 test
#[test]
fn a_fetch_from_before_a_truncation_counts_without_fencing() {
    survives(
        Mistake::NoFencingByEpoch,
        &expect![[r#"
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
            ask 1
            ---- asked 0 in epoch 0 from 1, last epoch 0
            give-up 1
            ---- orphaned: asks 0 in epoch 0 from 1, last epoch 0
            elect 2
            ---- epoch 1, leader 2, isr 0 1 2
            learn 2
            ---- leads epoch 1 from 0
            learn 1
            ---- follows 2 in epoch 1
            ask 1
            ---- asked 2 in epoch 1 from 1, last epoch 0
            serve 1
            ---- answered diverging, epoch 0 ends at 0
            take 1
            ---- to cut, for the leader's epoch 0 ends at 0
            cut 1
            ---- truncated to 0
            elect 0
            ---- epoch 2, leader 0, isr 0 1 2
            learn 0
            ---- leads epoch 2 from 1
            serve-orphan 1
            ---- answered FENCED_LEADER_EPOCH
            shrink 2
            ---- isr 0 1
            state bb0e475466a7144a2445d68665682858
        "#]],
    );
}

//= REP-9 test
#[test]
fn a_diverging_fetch_says_nothing_of_what_the_follower_has() {
    survives(
        Mistake::StateFromDivergingFetch,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            produce 0 acks=1
            ---- appended v0 at 0..1 in epoch 0
            ---- acknowledged v0
            elect 1
            ---- epoch 1, leader 1, isr 0 1
            learn 1
            ---- leads epoch 1 from 0
            learn 0
            ---- follows 1 in epoch 1
            produce 1 acks=all
            ---- appended v1 at 0..1 in epoch 1
            ask 0
            ---- asked 1 in epoch 1 from 1, last epoch 0
            serve 0
            ---- answered diverging, epoch 0 ends at 0
            state 94338ccba5a2065e12f849898162cfc6
        "#]],
    );
}

//= REP-13 test
#[test]
fn the_high_watermark_that_a_new_leader_knows_is_not_enough_to_join() {
    survives(
        Mistake::JoinBeforeEpochStart,
        &expect![[r#"
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
            shrink 2
            ---- isr 0 1
            ---- high watermark 1
            ---- acknowledged v0
            elect 1
            ---- epoch 1, leader 1, isr 0 1
            learn 1
            ---- leads epoch 1 from 1
            learn 2
            ---- follows 1 in epoch 1
            ask 2
            ---- asked 1 in epoch 1 from 0
            serve 2
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            expand 2
            ---- refused
            state fe04e0d9d5b6b4ddfb336ffa7daaa29b
        "#]],
    );
}

//= REP-18 test
#[test]
fn the_high_watermark_of_an_answer_that_the_logs_part_is_not_taken() {
    survives(
        Mistake::HighWatermarkFromDivergingFetch,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            elect 1
            ---- epoch 1, leader 1, isr 0 1
            learn 0
            ---- follows 1 in epoch 1
            ---- NOT_LEADER_OR_FOLLOWER for v0
            ask 0
            ---- asked 1 in epoch 1 from 1, last epoch 0
            learn 1
            ---- leads epoch 1 from 0
            shrink 0
            ---- isr 1
            produce 1 acks=all
            ---- appended v1 at 0..1 in epoch 1
            ---- high watermark 1
            ---- acknowledged v1
            serve 0
            ---- answered diverging, epoch 0 ends at 0
            take 0
            ---- to cut, for the leader's epoch 0 ends at 0
            state a37a83a421f87354fa7688447346f0ea
        "#]],
    );
}

//= REP-18 test
#[test]
fn an_answer_from_before_an_election_cuts_nothing() {
    survives(
        Mistake::TakeStaleAnswer,
        &expect![[r#"
            brokers 2
            isr 0 1
            min-isr 1
            produce 0 acks=all
            ---- appended v0 at 0..1 in epoch 0
            ask 1
            ---- asked 0 in epoch 0 from 0
            serve 1
            ---- answered v0 at 0..1 in epoch 0, high watermark 0
            elect 1
            ---- epoch 1, leader 1, isr 0 1
            learn 0
            ---- follows 1 in epoch 1
            ---- NOT_LEADER_OR_FOLLOWER for v0
            ask 0
            ---- asked 1 in epoch 1 from 1, last epoch 0
            learn 1
            ---- leads epoch 1 from 0
            serve 0
            ---- answered diverging, epoch 0 ends at 0
            elect 0
            ---- epoch 2, leader 0, isr 0 1
            learn 0
            ---- leads epoch 2 from 1
            learn 1
            ---- follows 0 in epoch 2
            take 1
            ---- its log stays as it is
            ask 1
            ---- asked 0 in epoch 2 from 0, last epoch 1
            serve 1
            ---- answered diverging, epoch 0 ends at 1
            elect 1
            ---- epoch 3, leader 1, isr 0 1
            learn 0
            ---- follows 1 in epoch 3
            take 0
            ---- its log stays as it is
            cut 0
            ---- refused
            state b20ad49b2ad170e9c13f7bb752d437bd
        "#]],
    );
}
