//! The controller: who is there, who leads, and who is in sync, decided by a single mind that never
//! fails. (The chapter *controller*; `ReplicationControlManager`, `ClusterControlManager`)
//!
//! It decides, and only then changes: each method returns a [`Decision`], and nothing has happened
//! until that is [replayed](Controller::replay). In between, a driver writes it down. How its word
//! reaches brokers, and whether it hears from one, is the driver's; so is that there is one
//! controller only.

mod alter;
mod change;
mod decision;
mod election;
mod reassignment;
mod registration;

use crate::PartitionId;
use alloc::collections::{BTreeMap, BTreeSet};
pub use decision::{Decision, PartitionChange, PartitionState};
pub use election::ReplicaLog;
use spec::{BrokerId, Rules, view::Registration};

/// All that was decided so far.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Controller {
    rules: Rules,
    /// Whether there are eligible leader replicas. (KIP-966)
    elr: bool,
    brokers: BTreeMap<BrokerId, Registration>,
    partitions: BTreeMap<PartitionId, PartitionState>,
}

impl Controller {
    /// A controller that knows of nobody and nothing, and keeps these rules: all of them, if it
    /// serves anybody.
    #[must_use]
    pub fn new(rules: Rules, elr: bool) -> Controller {
        Controller { rules, elr, brokers: BTreeMap::new(), partitions: BTreeMap::new() }
    }

    /// Makes a decision take effect. Nothing else changes a controller.
    pub fn replay(&mut self, decision: &Decision) {
        self.brokers.extend(decision.brokers.iter().map(|(id, broker)| (*id, *broker)));
        let states = decision.partitions.iter().map(|(id, change)| (*id, change.state.clone()));
        self.partitions.extend(states);
    }

    /// All that is in force, as one decision: what a broker learns that has known nothing.
    #[must_use]
    pub fn image(&self) -> Decision {
        let change = |state: &PartitionState| PartitionChange::cleanly(state.clone());
        let partitions = self.partitions.iter().map(|(id, state)| (*id, change(state)));
        Decision { brokers: self.brokers.clone(), partitions: partitions.collect() }
    }

    /// A new partition, whose lowest member of the ISR leads epoch 0.
    ///
    /// # Panics
    /// If nobody is in the ISR, or somebody who is no replica, or the partition is there already.
    #[must_use]
    pub fn create(
        &self,
        partition: PartitionId,
        replicas: BTreeSet<BrokerId>,
        isr: BTreeSet<BrokerId>,
        min_insync_replicas: u32,
    ) -> Decision {
        assert!(!self.partitions.contains_key(&partition), "a partition is made once");
        let state = PartitionState::new(replicas, isr, min_insync_replicas);
        Decision::of_partition(partition, PartitionChange::cleanly(state))
    }

    /// The state of a partition.
    #[must_use]
    pub fn partition(&self, id: PartitionId) -> Option<&PartitionState> {
        self.partitions.get(&id)
    }

    /// What is known of a broker.
    #[must_use]
    pub fn registration(&self, broker: BrokerId) -> Option<Registration> {
        self.brokers.get(&broker).copied()
    }

    /// Whether a broker may lead and be in sync.
    fn is_active(&self, broker: BrokerId) -> bool {
        self.registration(broker).is_some_and(|registered| registered.is_active())
    }
}
