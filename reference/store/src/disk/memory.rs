//! A disk in memory with two images: what the process sees and what a loss of power leaves.
//!
//! Every change is applied to the live image at once and kept, in order, until a sync moves it to
//! the durable image. [`MemoryDisk::power_cut`] asks of each change that was not synced whether it
//! survives, so that a test can walk every prefix, or any subset. A failed `sync_data` drops the
//! unsynced changes of its file from that list: they stay visible and never become durable, which
//! is what Linux does to pages whose write-back failed. It holds no clock and no chance.

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
            if let Some(change) = pending.change.cut(survives) {
                state.durable.apply(&pending.path, &change);
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
        edit(bytes);
        let bytes = bytes.clone();
        state.durable.files.insert(file, bytes);
        Ok(())
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
        state.in_existing_directory(path)?;
        let file = match state.live.names.get(path) {
            Some(Node::Directory) => return Err(io::ErrorKind::IsADirectory.into()),
            Some(Node::File(file)) => {
                let file = *file;
                state.change(path, Change::Truncate { file, length: 0 });
                file
            }
            None => {
                let file = state.next_file;
                state.next_file += 1;
                state.live.files.insert(file, Vec::new());
                state.change(path, Change::Link { node: Node::File(file) });
                file
            }
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
        let node = Node::File(state.live.file(from)?);
        state.change(from, Change::Rename { to: to.to_path_buf(), node });
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.checked_call()?;
        state.live.file(path)?;
        state.change(path, Change::Unlink);
        Ok(())
    }

    fn list(&self, dir: &Path) -> io::Result<Vec<DirectoryEntry>> {
        let mut state = self.state();
        state.checked_call()?;
        if !state.live.has_directory(dir) {
            return Err(no_such(dir));
        }
        let mut entries = Vec::new();
        for (path, node) in &state.live.names {
            let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else { continue };
            if parent != dir {
                continue;
            }
            let (is_directory, length) = match node {
                Node::Directory => (true, 0),
                Node::File(file) => (false, state.live.files.get(file).map_or(0, Vec::len) as u64),
            };
            let name = name.to_string_lossy().into_owned();
            entries.push(DirectoryEntry { name, is_directory, length });
        }
        entries.sort();
        Ok(entries)
    }

    fn create_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        state.checked_call()?;
        state.in_existing_directory(path)?;
        match state.live.names.get(path) {
            Some(Node::Directory) => Ok(()),
            Some(Node::File(_)) => Err(io::ErrorKind::AlreadyExists.into()),
            None => {
                state.change(path, Change::Link { node: Node::Directory });
                Ok(())
            }
        }
    }

    fn sync_dir(&self, path: &Path) -> io::Result<()> {
        let mut state = self.state();
        let of_dir =
            |pending: &Pending| pending.change.of_names() && pending.path.parent() == Some(path);
        if let Some(with) = state.call() {
            state.forget(with, of_dir);
            return Err(with.error());
        }
        if !state.live.has_directory(path) {
            return Err(no_such(path));
        }
        state.make_durable(of_dir);
        Ok(())
    }

    fn lock(&self, path: &Path) -> io::Result<Box<dyn DiskLock>> {
        let mut state = self.state();
        state.checked_call()?;
        state.in_existing_directory(path)?;
        if !state.locks.insert(path.to_path_buf()) {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        if state.live.file(path).is_err() {
            let file = state.next_file;
            state.next_file += 1;
            state.live.files.insert(file, Vec::new());
            state.change(path, Change::Link { node: Node::File(file) });
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
        let bytes = state.live.files.get(&self.file).map_or(&[][..], Vec::as_slice);
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
            let bytes = kept.to_vec();
            state.change(&self.path, Change::Write { file: self.file, position, bytes });
        }
        with.map_or(Ok(()), |with| Err(with.error()))
    }

    fn len(&self) -> io::Result<u64> {
        let (state, with) = self.state()?;
        match with {
            Some(with) => Err(with.error()),
            None => Ok(state.live.files.get(&self.file).map_or(0, Vec::len) as u64),
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
