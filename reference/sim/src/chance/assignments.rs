//! The operator moves replicas: a broker is given one, or deprived of it, mostly so that as many as
//! before are left in the end.

use super::{Due, Run};
use alloc::vec::Vec;
use spec::{BrokerId, Step, View, view};

impl Run {
    pub(super) fn reassign(&mut self) {
        if !self.by_chance(Due::Reassign, self.weather.reassign, self.faults.reassigns) {
            return;
        }
        let now = self.cluster.controller();
        let without = |broker: &BrokerId| !now.replicas.contains(*broker);
        let stays = |broker: &BrokerId| {
            let leaves = now.adding.contains(*broker) || now.removing.contains(*broker);
            now.replicas.contains(*broker) && !leaves
        };
        let free: Vec<BrokerId> = view::brokers(&self.cluster).filter(without).collect();
        let kept: Vec<BrokerId> = view::brokers(&self.cluster).filter(stays).collect();
        if !free.is_empty() && !self.random.one_in(4) {
            let chosen = self.random.one_of(&free);
            let _assigned = self.take(Step::Assign(chosen));
        } else if !kept.is_empty() {
            let chosen = self.random.one_of(&kept);
            if self.take(Step::Unassign(chosen)).is_some() && self.random.one_in(2) {
                // What was taken away is given back, perhaps before anybody has heard of either.
                let soon = self.random.within((0, 30));
                self.put(soon, Due::GiveBack(chosen));
            }
        }
    }

    pub(super) fn give_back(&mut self, broker: BrokerId) {
        let _assigned = self.take(Step::Assign(broker));
    }
}
