//! The records of a batch that is decompressed piece by piece: their outlines, without a buffer.
//!
//! This is how a broker looks at what a producer sends (`DefaultRecordBatch.skipKeyValueIterator`):
//! keys, values and headers are stepped over. One thing is stricter than in Kafka, which trusts a
//! compressed record's length: here it is held against what stands inside.

use super::header::{BatchHeader, HEADER_SIZE};
use super::quick::quick_records;
use super::record::Cursor;
use super::{BatchError, BatchFault};
use crate::varint;

/// A record without its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordOutline {
    /// Where it begins, in bytes from the start of the batch, as if it were not compressed.
    pub position: usize,
    /// How many records are before it in the batch.
    pub index: i32,
    /// Its offset, less the batch's base offset.
    pub offset_delta: i32,
    /// Its time stamp in milliseconds; the batch's, if the broker stamped it.
    pub timestamp: i64,
    /// Whether it has a key.
    pub has_key: bool,
    /// Whether it has a value.
    pub has_value: bool,
}

/// Takes a batch's records in pieces of any size and tells of each.
#[derive(Debug, Clone)]
pub struct RecordStream {
    header: BatchHeader,
    /// Records that are still to begin or to end.
    left: i32,
    position: usize,
    /// The record that a piece has cut.
    cut: Option<Cut>,
}

/// A record of which the beginning has been read.
#[derive(Debug, Clone, Copy)]
struct Cut {
    outline: RecordOutline,
    part: Part,
    /// Bytes of the record's body that are still to come.
    body_left: usize,
    /// What has been read of a variable-length integer, and where it began.
    integer: [u8; 10],
    integer_size: usize,
    integer_at: usize,
    /// Bytes to step over.
    skip: usize,
    headers_left: i32,
}

/// What of a record comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Length,
    Attributes,
    TimestampDelta,
    OffsetDelta,
    Key,
    Value,
    HeaderCount,
    HeaderKey,
    HeaderValue,
    End,
}

impl RecordStream {
    /// Before the first byte of the records of a batch with this header.
    #[must_use]
    pub fn new(header: &BatchHeader) -> RecordStream {
        RecordStream {
            header: *header,
            left: header.record_count,
            position: HEADER_SIZE,
            cut: None,
        }
    }

    /// Takes the next bytes and tells of each record that ends in them.
    ///
    /// # Errors
    /// The first fault. The stream is of no more use then.
    pub fn feed(
        &mut self,
        piece: &[u8],
        mut tell: impl FnMut(RecordOutline),
    ) -> Result<(), BatchError> {
        let mut rest = piece;
        loop {
            if self.cut.is_none() {
                rest = self.whole_records(rest, &mut tell)?;
                if rest.is_empty() {
                    return Ok(());
                }
                if self.left <= 0 {
                    return Err(BatchError::new(self.position, BatchFault::Trailing(rest.len())));
                }
                self.cut = Some(Cut::new(self.position, self.index()));
            }
            rest = self.cut_record(rest, &mut tell)?;
            if rest.is_empty() {
                return Ok(());
            }
        }
    }

    /// That there is no byte more.
    ///
    /// # Errors
    /// [`BatchFault::Truncated`] if the last record is not whole, or not the last that is due.
    pub fn end(self) -> Result<(), BatchError> {
        if self.left <= 0 {
            return Ok(());
        }
        let needed = self.cut.map_or(1, |cut| cut.body_left.max(1));
        Err(BatchError::new(self.position, BatchFault::Truncated { needed, left: 0 }))
    }

    /// The quick way, for records that are wholly in the piece. Gives what is left of it.
    fn whole_records<'p>(
        &mut self,
        piece: &'p [u8],
        tell: &mut impl FnMut(RecordOutline),
    ) -> Result<&'p [u8], BatchError> {
        let mut rest = piece;
        while 0 < self.left && !rest.is_empty() {
            rest = self.quick_records(rest, tell);
            if self.left <= 0 || rest.is_empty() {
                break;
            }
            // It is not whole, or not sound (here is what of it), or of another shape.
            let mut cursor = Cursor { rest, position: self.position };
            let length = match cursor.length() {
                Ok(length) => length,
                Err(BatchError { what: BatchFault::Truncated { .. }, .. }) => break,
                Err(error) => return Err(error),
            };
            let begin = cursor.position;
            let Ok(body) = cursor.take(length) else { break };
            tell(self.outline(Cursor { rest: body, position: begin })?);
            rest = cursor.rest;
            self.position = cursor.position;
            self.left -= 1;
        }
        Ok(rest)
    }

    /// Tells of records as long as they are of the usual shape. Gives what is left of the piece.
    fn quick_records<'p>(
        &mut self,
        piece: &'p [u8],
        tell: &mut impl FnMut(RecordOutline),
    ) -> &'p [u8] {
        let (index, times) = (self.index(), self.header.record_times());
        let begin = RecordOutline { position: self.position, index, ..RecordOutline::default() };
        let end = self.header.record_count;
        let (index, rest) = quick_records(piece, begin, end, times, tell);
        self.position += piece.len() - rest.len();
        self.left = end - index;
        rest
    }

    /// How many records have ended.
    fn index(&self) -> i32 {
        self.header.record_count.saturating_sub(self.left)
    }

    fn outline(&self, mut body: Cursor<'_>) -> Result<RecordOutline, BatchError> {
        body.take(1)?;
        let timestamp = self.header.record_timestamp(body.long()?);
        let offset_delta = body.int()?;
        let has_key = body.nullable()?.is_some();
        let has_value = body.nullable()?.is_some();
        let headers_at = body.position;
        let headers = body.int()?;
        if headers < 0 {
            let what = BatchFault::BadRecordLength(headers.into());
            return Err(BatchError::new(headers_at, what));
        }
        for _ in 0..headers {
            let key_length = body.length()?;
            body.take(key_length)?;
            body.nullable()?;
        }
        if !body.rest.is_empty() {
            return Err(BatchError::new(body.position, BatchFault::Trailing(body.rest.len())));
        }
        let (position, index) = (self.position, self.index());
        Ok(RecordOutline { position, index, offset_delta, timestamp, has_key, has_value })
    }

    /// The slow way, for a record that is not wholly in the piece. Gives what is left of it.
    fn cut_record<'p>(
        &mut self,
        piece: &'p [u8],
        tell: &mut impl FnMut(RecordOutline),
    ) -> Result<&'p [u8], BatchError> {
        let Some(mut cut) = self.cut.take() else { return Ok(piece) };
        let mut rest = piece;
        loop {
            let before = rest.len();
            let is_whole = cut.advance(&mut rest, &self.header, self.position)?;
            self.position += before - rest.len();
            if is_whole {
                self.left -= 1;
                tell(cut.outline);
                return Ok(rest);
            }
            if rest.is_empty() {
                self.cut = Some(cut);
                return Ok(rest);
            }
        }
    }
}

impl Cut {
    fn new(position: usize, index: i32) -> Cut {
        Cut {
            outline: RecordOutline { position, index, ..RecordOutline::default() },
            part: Part::Length,
            body_left: 0,
            integer: [0; 10],
            integer_size: 0,
            integer_at: position,
            skip: 0,
            headers_left: 0,
        }
    }

    /// Steps over bytes, or takes one. Returns whether the record has ended.
    fn advance(
        &mut self,
        rest: &mut &[u8],
        header: &BatchHeader,
        position: usize,
    ) -> Result<bool, BatchError> {
        if 0 < self.skip {
            let size = self.skip.min(rest.len());
            *rest = rest.get(size..).unwrap_or_default();
            self.skip -= size;
            return Ok(self.skip == 0 && self.part == Part::End);
        }
        let Some((byte, after)) = rest.split_first() else { return Ok(false) };
        if self.part != Part::Length {
            self.within(1, position)?;
        }
        *rest = after;
        if self.part == Part::Attributes {
            self.part = Part::TimestampDelta;
            return Ok(false);
        }
        if self.integer_size == 0 {
            self.integer_at = position;
        }
        let bits = if self.part == Part::TimestampDelta { 64 } else { 32 };
        match self.integer.get_mut(self.integer_size) {
            Some(place) => *place = *byte,
            None => return Err(BatchError::new(self.integer_at, BatchFault::BadVarint)),
        }
        self.integer_size += 1;
        let so_far = self.integer.get(..self.integer_size).unwrap_or_default();
        match varint::read(so_far, bits) {
            Some((value, _)) => {
                self.integer_size = 0;
                self.take(varint::unzigzag(value), header, position + 1)
            }
            None if varint::unfinished(so_far, bits) => Ok(false),
            None => Err(BatchError::new(self.integer_at, BatchFault::BadVarint)),
        }
    }

    /// Takes the integer that the part begins with; `position` is behind it. Returns whether the
    /// record has ended.
    fn take(
        &mut self,
        value: i64,
        header: &BatchHeader,
        position: usize,
    ) -> Result<bool, BatchError> {
        let is_nullable = matches!(self.part, Part::Key | Part::Value | Part::HeaderValue);
        let is_delta = matches!(self.part, Part::TimestampDelta | Part::OffsetDelta);
        if !is_delta && value < 0 && !(is_nullable && value == -1) {
            return Err(BatchError::new(self.integer_at, BatchFault::BadRecordLength(value)));
        }
        self.part = match self.part {
            Part::Length => {
                self.body_left = value as usize;
                Part::Attributes
            }
            Part::TimestampDelta => {
                self.outline.timestamp = header.record_timestamp(value);
                Part::OffsetDelta
            }
            Part::OffsetDelta => {
                self.outline.offset_delta = value as i32;
                Part::Key
            }
            Part::Key => {
                self.outline.has_key = value != -1;
                self.step_over(value, position)?;
                Part::Value
            }
            Part::Value => {
                self.outline.has_value = value != -1;
                self.step_over(value, position)?;
                Part::HeaderCount
            }
            Part::HeaderCount => {
                self.headers_left = value as i32;
                self.next_header()
            }
            Part::HeaderKey => {
                self.step_over(value, position)?;
                Part::HeaderValue
            }
            Part::HeaderValue => {
                self.step_over(value, position)?;
                self.headers_left -= 1;
                self.next_header()
            }
            Part::Attributes | Part::End => self.part,
        };
        if self.part == Part::End && self.body_left != 0 {
            let position = position + self.skip;
            return Err(BatchError::new(position, BatchFault::Trailing(self.body_left)));
        }
        Ok(self.part == Part::End && self.skip == 0)
    }

    fn next_header(&self) -> Part {
        if self.headers_left == 0 { Part::End } else { Part::HeaderKey }
    }

    fn step_over(&mut self, length: i64, position: usize) -> Result<(), BatchError> {
        let length = usize::try_from(length).unwrap_or(0);
        self.within(length, position)?;
        self.skip = length;
        Ok(())
    }

    /// That so many bytes are left of the record's own length.
    fn within(&mut self, needed: usize, position: usize) -> Result<(), BatchError> {
        let left = self.body_left;
        let truncated = BatchError::new(position, BatchFault::Truncated { needed, left });
        self.body_left = left.checked_sub(needed).ok_or(truncated)?;
        Ok(())
    }
}
