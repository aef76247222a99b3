//! A range of a log that goes into a socket as it is in the file, as Kafka's fetch sends it
//! (`LogSegment.read`, `FileRecords.slice`, `FileRecords.writeTo`).
//!
//! Where the range begins is looked at, and where it ends is looked up; what is in between is not
//! read here, so nothing is verified: whoever receives it has each batch's checksum for that. It
//! stays within one segment, and may end within a batch, which a client drops.

use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Log;
use super::read::Begun;
use crate::disk::DiskFile;
use crate::error::Result;
use crate::segment::Segment;

/// Bytes of one segment. What is deleted or replaced meanwhile stays readable; what is cut off is
/// missing when it is sent.
#[derive(Clone, Debug)]
pub struct Range {
    file: Arc<dyn DiskFile>,
    path: PathBuf,
    position: u64,
    length: u64,
}

impl Range {
    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.length
    }

    /// Whether there is no byte.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The log file that they are in.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Sends all of them, and waits while the peer takes none. After an error some may have gone,
    /// so that the connection is of no more use.
    ///
    /// # Errors
    /// What the socket or the medium answers; [`std::io::ErrorKind::UnexpectedEof`] if the file has
    /// become shorter.
    pub fn send(&self, to: &TcpStream) -> std::io::Result<()> {
        let end = self.position + self.length;
        let mut at = self.position;
        while at < end {
            let sent = self.file.send_at(at, end - at, to)?;
            if sent == 0 {
                let reason = format!("{} ends at byte {at}, not {end}", self.path.display());
                return Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, reason));
            }
            at += sent;
        }
        Ok(())
    }
}

impl Log {
    /// Where the batches are that [`Log::read`] would give, and perhaps a part of the one after
    /// them: the same arguments, the same rules. `None` if there is none to be had.
    ///
    /// # Errors
    /// Those of [`Log::read`], but for damage within a batch.
    pub fn range(
        &self,
        start_offset: i64,
        end_bound: i64,
        max_bytes: u32,
        at_least_one: bool,
    ) -> Result<Option<Range>> {
        let begun = self.begin(start_offset, end_bound, max_bytes, at_least_one)?;
        let Some(Begun { segment, first, bound, wanted }) = begun else { return Ok(None) };
        let available = position_of(segment, bound)?.saturating_sub(first.position);
        Ok(Some(Range {
            file: Arc::clone(segment.log()?),
            path: segment.log_path().to_owned(),
            position: first.position,
            length: available.min(wanted),
        }))
    }
}

/// Where the batches below an offset, the edge of a batch, end in a segment.
fn position_of(segment: &Segment, bound: i64) -> Result<u64> {
    if segment.bound() <= bound {
        return Ok(segment.size());
    }
    Ok(segment.locate(bound)?.map_or(segment.size(), |found| found.position))
}
