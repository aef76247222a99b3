//! What a search is asked, what it tells while it runs, and what it found.

use crate::Kind;
use alloc::vec::Vec;
use core::ops::ControlFlow;

/// How far a search may go. It is asked between pages of the frontier, so a search overshoots by
/// what one page leads to; how far does not depend on the number of threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Unique states. Never more than the default, 2³² − 2²⁶.
    pub states: u64,
    /// Bytes, by the search's own [estimate](Progress::bytes).
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        // Positions are four bytes, and a page leads to far fewer than 2²⁶ new states.
        Self { states: (1 << 32) - (1 << 26), bytes: u64::MAX }
    }
}

/// When a search ends although there are more states to be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stop {
    /// Only at its end, or at a limit.
    #[default]
    Never,
    /// Once any property that must hold always is broken.
    AtFirstBreak,
    /// Once the property of this name is broken; other properties may break before.
    WhenBroken(&'static str),
}

/// What cut a search short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Unique states.
    States,
    /// Memory.
    Memory,
    /// Time; only an [`Observer`] has a clock.
    Time,
}

/// How a search ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Every reachable state was expanded.
    Exhausted,
    /// It found what it was to [stop](Stop) at.
    Stopped,
    /// A limit ended it: whatever it says of a property that it did not see broken is worth
    /// nothing.
    Cut(Limit),
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Unique states found.
    pub states: u64,
    /// Steps taken and not refused.
    pub transitions: u64,
    /// Of the states found, those not expanded yet.
    pub frontier: u64,
    /// The depth of the deepest state found; an initial state's is 1.
    pub depth: u32,
    /// An estimate of the memory in use, not counting what states keep on the heap.
    pub bytes: u64,
}

/// Is told how a search comes along, between pages of the frontier, and may end it.
///
/// This is where time and the memory of the process are watched: the search itself has no clock.
pub trait Observer {
    /// Whether to go on.
    fn observe(&mut self, progress: &Progress) -> ControlFlow<Limit>;
}

/// Watches nothing and limits nothing.
impl Observer for () {
    fn observe(&mut self, _: &Progress) -> ControlFlow<Limit> {
        ControlFlow::Continue(())
    }
}

impl<F: FnMut(&Progress) -> ControlFlow<Limit>> Observer for F {
    fn observe(&mut self, progress: &Progress) -> ControlFlow<Limit> {
        self(progress)
    }
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome<A> {
    /// Unique states.
    pub states: u64,
    /// Steps that were not refused, self-loops included.
    pub transitions: u64,
    /// The depth of the deepest state; an initial state's is 1.
    pub depth: u32,
    /// With symmetry, what the states that were expanded stand for; `None` without.
    pub unreduced: Option<Unreduced>,
    /// How it ended.
    pub end: End,
    /// One for each property, in the model's order.
    pub verdicts: Vec<Verdict<A>>,
    /// One for each thing that must come about, in the model's order; none if they were not asked
    /// for, or not every reachable state was expanded.
    pub liveness: Vec<LiveVerdict<A>>,
}

impl<A> Outcome<A> {
    /// Whether every reachable state was expanded.
    pub fn complete(&self) -> bool {
        self.end == End::Exhausted
    }

    /// Whether the world is as it is claimed to be. A search that was cut short never passes.
    pub fn passes(&self) -> bool {
        self.complete()
            && self.verdicts.iter().all(Verdict::holds)
            && self.liveness.iter().all(LiveVerdict::holds)
    }

    /// A way on which what must come about under this name never does.
    pub fn lasso(&self, name: &str) -> Option<&Lasso<A>> {
        self.liveness.iter().find(|verdict| verdict.name == name)?.lasso.as_ref()
    }

    /// The verdict on the property of this name.
    pub fn verdict(&self, name: &str) -> Option<&Verdict<A>> {
        self.verdicts.iter().find(|verdict| verdict.name == name)
    }

    /// The way to the first state that broke (or, for a `Sometimes`, witnessed) the property of
    /// this name: a shortest one, and the first of those in the order of the models' actions.
    pub fn path(&self, name: &str) -> Option<&[A]> {
        self.verdict(name)?.first.as_deref()
    }
}

/// What the canonical states of a search stand for: if all were expanded, what a search without
/// symmetry counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unreduced {
    /// Unique states: the [orbits](crate::Model::orbit) of the canonical ones, added up.
    pub states: u64,
    /// Their steps that are not refused.
    pub transitions: u64,
}

/// What was found of one property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict<A> {
    /// The property's name.
    pub name: &'static str,
    /// What it claims.
    pub kind: Kind,
    /// A shortest way to a state that breaks an `Always`, or that witnesses a `Sometimes`.
    pub first: Option<Vec<A>>,
}

impl<A> Verdict<A> {
    /// Whether nothing broke it, or something witnessed it: as far as the search went.
    pub fn holds(&self) -> bool {
        match self.kind {
            Kind::Always => self.first.is_none(),
            Kind::Sometimes => self.first.is_some(),
        }
    }
}

/// What was found of one thing that must come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveVerdict<A> {
    /// Its name.
    pub name: &'static str,
    /// A fair way on which it does not.
    pub lasso: Option<Lasso<A>>,
}

impl<A> LiveVerdict<A> {
    /// Whether it comes about on every fair way.
    pub fn holds(&self) -> bool {
        self.lasso.is_none()
    }
}

/// A way that has no end: to a state, and from there round and round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lasso<A> {
    /// To the cycle: no way to any fair cycle is shorter.
    pub stem: Vec<A>,
    /// After how many steps of the stem the wait begins; from then on there is no goal.
    pub from: usize,
    /// Back to the state that the stem leads to. Empty if the world can rest there: no action
    /// that has a fairness class changes anything.
    pub cycle: Vec<A>,
}
