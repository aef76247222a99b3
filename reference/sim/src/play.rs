//! Playing a scenario: each step with its answers, every property judged after each.

use crate::{Cluster, Event};
use alloc::vec::Vec;
use core::fmt;
use spec::{Refused, Scenario, Step, World, digest, digest::Digest, property};

/// A scenario with its answers. Printed, it is a scenario again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Where it began.
    pub world: World,
    /// What happened.
    pub steps: Vec<Played>,
    /// The digest of the last state.
    pub state: Digest,
}

/// A step and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// The line of the scenario that says it, from 1.
    pub line: usize,
    /// What was to happen.
    pub step: Step,
    /// What came of it.
    pub outcome: Result<Vec<Event>, Refused>,
    /// The properties that hold always, held until this step, and do not any more.
    pub broke: Vec<&'static str>,
}

/// Plays a scenario from its beginning to its end.
#[must_use]
pub fn play(scenario: &Scenario) -> Trace {
    let mut cluster = Cluster::new(&scenario.world);
    let mut holding = property::always::<Cluster>();
    let mut steps = Vec::new();
    for (line, step) in &scenario.steps {
        let outcome = cluster.apply(*step);
        let mut broke = Vec::new();
        holding.retain(|property| {
            let holds = (property.holds)(&cluster);
            if !holds {
                broke.push(property.name);
            }
            holds
        });
        steps.push(Played { line: *line, step: *step, outcome, broke });
    }
    Trace { world: scenario.world, steps, state: digest::digest(&cluster) }
}

impl Trace {
    /// The properties that broke, each with the line of the step that broke it.
    pub fn broke(&self) -> impl Iterator<Item = (usize, &'static str)> + '_ {
        self.steps.iter().flat_map(|played| played.broke.iter().map(|name| (played.line, *name)))
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.world)?;
        for played in &self.steps {
            write!(f, "{played}")?;
        }
        writeln!(f, "state {}", self.state)
    }
}

impl fmt::Display for Played {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.step)?;
        match &self.outcome {
            Ok(events) => events.iter().try_for_each(|event| writeln!(f, "---- {event}"))?,
            Err(Refused) => writeln!(f, "---- refused")?,
        }
        self.broke.iter().try_for_each(|name| writeln!(f, "# {name} breaks here"))
    }
}
