//! What a broker checks of a batch that a producer sends, before the core hears of it.
//!
//! In Kafka's order: the number of batches and their format (`ProduceRequest.validateRecords`),
//! base offset, size and checksum (`UnifiedLog.analyzeAndValidateRecords`), the header and each
//! record (`LogValidator`). Compressed records are looked at piece by piece as they are
//! decompressed, and kept as they were sent: `compression.type=producer`, the only one here.
//!
//! Stricter than Kafka: the offset deltas of records must count 0, 1, 2, … (Kafka passes those that
//! are not compressed whatever they are, and fails over compressed ones with
//! UNKNOWN_SERVER_ERROR); a record's length is held against what stands inside, compressed or not,
//! since a consumer that trusts it would stop there for good; and a batch may become so many
//! bytes and no more. Which error Kafka has for what is wrong with a compressed batch was asked of
//! Kafka's own classes: `batch/kafka.txt`.
//!
//! A batch that says that its time is the log's (LogAppendTime), which no producer should, has the
//! header's largest timestamp for each of its records, and is then kept as if it said CreateTime:
//! so does Kafka, which refuses it only where that timestamp is −1.
//!
//! Whether a batch of an idempotent producer is the next one the core says, who remembers those
//! before it; here it only has to have a sequence. Batches of transactions are refused: there are
//! none yet.

#[cfg(test)]
mod tests;

use compress::{Codec, Decompressor, Fault};
use wire::ErrorCode;
use wire::batch::{
    Batch, BatchError, Compression, LOG_OVERHEAD, RecordOutline, RecordStream, TimestampType,
};

use crate::ask::{CheckedBatch, Refusal};

/// What the checks need to know of the broker.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// `message.max.bytes`.
    pub(crate) message_max_bytes: usize,
    /// `message.timestamp.after.max.ms`.
    pub(crate) timestamp_after_max_ms: i64,
    /// How many bytes the records of a batch may become when they are decompressed.
    pub(crate) decompressed_max_bytes: usize,
    /// The broker's clock, in milliseconds since 1970.
    pub(crate) now_ms: i64,
    /// `cleanup.policy` has `compact`: which record is the last of its key has to be known.
    pub(crate) keys_needed: bool,
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
/// The version of Produce since which zstd may be sent (KIP-110).
const ZSTD_SINCE: i16 = 7;

/// The one batch in the records of a produce request.
///
/// # Errors
/// What the producer is to be told.
pub(crate) fn check(
    records: Option<&[u8]>,
    version: i16,
    limits: Limits,
    decompressor: &mut Decompressor,
) -> Result<CheckedBatch, Refusal> {
    let (batch, max_timestamp) = judge(records.unwrap_or_default(), version, limits, decompressor)?;
    let header = batch.header;
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

/// The one batch, and the largest timestamp of its records, in milliseconds.
fn judge<'a>(
    records: &'a [u8],
    version: i16,
    limits: Limits,
    decompressor: &mut Decompressor,
) -> Result<(Batch<'a>, i64), Refusal> {
    let batch = only_batch(records, version)?;
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
    let compression = check_header(&batch)?;
    let max_timestamp = check_records(&batch, compression, limits, decompressor)?;
    Ok((batch, max_timestamp))
}

/// Judges the header of a batch whose checksum is right, and says how it is compressed.
fn check_header(batch: &Batch<'_>) -> Result<Compression, Refusal> {
    let header = batch.header;
    let compression = header
        .compression()
        .map_err(|error| Refusal::new(ErrorCode::UNKNOWN_SERVER_ERROR, error.to_string()))?;
    batch.check_count().map_err(|error| invalid(error.to_string()))?;
    if header.is_control() {
        return Err(invalid("Clients may not write control records."));
    }
    if 0 <= header.producer_id && header.base_sequence < 0 {
        let (producer, sequence) = (header.producer_id, header.base_sequence);
        return Err(invalid(format!("Producer {producer} has the sequence {sequence}.")));
    }
    if header.is_transactional() {
        let message = "This broker does not serve transactions yet.";
        return Err(Refusal::new(ErrorCode::TRANSACTIONAL_ID_AUTHORIZATION_FAILED, message));
    }
    Ok(compression)
}

/// What a broker with Kafka's defaults says to the records of a Produce request of this version, at
/// a time when no record can be too late: how many they are. For those who measure or who look for
/// input that does harm; the server goes by its own configuration and clock.
///
/// # Errors
/// The error that a producer would be told.
pub fn judge_records(
    records: &[u8],
    version: i16,
    decompressor: &mut Decompressor,
) -> Result<i32, ErrorCode> {
    let limits = Limits {
        message_max_bytes: 1_048_588,
        timestamp_after_max_ms: i64::MAX,
        decompressed_max_bytes: 104_857_600,
        now_ms: 0,
        keys_needed: false,
    };
    let judged = judge(records, version, limits, decompressor);
    judged.map(|(batch, _)| batch.header.record_count).map_err(|refusal| refusal.code)
}

/// Cuts the one batch out of a request of this version (`ProduceRequest.validateRecords`). Bytes
/// after it that could be the beginning of another one, but are no whole one, are dropped, as in
/// Kafka.
///
/// # Errors
/// What the producer is to be told.
pub(crate) fn only_batch(bytes: &[u8], version: i16) -> Result<Batch<'_>, Refusal> {
    let Some(size) = next_size(bytes)? else {
        return Err(invalid("There is no whole record batch."));
    };
    let (first, rest) = bytes.split_at_checked(size).unwrap_or((bytes, &[]));
    if first.get(MAGIC_AT) != Some(&2) {
        return Err(invalid("Only batches of format 2 are taken."));
    }
    let (batch, _) = Batch::split(first).map_err(|error| corrupt(&error))?;
    if version < ZSTD_SINCE && batch.header.compression() == Ok(Compression::Zstd) {
        let message = format!("Produce v{version} may not have zstd.");
        return Err(Refusal::new(ErrorCode::UNSUPPORTED_COMPRESSION_TYPE, message));
    }
    if next_size(rest)?.is_some() {
        return Err(invalid("There is more than one record batch."));
    }
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
fn check_records(
    batch: &Batch<'_>,
    compression: Compression,
    limits: Limits,
    decompressor: &mut Decompressor,
) -> Result<i64, Refusal> {
    let wrong = |error: BatchError| invalid(error.to_string());
    let mut records = RecordStream::new(&batch.header);
    let mut seen = Seen::new(batch, limits);
    let mut tell = |record: RecordOutline| seen.record(record);
    match Codec::from_code(compression.code()) {
        None => records.feed(batch.payload(), &mut tell).map_err(wrong)?,
        Some(codec) => {
            let most = limits.decompressed_max_bytes;
            let mut chunks = decompressor.open(codec, batch.payload(), most);
            loop {
                let chunk = chunks.next_chunk().map_err(|error| broken(&error))?;
                if chunk.is_empty() {
                    break;
                }
                records.feed(chunk, &mut tell).map_err(wrong)?;
            }
        }
    }
    records.end().map_err(wrong)?;
    seen.outcome()
}

/// What is noted of a batch's records.
struct Seen {
    /// The largest timestamp that a record may have, in milliseconds; none may, if it is without.
    latest_ms: i64,
    keys_needed: bool,
    /// Whether the header says that the time is the log's, and none.
    is_without_time: bool,
    max_timestamp: i64,
    /// The first record whose offset delta is not its index, and that delta.
    misplaced: Option<(i32, i32)>,
    /// That of the whole: INVALID_TIMESTAMP if one record has it (`processRecordErrors`).
    code: ErrorCode,
    wrong: Vec<(i32, String)>,
}

impl Seen {
    fn new(batch: &Batch<'_>, limits: Limits) -> Seen {
        let is_log_append_time = batch.header.timestamp_type() == TimestampType::LogAppendTime;
        let is_without_time = is_log_append_time && batch.header.max_timestamp == NO_TIMESTAMP;
        let latest_ms = limits.now_ms.saturating_add(limits.timestamp_after_max_ms);
        Seen {
            latest_ms: if is_without_time { i64::MIN } else { latest_ms },
            keys_needed: limits.keys_needed,
            is_without_time,
            max_timestamp: NO_TIMESTAMP,
            misplaced: None,
            code: ErrorCode::NONE,
            wrong: Vec::new(),
        }
    }

    #[inline]
    fn record(&mut self, record: RecordOutline) {
        if record.offset_delta != record.index && self.misplaced.is_none() {
            self.misplaced = Some((record.index, record.offset_delta));
        }
        self.max_timestamp = self.max_timestamp.max(record.timestamp);
        if self.latest_ms < record.timestamp || self.keys_needed && !record.has_key {
            self.wrong(record.index, record.timestamp, record.has_key);
        }
    }

    /// It takes no outline whole, so that none has to stand in memory for it.
    #[cold]
    fn wrong(&mut self, index: i32, timestamp: i64, has_key: bool) {
        let is_without_key = self.keys_needed && !has_key;
        if self.code != ErrorCode::INVALID_TIMESTAMP {
            self.code = match is_without_key {
                true => ErrorCode::INVALID_RECORD,
                false => ErrorCode::INVALID_TIMESTAMP,
            };
        }
        if RECORD_ERRORS_MAX <= self.wrong.len() {
            return;
        }
        let why = if is_without_key {
            "It has no key.".to_owned()
        } else if self.is_without_time {
            "A producer cannot set the time of the log.".to_owned()
        } else {
            format!("Timestamp {timestamp} is too far ahead.")
        };
        self.wrong.push((index, why));
    }

    fn outcome(self) -> Result<i64, Refusal> {
        if let Some((index, found)) = self.misplaced {
            return Err(invalid(format!("Record {index} has the offset delta {found}.")));
        }
        if self.wrong.is_empty() {
            return Ok(self.max_timestamp);
        }
        let message = match self.code {
            ErrorCode::INVALID_TIMESTAMP => "One or more records have a time that is not allowed.",
            _ => "One or more records have been rejected.",
        };
        let message = Some(message.to_owned());
        Err(Refusal { code: self.code, message, records: self.wrong })
    }
}

/// What cannot be decompressed. For all of it but the size, of which Kafka knows no bound, Kafka
/// has no better error than this one, which at least no client tries again. At a batch that is too
/// large, clients split it.
fn broken(error: &compress::Error) -> Refusal {
    let code = match error.what {
        Fault::TooLarge { .. } => ErrorCode::MESSAGE_TOO_LARGE,
        _ => ErrorCode::UNKNOWN_SERVER_ERROR,
    };
    Refusal::new(code, error.to_string())
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new(ErrorCode::INVALID_RECORD, message)
}

fn corrupt(error: &BatchError) -> Refusal {
    Refusal::new(ErrorCode::CORRUPT_MESSAGE, error.to_string())
}
