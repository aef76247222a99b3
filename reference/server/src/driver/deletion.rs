//! Deleting the beginning of logs: what is too old or too much (`retention.ms`, `retention.bytes`;
//! `LogManager.cleanupLogs`), and what a client wants deleted (`ReplicaManager.deleteRecords`).
//!
//! The log says what retention does not keep, the core how far that may go, and only then anything
//! does: its files get another name at once, and are removed in their time, on a thread of their
//! own, since that may take long. What a stop leaves of them the next start removes.

use std::sync::mpsc::SyncSender;

use kanon_core::{DeleteRecords, Error, Input, PartitionId, RequestId, Time};
use spec::Offset;
use store::Deletion;
use wire::ErrorCode;

use super::Driver;
use super::pending::{Answers, Slots};
use crate::api::error_code;
use crate::ask::{DeleteAsk, DeleteReply, Places, Reply, TopicKey};
use crate::replica;
use crate::topics::is_internal;

/// Files that are to be removed, the first first.
#[derive(Debug, Default)]
pub(super) struct Deletions {
    waiting: Vec<(Time, Deletion)>,
    /// Whether a log begins later than the checkpoint says.
    starts_moved: bool,
}

impl Deletions {
    /// When the next ones are due.
    pub(super) fn next(&self) -> Option<Time> {
        self.waiting.first().map(|(due, _)| *due)
    }

    /// Has removed what is due.
    pub(super) fn begin_due(&mut self, now: Time) {
        let count = self.waiting.partition_point(|(due, _)| *due <= now);
        if count == 0 {
            return;
        }
        let due: Vec<Deletion> =
            self.waiting.drain(..count).map(|(_, deletion)| deletion).collect();
        let remove = move || {
            for deletion in due {
                if let Err(error) = deletion.run() {
                    eprintln!("what was deleted stays until the next start: {error}");
                }
            }
        };
        // Without a thread they stay as well.
        let _ = std::thread::Builder::new().name("deleter".to_owned()).spawn(remove);
    }
}

impl Driver {
    /// Deletes what is too old, at a time in milliseconds since 1970, or too much.
    //= STO-1
    pub(super) fn retain(&mut self, now_ms: i64) {
        let partitions: Vec<PartitionId> = self.topics.iter().map(|(id, _)| id).collect();
        for partition in partitions {
            if self.offline.is_some() {
                return;
            }
            if let Err(error) = self.retain_one(partition, now_ms) {
                self.disk_failed(partition, &error);
            }
        }
        self.checkpoint_starts();
        self.fail_broken();
    }

    fn retain_one(&mut self, partition: PartitionId, now_ms: i64) -> store::Result<()> {
        let replica = self.core.partition(partition).filter(|replica| !replica.has_failed());
        let Some(Offset(high_watermark)) = replica.map(kanon_core::Partition::high_watermark)
        else {
            return Ok(());
        };
        let Some(log) = self.topics.log(partition) else { return Ok(()) };
        let offset = Offset(log.retained_from(now_ms, high_watermark)?);
        if log.start() < offset.0 {
            self.input(Input::DeleteBefore { partition, offset });
        }
        let due = self.clock.after(self.settings.file_delete_delay);
        if let Some(log) = self.topics.log_mut(partition).filter(|_| self.offline.is_none()) {
            let deleted = log.delete_old_segments(now_ms, high_watermark).map(|_| ());
            let files = log.take_deletions().into_iter().map(|deletion| (due, deletion));
            self.deletions.waiting.extend(files);
            return deleted;
        }
        Ok(())
    }

    pub(super) fn delete_records(
        &mut self,
        request: RequestId,
        asks: &[DeleteAsk],
        reply: SyncSender<Reply>,
    ) {
        let mut places = Places::new();
        let mut slots = Vec::with_capacity(asks.len());
        let mut inputs = Vec::with_capacity(asks.len());
        for (place, ask) in asks.iter().enumerate() {
            let found = self.deletable(ask, &places);
            slots.push(found.err().map(Err));
            if let Ok(partition) = found {
                places.insert(partition, place);
                let offset = ask.offset;
                inputs.push(Input::DeleteRecords(DeleteRecords { request, partition, offset }));
            }
        }
        self.expect(request, reply, Answers::DeleteRecords(Slots::new(slots, places)));
        inputs.into_iter().for_each(|input| self.input(input));
        self.send_if_whole(request);
    }

    /// Which partition is meant, if a client may have records of it deleted.
    fn deletable(&self, ask: &DeleteAsk, seen: &Places) -> Result<PartitionId, ErrorCode> {
        let partition = self.served(&TopicKey::Name(ask.topic.clone()), ask.index)?;
        if is_internal(&ask.topic) {
            return Err(ErrorCode::INVALID_TOPIC_EXCEPTION);
        }
        if self.settings.only_compacts {
            return Err(ErrorCode::POLICY_VIOLATION);
        }
        if seen.contains_key(&partition) {
            return Err(ErrorCode::INVALID_REQUEST);
        }
        Ok(partition)
    }

    pub(super) fn delete_before(&mut self, partition: PartitionId, offset: Offset) {
        if let Some(()) = self.on_log(partition, |log| replica::delete_before(log, offset)) {
            self.deletions.starts_moved = true;
        }
    }

    /// A client hears that something is deleted once the disk has it.
    pub(super) fn deleted(
        &mut self,
        request: RequestId,
        partition: PartitionId,
        result: Result<Offset, Error>,
    ) {
        self.checkpoint_starts();
        let is_broken = self.broken.contains(&partition);
        let result = if is_broken { Err(Error::KafkaStorageError) } else { result };
        let answer: DeleteReply = result.map_err(error_code);
        self.fill(request, |answers| match answers {
            Answers::DeleteRecords(slots) => slots.fill(partition, answer),
            other => unreachable!("an answer to DeleteRecords, not to {other:?}"),
        });
    }

    /// Writes down where logs begin, if one does since later.
    fn checkpoint_starts(&mut self) {
        if std::mem::take(&mut self.deletions.starts_moved)
            && self.offline.is_none()
            && let Err(error) = self.directory.checkpoint()
        {
            self.go_offline(&error);
        }
    }
}
