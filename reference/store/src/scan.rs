//! A walk over the batches of one log file, header by header, in bounded memory.
//!
//! It checks what a header can show: the format, that the batch lies within the file, that it
//! begins where the last one ended, or after that where offsets may be missing, as the cleaner
//! leaves it. The checksum does not cover a batch's offset: a gap before it is believed only if
//! what follows does not contradict. [`Scan::verify`] also checks the bytes. It changes nothing.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use wire::batch::BatchHeader;

use crate::batch::{Extent, HEADER_BYTES, checksum_of, complete, is_wrapper, parse};
use crate::disk::DiskFile;
use crate::error::{Error, Result};
use crate::segment::Located;

/// The bytes read at once.
const WINDOW_BYTES: usize = 32 * 1024;

/// A walk; after an error it stays where it is.
#[derive(Debug)]
pub(crate) struct Scan {
    window: Window,
    position: u64,
    bounds: Bounds,
    expected_offset: Option<i64>,
}

/// What a walk keeps to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// The position at which it ends.
    pub(crate) end: u64,
    /// No batch ends after this offset.
    pub(crate) offset: i64,
    /// Offsets may be missing before a batch that begins at or before this one.
    pub(crate) gaps_below: i64,
}

impl Scan {
    /// Begins at `position`. Without an expected offset the first batch may begin at any.
    pub(crate) fn new(
        file: Arc<dyn DiskFile>,
        path: &Path,
        position: u64,
        expected_offset: Option<i64>,
        bounds: Bounds,
    ) -> Self {
        let window = Window { file, path: path.to_path_buf(), bytes: Vec::new(), start: 0 };
        Self { window, position, bounds, expected_offset }
    }

    /// Where the next batch begins.
    pub(crate) fn position(&self) -> u64 {
        self.position
    }

    /// The next batch's header, or `None` at the end.
    ///
    /// # Errors
    /// [`Error::Corrupt`] at the byte where the next batch should begin; [`Error::Disk`].
    pub(crate) fn next(&mut self) -> Result<Option<Located>> {
        let position = self.position;
        if self.bounds.end <= position {
            return Ok(None);
        }
        let bytes = self.window.at(position, HEADER_BYTES)?;
        let header = parse(bytes).map_err(|why| self.damage(why))?;
        let left = self.bounds.end - position;
        if left < header.extent() {
            return Err(self.damage(format!("{left} of {} bytes are there", header.size())));
        }
        let header = self.complete(header)?;
        self.check_offsets(&header)?;
        self.expected_offset = Some(header.end_offset());
        self.position += header.extent();
        Ok(Some(Located { position, header }))
    }

    /// Looks into a wrapper, which alone knows where it begins.
    fn complete(&self, header: BatchHeader) -> Result<BatchHeader> {
        if !is_wrapper(&header) {
            return Ok(header);
        }
        // It lies within the file: no more is allocated than is there.
        let mut bytes = vec![0; header.size()];
        let Window { file, path, .. } = &self.window;
        let read = file.read_at(self.position, &mut bytes).map_err(Error::disk("read", path))?;
        bytes.truncate(read);
        Ok(complete(header, &bytes, self.expected_offset))
    }

    fn check_offsets(&mut self, header: &BatchHeader) -> Result<()> {
        let (begins, ends) = (header.base_offset, header.end_offset());
        let expected = self.expected_offset.unwrap_or(begins);
        let is_gap = expected < begins;
        if begins < expected || (is_gap && self.bounds.gaps_below < begins) {
            return Err(self.damage(format!("the batch begins at {begins}, not {expected}")));
        }
        if self.bounds.offset < ends {
            let bound = self.bounds.offset;
            return Err(self.damage(format!("the batch ends at {ends}, after {bound}")));
        }
        if is_gap
            && let Some(next) = self.peek(self.position + header.extent())?
            && next < ends
        {
            let why = format!("the batch ends at {ends}, the next one begins at {next}");
            return Err(self.damage(why));
        }
        Ok(())
    }

    /// Where the batch at a position begins, if there is one; a wrapper begins no later than that.
    fn peek(&mut self, position: u64) -> Result<Option<i64>> {
        if self.bounds.end <= position {
            return Ok(None);
        }
        let bytes = self.window.at(position, HEADER_BYTES)?;
        Ok(parse(bytes).ok().map(|header| header.base_offset))
    }

    /// Reads the batch and compares its checksum.
    ///
    /// # Errors
    /// [`Error::Corrupt`] at the first byte of the batch; [`Error::Disk`].
    pub(crate) fn verify(&mut self, found: &Located) -> Result<()> {
        let end = found.position + found.header.extent();
        let (from, algorithm) = checksum_of(&found.header);
        let mut at = found.position + from;
        let mut digest = crc_fast::Digest::new(algorithm);
        while at < end {
            let wanted = usize::try_from(end - at).unwrap_or(WINDOW_BYTES).min(WINDOW_BYTES);
            let bytes = self.window.at(at, wanted)?;
            if bytes.is_empty() {
                break;
            }
            digest.update(bytes);
            at += bytes.len() as u64;
        }
        let (computed, stored) = (digest.finalize(), u64::from(found.header.crc));
        if computed != stored || at < end {
            let why = format!("checksum is {computed:#010x}, stored {stored:#010x}");
            return Err(Error::corrupt(&self.window.path, found.position, why));
        }
        Ok(())
    }

    /// The bytes of a batch that is small, as those of the brokers' own records are; of another
    /// its first.
    pub(crate) fn small_batch(&mut self, found: &Located) -> Result<&[u8]> {
        let count = usize::try_from(found.header.extent()).unwrap_or(WINDOW_BYTES);
        self.window.at(found.position, count.min(WINDOW_BYTES))
    }

    /// Damage of the batch at a position.
    pub(crate) fn damage_at(&self, position: u64, why: String) -> Error {
        Error::corrupt(&self.window.path, position, why)
    }

    fn damage(&self, why: String) -> Error {
        Error::corrupt(&self.window.path, self.position, why)
    }
}

/// The part of the file that is in memory.
#[derive(Debug)]
struct Window {
    file: Arc<dyn DiskFile>,
    path: PathBuf,
    bytes: Vec<u8>,
    start: u64,
}

impl Window {
    /// The bytes at `position`, `count` of them or as many as the file has.
    fn at(&mut self, position: u64, count: usize) -> Result<&[u8]> {
        assert!(count <= WINDOW_BYTES, "a window is never grown by what a file declares");
        let held = self.start + self.bytes.len() as u64;
        if position < self.start || held < position + count as u64 {
            self.bytes.resize(WINDOW_BYTES, 0);
            let read = self
                .file
                .read_at(position, &mut self.bytes)
                .map_err(Error::disk("read", &self.path))?;
            self.bytes.truncate(read);
            self.start = position;
        }
        let from = (position - self.start) as usize;
        let to = self.bytes.len().min(from + count);
        Ok(self.bytes.get(from..to).unwrap_or(&[]))
    }
}
