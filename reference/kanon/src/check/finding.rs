//! What was found in one world or of one flaw, and what it is worth.

use super::plan::{FlawPlan, WorldPlan};
use super::print::grouped;
use model::Kind;
use model::explorer::{End, Limit, Outcome};
use spec::Step;

/// What a finding is worth; the worst is the largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    Passed,
    /// A limit ended a search before it showed anything.
    Cut,
    Failed,
}

impl Fate {
    pub(super) fn exit_code(self) -> u8 {
        match self {
            Fate::Passed => 0,
            Fate::Failed => 1,
            Fate::Cut => 3,
        }
    }
}

/// What was found in a world with every rule in force.
#[derive(Debug)]
pub(super) struct WorldFinding {
    pub(super) plan: WorldPlan,
    pub(super) outcome: Outcome<Step>,
    pub(super) seconds: f64,
}

impl WorldFinding {
    /// The names of the properties that must hold always, and were broken.
    pub(super) fn broken(&self) -> impl Iterator<Item = &'static str> {
        let verdicts = self.outcome.verdicts.iter();
        let broken = verdicts.filter(|it| it.kind == Kind::Always && !it.holds());
        broken.map(|verdict| verdict.name)
    }

    /// What is wrong, a sentence each; nothing that a limit may have hidden.
    pub(super) fn failures(&self) -> Vec<String> {
        let mut failures: Vec<_> = self.broken().map(|name| format!("{name} BROKEN")).collect();
        if !self.outcome.complete() {
            return failures;
        }
        let verdicts = self.outcome.verdicts.iter();
        let unseen = verdicts.filter(|it| it.kind == Kind::Sometimes && !it.holds());
        failures.extend(unseen.map(|it| format!("{} NEVER SEEN: the world is empty", it.name)));
        let Some(pinned) = self.plan.pinned else { return failures };
        let (pinned_depth, depth) = (u64::from(pinned.depth), u64::from(self.outcome.depth));
        let counts = [
            ("states", pinned.states, self.outcome.states),
            ("transitions", pinned.transitions, self.outcome.transitions),
            ("depth", pinned_depth, depth),
        ];
        for (what, pinned, counted) in counts {
            if pinned != counted {
                let (pinned, counted) = (grouped(pinned), grouped(counted));
                failures.push(format!("{what} PINNED at {pinned}, counted {counted}"));
            }
        }
        failures
    }

    pub(super) fn fate(&self) -> Fate {
        match (self.failures().is_empty(), self.outcome.complete()) {
            (false, _) => Fate::Failed,
            (true, false) => Fate::Cut,
            (true, true) => Fate::Passed,
        }
    }
}

/// What was found in a world without one rule.
#[derive(Debug)]
pub(super) struct FlawFinding {
    pub(super) plan: FlawPlan,
    pub(super) outcome: Outcome<Step>,
    pub(super) seconds: f64,
}

impl FlawFinding {
    /// The name of the property that broke: its own, if that is among them.
    pub(super) fn broke(&self) -> Option<&'static str> {
        let verdicts = self.outcome.verdicts.iter();
        let broken = verdicts.filter(|it| it.kind == Kind::Always && !it.holds());
        let own = |name: &&str| *name == self.plan.mistake.breaks();
        let mut names: Vec<_> = broken.map(|verdict| verdict.name).collect();
        names.sort_by_key(|name| !own(name));
        names.first().copied()
    }

    /// The shortest way to what [broke](Self::broke).
    pub(super) fn path(&self) -> Option<&[Step]> {
        self.outcome.path(self.broke()?)
    }

    /// Whether its own property broke, by a way that is as long as the one recorded.
    pub(super) fn caught(&self) -> bool {
        let own = self.outcome.path(self.plan.mistake.breaks());
        own.is_some_and(|path| self.plan.steps.is_none_or(|steps| steps == path.len()))
    }

    pub(super) fn fate(&self) -> Fate {
        if self.caught() {
            return Fate::Passed;
        }
        let own = self.outcome.path(self.plan.mistake.breaks());
        match self.outcome.end {
            End::Cut(_) if own.is_none() => Fate::Cut,
            _ => Fate::Failed,
        }
    }
}

/// What a limit is called.
pub(super) fn limit_name(limit: Limit) -> &'static str {
    match limit {
        Limit::States => "states",
        Limit::Memory => "memory",
        Limit::Time => "time",
    }
}
