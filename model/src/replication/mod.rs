//! Replication of one partition at the granularity of messages, as a model to be searched.
//!
//! `actions` is the world's budget, `next_state` the rules: a step that the budget does not leave
//! is not offered, a step that the rules do not allow is refused. The rules are those of the
//! chapters `log`, `storage`, `replication`, `producer`, `controller` and `consumer`, with one
//! batch to an answer.
//!
//! What is bounded: produced batches, leader epochs, crashes, lost messages, given-up requests,
//! expired deadlines, reassignments, decisions learnt together. What heals (ask, serve, take,
//! learn, restart, flush) is never bounded.

mod consumer;
mod controller;
mod disk;
mod epochs;
mod follower;
mod leader;
mod learn;
#[cfg(test)]
mod liveness_tests;
mod metadata;
mod noted;
mod packed;
mod producer;
mod proposals;
mod reassignment;
mod registration;
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
use spec::{
    Acks, BrokerId, BrokerSet, Offset, Rules, Scenario, Sequence, Step, World, producer::Limits,
};

/// A world of one replicated partition: its size, its rules, its budgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replication {
    /// How many brokers, 2 to [`MAX_BROKERS`].
    pub brokers: u8,
    /// How many of them have a replica at first: brokers `0..replicas`.
    pub replicas: u8,
    /// How many of them are in sync at first: brokers `0..isr`.
    pub isr: u8,
    /// `min.insync.replicas`.
    pub min_isr: u8,
    /// Whether there are eligible leader replicas.
    pub elr: bool,
    /// Whether there is a consumer.
    pub consumer: bool,
    /// How many batches brokers remember of the idempotent producer; 0 if there is none.
    pub producer: u8,
    /// The last of the producer's sequences.
    pub last_sequence: u8,
    /// How many records producers write, at most.
    pub records: u8,
    /// How many records a batch has, at most: 1 or 2.
    pub batch: u8,
    /// The highest leader epoch that an operator begins; the first is 0.
    pub epochs: u8,
    /// How often a broker may crash.
    pub crashes: u8,
    /// How often a message may be lost.
    pub losses: u8,
    /// How often a broker may give up a request.
    pub orphans: u8,
    /// How often the deadline of a produce request may pass.
    pub expiries: u8,
    /// How often a leader may find a follower to lag.
    pub shrinks: u8,
    /// How often a broker that runs may be fenced.
    pub suspicions: u8,
    /// How often a broker may announce its end, or end cleanly.
    pub stops: u8,
    /// How often an operator may elect a leader uncleanly.
    pub uncleans: u8,
    /// How often an operator may give a broker a replica, or take it away.
    pub reassigns: u8,
    /// How often a broker may apply several decisions at once.
    pub leaps: u8,
    /// How often the producer may stop waiting for an answer.
    pub hang_ups: u8,
    /// How often the producer may give up all that is in flight.
    pub abandons: u8,
    /// How often a request of the producer may be held up.
    pub delays: u8,
    /// How often a broker may forget the producer.
    pub forgets: u8,
    /// How often a broker may delete what is committed.
    pub deletes: u8,
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
            replicas: BrokerSet::first(i32::from(self.replicas)),
            isr: BrokerSet::first(i32::from(self.isr)),
            min_isr: u32::from(self.min_isr),
            elr: self.elr,
            consumer: self.consumer,
            producer: self.limits(),
            rules: self.rules,
        }
    }

    fn limits(&self) -> Option<Limits> {
        (self.producer != 0).then(|| Limits {
            remembered: u32::from(self.producer),
            last_sequence: Sequence(i32::from(self.last_sequence)),
        })
    }

    fn acks(&self) -> &'static [Acks] {
        match self.acks {
            0 => &[Acks::All],
            1 => &[Acks::Leader],
            _ => &[Acks::All, Acks::Leader],
        }
    }

    fn offer_faults(&self, state: &State, id: BrokerId, steps: &mut Vec<Step>) {
        let spent = &state.spent;
        if spent.losses < self.losses {
            steps.extend([Step::Lose(id), Step::LoseAlter(id)]);
        }
        if spent.orphans < self.orphans {
            steps.extend([Step::GiveUp(id), Step::GiveUpAlter(id)]);
        }
        if 0 < self.orphans {
            steps.extend([Step::ServeOrphan(id), Step::AlterOrphan(id)]);
        }
        if 0 < self.orphans + self.losses {
            steps.push(Step::Resend(id));
        }
        if spent.expiries < self.expiries {
            steps.push(Step::Expire(id));
        }
        if spent.uncleans < self.uncleans {
            steps.extend([Step::ElectUnclean(id), Step::Recover(id)]);
        }
        if spent.reassigns < self.reassigns {
            steps.extend([Step::Assign(id), Step::Unassign(id)]);
        }
        if spent.leaps < self.leaps {
            steps.push(Step::CatchUp(id));
        }
        if 0 < self.crashes + self.stops + self.suspicions {
            self.offer_ends(state, id, steps);
        }
    }

    /// What the producer does, and what becomes of what brokers know of it.
    fn offer_producer(&self, state: &State, id: BrokerId, steps: &mut Vec<Step>) {
        let spent = &state.spent;
        if spent.records < self.records {
            steps.push(Step::Send(id));
        }
        steps.extend([Step::Retry(id), Step::LookUp(id)]);
        if spent.hang_ups < self.hang_ups {
            steps.push(Step::HangUp(id));
        }
        if spent.abandons < self.abandons {
            steps.push(Step::Abandon(id));
        }
        if spent.delays < self.delays {
            steps.push(Step::Delay(id));
        }
        if 0 < self.delays {
            steps.push(Step::Arrive(id));
        }
        if spent.forgets < self.forgets {
            steps.push(Step::Forget(id));
        }
    }

    /// Brokers end and come back, or seem to.
    fn offer_ends(&self, state: &State, id: BrokerId, steps: &mut Vec<Step>) {
        let spent = &state.spent;
        steps.push(Step::Unfence(id));
        if spent.suspicions < self.suspicions {
            steps.push(Step::Suspect(id));
        }
        if spent.stops < self.stops {
            steps.extend([Step::Leave(id), Step::Stop(id)]);
        }
        if 0 < self.crashes + self.stops {
            steps.extend([Step::Restart(id), Step::Register(id), Step::Fence(id)]);
        }
        if 0 < self.crashes {
            steps.extend([Step::Flush(id), Step::Checkpoint(id)]);
        }
        if spent.crashes < self.crashes {
            // Every end that the log can have; and one that it cannot, to be refused.
            let replica = &state.replicas[id.0 as usize];
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
            steps.extend([Step::Learn(id), Step::Alter(id), Step::Altered(id)]);
            for follower in (0..self.brokers).map(|f| BrokerId(i32::from(f))) {
                steps.push(Step::Expand { leader: id, follower });
                if state.spent.shrinks < self.shrinks {
                    steps.push(Step::Shrink { leader: id, follower });
                }
            }
            if self.producer != 0 {
                self.offer_producer(state, id, steps);
            }
            if state.spent.deletes < self.deletes {
                steps.push(Step::DeleteOld(id));
            }
            let left = if self.producer == 0 { self.records - state.spent.records } else { 0 };
            for records in 1..=self.batch.min(left) {
                let records = i32::from(records);
                let produce = |acks: &Acks| Step::Produce { broker: id, acks: *acks, records };
                steps.extend(self.acks().iter().map(produce));
            }
            if state.metadata.last().epoch < self.epochs {
                steps.push(Step::Elect(id));
            }
            if self.consumer {
                steps.extend([Step::Refresh(id), Step::Validate(id), Step::Read(id)]);
                steps.push(Step::Latest(id));
            }
            self.offer_faults(state, id, steps);
        }
    }

    fn next_state(&self, state: &State, step: Step) -> Option<State> {
        let mut next = *state;
        let known = |broker: BrokerId| {
            usize::try_from(broker.0).ok().filter(|b| *b < usize::from(self.brokers))
        };
        let b = known(step.broker())?;
        let s = &mut next;
        match step {
            Step::Produce { acks, records, .. } => self.produce(s, b, acks, records),
            Step::Expire(_) => self.expire(s, b),
            Step::Ask(_) => self.ask(s, b),
            Step::Serve(_) => self.serve(s, b),
            Step::Take(_) => self.take(s, b),
            Step::Cut(_) => self.cut(s, b),
            Step::Lose(_) => self.lose(s, b),
            Step::GiveUp(_) => self.give_up(s, b),
            Step::ServeOrphan(_) => self.serve_orphan(s, b),
            Step::Flush(_) => self.flush(s, b),
            Step::Checkpoint(_) => self.checkpoint(s, b),
            Step::Crash { keep, .. } => self.crash(s, b, keep),
            Step::Restart(_) => self.restart(s, b),
            Step::Stop(_) => self.stop(s, b),
            Step::Register(_) => self.register(s, b),
            Step::Fence(_) => self.fence(s, b),
            Step::Suspect(_) => self.suspect(s, b),
            Step::Unfence(_) => self.unfence(s, b),
            Step::Leave(_) => self.leave(s, b),
            Step::Elect(_) => self.elect(s, b),
            Step::ElectUnclean(_) => self.elect_unclean(s, b),
            Step::Recover(_) => self.recover(s, b),
            Step::Learn(_) => self.learn(s, b),
            Step::CatchUp(_) => self.catch_up(s, b),
            Step::Assign(_) => self.assign(s, b),
            Step::Unassign(_) => self.unassign(s, b),
            Step::Shrink { follower, .. } => self.shrink(s, b, known(follower)?),
            Step::Expand { follower, .. } => self.expand(s, b, known(follower)?),
            Step::Alter(_) => self.alter(s, b),
            Step::Altered(_) => self.altered(s, b),
            Step::LoseAlter(_) => self.lose_alter(s, b),
            Step::GiveUpAlter(_) => self.give_up_alter(s, b),
            Step::AlterOrphan(_) => self.alter_orphan(s, b),
            Step::Resend(_) => self.resend(s, b),
            Step::Refresh(_) => self.refresh(s, b),
            Step::Validate(_) => self.validate(s, b),
            Step::Read(_) => self.read(s, b),
            Step::Latest(_) => self.latest(s, b),
            Step::LookUp(_) => self.look_up(s, b),
            Step::Send(_) => self.send(s, b),
            Step::Retry(_) => self.retry(s, b),
            Step::HangUp(_) => self.hang_up(s, b),
            Step::Abandon(_) => self.abandon(s, b),
            Step::Delay(_) => self.delay(s, b),
            Step::Arrive(_) => self.arrive(s, b),
            Step::Forget(_) => self.forget(s, b),
            Step::DeleteOld(_) => self.delete_old(s, b),
        }?;
        next.note_committed();
        self.forget_decisions(&mut next);
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
