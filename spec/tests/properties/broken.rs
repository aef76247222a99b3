//! For each property, clusters in which it is broken by hand, and it alone: one for each way in
//! which its sentence can be false.
//!
//! A new property needs a case here, or the tests fail. A new word in a property's sentence should
//! have one too; that, no test can see.

use crate::cluster::{Cluster, DIVERGING, answer, batch, known, set};
use crate::produced::{PRODUCER, STORAGE};
use spec::view::{Body, Consumer, Exchange, Request};
use spec::{BrokerEpoch, BrokerId, LeaderEpoch, Offset};

/// What breaks a property, starting from [`Cluster::sound`].
pub(crate) struct Case {
    /// The property's name.
    pub(crate) property: &'static str,
    /// What is wrong, in a few words.
    pub(crate) what: &'static str,
    /// Makes it so.
    pub(crate) breaks: fn(&mut Cluster),
}

pub(crate) const fn case(
    property: &'static str,
    what: &'static str,
    breaks: fn(&mut Cluster),
) -> Case {
    Case { property, what, breaks }
}

/// All cases, in the order of the properties.
pub(crate) fn cases() -> impl Iterator<Item = &'static Case> {
    [
        LOGS,
        CACHES_AND_MARKS,
        DURABLE,
        COMMITS,
        LEADERS,
        CONTROLLER,
        ASSIGNMENT,
        STORAGE,
        PRODUCER,
        CONSUMER,
        SOMETIMES,
    ]
    .into_iter()
    .flatten()
}

const LOGS: &[Case] = &[
    case("OffsetsContiguous", "a gap between two batches", |cluster| {
        cluster.replicas[1].has(vec![batch(0, 1, 0, 0), batch(2, 2, 2, 2)]);
    }),
    case("OffsetsContiguous", "a batch that begins within the one before it", |cluster| {
        cluster.replicas[1].has(vec![batch(0, 1, 0, 0), batch(0, 3, 2, 2)]);
    }),
    case("OffsetsContiguous", "a log that does not begin at 0", |cluster| {
        cluster.replicas[2].has(vec![batch(5, 1, 0, 0)]);
    }),
    case("OffsetsContiguous", "a batch without records", |cluster| {
        cluster.replicas[1].log.push(batch(3, 0, 2, 2));
    }),
    case("OffsetsContiguous", "a log that ends after its last batch", |cluster| {
        cluster.replicas[1].log_end = Offset(4);
    }),
    case("OffsetsContiguous", "a log that ends without any batch", |cluster| {
        cluster.replicas[2].has(vec![]);
        cluster.replicas[2].log_end = Offset(1);
    }),
    case("EpochsNeverDecrease", "an older epoch after a newer one", |cluster| {
        cluster.replicas[2].has(vec![batch(0, 3, 1, 0), batch(3, 1, 0, 1)]);
    }),
    case("EpochsNeverDecrease", "an epoch before the first one", |cluster| {
        cluster.replicas[2].has(vec![batch(0, 1, -1, 0)]);
    }),
    case("LogMatching", "two values at one offset, written in one epoch", |cluster| {
        cluster.replicas[2].has(vec![batch(0, 1, 0, 1)]);
    }),
    case("LogMatching", "two lengths of one batch", |cluster| {
        cluster.replicas[2].has(vec![batch(0, 2, 0, 0)]);
    }),
    case("LogMatching", "one batch in two logs that differ before it", |cluster| {
        cluster.replicas[2].has(vec![batch(0, 1, 1, 1), batch(1, 2, 2, 2)]);
    }),
];

const CACHES_AND_MARKS: &[Case] = &[
    case("EpochCacheMatchesLog", "an epoch of the log that the cache lacks", |cluster| {
        cluster.replicas[1].epochs[2] = None;
    }),
    case("EpochCacheMatchesLog", "an epoch that starts elsewhere in the log", |cluster| {
        cluster.replicas[1].epochs[2] = Some(Offset(2));
    }),
    case(
        "EpochCacheMatchesLog",
        "an epoch without a batch, older than the last batch",
        |cluster| {
            cluster.replicas[1].epochs[1] = Some(Offset(3));
        },
    ),
    case("EpochCacheMatchesLog", "an epoch without a batch, before the log's end", |cluster| {
        cluster.replicas[0].epochs[1] = Some(Offset(1));
    }),
    case("EpochCacheMatchesLog", "two epochs without a batch", |cluster| {
        cluster.replicas[0].epochs = [Some(Offset(0)), Some(Offset(2)), Some(Offset(2))];
    }),
    case("MarksWithinLog", "a high watermark after the log's end", |cluster| {
        cluster.replicas[2].high_watermark = Offset(2);
    }),
    case("MarksWithinLog", "a flushed end after the log's end", |cluster| {
        cluster.replicas[2].flushed_end = Offset(2);
    }),
];

/// What is lost is given up in the first ones, so that `LossIsExplained` holds: but a loss is not
/// excused by that while none may happen.
const DURABLE: &[Case] = &[
    case("CommittedDurable", "a value that the only member of the ISR lacks", |cluster| {
        (cluster.committed[1], cluster.given_up[1]) = (true, true);
    }),
    case("CommittedDurable", "a value that one of two members lacks, which runs", |cluster| {
        cluster.controller.isr = set([0, 1]);
        cluster.replicas[1].high_watermark = Offset(1);
        cluster.given_up[2] = true;
    }),
    case("CommittedDurable", "the same, where it was stopped cleanly", |cluster| {
        cluster.controller.isr = set([1, 2]);
        cluster.replicas[1].high_watermark = Offset(1);
        cluster.given_up[2] = true;
    }),
    case("CommittedDurable", "a value that an eligible leader replica lacks", |cluster| {
        cluster.min_isr = 2;
        cluster.controller.elr = set([2]);
        cluster.replicas[1].high_watermark = Offset(1);
        cluster.given_up[2] = true;
    }),
    case("CommittedDurable", "one crash that loses, where two must be in sync", |cluster| {
        (cluster.min_isr, cluster.crashes) = (2, 1);
        (cluster.committed[1], cluster.given_up[1]) = (true, true);
    }),
    case("LossIsExplained", "a loss after as many crashes as must be in sync", |cluster| {
        cluster.crashes = 1;
        cluster.committed[1] = true;
    }),
    case("LossIsExplained", "the same, where more are asked for than there are", |cluster| {
        (cluster.min_isr, cluster.crashes) = (4, 3);
        cluster.committed[1] = true;
    }),
    case("LossIsExplained", "a loss where there are no eligible leader replicas", |cluster| {
        cluster.elr = false;
        cluster.committed[1] = true;
    }),
    case("LossIsExplained", "a loss after an unclean election, of another value", |cluster| {
        cluster.unclean_elections = 1;
        cluster.committed[1] = true;
        cluster.given_up[0] = true;
    }),
    case("LossIsExplained", "a loss of an eligible leader replica", |cluster| {
        (cluster.min_isr, cluster.crashes) = (2, 2);
        cluster.controller.elr = set([2]);
        cluster.replicas[1].high_watermark = Offset(1);
    }),
];

const COMMITS: &[Case] = &[
    case("HighWatermarkImpliesIsrPrefix", "a member with the value in another epoch", |cluster| {
        cluster.controller.isr = set([1, 2]);
        cluster.replicas[2].has(vec![batch(0, 1, 0, 0), batch(1, 2, 1, 2)]);
    }),
    case("HighWatermarkImpliesIsrPrefix", "a member with the value elsewhere", |cluster| {
        cluster.controller.isr = set([1, 2]);
        cluster.replicas[2].has(vec![batch(0, 1, 0, 0), batch(1, 1, 1, 1), batch(2, 2, 1, 2)]);
    }),
    case("HighWatermarkImpliesIsrPrefix", "an eligible leader replica with the same", |cluster| {
        cluster.min_isr = 2;
        cluster.controller.elr = set([2]);
        cluster.replicas[2].has(vec![batch(0, 1, 0, 0), batch(1, 2, 1, 2)]);
    }),
    case("ReadOnlyCommitted", "a follower's high watermark above what is committed", |cluster| {
        cluster.replicas[0].high_watermark = Offset(2);
    }),
    case("AcknowledgedIsCommitted", "a value acknowledged and not committed", |cluster| {
        cluster.acknowledged[1] = true;
    }),
];

const LEADERS: &[Case] = &[
    case("OneLeaderPerEpoch", "two leaders of the newest epoch", |cluster| {
        cluster.replicas[0].known = known(0, 2);
    }),
    case("OneLeaderPerEpoch", "two leaders of an older epoch", |cluster| {
        cluster.replicas[0].known = known(0, 1);
        cluster.replicas[2].known = known(2, 1);
    }),
    case("LeaderInIsr", "a leader that is not in the ISR", |cluster| {
        cluster.controller.leader = Some(BrokerId(2));
    }),
];

const CONTROLLER: &[Case] = &[
    case("ElrOnlyBelowMinIsr", "one with as many in sync as must be", |cluster| {
        cluster.controller.elr = set([2]);
        cluster.replicas[2].stopped_cleanly = None;
    }),
    case("ElrOnlyBelowMinIsr", "one that is in sync", |cluster| {
        cluster.min_isr = 2;
        cluster.controller.elr = set([1]);
    }),
    case("ElrOnlyBelowMinIsr", "one where there are to be none", |cluster| {
        (cluster.min_isr, cluster.elr) = (2, false);
        cluster.controller.elr = set([2]);
        cluster.replicas[2].stopped_cleanly = None;
    }),
    case("LeaderIsActive", "a leader that is fenced", |cluster| {
        cluster.elr = false;
        cluster.registered[1].fenced = true;
    }),
    case("LeaderIsActive", "a leader that is shutting down", |cluster| {
        cluster.elr = false;
        cluster.registered[1].shutting_down = true;
    }),
    case("IsrIsActive", "a member that is fenced", |cluster| {
        cluster.controller.isr = set([1, 2]);
        cluster.replicas[2].stopped_cleanly = None;
        cluster.registered[2].fenced = true;
    }),
    case("IsrIsActive", "a member that is shutting down", |cluster| {
        cluster.controller.isr = set([1, 2]);
        cluster.replicas[2].stopped_cleanly = None;
        cluster.registered[2].shutting_down = true;
    }),
    case("IsrIsActive", "a member that is not the last, where there is no ELR", |cluster| {
        cluster.elr = false;
        cluster.controller.isr = set([1, 2]);
        cluster.replicas[2].stopped_cleanly = None;
        cluster.registered[2].fenced = true;
    }),
    case("IsrIsActive", "the last member, where there could be an ELR", |cluster| {
        (cluster.controller.leader, cluster.controller.isr) = (None, set([2]));
        cluster.replicas[2].stopped_cleanly = None;
        cluster.registered[2].fenced = true;
    }),
];

const ASSIGNMENT: &[Case] = &[
    case("AssignedOnly", "an eligible leader replica without a replica", |cluster| {
        (cluster.controller.elr, cluster.min_isr) = (set([0]), 2);
        cluster.replicas[0].has(vec![batch(0, 1, 0, 0), batch(1, 2, 2, 2)]);
        cluster.controller.replicas = set([1, 2]);
    }),
    case("AssignedOnly", "a leader in sync without a replica", |cluster| {
        cluster.controller.replicas = set([0, 2]);
    }),
];

const CONSUMER: &[Case] = &[
    case("ReadsOneHistory", "it has read on from a log that lacks what it had read", |cluster| {
        cluster.consumer = Some(Consumer { torn: true, ..READER });
    }),
    case("EndNeverGoesBack", "it was told an end before an earlier one", |cluster| {
        cluster.consumer = Some(Consumer { went_back: true, ..READER });
    }),
];

/// A consumer that has read all that is committed.
const READER: Consumer = Consumer {
    leader: BrokerId(1),
    leader_epoch: LeaderEpoch(2),
    position: Offset(3),
    last_epoch: Some(LeaderEpoch(2)),
    must_validate: false,
    latest: Some(Offset(3)),
    went_back: false,
    torn: false,
};

/// What the worlds must not be too empty for.
const SOMETIMES: &[Case] = &[
    case("CommitsInALaterEpoch", "commits of the first epoch only", |cluster| {
        cluster.committed[2] = false;
        cluster.replicas[1].high_watermark = Offset(1);
    }),
    case("LogsDiverge", "nothing on its way", |cluster| {
        cluster.replicas[0].exchange = None;
    }),
    case("LogsDiverge", "a request on its way, and no answer", |cluster| {
        let (to, leader_epoch) = (BrokerId(1), LeaderEpoch(2));
        let last_fetched_epoch = Some(LeaderEpoch(0));
        let fetch_offset = Offset(2);
        let broker_epoch = BrokerEpoch(1);
        let request = Request { to, leader_epoch, fetch_offset, last_fetched_epoch, broker_epoch };
        cluster.replicas[0].exchange = Some(Exchange::Request(request));
    }),
    case("LogsDiverge", "an answer that does not speak of it", |cluster| {
        let body = Body::Records { batch: None, high_watermark: Offset(3) };
        cluster.replicas[0].exchange = answer(body);
    }),
    case("LogsDiverge", "an answer to a follower whose log is in every other", |cluster| {
        cluster.replicas[0].exchange = None;
        cluster.replicas[2].exchange = answer(DIVERGING);
    }),
    case("ProposesToAdd", "nothing proposed", |cluster| {
        cluster.replicas[1].proposed = None;
    }),
    case("ProposesToAdd", "a proposal of the ISR that the leader knows", |cluster| {
        cluster.replicas[1].proposed = Some(set([1]));
    }),
];
