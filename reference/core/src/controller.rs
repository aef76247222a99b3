//! The controller of one partition, as a single mind that never fails: who leads, and who is in
//! sync. (REP-12, REP-13, REP-15, REP-17)
//!
//! It decides at once. The metadata log, registration and AlterPartition on the wire take its place
//! later; until then the server keeps its fields in a file and the simulation in the cluster.

use crate::{Learn, PartitionId};
use alloc::collections::BTreeSet;
use spec::{BrokerId, LeaderEpoch, Refused};

/// What has been decided about a partition last.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Controller {
    /// Nobody, while no member of the ISR was elected.
    pub leader: Option<BrokerId>,
    /// The epoch of this leadership, or of this lack of one.
    pub leader_epoch: LeaderEpoch,
    /// The in-sync replicas.
    pub isr: BTreeSet<BrokerId>,
    /// All replicas.
    pub replicas: BTreeSet<BrokerId>,
}

impl Controller {
    /// A new partition: the lowest member of the ISR leads epoch 0.
    #[must_use]
    pub fn new(replicas: BTreeSet<BrokerId>, isr: BTreeSet<BrokerId>) -> Controller {
        assert!(!isr.is_empty() && isr.is_subset(&replicas), "the ISR is some of the replicas");
        let leader = isr.first().copied();
        Controller { leader, leader_epoch: LeaderEpoch(0), isr, replicas }
    }

    /// Makes a broker the leader of the next epoch.
    ///
    /// # Errors
    /// The broker is down, not in the ISR, or leads already.
    //= REP-15
    pub fn elect(&mut self, broker: BrokerId, is_up: bool) -> Result<(), Refused> {
        if !is_up || !self.isr.contains(&broker) || self.leader == Some(broker) {
            return Err(Refused);
        }
        self.begin_epoch(Some(broker));
        Ok(())
    }

    /// Agrees to an ISR that a leader proposes.
    ///
    /// # Errors
    /// It is not proposed by the leader of the current epoch, or it is not some of the replicas,
    /// the leader among them.
    //= REP-12
    //= REP-13
    pub fn change_isr(
        &mut self,
        leader: BrokerId,
        leader_epoch: LeaderEpoch,
        isr: &BTreeSet<BrokerId>,
    ) -> Result<(), Refused> {
        let current = self.leader == Some(leader) && self.leader_epoch == leader_epoch;
        if !current || !isr.contains(&leader) || !isr.is_subset(&self.replicas) {
            return Err(Refused);
        }
        self.isr.clone_from(isr);
        Ok(())
    }

    /// A broker and its machine have stopped: it leaves the ISR unless it is the last, and a new
    /// epoch begins, without a leader if it led.
    //= REP-17
    pub fn crashed(&mut self, broker: BrokerId) {
        if !self.is_last_in_sync(broker) {
            self.isr.remove(&broker);
        }
        self.begin_epoch(self.leader.filter(|leader| *leader != broker));
    }

    /// Whether the broker is the only member of the ISR.
    #[must_use]
    pub fn is_last_in_sync(&self, broker: BrokerId) -> bool {
        self.isr.len() == 1 && self.isr.contains(&broker)
    }

    /// The decision, for a broker to learn.
    #[must_use]
    pub fn decision(&self, partition: PartitionId, min_insync_replicas: u32) -> Learn {
        Learn {
            partition,
            leader: self.leader,
            leader_epoch: self.leader_epoch,
            isr: self.isr.clone(),
            replicas: self.replicas.clone(),
            min_insync_replicas,
        }
    }

    fn begin_epoch(&mut self, leader: Option<BrokerId>) {
        assert!(leader.is_none_or(|leader| self.isr.contains(&leader)), "REP-15: from the ISR");
        self.leader = leader;
        self.leader_epoch = self.leader_epoch.next();
    }
}
