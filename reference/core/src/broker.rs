//! The broker: its partitions, the fetches that wait, and the way in.

use crate::{
    AlterPartition, Decision, Error, Fetch, Input, Output, PartitionId, PartitionState, RequestId,
    Time,
    partition::{Partition, Step},
};
use alloc::{
    boxed::Box,
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};
use spec::{BrokerEpoch, BrokerId, Mistake, Rules, producer::Limits, view::Registration};

/// One broker, with one replica of each of its partitions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Broker {
    id: BrokerId,
    rules: Rules,
    limits: Limits,
    /// Its incarnation; `None` until it is registered.
    pub(crate) broker_epoch: Option<BrokerEpoch>,
    /// All brokers, as far as it has learnt.
    pub(crate) brokers: BTreeMap<BrokerId, Registration>,
    /// Boxed, since a map of them has room for eleven, and most worlds have one.
    pub(crate) partitions: BTreeMap<PartitionId, Box<Partition>>,
    /// The partitions that others have replicas of, and this broker has none, as far as it has
    /// learnt.
    pub(crate) elsewhere: BTreeSet<PartitionId>,
    /// What the controller was asked for a partition, and has not answered. It outlives the
    /// leadership that asked, and the replica. (`AlterPartitionManager`)
    pub(crate) unanswered: BTreeMap<PartitionId, AlterPartition>,
    /// The fetches that wait. Each is among the pollers of each of its partitions.
    pub(crate) fetches: BTreeMap<RequestId, Fetch>,
}

impl Broker {
    /// A broker without partitions, which keeps these rules: all of them, if it serves anybody.
    #[must_use]
    pub fn new(id: BrokerId, rules: Rules) -> Broker {
        Broker::with_limits(id, rules, Limits::KAFKA)
    }

    /// The same with other limits of idempotent producers than Kafka's.
    #[must_use]
    pub fn with_limits(id: BrokerId, rules: Rules, limits: Limits) -> Broker {
        Broker {
            id,
            rules,
            limits,
            broker_epoch: None,
            brokers: BTreeMap::new(),
            partitions: BTreeMap::new(),
            elsewhere: BTreeSet::new(),
            unanswered: BTreeMap::new(),
            fetches: BTreeMap::new(),
        }
    }

    /// Its node id.
    #[must_use]
    pub fn id(&self) -> BrokerId {
        self.id
    }

    /// The epoch that it was registered with; `None` until it was.
    #[must_use]
    pub fn broker_epoch(&self) -> Option<BrokerEpoch> {
        self.broker_epoch
    }

    /// One of its partitions, to be looked at.
    #[must_use]
    pub fn partition(&self, id: PartitionId) -> Option<&Partition> {
        self.partitions.get(&id).map(|it| &**it)
    }

    /// What the controller was asked in a partition's name and has not answered, as far as this
    /// broker knows.
    #[must_use]
    pub fn unanswered(&self, id: PartitionId) -> Option<&AlterPartition> {
        self.unanswered.get(&id)
    }

    /// The only way in. What the broker wants done is added to `out`, in order; see the contract
    /// of drivers in the [crate]'s page.
    pub fn step(&mut self, now: Time, input: Input, out: &mut Vec<Output>) {
        let ineligible = self.ineligible();
        let (me, rules, limits) = (self.id, self.rules, self.limits);
        let mut step = Step { me, rules, limits, now, ineligible, out };
        let touched = input.partition();
        self.handle(input, &mut step);
        if let Some(partition) = touched.and_then(|id| self.partitions.get(&id)) {
            partition.assert_properties(self.rules);
        }
    }

    fn handle(&mut self, input: Input, step: &mut Step<'_>) {
        match input {
            Input::Restore(disk) => {
                let restored = Partition::restored(&disk, step);
                let before = self.partitions.insert(disk.partition, Box::new(restored));
                assert!(before.is_none(), "a partition is restored once");
            }
            //= CTL-3
            Input::Registered { broker_epoch } => self.broker_epoch = Some(broker_epoch),
            Input::Learn(decision) => self.learn(&decision, step),
            Input::Altered { partition, answer } => self.altered(partition, answer, step),
            Input::Produce(produce) => self.produce(&produce, step),
            Input::Fetch(fetch) => self.fetch(&fetch, step),
            Input::ListOffsets(asked) => self.list_offsets(&asked, step),
            Input::OffsetForLeaderEpoch(asked) => self.offset_for_leader_epoch(&asked, step),
            Input::DeadlinePassed { request } => self.deadline_passed(request, step),
            Input::Ask { partition } => self.ask(partition, step),
            //= REP-19 exception: when it is time for any of this is the driver's to say
            Input::Take { partition, answer } => self.take(partition, &answer, step),
            Input::Cut { partition } => self.cut(partition, step),
            Input::Shrink { partition, follower } => self.shrink(partition, follower, step),
            Input::Expand { partition, follower } => self.expand(partition, follower, step),
            Input::Flushed { partition, end } => {
                self.change(partition, step, |partition, _| partition.log.flushed(end));
            }
            Input::Truncated { partition, end } => {
                self.change(partition, step, |partition, step| partition.truncate(end, step));
            }
            Input::Producers { partition, producers } => {
                self.change(partition, step, |own, step| own.take_producers(&producers, step));
            }
            Input::DeleteBefore { partition, offset } => {
                self.change(partition, step, |partition, step| {
                    partition.delete_before(offset, step);
                });
            }
            Input::DeleteRecords(asked) => self.delete_records(&asked, step),
            Input::Forget { partition, producer } => {
                self.change(partition, step, |partition, _| {
                    partition.log.producers.forget(producer);
                });
            }
            Input::Checkpoint => step.out.push(self.checkpoint()),
            Input::DiskFailed { partition } => self.change(partition, step, Partition::fail),
        }
    }

    /// Applies a decision of the controller.
    //= CTL-1
    fn learn(&mut self, decision: &Decision, step: &mut Step<'_>) {
        self.brokers.extend(decision.brokers.iter().map(|(id, broker)| (*id, *broker)));
        step.ineligible = self.ineligible();
        for (id, change) in &decision.partitions {
            self.learn_state(*id, &change.state, step);
        }
    }

    /// Who cannot join an ISR, for the mistake of waiting for such.
    fn ineligible(&self) -> Vec<BrokerId> {
        if !self.rules.omit(Mistake::WaitForIneligible) {
            return Vec::new();
        }
        let cannot = self.brokers.iter().filter(|(_, registered)| !registered.is_active());
        cannot.map(|(id, _)| *id).collect()
    }

    fn learn_state(&mut self, id: PartitionId, state: &PartitionState, step: &mut Step<'_>) {
        //= CTL-21
        if !state.replicas.contains(&self.id) {
            self.elsewhere.insert(id);
            return self.delete(id, step);
        }
        self.elsewhere.remove(&id);
        self.change(id, step, |partition, step| {
            partition.learn(state, step);
            partition.assert_properties(step.rules);
        });
    }

    /// Forgets a partition, if it has it, and answers the fetches that waited for it.
    //= CTL-21
    fn delete(&mut self, id: PartitionId, step: &mut Step<'_>) {
        let Some(partition) = self.partitions.remove(&id) else { return };
        for request in partition.delete(step) {
            if let Some(fetch) = self.forget_poll(request) {
                self.answer(&fetch, step);
            }
        }
    }

    /// What is amiss with a request for a partition that this broker has not.
    /// (`ReplicaManager.getPartitionOrError`)
    //= REP-6
    pub(crate) fn lacks(&self, id: PartitionId) -> Error {
        // Before it is registered it has learnt of nothing.
        let may_be = self.elsewhere.contains(&id) || self.broker_epoch.is_none();
        if may_be { Error::NotLeaderOrFollower } else { Error::UnknownTopicOrPartition }
    }

    /// Changes a partition, and answers the fetches that waited for it.
    pub(crate) fn change(
        &mut self,
        id: PartitionId,
        step: &mut Step<'_>,
        change: impl FnOnce(&mut Partition, &mut Step<'_>),
    ) {
        if let Some(partition) = self.partitions.get_mut(&id) {
            change(partition, step);
            self.wake(id, step);
        }
    }

    /// The checkpoint file as it should be.
    //= LOG-9
    fn checkpoint(&self) -> Output {
        let working = self.partitions.iter().filter(|(_, partition)| !partition.has_failed());
        let high_watermarks = working.map(|(id, it)| (*id, it.high_watermark)).collect();
        Output::Checkpoint { high_watermarks }
    }
}
