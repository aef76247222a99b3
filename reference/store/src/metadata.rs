//! `partition.metadata`: which topic id a partition's directory belongs to
//! (`PartitionMetadataFile`).
//!
//! ```text
//! version: 0
//! topic_id: AAAAAAAAAAAAAAAAAAAAAQ     (no line feed at the end)
//! ```

use std::path::Path;

use wire::Uuid;

use crate::checkpoint::{read_text, replace};
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::names;

/// Writes the file, durably.
pub(crate) fn write(disk: &dyn Disk, dir: &Path, topic_id: Uuid) -> Result<()> {
    let text = format!("version: 0\ntopic_id: {topic_id}");
    replace(disk, dir, names::PARTITION_METADATA, text.as_bytes())
}

/// Reads the file; `None` if it is missing. Any version from 0 on is accepted, as Kafka does.
///
/// # Errors
/// [`Error::Corrupt`] if it holds no topic id, or that of no topic; [`Error::Disk`].
pub(crate) fn read(disk: &dyn Disk, dir: &Path) -> Result<Option<Uuid>> {
    let path = dir.join(names::PARTITION_METADATA);
    let Some(text) = read_text(disk, &path)? else { return Ok(None) };
    let mut lines = text.lines();
    let version = lines.next().and_then(second_word).and_then(|word| word.parse::<i32>().ok());
    if version.is_none_or(|version| version < 0) {
        return Err(Error::corrupt(&path, 0, "the first line names no version"));
    }
    let id = lines.next().and_then(second_word).and_then(|word| word.parse::<Uuid>().ok());
    match id {
        Some(id) if !id.is_zero() => Ok(Some(id)),
        _ => {
            let at = text.find('\n').map_or(text.len(), |end| end + 1) as u64;
            Err(Error::corrupt(&path, at, "the second line names no topic id"))
        }
    }
}

/// The second of exactly two words.
fn second_word(line: &str) -> Option<&str> {
    match line.split_whitespace().collect::<Vec<_>>().as_slice() {
        [_, second] => Some(second),
        _ => None,
    }
}
