//! The historical mistakes, made on purpose: with the rule left out the property named for it
//! breaks with the last step, and with the rule in force the same steps end well.
//!
//! The steps are those of `tests/scenarios`. The mistakes by which something never comes about are
//! not here: one state does not show them.

mod consumer;
mod logs;
mod marks;
mod members;
mod replicas;

use crate::check;
use expect_test::Expect;
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
