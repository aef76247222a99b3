//! Small worlds of Kafka's protocol, searched wholly.
//!
//! A model says in its own words how each step of the specification changes a world that is small
//! enough to be searched to its end. It shares the shape of a state and the judgement of it with
//! everyone else (they are `spec`'s), and no transition logic with anyone: that the reference
//! broker takes the same steps to the same states is what `tests/refinement` shows.
//!
//! The models stand behind [`Model`], a trait of three functions. Two engines search them: the
//! [`explorer`], here, and Stateright, by the adapter in `model/stateright`.
#![no_std]
#![cfg_attr(doc, doc = include_str!("../README.md"))]
extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod explorer;
pub mod flaws;
pub mod parity;
pub mod replication;
pub mod settings;
pub mod settle;
pub mod worlds;

use alloc::{format, string::String, vec::Vec};
use core::fmt::{Debug, Display};

/// A state machine whose states can be enumerated.
///
/// A step that is refused is a step that changes nothing: [`Model::next_state`] answers `None`.
/// A spent budget is not a refusal: [`Model::actions`] does not offer the step.
pub trait Model: Sync {
    /// One state; cloned, compared and fingerprinted by the million, so compact.
    type State: Clone + Eq + Debug + Send + Sync;
    /// One step.
    type Action: Copy + PartialEq + Debug + Display + Send + Sync;

    /// Where it begins.
    fn initial_states(&self) -> Vec<Self::State>;

    /// Pushes every step that the world's budgets leave, in a fixed order. Whether the rules
    /// refuse it is not asked here.
    fn actions(&self, state: &Self::State, actions: &mut Vec<Self::Action>);

    /// What a step leads to, by the rules; `None` if it is refused.
    fn next_state(&self, state: &Self::State, action: Self::Action) -> Option<Self::State>;

    /// 128 bits that stand for the state in a search: equal for equal states, and different for
    /// different ones but for a chance of 2⁻¹²⁸ a pair. All its bits are as good as random: the
    /// highest spread the states over a table.
    fn fingerprint(&self, state: &Self::State) -> u128;

    /// A way through it as text, for a person, a step a line; `path` begins in the first initial
    /// state, and none of its steps is refused.
    fn tell(&self, path: &[Self::Action]) -> String {
        path.iter().map(|step| format!("{step}\n")).collect()
    }

    /// What is judged in every state.
    fn properties(&self) -> Vec<Property<Self::State>>;

    /// What must come about, at most [`explorer::LIVE_MAX`] of them; judged by a search that was
    /// [asked to](explorer::Search::liveness).
    fn liveness(&self) -> Vec<Live<Self::State>> {
        Vec::new()
    }

    /// The fairness class of an action, below 255: a way on which some action of a class could be
    /// taken from some point on for ever, and none ever is, is not one that the world can go.
    /// `None` is for what need not happen though it could: faults, and what clients wish.
    fn fairness(&self, _action: Self::Action) -> Option<u8> {
        None
    }

    /// The state that stands, in a search [by symmetry](explorer::Search::symmetry), for all that
    /// differ from this one only in the names of what may change names (brokers, say): one of
    /// them, and the same for each of them. The least of all permutations is one.
    ///
    /// It must be true of the model that a state with its names changed takes the same steps with
    /// their names changed, that the initial states are the same set with changed names, and that
    /// no property looks at a name.
    fn canonical(&self, state: &Self::State) -> Self::State {
        state.clone()
    }

    /// How many states there are, this one included, that differ from this one in names only: the
    /// number of permutations, divided by the number of those that leave it as it is.
    fn orbit(&self, _state: &Self::State) -> u64 {
        1
    }
}

/// One thing that is judged in every state.
#[derive(Clone, Copy, Debug)]
pub struct Property<S> {
    /// Its name in the specification.
    pub name: &'static str,
    /// Whether it must hold always, or somewhere.
    pub kind: Kind,
    /// The judgement of one state.
    pub holds: fn(&S) -> bool,
}

/// One thing that must come about: wherever `from` holds, then or later `goal` does, on every way
/// that is [fair](Model::fairness).
#[derive(Clone, Copy, Debug)]
pub struct Live<S> {
    /// Its name in the specification.
    pub name: &'static str,
    /// Where the wait begins; often it holds everywhere.
    pub from: fn(&S) -> bool,
    /// What ends it.
    pub goal: fn(&S) -> bool,
}

/// What a [`Property`] claims of a world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It holds in every reachable state.
    Always,
    /// It holds in at least one reachable state: else the world is emptier than it seems.
    Sometimes,
}
