//! The situations of the chapters: each is a scenario with its answers, which is a scenario again.
//!
//! To add one, write its steps; `UPDATE_EXPECT=1 cargo test` writes the answers, and whoever
//! commits them has understood them.

mod answers;
mod consumer;
mod controller;
mod deletion;
mod elections;
mod follower;
mod leader;
mod machine;
mod mistakes;
mod network;
mod producer;
mod proposals;
mod reassignment;
mod registration;

use expect_test::Expect;
use kanon_sim::play;
use spec::Scenario;

/// Plays the steps of a trace, in which every property must hold, and compares all that is said.
fn check(expected: &Expect) {
    let scenario: Scenario = expected.data.parse().expect("a scenario");
    let trace = play(&scenario);
    assert_eq!(trace.broke().next(), None, "{trace}");
    expected.assert_eq(&trace.to_string());
}
