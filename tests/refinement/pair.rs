//! The model and the reference, taking every step together.
//!
//! A state is a pair: what is hidden in the reference beside its view makes pairs of their own, so
//! that nothing which the cluster hides is left untried. Both counts are shown.

use crate::answers;
use model::{Kind, Model, Property, replication};
use sim::Cluster;
use spec::{Snapshot, Step, View, step::PLAIN, view};
use std::{
    cell::Cell,
    hash::Hash,
    sync::atomic::{AtomicU64, Ordering},
};
use xxhash_rust::xxh3::Xxh3;

/// A world that both walk.
pub(crate) struct Lockstep {
    pub(crate) world: replication::Replication,
    /// What has happened where the walk begins; none of it is refused.
    begins: Vec<Step>,
    /// A bit for each verb, once such a step was taken.
    verbs: AtomicU64,
}

/// The two, after the same steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) model: replication::State,
    pub(crate) reference: Cluster,
    /// Whether both took, or both refused, the step that led here, and said the same.
    pub(crate) agree: bool,
}

thread_local! {
    /// A cluster that was not changed.
    static SPARE: Cell<Option<Cluster>> = const { Cell::new(None) };
}

/// The property that lockstep judges.
pub(crate) const REFINES: &str = "TheReferenceRefinesTheModel";

impl Lockstep {
    pub(crate) fn new(world: replication::Replication, begins: Vec<Step>) -> Self {
        Self { world, begins, verbs: AtomicU64::new(0) }
    }

    /// The verbs of all steps that were taken, a bit each.
    pub(crate) fn verbs(&self) -> u64 {
        self.verbs.load(Ordering::Relaxed)
    }

    fn note(&self, step: Step) {
        let bit = 1 << place(step);
        if self.verbs() & bit == 0 {
            self.verbs.fetch_or(bit, Ordering::Relaxed);
        }
    }
}

impl Model for Lockstep {
    type State = Pair;
    type Action = Step;

    fn initial_states(&self) -> Vec<Pair> {
        let first = self.world.initial_states().swap_remove(0);
        let reference = Cluster::new(&self.world.world());
        let agree = view::same(&first, &reference);
        let pair = Pair { model: first, reference, agree };
        let begun = |pair: Pair, step: &Step| self.next_state(&pair, *step).expect("taken by both");
        vec![self.begins.iter().fold(pair, begun)]
    }

    fn actions(&self, pair: &Pair, steps: &mut Vec<Step>) {
        self.world.actions(&pair.model, steps);
    }

    fn next_state(&self, pair: &Pair, step: Step) -> Option<Pair> {
        // A cluster that has refused a step is as it was: most steps need no copy of their own.
        let spare = SPARE.take().filter(|spare| *spare == pair.reference);
        let mut reference = spare.unwrap_or_else(|| pair.reference.clone());
        let taken = reference.apply(step);
        let next = self.world.next_state(&pair.model, step);
        let agree = match (&next, &taken) {
            (None, Err(spec::Refused)) if reference == pair.reference => {
                SPARE.set(Some(reference));
                return None;
            }
            (Some(model), Ok(events)) => {
                self.note(step);
                // What the idempotent producer is told is seen in what it has in flight.
                let told = self.world.producer != 0
                    || answers::by_the_model(step, &pair.model, model)
                        == answers::by_the_reference(events);
                view::same(model, &reference) && told
            }
            _ => false,
        };
        Some(Pair { model: next.unwrap_or(pair.model), reference, agree })
    }

    fn fingerprint(&self, pair: &Pair) -> u128 {
        let mut hasher = Xxh3::new();
        self.world.fingerprint(&pair.model).hash(&mut hasher);
        pair.reference.hash(&mut hasher);
        pair.agree.hash(&mut hasher);
        hasher.digest128()
    }

    fn properties(&self) -> Vec<Property<Pair>> {
        vec![Property { name: REFINES, kind: Kind::Always, holds: |pair| pair.agree }]
    }
}

/// The verbs that name more than a broker.
const OTHERS: [&str; 4] = ["produce", "crash", "shrink", "expand"];

/// The verbs that only worlds with an idempotent producer have.
pub(crate) const OF_PRODUCERS: [&str; 9] =
    ["look-up", "send", "retry", "hang-up", "abandon", "delay", "arrive", "forget", "delete-old"];

fn place(step: Step) -> usize {
    let plain = PLAIN.iter().position(|(_, make)| make(step.broker()) == step);
    let other = || OTHERS.iter().position(|verb| *verb == step.verb());
    plain.map(|place| place + OTHERS.len()).or_else(other).expect("every verb is known")
}

/// The verbs of which no bit is set.
pub(crate) fn never_taken(verbs: u64) -> Vec<&'static str> {
    let all = OTHERS.into_iter().chain(PLAIN.iter().map(|(verb, _)| *verb));
    let missing = all.enumerate().filter(|(place, _)| verbs >> place & 1 == 0);
    missing.map(|(_, verb)| verb).collect()
}

/// What the two show, and each line of it that differs, for a person.
pub(crate) fn difference(model: &impl View, reference: &impl View) -> String {
    let (model, reference) = (Snapshot::of(model), Snapshot::of(reference));
    let (ours, theirs) = (format!("{model:#?}"), format!("{reference:#?}"));
    let lines = ours.lines().zip(theirs.lines()).filter(|(one, other)| one != other);
    let lines = lines.map(|(one, other)| format!("  {} | {}\n", one.trim(), other.trim()));
    let lines = lines.collect::<String>();
    format!("model\n{model}\nreference\n{reference}\nwhat differs, line by line\n{lines}")
}
