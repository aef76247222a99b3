//! The steps of the controller, and of those who hear from it: registration, fencing, elections,
//! and how its word reaches a broker. (CTL-1 to CTL-7, CTL-11, CTL-18, REP-15, REP-16)
//!
//! Whom the controller hears from is decided here; what it makes of that, in the core.

use crate::{
    cluster::{Cluster, PARTITION},
    driver::Held,
    event::Event,
    metadata::registrations,
};
use alloc::{collections::BTreeMap, vec::Vec};
use kanon_core::{Decision, Input, ReplicaLog};
use spec::{
    BrokerId, Refused, View,
    view::{self, Leadership},
};

impl Cluster {
    //= CTL-3
    pub(crate) fn register(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        if !self.is_up(broker) || self.is_heard_of(broker) {
            return Err(Refused);
        }
        let decision = self.controller.register(broker, self.stopped_cleanly(broker));
        self.decide(&decision, said);
        self.node_mut(broker).disk.note_clean_stop(None);
        let broker_epoch = self.registered(broker).broker_epoch;
        said.push(Event::Registered(broker_epoch));
        self.learn_all(broker, said);
        Ok(())
    }

    /// A broker that is registered learns all that is in force.
    pub(crate) fn learn_all(&mut self, broker: BrokerId, said: &mut Vec<Event>) {
        let broker_epoch = self.registered(broker).broker_epoch;
        self.deliver(broker, Input::Registered { broker_epoch }, Held::Nothing, said);
        self.node_mut(broker).learnt = Some(self.decisions() - 1);
        self.tell(broker, self.controller.image(), said);
    }

    //= CTL-5
    pub(crate) fn fence(&mut self, broker: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        if self.is_heard_of(broker) {
            return Err(Refused);
        }
        let decision = self.controller.fence(broker)?;
        self.decide(&decision, said);
        Ok(())
    }

    //= CTL-5
    pub(crate) fn suspect(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        if !self.is_heard_of(broker) {
            return Err(Refused);
        }
        let decision = self.controller.fence(broker)?;
        self.decide(&decision, said);
        Ok(())
    }

    //= CTL-6
    pub(crate) fn unfence(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        if !self.is_heard_of(broker) {
            return Err(Refused);
        }
        let decision = self.controller.unfence(broker)?;
        self.decide(&decision, said);
        Ok(())
    }

    //= CTL-7
    pub(crate) fn leave(&mut self, broker: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        if !self.is_heard_of(broker) {
            return Err(Refused);
        }
        let decision = self.controller.leave(broker)?;
        self.decide(&decision, said);
        Ok(())
    }

    //= REP-15
    pub(crate) fn elect(&mut self, broker: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        let decision = self.controller.elect(PARTITION, broker)?;
        self.decide(&decision, said);
        Ok(())
    }

    //= CTL-11
    pub(crate) fn elect_unclean(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let decision = self.controller.elect_uncleanly(PARTITION, broker)?;
        self.unclean_elections += 1;
        self.decide(&decision, said);
        Ok(())
    }

    //= CTL-18
    pub(crate) fn recover(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let up = view::brokers(self).filter(|asked| self.is_up(*asked));
        let log = |asked| ReplicaLog {
            last_epoch: view::log(self, asked).last().map(|batch| batch.leader_epoch),
            end: self.log_end(asked),
        };
        let logs: BTreeMap<BrokerId, ReplicaLog> = up.map(|asked| (asked, log(asked))).collect();
        let decision = self.controller.recover(PARTITION, broker, &logs)?;
        self.unclean_elections += 1;
        let active = |asked: &BrokerId| self.registered(*asked).is_active();
        let replicas = self.controller().replicas;
        self.give_up_but_of(replicas.iter().filter(active).collect());
        self.decide(&decision, said);
        self.unclean_epoch = Some(self.controller().leader_epoch);
        Ok(())
    }

    //= CTL-19
    pub(crate) fn assign(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let decision = self.controller.assign(PARTITION, broker)?;
        self.decide(&decision, said);
        Ok(())
    }

    //= CTL-19
    pub(crate) fn unassign(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let decision = self.controller.unassign(PARTITION, broker)?;
        self.decide(&decision, said);
        Ok(())
    }

    //= CTL-1
    pub(crate) fn learn(&mut self, broker: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        let next = self.learnt(broker).ok_or(Refused)? + 1;
        self.learn_to(next, broker, said)
    }

    //= CTL-1
    pub(crate) fn catch_up(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        self.learn_to(self.decisions() - 1, broker, said)
    }

    /// A broker applies all decisions that it has not up to one, and sees what is new by them all.
    fn learn_to(
        &mut self,
        last: u32,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let learnt = self.learnt(broker).ok_or(Refused)?;
        if last <= learnt || self.decisions() <= last {
            return Err(Refused);
        }
        let decision = self.metadata.decision(learnt, last, &self.controller);
        said.extend(registrations(&decision));
        self.node_mut(broker).learnt = Some(last);
        self.tell(broker, decision, said);
        Ok(())
    }

    /// Brings a decision to a broker, and says what that makes of it.
    fn tell(&mut self, broker: BrokerId, decision: Decision, said: &mut Vec<Event>) {
        let change = decision.partitions.get(&PARTITION);
        let about_partition = change.is_some();
        if change.is_some_and(|change| change.state.replicas.contains(&broker)) {
            self.make_replica(broker);
        }
        let (before, proposed) = (self.known(broker), self.proposed(broker));
        let mut came_of_it = Vec::new();
        self.deliver(broker, Input::Learn(decision), Held::Nothing, &mut came_of_it);
        if about_partition {
            let now = self.known(broker);
            said.extend(now.map(|now| self.knows(broker, before, now)));
            said.extend(now.and_then(|now| others(broker, before?, now)));
        }
        let dropped = proposed.is_some() && self.proposed(broker).is_none();
        said.extend(dropped.then_some(Event::ProposesNothing));
        said.extend(came_of_it);
    }

    /// A broker that has a replica from now on has a place for it.
    fn make_replica(&mut self, broker: BrokerId) {
        let limits = self.limits();
        let disk = &mut self.node_mut(broker).disk;
        if !disk.has_replica() {
            disk.make_replica();
            let empty = disk.found(PARTITION, limits);
            self.deliver(broker, Input::Restore(empty), Held::Nothing, &mut Vec::new());
        }
    }

    /// What a broker knows of the partition after a decision that it did not know before.
    fn knows(&self, broker: BrokerId, before: Option<Leadership>, now: Leadership) -> Event {
        let epoch = now.leader_epoch;
        let leads = now.leader == Some(broker);
        match (before, now.leader) {
            (Some(before), _) if before.partition_epoch == now.partition_epoch => Event::Known,
            (Some(before), _) if before.leader_epoch == epoch && leads => Event::Isr(now.isr),
            (Some(before), _) if before.leader_epoch == epoch => {
                Event::PartitionEpoch(now.partition_epoch)
            }
            (_, Some(_)) if leads => Event::Leads(epoch, self.log_end(broker)),
            (_, Some(leader)) => Event::Follows(leader, epoch),
            (_, None) => Event::Leaderless(epoch),
        }
    }

    /// Whether the broker runs and has registered since its start.
    pub(crate) fn is_heard_of(&self, broker: BrokerId) -> bool {
        self.broker_epoch(broker).is_some()
    }
}

/// Who has a replica now, as one knows who led already.
fn others(broker: BrokerId, before: Leadership, now: Leadership) -> Option<Event> {
    let led = before.leader == Some(broker) && now.leader == Some(broker);
    (led && before.replicas != now.replicas).then_some(Event::Replicas(now.replicas))
}
