//! Replication of one partition at the granularity of messages, as a model to be searched.
//!
//! `actions` is the world's budget, `next_state` the rules: a step that the budget does not leave
//! is not offered, a step that the rules do not allow is refused. The rules are those of the
//! chapters `log` and `replication`, with one batch to an answer.
//!
//! What is bounded: produced batches, leader epochs, crashes, lost messages, given-up requests,
//! expired deadlines. What heals (ask, serve, take, learn, restart, flush) is never bounded.

mod controller;
mod disk;
mod epochs;
mod follower;
mod leader;
#[cfg(test)]
mod liveness_tests;
mod packed;
mod settings;
mod state;
mod symmetry;
#[cfg(test)]
mod symmetry_tests;
mod view;

pub(crate) use settings::FIELDS;
pub use state::{MAX_BROKERS, MAX_EPOCH, MAX_VALUES, State};

use crate::{Kind, Live, Model, Property};
use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use spec::{Acks, BrokerId, BrokerSet, Offset, Rules, Scenario, Step, World};

/// A world of one replicated partition: its size, its rules, its budgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replication {
    /// How many brokers, 2 to [`MAX_BROKERS`], all of them replicas.
    pub brokers: u8,
    /// How many of them are in sync at first: brokers `0..isr`.
    pub isr: u8,
    /// `min.insync.replicas`.
    pub min_isr: u8,
    /// How many records producers write, at most.
    pub records: u8,
    /// How many records a batch has, at most: 1 or 2.
    pub batch: u8,
    /// The highest leader epoch; the first is 0.
    pub epochs: u8,
    /// How often a broker may crash.
    pub crashes: u8,
    /// How often a message may be lost.
    pub losses: u8,
    /// How often a follower may give up a request.
    pub orphans: u8,
    /// How often the deadline of a produce request may pass.
    pub expiries: u8,
    /// Which acknowledgements producers ask for: 0 `acks=all`, 1 `acks=1`, 2 either.
    pub acks: u8,
    /// Whether the `sometimes` properties are judged: they guard the worlds as they are pinned.
    pub guards: bool,
    /// The rules in force.
    pub rules: Rules,
}

impl Replication {
    /// The world of a scenario that takes place here.
    #[must_use]
    pub fn world(&self) -> World {
        World {
            brokers: i32::from(self.brokers),
            isr: BrokerSet::first(i32::from(self.isr)),
            min_isr: u32::from(self.min_isr),
            rules: self.rules,
        }
    }

    fn acks(&self) -> &'static [Acks] {
        match self.acks {
            0 => &[Acks::All],
            1 => &[Acks::Leader],
            _ => &[Acks::All, Acks::Leader],
        }
    }

    fn offer_faults(&self, state: &State, b: u8, id: BrokerId, steps: &mut Vec<Step>) {
        let spent = &state.spent;
        if spent.losses < self.losses {
            steps.push(Step::Lose(id));
        }
        if spent.orphans < self.orphans {
            steps.push(Step::GiveUp(id));
        }
        if 0 < self.orphans {
            steps.push(Step::ServeOrphan(id));
        }
        if spent.expiries < self.expiries {
            steps.push(Step::Expire(id));
        }
        if 0 < self.crashes {
            steps.extend([Step::Flush(id), Step::Checkpoint(id), Step::Restart(id)]);
        }
        if spent.crashes < self.crashes && state.epoch < self.epochs {
            // Every end that the log can have; and one that it cannot, to be refused.
            let replica = &state.replicas[usize::from(b)];
            let crash = |end| Step::Crash { broker: id, keep: Offset(i64::from(end)) };
            steps.extend((0..=replica.end() + 1).map(crash));
        }
    }
}

impl Model for Replication {
    type State = State;
    type Action = Step;

    fn initial_states(&self) -> Vec<State> {
        [State::initial(self)].into()
    }

    fn actions(&self, state: &State, steps: &mut Vec<Step>) {
        for b in 0..self.brokers {
            let id = BrokerId(i32::from(b));
            steps.extend([Step::Ask(id), Step::Serve(id), Step::Take(id), Step::Cut(id)]);
            steps.push(Step::Learn(id));
            steps.extend([Step::Shrink(id), Step::Expand(id)]);
            for records in 1..=self.batch.min(self.records - state.spent.records) {
                let records = i32::from(records);
                let produce = |acks: &Acks| Step::Produce { broker: id, acks: *acks, records };
                steps.extend(self.acks().iter().map(produce));
            }
            if state.epoch < self.epochs {
                steps.push(Step::Elect(id));
            }
            self.offer_faults(state, b, id, steps);
        }
    }

    fn next_state(&self, state: &State, step: Step) -> Option<State> {
        let mut next = *state;
        let b = usize::try_from(step.broker().0).ok().filter(|b| *b < usize::from(self.brokers))?;
        match step {
            Step::Produce { acks, records, .. } => self.produce(&mut next, b, acks, records),
            Step::Expire(_) => self.expire(&mut next, b),
            Step::Ask(_) => self.ask(&mut next, b),
            Step::Serve(_) => self.serve(&mut next, b),
            Step::Take(_) => self.take(&mut next, b),
            Step::Cut(_) => self.cut(&mut next, b),
            Step::Lose(_) => self.lose(&mut next, b),
            Step::GiveUp(_) => self.give_up(&mut next, b),
            Step::ServeOrphan(_) => self.serve_orphan(&mut next, b),
            Step::Flush(_) => self.flush(&mut next, b),
            Step::Checkpoint(_) => self.checkpoint(&mut next, b),
            Step::Crash { keep, .. } => self.crash(&mut next, b, keep),
            Step::Restart(_) => self.restart(&mut next, b),
            Step::Elect(_) => self.elect(&mut next, b),
            Step::Learn(_) => self.learn(&mut next, b),
            Step::Shrink(_) => self.shrink(&mut next, b),
            Step::Expand(_) => self.expand(&mut next, b),
        }?;
        next.note_committed();
        Some(next)
    }

    fn fingerprint(&self, state: &State) -> u128 {
        xxhash_rust::xxh3::xxh3_128(&state.bytes())
    }

    fn liveness(&self) -> Vec<Live<State>> {
        let live = spec::property::live::<State>().into_iter();
        live.map(|it| Live { name: it.name, from: it.from, goal: it.goal }).collect()
    }

    //= REP-19
    fn fairness(&self, step: Step) -> Option<u8> {
        spec::property::fairness(step)
    }

    fn canonical(&self, state: &State) -> State {
        match self.renamed(state) {
            Some(other) if other.bytes() < state.bytes() => other,
            _ => *state,
        }
    }

    fn orbit(&self, state: &State) -> u64 {
        self.renamed(state).map_or(1, |other| if other == *state { 1 } else { 2 })
    }

    /// The scenario that `kanon run` plays, with the digest of the state that it ends in.
    fn tell(&self, path: &[Step]) -> String {
        let mut scenario = Scenario::new(self.world(), path.iter().copied());
        let last = path
            .iter()
            .try_fold(State::initial(self), |state, step| self.next_state(&state, *step));
        scenario.state = last.map(|state| spec::digest::digest(&state));
        scenario.to_string()
    }

    fn properties(&self) -> Vec<Property<State>> {
        let mut properties: Vec<_> = spec::property::all::<State>()
            .into_iter()
            .map(|p| Property {
                name: p.name,
                kind: match p.kind {
                    spec::Kind::Always => Kind::Always,
                    spec::Kind::Sometimes => Kind::Sometimes,
                },
                holds: p.holds,
            })
            .collect();
        properties.retain(|property| self.guards || property.kind == Kind::Always);
        properties
    }
}
