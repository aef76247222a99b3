//! The entries of the small text files.

use std::path::Path;
use std::sync::Arc;

use super::{Item, What};
use crate::checkpoint::{read_epochs, read_offsets, read_text};
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::metadata;
use crate::properties::MetaProperties;

fn directory(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn missing(path: &Path) -> Error {
    Error::disk("open", path)(std::io::ErrorKind::NotFound.into())
}

/// Where each line of a text begins.
fn positions(text: &str) -> Vec<u64> {
    let mut at = 0;
    let mut all = Vec::new();
    for piece in text.split_inclusive('\n') {
        all.push(at);
        at += piece.len() as u64;
    }
    all
}

pub(super) fn lines(disk: &Arc<dyn Disk>, path: &Path, tell: &mut dyn FnMut(Item)) -> Result<()> {
    let text = read_text(&**disk, path)?.ok_or_else(|| missing(path))?;
    for (position, line) in positions(&text).into_iter().zip(text.lines()) {
        tell(Item { position, what: What::Line(line.to_owned()) });
    }
    Ok(())
}

/// Entries stand from the third line on.
fn tell_entries(
    disk: &Arc<dyn Disk>,
    path: &Path,
    entries: impl Iterator<Item = What>,
    tell: &mut dyn FnMut(Item),
) -> Result<()> {
    let text = read_text(&**disk, path)?.ok_or_else(|| missing(path))?;
    for (position, what) in positions(&text).into_iter().skip(2).zip(entries) {
        tell(Item { position, what });
    }
    Ok(())
}

pub(super) fn epochs(disk: &Arc<dyn Disk>, path: &Path, tell: &mut dyn FnMut(Item)) -> Result<()> {
    let entries = read_epochs(&**disk, directory(path))?.ok_or_else(|| missing(path))?;
    tell_entries(disk, path, entries.into_iter().map(What::Epoch), tell)
}

pub(super) fn offsets(disk: &Arc<dyn Disk>, path: &Path, tell: &mut dyn FnMut(Item)) -> Result<()> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let found = read_offsets(&**disk, directory(path), name)?.ok_or_else(|| missing(path))?;
    // In the order of the file, which need not be that of the names.
    let text = read_text(&**disk, path)?.unwrap_or_default();
    for (position, line) in positions(&text).into_iter().zip(text.lines()).skip(2) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let of_line = found.iter().find(|(partition, _)| {
            let number = partition.partition().to_string();
            words.first() == Some(&partition.topic()) && words.get(1) == Some(&number.as_str())
        });
        if let Some((partition, offset)) = of_line {
            tell(Item { position, what: What::Checkpointed(partition.clone(), *offset) });
        }
    }
    Ok(())
}

pub(super) fn properties(
    disk: &Arc<dyn Disk>,
    path: &Path,
    tell: &mut dyn FnMut(Item),
) -> Result<()> {
    lines(disk, path, tell)?;
    let text = read_text(&**disk, path)?.unwrap_or_default();
    MetaProperties::parse(path, &text).map(|_| ())
}

pub(super) fn metadata(
    disk: &Arc<dyn Disk>,
    path: &Path,
    tell: &mut dyn FnMut(Item),
) -> Result<()> {
    lines(disk, path, tell)?;
    metadata::read(&**disk, directory(path)).map(|_| ())
}
