//! The disk of the operating system for those who only look: no call needs the permission to write,
//! and none changes anything.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::real::{self, RealFile};
use super::{DirectoryEntry, Disk, DiskFile, DiskLock, RealDisk};

/// The file system of this machine, opened for reading alone. What would change it is
/// [`io::ErrorKind::ReadOnlyFilesystem`]; what would change a file is the system's own refusal.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadOnlyDisk;

fn refused<T>() -> io::Result<T> {
    Err(io::ErrorKind::ReadOnlyFilesystem.into())
}

impl Disk for ReadOnlyDisk {
    fn create(&self, _: &Path) -> io::Result<Arc<dyn DiskFile>> {
        refused()
    }

    /// For reading.
    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        Ok(Arc::new(RealFile(File::open(path)?)))
    }

    fn rename(&self, _: &Path, _: &Path) -> io::Result<()> {
        refused()
    }

    fn remove(&self, _: &Path) -> io::Result<()> {
        refused()
    }

    fn remove_dir(&self, _: &Path) -> io::Result<()> {
        refused()
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<DirectoryEntry>> {
        RealDisk.list(dir)
    }

    fn create_dir(&self, _: &Path) -> io::Result<()> {
        refused()
    }

    /// Nothing is unsynced.
    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    /// Locks a file that is there.
    fn lock(&self, path: &Path) -> io::Result<Box<dyn DiskLock>> {
        real::lock(File::open(path)?)
    }
}
