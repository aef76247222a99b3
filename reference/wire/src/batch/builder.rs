//! Writing a batch: for clients, for control records, for what a cleaner retains, for tests.

use super::header::{self, BatchHeader, Compression, HEADER_SIZE, TimestampType};
use super::record::{Record, RecordHeader};
use super::{Batch, BatchError, BatchFault, LOG_OVERHEAD};
use crate::varint::{self, zigzag};
use alloc::vec::Vec;

/// Gathers records into one batch.
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

    /// With a time from which on tombstones and markers in it may go, in milliseconds, which
    /// then stands in place of the base time stamp (KIP-534). To be said before records are added.
    #[must_use]
    pub fn delete_horizon(mut self, delete_horizon_ms: Option<i64>) -> BatchBuilder {
        self.header.set_delete_horizon(delete_horizon_ms);
        self
    }

    /// Without records, and otherwise as a batch with this header, whose base offset, producer,
    /// leader epoch, flags and time of the log it keeps; for records that a cleaner retains. The
    /// delete horizon is not kept.
    #[must_use]
    pub fn like(header: &BatchHeader) -> BatchBuilder {
        let mut builder = BatchBuilder::new(header.base_offset)
            .producer(header.producer_id, header.producer_epoch, header.base_sequence)
            .leader_epoch(header.partition_leader_epoch);
        if header.timestamp_type() == TimestampType::LogAppendTime {
            builder = builder.log_append_time(header.max_timestamp);
        }
        if header.is_transactional() {
            builder.header.set_transactional();
        }
        if header.is_control() {
            builder.header.set_control();
        }
        builder
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
        let offset_delta = self.header.last_offset_delta.wrapping_add(1);
        let headers_size: usize = headers
            .iter()
            .map(|header| nullable_size(Some(header.key)) + nullable_size(header.value))
            .sum();
        let content = Content { key, value, headers: headers.len(), headers_size };
        self.begin(offset_delta, timestamp, &content)?;
        for header in headers {
            put_nullable(&mut self.bytes, Some(header.key));
            put_nullable(&mut self.bytes, header.value);
        }
        Ok(offset_delta)
    }

    /// Adds a record of another batch at its own offset, which follows those before it.
    ///
    /// # Errors
    /// [`BatchFault::TooLarge`] if the batch would not fit its own fields, or if the offset is too
    /// far from the base offset; it is unchanged then.
    pub fn copy(&mut self, record: &Record<'_>) -> Result<(), BatchError> {
        let offset_delta = record.offset.wrapping_sub(self.header.base_offset);
        let Ok(offset_delta) = i32::try_from(offset_delta) else {
            return Err(BatchError::new(self.bytes.len(), BatchFault::TooLarge));
        };
        let headers = record.headers.bytes();
        let content = Content {
            key: record.key,
            value: record.value,
            headers: record.headers.len(),
            headers_size: headers.len(),
        };
        self.begin(offset_delta, record.timestamp, &content)?;
        self.bytes.extend_from_slice(headers);
        Ok(())
    }

    /// Says that the batch reaches to this offset, less the base offset, though its last records
    /// are gone; the last sequence number goes by it.
    pub fn reach_to(&mut self, last_offset_delta: i32) {
        self.header.last_offset_delta = last_offset_delta;
    }

    /// Writes a record but for its headers.
    fn begin(
        &mut self,
        offset_delta: i32,
        timestamp: i64,
        content: &Content<'_>,
    ) -> Result<(), BatchError> {
        let before = self.bytes.len();
        let is_first = self.header.record_count == 0;
        let base_timestamp = if is_first && self.header.delete_horizon().is_none() {
            timestamp
        } else {
            self.header.base_timestamp
        };
        let timestamp_delta = zigzag(timestamp.wrapping_sub(base_timestamp));
        let offset = zigzag(i64::from(offset_delta));
        let headers = zigzag(content.headers as i64);
        let size = 1
            + varint::size(timestamp_delta)
            + varint::size(offset)
            + nullable_size(content.key)
            + nullable_size(content.value)
            + varint::size(headers)
            + content.headers_size;
        // A batch's length is 32 bits, and so is each length within it.
        let after = before + varint::size(zigzag(size as i64)) + size;
        if i32::MAX as usize <= after || self.header.record_count == i32::MAX {
            return Err(BatchError::new(before, BatchFault::TooLarge));
        }
        varint::write(&mut self.bytes, zigzag(size as i64));
        self.bytes.push(0);
        varint::write(&mut self.bytes, timestamp_delta);
        varint::write(&mut self.bytes, offset);
        put_nullable(&mut self.bytes, content.key);
        put_nullable(&mut self.bytes, content.value);
        varint::write(&mut self.bytes, headers);
        self.header.base_timestamp = base_timestamp;
        self.header.record_count += 1;
        self.header.last_offset_delta = offset_delta;
        if self.header.timestamp_type() == TimestampType::CreateTime {
            self.header.max_timestamp = self.header.max_timestamp.max(timestamp);
        }
        Ok(())
    }

    /// The batch's bytes, its records compressed: `compress` appends to its second argument what
    /// the first becomes.
    #[must_use]
    pub fn finish_compressed(
        mut self,
        compression: Compression,
        compress: impl FnOnce(&[u8], &mut Vec<u8>),
    ) -> Vec<u8> {
        if compression != Compression::None {
            self.header.set_compression(compression);
            let mut bytes = alloc::vec![0; HEADER_SIZE];
            compress(self.bytes.get(HEADER_SIZE..).unwrap_or_default(), &mut bytes);
            self.bytes = bytes;
        }
        self.finish()
    }

    /// The batch's bytes.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        assert!(self.bytes.len() < i32::MAX as usize, "no compression adds that much");
        self.header.length = (self.bytes.len() - LOG_OVERHEAD) as i32;
        header::put(&mut self.bytes, self.header);
        let batch = Batch { header: self.header, bytes: &self.bytes };
        self.header.crc = batch.computed_crc();
        header::put(&mut self.bytes, self.header);
        self.bytes
    }
}

/// What a batch is when none of its records are left: its header, which keeps offsets, producer,
/// epoch, flags and highest time stamp (`DefaultRecordBatch.writeEmptyHeader`). Neither compression
/// nor delete horizon is kept.
#[must_use]
pub fn emptied(header: &BatchHeader) -> Vec<u8> {
    let mut builder = BatchBuilder::like(header);
    builder.header.last_offset_delta = header.last_offset_delta;
    builder.header.max_timestamp = header.max_timestamp;
    builder.finish()
}

/// What a record holds, but for its headers, of which it knows number and size.
struct Content<'a> {
    key: Option<&'a [u8]>,
    value: Option<&'a [u8]>,
    headers: usize,
    headers_size: usize,
}

fn nullable_size(bytes: Option<&[u8]>) -> usize {
    let length = bytes.map_or(-1, |bytes| bytes.len() as i64);
    varint::size(zigzag(length)) + bytes.unwrap_or_default().len()
}

fn put_nullable(out: &mut Vec<u8>, bytes: Option<&[u8]>) {
    varint::write(out, zigzag(bytes.map_or(-1, |bytes| bytes.len() as i64)));
    out.extend_from_slice(bytes.unwrap_or_default());
}
