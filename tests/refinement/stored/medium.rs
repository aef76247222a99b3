//! What a broker's directory lies on: a real disk, or one in memory that is watched, so that the
//! power can be cut at every call that a step makes.
//!
//! A call at which the power goes changes nothing, nor does any later one. So the cut finds the
//! disk as it was just before the call, and a copy of that is all that has to be kept: the step
//! need not be taken again for each of its calls. That a call may be done in part is among what a
//! cut after it may leave.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
};
use store::{DirectoryEntry, Disk, DiskFile, DiskLock, MemoryDisk, RealDisk};
use tempfile::TempDir;

/// Where a broker's directory lies, watched while a step is taken.
#[derive(Clone, Debug)]
pub(crate) struct Medium {
    disk: Arc<dyn Disk>,
    /// The same, if it is in memory.
    pub(crate) memory: Option<MemoryDisk>,
    /// Where it is, if it is not: removed with the last of those that use it.
    folder: Option<Arc<TempDir>>,
    defect: Option<Defect>,
    film: Arc<Mutex<Film>>,
}

/// A lie that a disk tells during steps, for the tests of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Defect {
    /// A sync of a log's file is answered and not done.
    SyncsNoLog,
    /// A sync of a directory is answered and not done.
    SyncsNoName,
    /// A cut of a log's file is answered and not done.
    CutsNoLog,
    /// The mark of a clean stop cannot be removed.
    KeepsTheMark,
}

/// What was seen of a step.
#[derive(Debug, Default)]
pub(crate) struct Film {
    on: bool,
    /// Whether anything was changed since the last picture.
    changed: bool,
    /// How many calls were made.
    pub(crate) calls: u64,
    /// The disk in memory before each call that finds another one than the call before it, and at
    /// the end.
    pub(crate) pictures: Vec<MemoryDisk>,
}

impl Medium {
    pub(crate) fn memory(defect: Option<Defect>) -> Medium {
        let memory = MemoryDisk::new();
        let (disk, film) = (Arc::new(memory.clone()), Arc::default());
        Medium { disk, memory: Some(memory), folder: None, defect, film }
    }

    pub(crate) fn real() -> Medium {
        let folder = tempfile::tempdir().expect("a temporary directory");
        let (disk, film) = (Arc::new(RealDisk), Arc::default());
        Medium { disk, memory: None, folder: Some(Arc::new(folder)), defect: None, film }
    }

    pub(crate) fn root(&self) -> PathBuf {
        let folder = self.folder.as_ref().map_or(Path::new("/"), |folder| folder.path());
        folder.join("data")
    }

    /// From here on every call is seen.
    pub(crate) fn watch(&self) {
        *self.film() = Film { on: true, changed: true, ..Film::default() };
    }

    /// What was seen since then.
    pub(crate) fn seen(&self) -> Film {
        let mut film = std::mem::take(&mut *self.film());
        if 0 < film.calls && film.changed {
            film.pictures.extend(self.memory.as_ref().map(MemoryDisk::fork));
        }
        film
    }

    fn film(&self) -> MutexGuard<'_, Film> {
        self.film.lock().expect("nobody panics with it")
    }

    /// A call is about to be made.
    fn call(&self, changes: bool) {
        let mut film = self.film();
        if film.on {
            film.calls += 1;
            if film.changed {
                film.pictures.extend(self.memory.as_ref().map(MemoryDisk::fork));
            }
            film.changed = changes;
        }
    }

    fn has(&self, defect: Defect) -> bool {
        self.defect == Some(defect) && self.film().on
    }

    fn file(&self, path: &Path, file: Arc<dyn DiskFile>) -> Arc<dyn DiskFile> {
        let is_log = path.extension().is_some_and(|extension| extension == "log");
        Arc::new(WatchedFile { medium: self.clone(), file, is_log })
    }
}

impl Disk for Medium {
    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        self.call(true);
        Ok(self.file(path, self.disk.create(path)?))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        self.call(false);
        Ok(self.file(path, self.disk.open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(true);
        self.disk.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.call(true);
        if self.has(Defect::KeepsTheMark) && path.ends_with(".kafka_cleanshutdown") {
            return Ok(());
        }
        self.disk.remove(path)
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        self.call(true);
        self.disk.remove_dir(path)
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<DirectoryEntry>> {
        self.call(false);
        self.disk.list(dir)
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.call(true);
        self.disk.create_dir(path)
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        self.call(true);
        if self.has(Defect::SyncsNoName) { Ok(()) } else { self.disk.sync_dir(path) }
    }

    fn lock(&self, path: &Path) -> io::Result<Box<dyn DiskLock>> {
        self.call(true);
        self.disk.lock(path)
    }
}

#[derive(Debug)]
struct WatchedFile {
    medium: Medium,
    file: Arc<dyn DiskFile>,
    is_log: bool,
}

impl DiskFile for WatchedFile {
    fn read_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<usize> {
        self.medium.call(false);
        self.file.read_at(position, buffer)
    }

    fn write_at(&self, position: u64, bytes: &[u8]) -> io::Result<()> {
        self.medium.call(true);
        self.file.write_at(position, bytes)
    }

    fn len(&self) -> io::Result<u64> {
        self.medium.call(false);
        self.file.len()
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        self.medium.call(true);
        if self.is_log && self.medium.has(Defect::CutsNoLog) {
            return Ok(());
        }
        self.file.truncate(length)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.medium.call(true);
        if self.is_log && self.medium.has(Defect::SyncsNoLog) {
            return Ok(());
        }
        self.file.sync_data()
    }
}
