//! What was found in one world or of one flaw, and what it is worth.

use super::plan::{FlawPlan, WorldPlan};
use super::print::grouped;
use model::explorer::{End, Limit, Outcome};
use model::{Kind, Model};

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

/// A shortest way to a state that decides a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) steps: usize,
    /// It as text: a scenario that `kanon run` plays, where the model has one.
    pub(super) text: String,
}

/// What a search found, whatever the model's type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) states: u64,
    pub(super) transitions: u64,
    pub(super) depth: u32,
    pub(super) end: End,
    pub(super) verdicts: Vec<Verdict>,
}

/// What was found of one property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// To what breaks an `Always`, or witnesses a `Sometimes`.
    pub(super) way: Option<Way>,
}

impl Found {
    pub(super) fn of<M: Model>(model: &M, outcome: Outcome<M::Action>) -> Self {
        let tell = |path: Vec<M::Action>| Way { steps: path.len(), text: model.tell(&path) };
        let verdicts = outcome.verdicts.into_iter().map(|verdict| Verdict {
            name: verdict.name,
            kind: verdict.kind,
            way: verdict.first.map(tell),
        });
        Self {
            states: outcome.states,
            transitions: outcome.transitions,
            depth: outcome.depth,
            end: outcome.end,
            verdicts: verdicts.collect(),
        }
    }

    pub(super) fn complete(&self) -> bool {
        self.end == End::Exhausted
    }

    /// The properties that must hold always, and were broken.
    pub(super) fn broken(&self) -> impl Iterator<Item = (&'static str, &Way)> {
        let always = self.verdicts.iter().filter(|it| it.kind == Kind::Always);
        always.filter_map(|it| Some((it.name, it.way.as_ref()?)))
    }

    /// Whether a property holds, or `None` if a limit ended the search before that was decided.
    pub(super) fn holds(&self, verdict: &Verdict) -> Option<bool> {
        match (verdict.kind, &verdict.way) {
            (Kind::Always, Some(_)) => Some(false),
            (Kind::Sometimes, Some(_)) => Some(true),
            (kind, None) => self.complete().then_some(kind == Kind::Always),
        }
    }

    fn way(&self, name: &str) -> Option<&Way> {
        self.broken().find(|(broken, _)| *broken == name).map(|(_, way)| way)
    }
}

/// What was found in a world with every rule in force.
#[derive(Debug)]
pub(super) struct WorldFinding {
    pub(super) plan: WorldPlan,
    pub(super) found: Found,
    pub(super) seconds: f64,
}

impl WorldFinding {
    /// What is wrong, a sentence each; nothing that a limit may have hidden.
    pub(super) fn failures(&self) -> Vec<String> {
        let mut failures: Vec<_> = self
            .found
            .broken()
            .map(|(name, way)| format!("{name} BROKEN after {} steps", way.steps))
            .collect();
        if !self.found.complete() {
            return failures;
        }
        let unseen = self.found.verdicts.iter().filter(|it| it.kind == Kind::Sometimes);
        let unseen = unseen.filter(|it| it.way.is_none());
        failures.extend(unseen.map(|it| format!("{} NEVER SEEN: the world is empty", it.name)));
        let Some(pinned) = self.plan.pinned else { return failures };
        let (pinned_depth, depth) = (u64::from(pinned.depth), u64::from(self.found.depth));
        let counts = [
            ("states", pinned.states, self.found.states),
            ("transitions", pinned.transitions, self.found.transitions),
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
        match (self.failures().is_empty(), self.found.complete()) {
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
    pub(super) found: Found,
    pub(super) seconds: f64,
}

impl FlawFinding {
    /// The name of the property that broke: its own, if that is among them.
    pub(super) fn broke(&self) -> Option<&'static str> {
        let own = |name: &&str| *name == self.plan.mistake.breaks();
        let mut names: Vec<_> = self.found.broken().map(|(name, _)| name).collect();
        names.sort_by_key(|name| !own(name));
        names.first().copied()
    }

    /// The shortest way to what [broke](Self::broke).
    pub(super) fn way(&self) -> Option<&Way> {
        self.found.way(self.broke()?)
    }

    /// Whether its own property broke, by a way that is as long as the one recorded.
    pub(super) fn caught(&self) -> bool {
        let own = self.found.way(self.plan.mistake.breaks());
        own.is_some_and(|way| self.plan.steps.is_none_or(|steps| steps == way.steps))
    }

    pub(super) fn fate(&self) -> Fate {
        if self.caught() {
            return Fate::Passed;
        }
        let own = self.found.way(self.plan.mistake.breaks());
        match self.found.end {
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
