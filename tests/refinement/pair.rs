//! The model and the reference, taking every step together.
//!
//! A state is a pair: what is hidden in the reference beside its view makes pairs of their own, so
//! that nothing which the cluster hides is left untried. Both counts are shown.

use crate::answers;
use model::{Kind, Model, Property, replication};
use sim::Cluster;
use spec::{BrokerId, Step, View, view};
use std::hash::Hash;
use xxhash_rust::xxh3::Xxh3;

/// A world that both walk.
pub(crate) struct Lockstep(pub(crate) replication::Replication);

/// The two, after the same steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) model: replication::State,
    pub(crate) reference: Cluster,
    /// Whether both took, or both refused, the step that led here, and said the same.
    pub(crate) agree: bool,
}

/// The property that lockstep judges.
pub(crate) const REFINES: &str = "TheReferenceRefinesTheModel";

impl Model for Lockstep {
    type State = Pair;
    type Action = Step;

    fn initial_states(&self) -> Vec<Pair> {
        let pair = |model| Pair { model, reference: Cluster::new(&self.0.world()), agree: true };
        self.0.initial_states().into_iter().map(pair).collect()
    }

    fn actions(&self, pair: &Pair, steps: &mut Vec<Step>) {
        self.0.actions(&pair.model, steps);
    }

    fn next_state(&self, pair: &Pair, step: Step) -> Option<Pair> {
        let mut reference = pair.reference.clone();
        let taken = reference.apply(step);
        let next = self.0.next_state(&pair.model, step);
        let agree = match (&next, &taken) {
            (None, Err(spec::Refused)) if reference == pair.reference => return None,
            (Some(model), Ok(events)) => {
                view::same(model, &reference)
                    && answers::by_the_model(step, &pair.model, model)
                        == answers::by_the_reference(events)
            }
            _ => false,
        };
        Some(Pair { model: next.unwrap_or(pair.model), reference, agree })
    }

    fn fingerprint(&self, pair: &Pair) -> u128 {
        let mut hasher = Xxh3::new();
        self.0.fingerprint(&pair.model).hash(&mut hasher);
        pair.reference.hash(&mut hasher);
        pair.agree.hash(&mut hasher);
        hasher.digest128()
    }

    fn properties(&self) -> Vec<Property<Pair>> {
        vec![Property { name: REFINES, kind: Kind::Always, holds: |pair| pair.agree }]
    }
}

/// What two views show that differs, for a person.
pub(crate) fn difference(pair: &Pair) -> String {
    let model = spec::Snapshot::of(&pair.model);
    let reference = spec::Snapshot::of(&pair.reference);
    let brokers = (0..model.brokers()).map(BrokerId);
    let ups: Vec<bool> = brokers.map(|b| model.is_up(b)).collect();
    format!("model (up: {ups:?})\n{model}\n{model:#?}\nreference\n{reference}\n{reference:#?}")
}
