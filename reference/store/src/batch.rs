//! What the store asks of a record batch, over the header that `wire` reads.
//!
//! Headers here are stricter than on the wire: offsets that no log can hold are damage. Records
//! are looked into by the timestamp lookup alone.

use std::path::Path;

use wire::batch::{Batch, BatchHeader, HEADER_SIZE};

use crate::error::{Error, Result};

/// The bytes of a header, which are enough to know the batch's extent.
pub(crate) const HEADER_BYTES: usize = HEADER_SIZE;
/// Where the checksummed bytes begin; base offset and leader epoch are not among them, so that a
/// broker can stamp them in place.
pub(crate) const CHECKSUMMED_AT: usize = 21;

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

/// Reads a header; the text says why the bytes are none.
pub(crate) fn parse(bytes: &[u8]) -> std::result::Result<BatchHeader, String> {
    let header = BatchHeader::read(bytes).map_err(|error| error.what.to_string())?;
    let (base, delta) = (header.base_offset, header.last_offset_delta);
    let last = base.checked_add(i64::from(delta)).filter(|last| *last < i64::MAX);
    if base < 0 || delta < 0 || last.is_none() {
        return Err(format!("offsets {base} plus {delta} cannot be"));
    }
    Ok(header)
}

/// The header of the whole batch that `bytes` begin with, its checksum verified; the text says
/// why there is none.
pub(crate) fn verify_first(bytes: &[u8]) -> std::result::Result<BatchHeader, String> {
    let header = parse(bytes)?;
    let (batch, _) = Batch::split(bytes).map_err(|error| error.what.to_string())?;
    batch.check_crc().map_err(|error| error.what.to_string())?;
    Ok(header)
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
        let header = verify_first(rest)
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
