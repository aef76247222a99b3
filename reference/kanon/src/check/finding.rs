//! What was found in one world or of one flaw, and what it is worth.

use super::plan::{FlawPlan, WorldPlan};
use crate::figures::grouped;
use model::explorer::{End, Lasso, Limit, Outcome};
use model::worlds::How;
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
    /// What must come about, and the way on which it never does, if there is one.
    pub(super) live: Vec<(&'static str, Option<Way>)>,
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
        let lasso = |lasso: Lasso<M::Action>| {
            let round = lasso.cycle.iter().map(|step| format!("\n# {step}")).collect::<String>();
            let round = if round.is_empty() { "\n# here it rests".to_owned() } else { round };
            let text =
                format!("{}\n# and then for ever{round}", model.tell(&lasso.stem).trim_end());
            Way { steps: lasso.stem.len(), text }
        };
        let live = outcome.liveness.into_iter().map(|it| (it.name, it.lasso.map(lasso)));
        let unreduced = outcome.unreduced;
        Self {
            states: unreduced.map_or(outcome.states, |it| it.states),
            transitions: unreduced.map_or(outcome.transitions, |it| it.transitions),
            depth: outcome.depth,
            end: outcome.end,
            verdicts: verdicts.collect(),
            live: live.collect(),
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

    /// What must come about and does not.
    pub(super) fn never(&self) -> impl Iterator<Item = (&'static str, &Way)> {
        self.live.iter().filter_map(|(name, way)| Some((*name, way.as_ref()?)))
    }

    /// Whether a property holds, or `None` if a limit ended the search before that was decided.
    pub(super) fn holds(&self, verdict: &Verdict) -> Option<bool> {
        match (verdict.kind, &verdict.way) {
            (Kind::Always, Some(_)) => Some(false),
            (Kind::Sometimes, Some(_)) => Some(true),
            (kind, None) => self.complete().then_some(kind == Kind::Always),
        }
    }

    /// The way to what breaks under this name, or to where it never comes about.
    fn way(&self, name: &str) -> Option<&Way> {
        self.broken().chain(self.never()).find(|(broken, _)| *broken == name).map(|(_, way)| way)
    }
}

/// What was found in a world with every rule in force.
#[derive(Debug)]
pub(super) struct WorldFinding {
    pub(super) plan: WorldPlan,
    pub(super) found: Found,
    pub(super) seconds: f64,
    /// The most bytes that the search took: fingerprints, links, frontier.
    pub(super) bytes: u64,
}

impl WorldFinding {
    /// What is said of it when nothing is wrong.
    pub(super) fn verdict(&self) -> &'static str {
        match self.plan.how {
            How::BySymmetry => "holds, by symmetry",
            _ if self.found.live.is_empty() => "holds",
            _ => "holds, and comes about",
        }
    }

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
        let never = self.found.never();
        failures.extend(never.map(|(name, way)| {
            format!("{name} NEVER COMES ABOUT on a way that begins with {} steps", way.steps)
        }));
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
    /// How the committed scenario was replayed, if it was: what went wrong, as a sentence.
    pub(super) replay: Option<Result<(), String>>,
    /// What a search found, if one was made.
    pub(super) found: Option<Found>,
    pub(super) seconds: f64,
}

impl FlawFinding {
    /// Whether the committed scenario was replayed, and did what it must.
    pub(super) fn replayed(&self) -> bool {
        matches!(self.replay, Some(Ok(())))
    }

    /// The name of the property that broke: its own, if that is among them and nothing broke
    /// [beside](Self::beside) it.
    pub(super) fn broke(&self) -> Option<&'static str> {
        let breaks = self.plan.mistake.breaks();
        let own = |name: &&str| *name == breaks;
        let Some(found) = &self.found else { return self.replayed().then_some(breaks) };
        let mut names: Vec<_> = found.broken().chain(found.never()).map(|it| it.0).collect();
        names.sort_by_key(|name| !own(name));
        self.beside().or(names.first().copied())
    }

    /// The shortest way to what [broke](Self::broke), as a search found it.
    pub(super) fn way(&self) -> Option<&Way> {
        self.found.as_ref()?.way(self.broke()?)
    }

    /// How long the way is to what [broke](Self::broke), found or replayed.
    pub(super) fn steps(&self) -> Option<usize> {
        match self.found {
            Some(_) => self.way().map(|way| way.steps),
            None => self.plan.steps.filter(|_| self.replayed()),
        }
    }

    /// Of a flaw that keeps something from coming about: what else broke in its world, though
    /// it must hold always. Such a flaw is not what it is taken for.
    pub(super) fn beside(&self) -> Option<&'static str> {
        let found = self.found.as_ref().filter(|_| self.plan.is_live())?;
        found.broken().next().map(|(name, _)| name)
    }

    /// Whether its own property broke, by a way that is as long as the one recorded: in a search,
    /// in the replay, and in both if both were made; and nothing broke [beside](Self::beside) it.
    pub(super) fn caught(&self) -> bool {
        match (&self.replay, &self.found) {
            (Some(Err(_)), _) => false,
            (replay, None) => replay.is_some(),
            (_, Some(found)) => self.is_as_recorded(found),
        }
    }

    fn is_as_recorded(&self, found: &Found) -> bool {
        let own = found.way(self.plan.mistake.breaks());
        let as_long = |way: &Way| self.plan.steps.is_none_or(|steps| steps == way.steps);
        own.is_some_and(as_long) && self.beside().is_none()
    }

    /// The limit that ended the search before it showed anything.
    pub(super) fn cut(&self) -> Option<Limit> {
        let found = self.found.as_ref().filter(|_| self.beside().is_none())?;
        match found.end {
            End::Cut(limit) if found.way(self.plan.mistake.breaks()).is_none() => Some(limit),
            _ => None,
        }
    }

    pub(super) fn fate(&self) -> Fate {
        match (self.caught(), &self.replay, self.cut()) {
            (true, ..) => Fate::Passed,
            (false, Some(Err(_)), _) | (false, _, None) => Fate::Failed,
            (false, _, Some(_)) => Fate::Cut,
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
