//! What must come about does; and it would be seen if it did not.

use super::{Replication, State};
use crate::{
    Live, Model, Property,
    explorer::{Outcome, Search},
    worlds::{BASE, THREE},
};
use alloc::vec::Vec;
use spec::Step;

/// Whether a step is of a kind.
type Kind = fn(Step) -> bool;

const NAME: &str = "FollowersCatchUp";

fn judge<M: Model>(model: &M) -> Outcome<M::Action> {
    let outcome = Search::new(model).liveness(true).run(&mut ());
    assert!(outcome.complete() && outcome.liveness.iter().any(|verdict| verdict.name == NAME));
    outcome
}

//= REP-19 test
#[test]
fn followers_catch_up() {
    let worlds = [
        Replication { losses: 1, orphans: 1, ..BASE },
        Replication { records: 1, epochs: 1, crashes: 1, shrinks: 0, ..BASE },
        Replication { records: 1, epochs: 0, crashes: 1, min_isr: 2, ..BASE },
        Replication { records: 1, epochs: 0, suspicions: 1, elr: false, ..BASE },
        Replication { records: 2, epochs: 0, batch: 2, crashes: 1, shrinks: 0, ..BASE },
        Replication { epochs: 0, ..THREE },
        Replication { epochs: 1, isr: 2, min_isr: 2, shrinks: 0, ..THREE },
    ];
    for world in worlds {
        let outcome = judge(&world);
        assert_eq!(outcome.lasso(NAME), None, "{world:?}");
    }
}

/// A world in which some kind of step is always refused.
#[derive(Clone, Copy)]
struct Without(Replication, Kind);

impl Model for Without {
    type State = State;
    type Action = Step;

    fn initial_states(&self) -> Vec<State> {
        self.0.initial_states()
    }
    fn actions(&self, state: &State, actions: &mut Vec<Step>) {
        self.0.actions(state, actions);
    }
    fn next_state(&self, state: &State, step: Step) -> Option<State> {
        if (self.1)(step) { None } else { self.0.next_state(state, step) }
    }
    fn fingerprint(&self, state: &State) -> u128 {
        self.0.fingerprint(state)
    }
    fn properties(&self) -> Vec<Property<State>> {
        self.0.properties()
    }
    fn liveness(&self) -> Vec<Live<State>> {
        self.0.liveness()
    }
    fn fairness(&self, step: Step) -> Option<u8> {
        self.0.fairness(step)
    }
}

#[test]
fn without_any_of_what_heals_they_do_not() {
    let plain = Replication { epochs: 1, ..BASE };
    let lossy = Replication { records: 1, epochs: 0, losses: 1, ..BASE };
    let crash = Replication { records: 1, epochs: 0, crashes: 1, shrinks: 0, ..BASE };
    let heals: [(Replication, Kind); 12] = [
        (plain, |step| matches!(step, Step::Ask(_))),
        (plain, |step| matches!(step, Step::Serve(_))),
        (plain, |step| matches!(step, Step::Take(_))),
        (plain, |step| matches!(step, Step::Cut(_))),
        (plain, |step| matches!(step, Step::Learn(_))),
        (plain, |step| matches!(step, Step::Expand { .. })),
        (plain, |step| matches!(step, Step::Alter(_))),
        (plain, |step| matches!(step, Step::Altered(_))),
        (lossy, |step| matches!(step, Step::Resend(_))),
        (crash, |step| matches!(step, Step::Register(_))),
        (crash, |step| matches!(step, Step::Fence(_))),
        (crash, |step| matches!(step, Step::Unfence(_))),
    ];
    for (place, (world, without)) in heals.into_iter().enumerate() {
        let outcome = judge(&Without(world, without));
        let lasso = outcome.lasso(NAME).unwrap_or_else(|| panic!("{place} is not needed"));
        assert!(lasso.from <= lasso.stem.len());
    }
}
