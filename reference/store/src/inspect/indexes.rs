//! The entries of indexes and snapshots, compared with the log beside them.

use std::path::Path;
use std::sync::Arc;

use super::{Item, What};
use crate::checkpoint::read_bytes;
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::index::{AbortedTransaction, OffsetEntry, TimeEntry};
use crate::names::{FileKind, SegmentFile, segment_file};
use crate::producers::parse_snapshot;
use crate::scan::{Bounds, Scan};
use crate::segment::Located;

/// The batches of the log beside an index, up to the first that is damaged; `None` without a log.
fn batches(disk: &Arc<dyn Disk>, path: &Path, of: SegmentFile) -> Result<Option<Vec<Located>>> {
    let dir = path.parent().unwrap_or(Path::new("."));
    let log = segment_file(dir, FileKind::Log, of.offset, of.state);
    let file = match disk.open(&log) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::disk("open", &log)(error)),
    };
    let end = file.len().map_err(Error::disk("measure", &log))?;
    let bounds = Bounds { end, offset: i64::MAX, gaps_below: i64::MAX };
    let mut scan = Scan::new(file, &log, 0, Some(of.offset), bounds);
    let mut all = Vec::new();
    loop {
        match scan.next() {
            Ok(Some(found)) => all.push(found),
            Ok(None) | Err(Error::Corrupt { .. }) => return Ok(Some(all)),
            Err(error) => return Err(error),
        }
    }
}

/// What an entry is, if it is one, and what is wrong with it.
type Entry = (Option<What>, Option<String>);

/// Tells of the entries of a file, each with what is wrong with it; where it may have been made
/// longer than what it holds, of zeros at its end only once.
fn entries<const BYTES: usize>(
    disk: &Arc<dyn Disk>,
    path: &Path,
    preallocates: bool,
    tell: &mut dyn FnMut(Item),
    read: &mut dyn FnMut(&[u8; BYTES]) -> Entry,
) -> Result<()> {
    let Some(bytes) = read_bytes(&**disk, path)? else {
        return Err(Error::disk("open", path)(std::io::ErrorKind::NotFound.into()));
    };
    let (entries, rest) = bytes.as_chunks::<BYTES>();
    let used = match preallocates {
        true => entries.iter().rposition(|entry| *entry != [0; BYTES]).map_or(0, |last| last + 1),
        false => entries.len(),
    };
    // Zeros may be the only entry, if that is right in the log.
    let only = match entries {
        [only] if used == 0 => Some(read(only)).filter(|(_, damage)| damage.is_none()),
        _ => None,
    };
    let mut told = 0;
    for (what, damage) in entries.iter().take(used).map(read).chain(only) {
        let position = (told * BYTES) as u64;
        for what in what.into_iter().chain(damage.map(What::Damage)) {
            tell(Item { position, what });
        }
        told += 1;
    }
    if told < entries.len() {
        let unused = (entries.len() - told) as u64;
        tell(Item { position: (told * BYTES) as u64, what: What::Unused(unused) });
    }
    if !rest.is_empty() {
        let position = (bytes.len() - rest.len()) as u64;
        let why = format!("{} bytes are no entry of {BYTES}", rest.len());
        tell(Item { position, what: What::Damage(why) });
    }
    Ok(())
}

pub(super) fn offsets(
    disk: &Arc<dyn Disk>,
    path: &Path,
    file: SegmentFile,
    tell: &mut dyn FnMut(Item),
) -> Result<()> {
    let batches = batches(disk, path, file)?;
    let mut before = None;
    entries(disk, path, true, tell, &mut |entry| {
        let OffsetEntry { last_offset, position } = OffsetEntry::parse(file.offset, *entry);
        let rises = before.is_none_or(|(last, at)| last < last_offset && at < position);
        before = Some((last_offset, position));
        let points = batches.as_ref().is_none_or(|batches| {
            let place = batches.binary_search_by_key(&u64::from(position), |it| it.position);
            let found = place.ok().and_then(|place| batches.get(place));
            found.is_some_and(|it| it.header.last_offset() == last_offset)
        });
        let damage = match (rises, points) {
            (false, _) => Some("the entry does not rise".to_owned()),
            (_, false) => Some(format!("no batch at {position} ends with {last_offset}")),
            _ => None,
        };
        (Some(What::Offset { last_offset, log_position: position }), damage)
    })
}

pub(super) fn times(
    disk: &Arc<dyn Disk>,
    path: &Path,
    file: SegmentFile,
    tell: &mut dyn FnMut(Item),
) -> Result<()> {
    let batches = batches(disk, path, file)?;
    let mut before: Option<TimeEntry> = None;
    entries(disk, path, true, tell, &mut |entry| {
        let found = TimeEntry::parse(file.offset, *entry);
        let TimeEntry { timestamp, offset } = found;
        let rises = before.is_none_or(|last| last.timestamp < timestamp && last.offset < offset);
        before = Some(found);
        let largest = batches.as_ref().and_then(|batches| {
            let count = batches.partition_point(|it| it.header.last_offset() <= offset);
            let upto = batches.get(..count)?;
            upto.iter().map(|it| it.header.max_timestamp).max()
        });
        let damage = if !rises {
            Some("the entry does not rise".to_owned())
        } else if batches.is_some() && largest != Some(timestamp) {
            let largest = largest.map_or("none".to_owned(), |it| it.to_string());
            Some(format!("the largest timestamp up to {offset} is {largest}"))
        } else {
            None
        };
        (Some(What::Time { timestamp, offset }), damage)
    })
}

pub(super) fn transactions(
    disk: &Arc<dyn Disk>,
    path: &Path,
    file: SegmentFile,
    tell: &mut dyn FnMut(Item),
) -> Result<()> {
    let batches = batches(disk, path, file)?;
    let mut before = -1;
    entries(disk, path, false, tell, &mut |entry| {
        let found = match AbortedTransaction::parse(file.offset, entry) {
            Ok(found) => found,
            Err(why) => return (None, Some(why)),
        };
        let AbortedTransaction { last_offset, producer_id, .. } = found;
        let rises = before < last_offset;
        before = last_offset;
        let is_marker = batches.as_ref().is_none_or(|batches| {
            batches.iter().any(|it| {
                let header = &it.header;
                let at = header.base_offset == last_offset && header.producer_id == producer_id;
                at && header.is_control()
            })
        });
        let damage = match (rises, is_marker) {
            (false, _) => Some("the marker does not rise".to_owned()),
            (_, false) => Some(format!("no marker of {producer_id} is at {last_offset}")),
            _ => None,
        };
        (Some(What::Aborted(found)), damage)
    })
}

pub(super) fn snapshot(
    disk: &Arc<dyn Disk>,
    path: &Path,
    tell: &mut dyn FnMut(Item),
) -> Result<()> {
    let Some(bytes) = read_bytes(&**disk, path)? else {
        return Err(Error::disk("open", path)(std::io::ErrorKind::NotFound.into()));
    };
    match parse_snapshot(&bytes) {
        Ok(producers) => {
            for (position, entry) in (10..).step_by(46).zip(producers) {
                tell(Item { position, what: What::Producer(entry) });
            }
            Ok(())
        }
        Err((position, reason)) => Err(Error::corrupt(path, position, reason)),
    }
}
