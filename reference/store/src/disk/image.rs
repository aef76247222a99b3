//! The two images of a disk in memory and the changes between them.
//!
//! Plain data and its rules: which change is durable, what a change does to an image, what is left
//! of one that a loss of power cut short. The calls of the disk are in `memory`.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// What a failing call answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailWith {
    /// An input/output error, nothing written.
    InputOutput,
    /// No space left, nothing written.
    NoSpace,
    /// A write stores half of its bytes and then finds no space; other calls do nothing.
    ShortWrite,
    /// The power is off: this call and every later one fails and changes nothing, until
    /// [`crate::MemoryDisk::power_cut`] decides what is left.
    Off,
}

/// A change that no sync has made durable yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsynced {
    /// Its place in the order of all changes ever made to this disk.
    pub number: u64,
    /// The file or directory, by the name it had then.
    pub path: PathBuf,
    /// What was done to it.
    pub kind: UnsyncedKind,
}

/// The kind of an [`Unsynced`] change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnsyncedKind {
    /// Bytes were written.
    Write {
        /// Where.
        position: u64,
        /// How many.
        length: usize,
    },
    /// The file was cut.
    Truncate {
        /// To how many bytes.
        length: u64,
    },
    /// A file or directory came to be.
    Create,
    /// A file was removed.
    Remove,
    /// A file got a new name.
    Rename {
        /// Which.
        to: PathBuf,
    },
}

/// What a loss of power leaves of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Survives {
    /// Nothing.
    No,
    /// All of it.
    Yes,
    /// The first bytes of a write; any other change survives if this is not zero.
    Prefix(usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    File(u64),
    Directory,
}

#[derive(Clone, Debug)]
pub(super) enum Change {
    Write { file: u64, position: u64, bytes: Vec<u8> },
    Truncate { file: u64, length: u64 },
    Link { node: Node },
    Unlink,
    Rename { to: PathBuf, node: Node },
}

#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub(super) number: u64,
    pub(super) path: PathBuf,
    pub(super) change: Change,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Image {
    pub(super) names: BTreeMap<PathBuf, Node>,
    pub(super) files: BTreeMap<u64, Vec<u8>>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) live: Image,
    pub(super) durable: Image,
    pub(super) pending: Vec<Pending>,
    pub(super) changes: u64,
    pub(super) next_file: u64,
    /// Counts losses of power, so that files opened before one are dead.
    pub(super) power_cuts: u64,
    pub(super) calls: u64,
    pub(super) fault: Option<(u64, FailWith)>,
    pub(super) locks: BTreeSet<PathBuf>,
}

pub(super) fn no_such(path: &Path) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, format!("no {}", path.display()))
}

/// Writes into a vector as into a file: a hole reads as zeros.
fn write_into(file: &mut Vec<u8>, position: u64, bytes: &[u8]) {
    let position = position as usize;
    if file.len() < position + bytes.len() {
        file.resize(position + bytes.len(), 0);
    }
    if let Some(place) = file.get_mut(position..position + bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

impl Pending {
    pub(super) fn describe(&self) -> Unsynced {
        let kind = match &self.change {
            Change::Write { position, bytes, .. } => {
                UnsyncedKind::Write { position: *position, length: bytes.len() }
            }
            Change::Truncate { length, .. } => UnsyncedKind::Truncate { length: *length },
            Change::Link { .. } => UnsyncedKind::Create,
            Change::Unlink => UnsyncedKind::Remove,
            Change::Rename { to, .. } => UnsyncedKind::Rename { to: to.clone() },
        };
        Unsynced { number: self.number, path: self.path.clone(), kind }
    }
}

impl Change {
    pub(super) fn cut(self, survives: Survives) -> Option<Self> {
        match (survives, self) {
            (Survives::No | Survives::Prefix(0), _) => None,
            (Survives::Prefix(count), Self::Write { file, position, mut bytes }) => {
                bytes.truncate(count);
                Some(Self::Write { file, position, bytes })
            }
            (_, change) => Some(change),
        }
    }

    pub(super) fn of_file(&self, wanted: u64) -> bool {
        match self {
            Self::Write { file, .. } | Self::Truncate { file, .. } => *file == wanted,
            _ => false,
        }
    }

    pub(super) fn of_names(&self) -> bool {
        matches!(self, Self::Link { .. } | Self::Unlink | Self::Rename { .. })
    }
}

impl Image {
    pub(super) fn file(&self, path: &Path) -> io::Result<u64> {
        match self.names.get(path) {
            Some(Node::File(file)) => Ok(*file),
            _ => Err(no_such(path)),
        }
    }

    pub(super) fn has_directory(&self, path: &Path) -> bool {
        path.parent().is_none()
            || path.as_os_str().is_empty()
            || self.names.get(path) == Some(&Node::Directory)
    }

    pub(super) fn apply(&mut self, path: &Path, change: &Change) {
        match change {
            Change::Write { file, position, bytes } => {
                write_into(self.files.entry(*file).or_default(), *position, bytes);
            }
            Change::Truncate { file, length } => {
                self.files.entry(*file).or_default().truncate(*length as usize);
            }
            Change::Link { node } => {
                self.names.insert(path.to_path_buf(), *node);
            }
            Change::Unlink => {
                self.names.remove(path);
            }
            Change::Rename { to, node } => {
                self.names.remove(path);
                self.names.insert(to.clone(), *node);
            }
        }
    }

    /// Drops names whose directory is gone and content that has no name.
    pub(super) fn forget_orphans(&mut self) {
        let mut kept = Self::default();
        for (path, node) in &self.names {
            // Sorted by path: a directory comes before what it holds.
            if path.parent().is_none_or(|parent| kept.has_directory(parent)) {
                kept.names.insert(path.clone(), *node);
                if let Node::File(file) = node {
                    kept.files.insert(*file, self.files.get(file).cloned().unwrap_or_default());
                }
            }
        }
        *self = kept;
    }
}

impl State {
    /// Counts a call and answers the failure planned for it.
    pub(super) fn call(&mut self) -> Option<FailWith> {
        let call = self.calls;
        self.calls += 1;
        match self.fault {
            Some((at, FailWith::Off)) if at <= call => Some(FailWith::Off),
            Some((at, with)) if at == call => {
                self.fault = None;
                Some(with)
            }
            _ => None,
        }
    }

    pub(super) fn checked_call(&mut self) -> io::Result<()> {
        match self.call() {
            Some(with) => Err(with.error()),
            None => Ok(()),
        }
    }

    pub(super) fn change(&mut self, path: &Path, change: Change) {
        self.live.apply(path, &change);
        let number = self.changes;
        self.changes += 1;
        self.pending.push(Pending { number, path: path.to_path_buf(), change });
    }

    pub(super) fn make_durable(&mut self, wanted: impl Fn(&Pending) -> bool) {
        let (synced, rest) = std::mem::take(&mut self.pending).into_iter().partition(wanted);
        self.pending = rest;
        let synced: Vec<Pending> = synced;
        for pending in synced {
            self.durable.apply(&pending.path, &pending.change);
        }
    }

    /// A failed sync drops what it should have made durable: a later one will not make it so.
    pub(super) fn forget(&mut self, with: FailWith, wanted: impl Fn(&Pending) -> bool) {
        if with != FailWith::Off {
            self.pending.retain(|pending| !wanted(pending));
        }
    }

    pub(super) fn in_existing_directory(&self, path: &Path) -> io::Result<()> {
        match path.parent() {
            Some(parent) if !self.live.has_directory(parent) => Err(no_such(parent)),
            _ => Ok(()),
        }
    }
}

impl FailWith {
    pub(super) fn error(self) -> io::Error {
        match self {
            Self::InputOutput => io::Error::other("input/output error (planned)"),
            Self::Off => io::Error::other("the power is off (planned)"),
            Self::NoSpace | Self::ShortWrite => {
                io::Error::new(io::ErrorKind::StorageFull, "no space left (planned)")
            }
        }
    }
}
