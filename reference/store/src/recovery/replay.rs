//! Producer state at a start: the newest sound snapshot at or before an offset, and the batches
//! from there on (`UnifiedLog.rebuildProducerState`); and a transaction index built from batches.

use std::sync::Arc;

use super::Mended;
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::index::{AbortedTransaction, TransactionIndex};
use crate::names::FileKind;
use crate::producers::{Producers, Snapshots, marker};
use crate::scan::Scan;
use crate::segment::{Located, Segment};

/// The state at `offset`. What is damaged on the way is named, and counts as not there.
pub(crate) fn producers_at(
    segments: &[Segment],
    snapshots: &mut Snapshots,
    offset: i64,
    mended: &mut Vec<Mended>,
) -> Result<Producers> {
    let found = snapshots.newest(offset, &mut |path, position, reason| {
        let reason = format!("{reason}; the snapshot is removed");
        mended.push(Mended { path, position, reason });
    })?;
    let (from, mut producers) = found.unwrap_or((i64::MIN, Producers::default()));
    for segment in segments {
        if segment.bound() <= from || offset <= segment.base_offset() {
            continue;
        }
        let result = replay(segment, from, offset, &mut producers, &mut |_| Ok(()));
        if let Err(Error::Corrupt { path, position, reason }) = result {
            let reason = format!("{reason}; producers are known up to there");
            mended.push(Mended { path, position, reason });
            break;
        }
        result?;
    }
    Ok(producers)
}

/// Takes the batches of a segment that begin in a range.
fn replay(
    segment: &Segment,
    from: i64,
    to: i64,
    producers: &mut Producers,
    aborts: &mut dyn FnMut(AbortedTransaction) -> Result<()>,
) -> Result<()> {
    let mut scan = match segment.locate(from.max(segment.base_offset()))? {
        Some(first) => segment.scan(first.position, Some(first.header.base_offset))?,
        None => return Ok(()),
    };
    while let Some(found) = scan.next()? {
        if to <= found.header.base_offset {
            break;
        }
        if from <= found.header.base_offset
            && let Some(aborted) = take(producers, &mut scan, &found)?
        {
            aborts(aborted)?;
        }
    }
    Ok(())
}

/// Takes a batch that a walk has found.
pub(super) fn take(
    producers: &mut Producers,
    scan: &mut Scan,
    found: &Located,
) -> Result<Option<AbortedTransaction>> {
    let header = &found.header;
    if header.producer_id < 0 {
        return Ok(None);
    }
    let marker = if header.is_control() { marker(scan.small_batch(found)?) } else { None };
    Ok(producers.take(header, marker))
}

/// Builds the transaction index of the segment at a place.
pub(crate) fn build_transactions(
    disk: &Arc<dyn Disk>,
    segments: &[Segment],
    place: usize,
    snapshots: &mut Snapshots,
    mended: &mut Vec<Mended>,
) -> Result<()> {
    let (Some(before), Some(segment)) = (segments.get(..place), segments.get(place)) else {
        return Ok(());
    };
    let base = segment.base_offset();
    let mut producers = producers_at(before, snapshots, base, mended)?;
    let path = segment.path(FileKind::TransactionIndex);
    let mut index = TransactionIndex::empty(&**disk, &path, base)?;
    let mut append = |aborted| index.append(&**disk, &aborted);
    match replay(segment, base, segment.bound(), &mut producers, &mut append) {
        Ok(()) | Err(Error::Corrupt { .. }) => {}
        Err(error) => return Err(error),
    }
    index.sync()?;
    segment.set_transactions(index);
    Ok(())
}

/// Whether an entry of a transaction index is that of two batches in the log: the marker, and the
/// first batch, unless the log begins after that.
pub(crate) fn is_in_log(
    segments: &[Segment],
    log_start: i64,
    aborted: &AbortedTransaction,
) -> Result<bool> {
    let batch_at = |offset: i64| -> Result<Option<Located>> {
        let after = segments.partition_point(|segment| segment.base_offset() <= offset);
        match after.checked_sub(1).and_then(|place| segments.get(place)) {
            Some(segment) => segment.locate(offset),
            None => Ok(None),
        }
    };
    let id = aborted.producer_id;
    let marker = batch_at(aborted.last_offset)?.is_some_and(|found| {
        let header = found.header;
        header.is_control() && header.producer_id == id && header.base_offset == aborted.last_offset
    });
    if !marker || aborted.first_offset < log_start {
        return Ok(marker);
    }
    // The cleaner removes the batches of aborted transactions, and leaves the entry.
    let first = batch_at(aborted.first_offset)?;
    Ok(first.is_none_or(|found| {
        let header = found.header;
        let is_other = aborted.first_offset < header.base_offset;
        let begins = header.base_offset == aborted.first_offset && header.producer_id == id;
        is_other || (begins && header.is_transactional() && !header.is_control())
    }))
}

/// The places of segments whose transaction index cannot be right, with the reason.
pub(super) fn damaged_transactions(segments: &[Segment]) -> Result<Vec<(usize, String)>> {
    let mut damaged = Vec::new();
    for (place, segment) in segments.iter().enumerate() {
        if let Err(why) = segment.check_transactions()? {
            damaged.push((place, why));
        }
    }
    Ok(damaged)
}

/// Writes the snapshot at an offset, durably.
pub(crate) fn snapshot(
    snapshots: &mut Snapshots,
    offset: i64,
    producers: &Producers,
) -> Result<bool> {
    let path = snapshots.path(offset);
    match snapshots.take(offset, producers)? {
        Some(file) => {
            file.sync_data().map_err(Error::disk("sync", &path))?;
            Ok(true)
        }
        None => Ok(false),
    }
}
