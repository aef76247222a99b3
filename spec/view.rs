//! What can be seen of a cluster of one partition: the variables of the specification, as a trait
//! of accessors, so that a state of the model and a simulated cluster are judged as they are,
//! without a copy.

use crate::ids::{BrokerId, BrokerSet, LeaderEpoch, Offset, Value};

/// A cluster of one partition at one moment. Brokers are `0..brokers()`, all of them replicas.
///
/// A broker that is down shows what is on its disk, and of what it knew, nothing.
pub trait View {
    /// How many brokers there are. (Constant in a world.)
    fn brokers(&self) -> i32;
    /// `min.insync.replicas`. (Constant in a world.)
    fn min_isr(&self) -> u32;

    /// What the controller has decided last.
    fn controller(&self) -> Leadership;
    /// Whether the broker runs.
    fn is_up(&self, broker: BrokerId) -> bool;
    /// What the broker has learnt of the controller last; `None` after a restart, until it learns.
    /// Its `isr` is empty on a broker that does not lead.
    fn known(&self, broker: BrokerId) -> Option<Leadership>;

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

    /// On a leader: where it takes this follower's log to end; `None` if it has not heard of the
    /// follower in this leader epoch, and on a broker that does not lead.
    fn follower_end(&self, leader: BrokerId, follower: BrokerId) -> Option<Offset>;
    /// Whether the request that wrote this value waits at the broker for its acknowledgement.
    fn waiting(&self, broker: BrokerId, value: Value) -> bool;

    /// What is on its way between a follower and the leader that it asked.
    fn exchange(&self, follower: BrokerId) -> Option<Exchange>;
    /// A request that the follower has given up and that is still on its way.
    fn orphan(&self, follower: BrokerId) -> Option<Request>;

    /// How many batches have been written so far. (A ghost: no broker knows it.)
    fn values(&self) -> u32;
    /// Whether the value has ever been below the high watermark of a broker that led. (A ghost.)
    fn committed(&self, value: Value) -> bool;
    /// Whether the value was acknowledged to a producer that asked for `acks=all`. (A ghost.)
    fn acknowledged(&self, value: Value) -> bool;
}

/// Who leads since when, and who is in sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Leadership {
    /// Nobody, while no member of the ISR can be elected.
    pub leader: Option<BrokerId>,
    /// The epoch of this leadership, or of this lack of one.
    pub leader_epoch: LeaderEpoch,
    /// The in-sync replicas.
    pub isr: BrokerSet,
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
    /// The broker is not the leader, or does not know yet who is.
    NotLeaderOrFollower,
    /// The leader cannot say where the epoch ends that the follower fetched last.
    OffsetOutOfRange,
}

/// Whether the broker runs and believes that it leads.
pub fn leads<V: View + ?Sized>(view: &V, broker: BrokerId) -> bool {
    view.known(broker).is_some_and(|known| known.leader == Some(broker))
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
    let mut bytes = (alloc::vec::Vec::new(), alloc::vec::Vec::new());
    crate::digest::encode(one, &mut bytes.0);
    crate::digest::encode(other, &mut bytes.1);
    bytes.0 == bytes.1
}
