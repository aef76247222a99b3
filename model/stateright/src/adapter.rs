//! A model of ours as a model of Stateright's.
//!
//! It adds no transition and judges nothing itself. What it does add works around the ways in
//! which Stateright leaves states out or answers with another path than the first; the README
//! lists them.

use model::{Kind, Model, Property};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// The most properties that a model may have: Stateright knows conditions only as functions
/// without an environment, so there must be one function for each.
pub const PROPERTIES_MAX: usize = 32;

/// The name of a property that is always true and never found, without which Stateright would
/// leave states out once every property was decided.
const NEVER_DECIDED: &str = "the search goes on";

/// Any model, behind [`stateright::Model`].
#[derive(Debug)]
pub struct Adapter<M: Model> {
    model: M,
    properties: Vec<Property<M::State>>,
    /// For each property, whether a state was reported that decides it.
    decided: Vec<AtomicBool>,
    /// How many states were expanded.
    expanded: AtomicU64,
    /// Whether nothing is to be expanded any more.
    stopped: AtomicBool,
}

impl<M: Model> Adapter<M> {
    /// Wraps a model.
    ///
    /// # Panics
    ///
    /// If it has more than [`PROPERTIES_MAX`] properties.
    pub fn new(model: M) -> Self {
        let properties = model.properties();
        assert!(properties.len() <= PROPERTIES_MAX, "{} properties", properties.len());
        Self {
            decided: properties.iter().map(|_| AtomicBool::new(false)).collect(),
            model,
            properties,
            expanded: AtomicU64::new(0),
            stopped: AtomicBool::new(false),
        }
    }

    /// The properties, in the model's order.
    pub fn judged(&self) -> &[Property<M::State>] {
        &self.properties
    }

    /// How many states were expanded: at the end of a search that nothing cut short, as many as
    /// there are unique ones.
    pub fn expanded(&self) -> u64 {
        self.expanded.load(Ordering::Relaxed)
    }

    /// Whether a state was reported that decides the property of this name.
    pub(crate) fn is_decided(&self, name: &str) -> bool {
        let mut properties = self.properties.iter().zip(&self.decided);
        properties.any(|(it, decided)| it.name == name && decided.load(Ordering::Relaxed))
    }

    /// Makes every state look as though it had no successors, so that a search soon ends; or,
    /// after that, lets paths be found again.
    pub(crate) fn set_stopped(&self, stopped: bool) {
        self.stopped.store(stopped, Ordering::Relaxed);
    }

    /// The condition of the property at a position, as Stateright is to see it: `true` until it
    /// is decided for an `Always`, `false` for a `Sometimes`; then once the opposite, and never
    /// again. Stateright would replace the first state that it found by every later one.
    fn condition<const N: usize>(&self, state: &State<M::State>) -> bool {
        let property = &self.properties[N];
        let decides = property.kind == Kind::Sometimes;
        let is_first = !self.decided[N].load(Ordering::Relaxed)
            && (property.holds)(&state.state) == decides
            && !self.decided[N].swap(true, Ordering::Relaxed);
        is_first == decides
    }
}

/// A state, and its fingerprint.
#[derive(Clone, PartialEq, Eq)]
pub struct State<S> {
    fingerprint: u128,
    state: S,
}

/// As the model shows it: what the Explorer prints.
impl<S: fmt::Debug> fmt::Debug for State<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.fmt(f)
    }
}

/// Stateright keeps 64 bits of a hash of its own; what it hashes are our 128.
impl<S> Hash for State<S> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write_u128(self.fingerprint);
    }
}

impl<M: Model> stateright::Model for Adapter<M> {
    type State = State<M::State>;
    type Action = M::Action;

    /// Initial states that are equal are one: Stateright would expand each of them.
    fn init_states(&self) -> Vec<Self::State> {
        let mut states: Vec<Self::State> = Vec::new();
        for state in self.model.initial_states() {
            let state = State { fingerprint: self.model.fingerprint(&state), state };
            if !states.contains(&state) {
                states.push(state);
            }
        }
        states
    }

    fn actions(&self, state: &Self::State, actions: &mut Vec<M::Action>) {
        if !self.stopped.load(Ordering::Relaxed) {
            self.expanded.fetch_add(1, Ordering::Relaxed);
            self.model.actions(&state.state, actions);
        }
    }

    fn next_state(&self, state: &Self::State, action: M::Action) -> Option<Self::State> {
        let state = self.model.next_state(&state.state, action)?;
        Some(State { fingerprint: self.model.fingerprint(&state), state })
    }

    /// The verb as everyone writes it: what the Explorer prints.
    fn format_action(&self, action: &M::Action) -> String {
        action.to_string()
    }

    fn properties(&self) -> Vec<stateright::Property<Self>> {
        let conditions = conditions::<M>();
        let mut properties: Vec<_> = self
            .properties
            .iter()
            .zip(conditions)
            .map(|(property, condition)| match property.kind {
                Kind::Always => stateright::Property::always(property.name, condition),
                Kind::Sometimes => stateright::Property::sometimes(property.name, condition),
            })
            .collect();
        properties.push(stateright::Property::always(NEVER_DECIDED, |_, _| true));
        properties
    }
}

type Condition<M> = fn(&Adapter<M>, &State<<M as Model>::State>) -> bool;

/// One function for each position that a property may have.
fn conditions<M: Model>() -> [Condition<M>; PROPERTIES_MAX] {
    macro_rules! conditions {
        ($($position:literal)*) => { [$(Adapter::<M>::condition::<$position>),*] };
    }
    conditions!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30
        31)
}
