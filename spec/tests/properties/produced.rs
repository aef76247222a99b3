//! Cases of the chapters *producer* and *storage*.

use crate::{
    NearlyBroken,
    broken::{Case, case},
    cluster::{Cluster, batch},
};
use spec::{
    BrokerId, LeaderEpoch, Offset, ProducerEpoch, Sequence,
    producer::{Limits, Producer, Remembered, Stamp},
    view::Batch,
};

pub(crate) const STORAGE: &[Case] = &[
    case("LogStartIsCommitted", "a log that begins after what is committed", |cluster| {
        cluster.replicas[2].log_start = Offset(1);
    }),
    case("LogStartIsCommitted", "a log that begins after what the disk has", |cluster| {
        (cluster.replicas[1].flushed_end, cluster.replicas[1].log_start) = (Offset(0), Offset(1));
    }),
];

pub(crate) const PRODUCER: &[Case] = &[
    case("ProducerStateIsReplay", "a batch in the log, and nothing remembered", |cluster| {
        produces(cluster, NEXT);
        cluster.replicas[1].remembers = None;
    }),
    case("ProducerStateIsReplay", "a batch that is remembered twice", |cluster| {
        produces(cluster, NEXT);
        let (_, batches) = cluster.replicas[1].remembers.as_mut().expect("the producer");
        *batches = vec![batches[1]; 2];
    }),
    case("ProducerStateIsReplay", "a batch that is remembered and gone", |cluster| {
        produces(cluster, NEXT);
        cluster.replicas[0].has(vec![cluster.replicas[0].log[0]]);
    }),
    case("ProducerStateIsReplay", "another epoch than that of the last batch", |cluster| {
        produces(cluster, NEXT);
        let (epoch, _) = cluster.replicas[1].remembers.as_mut().expect("the producer");
        *epoch = ProducerEpoch(1);
    }),
    case("NoDuplicateAppend", "a value twice below the high watermark", |cluster| {
        produces(cluster, NEXT);
        writes(cluster, batch(3, 1, 2, 2), stamp(1, 0));
        cluster.replicas[1].high_watermark = Offset(4);
    }),
    case("SequenceGapFree", "a sequence that is left out", |cluster| {
        produces(cluster, stamp(0, 2));
    }),
    case("SequenceGapFree", "a sequence once more", |cluster| produces(cluster, stamp(0, 0))),
    case("SequenceGapFree", "an epoch that does not begin with 0", |cluster| {
        produces(cluster, stamp(1, 1));
    }),
    case("SequenceGapFree", "a sequence after the last one", |cluster| {
        produces(cluster, NEXT);
        writes(cluster, batch(3, 1, 2, 1), stamp(0, 4));
    }),
    case("ProducerEpochMonotone", "an older epoch after a newer one", |cluster| {
        produces(cluster, stamp(1, 0));
        writes(cluster, batch(3, 1, 2, 1), stamp(0, 1));
    }),
];

/// What goes on after the first batch.
const NEXT: Stamp = stamp(0, 1);

const fn stamp(epoch: i16, sequence: i32) -> Stamp {
    Stamp { epoch: ProducerEpoch(epoch), sequence: Sequence(sequence) }
}

/// All that was written is an idempotent producer's; the second batch of each log is stamped so.
/// There are four sequences.
pub(crate) fn produces(cluster: &mut Cluster, second: Stamp) {
    cluster.producer = Some(Producer {
        limits: Limits { remembered: 2, last_sequence: Sequence(3) },
        leader: BrokerId(1),
        leader_epoch: LeaderEpoch(2),
        next: second,
    });
    for replica in &mut cluster.replicas {
        let stamps = [stamp(0, 0), if replica.log.len() == 2 { second } else { NEXT }];
        for (batch, stamp) in replica.log.iter_mut().zip(stamps) {
            batch.stamp = Some(stamp);
        }
    }
    for broker in 0..2 {
        remember(cluster, broker);
    }
}

/// The leader has one batch more.
pub(crate) fn writes(cluster: &mut Cluster, batch: Batch, stamp: Stamp) {
    let leader = &mut cluster.replicas[1];
    leader.log.push(Batch { stamp: Some(stamp), ..batch });
    leader.log_end = batch.end();
    remember(cluster, 1);
}

/// It remembers what its log says: of the last epoch, at most two batches.
fn remember(cluster: &mut Cluster, broker: usize) {
    let replica = &mut cluster.replicas[broker];
    let stamped: Vec<(Batch, Stamp)> =
        replica.log.iter().filter_map(|batch| batch.stamp.map(|stamp| (*batch, stamp))).collect();
    let newest = stamped.last().expect("a batch").1.epoch;
    let of_newest = stamped.iter().rev().take_while(|(_, stamp)| stamp.epoch == newest).take(2);
    let mut batches: Vec<Remembered> = of_newest
        .map(|(batch, stamp)| {
            let Batch { base, records, .. } = *batch;
            Remembered { sequence: stamp.sequence, records, base }
        })
        .collect();
    batches.reverse();
    replica.remembers = Some((newest, batches));
}

/// What looks like a broken case and is none.
pub(crate) const NOT_BROKEN: NearlyBroken = &[
    ("a producer, all in order", |cluster| produces(cluster, NEXT)),
    ("another epoch, from 0 on", |cluster| produces(cluster, stamp(1, 0))),
    ("sequences that begin again", |cluster| {
        produces(cluster, NEXT);
        writes(cluster, batch(3, 1, 2, 1), stamp(0, 3));
        writes(cluster, batch(4, 1, 2, 1), stamp(0, 0));
    }),
    ("a value twice, the second not committed", |cluster| {
        produces(cluster, NEXT);
        writes(cluster, batch(3, 1, 2, 2), stamp(1, 0));
    }),
    ("a value twice, after a leader that knew nothing", |cluster| {
        produces(cluster, NEXT);
        writes(cluster, batch(3, 1, 2, 2), stamp(1, 0));
        (cluster.replicas[1].high_watermark, cluster.appended_blindly) = (Offset(4), true);
    }),
    ("a gap, where a broker has forgotten the producer", |cluster| {
        produces(cluster, stamp(0, 2));
        cluster.forgets = 1;
    }),
];
