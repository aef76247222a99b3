//! What came of a step, to be read: the answers of a trace.

use core::fmt;
use kanon_core::{EpochEnd, Error, Parting, RequestId};
use spec::{
    BrokerEpoch, BrokerId, BrokerSet, LeaderEpoch, Offset, PartitionEpoch, ProducerEpoch, Value,
    view::{AlterError, AlterRequest, Batch, Body, Decision, Registration, Rejection, Request},
};

/// One thing that came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A leader wrote a batch.
    Appended(Batch),
    /// A follower wrote a batch of its leader's.
    Copied(Batch),
    /// A producer was told that its batch is written as safely as it asked for.
    Acknowledged(Value),
    /// A producer was told an error: about a batch that is in the log all the same, or none.
    Rejected(Option<Value>, Error),
    /// A follower sent a fetch.
    Asked(Request),
    /// A broker answered a fetch.
    Answered(Body),
    /// A fetch that came by no step was answered: of the partition, if it asked for it.
    Polled(RequestId, Option<Result<Read, Error>>),
    /// A follower took or dropped an answer, and its log and high watermark stay as they were.
    Unchanged,
    /// A follower has taken that the logs part, and is to cut its own.
    Parts(Parting),
    /// What was on its way is not any more.
    Lost,
    /// A request is on its way whose answer nobody waits for.
    Orphaned(Request),
    /// A log was cut, and ends there now.
    Truncated(Offset),
    /// A high watermark changed.
    HighWatermark(Offset),
    /// A disk keeps the log up to there.
    Flushed(Offset),
    /// A high watermark was written to the checkpoint file.
    Checkpointed(Offset),
    /// A broker crashed; its log ends there on its disk.
    Down(Offset),
    /// A broker started, with this end of its log and this high watermark.
    Up(Offset, Offset),
    /// A broker stopped cleanly; its log ends there.
    Stopped(Offset),
    /// A broker has registered.
    Registered(BrokerEpoch),
    /// The controller has decided, or a broker has learnt, what is the matter with this broker.
    Registration(BrokerId, Registration),
    /// The controller has decided on a new state of the partition.
    Decided(Decision),
    /// The controller has decided who has a replica.
    Assigned(Decision),
    /// A leader has learnt who has a replica.
    Replicas(BrokerSet),
    /// A broker has deleted its replica.
    Deleted,
    /// A leader has sent a proposal to the controller.
    Proposed(AlterRequest),
    /// A proposal is on its way whose answer nobody waits for.
    OrphanedProposal(AlterRequest),
    /// The controller agreed to a proposal: the partition epoch is then this.
    Agreed(PartitionEpoch),
    /// The controller refused a proposal.
    Disagreed(AlterError),
    /// A leader has another ISR, by the controller's word.
    Isr(BrokerSet),
    /// A leader's proposal may be in force, or come into force yet.
    KeepsProposing(BrokerSet),
    /// A leader's proposal is over.
    ProposesNothing,
    /// An answer came for a proposal that was over.
    Unheeded,
    /// A broker learnt what it knew.
    Known,
    /// A broker that does not lead learnt of a new state of the same leadership.
    PartitionEpoch(PartitionEpoch),
    /// A broker learnt that it leads, and its epoch begins at this offset.
    Leads(LeaderEpoch, Offset),
    /// A broker learnt of another leader.
    Follows(BrokerId, LeaderEpoch),
    /// A broker learnt that nobody leads.
    Leaderless(LeaderEpoch),
    /// The consumer takes a broker for the leader of this epoch.
    TakenForLeader(BrokerId, LeaderEpoch),
    /// The consumer has to ask whether what it has read, up to there, is still there.
    ToValidate(Offset),
    /// A leader told the consumer where its log ends an epoch, if it knows any as new.
    EpochEnds(Option<EpochEnd>),
    /// The consumer has found that what it has read, up to there, is still there.
    Valid(Offset),
    /// The consumer has found that it is not, and reads on from here.
    ReadsFrom(Offset),
    /// The consumer read a batch.
    Read(Batch),
    /// A leader told the consumer where the log ends.
    Ends(Offset),
    /// The producer has begun another epoch.
    ProducerEpoch(ProducerEpoch),
    /// A request of the producer is held up.
    HeldUp(Value),
    /// A broker has forgotten the producer.
    Forgot,
    /// A log begins there now.
    Begins(Offset),
    /// A broker answered the consumer an error.
    AnsweredError(Error),
}

/// What a fetch that came by no step may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Read {
    /// From where on.
    pub start: Offset,
    /// Up to where.
    pub end: Offset,
    /// What is committed, as the broker says.
    pub high_watermark: Offset,
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Appended(batch) => write!(f, "appended {}", Written(batch)),
            Event::Copied(batch) => write!(f, "copied {}", Written(batch)),
            Event::Acknowledged(value) => write!(f, "acknowledged v{value}"),
            Event::Rejected(Some(value), error) => write!(f, "{error} for v{value}"),
            Event::Rejected(None, error) => write!(f, "{error}"),
            Event::Asked(request) => write!(f, "asked {}", Asked(request)),
            Event::Answered(body) => write!(f, "answered {}", Said(body)),
            Event::Polled(request, None) => write!(f, "answered {} with nothing", request.0),
            Event::Polled(request, Some(Ok(Read { start, end, .. }))) => {
                write!(f, "answered {} with {start}..{end}", request.0)
            }
            Event::Polled(request, Some(Err(error))) => write!(f, "answered {} {error}", request.0),
            Event::Unchanged => f.write_str("its log stays as it is"),
            Event::Parts(Parting { epoch: Some(epoch), end_offset }) => {
                write!(f, "to cut, for the leader's epoch {epoch} ends at {end_offset}")
            }
            Event::Parts(Parting { epoch: None, end_offset }) => {
                write!(f, "to cut, for the leader's log parts at {end_offset}")
            }
            Event::Lost => f.write_str("lost"),
            Event::Orphaned(request) => write!(f, "orphaned: asks {}", Asked(request)),
            Event::Truncated(end) => write!(f, "truncated to {end}"),
            Event::HighWatermark(mark) => write!(f, "high watermark {mark}"),
            Event::Flushed(end) => write!(f, "flushed to {end}"),
            Event::Checkpointed(mark) => write!(f, "checkpoint {mark}"),
            Event::Down(end) => write!(f, "down, its log ends at {end}"),
            Event::Up(end, mark) => write!(f, "up, its log ends at {end}, high watermark {mark}"),
            Event::Stopped(end) => write!(f, "stopped, its log ends at {end}"),
            Event::Registered(epoch) => write!(f, "registered with broker epoch {epoch}"),
            Event::Registration(broker, registered) => {
                write!(f, "{broker} {}", Registered(registered))
            }
            Event::Decided(decision) => Decided(decision).fmt(f),
            Event::Assigned(decision) => Assigned(decision).fmt(f),
            Event::Replicas(replicas) => write!(f, "knows replicas {replicas}"),
            Event::Deleted => f.write_str("its replica is deleted"),
            Event::Proposed(request) => write!(f, "proposed {}", Proposed(request)),
            Event::OrphanedProposal(request) => write!(f, "orphaned: {}", Proposed(request)),
            Event::Agreed(epoch) => write!(f, "agreed at partition epoch {epoch}"),
            Event::Disagreed(error) => f.write_str(error_name(*error)),
            Event::Isr(isr) => write!(f, "isr {isr}"),
            Event::KeepsProposing(isr) => write!(f, "proposes isr {isr} still"),
            Event::ProposesNothing => f.write_str("proposes nothing any more"),
            Event::Unheeded => f.write_str("not heeded"),
            Event::Known => f.write_str("known already"),
            Event::PartitionEpoch(epoch) => write!(f, "knows partition epoch {epoch}"),
            Event::Leads(epoch, start) => write!(f, "leads epoch {epoch} from {start}"),
            Event::Follows(leader, epoch) => write!(f, "follows {leader} in epoch {epoch}"),
            Event::Leaderless(epoch) => write!(f, "knows of no leader in epoch {epoch}"),
            Event::TakenForLeader(leader, epoch) => {
                write!(f, "takes {leader} for the leader in epoch {epoch}")
            }
            Event::ToValidate(position) => write!(f, "has to validate offset {position}"),
            Event::EpochEnds(Some(EpochEnd { epoch, end_offset })) => {
                write!(f, "answered epoch {epoch} ends at {end_offset}")
            }
            Event::EpochEnds(None) => f.write_str("answered no epoch as new is known"),
            Event::Valid(position) => write!(f, "offset {position} is valid"),
            Event::ReadsFrom(position) => write!(f, "goes back to offset {position}"),
            Event::Read(batch) => write!(f, "read {}", Written(batch)),
            Event::Ends(offset) => write!(f, "answered the end is {offset}"),
            Event::ProducerEpoch(epoch) => write!(f, "stamps with producer epoch {epoch}"),
            Event::HeldUp(value) => write!(f, "v{value} is held up"),
            Event::Forgot => f.write_str("has forgotten the producer"),
            Event::Begins(offset) => write!(f, "its log begins at {offset}"),
            Event::AnsweredError(error) => write!(f, "answered {error}"),
        }
    }
}

/// The wire's name of an error of the controller.
fn error_name(error: AlterError) -> &'static str {
    match error {
        AlterError::StaleBrokerEpoch => "STALE_BROKER_EPOCH",
        AlterError::FencedLeaderEpoch => "FENCED_LEADER_EPOCH",
        AlterError::InvalidRequest => "INVALID_REQUEST",
        AlterError::InvalidUpdateVersion => "INVALID_UPDATE_VERSION",
        AlterError::IneligibleReplica => "INELIGIBLE_REPLICA",
        AlterError::NewLeaderElected => "NEW_LEADER_ELECTED",
    }
}

struct Written<'a>(&'a Batch);

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Batch { base, leader_epoch, value, .. } = self.0;
        write!(f, "v{value} at {base}..{} in epoch {leader_epoch}", self.0.end())?;
        self.0.stamp.map_or(Ok(()), |it| write!(f, ", stamped {}:{}", it.epoch, it.sequence))
    }
}

struct Asked<'a>(&'a Request);

impl fmt::Display for Asked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Request { to, leader_epoch, fetch_offset, last_fetched_epoch, .. } = self.0;
        write!(f, "{to} in epoch {leader_epoch} from {fetch_offset}")?;
        match last_fetched_epoch {
            Some(last) => write!(f, ", last epoch {last}"),
            None => Ok(()),
        }
    }
}

struct Registered<'a>(&'a Registration);

impl fmt::Display for Registered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Registration { broker_epoch, fenced, shutting_down } = self.0;
        f.write_str(match (fenced, shutting_down) {
            (false, false) => "is active",
            (true, false) => "is fenced",
            (false, true) => "is about to stop",
            (true, true) => "is fenced and about to stop",
        })?;
        write!(f, ", broker epoch {broker_epoch}")
    }
}

struct Decided<'a>(&'a Decision);

impl fmt::Display for Decided<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Decision { leader, leader_epoch, partition_epoch, isr, elr, last_leader, .. } = self.0;
        write!(f, "epoch {leader_epoch}, partition epoch {partition_epoch}, ")?;
        match (leader, last_leader) {
            (Some(leader), _) => write!(f, "leader {leader}")?,
            (None, None) => f.write_str("no leader")?,
            (None, Some(last)) => write!(f, "no leader after {last}")?,
        }
        f.write_str(if isr.is_empty() { ", isr empty" } else { ", isr " })?;
        isr.fmt(f)?;
        if elr.is_empty() { Ok(()) } else { write!(f, ", elr {elr}") }
    }
}

struct Assigned<'a>(&'a Decision);

impl fmt::Display for Assigned<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Decision { replicas, adding, removing, .. } = self.0;
        write!(f, "replicas {replicas}")?;
        for (word, some) in [("adding", adding), ("removing", removing)] {
            if !some.is_empty() {
                write!(f, ", {word} {some}")?;
            }
        }
        Ok(())
    }
}

struct Proposed<'a>(&'a AlterRequest);

impl fmt::Display for Proposed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let AlterRequest { leader_epoch, partition_epoch, isr, added, .. } = self.0;
        write!(f, "isr {isr} in epoch {leader_epoch} at partition epoch {partition_epoch}")?;
        match added {
            Some((member, epoch)) => write!(f, ", {member} as of broker epoch {epoch}"),
            None => Ok(()),
        }
    }
}

struct Said<'a>(&'a Body);

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Body::Records { batch: Some(batch), high_watermark } => {
                write!(f, "{}, high watermark {high_watermark}", Written(batch))
            }
            Body::Records { batch: None, high_watermark } => {
                write!(f, "no batch, high watermark {high_watermark}")
            }
            Body::Diverging { epoch: Some(epoch), end_offset, .. } => {
                write!(f, "diverging, epoch {epoch} ends at {end_offset}")
            }
            Body::Diverging { epoch: None, end_offset, .. } => {
                write!(f, "diverging at {end_offset}")
            }
            Body::Error(rejection) => f.write_str(match rejection {
                Rejection::FencedLeaderEpoch => "FENCED_LEADER_EPOCH",
                Rejection::UnknownLeaderEpoch => "UNKNOWN_LEADER_EPOCH",
                Rejection::NotLeaderOrFollower => "NOT_LEADER_OR_FOLLOWER",
                Rejection::OffsetOutOfRange => "OFFSET_OUT_OF_RANGE",
            }),
        }
    }
}
