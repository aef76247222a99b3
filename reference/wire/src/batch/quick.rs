//! The quick way over a record that is whole, sound and of the usual shape, as most are.
//!
//! A producer's record counts its offsets on, its integers are short, and more follows it: its
//! fields before the key are then in two words of eight bytes, and what a field is takes a few
//! instructions. Of any other record nothing is said here: `stream` goes over it byte by byte, and
//! says what is wrong. Both take the same records for the same (tests damage them, and have them
//! of every shape).

use super::record::RecordTimes;
use super::stream::RecordOutline;
use crate::varint;

/// Bytes that must be there from a record's first on, so that both words can be read.
const WINDOW: usize = 16;
/// Bytes of a record from which on it pays to touch the records to come.
const LARGE: usize = 256;

/// Tells of records as long as they are of the usual shape, up to the one with the index `end`: the
/// first is at the start of `piece`, its position and index are `begin`'s. Gives the index of the
/// first that is not told of, and what is left of the piece.
///
/// It stands alone so that all it needs stays in registers.
#[inline(never)]
pub(super) fn quick_records<'p>(
    piece: &'p [u8],
    begin: RecordOutline,
    end: i32,
    times: RecordTimes,
    tell: &mut impl FnMut(RecordOutline),
) -> (i32, &'p [u8]) {
    let mut rest = piece;
    for index in begin.index..end {
        // No sum overflows; to look whether one does would take time for each record.
        let position = begin.position.wrapping_add(piece.len().wrapping_sub(rest.len()));
        let Some((record, after)) = quick_record(rest, index) else { return (index, rest) };
        let Quick { timestamp_delta, has_key, has_value } = record;
        let timestamp = times.of(timestamp_delta);
        let offset_delta = index;
        tell(RecordOutline { position, index, offset_delta, timestamp, has_key, has_value });
        rest = after;
    }
    (end, rest)
}

/// What a record says of itself.
struct Quick {
    timestamp_delta: i64,
    has_key: bool,
    has_value: bool,
}

/// A record whose offset delta is `index`, and what follows it.
#[inline(always)]
fn quick_record(piece: &[u8], index: i32) -> Option<(Quick, &[u8])> {
    let window: &[u8; WINDOW] = piece.first_chunk()?;
    let (length, mut key_at) = length(word(window, 0))?;
    let size = key_at + length;
    // After the length and the attributes of a record, of which there are none yet.
    let fields = match key_at {
        1 => word(window, 2),
        2 => word(window, 3),
        _ => word(window, 4),
    };
    let (timestamp_delta, bytes) = short(fields)?;
    key_at += 1 + bytes;
    let fields = skip(fields, bytes);
    let (offset_delta, bytes) = short(fields)?;
    if offset_delta != u64::from(index.cast_unsigned()) << 1 {
        return None;
    }
    key_at += bytes;
    // At least two bytes of the word are left.
    let fields = skip(fields, bytes);
    let has_key = fields & 0xff != NULL;
    let value_at = if fields & 0x81 == 0 {
        key_at + 1 + (fields >> 1 & 0x3f) as usize
    } else if !has_key {
        key_at + 1
    } else if fields & 0x8001 == 0 {
        key_at + 2 + (fields >> 1 & 0x3f | fields >> 2 & 0x1fc0) as usize
    } else {
        return None;
    };
    let rest = piece.get(value_at..)?;
    let (has_value, headers_at) = nullable(rest)?;
    let headers = *rest.get(headers_at)?;
    let end = value_at + headers_at + 1;
    if headers == 0 {
        if end != size {
            return None;
        }
    } else if !headers_fill(piece.get(end..size)?, headers) {
        return None;
    }
    let after = piece.get(size..)?;
    if LARGE <= size {
        touch(after, size);
    }
    let timestamp_delta = varint::unzigzag(timestamp_delta);
    Some((Quick { timestamp_delta, has_key, has_value }, after))
}

/// The zigzag of -1.
const NULL: u64 = 1;

/// Reads a byte where the record after the next two will be, if they are of one size, so that the
/// processor fetches it meanwhile: where a record begins, only the one before it says, and it would
/// wait for each.
#[inline(always)]
fn touch(after: &[u8], size: usize) {
    if let Some(byte) = after.get(2 * size) {
        core::hint::black_box(*byte);
    }
}

/// Whether so many headers (their number as it is written) take all these bytes.
fn headers_fill(mut bytes: &[u8], written: u8) -> bool {
    if written & 0x81 != 0 {
        return false;
    }
    for _ in 0..written >> 1 {
        let Some(rest) = after_header(bytes) else { return false };
        bytes = rest;
    }
    bytes.is_empty()
}

#[inline(always)]
fn after_header(bytes: &[u8]) -> Option<&[u8]> {
    let (true, key_end) = nullable(bytes)? else { return None };
    let bytes = bytes.get(key_end..)?;
    let (_, value_end) = nullable(bytes)?;
    bytes.get(value_end..)
}

/// Whether there is more than null at the start of `bytes`, and where it ends, which may be beyond
/// them.
#[inline(always)]
fn nullable(bytes: &[u8]) -> Option<(bool, usize)> {
    let Some(first) = bytes.first_chunk() else { return nullable_at_end(bytes) };
    let word = u64::from(u32::from_le_bytes(*first));
    match length(word) {
        Some((length, size)) => Some((true, size + length)),
        None => (word & 0xff == NULL).then_some((false, 1)),
    }
}

/// The same where fewer than four bytes are left, as in a last header.
fn nullable_at_end(bytes: &[u8]) -> Option<(bool, usize)> {
    match u64::from(*bytes.first()?) {
        NULL => Some((false, 1)),
        byte if byte & 0x81 == 0 => Some((true, 1 + (byte >> 1) as usize)),
        _ => None,
    }
}

/// Eight bytes of the window, from a place that is known when this is compiled.
#[inline(always)]
fn word(window: &[u8; WINDOW], at: usize) -> u64 {
    let bytes = window.get(at..).and_then(<[u8]>::first_chunk);
    bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// A word without its first one, two or three bytes.
#[inline(always)]
fn skip(word: u64, bytes: usize) -> u64 {
    match bytes {
        1 => word >> 8,
        2 => word >> 16,
        _ => word >> 24,
    }
}

/// The unsigned integer of at most three bytes at the start of a word, and how many they are.
#[inline(always)]
fn short(word: u64) -> Option<(u64, usize)> {
    if word & 0x80 == 0 {
        return Some((word & 0x7f, 1));
    }
    if word & 0x8000 == 0 {
        return Some((word & 0x7f | word >> 1 & 0x3f80, 2));
    }
    let three = word & 0x7f | word >> 1 & 0x3f80 | word >> 2 & 0x1f_c000;
    (word & 0x80_0000 == 0).then_some((three, 3))
}

/// The length, which is not negative, of at most three bytes at the start of a word, and how many
/// they are. It is half of what is written: zigzag.
#[inline(always)]
fn length(word: u64) -> Option<(usize, usize)> {
    if word & 0x81 == 0 {
        return Some(((word >> 1 & 0x3f) as usize, 1));
    }
    if word & 0x8001 == 0 {
        return Some(((word >> 1 & 0x3f | word >> 2 & 0x1fc0) as usize, 2));
    }
    let three = word >> 1 & 0x3f | word >> 2 & 0x1fc0 | word >> 3 & 0xf_e000;
    (word & 0x80_0001 == 0).then_some((three as usize, 3))
}
