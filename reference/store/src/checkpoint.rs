//! Kafka's small text files, replaced as a whole (`CheckpointFile`, version 0).
//!
//! ```text
//! 0              version
//! 2              how many lines follow
//! topic 0 17     one entry a line, fields separated by white space
//! other 0 4
//! ```
//! A file is written beside the old one, synced and renamed over it, and the directory is synced,
//! which Kafka does too (`Utils.atomicMoveWithFallback`): after a loss of power it is the old one
//! or the new one. It does not know what the entries mean; it reads and writes lines.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::names::{self, TopicPartition};

const VERSION: &str = "0";
/// No file of this kind comes near; it bounds what is read of one that is damaged.
const FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// From which offset on a leader epoch wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct EpochEntry {
    /// The epoch of a leader.
    pub leader_epoch: i32,
    /// The first offset that it wrote.
    pub start_offset: i64,
}

/// Reads `leader-epoch-checkpoint` of a partition's directory; a missing file has no entries.
///
/// # Errors
/// [`Error::Corrupt`] if it is not such a file, or its entries do not rise; [`Error::Disk`].
pub(crate) fn read_epochs(disk: &dyn Disk, dir: &Path) -> Result<Option<Vec<EpochEntry>>> {
    let path = dir.join(names::LEADER_EPOCHS);
    let Some(lines) = read_lines(disk, &path)? else { return Ok(None) };
    let mut entries: Vec<EpochEntry> = Vec::new();
    for (position, line) in lines {
        let entry = match line.split_whitespace().collect::<Vec<_>>().as_slice() {
            [epoch, offset] => epoch.parse().ok().zip(offset.parse().ok()),
            _ => None,
        };
        let Some((leader_epoch, start_offset)) = entry else {
            return Err(Error::corrupt(&path, position, format!("{line:?} is no entry")));
        };
        let rises = entries.last().is_none_or(|last| {
            last.leader_epoch < leader_epoch && last.start_offset < start_offset
        });
        if leader_epoch < 0 || start_offset < 0 || !rises {
            return Err(Error::corrupt(&path, position, format!("{line:?} does not rise")));
        }
        entries.push(EpochEntry { leader_epoch, start_offset });
    }
    Ok(Some(entries))
}

/// Replaces `leader-epoch-checkpoint`, durably.
pub(crate) fn write_epochs(disk: &dyn Disk, dir: &Path, entries: &[EpochEntry]) -> Result<()> {
    let lines =
        entries.iter().map(|entry| format!("{} {}", entry.leader_epoch, entry.start_offset));
    write_lines(disk, dir, names::LEADER_EPOCHS, lines)
}

/// Reads a map from partition to offset; `None` if the file is missing.
///
/// # Errors
/// [`Error::Corrupt`] if it is not such a file; [`Error::Disk`].
pub(crate) fn read_offsets(
    disk: &dyn Disk,
    dir: &Path,
    name: &str,
) -> Result<Option<BTreeMap<TopicPartition, i64>>> {
    let path = dir.join(name);
    let mut offsets = BTreeMap::new();
    let Some(lines) = read_lines(disk, &path)? else { return Ok(None) };
    for (position, line) in lines {
        let entry = match line.split_whitespace().collect::<Vec<_>>().as_slice() {
            [topic, partition, offset] => partition
                .parse()
                .ok()
                .and_then(|partition| TopicPartition::new(topic, partition))
                .zip(offset.parse().ok().filter(|offset: &i64| 0 <= *offset)),
            _ => None,
        };
        let Some((partition, offset)) = entry else {
            return Err(Error::corrupt(&path, position, format!("{line:?} is no entry")));
        };
        offsets.insert(partition, offset);
    }
    Ok(Some(offsets))
}

/// Replaces a map from partition to offset, durably.
pub(crate) fn write_offsets(
    disk: &dyn Disk,
    dir: &Path,
    name: &str,
    offsets: &BTreeMap<TopicPartition, i64>,
) -> Result<()> {
    let lines = offsets.iter().map(|(partition, offset)| {
        format!("{} {} {offset}", partition.topic(), partition.partition())
    });
    write_lines(disk, dir, name, lines)
}

/// Replaces a small file as a whole, durably.
pub(crate) fn replace(disk: &dyn Disk, dir: &Path, name: &str, content: &[u8]) -> Result<()> {
    let (temporary, path) = (dir.join(format!("{name}.tmp")), dir.join(name));
    let file = disk.create(&temporary).map_err(Error::disk("create", &temporary))?;
    file.write_at(0, content).map_err(Error::disk("write", &temporary))?;
    file.sync_data().map_err(Error::disk("sync", &temporary))?;
    disk.rename(&temporary, &path).map_err(Error::disk("rename", &temporary))?;
    disk.sync_dir(dir).map_err(Error::disk("sync", dir))
}

/// The text of a small file; `None` if it is missing.
///
/// # Errors
/// [`Error::Corrupt`] if it is no text; [`Error::Disk`].
pub(crate) fn read_text(disk: &dyn Disk, path: &Path) -> Result<Option<String>> {
    let Some(bytes) = read_bytes(disk, path)? else { return Ok(None) };
    String::from_utf8(bytes).map(Some).map_err(|error| {
        Error::corrupt(path, error.utf8_error().valid_up_to() as u64, "this is no text")
    })
}

/// The bytes of a small file; `None` if it is missing.
///
/// # Errors
/// [`Error::Corrupt`] if it is much too long; [`Error::Disk`].
pub(crate) fn read_bytes(disk: &dyn Disk, path: &Path) -> Result<Option<Vec<u8>>> {
    let file = match disk.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::disk("open", path)(error)),
    };
    let length = file.len().map_err(Error::disk("measure", path))?;
    if FILE_BYTES_MAX < length {
        return Err(Error::corrupt(path, FILE_BYTES_MAX, format!("{length} bytes are too many")));
    }
    let mut bytes = vec![0; length as usize];
    let read = file.read_at(0, &mut bytes).map_err(Error::disk("read", path))?;
    bytes.truncate(read);
    Ok(Some(bytes))
}

fn write_lines(
    disk: &dyn Disk,
    dir: &Path,
    name: &str,
    lines: impl ExactSizeIterator<Item = String>,
) -> Result<()> {
    let mut text = format!("{VERSION}\n{}\n", lines.len());
    for line in lines {
        text.push_str(&line);
        text.push('\n');
    }
    replace(disk, dir, name, text.as_bytes())
}

/// The entries, each with the byte at which it begins. As in Kafka an empty file, and one that
/// ends after its version, has none.
fn read_lines(disk: &dyn Disk, path: &Path) -> Result<Option<Vec<(u64, String)>>> {
    let Some(text) = read_text(disk, path)? else { return Ok(None) };
    let mut position = 0;
    let mut lines = Vec::new();
    for piece in text.split_inclusive('\n') {
        lines.push((position, piece.trim_end_matches(['\n', '\r']).to_owned()));
        position += piece.len() as u64;
    }
    let mut lines = lines.into_iter();
    match lines.next() {
        None => return Ok(Some(Vec::new())),
        Some((_, version)) if version == VERSION => {}
        Some((at, version)) => {
            return Err(Error::corrupt(path, at, format!("version {version:?} is not {VERSION}")));
        }
    }
    let Some((at, count)) = lines.next() else { return Ok(Some(Vec::new())) };
    let entries: Vec<_> = lines.collect();
    if count.parse() != Ok(entries.len()) {
        let why = format!("{count:?} entries are declared, {} are there", entries.len());
        return Err(Error::corrupt(path, at, why));
    }
    Ok(Some(entries))
}
