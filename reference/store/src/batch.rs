//! What the store asks of a record batch, over the header that `wire` reads.
//!
//! Headers here are stricter than on the wire: offsets that no log can hold are damage. A message
//! of format 0 or 1 has one, too, with that format as its magic (`old.rs`). Records are looked into
//! by the timestamp lookup alone.

use std::path::Path;

use wire::batch::{BatchHeader, Entry, HEADER_SIZE};

use crate::codecs::Codecs;
use crate::error::{Error, Result};

mod old;

pub(crate) use old::{is_old, is_wrapper};

/// The bytes of a header, which are enough to know the batch's extent.
pub(crate) const HEADER_BYTES: usize = HEADER_SIZE;
/// Where the checksummed bytes begin; base offset and leader epoch are not among them, so that a
/// broker can stamp them in place.
const CHECKSUMMED_AT: u64 = 21;
/// The leader epoch of what was written before there were any, or comes from there (KIP-101).
pub(crate) const NO_EPOCH: i32 = -1;
/// What the records of one batch may become when they are looked into.
const DECOMPRESSED_BYTES_MAX: usize = 104_857_600;

/// How far a batch reaches, in offsets and in bytes. Of headers that the store gave out neither
/// overflows.
pub trait Extent {
    /// The offset after the last record: where the next batch begins.
    fn end_offset(&self) -> i64;

    /// The bytes of the whole batch.
    fn extent(&self) -> u64;
}

impl Extent for BatchHeader {
    fn end_offset(&self) -> i64 {
        self.last_offset() + 1
    }

    fn extent(&self) -> u64 {
        self.size() as u64
    }
}

/// Reads a header; the text says why the bytes are none. Of a wrapper of format 0 or 1 the base
/// offset is that of its last message, until [`complete`] has looked inside.
pub(crate) fn parse(bytes: &[u8]) -> std::result::Result<BatchHeader, String> {
    let header = match old::read(bytes) {
        Some(header) => header?,
        None => BatchHeader::read(bytes).map_err(|error| error.what.to_string())?,
    };
    let (base, delta) = (header.base_offset, header.last_offset_delta);
    let last = base.checked_add(i64::from(delta)).filter(|last| *last < i64::MAX);
    if base < 0 || delta < 0 || last.is_none() {
        return Err(format!("offsets {base} plus {delta} cannot be"));
    }
    Ok(header)
}

/// The header of a batch whose bytes these are. A wrapper that cannot be looked into begins at the
/// offset that is expected there.
pub(crate) fn complete(header: BatchHeader, bytes: &[u8], expected: Option<i64>) -> BatchHeader {
    if is_wrapper(&header) { old::with_base(header, bytes, expected) } else { header }
}

/// Where the bytes that the checksum covers begin, and which it is.
pub(crate) fn checksum_of(header: &BatchHeader) -> (u64, crc_fast::CrcAlgorithm) {
    if is_old(header) {
        (old::CHECKSUMMED_AT, crc_fast::CrcAlgorithm::Crc32IsoHdlc)
    } else {
        (CHECKSUMMED_AT, crc_fast::CrcAlgorithm::Crc32Iscsi)
    }
}

/// What looks into compressed batches.
pub(crate) fn codecs() -> Codecs {
    Codecs::new(DECOMPRESSED_BYTES_MAX)
}

/// The header of the whole batch that `bytes` begin with, its checksum verified; the text says
/// why there is none. A batch that begins at no offset of its own begins at the expected one.
pub(crate) fn verify_first(
    bytes: &[u8],
    expected: Option<i64>,
) -> std::result::Result<BatchHeader, String> {
    let header = parse(bytes)?;
    let (entry, _) = Entry::split(bytes).map_err(|error| error.what.to_string())?;
    entry.check_crc().map_err(|error| error.what.to_string())?;
    Ok(complete(header, entry.bytes(), expected))
}

/// The headers of batches that lie back to back, verified, each beginning where the last ended,
/// or, with gaps, after that.
///
/// # Errors
/// [`Error::Caller`], naming the byte, if they are not such.
pub(crate) fn verify_all(
    log: &Path,
    bytes: &[u8],
    from_offset: i64,
    gaps: bool,
) -> Result<Vec<BatchHeader>> {
    let mut headers = Vec::new();
    let (mut at, mut expected) = (0, from_offset);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let header = verify_first(rest, Some(expected))
            .map_err(|why| Error::caller(log, format!("no batch at byte {at} to append: {why}")))?;
        if header.base_offset < expected || (expected < header.base_offset && !gaps) {
            let found = header.base_offset;
            let reason = format!("batch at byte {at} begins at {found}, the log at {expected}");
            return Err(Error::caller(log, reason));
        }
        expected = header.end_offset();
        at += header.size();
        headers.push(header);
    }
    Ok(headers)
}
