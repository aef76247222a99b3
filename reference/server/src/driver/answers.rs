//! Filling what the core leaves to the driver: ranges of records, and lookups by timestamp.

use kanon_core::{FetchAnswer, Fetched, FetchedBody, Found, PartitionId, RequestId};
use spec::Offset;
use store::{Log, TimestampedOffset};
use wire::ErrorCode;

use super::Driver;
use super::pending::Answers;
use crate::api::error_code;
use crate::ask::{FetchReply, OffsetReply};
use crate::replica;

impl Driver {
    /// Fills the ranges in order until there are `max_bytes`; the first that is not empty has one
    /// batch at least (`ReplicaManager.readFromLog`).
    pub(super) fn answer(&mut self, request: RequestId, max_bytes: i32, found: &[FetchAnswer]) {
        let mut room = u32::try_from(max_bytes).unwrap_or(0);
        let mut is_empty = true;
        let mut filled = Vec::with_capacity(found.len());
        for FetchAnswer { asked, result } in found {
            let reply = match result {
                Ok(fetched) => self.fill_range(asked.partition, fetched, room, is_empty),
                Err(error) => Err(error_code(*error)),
            };
            if let Ok(FetchReply::Data { records, .. }) = &reply {
                is_empty &= records.is_empty();
                room = room.saturating_sub(u32::try_from(records.len()).unwrap_or(u32::MAX));
            }
            filled.push(reply.unwrap_or_else(|code| FetchReply::Refused {
                code,
                leader: self.leader_hint(asked.partition, code),
            }));
        }
        let Some(pending) = self.pending.get_mut(&request) else { return };
        let Answers::Fetch(slots) = &mut pending.body else {
            unreachable!("an answer to a fetch, not to {:?}", pending.body)
        };
        let empty = slots.iter_mut().filter(|slot| slot.is_none());
        empty.zip(filled).for_each(|(slot, reply)| *slot = Some(reply));
        self.send_if_whole(request);
    }

    fn fill_range(
        &mut self,
        partition: PartitionId,
        fetched: &Fetched,
        room: u32,
        at_least_one: bool,
    ) -> Result<FetchReply, ErrorCode> {
        let (records, diverging) = match fetched.body {
            FetchedBody::Range { start, end, max_bytes } => {
                let room = room.min(u32::try_from(max_bytes).unwrap_or(0));
                (self.read(partition, start, end, room, at_least_one)?, None)
            }
            FetchedBody::Diverging { epoch, end_offset } => {
                (Vec::new(), epoch.map(|epoch| (epoch, end_offset)))
            }
        };
        let Fetched { high_watermark, log_start, .. } = *fetched;
        Ok(FetchReply::Data { high_watermark, log_start, records, diverging })
    }

    /// The log of a partition, if its disk has not failed.
    fn working_log(&self, partition: PartitionId) -> Result<&Log, ErrorCode> {
        let log = self.topics.log(partition).filter(|_| !self.broken.contains(&partition));
        log.ok_or(ErrorCode::KAFKA_STORAGE_ERROR)
    }

    fn read(
        &mut self,
        partition: PartitionId,
        start: Offset,
        end: Offset,
        max_bytes: u32,
        at_least_one: bool,
    ) -> Result<Vec<u8>, ErrorCode> {
        let log = self.working_log(partition)?;
        replica::read(log, start, end, max_bytes, at_least_one).map_err(|error| {
            self.disk_failed(partition, &error);
            ErrorCode::KAFKA_STORAGE_ERROR
        })
    }

    /// An offset, or a walk over the log to find it (`UnifiedLog.fetchOffsetByTimestamp`).
    pub(super) fn look_up(&mut self, partition: PartitionId, found: Found) -> OffsetReply {
        let log = match self.working_log(partition) {
            Ok(log) => log,
            Err(code) => return OffsetReply::Refused(code),
        };
        let (looked_up, end, otherwise) = match found {
            Found::At { offset, leader_epoch } => {
                let leader_epoch = leader_epoch.map_or(-1, |epoch| epoch.0);
                return OffsetReply::Found { offset: offset.0, timestamp: -1, leader_epoch };
            }
            Found::ByTimestamp { timestamp, end, otherwise } => {
                (log.find_by_timestamp(timestamp, end.0), end, otherwise)
            }
            Found::MaxTimestamp { end, otherwise } => {
                (log.max_timestamp(log.end()), end, otherwise)
            }
        };
        match looked_up.map(|record| record.filter(|record| record.offset < end.0)) {
            Ok(Some(TimestampedOffset { offset, timestamp, leader_epoch })) => {
                OffsetReply::Found { offset, timestamp, leader_epoch }
            }
            Ok(None) => otherwise
                .map_or(OffsetReply::NOTHING, |error| OffsetReply::Refused(error_code(error))),
            Err(error) => {
                self.disk_failed(partition, &error);
                OffsetReply::Refused(ErrorCode::KAFKA_STORAGE_ERROR)
            }
        }
    }
}
