//! A disk over another: it is read through to the one below, and whatever is changed stays in
//! memory, so that it can be seen what would be done, and nothing is.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{DirectoryEntry, Disk, DiskFile, DiskLock};

/// A disk whose changes are kept in memory.
#[derive(Clone, Debug)]
pub struct OverlayDisk {
    below: Arc<dyn Disk>,
    /// What differs from below: a file, or that there is none.
    files: Arc<Mutex<BTreeMap<PathBuf, Option<Shared>>>>,
}

type Shared = Arc<Mutex<Content>>;

/// A file: the first bytes of one below, and what was written over and after them.
#[derive(Debug, Default)]
struct Content {
    below: Option<Arc<dyn DiskFile>>,
    /// How many bytes of it are seen.
    seen: u64,
    length: u64,
    /// What was written, by where it begins; later writes are not before earlier ones they cover.
    written: Vec<(u64, Vec<u8>)>,
    changed: bool,
}

#[derive(Debug)]
struct OverlayFile(Shared);

#[derive(Debug)]
struct NoLock;

impl DiskLock for NoLock {}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl OverlayDisk {
    /// A disk that is as the one below.
    pub fn new(below: Arc<dyn Disk>) -> Self {
        Self { below, files: Arc::default() }
    }

    /// The files that are not as below, with their lengths; `None` for one that is there below and
    /// is gone here. Files that were made here and are gone again are not among them.
    pub fn changes(&self) -> Vec<(PathBuf, Option<u64>)> {
        let files = lock(&self.files);
        let mut changes = Vec::new();
        for (path, file) in files.iter() {
            match file {
                None => {
                    let below = self.below.open(path);
                    let is_none = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
                    if !below.is_err_and(|error| is_none(&error)) {
                        changes.push((path.clone(), None));
                    }
                }
                Some(content) => {
                    let content = lock(content);
                    if content.changed {
                        changes.push((path.clone(), Some(content.length)));
                    }
                }
            }
        }
        changes
    }

    /// The file at a path, as it is now.
    fn file(&self, path: &Path) -> io::Result<Shared> {
        if let Some(known) = lock(&self.files).get(path) {
            return known.clone().ok_or_else(|| io::ErrorKind::NotFound.into());
        }
        let below = self.below.open(path)?;
        let length = below.len()?;
        let content = Content { below: Some(below), seen: length, length, ..Content::default() };
        let shared = Arc::new(Mutex::new(content));
        lock(&self.files).insert(path.to_path_buf(), Some(Arc::clone(&shared)));
        Ok(shared)
    }
}

impl Disk for OverlayDisk {
    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let shared = Arc::new(Mutex::new(Content { changed: true, ..Content::default() }));
        lock(&self.files).insert(path.to_path_buf(), Some(Arc::clone(&shared)));
        Ok(Arc::new(OverlayFile(shared)))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        Ok(Arc::new(OverlayFile(self.file(path)?)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let file = self.file(from)?;
        lock(&file).changed = true;
        let mut files = lock(&self.files);
        files.insert(from.to_path_buf(), None);
        files.insert(to.to_path_buf(), Some(file));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.file(path)?;
        lock(&self.files).insert(path.to_path_buf(), None);
        Ok(())
    }

    /// Nothing that is only looked at removes a directory.
    fn remove_dir(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<DirectoryEntry>> {
        let mut entries = self.below.list(dir)?;
        let files = lock(&self.files);
        entries.retain(|entry| !files.contains_key(&dir.join(&entry.name)));
        for (path, file) in files.iter().filter(|(path, _)| path.parent() == Some(dir)) {
            let name = path.file_name().and_then(|name| name.to_str());
            if let (Some(content), Some(name)) = (file, name) {
                let (name, length) = (name.to_owned(), lock(content).length);
                entries.push(DirectoryEntry { name, is_directory: false, length });
            }
        }
        entries.sort();
        Ok(entries)
    }

    /// A directory that is there stays; none is made.
    fn create_dir(&self, path: &Path) -> io::Result<()> {
        self.below.list(path).map(|_| ())
    }

    fn sync_dir(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    /// Locks the file below, if it is there: who looks on must not look at what is in use.
    fn lock(&self, path: &Path) -> io::Result<Box<dyn DiskLock>> {
        match self.below.open(path) {
            Ok(_) => self.below.lock(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Box::new(NoLock)),
            Err(error) => Err(error),
        }
    }
}

impl DiskFile for OverlayFile {
    fn read_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let content = lock(&self.0);
        let count = (content.length.saturating_sub(position)).min(buffer.len() as u64) as usize;
        let Some(wanted) = buffer.get_mut(..count) else { return Ok(0) };
        wanted.fill(0);
        let seen = (content.seen.saturating_sub(position)).min(count as u64) as usize;
        if let (Some(below), Some(part)) = (&content.below, wanted.get_mut(..seen)) {
            below.read_at(position, part)?;
        }
        for (at, bytes) in &content.written {
            for (place, byte) in (*at..).zip(bytes) {
                let within = place.checked_sub(position).map(|within| within as usize);
                if let Some(slot) = within.and_then(|within| wanted.get_mut(within)) {
                    *slot = *byte;
                }
            }
        }
        Ok(count)
    }

    fn write_at(&self, position: u64, bytes: &[u8]) -> io::Result<()> {
        let mut content = lock(&self.0);
        content.length = content.length.max(position + bytes.len() as u64);
        content.written.push((position, bytes.to_vec()));
        content.changed = true;
        Ok(())
    }

    fn len(&self) -> io::Result<u64> {
        Ok(lock(&self.0).length)
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        let mut content = lock(&self.0);
        if length < content.length {
            content.changed = true;
        }
        content.length = length;
        content.seen = content.seen.min(length);
        for (at, bytes) in &mut content.written {
            bytes.truncate(length.saturating_sub(*at) as usize);
        }
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        Ok(())
    }
}
