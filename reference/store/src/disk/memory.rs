//! A disk in memory with two images: what the process sees and what a loss of power leaves.
//!
//! Every change is applied to the live image at once and kept, in order, until a sync moves it to
//! the durable image. [`MemoryDisk::power_cut`] asks of each change that was not synced whether it
//! survives, so that a test can walk every prefix, or any subset. A failed `sync_data` drops the
//! unsynced changes of its file from that list: they stay visible and never become durable, which
//! is what Linux does to pages whose write-back failed. It holds no clock and no chance.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::image::{Change, FailWith, Node, Pending, State, Survives, Unsynced, no_such};
use super::{DirectoryEntry, Disk, DiskFile, DiskLock};

/// A disk in memory; clones share it, [`MemoryDisk::fork`] copies it.
#[derive(Clone, Debug, Default)]
pub struct MemoryDisk {
    shared: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct MemoryFile {
    shared: Arc<Mutex<State>>,
    path: PathBuf,
    file: u64,
    power_cuts: u64,
}

#[derive(Debug)]
struct MemoryLock {
    shared: Arc<Mutex<State>>,
    path: PathBuf,
    power_cuts: u64,
}

impl MemoryDisk {
    /// An empty disk, which has the directory `/` and nothing else.
    pub fn new() -> Self {
        Self::default()
    }

    /// An independent copy, with no call set to fail.
    pub fn fork(&self) -> Self {
        let mut state = self.state().clone();
        state.fault = None;
        state.locks.clear();
        Self { shared: Arc::new(Mutex::new(state)) }
    }

    /// How many calls were made so far, through the disk and its files.
    pub fn calls(&self) -> u64 {
        self.state().calls
    }

    /// Makes call number `call` fail once, counted as [`MemoryDisk::calls`] counts: the next call
    /// is `calls()`.
    pub fn fail_at(&self, call: u64, with: FailWith) {
        self.state().fault = Some((call, with));
    }

    /// The changes that a loss of power now could take, oldest first.
    pub fn unsynced(&self) -> Vec<Unsynced> {
        self.state().pending.iter().map(Pending::describe).collect()
    }

    /// Cuts the power: `keep` says of each unsynced change, oldest first, what survives. Files that
    /// were open are dead, locks are gone, and what survived is durable.
    pub fn power_cut(&self, mut keep: impl FnMut(&Unsynced) -> Survives) {
        let mut state = self.state();
        for pending in std::mem::take(&mut state.pending) {
            let survives = keep(&pending.describe());
            if let Some(change) = pending.change.cut(&survives) {
                state.durable.apply(&change);
            }
        }
        state.durable.forget_orphans();
        state.live = state.durable.clone();
        state.power_cuts += 1;
        state.locks.clear();
        state.fault = None;
    }

    /// Lets the medium rot: changes the bytes of a file in both images.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] if there is no such file.
    pub fn rot(&self, path: &Path, edit: impl FnOnce(&mut Vec<u8>)) -> io::Result<()> {
        let mut state = self.state();
        let file = state.live.file(path)?;
        let bytes = state.live.files.entry(file).or_default();
        edit(Arc::make_mut(bytes));
        let bytes = Arc::clone(bytes);
        state.durable.files.insert(file, bytes);
        Ok(())
    }

    /// A number for what the disk holds now and keeps without power: the same for two disks that
    /// hold the same and have nothing that is not synced, and hardly for others.
    pub fn fingerprint(&self) -> u64 {
        let state = self.state();
        let mut hasher = DefaultHasher::new();
        state.live.hash(&mut hasher);
        for pending in &state.pending {
            pending.number.hash(&mut hasher);
        }
        hasher.finish()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.shared)
    }
}

/// A panic elsewhere leaves the state whole, since no call panics half-way through a change.
fn lock(shared: &Mutex<State>) -> MutexGuard<'_, State> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl MemoryDisk {
    fn handle(&self, state: &State, path: &Path, file: u64) -> Arc<dyn DiskFile> {
        Arc::new(MemoryFile {
            shared: Arc::clone(&self.shared),
            path: path.to_path_buf(),
            file,
            power_cuts: state.power_cuts,
        })
    }
}

impl Disk for MemoryDisk {
    fn create(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let mut state = self.state();
        state.checked_call()?;
        state.live.place(path)?;
        let file = match state.live.node(path) {
            Some(Node::Directory(_)) => return Err(io::ErrorKind::IsADirectory.into()),
            Some(Node::File(file)) => {
                state.change(path, Change::Truncate { file, length: 0 });
                file
            }
            None => state.make_file(path)?,
        };
        Ok(self.handle(&state, path, file))
    }

    fn open(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        let mut state = self.state();
        state.checked_call()?;
        let file = state.live.file(path)?;
        Ok(self.handle(&state, path, file))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        assert!(from.parent() == to.parent(), "a rename stays in its directory");
        let mut state = self.state();
        state.checked_call()?;
        let node = state.live.node(from).ok_or_else(|| no_such(from))?;
        let ((dir, name), (_, to)) = (state.live.place(from)?, state.live.place(to)?);
        state.change(from, Change::Rename { dir, from: name, to, node });
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.checked_call()?;
        state.live.file(path)?;
        let (dir, name) = state.live.place(path)?;
        state.change(path, Change::Unlink { dir, name });
        Ok(())
    }

    fn remove_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.checked_call()?;
        let removed = state.live.directory(path)?;
        if state.live.entries(removed).next().is_some() {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        let (dir, name) = state.live.place(path)?;
        state.change(path, Change::Unlink { dir, name });
        Ok(())
    }

    fn list(&self, path: &Path) -> io::Result<Vec<DirectoryEntry>> {
        let mut state = self.state();
        state.checked_call()?;
        let live = &state.live;
        let dir = live.directory(path)?;
        let entries = live.entries(dir).map(|(name, node)| {
            let (is_directory, length) = match node {
                Node::Directory(_) => (true, 0),
                Node::File(file) => (false, live.length(file)),
            };
            DirectoryEntry { name: name.to_string_lossy().into_owned(), is_directory, length }
        });
        let mut entries: Vec<_> = entries.collect();
        entries.sort();
        Ok(entries)
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.checked_call()?;
        match state.live.node(path) {
            Some(Node::Directory(_)) => Ok(()),
            Some(Node::File(_)) => Err(io::ErrorKind::AlreadyExists.into()),
            None => {
                let (dir, name) = state.live.place(path)?;
                let node = Node::Directory(state.next_node());
                state.change(path, Change::Link { dir, name, node });
                Ok(())
            }
        }
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let with = state.call();
        let dir = state.live.directory(path);
        if let Some(with) = with {
            if let Ok(dir) = dir {
                state.forget(with, |pending| pending.change.of_directory(dir));
            }
            return Err(with.error());
        }
        let dir = dir?;
        state.make_durable(|pending| pending.change.of_directory(dir));
        Ok(())
    }

    fn lock(&self, path: &Path) -> io::Result<Box<dyn DiskLock>> {
        let mut state = self.state();
        state.checked_call()?;
        state.live.place(path)?;
        if !state.locks.insert(path.to_path_buf()) {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        if state.live.file(path).is_err() {
            state.make_file(path)?;
        }
        let (shared, power_cuts) = (Arc::clone(&self.shared), state.power_cuts);
        Ok(Box::new(MemoryLock { shared, path: path.to_path_buf(), power_cuts }))
    }
}

impl MemoryFile {
    fn state(&self) -> io::Result<(MutexGuard<'_, State>, Option<FailWith>)> {
        let mut state = lock(&self.shared);
        if state.power_cuts != self.power_cuts {
            return Err(io::Error::other("the power was cut since this file was opened"));
        }
        let with = state.call();
        Ok((state, with))
    }
}

impl DiskFile for MemoryFile {
    fn read_at(&self, position: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let (state, with) = self.state()?;
        if let Some(with) = with {
            return Err(with.error());
        }
        let bytes = state.live.files.get(&self.file).map_or(&[][..], |bytes| bytes.as_slice());
        let rest = bytes.get(position as usize..).unwrap_or(&[]);
        let count = rest.len().min(buffer.len());
        for (place, byte) in buffer.iter_mut().zip(rest) {
            *place = *byte;
        }
        Ok(count)
    }

    fn write_at(&self, position: u64, bytes: &[u8]) -> io::Result<()> {
        let (mut state, with) = self.state()?;
        let kept = match with {
            None => bytes,
            Some(FailWith::ShortWrite) => bytes.get(..bytes.len() / 2).unwrap_or(&[]),
            Some(_) => &[],
        };
        if !kept.is_empty() {
            let (file, bytes) = (self.file, Arc::from(kept));
            state.change(&self.path, Change::Write { file, position, bytes, without: 0..0 });
        }
        with.map_or(Ok(()), |with| Err(with.error()))
    }

    fn len(&self) -> io::Result<u64> {
        let (state, with) = self.state()?;
        match with {
            Some(with) => Err(with.error()),
            None => Ok(state.live.length(self.file)),
        }
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        let (mut state, with) = self.state()?;
        if let Some(with) = with {
            return Err(with.error());
        }
        state.change(&self.path, Change::Truncate { file: self.file, length });
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let (mut state, with) = self.state()?;
        if let Some(with) = with {
            state.forget(with, |pending| pending.change.of_file(self.file));
            return Err(with.error());
        }
        state.make_durable(|pending| pending.change.of_file(self.file));
        Ok(())
    }
}

impl DiskLock for MemoryLock {}

impl Drop for MemoryLock {
    fn drop(&mut self) {
        let mut state = lock(&self.shared);
        if state.power_cuts == self.power_cuts {
            state.locks.remove(&self.path);
        }
    }
}
