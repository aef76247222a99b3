//! The files of a log's directory, once what an interrupted removal or replacement left of it is
//! done away with or completed (`LogLoader.removeTempFilesAndCollectSwapFiles`, its passes 1 to 4).
//!
//! `.deleted`: removed. `.cleaned`: the replacement had not begun; removed, and with it every
//! `.swap` from the first of them on, which were to replace the same. Other `.swap`: the
//! replacement is completed; what lies in their range goes, and they get their names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::{Recovery, Removed};
use crate::disk::{DirectoryEntry, Disk};
use crate::error::{Error, Result};
use crate::names::{CLEANED, DELETED, FileKind, SWAP, SegmentFile, segment_file};
use crate::scan::{Bounds, Scan};
use crate::segment::OnDisk;

/// What a directory has once it is swept.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) segments: BTreeMap<i64, OnDisk>,
    pub(super) snapshots: BTreeSet<i64>,
    /// Whether names were changed.
    pub(super) changed: bool,
}

/// Sweeps the directory and lists what is left.
pub(super) fn sweep(disk: &Arc<dyn Disk>, dir: &Path, report: &mut Recovery) -> Result<Listing> {
    let before = report.removed.len() + report.mended.len();
    let mut sweeper = Sweeper { disk: &**disk, dir, report };
    let first_cleaned = sweeper.remove_temporary()?;
    sweeper.complete_swaps(first_cleaned)?;
    let mut listing = sweeper.list()?;
    listing.changed = before != report.removed.len() + report.mended.len();
    Ok(listing)
}

struct Sweeper<'a> {
    disk: &'a dyn Disk,
    dir: &'a Path,
    report: &'a mut Recovery,
}

impl Sweeper<'_> {
    fn files(&self) -> Result<Vec<(SegmentFile, DirectoryEntry)>> {
        let entries = self.disk.list(self.dir).map_err(Error::disk("list", self.dir))?;
        let files = entries.into_iter().filter(|entry| !entry.is_directory);
        let named = files.filter_map(|entry| Some((SegmentFile::from_name(&entry.name)?, entry)));
        Ok(named.collect())
    }

    fn remove(&mut self, entry: &DirectoryEntry, reason: &str) -> Result<()> {
        let path = self.dir.join(&entry.name);
        self.disk.remove(&path).map_err(Error::disk("remove", &path))?;
        let reason = reason.to_owned();
        self.report.removed.push(Removed { path, bytes: entry.length, reason });
        Ok(())
    }

    /// Removes what was deleted, and what the cleaner had not completed. Gives the first offset of
    /// the latter.
    fn remove_temporary(&mut self) -> Result<i64> {
        let files = self.files()?;
        let cleaned = files.iter().filter(|(file, _)| file.state == CLEANED);
        let first_cleaned = cleaned.map(|(file, _)| file.offset).min().unwrap_or(i64::MAX);
        // Swaps first: without any `.cleaned` beside them they would count as complete.
        for (file, entry) in &files {
            if file.state == SWAP && first_cleaned <= file.offset {
                self.remove(entry, "a replacement that was not complete")?;
            }
        }
        let sync = |disk: &dyn Disk| disk.sync_dir(self.dir).map_err(Error::disk("sync", self.dir));
        if first_cleaned < i64::MAX {
            sync(self.disk)?;
        }
        for (file, entry) in &files {
            match file.state {
                DELETED => self.remove(entry, "it was deleted")?,
                CLEANED => self.remove(entry, "compaction was not complete")?,
                _ => {}
            }
        }
        Ok(first_cleaned)
    }

    /// Completes the replacements that are left.
    fn complete_swaps(&mut self, first_cleaned: i64) -> Result<()> {
        let files = self.files()?;
        let swaps: Vec<_> = files
            .iter()
            .filter(|(file, _)| file.state == SWAP && file.offset < first_cleaned)
            .collect();
        if swaps.is_empty() {
            return Ok(());
        }
        let (mut from, mut to) = (i64::MAX, i64::MIN);
        for (file, entry) in &swaps {
            if file.kind == FileKind::Log {
                from = from.min(file.offset);
                to = to.max(self.end_of(entry, file.offset)?);
            }
        }
        for (file, entry) in &files {
            let is_segment = file.state.is_empty() && file.kind != FileKind::Snapshot;
            if is_segment && from <= file.offset && file.offset < to {
                self.remove(entry, "it is replaced by what was compacted")?;
            }
        }
        // What is replaced is gone before anything takes its name.
        self.disk.sync_dir(self.dir).map_err(Error::disk("sync", self.dir))?;
        for (file, entry) in &swaps {
            let (old, new) =
                (self.dir.join(&entry.name), segment_file(self.dir, file.kind, file.offset, ""));
            self.disk.rename(&old, &new).map_err(Error::disk("rename", &old))?;
            let reason = format!("renamed from {}: a replacement is completed", entry.name);
            self.report.mended.push(super::Mended { path: new, position: 0, reason });
        }
        Ok(())
    }

    /// Where the sound batches of a log file end.
    fn end_of(&self, entry: &DirectoryEntry, base_offset: i64) -> Result<i64> {
        let path = self.dir.join(&entry.name);
        let file = self.disk.open(&path).map_err(Error::disk("open", &path))?;
        let bounds = Bounds { end: entry.length, offset: i64::MAX, gaps_below: i64::MAX };
        let mut scan = Scan::new(file, &path, 0, Some(base_offset), bounds);
        let mut end = base_offset;
        loop {
            match scan.next() {
                Ok(Some(found)) => end = crate::batch::Extent::end_offset(&found.header),
                Ok(None) | Err(Error::Corrupt { .. }) => return Ok(end),
                Err(error) => return Err(error),
            }
        }
    }

    /// Lists what is in use. An index that has no log is removed.
    fn list(&mut self) -> Result<Listing> {
        let mut listing = Listing::default();
        let files: Vec<_> =
            self.files()?.into_iter().filter(|(file, _)| file.state.is_empty()).collect();
        for (file, entry) in &files {
            let base_offset = file.offset;
            if file.kind == FileKind::Log {
                let (size, has_transactions) = (entry.length, false);
                let on_disk = OnDisk { base_offset, size, has_transactions };
                listing.segments.insert(base_offset, on_disk);
            }
        }
        for (file, entry) in &files {
            match (file.kind, listing.segments.get_mut(&file.offset)) {
                (FileKind::Log, _) => {}
                (FileKind::Snapshot, _) => {
                    listing.snapshots.insert(file.offset);
                }
                (FileKind::TransactionIndex, Some(segment)) => segment.has_transactions = true,
                (_, Some(_)) => {}
                (_, None) => self.remove(entry, "an index without its log")?,
            }
        }
        Ok(listing)
    }
}
