//! What may be found after a cut of power, and whether it is.

use std::path::Path;
use std::sync::Arc;

use kanon_store::{
    Disk, Log, LogConfig, LogDirectory, MemoryDisk, Producers, Recovery, Survives, TopicPartition,
};
use wire::Uuid;
use wire::batch::{Batch, BatchHeader};

use super::{assert_same_files, files};

pub(crate) const ROOT: &str = "/data";
pub(crate) const TOPIC: Uuid = Uuid([7; 16]);
pub(crate) const CONFIG: LogConfig = LogConfig {
    segment_bytes: 700,
    index_interval_bytes: 100,
    retention_bytes: 2200,
    ..LogConfig::DEFAULT
};

pub(crate) fn partition() -> TopicPartition {
    TopicPartition::new("t", 0).unwrap()
}

/// What may be found: the batches, of which the first `flushed` are there for certain but for the
/// first `deletable`, which may be gone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidate {
    pub(crate) batches: Vec<Vec<u8>>,
    pub(crate) flushed: usize,
    pub(crate) deletable: usize,
}

impl Candidate {
    /// Whether batches are what may be left of these.
    pub(crate) fn allows(&self, found: &[Vec<u8>]) -> bool {
        (0..=self.deletable.min(self.batches.len())).any(|from| {
            let rest = &self.batches[from..];
            let flushed = self.flushed.saturating_sub(from);
            flushed <= found.len() && found.len() <= rest.len() && *found == rest[..found.len()]
        })
    }
}

/// What is known of a directory.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(crate) candidate: Candidate,
    pub(crate) created: bool,
    pub(crate) deleted: bool,
    pub(crate) clean: bool,
    /// The log begins here or later.
    pub(crate) start: i64,
}

pub(crate) fn open(disk: Arc<dyn Disk>) -> LogDirectory {
    LogDirectory::open(disk, Path::new(ROOT), CONFIG).unwrap()
}

pub(crate) fn header(batch: &[u8]) -> BatchHeader {
    Batch::split(batch).unwrap().0.header
}

pub(crate) fn end_of(header: &BatchHeader) -> i64 {
    header.last_offset() + 1
}

/// Starts again on what is left and asserts all that is promised.
pub(crate) fn judge(disk: &MemoryDisk, allowed: &[&Known], place: &str) {
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let mut directory = open(Arc::clone(&shared));
    assert!(directory.mended().is_empty(), "{place}: {:?}", directory.mended());
    let clean = directory.was_clean();
    assert!(!clean || allowed.iter().any(|known| known.clean), "{place}: no clean stop");
    let present = directory.partitions().unwrap() == [partition()];
    let may_miss = allowed.iter().any(|known| !known.created || known.deleted);
    assert!(present || may_miss, "{place}: the partition is lost");
    let never = allowed.iter().all(|known| known.deleted);
    assert!(!present || !never, "{place}: the partition is not deleted");
    if !present {
        return;
    }
    let mut opened = directory.open_log(&partition()).unwrap();
    if allowed.iter().all(|known| known.created) {
        assert_eq!(opened.topic_id, Some(TOPIC), "{place}");
    }
    let found = all_of(&opened.log);
    let fits =
        |known: &&&Known| known.candidate.allows(&found) && known.start <= opened.log.start();
    assert!(
        allowed.iter().any(|known| fits(&known)),
        "{place}: {:?} of {:?} of {:#?}",
        offsets(&found),
        allowed.iter().map(|it| offsets(&it.candidate.batches)).collect::<Vec<_>>(),
        opened.recovery,
    );
    assert_eq!(opened.log.flushed_end(), opened.log.end(), "{place}");
    assert_derived(&mut opened.log, &found, place);
    drop((opened, directory));
    assert_settled(&shared, &found, place);
    // Without power once more: what was given out is durable.
    let copy = disk.fork();
    copy.power_cut(|_| Survives::No);
    let mut directory = open(Arc::new(copy));
    let again = directory.open_log(&partition()).unwrap();
    assert_eq!(offsets(&all_of(&again.log)), offsets(&found), "{place}, then without power");
}

pub(crate) fn offsets(batches: &[Vec<u8>]) -> Vec<i64> {
    batches.iter().map(|batch| header(batch).base_offset).collect()
}

/// All batches, with offsets missing between them perhaps.
pub(crate) fn all_of(log: &Log) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    let mut at = log.start();
    while at < log.end() {
        let read = log.read(at, log.end(), 1, true).unwrap();
        assert!(at < read.end_offset, "{at} of {}: {read:?}", log.end());
        at = read.end_offset;
        all.push(read.bytes);
    }
    all
}

/// What is derived from batches is what they say.
pub(crate) fn assert_derived(log: &mut Log, found: &[Vec<u8>], place: &str) {
    let mut epochs = Vec::new();
    for header in found.iter().map(|batch| header(batch)) {
        let epoch = header.partition_leader_epoch;
        if epochs.last().is_none_or(|(last, _)| *last < epoch) {
            epochs.push((epoch, header.base_offset.max(log.start())));
        }
    }
    let entries: Vec<_> =
        log.epochs().iter().map(|entry| (entry.leader_epoch, entry.start_offset)).collect();
    if !found.is_empty() {
        assert_eq!(entries.last(), epochs.last(), "{place}");
    }
    if log.start() == 0 && log.segment_bases() == contiguous(found, log) {
        let fresh = MemoryDisk::new();
        fresh.create_dir(Path::new("/t-0")).unwrap();
        let (mut copy, _) = Log::open(Arc::new(fresh), Path::new("/t-0"), CONFIG, false).unwrap();
        found.iter().for_each(|batch| {
            copy.append_with_gaps(batch).unwrap();
        });
        assert_same_producers(log.producers(), copy.producers(), place);
        let all = |log: &mut Log| log.aborted_transactions(0, log.end()).unwrap();
        assert_eq!(all(log), all(&mut copy), "{place}");
        let latest = found.iter().map(|batch| header(batch).max_timestamp).max();
        assert_eq!(log.max_timestamp(log.end()).unwrap().map(|it| it.timestamp), latest);
        for time in (900..1900).step_by(90) {
            let found = log.find_by_timestamp(time, log.end()).unwrap();
            assert_eq!(found, copy.find_by_timestamp(time, copy.end()).unwrap(), "{place}: {time}");
        }
    }
}

/// The bases of a log's segments, if no offset is missing in it.
pub(crate) fn contiguous(found: &[Vec<u8>], log: &Log) -> Vec<i64> {
    let headers: Vec<_> = found.iter().map(|batch| header(batch)).collect();
    let joins = headers.windows(2).all(|two| end_of(&two[0]) == two[1].base_offset);
    if joins { log.segment_bases() } else { Vec::new() }
}

/// Snapshots have only the last batch of each producer.
pub(crate) fn assert_same_producers(found: &Producers, expected: &Producers, place: &str) {
    let short = |producers: &Producers| -> Vec<_> {
        let fields = producers.iter().map(|(id, entry)| {
            let last = entry.batches.back();
            let last = last.map(|it| (it.last_sequence, it.last_offset, it.offset_delta));
            let ends = (entry.coordinator_epoch, entry.last_timestamp, entry.transaction_start);
            (id, entry.epoch, last, ends)
        });
        fields.collect()
    };
    assert_eq!(short(found), short(expected), "{place}");
    assert_eq!(found.first_open(), expected.first_open(), "{place}");
}

/// Starts once more, without a clean stop: nothing is left to do.
pub(crate) fn assert_settled(disk: &Arc<dyn Disk>, found: &[Vec<u8>], place: &str) {
    let before = files(disk, Path::new(ROOT));
    let mut directory = open(Arc::clone(disk));
    let again = directory.open_log(&partition()).unwrap();
    assert_eq!(offsets(&all_of(&again.log)), offsets(found), "{place}");
    let Recovery { cut, removed, mended, epochs_rebuilt, .. } = again.recovery;
    let quiet = cut.is_none() && removed.is_empty() && mended.is_empty() && !epochs_rebuilt;
    assert!(quiet, "{place}: {cut:?} {removed:?} {mended:?} {epochs_rebuilt}");
    assert_same_files(&files(disk, Path::new(ROOT)), &before, &place);
}
