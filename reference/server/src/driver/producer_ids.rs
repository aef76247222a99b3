//! Giving producer ids: none twice, whatever happens (`ProducerIdControlManager`,
//! `RPCProducerIdManager`).
//!
//! The controller gives the broker blocks of ids, and has written down that a block is given before
//! the first id of it is. What is left of a block is lost when the broker ends.

use std::ops::Range;
use std::sync::mpsc::SyncSender;

use wire::ErrorCode;

use super::Driver;
use super::pending::send;
use crate::ask::Reply;

/// How many ids a block has (`ProducerIdsBlock.PRODUCER_ID_BLOCK_SIZE`).
const BLOCK_IDS: i64 = 1000;

/// The ids that may be given.
#[derive(Debug)]
pub(super) struct ProducerIds {
    /// The broker's: what is left of its block.
    block: Range<i64>,
    /// The controller's: the first id that is in no block.
    next: i64,
}

impl ProducerIds {
    /// A broker without a block.
    pub(super) fn new(next: i64) -> ProducerIds {
        ProducerIds { block: next..next, next }
    }

    /// The first id that is in no block.
    pub(super) fn next(&self) -> i64 {
        self.next
    }

    /// Takes a block from the controller; whether there was one. No id of it may be given before
    /// that is written down.
    fn take_block(&mut self) -> bool {
        let Some(end) = self.next.checked_add(BLOCK_IDS) else { return false };
        self.block = self.next..end;
        self.next = end;
        true
    }
}

impl Driver {
    pub(super) fn init_producer_id(&mut self, reply: &SyncSender<Reply>) {
        let id = self.producer_id();
        send(reply, Reply::InitProducerId(id));
    }

    fn producer_id(&mut self) -> Result<i64, ErrorCode> {
        if self.offline.is_some() {
            return Err(ErrorCode::KAFKA_STORAGE_ERROR);
        }
        if let Some(id) = self.producer_ids.block.next() {
            return Ok(id);
        }
        if !self.producer_ids.take_block() {
            return Err(ErrorCode::UNKNOWN_SERVER_ERROR);
        }
        self.note_state()?;
        self.producer_ids.block.next().ok_or(ErrorCode::UNKNOWN_SERVER_ERROR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_follow_each_other_to_the_last_id() {
        let mut ids = ProducerIds::new(3000);
        assert!(ids.block.is_empty() && ids.take_block());
        assert_eq!((ids.block.clone(), ids.next()), (3000..4000, 4000));
        let mut ids = ProducerIds::new(i64::MAX - BLOCK_IDS);
        assert!(ids.take_block());
        assert_eq!(ids.next(), i64::MAX);
        assert!(!ids.take_block(), "none is left");
    }
}
