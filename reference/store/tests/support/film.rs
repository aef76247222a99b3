//! A disk that keeps a copy of itself before each call that changes it.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use kanon_store::{DirectoryEntry, Disk, DiskFile, DiskLock, MemoryDisk};

/// A disk in memory, and what it was before each change. A call at which the power goes changes
/// nothing: so these are all the disks that a cut of power can find.
#[derive(Clone, Debug)]
pub(crate) struct Film {
    pub(crate) disk: MemoryDisk,
    pictures: Arc<Mutex<Vec<MemoryDisk>>>,
}

#[derive(Debug)]
struct Filmed {
    film: Film,
    file: Arc<dyn DiskFile>,
}

impl Film {
    pub(crate) fn new(disk: MemoryDisk) -> Film {
        Film { disk, pictures: Arc::default() }
    }

    /// What was taken since this was last asked, and the disk as it is.
    pub(crate) fn develop(&self) -> Vec<MemoryDisk> {
        let mut pictures = std::mem::take(&mut *self.pictures.lock().unwrap());
        pictures.push(self.disk.fork());
        pictures
    }

    fn shoot(&self) {
        self.pictures.lock().unwrap().push(self.disk.fork());
    }

    fn file(&self, file: Arc<dyn DiskFile>) -> Arc<dyn DiskFile> {
        Arc::new(Filmed { film: self.clone(), file })
    }
}

impl Disk for Film {
    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        self.shoot();
        Ok(self.file(self.disk.create(path)?))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        Ok(self.file(self.disk.open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.shoot();
        self.disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.shoot();
        self.disk.remove(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.shoot();
        self.disk.remove_dir(path)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<DirectoryEntry>> {
        self.disk.list(dir)
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.shoot();
        self.disk.create_dir(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.shoot();
        self.disk.sync_dir(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Box<dyn DiskLock>> {
        self.disk.lock(path)
    }
}

impl DiskFile for Filmed {
    fn read_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read_at(position, buffer)
    }

    fn write_at(&self, position: u64, bytes: &[u8]) -> io::Result<()> {
        self.film.shoot();
        self.file.write_at(position, bytes)
    }

    fn len(&self) -> io::Result<u64> {
        self.file.len()
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        self.film.shoot();
        self.file.truncate(length)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.film.shoot();
        self.file.sync_data()
    }
}
