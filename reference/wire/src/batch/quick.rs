//! The quick way over a record that is whole and sound, which most are.
//!
//! It says nothing of any other: `stream` then goes over it again, and says what is wrong. Both
//! take the same records (a test damages them).

use super::header::BatchHeader;
use super::stream::RecordOutline;
use crate::varint;

/// A record that is whole and sound, and what follows it.
#[inline(always)]
pub(super) fn quick_outline<'p>(
    header: &BatchHeader,
    position: usize,
    piece: &'p [u8],
) -> Option<(RecordOutline, &'p [u8])> {
    let mut whole = Quick { rest: piece };
    let length = usize::try_from(whole.int()?).ok()?;
    let (body, after) = whole.rest.split_at_checked(length)?;
    let mut body = Quick { rest: body.get(1..)? };
    let timestamp = header.record_timestamp(varint::unzigzag(body.varint(64)?));
    let offset_delta = body.int()?;
    let has_key = body.step_over_nullable()?;
    let has_value = body.step_over_nullable()?;
    let headers = body.int()?;
    if headers < 0 {
        return None;
    }
    for _ in 0..headers {
        let key_length = usize::try_from(body.int()?).ok()?;
        body.rest = body.rest.get(key_length..)?;
        body.step_over_nullable()?;
    }
    let outline = RecordOutline { position, offset_delta, timestamp, has_key, has_value };
    body.rest.is_empty().then_some((outline, after))
}

/// A cursor that says nothing about what is wrong.
struct Quick<'p> {
    rest: &'p [u8],
}

impl Quick<'_> {
    #[inline(always)]
    fn varint(&mut self, bits: u32) -> Option<u64> {
        let (first, rest) = self.rest.split_first()?;
        if *first < 0x80 {
            self.rest = rest;
            return Some(u64::from(*first));
        }
        let (second, rest) = rest.split_first()?;
        if *second < 0x80 {
            self.rest = rest;
            return Some(u64::from(*second) << 7 | u64::from(*first & 0x7f));
        }
        let (value, size) = varint::read(self.rest, bits)?;
        self.rest = self.rest.get(size..)?;
        Some(value)
    }

    #[inline(always)]
    fn int(&mut self) -> Option<i32> {
        i32::try_from(varint::unzigzag(self.varint(32)?)).ok()
    }

    #[inline(always)]
    fn step_over_nullable(&mut self) -> Option<bool> {
        let length = self.int()?;
        if length == -1 {
            return Some(false);
        }
        self.rest = self.rest.get(usize::try_from(length).ok()?..)?;
        Some(true)
    }
}
