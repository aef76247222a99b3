//! Messages of formats 0 and 1, as old segments hold them: one by one, or in a compressed wrapper.
//!
//! Format 1 added a time stamp, and offsets in a wrapper that count from its beginning (KIP-31,
//! KIP-32). They are read, and never written: a cleaner writes format 2 instead. Bytes after a
//! value, and a last message that is cut off inside a wrapper, are passed over as in Kafka.
//! Source: `LegacyRecord`, `AbstractLegacyRecordBatch`.

use super::header::{Compression, LENGTH_AT, MAGIC_AT, TimestampType};
use super::record::{Cursor, RecordHeaders};
use super::{BatchError, BatchFault, LOG_OVERHEAD, Record};

/// The least that the length of a message can be: checksum, format, attributes, two lengths.
pub(super) const LENGTH_MIN: i32 = 14;
const CRC_AT: usize = 12;
const ATTRIBUTES_AT: usize = 17;
const COMPRESSION: u8 = 0x07;
const LOG_APPEND_TIME: u8 = 0x08;
/// The time stamp of a message that has none.
const NO_TIMESTAMP: i64 = -1;

/// One message in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message<'a> {
    /// Its offset; of a wrapper, that of the last message in it.
    pub offset: i64,
    /// The format: 0 or 1.
    pub magic: i8,
    /// The stored CRC-32 of everything after it.
    pub crc: u32,
    /// Compression and type of time stamp.
    pub attributes: u8,
    /// Milliseconds; -1 in format 0. Of a wrapper, the highest inside.
    pub timestamp: i64,
    /// The key.
    pub key: Option<&'a [u8]>,
    /// The value; of a wrapper, the compressed messages.
    pub value: Option<&'a [u8]>,
    /// All its bytes.
    pub bytes: &'a [u8],
}

/// The messages of a wrapper, decompressed; ends after the first error.
#[derive(Debug, Clone)]
pub struct InnerMessages<'a> {
    wrapper: WrapperTime,
    /// What to add to each offset.
    base_offset: i64,
    rest: &'a [u8],
    position: usize,
}

/// What a wrapper says of the time of those inside.
#[derive(Debug, Clone, Copy)]
struct WrapperTime {
    timestamp: i64,
    is_log_append_time: bool,
}

impl<'a> Message<'a> {
    /// The message at the start of `bytes`, and what follows it. Checks length and format, not
    /// the checksum.
    ///
    /// # Errors
    /// [`BatchFault::Truncated`], [`BatchFault::BadLength`], [`BatchFault::BadMagic`] or
    /// [`BatchFault::BadRecordLength`].
    pub fn split(bytes: &'a [u8]) -> Result<(Message<'a>, &'a [u8]), BatchError> {
        let mut cursor = Cursor { rest: bytes, position: 0 };
        let offset = i64::from_be_bytes(cursor.array()?);
        let length = i32::from_be_bytes(cursor.array()?);
        if length < LENGTH_MIN {
            return Err(BatchError::new(LENGTH_AT, BatchFault::BadLength(length)));
        }
        let mut body = Cursor { position: CRC_AT, rest: cursor.take(length as usize)? };
        let crc = u32::from_be_bytes(body.array()?);
        let magic = i8::from_be_bytes(body.array()?);
        let [attributes] = body.array()?;
        let timestamp = match magic {
            0 => NO_TIMESTAMP,
            1 => i64::from_be_bytes(body.array()?),
            _ => return Err(BatchError::new(MAGIC_AT, BatchFault::BadMagic(magic))),
        };
        let key = body.old_nullable()?;
        let value = body.old_nullable()?;
        let size = LOG_OVERHEAD + length as usize;
        let bytes = bytes.get(..size).unwrap_or_default();
        let message = Message { offset, magic, crc, attributes, timestamp, key, value, bytes };
        Ok((message, cursor.rest))
    }

    /// The checksum of the content, which the message should have.
    #[must_use]
    pub fn computed_crc(&self) -> u32 {
        crc_fast::crc32_iso_hdlc(self.bytes.get(MAGIC_AT..).unwrap_or_default())
    }

    /// Checks the checksum.
    ///
    /// # Errors
    /// [`BatchFault::BadCrc`].
    pub fn check_crc(&self) -> Result<(), BatchError> {
        let (stored, computed) = (self.crc, self.computed_crc());
        if stored == computed {
            return Ok(());
        }
        Err(BatchError::new(CRC_AT, BatchFault::BadCrc { stored, computed }))
    }

    /// How the messages in a wrapper are compressed; a message that is none has no compression.
    ///
    /// # Errors
    /// [`BatchFault::BadCompression`] for a code that is none, or that of zstd, which these
    /// formats never had.
    pub fn compression(&self) -> Result<Compression, BatchError> {
        let code = self.attributes & COMPRESSION;
        match Compression::from_code(code) {
            None | Some(Compression::Zstd) => {
                Err(BatchError::new(ATTRIBUTES_AT, BatchFault::BadCompression(code)))
            }
            Some(compression) => Ok(compression),
        }
    }

    /// Who stamped the time; `None` in format 0.
    #[must_use]
    pub fn timestamp_type(&self) -> Option<TimestampType> {
        match (self.magic, self.attributes & LOG_APPEND_TIME) {
            (0, _) => None,
            (_, 0) => Some(TimestampType::CreateTime),
            _ => Some(TimestampType::LogAppendTime),
        }
    }

    /// The message as a record. That of a wrapper is of no use.
    #[must_use]
    pub fn record(&self) -> Record<'a> {
        let Message { offset, timestamp, key, value, .. } = *self;
        let headers = RecordHeaders::NONE;
        Record { position: 0, offset_delta: 0, offset, timestamp, key, value, headers }
    }

    /// The messages in `content`, which is what the value of this wrapper becomes when it is
    /// decompressed. In format 1 their offsets end with the wrapper's, unless that is 0, as some
    /// producers send it.
    ///
    /// # Errors
    /// [`BatchFault::EmptyWrapper`], [`BatchFault::BadWrapperOffset`] or what is wrong with one
    /// of the messages. Positions count from the start of `content`.
    pub fn inner<'p>(&self, content: &'p [u8]) -> Result<InnerMessages<'p>, BatchError> {
        let wrapper = WrapperTime {
            timestamp: self.timestamp,
            is_log_append_time: self.timestamp_type() == Some(TimestampType::LogAppendTime),
        };
        let mut inner = InnerMessages { wrapper, base_offset: 0, rest: content, position: 0 };
        let mut last = None;
        for message in inner.clone() {
            last = Some(message?.offset);
        }
        let Some(last) = last else { return Err(BatchError::new(0, BatchFault::EmptyWrapper)) };
        if self.magic == 1 && self.offset != 0 {
            if self.offset < last {
                let what = BatchFault::BadWrapperOffset { wrapper: self.offset, inner: last };
                return Err(BatchError::new(0, what));
            }
            inner.base_offset = self.offset.wrapping_sub(last);
        }
        Ok(inner)
    }
}

impl<'a> InnerMessages<'a> {
    fn read(&mut self) -> Result<Option<Record<'a>>, BatchError> {
        let message = match Message::split(self.rest) {
            Ok((message, rest)) => {
                self.rest = rest;
                message
            }
            // A message that is cut off ends the set.
            Err(BatchError {
                offset: 0 | LENGTH_AT | CRC_AT,
                what: BatchFault::Truncated { .. },
            }) => return Ok(None),
            Err(BatchError { offset, what }) => {
                return Err(BatchError::new(self.position + offset, what));
            }
        };
        if message.attributes & COMPRESSION != 0 {
            return Err(BatchError::new(self.position + ATTRIBUTES_AT, BatchFault::Nested));
        }
        let mut record = message.record();
        record.position = self.position;
        record.offset = message.offset.wrapping_add(self.base_offset);
        if message.magic == 1 && self.wrapper.is_log_append_time {
            record.timestamp = self.wrapper.timestamp;
        }
        self.position += message.bytes.len();
        Ok(Some(record))
    }
}

impl<'a> Iterator for InnerMessages<'a> {
    type Item = Result<Record<'a>, BatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let read = self.read().transpose();
        if !matches!(read, Some(Ok(_))) {
            self.rest = &[];
        }
        read
    }
}

impl<'a> Cursor<'a> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N], BatchError> {
        let bytes = self.take(N)?;
        Ok(bytes.first_chunk().copied().unwrap_or([0; N]))
    }

    /// Bytes after a length of 32 bits; any negative one is that of null, as in Kafka.
    fn old_nullable(&mut self) -> Result<Option<&'a [u8]>, BatchError> {
        match usize::try_from(i32::from_be_bytes(self.array()?)) {
            Ok(length) => self.take(length).map(Some),
            Err(_) => Ok(None),
        }
    }
}
