//! The cluster: what it is made of, where it begins, and the steps that it takes.
//!
//! Each step is in the file of its kind: producers, the consumer, network, machines, controller.

use crate::{
    consumer::Consumer,
    disk::Disk,
    event::Event,
    metadata::{Image, Metadata},
    producer::Client,
    shared::Shared,
    words,
};
use alloc::{vec, vec::Vec};
use kanon_core::{Broker, Controller, PartitionId};
use spec::{
    BrokerEpoch, BrokerId, LeaderEpoch, Offset, Refused, Rules, Step, Value, World,
    view::{Alter, AlterRequest, Exchange, Registration, Request},
};

/// The one partition of a world.
pub(crate) const PARTITION: PartitionId = PartitionId(0);

/// A cluster of one partition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cluster {
    pub(crate) rules: Rules,
    pub(crate) min_isr: u32,
    pub(crate) elr: bool,
    pub(crate) controller: Shared<Controller>,
    pub(crate) metadata: Shared<Metadata>,
    pub(crate) nodes: Vec<Shared<Node>>,
    /// Where the world has one.
    pub(crate) consumer: Option<Consumer>,
    /// Where the world has an idempotent one.
    pub(crate) producer: Option<Client>,
    /// What became of each value: the judge's knowledge, not any broker's.
    pub(crate) ghosts: Vec<Ghost>,
    /// How many crashes there were: the judge's knowledge, too.
    pub(crate) crashes: u32,
    /// How many elections were of somebody who need not have been in sync, by CTL-11 or CTL-18.
    pub(crate) unclean_elections: u32,
    /// How many replicas there were when there were the fewest: the judge's knowledge, too.
    pub(crate) fewest_replicas: u32,
    /// Which leader epoch the last election began that gave something up, or could have.
    pub(crate) unclean_epoch: Option<LeaderEpoch>,
}

/// A broker, its machine, and what it has on the network.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Node {
    /// `None` while it is down.
    pub(crate) broker: Option<Broker>,
    pub(crate) disk: Disk,
    pub(crate) exchange: Option<Exchange>,
    pub(crate) orphan: Option<Request>,
    /// Which decision was brought to it last, since it has registered.
    pub(crate) learnt: Option<u32>,
    /// Its request to the controller, until it has the answer.
    pub(crate) alter: Option<Alter>,
    /// Such a request that was sent once more.
    pub(crate) alter_orphan: Option<AlterRequest>,
    /// Where its log ended when it forgot the producer: the judge's knowledge.
    pub(crate) forgotten: Offset,
}

/// What became of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Ghost {
    pub(crate) committed: bool,
    pub(crate) acknowledged: bool,
    pub(crate) given_up: bool,
}

impl Cluster {
    /// Before anything has happened: all logs are empty, and everyone knows who leads.
    #[must_use]
    pub fn new(world: &World) -> Self {
        let controller = first_controller(world);
        let mut cluster = Cluster {
            rules: world.rules,
            min_isr: world.min_isr,
            elr: world.elr,
            metadata: Shared::new(Metadata::new(Image::of(&controller))),
            controller: Shared::new(controller),
            nodes: (0..world.brokers).map(|_| Shared::default()).collect(),
            consumer: world.consumer.then(|| Consumer::new(world.leader())),
            producer: world.producer.map(|limits| Client::new(limits, world.leader())),
            ghosts: vec![],
            crashes: 0,
            unclean_elections: 0,
            fewest_replicas: world.replicas.len(),
            unclean_epoch: None,
        };
        for broker in (0..world.brokers).map(BrokerId) {
            cluster.start(broker);
            cluster.learn_all(broker, &mut vec![]);
        }
        cluster
    }

    /// Makes one thing happen, and says what came of it.
    ///
    /// # Errors
    /// The step is not possible now, by the rules of its chapter; nothing has changed at all.
    ///
    /// # Panics
    /// If the step names a broker that is not of this world.
    pub fn apply(&mut self, step: Step) -> Result<Vec<Event>, Refused> {
        let mut said = Vec::new();
        let to = &mut said;
        match step {
            Step::Produce { broker, acks, records } => self.produce(broker, acks, records, to),
            Step::Expire(broker) => self.expire(broker, to),
            Step::Ask(follower) => self.ask(follower, to),
            Step::Serve(follower) => self.serve(follower, to),
            Step::Take(follower) => self.take(follower, to),
            Step::Cut(follower) => self.cut(follower, to),
            Step::Lose(follower) => self.lose(follower, to),
            Step::GiveUp(follower) => self.give_up(follower, to),
            Step::ServeOrphan(follower) => self.serve_orphan(follower, to),
            Step::Flush(broker) => self.flush(broker, to),
            Step::Checkpoint(broker) => self.checkpoint(broker, to),
            Step::Crash { broker, keep } => self.crash(broker, keep, to),
            Step::Restart(broker) => self.restart(broker, to),
            Step::Stop(broker) => self.stop(broker, to),
            Step::Register(broker) => self.register(broker, to),
            Step::Fence(broker) => self.fence(broker, to),
            Step::Suspect(broker) => self.suspect(broker, to),
            Step::Unfence(broker) => self.unfence(broker, to),
            Step::Leave(broker) => self.leave(broker, to),
            Step::Elect(broker) => self.elect(broker, to),
            Step::ElectUnclean(broker) => self.elect_unclean(broker, to),
            Step::Recover(broker) => self.recover(broker, to),
            Step::Learn(broker) => self.learn(broker, to),
            Step::CatchUp(broker) => self.catch_up(broker, to),
            Step::Assign(broker) => self.assign(broker, to),
            Step::Unassign(broker) => self.unassign(broker, to),
            Step::Shrink { leader, follower } => self.shrink(leader, follower, to),
            Step::Expand { leader, follower } => self.expand(leader, follower, to),
            Step::Alter(broker) => self.deliver_alter(broker, to),
            Step::Altered(broker) => self.altered(broker, to),
            Step::LoseAlter(broker) => self.lose_alter(broker, to),
            Step::GiveUpAlter(broker) => self.give_up_alter(broker, to),
            Step::AlterOrphan(broker) => self.deliver_alter_orphan(broker, to),
            Step::Resend(broker) => self.resend(broker, to),
            Step::Refresh(broker) => self.refresh(broker, to),
            Step::Validate(broker) => self.validate(broker, to),
            Step::Read(broker) => self.read(broker, to),
            Step::Latest(broker) => self.latest(broker, to),
            Step::LookUp(broker) => self.look_up(broker, to),
            Step::Send(broker) => self.send(broker, to),
            Step::Retry(broker) => self.retry(broker, to),
            Step::HangUp(broker) => self.hang_up(broker, to),
            Step::Abandon(broker) => self.abandon(broker, to),
            Step::Delay(broker) => self.delay(broker, to),
            Step::Arrive(broker) => self.arrive(broker, to),
            Step::Forget(broker) => self.forget(broker, to),
            Step::DeleteOld(broker) => self.delete_old(broker, to),
        }?;
        self.note_committed();
        self.forget_decisions();
        Ok(said)
    }

    pub(crate) fn node(&self, broker: BrokerId) -> &Node {
        &self.nodes[index(broker)]
    }

    pub(crate) fn node_mut(&mut self, broker: BrokerId) -> &mut Node {
        &mut self.nodes[index(broker)]
    }

    /// What a broker has of the partition; `None` while it is down.
    pub(crate) fn partition(&self, broker: BrokerId) -> Option<&kanon_core::Partition> {
        self.node(broker).broker.as_ref()?.partition(PARTITION)
    }

    pub(crate) fn ghost(&mut self, value: Value) -> &mut Ghost {
        &mut self.ghosts[value.0 as usize]
    }

    /// What is below the high watermark of a broker that leads has been committed.
    fn note_committed(&mut self) {
        for node in &self.nodes {
            let Some(broker) = &node.broker else { continue };
            let unanswered = broker.unanswered(PARTITION).map(words::proposal);
            assert!(unanswered == node.alter.map(|alter| alter.request), "CTL-13: as it is sent");
            let Some(partition) = broker.partition(PARTITION) else { continue };
            assert!(partition.log_end() == node.disk.end(), "the disk has what the broker knows");
            assert!(partition.flushed_end() == node.disk.flushed_end(), "and as durably");
            assert!(partition.epoch_starts() == node.disk.epoch_file(), "and which epochs it has");
            let mark = if partition.leads() { partition.high_watermark() } else { Offset(0) };
            let below = node.disk.batches().iter().take_while(|batch| batch.end() <= mark);
            //= REP-20
            let stale = partition.leadership().map(|(_, epoch)| epoch) < self.unclean_epoch;
            for batch in below {
                let ghost = &mut self.ghosts[batch.value.0 as usize];
                ghost.given_up |= stale && !ghost.committed;
                ghost.committed = true;
            }
        }
    }
}

/// A controller that has registered all brokers and made the partition.
fn first_controller(world: &World) -> Controller {
    let mut controller = Controller::new(world.rules, world.elr);
    let (replicas, isr) = (world.replicas.iter().collect(), world.isr.iter().collect());
    let mut first = controller.create(PARTITION, replicas, isr, world.min_isr);
    let registered =
        Registration { broker_epoch: BrokerEpoch(0), fenced: false, shutting_down: false };
    let brokers = (0..world.brokers).map(BrokerId);
    first.brokers = brokers.map(|broker| (broker, registered)).collect();
    controller.replay(&first);
    controller
}

fn index(broker: BrokerId) -> usize {
    usize::try_from(broker.0).expect("a broker of this world")
}
