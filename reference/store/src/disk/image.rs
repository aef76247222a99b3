//! The two images of a disk in memory and the changes between them.
//!
//! Plain data and its rules: which change is durable, what a change does to an image, what is left
//! of one that a loss of power cut short. The calls of the disk are in `memory`.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

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
    /// A file or directory was removed.
    Remove,
    /// A file or directory got a new name.
    Rename {
        /// Which.
        to: PathBuf,
    },
}

/// What a loss of power leaves of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Survives {
    /// Nothing.
    No,
    /// All of it.
    Yes,
    /// The first bytes of a write; any other change survives if this is not zero.
    Prefix(usize),
    /// All of a write but these bytes of it: where the file had none before, they read as zeros.
    /// So a file may have got its length and not its content. Any other change survives.
    Without(Range<usize>),
}

/// A file or a directory, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    File(u64),
    Directory(u64),
}

/// The number of the directory `/`.
pub(super) const ROOT: u64 = 0;

#[derive(Clone, Debug)]
pub(super) enum Change {
    Write { file: u64, position: u64, bytes: Arc<[u8]>, without: Range<usize> },
    Truncate { file: u64, length: u64 },
    Link { dir: u64, name: OsString, node: Node },
    Unlink { dir: u64, name: OsString },
    Rename { dir: u64, from: OsString, to: OsString, node: Node },
}

#[derive(Clone, Debug)]
pub(super) struct Pending {
    pub(super) number: u64,
    pub(super) path: PathBuf,
    pub(super) change: Change,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Image {
    /// What a directory has under a name.
    pub(super) names: BTreeMap<(u64, OsString), Node>,
    pub(super) files: BTreeMap<u64, Arc<Vec<u8>>>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) live: Image,
    pub(super) durable: Image,
    pub(super) pending: Vec<Pending>,
    pub(super) changes: u64,
    /// How many files and directories were made, besides `/`.
    pub(super) nodes: u64,
    /// Counts losses of power, so that files opened before one are dead.
    pub(super) power_cuts: u64,
    pub(super) calls: u64,
    pub(super) fault: Option<(u64, FailWith)>,
    pub(super) locks: BTreeSet<PathBuf>,
}

pub(super) fn no_such(path: &Path) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, format!("no {}", path.display()))
}

/// Writes into a vector as into a file: a hole reads as zeros, and so does what is left out.
fn write_into(file: &mut Vec<u8>, position: u64, bytes: &[u8], without: &Range<usize>) {
    let position = position as usize;
    if file.len() < position + bytes.len() {
        file.resize(position + bytes.len(), 0);
    }
    if let Some(place) = file.get_mut(position..position + bytes.len()) {
        for (at, (place, byte)) in place.iter_mut().zip(bytes).enumerate() {
            if !without.contains(&at) {
                *place = *byte;
            }
        }
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
            Change::Unlink { .. } => UnsyncedKind::Remove,
            Change::Rename { to, .. } => UnsyncedKind::Rename { to: self.path.with_file_name(to) },
        };
        Unsynced { number: self.number, path: self.path.clone(), kind }
    }
}

impl Change {
    pub(super) fn cut(self, survives: &Survives) -> Option<Self> {
        match (survives, self) {
            (Survives::No | Survives::Prefix(0), _) => None,
            (Survives::Prefix(count), Self::Write { file, position, bytes, without }) => {
                let bytes = bytes.get(..*count).map_or(Arc::clone(&bytes), Arc::from);
                Some(Self::Write { file, position, bytes, without })
            }
            (Survives::Without(range), Self::Write { file, position, bytes, .. }) => {
                Some(Self::Write { file, position, bytes, without: range.clone() })
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

    pub(super) fn of_directory(&self, wanted: u64) -> bool {
        match self {
            Self::Link { dir, .. } | Self::Unlink { dir, .. } | Self::Rename { dir, .. } => {
                *dir == wanted
            }
            _ => false,
        }
    }
}

impl Image {
    /// What is at a path.
    pub(super) fn node(&self, path: &Path) -> Option<Node> {
        let mut node = Node::Directory(ROOT);
        for component in path.components() {
            let Component::Normal(name) = component else { continue };
            let Node::Directory(dir) = node else { return None };
            node = *self.names.get(&(dir, name.to_owned()))?;
        }
        Some(node)
    }

    pub(super) fn file(&self, path: &Path) -> io::Result<u64> {
        match self.node(path) {
            Some(Node::File(file)) => Ok(file),
            _ => Err(no_such(path)),
        }
    }

    pub(super) fn directory(&self, path: &Path) -> io::Result<u64> {
        match self.node(path) {
            Some(Node::Directory(dir)) => Ok(dir),
            _ => Err(no_such(path)),
        }
    }

    /// The directory that a path lies in, and its name there.
    pub(super) fn place(&self, path: &Path) -> io::Result<(u64, OsString)> {
        let (parent, name) = path.parent().zip(path.file_name()).ok_or_else(|| no_such(path))?;
        Ok((self.directory(parent)?, name.to_owned()))
    }

    /// What a directory has.
    pub(super) fn entries(&self, dir: u64) -> impl Iterator<Item = (&OsString, Node)> {
        let all = (dir, OsString::new())..(dir + 1, OsString::new());
        self.names.range(all).map(|((_, name), node)| (name, *node))
    }

    pub(super) fn length(&self, file: u64) -> u64 {
        self.files.get(&file).map_or(0, |bytes| bytes.len()) as u64
    }

    fn content(&mut self, file: u64) -> &mut Vec<u8> {
        Arc::make_mut(self.files.entry(file).or_default())
    }

    pub(super) fn apply(&mut self, change: &Change) {
        match change {
            Change::Write { file, position, bytes, without } => {
                write_into(self.content(*file), *position, bytes, without);
            }
            Change::Truncate { file, length } => self.content(*file).truncate(*length as usize),
            Change::Link { dir, name, node } => {
                self.names.insert((*dir, name.clone()), *node);
            }
            Change::Unlink { dir, name } => {
                self.names.remove(&(*dir, name.clone()));
            }
            Change::Rename { dir, from, to, node } => {
                self.names.remove(&(*dir, from.clone()));
                self.names.insert((*dir, to.clone()), *node);
            }
        }
    }

    /// Drops names whose directory is gone and content that has no name.
    pub(super) fn forget_orphans(&mut self) {
        let mut kept = Self::default();
        let mut wanted = vec![ROOT];
        while let Some(dir) = wanted.pop() {
            for (name, node) in self.entries(dir) {
                kept.names.insert((dir, name.clone()), node);
                match node {
                    Node::Directory(inner) => wanted.push(inner),
                    Node::File(file) => {
                        kept.files.insert(file, self.files.get(&file).cloned().unwrap_or_default());
                    }
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

    /// A number for a new file or directory.
    pub(super) fn next_node(&mut self) -> u64 {
        self.nodes += 1;
        self.nodes
    }

    /// Makes a file at a path where none is.
    pub(super) fn make_file(&mut self, path: &Path) -> io::Result<u64> {
        let (dir, name) = self.live.place(path)?;
        let file = self.next_node();
        self.live.files.insert(file, Arc::default());
        self.change(path, Change::Link { dir, name, node: Node::File(file) });
        Ok(file)
    }

    pub(super) fn change(&mut self, path: &Path, change: Change) {
        self.live.apply(&change);
        let number = self.changes;
        self.changes += 1;
        self.pending.push(Pending { number, path: path.to_path_buf(), change });
    }

    pub(super) fn make_durable(&mut self, wanted: impl Fn(&Pending) -> bool) {
        let (synced, rest) = std::mem::take(&mut self.pending).into_iter().partition(wanted);
        self.pending = rest;
        let synced: Vec<Pending> = synced;
        for pending in synced {
            self.durable.apply(&pending.change);
        }
    }

    /// A failed sync drops what it should have made durable: a later one will not make it so.
    pub(super) fn forget(&mut self, with: FailWith, wanted: impl Fn(&Pending) -> bool) {
        if with != FailWith::Off {
            self.pending.retain(|pending| !wanted(pending));
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
