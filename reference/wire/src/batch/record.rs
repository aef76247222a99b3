//! The records inside a batch, read one after another without allocating.

use super::header::{BatchHeader, HEADER_SIZE, TimestampType};
use super::{BatchError, BatchFault};
use crate::varint;

/// One record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record<'a> {
    /// Where it begins, in bytes from the start of the batch, as if it were not compressed.
    pub position: usize,
    /// Its offset, less the batch's base offset.
    pub offset_delta: i32,
    /// Its offset.
    pub offset: i64,
    /// Its time stamp in milliseconds; the batch's, if the broker stamped it.
    pub timestamp: i64,
    /// The key.
    pub key: Option<&'a [u8]>,
    /// The value; without one the record deletes its key.
    pub value: Option<&'a [u8]>,
    /// The headers.
    pub headers: RecordHeaders<'a>,
}

/// A header of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordHeader<'a> {
    /// The key: text in UTF-8, which nobody has checked.
    pub key: &'a [u8],
    /// The value.
    pub value: Option<&'a [u8]>,
}

/// The headers of a record, in order. They have been checked when the record was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordHeaders<'a> {
    count: u32,
    bytes: &'a [u8],
}

/// The records of a batch; ends after the first error, or after as many as the header says.
#[derive(Debug, Clone)]
pub struct Records<'a> {
    header: BatchHeader,
    cursor: Cursor<'a>,
    left: i32,
}

/// Bytes, and where they are in the batch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) rest: &'a [u8],
    pub(super) position: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(header: BatchHeader, payload: &'a [u8]) -> Records<'a> {
        let cursor = Cursor { rest: payload, position: HEADER_SIZE };
        Records { header, cursor, left: header.record_count }
    }

    fn read(&mut self) -> Result<Record<'a>, BatchError> {
        let position = self.cursor.position;
        let length = self.cursor.length()?;
        let begin = self.cursor.position;
        let mut body = Cursor { position: begin, rest: self.cursor.take(length)? };
        body.take(1)?; // Attributes of a record, of which there are none yet.
        let timestamp_delta = body.long()?;
        let offset_delta = body.int()?;
        let key = body.nullable()?;
        let value = body.nullable()?;
        let headers = RecordHeaders::read(&mut body)?;
        if !body.rest.is_empty() {
            return Err(BatchError::new(body.position, BatchFault::Trailing(body.rest.len())));
        }
        let timestamp = self.header.record_timestamp(timestamp_delta);
        let offset = self.header.base_offset.wrapping_add(i64::from(offset_delta));
        Ok(Record { position, offset_delta, offset, timestamp, key, value, headers })
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, BatchError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.left <= 0 {
            let extra = core::mem::take(&mut self.cursor.rest).len();
            let error = BatchError::new(self.cursor.position, BatchFault::Trailing(extra));
            return (extra != 0).then_some(Err(error));
        }
        self.left -= 1;
        let record = self.read();
        if record.is_err() {
            self.left = 0;
            self.cursor.rest = &[];
        }
        Some(record)
    }
}

/// What makes a record's time stamp of its delta.
#[derive(Debug, Clone, Copy)]
pub(super) struct RecordTimes {
    base: i64,
    /// The bits of a delta that count: all or none.
    mask: i64,
}

impl RecordTimes {
    /// A record's time stamp in milliseconds.
    #[inline]
    pub(super) fn of(self, timestamp_delta: i64) -> i64 {
        self.base.wrapping_add(timestamp_delta & self.mask)
    }
}

impl BatchHeader {
    pub(super) fn record_times(&self) -> RecordTimes {
        match self.timestamp_type() {
            TimestampType::CreateTime => RecordTimes { base: self.base_timestamp, mask: -1 },
            TimestampType::LogAppendTime => RecordTimes { base: self.max_timestamp, mask: 0 },
        }
    }

    /// A record's time stamp in milliseconds.
    pub(super) fn record_timestamp(&self, timestamp_delta: i64) -> i64 {
        self.record_times().of(timestamp_delta)
    }
}

impl<'a> RecordHeaders<'a> {
    /// Those of a record of an old format: none.
    pub(super) const NONE: RecordHeaders<'static> = RecordHeaders { count: 0, bytes: &[] };

    fn read(cursor: &mut Cursor<'a>) -> Result<RecordHeaders<'a>, BatchError> {
        let position = cursor.position;
        let declared = cursor.int()?;
        let Ok(count) = u32::try_from(declared) else {
            return Err(BatchError::new(position, BatchFault::BadRecordLength(declared.into())));
        };
        let bytes = cursor.rest;
        for _ in 0..count {
            cursor.header()?;
        }
        let size = bytes.len() - cursor.rest.len();
        Ok(RecordHeaders { count, bytes: bytes.get(..size).unwrap_or_default() })
    }

    /// The number of headers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The headers as they stand in the record.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The headers.
    pub fn iter(&self) -> impl Iterator<Item = RecordHeader<'a>> + use<'a> {
        let mut cursor = Cursor { rest: self.bytes, position: 0 };
        core::iter::from_fn(
            move || {
                if cursor.rest.is_empty() { None } else { cursor.header().ok() }
            },
        )
    }
}

impl<'a> Cursor<'a> {
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], BatchError> {
        match self.rest.split_at_checked(count) {
            Some((taken, rest)) => {
                self.rest = rest;
                self.position += count;
                Ok(taken)
            }
            None => {
                let what = BatchFault::Truncated { needed: count, left: self.rest.len() };
                Err(BatchError::new(self.position, what))
            }
        }
    }

    fn varint(&mut self, bits: u32) -> Result<i64, BatchError> {
        // Most are of one byte.
        if let Some((first, rest)) = self.rest.split_first()
            && *first < 0x80
        {
            self.rest = rest;
            self.position += 1;
            return Ok(varint::unzigzag(u64::from(*first)));
        }
        self.long_varint(bits)
    }

    fn long_varint(&mut self, bits: u32) -> Result<i64, BatchError> {
        match varint::read(self.rest, bits) {
            Some((value, size)) => {
                self.take(size)?;
                Ok(varint::unzigzag(value))
            }
            None if varint::unfinished(self.rest, bits) => {
                let left = self.rest.len();
                let what = BatchFault::Truncated { needed: left + 1, left };
                Err(BatchError::new(self.position, what))
            }
            None => Err(BatchError::new(self.position, BatchFault::BadVarint)),
        }
    }

    /// 32 bits of zigzag always fit.
    pub(super) fn int(&mut self) -> Result<i32, BatchError> {
        Ok(self.varint(32)? as i32)
    }

    pub(super) fn long(&mut self) -> Result<i64, BatchError> {
        self.varint(64)
    }

    /// A length that is not that of null.
    pub(super) fn length(&mut self) -> Result<usize, BatchError> {
        let position = self.position;
        let length = self.int()?;
        usize::try_from(length)
            .map_err(|_| BatchError::new(position, BatchFault::BadRecordLength(length.into())))
    }

    pub(super) fn nullable(&mut self) -> Result<Option<&'a [u8]>, BatchError> {
        let position = self.position;
        match self.int()? {
            -1 => Ok(None),
            length => match usize::try_from(length) {
                Ok(length) => self.take(length).map(Some),
                Err(_) => {
                    Err(BatchError::new(position, BatchFault::BadRecordLength(length.into())))
                }
            },
        }
    }

    fn header(&mut self) -> Result<RecordHeader<'a>, BatchError> {
        let position = self.position;
        match self.nullable()? {
            Some(key) => Ok(RecordHeader { key, value: self.nullable()? }),
            None => Err(BatchError::new(position, BatchFault::BadRecordLength(-1))),
        }
    }
}
