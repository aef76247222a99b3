//! Writing a batch: for clients, for control records, for tests.

use super::header::{self, BatchHeader, HEADER_SIZE, TimestampType};
use super::record::RecordHeader;
use super::{Batch, BatchError, BatchFault, LOG_OVERHEAD};
use crate::varint::{self, zigzag};
use alloc::vec::Vec;

/// Gathers records into one batch that is not compressed.
#[derive(Debug, Clone)]
pub struct BatchBuilder {
    bytes: Vec<u8>,
    header: BatchHeader,
}

impl BatchBuilder {
    /// A batch without records, at an offset; producers begin at 0.
    #[must_use]
    pub fn new(base_offset: i64) -> BatchBuilder {
        let header = BatchHeader {
            base_offset,
            length: 0,
            partition_leader_epoch: -1,
            magic: 2,
            crc: 0,
            attributes: 0,
            last_offset_delta: -1,
            base_timestamp: -1,
            max_timestamp: -1,
            producer_id: -1,
            producer_epoch: -1,
            base_sequence: -1,
            record_count: 0,
        };
        BatchBuilder { bytes: alloc::vec![0; HEADER_SIZE], header }
    }

    /// With a leader epoch; -1 if none is set.
    #[must_use]
    pub fn leader_epoch(mut self, partition_leader_epoch: i32) -> BatchBuilder {
        self.header.partition_leader_epoch = partition_leader_epoch;
        self
    }

    /// From an idempotent producer.
    #[must_use]
    pub fn producer(mut self, id: i64, epoch: i16, base_sequence: i32) -> BatchBuilder {
        self.header.producer_id = id;
        self.header.producer_epoch = epoch;
        self.header.base_sequence = base_sequence;
        self
    }

    /// As part of a transaction.
    #[must_use]
    pub fn transactional(mut self) -> BatchBuilder {
        self.header.set_transactional();
        self
    }

    /// With records that are the brokers' own.
    #[must_use]
    pub fn control(mut self) -> BatchBuilder {
        self.header.set_control();
        self
    }

    /// With the broker's time, in milliseconds, instead of the records'.
    #[must_use]
    pub fn log_append_time(mut self, timestamp: i64) -> BatchBuilder {
        self.header.set_timestamp_type(TimestampType::LogAppendTime);
        self.header.max_timestamp = timestamp;
        self
    }

    /// Adds a record; `timestamp` is in milliseconds. Returns its offset, less the base offset.
    ///
    /// # Errors
    /// [`BatchFault::TooLarge`] if the batch would not fit its own fields; it is unchanged then.
    pub fn push(
        &mut self,
        timestamp: i64,
        key: Option<&[u8]>,
        value: Option<&[u8]>,
        headers: &[RecordHeader<'_>],
    ) -> Result<i32, BatchError> {
        let before = self.bytes.len();
        let too_large = BatchError::new(before, BatchFault::TooLarge);
        let offset_delta = self.header.record_count;
        let base_timestamp = if offset_delta == 0 { timestamp } else { self.header.base_timestamp };
        let mut body = Vec::new();
        body.push(0);
        varint::write(&mut body, zigzag(timestamp.wrapping_sub(base_timestamp)));
        varint::write(&mut body, zigzag(i64::from(offset_delta)));
        put_nullable(&mut body, key);
        put_nullable(&mut body, value);
        varint::write(&mut body, zigzag(headers.len() as i64));
        for header in headers {
            put_nullable(&mut body, Some(header.key));
            put_nullable(&mut body, header.value);
        }
        // A batch's length is 32 bits, and so is each length within it.
        let after = before + varint::size(zigzag(body.len() as i64)) + body.len();
        if i32::MAX as usize <= after || offset_delta == i32::MAX {
            return Err(too_large);
        }
        varint::write(&mut self.bytes, zigzag(body.len() as i64));
        self.bytes.extend_from_slice(&body);
        self.header.base_timestamp = base_timestamp;
        self.header.record_count += 1;
        self.header.last_offset_delta = offset_delta;
        if self.header.timestamp_type() == TimestampType::CreateTime {
            self.header.max_timestamp = self.header.max_timestamp.max(timestamp);
        }
        Ok(offset_delta)
    }

    /// The batch's bytes.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        // `push` has kept the size below the largest length.
        self.header.length = (self.bytes.len() - LOG_OVERHEAD) as i32;
        header::put(&mut self.bytes, self.header);
        let batch = Batch { header: self.header, bytes: &self.bytes };
        self.header.crc = batch.computed_crc();
        header::put(&mut self.bytes, self.header);
        self.bytes
    }
}

fn put_nullable(out: &mut Vec<u8>, bytes: Option<&[u8]>) {
    varint::write(out, zigzag(bytes.map_or(-1, |bytes| bytes.len() as i64)));
    out.extend_from_slice(bytes.unwrap_or_default());
}
