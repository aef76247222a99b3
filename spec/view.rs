//! What can be seen of a cluster of one partition: the variables of the specification, as a trait
//! of accessors, so that a state of the model and a simulated cluster are judged as they are,
//! without a copy.

pub use crate::{
    consumer::Consumer,
    controller::{Alter, AlterError, AlterRequest, Stage},
};
use crate::{
    ids::{
        BrokerEpoch, BrokerId, BrokerSet, LeaderEpoch, Offset, PartitionEpoch, ProducerEpoch, Value,
    },
    producer::{InFlight, Late, Producer, Remembered, Stamp},
};
use alloc::vec::Vec;

/// A cluster of one partition at one moment. Brokers are `0..brokers()`; who of them has
/// a replica, the controller says.
///
/// A broker that is down shows what is on its disk, and of what it knew, nothing.
pub trait View {
    /// How many brokers there are. (Constant in a world.)
    fn brokers(&self) -> i32;
    /// `min.insync.replicas`. (Constant in a world.)
    fn min_isr(&self) -> u32;
    /// Whether there are eligible leader replicas. (Constant in a world. KIP-966)
    fn elr(&self) -> bool;

    /// How many decisions the controller has made: at least one.
    fn decisions(&self) -> u32;
    /// The state of the partition by one decision, from 0: by one of those from the first that a
    /// running broker has learnt last, to the last. Others may be forgotten.
    fn decision(&self, index: u32) -> Decision;
    /// The registration of a broker by one decision, as far as [`View::decision`] goes.
    fn registration(&self, index: u32, broker: BrokerId) -> Registration;

    /// Whether the broker runs.
    fn is_up(&self, broker: BrokerId) -> bool;
    /// The epoch that it has registered with since its start; `None` until it has, and while it is
    /// down.
    fn broker_epoch(&self, broker: BrokerId) -> Option<BrokerEpoch>;
    /// The epoch that its disk notes of a clean stop, until it registers again or crashes.
    fn stopped_cleanly(&self, broker: BrokerId) -> Option<BrokerEpoch>;
    /// Which decision it has applied last; `None` until it has registered, and while it is down.
    fn learnt(&self, broker: BrokerId) -> Option<u32>;
    /// What it knows of the partition: what it has learnt, or was told in answer to a proposal of
    /// its own; `None` until it has learnt. Its `isr` is empty on a broker that does not lead.
    fn known(&self, broker: BrokerId) -> Option<Leadership>;
    /// The ISR that a leader has proposed and neither given up nor had an answer for.
    fn proposed(&self, leader: BrokerId) -> Option<BrokerSet>;
    /// A leader's request to the controller that it waits for the answer of.
    fn alter(&self, leader: BrokerId) -> Option<Alter>;
    /// Such a request that was sent once more and that is still on its way.
    fn alter_orphan(&self, leader: BrokerId) -> Option<AlterRequest>;

    /// How many batches its log has.
    fn batches(&self, broker: BrokerId) -> usize;
    /// One batch of its log, in order, from 0.
    fn batch(&self, broker: BrokerId, index: usize) -> Batch;
    /// Where its log ends, which is where its last batch does.
    fn log_end(&self, broker: BrokerId) -> Offset;
    /// Up to where its log would survive a crash.
    fn flushed_end(&self, broker: BrokerId) -> Offset;
    /// Its high watermark; of a broker that is down, the checkpointed one, at most its log's end.
    fn high_watermark(&self, broker: BrokerId) -> Offset;
    /// The high watermark in its checkpoint file.
    fn checkpointed_high_watermark(&self, broker: BrokerId) -> Offset;
    /// Where an epoch starts in its log, by its leader-epoch cache.
    fn epoch_start(&self, broker: BrokerId, epoch: LeaderEpoch) -> Option<Offset>;

    /// On a leader: what it has heard of this follower last; `None` if it has not heard of it in
    /// this leader epoch, and on a broker that does not lead.
    fn follower(&self, leader: BrokerId, follower: BrokerId) -> Option<Follower>;
    /// Whether the request that wrote this value waits at the broker for its acknowledgement.
    fn waiting(&self, broker: BrokerId, value: Value) -> bool;

    /// What is on its way between a follower and the leader that it asked.
    fn exchange(&self, follower: BrokerId) -> Option<Exchange>;
    /// A request that the follower has given up and that is still on its way.
    fn orphan(&self, follower: BrokerId) -> Option<Request>;

    /// The consumer, where there is one. (Constant in a world.)
    fn consumer(&self) -> Option<Consumer> {
        None
    }

    /// Where the broker's log begins; what is shown before it is deleted. (STO-1)
    fn log_start(&self, _broker: BrokerId) -> Offset {
        Offset(0)
    }
    /// The idempotent producer, where there is one. (Constant in a world.)
    fn producer(&self) -> Option<Producer> {
        None
    }
    /// One of the producer's batches that are in flight, in the order of sending, from 0.
    fn in_flight(&self, _index: usize) -> Option<InFlight> {
        None
    }
    /// The producer's request that is held up on its way.
    fn late(&self) -> Option<Late> {
        None
    }
    /// Which epoch of the producer the broker has noted last; `None` while it is down.
    fn remembers(&self, _broker: BrokerId) -> Option<ProducerEpoch> {
        None
    }
    /// One of the batches that the broker remembers of the producer, in order, from 0.
    fn remembered(&self, _broker: BrokerId, _index: usize) -> Option<Remembered> {
        None
    }
    /// Where the log of a broker that runs ended when it forgot the producer last. (A ghost: PRD-9)
    fn forgotten(&self, _broker: BrokerId) -> Offset {
        Offset(0)
    }
    /// Whether a leader that knew nothing of the producer has appended a batch of it that does not
    /// begin with sequence 0. (A ghost: PRD-12.)
    fn appended_blindly(&self) -> bool {
        false
    }
    /// How often a broker has forgotten the producer. (A ghost.)
    fn forgets(&self) -> u32 {
        0
    }

    /// How many batches have been written so far. (A ghost: no broker knows it.)
    fn values(&self) -> u32;
    /// Whether the value has ever been below the high watermark of a broker that led. (A ghost.)
    fn committed(&self, value: Value) -> bool;
    /// Whether the value was acknowledged to a producer that asked for `acks=all`. (A ghost.)
    fn acknowledged(&self, value: Value) -> bool;
    /// Whether the controller gave the value up when it was committed already. (A ghost: REP-20.)
    fn given_up(&self, value: Value) -> bool;
    /// How many crashes there were, of whatever loss: the controller cannot tell. (A ghost.)
    fn crashes(&self) -> u32;
    /// How many elections were unclean otherwise than by CTL-10. (A ghost.)
    fn unclean_elections(&self) -> u32;
    /// How many replicas there were when there were the fewest. (A ghost.)
    fn fewest_replicas(&self) -> u32;

    /// The state of the partition by the last decision.
    fn controller(&self) -> Decision {
        self.decision(self.decisions() - 1)
    }
    /// The registration of a broker by the last decision.
    fn registered(&self, broker: BrokerId) -> Registration {
        self.registration(self.decisions() - 1, broker)
    }
}

/// The state of the partition by a decision of the controller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decision {
    /// Nobody, while none can be elected.
    pub leader: Option<BrokerId>,
    /// The epoch of this leadership, or of this lack of one.
    pub leader_epoch: LeaderEpoch,
    /// The number of this state.
    pub partition_epoch: PartitionEpoch,
    /// The in-sync replicas.
    pub isr: BrokerSet,
    /// The eligible leader replicas.
    pub elr: BrokerSet,
    /// Who led last, while nobody does and there are eligible leader replicas in this world.
    pub last_leader: Option<BrokerId>,
    /// Who has a replica.
    pub replicas: BrokerSet,
    /// Who of them is to be in sync before the reassignment is completed.
    pub adding: BrokerSet,
    /// Who of them is to have a replica no longer once it is.
    pub removing: BrokerSet,
}

/// What the controller has of a broker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Registration {
    /// Of which incarnation it has heard last.
    pub broker_epoch: BrokerEpoch,
    /// Whether it takes the broker for dead, or has not heard of its readiness.
    pub fenced: bool,
    /// Whether the broker has said that it is about to stop.
    pub shutting_down: bool,
}

impl Registration {
    /// Whether the broker may lead and be in sync.
    #[must_use]
    pub fn is_active(&self) -> bool {
        !self.fenced && !self.shutting_down
    }
}

/// What a leader has heard of a follower in its last fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Follower {
    /// Where its log ends.
    pub end: Offset,
    /// Which incarnation it is.
    pub broker_epoch: BrokerEpoch,
}

/// Who leads since when, and who is in sync, as a broker knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Leadership {
    /// Nobody, while no member of the ISR can be elected.
    pub leader: Option<BrokerId>,
    /// The epoch of this leadership, or of this lack of one.
    pub leader_epoch: LeaderEpoch,
    /// The number of the state of the partition that the broker knows.
    pub partition_epoch: PartitionEpoch,
    /// The in-sync replicas.
    pub isr: BrokerSet,
    /// Who has a replica.
    pub replicas: BrokerSet,
}

/// One batch of a log: the header, and what the payload was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Batch {
    /// The offset of its first record.
    pub base: Offset,
    /// How many records it has.
    pub records: i32,
    /// The epoch of the leader that wrote it.
    pub leader_epoch: LeaderEpoch,
    /// What was written.
    pub value: Value,
    /// What the idempotent producer has put on it, if it is one of its batches.
    pub stamp: Option<Stamp>,
}

impl Batch {
    /// The offset after its last record.
    #[must_use]
    pub fn end(&self) -> Offset {
        Offset(self.base.0 + i64::from(self.records))
    }
}

/// A follower's fetch, asked and not yet taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Exchange {
    /// On its way to the leader.
    Request(Request),
    /// On its way back.
    Answer(Answer),
    /// Taken, and it says that the logs part: the follower is about to cut its own.
    Cut {
        /// As the answer said it.
        epoch: Option<LeaderEpoch>,
        /// As the answer said it.
        end_offset: Offset,
    },
}

/// What a follower asks of its leader. (Fetch; KIP-320, KIP-595)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Request {
    /// Who is asked.
    pub to: BrokerId,
    /// The leader epoch that the follower knows.
    pub leader_epoch: LeaderEpoch,
    /// The end of the follower's log.
    pub fetch_offset: Offset,
    /// The last epoch of the follower's leader-epoch cache, if it has any.
    pub last_fetched_epoch: Option<LeaderEpoch>,
    /// The incarnation of the follower. (KIP-903)
    pub broker_epoch: BrokerEpoch,
}

/// What a broker answers to a fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Answer {
    /// The leader epoch of the request that this answers.
    pub leader_epoch: LeaderEpoch,
    /// The fetch offset of the request that this answers.
    pub fetch_offset: Offset,
    /// What it says.
    pub body: Body,
}

/// What an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Body {
    /// The batch at the fetch offset, if there is one, and the leader's high watermark.
    Records {
        /// The batch at the fetch offset.
        batch: Option<Batch>,
        /// The leader's, before it took note of this fetch.
        high_watermark: Offset,
    },
    /// The logs part: the largest epoch that the leader has, at most the one asked for, and where
    /// its log ends that epoch.
    Diverging {
        /// Absent only under [`crate::Mistake::AnswerOnlyAnOffset`].
        epoch: Option<LeaderEpoch>,
        /// The end of that epoch in the leader's log.
        end_offset: Offset,
        /// The leader's.
        high_watermark: Offset,
    },
    /// The request was rejected.
    Error(Rejection),
}

/// Why a fetch was rejected, in the wire's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rejection {
    /// The request's leader epoch is older than the broker's.
    FencedLeaderEpoch,
    /// The request's leader epoch is newer than the broker's.
    UnknownLeaderEpoch,
    /// The broker is not the leader, or does not know yet who is, or knows of a later incarnation
    /// of the follower.
    NotLeaderOrFollower,
    /// The leader cannot say where the epoch ends that the follower fetched last.
    OffsetOutOfRange,
}

/// Whether the broker runs and believes that it leads.
pub fn leads<V: View + ?Sized>(view: &V, broker: BrokerId) -> bool {
    view.known(broker).is_some_and(|known| known.leader == Some(broker))
}

/// Whether what the controller has of this broker is of the incarnation whose log it has: it runs
/// and has registered, or it was stopped cleanly.
pub fn is_known_incarnation<V: View + ?Sized>(view: &V, broker: BrokerId) -> bool {
    let own = view.broker_epoch(broker).or_else(|| view.stopped_cleanly(broker));
    own == Some(view.registered(broker).broker_epoch)
}

/// Whether the broker runs, has registered since its start, and is not about to stop.
pub fn is_member<V: View + ?Sized>(view: &V, broker: BrokerId) -> bool {
    let registered = view.registered(broker);
    view.broker_epoch(broker) == Some(registered.broker_epoch) && !registered.shutting_down
}

/// The first decision that a running broker has applied last, or else the last one: none before it
/// matters any more.
pub fn first_learnt<V: View + ?Sized>(view: &V) -> u32 {
    let last = view.decisions() - 1;
    brokers(view).filter_map(|broker| view.learnt(broker)).fold(last, u32::min)
}

/// All brokers of a view.
pub fn brokers<V: View + ?Sized>(view: &V) -> impl Iterator<Item = BrokerId> + use<V> {
    (0..view.brokers()).map(BrokerId)
}

/// The batches of a broker's log, in order.
pub fn log<V: View + ?Sized>(view: &V, broker: BrokerId) -> impl Iterator<Item = Batch> + '_ {
    (0..view.batches(broker)).map(move |index| view.batch(broker, index))
}

/// Whether two views show the same: every accessor answers alike.
pub fn same<A: View + ?Sized, B: View + ?Sized>(one: &A, other: &B) -> bool {
    /// Room for most, so that it does not grow piece by piece.
    const ROOM: usize = 1024;
    let (mut ours, mut theirs) = (Vec::with_capacity(ROOM), Vec::with_capacity(ROOM));
    crate::digest::encode(one, &mut ours);
    crate::digest::encode(other, &mut theirs);
    ours == theirs
}
