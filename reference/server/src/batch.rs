//! What a broker checks of a batch that a producer sends, before the core hears of it.
//!
//! In Kafka's order: the number of batches and their format (`ProduceRequest.validateRecords`),
//! base offset, size and checksum (`UnifiedLog.analyzeAndValidateRecords`), the header and each
//! record (`LogValidator`). One thing is stricter than in Kafka: the offset deltas of records that
//! are not compressed must count 0, 1, 2, …, which Kafka asks of compressed ones only.
//!
//! A batch that says that its time is the log's (LogAppendTime), which no producer should, has the
//! header's largest timestamp for each of its records, and is then kept as if it said CreateTime:
//! so does Kafka, which refuses it only where that timestamp is −1.
//!
//! Compressed batches are refused for now. So are those of an idempotent or transactional producer:
//! no producer id is handed out here, and to take such a batch without checking its sequence would
//! be to promise what is not kept.

use wire::ErrorCode;
use wire::batch::{Batch, BatchError, Compression, LOG_OVERHEAD, TimestampType};

use crate::ask::{CheckedBatch, Refusal};

/// What the checks need to know of the broker.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// `message.max.bytes`.
    pub(crate) message_max_bytes: usize,
    /// `message.timestamp.after.max.ms`.
    pub(crate) timestamp_after_max_ms: i64,
    /// The broker's clock, in milliseconds since 1970.
    pub(crate) now_ms: i64,
}

/// As many wrong records are named in an answer, so that it stays small.
const RECORD_ERRORS_MAX: usize = 1000;
/// What stands where there is no timestamp (`RecordBatch.NO_TIMESTAMP`).
const NO_TIMESTAMP: i64 = -1;
/// Where a batch of any format says its length, without what stands before and with it.
const LENGTH_AT: usize = 8;
/// Where a batch of any format says its format.
const MAGIC_AT: usize = 16;
/// The least length of the oldest format.
const LENGTH_MIN: i32 = 14;

/// The one batch in the records of a produce request.
///
/// # Errors
/// What the producer is to be told.
pub(crate) fn check(records: Option<&[u8]>, limits: Limits) -> Result<CheckedBatch, Refusal> {
    let batch = only_batch(records.unwrap_or_default())?;
    let header = batch.header;
    if header.base_offset != 0 {
        return Err(invalid(format!("The base offset is {}, not 0.", header.base_offset)));
    }
    let size = batch.bytes.len();
    if limits.message_max_bytes < size {
        let most = limits.message_max_bytes;
        let message = format!("The batch has {size} bytes; message.max.bytes is {most}.");
        return Err(Refusal::new(ErrorCode::MESSAGE_TOO_LARGE, message));
    }
    batch.check_crc().map_err(|error| corrupt(&error))?;
    batch.check_count().map_err(|error| invalid(error.to_string()))?;
    if header.is_control() {
        return Err(invalid("Clients may not write control records."));
    }
    if header.producer_id != -1 || header.is_transactional() {
        let message = "This broker does not serve idempotent or transactional producers yet.";
        return Err(Refusal::new(ErrorCode::UNSUPPORTED_FOR_MESSAGE_FORMAT, message));
    }
    if header.compression() != Ok(Compression::None) {
        let message = "This broker does not take compressed batches yet.";
        return Err(Refusal::new(ErrorCode::UNSUPPORTED_COMPRESSION_TYPE, message));
    }
    let max_timestamp = check_records(&batch, limits)?;
    let mut bytes = batch.bytes.to_vec();
    let wrong_stamp = header.max_timestamp != max_timestamp
        || header.timestamp_type() != TimestampType::CreateTime;
    if wrong_stamp {
        // As Kafka does, the broker says what the records say.
        wire::batch::set_max_timestamp(&mut bytes, TimestampType::CreateTime, max_timestamp)
            .map_err(|error| invalid(error.to_string()))?;
    }
    Ok(CheckedBatch { bytes, records: header.record_count })
}

/// Cuts the one batch out (`ProduceRequest.validateRecords`). Bytes after it that could be the
/// beginning of another one, but are no whole one, are dropped, as in Kafka.
///
/// # Errors
/// What the producer is to be told.
pub(crate) fn only_batch(bytes: &[u8]) -> Result<Batch<'_>, Refusal> {
    let Some(size) = next_size(bytes)? else {
        return Err(invalid("There is no whole record batch."));
    };
    let (first, rest) = bytes.split_at_checked(size).unwrap_or((bytes, &[]));
    if first.get(MAGIC_AT) != Some(&2) {
        return Err(invalid("Only batches of format 2 are taken."));
    }
    if next_size(rest)?.is_some() {
        return Err(invalid("There is more than one record batch."));
    }
    let (batch, _) = Batch::split(first).map_err(|error| corrupt(&error))?;
    Ok(batch)
}

/// The size of the first batch, of any format; `None` if it is not there in whole
/// (`ByteBufferLogInputStream`).
fn next_size(bytes: &[u8]) -> Result<Option<usize>, Refusal> {
    let length = bytes.get(LENGTH_AT..LOG_OVERHEAD).and_then(<[u8]>::first_chunk);
    let Some(length) = length.map(|length| i32::from_be_bytes(*length)) else { return Ok(None) };
    if length < LENGTH_MIN {
        return Err(Refusal::new(
            ErrorCode::CORRUPT_MESSAGE,
            format!("A record batch declares {length} bytes."),
        ));
    }
    match bytes.get(MAGIC_AT) {
        None => return Ok(None),
        Some(0..=2) => {}
        Some(magic) => {
            let message = format!("No record batch has the format {}.", *magic as i8);
            return Err(Refusal::new(ErrorCode::CORRUPT_MESSAGE, message));
        }
    }
    let size = usize::try_from(length).unwrap_or(0) + LOG_OVERHEAD;
    Ok((size <= bytes.len()).then_some(size))
}

/// Walks the records and gives their largest timestamp, in milliseconds.
fn check_records(batch: &Batch<'_>, limits: Limits) -> Result<i64, Refusal> {
    let wrong = |error: BatchError| invalid(error.to_string());
    let is_log_append_time = batch.header.timestamp_type() == TimestampType::LogAppendTime;
    let mut max_timestamp = NO_TIMESTAMP;
    let mut wrong_times = Vec::new();
    for (index, record) in (0..).zip(batch.records().map_err(wrong)?) {
        let record = record.map_err(wrong)?;
        if record.offset_delta != index {
            let found = record.offset_delta;
            return Err(invalid(format!("Record {index} has the offset delta {found}.")));
        }
        max_timestamp = max_timestamp.max(record.timestamp);
        if RECORD_ERRORS_MAX <= wrong_times.len() {
            continue;
        }
        let ahead_ms = i128::from(record.timestamp) - i128::from(limits.now_ms);
        if i128::from(limits.timestamp_after_max_ms) < ahead_ms {
            let why = format!("Timestamp {} is too far ahead.", record.timestamp);
            wrong_times.push((index, why));
        } else if record.timestamp == NO_TIMESTAMP && is_log_append_time {
            wrong_times.push((index, "A producer cannot set the time of the log.".to_owned()));
        }
    }
    if wrong_times.is_empty() {
        return Ok(max_timestamp);
    }
    Err(Refusal {
        code: ErrorCode::INVALID_TIMESTAMP,
        message: Some("The timestamps of one or more records are not allowed.".to_owned()),
        records: wrong_times,
    })
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new(ErrorCode::INVALID_RECORD, message)
}

fn corrupt(error: &BatchError) -> Refusal {
    Refusal::new(ErrorCode::CORRUPT_MESSAGE, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::batch::BatchBuilder;

    const LIMITS: Limits =
        Limits { message_max_bytes: 1000, timestamp_after_max_ms: 100, now_ms: 5000 };

    fn batch(builder: BatchBuilder, timestamps: &[i64]) -> Vec<u8> {
        let mut builder = builder;
        for timestamp in timestamps {
            builder.push(*timestamp, Some(b"k"), Some(b"v"), &[]).unwrap();
        }
        builder.finish()
    }

    fn plain() -> Vec<u8> {
        batch(BatchBuilder::new(0), &[4000, 4500, 4400])
    }

    fn code(bytes: &[u8]) -> ErrorCode {
        check(Some(bytes), LIMITS).unwrap_err().code
    }

    #[test]
    fn a_sound_batch_passes_as_it_is() {
        let bytes = plain();
        assert_eq!(check(Some(&bytes), LIMITS), Ok(CheckedBatch { bytes, records: 3 }));
    }

    #[test]
    fn every_flipped_bit_of_the_content_is_found() {
        let bytes = plain();
        // Base offset, length, leader epoch and format are not covered by the checksum.
        for at in 17..bytes.len() {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1 << bit;
                assert_eq!(code(&flipped), ErrorCode::CORRUPT_MESSAGE, "bit {bit} of byte {at}");
            }
        }
    }

    #[test]
    fn every_cut_is_refused() {
        let bytes = plain();
        for end in 0..bytes.len() {
            assert_eq!(code(&bytes[..end]), ErrorCode::INVALID_RECORD, "{end} bytes");
        }
        assert_eq!(check(None, LIMITS).unwrap_err().code, ErrorCode::INVALID_RECORD);
    }

    #[test]
    fn one_batch_only() {
        assert_eq!(code(&[plain(), plain()].concat()), ErrorCode::INVALID_RECORD);
        let with_scraps = [plain(), vec![1, 2, 3]].concat();
        assert_eq!(check(Some(&with_scraps), LIMITS).unwrap().bytes, plain());
        // What cannot be a batch is looked at as far as it goes.
        let with_zeros = [plain(), vec![0; 12]].concat();
        assert_eq!(code(&with_zeros), ErrorCode::CORRUPT_MESSAGE);
    }

    #[test]
    fn what_no_producer_may_send() {
        let new = || BatchBuilder::new(0);
        assert_eq!(code(&batch(BatchBuilder::new(7), &[1])), ErrorCode::INVALID_RECORD);
        assert_eq!(code(&batch(new().control(), &[1])), ErrorCode::INVALID_RECORD);
        let idempotent = batch(new().producer(5, 0, 0), &[1]);
        assert_eq!(code(&idempotent), ErrorCode::UNSUPPORTED_FOR_MESSAGE_FORMAT);
        assert_eq!(code(&batch(new(), &[0; 200])), ErrorCode::MESSAGE_TOO_LARGE);
        assert_eq!(code(&new().finish()), ErrorCode::INVALID_RECORD);
        let mut old = plain();
        old[16] = 1;
        assert_eq!(code(&old), ErrorCode::INVALID_RECORD);
        old[16] = 9;
        assert_eq!(code(&old), ErrorCode::CORRUPT_MESSAGE);
        for length in [i32::MIN, -1, 0, 13, 48] {
            let mut short = plain();
            short[8..12].copy_from_slice(&length.to_be_bytes());
            assert_eq!(code(&short), ErrorCode::CORRUPT_MESSAGE, "{length}");
        }
    }

    #[test]
    fn records_from_the_future_are_named() {
        assert!(check(Some(&batch(BatchBuilder::new(0), &[5100, -1, i64::MIN])), LIMITS).is_ok());
        let refusal =
            check(Some(&batch(BatchBuilder::new(0), &[5101, 5100, i64::MAX])), LIMITS).unwrap_err();
        assert_eq!(refusal.code, ErrorCode::INVALID_TIMESTAMP);
        let named: Vec<i32> = refusal.records.iter().map(|(index, _)| *index).collect();
        assert_eq!(named, [0, 2]);
    }

    #[test]
    fn a_wrong_largest_timestamp_is_set_right() {
        for wrong in [-1, 99, 4499, i64::MAX] {
            let mut bytes = plain();
            wire::batch::set_max_timestamp(&mut bytes, TimestampType::CreateTime, wrong).unwrap();
            assert_ne!(bytes, plain());
            assert_eq!(check(Some(&bytes), LIMITS).unwrap().bytes, plain());
        }
    }

    #[test]
    fn the_time_of_the_log_is_not_for_producers() {
        let stamped = |timestamp| batch(BatchBuilder::new(0).log_append_time(timestamp), &[7, 8]);
        let taken = check(Some(&stamped(99)), LIMITS).unwrap().bytes;
        let (taken, _) = Batch::split(&taken).unwrap();
        assert_eq!(taken.header.timestamp_type(), TimestampType::CreateTime);
        assert_eq!(taken.header.max_timestamp, 99);
        assert_eq!(taken.check_crc(), Ok(()));
        for (timestamp, records) in [(-1, vec![0, 1]), (5101, vec![0, 1])] {
            let refusal = check(Some(&stamped(timestamp)), LIMITS).unwrap_err();
            assert_eq!(refusal.code, ErrorCode::INVALID_TIMESTAMP, "{timestamp}");
            let named: Vec<i32> = refusal.records.iter().map(|(index, _)| *index).collect();
            assert_eq!(named, records, "{timestamp}");
        }
    }
}
