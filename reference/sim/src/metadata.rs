//! The controller's decisions, as brokers still have to learn them, and what the judge notes of
//! them. (CTL-1, REP-20)

use crate::{
    cluster::{Cluster, PARTITION},
    event::Event,
};
use alloc::{collections::BTreeSet, vec, vec::Vec};
use kanon_core::{Controller, PartitionChange, PartitionState};
use spec::{
    BrokerId, BrokerSet, Value, View,
    view::{self, Decision, Registration},
};

/// The decisions by which somebody may still act, and the last one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Metadata {
    forgotten: u32,
    kept: Vec<Image>,
}

/// All that was in force by one decision.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Image {
    pub(crate) partition: Decision,
    /// Of all brokers, in the order of their ids.
    pub(crate) brokers: Vec<Registration>,
}

impl Image {
    pub(crate) fn of(controller: &Controller) -> Image {
        let state = controller.partition(PARTITION).expect("the partition of this world");
        let set = |brokers: &BTreeSet<BrokerId>| brokers.iter().copied().collect();
        let brokers = (0..).map(BrokerId).map_while(|id| controller.registration(id));
        Image {
            partition: Decision {
                leader: state.leader,
                leader_epoch: state.leader_epoch,
                partition_epoch: state.partition_epoch,
                isr: set(&state.isr),
                elr: set(&state.elr),
                last_leader: state.last_leader,
                replicas: set(&state.replicas),
                adding: set(&state.adding),
                removing: set(&state.removing),
            },
            brokers: brokers.collect(),
        }
    }

    /// What is new by this one after another, as a decision.
    fn since(&self, before: &Image, controller: &Controller) -> kanon_core::Decision {
        let mut decision = kanon_core::Decision::default();
        for ((id, was), now) in (0..).map(BrokerId).zip(&before.brokers).zip(&self.brokers) {
            if was != now {
                decision.brokers.insert(id, *now);
            }
        }
        if before.partition != self.partition {
            let now = controller.partition(PARTITION).expect("the partition of this world");
            let set = |brokers: BrokerSet| brokers.iter().collect();
            let state = PartitionState {
                leader: self.partition.leader,
                leader_epoch: self.partition.leader_epoch,
                partition_epoch: self.partition.partition_epoch,
                isr: set(self.partition.isr),
                elr: set(self.partition.elr),
                last_leader: self.partition.last_leader,
                replicas: set(self.partition.replicas),
                adding: set(self.partition.adding),
                removing: set(self.partition.removing),
                min_insync_replicas: now.min_insync_replicas,
            };
            decision.partitions.insert(PARTITION, PartitionChange::cleanly(state));
        }
        decision
    }
}

impl Metadata {
    pub(crate) fn new(first: Image) -> Metadata {
        Metadata { forgotten: 0, kept: vec![first] }
    }

    /// How many decisions were made.
    pub(crate) fn count(&self) -> u32 {
        self.forgotten + u32::try_from(self.kept.len()).expect("few decisions")
    }

    pub(crate) fn image(&self, index: u32) -> &Image {
        let place = index.checked_sub(self.forgotten).expect("a decision that is remembered");
        &self.kept[place as usize]
    }

    /// What changed from one decision to another: by one alone, or by several together.
    pub(crate) fn decision(
        &self,
        from: u32,
        to: u32,
        controller: &Controller,
    ) -> kanon_core::Decision {
        self.image(to).since(self.image(from), controller)
    }
}

impl Cluster {
    /// The controller decides; a decision by which nothing is new is none.
    pub(crate) fn decide(&mut self, decision: &kanon_core::Decision, said: &mut Vec<Event>) {
        if decision.is_empty() {
            return;
        }
        let before = self.controller();
        self.controller.replay(decision);
        self.metadata.kept.push(Image::of(&self.controller));
        let now = self.controller();
        self.fewest_replicas = self.fewest_replicas.min(now.replicas.len());
        said.extend(registrations(decision));
        let change = decision.partitions.get(&PARTITION);
        said.extend(change.map(|_| Event::Decided(now)));
        let assignment = |state: Decision| (state.replicas, state.adding, state.removing);
        said.extend((assignment(before) != assignment(now)).then_some(Event::Assigned(now)));
        let uncleanly = change.is_some_and(|change| change.uncleanly);
        if uncleanly {
            self.unclean_epoch = Some(now.leader_epoch);
        }
        self.note_given_up(uncleanly);
    }

    /// No decision is kept by which nobody acts any more.
    pub(crate) fn forget_decisions(&mut self) {
        let first = view::first_learnt(self);
        let count = first - self.metadata.forgotten;
        if count == 0 {
            return;
        }
        self.metadata.kept.drain(..count as usize);
        self.metadata.forgotten = first;
    }

    /// What is committed and the only one in sync lacks is given up, when that one was elected for
    /// want of a better, or when it is the last that an ISR without eligible leader replicas has.
    //= REP-20
    fn note_given_up(&mut self, elected_uncleanly: bool) {
        let mut in_sync = self.controller().isr.iter();
        let (Some(last), None) = (in_sync.next(), in_sync.next()) else { return };
        if !elected_uncleanly && (self.elr || self.crashes == 0) {
            return;
        }
        self.give_up_but_of([last].into_iter().collect());
    }

    /// What is committed and none of these has is given up.
    //= REP-20
    pub(crate) fn give_up_but_of(&mut self, holders: BrokerSet) {
        for value in (0..self.values()).map(Value) {
            let has = |holder| view::log(self, holder).any(|batch| batch.value == value);
            if self.committed(value) && !holders.iter().any(has) {
                self.ghost(value).given_up = true;
            }
        }
    }
}

/// Whose registration changed, to be said.
pub(crate) fn registrations(decision: &kanon_core::Decision) -> impl Iterator<Item = Event> + '_ {
    decision.brokers.iter().map(|(id, registered)| Event::Registration(*id, *registered))
}
