//! The one door to the disk: a small trait, its contract, and two implementations.
//!
//! Everything the store does to a medium goes through [`Disk`] and [`DiskFile`], so that the same
//! tests run over a real directory ([`RealDisk`]) and over one in memory ([`MemoryDisk`]) whose
//! power can be cut and whose n-th call can fail. It knows nothing of logs.
//!
//! # Durability: what survives a loss of power
//!
//! | done                         | survives for certain after      |
//! |------------------------------|---------------------------------|
//! | `write_at`, `truncate`       | `sync_data` of that file        |
//! | `create`, `remove`, `rename` | `sync_dir` of their directory   |
//! | `create_dir`, `remove_dir`   | `sync_dir` of the parent        |
//!
//! Until then each may survive wholly, in part or not at all, and in any order: a later write may
//! be there where an earlier one is not (the hole reads as zeros), a file may be synced and yet
//! have no name. `rename` is atomic: the new name is either the old file or the new one. A failed
//! `sync_data` leaves unknown what is durable, and a second one may succeed without making it so.

use std::fmt;
use std::io::{self, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;

mod image;
mod memory;
mod overlay;
mod read_only;
mod real;

pub use image::{FailWith, Survives, Unsynced, UnsyncedKind};
pub use memory::MemoryDisk;
pub use overlay::OverlayDisk;
pub use read_only::ReadOnlyDisk;
pub use real::RealDisk;

/// A place that holds directories of files.
pub trait Disk: Send + Sync + fmt::Debug {
    /// Makes `path` an empty file, emptying one that is there, and opens it.
    ///
    /// # Errors
    /// Whatever the medium answers; the directory must exist.
    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;

    /// Opens a file for reading and writing.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] if there is none, or whatever the medium answers.
    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;

    /// Gives the file or directory `from` the name `to` in the same directory, replacing a file
    /// that has it.
    ///
    /// # Errors
    /// Whatever the medium answers; then either name may hold.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] if there is none, or whatever the medium answers.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty directory.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] if there is none, or whatever the medium answers.
    fn remove_dir(&self, path: &Path) -> io::Result<()>;

    /// The entries of a directory, sorted by name; names that are not UTF-8 are left out, since
    /// Kafka writes none.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] if there is no such directory, or what the medium answers.
    fn list(&self, dir: &Path) -> io::Result<Vec<DirectoryEntry>>;

    /// Makes a directory; one that is there already is no error. The parent must exist.
    ///
    /// # Errors
    /// Whatever the medium answers.
    fn create_dir(&self, path: &Path) -> io::Result<()>;

    /// Makes the names in a directory durable.
    ///
    /// # Errors
    /// Whatever the medium answers; the caller must not try again.
    fn sync_dir(&self, path: &Path) -> io::Result<()>;

    /// Locks a file, made if it is not there, until the guard is dropped or the process ends.
    ///
    /// # Errors
    /// [`io::ErrorKind::WouldBlock`] if it is locked already, or what the medium answers.
    fn lock(&self, path: &Path) -> io::Result<Box<dyn DiskLock>>;
}

/// An open file. Shared between threads: all calls take a position and none moves a cursor.
pub trait DiskFile: Send + Sync + fmt::Debug {
    /// Reads up to `buffer.len()` bytes; fewer only at the end of the file.
    ///
    /// # Errors
    /// Whatever the medium answers.
    fn read_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<usize>;

    /// Writes all of `bytes`, growing the file as needed.
    ///
    /// # Errors
    /// Whatever the medium answers; any prefix of `bytes` may then be in the file.
    fn write_at(&self, position: u64, bytes: &[u8]) -> io::Result<()>;

    /// The length in bytes.
    ///
    /// # Errors
    /// Whatever the medium answers.
    fn len(&self) -> io::Result<u64>;

    /// Whether the file holds no byte.
    ///
    /// # Errors
    /// Those of [`DiskFile::len`].
    fn is_empty(&self) -> io::Result<bool> {
        Ok(self.len()? == 0)
    }

    /// Cuts the file to `length` bytes, which is at most its length.
    ///
    /// # Errors
    /// Whatever the medium answers.
    fn truncate(&self, length: u64) -> io::Result<()>;

    /// Sends up to `length` bytes from `position` on into a socket, and says how many have gone:
    /// none only at the end of the file. Through memory, unless the medium has a shorter way.
    ///
    /// # Errors
    /// Whatever the medium or the socket answers.
    fn send_at(&self, position: u64, length: u64, to: &TcpStream) -> io::Result<u64> {
        /// So much at a time.
        const PIECE: u64 = 64 * 1024;
        let mut piece = vec![0; length.min(PIECE) as usize];
        let count = self.read_at(position, &mut piece)?;
        piece.truncate(count);
        { to }.write_all(&piece)?;
        Ok(count as u64)
    }

    /// Makes content and length durable.
    ///
    /// # Errors
    /// Whatever the medium answers; the caller must not try again.
    fn sync_data(&self) -> io::Result<()>;
}

/// Holds a lock; dropping it releases.
pub trait DiskLock: Send + Sync + fmt::Debug {}

/// One entry of a directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DirectoryEntry {
    /// The name within the directory.
    pub name: String,
    /// Whether it is a directory itself.
    pub is_directory: bool,
    /// The length in bytes; 0 for a directory.
    pub length: u64,
}
