//! Messages of formats 0 and 1, given a header like that of a batch: no producer, no leader epoch.
//!
//! Attributes have the same bits in all formats, as far as these have them. A wrapper says where
//! its messages end, not where they begin: that is inside, compressed, and so is only looked for
//! where the bytes are at hand. Nothing here writes these formats. Source: `LegacyRecord`,
//! `AbstractLegacyRecordBatch`.

use wire::batch::{BatchHeader, Compression, Entry, Message};

use super::codecs;

/// Where the bytes that the checksum covers begin: with the magic.
pub(super) const CHECKSUMMED_AT: u64 = 16;
/// The bytes of a header of either format, as far as it is read.
const HEAD_BYTES: usize = 18;
/// What follows the length in an empty message of each format: checksum, magic, attributes, in
/// format 1 the timestamp, and two lengths.
const LENGTH_MIN: [i32; 2] = [14, 22];
/// Compression and type of timestamp.
const ATTRIBUTES: u8 = 0x0f;

/// Whether a header is that of a message.
pub(crate) fn is_old(header: &BatchHeader) -> bool {
    header.magic < 2
}

/// Whether a header is that of compressed messages.
pub(crate) fn is_wrapper(header: &BatchHeader) -> bool {
    is_old(header) && header.compression() != Ok(Compression::None)
}

/// The header of a message of format 0 or 1; `None` if the bytes are of neither. The text says why
/// they are none.
pub(super) fn read(bytes: &[u8]) -> Option<Result<BatchHeader, String>> {
    let (head, rest) = bytes.split_first_chunk::<HEAD_BYTES>()?;
    let [o0, o1, o2, o3, o4, o5, o6, o7, l0, l1, l2, l3, c0, c1, c2, c3, magic, attributes] = *head;
    let length_min = *LENGTH_MIN.get(usize::from(magic))?;
    let length = i32::from_be_bytes([l0, l1, l2, l3]);
    if length < length_min {
        return Some(Err(format!("length {length} is less than a message's, {length_min}")));
    }
    let timestamp = match (magic, rest.first_chunk()) {
        (0, _) => -1,
        (_, Some(timestamp)) => i64::from_be_bytes(*timestamp),
        (_, None) => return Some(Err("the message is cut off".to_owned())),
    };
    Some(Ok(BatchHeader {
        base_offset: i64::from_be_bytes([o0, o1, o2, o3, o4, o5, o6, o7]),
        length,
        partition_leader_epoch: super::NO_EPOCH,
        magic: magic as i8,
        crc: u32::from_be_bytes([c0, c1, c2, c3]),
        attributes: i16::from(attributes & ATTRIBUTES),
        last_offset_delta: 0,
        base_timestamp: timestamp,
        max_timestamp: timestamp,
        producer_id: -1,
        producer_epoch: -1,
        base_sequence: -1,
        record_count: 1,
    }))
}

/// The header of a wrapper whose bytes these are, with the offset of its first message and the
/// number of messages. If it cannot be looked into, it begins at the expected offset.
pub(super) fn with_base(header: BatchHeader, bytes: &[u8], expected: Option<i64>) -> BatchHeader {
    let last = header.last_offset();
    let delta_from = |base: i64| last.checked_sub(base).and_then(|delta| i32::try_from(delta).ok());
    let with = |base: i64, record_count: i32| {
        let last_offset_delta = delta_from(base).filter(|delta| 0 <= *delta && 0 <= base)?;
        Some(BatchHeader { base_offset: base, last_offset_delta, record_count, ..header })
    };
    let inside = outline(bytes).and_then(|(base, count)| with(base, count));
    inside.or_else(|| with(expected?, -1)).unwrap_or(header)
}

/// The offset of the first message in a wrapper, and how many there are.
fn outline(bytes: &[u8]) -> Option<(i64, i32)> {
    let (message, _) = Message::split(bytes).ok()?;
    let mut content = Vec::new();
    let mut messages = Entry::Message(message).records(&mut codecs(), &mut content).ok()?;
    let first = messages.next()?.ok()?;
    Some((first.offset, i32::try_from(messages.count().checked_add(1)?).ok()?))
}
