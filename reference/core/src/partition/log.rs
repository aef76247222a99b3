//! A replica's log, as the core has it: where it starts and ends, its leader-epoch cache, and the
//! headers of its last batches; and what these say of producers. (LOG-1, LOG-2, LOG-5, LOG-8,
//! PRD-7, STO-1)
//!
//! Of the batches below the high watermark only [`KEPT_BELOW`] are kept, so that memory does not
//! grow with the log. Payloads, and where they are on the disk, are the driver's.

use super::{epochs::Epochs, producers::Producers};
use crate::{Batch, EpochEnd, Restore};
use alloc::collections::VecDeque;
use spec::{LeaderEpoch, Offset, producer::Limits};

/// How many batches below the high watermark the core keeps the headers of: more than the log of
/// any world that is searched has, and with 128 of 24 bytes little for a broker of many partitions.
pub(crate) const KEPT_BELOW: usize = 128;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Log {
    start: Offset,
    end: Offset,
    flushed_end: Offset,
    /// The last batches, contiguous up to the end. Invariant: an empty tail is that of an empty
    /// log, or of one that was cut below it, or deleted up to its end.
    tail: VecDeque<Batch>,
    /// What is remembered of producers: all that the log has said, deleted batches included.
    pub(crate) producers: Producers,
    /// The same as of the first batch of the tail, from which it can be found again.
    before_tail: Producers,
    pub(crate) epochs: Epochs,
}

impl Log {
    /// The log that a disk has, which keeps all of it. An entry of the epoch file that starts at
    /// the end or later was of batches that are lost; one that is missing is found in the tail.
    //= LOG-9
    //= STO-5
    pub(crate) fn restored(disk: &Restore, limits: Limits) -> Log {
        assert!(disk.log_start <= disk.log_end, "a log starts before it ends");
        let producers = Producers::restored(&disk.producers, limits);
        let mut log = Log {
            start: disk.log_start,
            end: disk.tail.first().map_or(disk.log_end, |batch| batch.base),
            flushed_end: disk.log_end,
            tail: VecDeque::new(),
            before_tail: producers.clone(),
            producers,
            epochs: Epochs::default(),
        };
        for entry in disk.epoch_starts.iter().filter(|entry| entry.start < disk.log_end) {
            log.epochs.note(entry.epoch, entry.start);
        }
        for batch in &disk.tail {
            log.push(*batch);
            let noted = log.epochs.last().and_then(|epoch| log.epochs.start(epoch));
            if log.epochs.last() < Some(batch.leader_epoch) && noted < Some(batch.base) {
                log.epochs.note(batch.leader_epoch, batch.base);
            }
        }
        assert!(log.end == disk.log_end, "the tail ends where the log does");
        log
    }

    pub(crate) fn start(&self) -> Offset {
        self.start
    }

    pub(crate) fn end(&self) -> Offset {
        self.end
    }

    pub(crate) fn flushed_end(&self) -> Offset {
        self.flushed_end
    }

    /// Adds a batch; says whether the leader-epoch cache changed.
    pub(crate) fn append(&mut self, batch: Batch) -> bool {
        self.push(batch);
        //= LOG-4
        let another_epoch = self.epochs.last() != Some(batch.leader_epoch);
        another_epoch && self.epochs.note(batch.leader_epoch, batch.base)
    }

    //= LOG-1
    fn push(&mut self, batch: Batch) {
        assert!(batch.base == self.end && 0 < batch.records, "LOG-1: a batch begins at the end");
        self.end = batch.end();
        self.tail.push_back(batch);
        //= PRD-6
        self.producers.note(&batch);
    }

    /// Drops every batch that does not end at `end` or before; says whether the leader-epoch cache
    /// changed. Below the tail there is no knowing whether `end` cuts a batch in two: there the
    /// driver finds out, and the log is cut once more.
    //= LOG-1
    //= STO-3
    pub(crate) fn truncate(&mut self, end: Offset) -> bool {
        while let Some(last) = self.tail.back()
            && end < last.end()
        {
            self.end = last.base;
            self.tail.pop_back();
        }
        self.end = self.end.min(end).max(self.start);
        //= LOG-8
        self.flushed_end = self.flushed_end.min(self.end);
        self.epochs.truncate(self.end)
    }

    /// Whether after a cut there the headers that are kept do not say what is remembered of
    /// producers: it is below them, and what is before them has producers' batches.
    pub(crate) fn loses_producers(&self, end: Offset) -> bool {
        let kept_from = self.tail.front().map_or(self.end, |first| first.base);
        end < kept_from && !self.before_tail.is_empty()
    }

    /// What the batches say of producers, now that the log was cut below the headers.
    pub(crate) fn take_producers(&mut self, producers: Producers) {
        assert!(self.tail.is_empty(), "nothing is written between a cut and the word of it");
        self.before_tail.clone_from(&producers);
        self.producers = producers;
    }

    /// Finds again what is remembered of producers, after the log was cut. Where the cut was below
    /// the tail, it is at first what was remembered of batches before it.
    //= PRD-7
    pub(crate) fn replay_producers(&mut self) {
        if self.tail.is_empty() {
            self.before_tail.cut(self.end);
        }
        self.producers.clone_from(&self.before_tail);
        self.tail.iter().for_each(|batch| self.producers.note(batch));
    }

    /// Deletes every batch that ends at an offset or before it; the disk keeps the log up to there.
    /// Says whether there is anything to delete.
    //= STO-1
    //= PRD-8
    pub(crate) fn delete_before(&mut self, offset: Offset) -> bool {
        if offset <= self.start {
            return false;
        }
        assert!(offset <= self.end, "STO-2: what is deleted was in the log");
        self.start = offset;
        self.flushed_end = self.flushed_end.max(offset);
        while let Some(first) = self.tail.pop_front_if(|first| first.end() <= offset) {
            self.before_tail.note(&first);
        }
        true
    }

    /// The disk will keep the log up to there.
    //= LOG-6
    pub(crate) fn flushed(&mut self, end: Offset) {
        self.flushed_end = self.flushed_end.max(end.min(self.end));
    }

    /// Forgets headers that are far enough below the high watermark.
    pub(crate) fn forget_below(&mut self, high_watermark: Offset) {
        while self.tail.get(KEPT_BELOW).is_some_and(|batch| batch.end() <= high_watermark) {
            if let Some(first) = self.tail.pop_front() {
                self.before_tail.note(&first);
            }
        }
    }

    /// How many bytes the batches have that end after `from` and not after `to`. What is below the
    /// tail counts as more than anybody asks for.
    pub(crate) fn bytes_between(&self, from: Offset, to: Offset) -> i64 {
        if to <= from {
            return 0;
        }
        if self.tail.front().is_none_or(|first| from < first.base) {
            return i64::MAX;
        }
        let first = self.tail.partition_point(|batch| batch.end() <= from);
        let within = self.tail.range(first..).take_while(|batch| batch.end() <= to);
        within.map(|batch| i64::from(batch.size_bytes)).sum()
    }

    /// Where this log ends an epoch; `None` if it knows of none as new.
    /// (`LeaderEpochFileCache.endOffsetFor`)
    //= REP-8
    pub(crate) fn epoch_end(&self, asked: LeaderEpoch) -> Option<EpochEnd> {
        if self.epochs.last() < Some(asked) {
            return None;
        }
        let epoch = self.epochs.at_most(asked).unwrap_or(asked);
        Some(EpochEnd { epoch, end_offset: self.epochs.end_of(epoch, self.end) })
    }

    /// The last batch, if the core has its header.
    pub(crate) fn last_batch(&self) -> Option<&Batch> {
        self.tail.back()
    }
}
