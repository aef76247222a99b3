//! What can go wrong, and whose fault it is.
//!
//! Every error names the file and, where there is one, the byte position. It does not decide what a
//! broker does about it: that is the server's and the core's.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The result of every fallible call of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Whose fault an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The operating system or the device refused a call.
    Disk,
    /// The bytes on the medium are not what was written.
    Content,
    /// The caller asked for what may not be asked.
    Caller,
    /// Whoever started the process: the directory belongs to another one.
    Operator,
}

/// An error of the store.
#[derive(Debug)]
pub enum Error {
    /// A call to the disk failed.
    Disk {
        /// What was being done, as a verb: `write`, `sync`.
        action: &'static str,
        /// The file or directory it was done to.
        path: PathBuf,
        /// What the disk answered.
        source: io::Error,
    },
    /// A file holds bytes that nobody wrote.
    Corrupt {
        /// The file.
        path: PathBuf,
        /// The byte at which the damage begins.
        position: u64,
        /// What is wrong there.
        reason: String,
    },
    /// The caller broke the contract of the call; nothing was written.
    Caller {
        /// The directory of the log.
        path: PathBuf,
        /// What is wrong with the call.
        reason: String,
    },
    /// The offset lies outside of the log; Kafka answers `OFFSET_OUT_OF_RANGE`.
    OutOfRange {
        /// The offset asked for.
        offset: i64,
        /// The first offset of the log.
        start: i64,
        /// The end of the log, exclusive.
        end: i64,
    },
    /// An earlier write or sync failed; the log refuses every further one, because what a failed
    /// fsync left on the medium is unknown and a second fsync would claim to know it.
    Poisoned {
        /// The directory of the log.
        path: PathBuf,
        /// The failure that came first.
        first: String,
    },
    /// Another process owns the directory.
    Locked {
        /// The lock file.
        path: PathBuf,
    },
}

impl Error {
    /// Whose fault this is.
    pub fn fault(&self) -> Fault {
        match self {
            Self::Disk { .. } | Self::Poisoned { .. } => Fault::Disk,
            Self::Corrupt { .. } => Fault::Content,
            Self::Caller { .. } | Self::OutOfRange { .. } => Fault::Caller,
            Self::Locked { .. } => Fault::Operator,
        }
    }

    pub(crate) fn disk(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Disk { action, path, source }
    }

    pub(crate) fn corrupt(path: &Path, position: u64, reason: impl Into<String>) -> Self {
        Self::Corrupt { path: path.to_path_buf(), position, reason: reason.into() }
    }

    pub(crate) fn caller(path: &Path, reason: impl Into<String>) -> Self {
        Self::Caller { path: path.to_path_buf(), reason: reason.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk { action, path, source } => {
                write!(out, "the disk failed to {action} {}: {source}", path.display())
            }
            Self::Corrupt { path, position, reason } => {
                write!(out, "{} is damaged at byte {position}: {reason}", path.display())
            }
            Self::Caller { path, reason } => {
                write!(out, "the caller of the log {} erred: {reason}", path.display())
            }
            Self::OutOfRange { offset, start, end } => {
                write!(out, "offset {offset} is outside of the log [{start}, {end})")
            }
            Self::Poisoned { path, first } => write!(
                out,
                "the log {} refuses writes since an earlier one failed ({first}); \
                 a failed write or sync is never tried again",
                path.display()
            ),
            Self::Locked { path } => write!(
                out,
                "another process owns this data directory: {} is locked",
                path.display()
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk { source, .. } => Some(source),
            _ => None,
        }
    }
}
