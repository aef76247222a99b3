//! A broker's disk: what a reader sees now, and what a crash would leave. (LOG-6 to LOG-9)
//!
//! Appended batches are in the live image at first, and in the durable one when they are flushed.
//! The two small files, truncation, and the end of a replica are durable at once; that a crash may
//! undo a truncation is Kafka's way (STO-7), and not this one's. But for one thing: a crash may
//! leave the file of epochs ahead of the log or behind it, as long as what it lacks can be found in
//! the batches.

use crate::producer::to_core;
use alloc::vec::Vec;
use kanon_core::{EpochStart, KnownProducer, PartitionId, Restore, replay};
use spec::{BrokerEpoch, Offset, producer::Limits, view::Batch};

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Disk {
    live: Image,
    durable: Image,
    /// Whether there is a replica, if only an empty one.
    has_replica: bool,
    /// What a broker finds in `leader-epoch-checkpoint`, if that is not what it should.
    found_epochs: Option<Vec<EpochStart>>,
    /// The broker epoch in the note of a clean stop. (`CleanShutdownFileHandler`)
    stopped_cleanly: Option<BrokerEpoch>,
    /// Where the log begins. Batches before it are deleted, and kept here for the judge, and for
    /// what a snapshot says of them.
    log_start: Offset,
}

/// One replica's files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Image {
    batches: Vec<Batch>,
    /// `leader-epoch-checkpoint`.
    epoch_starts: Vec<EpochStart>,
    /// `replication-offset-checkpoint`.
    high_watermark: Offset,
}

impl Image {
    fn end(&self) -> Offset {
        self.batches.last().map_or(Offset(0), Batch::end)
    }

    //= LOG-1
    fn truncate(&mut self, end: Offset) {
        let kept = self.batches.partition_point(|batch| batch.end() <= end);
        self.batches.truncate(kept);
    }
}

impl Disk {
    pub(crate) fn batches(&self) -> &[Batch] {
        &self.live.batches
    }

    pub(crate) fn end(&self) -> Offset {
        self.live.end()
    }

    pub(crate) fn flushed_end(&self) -> Offset {
        self.durable.end()
    }

    pub(crate) fn epoch_starts(&self) -> &[EpochStart] {
        &self.live.epoch_starts
    }

    /// What the file of epochs has, be it right or not.
    pub(crate) fn epoch_file(&self) -> &[EpochStart] {
        self.found_epochs.as_ref().unwrap_or(&self.durable.epoch_starts)
    }

    pub(crate) fn checkpointed_high_watermark(&self) -> Offset {
        self.live.high_watermark
    }

    pub(crate) fn log_start(&self) -> Offset {
        self.log_start
    }

    /// Has the log up to there on the disk, and deletes it.
    //= STO-1
    pub(crate) fn delete_before(&mut self, offset: Offset) {
        assert!(self.log_start < offset && offset <= self.end(), "STO-2: there is something");
        let flushed = self.durable.batches.len();
        let more = self.live.batches[flushed..].iter().take_while(|batch| batch.end() <= offset);
        self.durable.batches.extend(more);
        self.log_start = offset;
    }

    pub(crate) fn has_replica(&self) -> bool {
        self.has_replica
    }

    /// Makes the directory of a new replica.
    pub(crate) fn make_replica(&mut self) {
        assert!(!self.has_replica, "a replica is made once");
        self.has_replica = true;
    }

    /// Drops the replica and all that is kept of it, durably.
    //= CTL-21
    pub(crate) fn delete_replica(&mut self) {
        assert!(self.has_replica, "what is deleted was there");
        *self = Disk { stopped_cleanly: self.stopped_cleanly, ..Disk::default() };
    }

    pub(crate) fn stopped_cleanly(&self) -> Option<BrokerEpoch> {
        self.stopped_cleanly
    }

    /// Writes the note of a clean stop, or removes it.
    //= CTL-7
    pub(crate) fn note_clean_stop(&mut self, of: Option<BrokerEpoch>) {
        self.stopped_cleanly = of;
    }

    /// The batch that begins at this offset and ends at `end` or before.
    pub(crate) fn batch_at(&self, start: Offset, end: Offset) -> Option<Batch> {
        let found = self.live.batches.binary_search_by_key(&start, |batch| batch.base).ok()?;
        Some(self.live.batches[found]).filter(|batch| batch.end() <= end)
    }

    //= LOG-6
    pub(crate) fn append(&mut self, batch: Batch) {
        assert!(batch.base == self.end(), "LOG-1: a batch begins where the log ends");
        self.live.batches.push(batch);
    }

    //= LOG-6
    pub(crate) fn flush(&mut self) {
        self.durable.batches.clone_from(&self.live.batches);
    }

    /// Says where the log ends now.
    //= LOG-8
    pub(crate) fn truncate(&mut self, end: Offset) -> Offset {
        self.live.truncate(end);
        self.durable.truncate(end);
        self.end()
    }

    pub(crate) fn write_epochs(&mut self, starts: &[EpochStart]) {
        self.live.epoch_starts = starts.to_vec();
        self.durable.epoch_starts = starts.to_vec();
        self.found_epochs = None;
    }

    //= LOG-9
    pub(crate) fn write_checkpoint(&mut self, high_watermark: Offset) {
        self.live.high_watermark = high_watermark;
        self.durable.high_watermark = high_watermark;
    }

    /// The machine stops: of what was not flushed, what begins at `keep` or later, or reaches
    /// beyond it, is lost. What the epoch file says of lost batches is nobody's any more, though it
    /// still says so; if nothing is lost, it lacks what was not flushed.
    //= LOG-7
    pub(crate) fn crash(&mut self, keep: Offset) {
        assert!(self.flushed_end() <= keep && keep <= self.end(), "a suffix that was not flushed");
        let (flushed_end, loses) = (self.flushed_end(), keep < self.end());
        let mut found = self.epoch_file().to_vec();
        found.retain(|entry| loses || entry.start < flushed_end);
        let survived = self.durable.batches.len();
        self.durable.batches.extend_from_slice(&self.live.batches[survived..]);
        self.durable.truncate(keep);
        let end = self.durable.end();
        self.durable.epoch_starts.retain(|entry| entry.start < end);
        self.found_epochs = Some(found).filter(|found| *found != self.durable.epoch_starts);
        self.live.clone_from(&self.durable);
    }

    /// What all batches say of producers.
    //= PRD-7
    pub(crate) fn producers(&self, limits: Limits) -> Vec<KnownProducer> {
        let headers: Vec<_> = self.live.batches.iter().map(header).collect();
        replay(&[], &headers, limits)
    }

    /// What a broker finds when it starts.
    //= LOG-9
    pub(crate) fn found(&self, partition: PartitionId, limits: Limits) -> Restore {
        let headers: Vec<_> = self.durable.batches.iter().map(header).collect();
        let deleted = headers.partition_point(|batch| batch.end() <= self.log_start);
        let (deleted, tail) = headers.split_at(deleted);
        Restore {
            partition,
            log_start: self.log_start,
            log_end: self.durable.end(),
            tail: tail.to_vec(),
            producers: replay(&[], deleted, limits),
            epoch_starts: self.epoch_file().to_vec(),
            high_watermark: self.durable.high_watermark,
        }
    }
}

/// What a broker knows of a batch. A record counts as one byte here.
pub(crate) fn header(batch: &Batch) -> kanon_core::Batch {
    kanon_core::Batch {
        base: batch.base,
        records: batch.records,
        leader_epoch: batch.leader_epoch,
        size_bytes: batch.records,
        stamp: batch.stamp.map(to_core),
    }
}
