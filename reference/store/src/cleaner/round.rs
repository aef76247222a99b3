//! One round over a log: the map of its dirty part, then each group of segments
//! (`Cleaner.doClean`, `Cleaner.buildOffsetMap`, `Cleaner.cleanSegments`).

use std::collections::BTreeMap;

use wire::batch::{Entries, Entry};

use super::CleanerConfig;
use super::choose::{Cleanable, from};
use super::filter::{Filter, LastRecord, Rules, Statistics, first_marker, in_words};
use super::groups::group;
use super::map::OffsetMap;
use super::transactions::Transactions;
use crate::codecs::Codecs;
use crate::error::{Error, Result};
use crate::log::{Log, SegmentOutline};
use crate::names::{FileKind, segment_file};

/// Bytes that are read, and written, at once.
const CHUNK_BYTES: u64 = 1 << 20;

/// What a round did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// The first offset that the next round's map begins with.
    pub end: i64,
    /// What was read and kept.
    pub statistics: Statistics,
}

/// Cleans a log as far as a [`Cleanable`] of it says, at a time in ms since 1970. A loss of power
/// at any point leaves the log cleaned up to some segment, and from there on as it was. A log that
/// is not open for `compact` may take the gaps for damage.
///
/// # Errors
/// [`Error::Caller`] if the recovery point that is checkpointed lies before `cleanable.end`, which
/// is found out before anything is replaced; [`Error::Corrupt`] for a batch that cannot be read;
/// [`Error::Disk`], [`Error::Poisoned`].
pub fn clean(
    log: &mut Log,
    cleanable: &Cleanable,
    now_ms: i64,
    config: &CleanerConfig,
) -> Result<Cleaned> {
    let outlines = log.segment_outlines()?;
    let closed = outlines.split_last().map_or(&[][..], |(_, closed)| closed);
    let below = |segments: &[SegmentOutline], end: i64| -> Vec<SegmentOutline> {
        segments.iter().copied().take_while(|segment| segment.base_offset < end).collect()
    };
    let dirty = below(from(closed, cleanable.first_dirty), cleanable.end);
    if dirty.is_empty() || cleanable.end <= cleanable.first_dirty {
        return Ok(Cleaned { end: cleanable.first_dirty, statistics: Statistics::default() });
    }
    let map = build_map(log, &dirty, cleanable, config)?;
    let end = map.latest() + 1;
    let producers = last_records(log);
    let rules = Rules {
        map: &map,
        producers: &producers,
        now_ms,
        delete_retention_ms: config.delete_retention_ms,
        end: cleanable.end,
    };
    let mut filter = Filter {
        rules,
        transactions: Transactions::default(),
        codecs: Codecs::new(config.decompressed_max_bytes),
        scratch: Vec::new(),
        statistics: Statistics::default(),
        aborted: Vec::new(),
    };
    for group in group(&below(closed, end), config, cleanable.end) {
        clean_group(log, &group, closed, cleanable.end, &mut filter)?;
    }
    log.set_cleaned(end);
    Ok(Cleaned { end, statistics: filter.statistics })
}

/// Puts one segment in the place of some.
fn clean_group(
    log: &mut Log,
    group: &[SegmentOutline],
    closed: &[SegmentOutline],
    end: i64,
    filter: &mut Filter<'_>,
) -> Result<()> {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return Ok(()) };
    let next_base = |base: i64| {
        let next = closed.iter().find(|segment| base < segment.base_offset);
        next.map_or(end, |segment| segment.base_offset)
    };
    let mut cleaned = log.begin_cleaned(first.base_offset)?;
    let mut out = Vec::new();
    for segment in group {
        let base = segment.base_offset;
        let aborted = log.aborted_transactions(base, next_base(base))?;
        filter.transactions.learn(&aborted);
        let mut position = 0;
        loop {
            let bytes = log.segment_batches(base, position, CHUNK_BYTES)?;
            if bytes.is_empty() {
                break;
            }
            let mut at = position;
            for entry in Entries::new(&bytes) {
                let entry = entry.map_err(|error| damaged(log, base, at, error.to_string()))?;
                filter.entry(&entry, &mut out).map_err(|why| damaged(log, base, at, why))?;
                at += entry.bytes().len() as u64;
            }
            position = at;
            if CHUNK_BYTES <= out.len() as u64 {
                cleaned.append(&out)?;
                out.clear();
            }
        }
    }
    cleaned.append(&out)?;
    for aborted in filter.aborted.drain(..) {
        cleaned.add_aborted(&aborted)?;
    }
    let mapped = filter.rules.map.latest() + 1;
    log.replace_segments(vec![cleaned], first.base_offset, next_base(last.base_offset), mapped)
}

/// Damage at a byte of the segment that begins with an offset.
fn damaged(log: &Log, base: i64, position: u64, why: String) -> Error {
    Error::corrupt(&segment_file(log.dir(), FileKind::Log, base, ""), position, why)
}

/// The last offset of each key from the first dirty offset on, as far as the map has room.
fn build_map(
    log: &mut Log,
    dirty: &[SegmentOutline],
    cleanable: &Cleanable,
    config: &CleanerConfig,
) -> Result<OffsetMap> {
    let aborted =
        log.aborted_transactions(cleanable.first_dirty.max(log.start()), cleanable.end)?;
    let mut keys = Keys {
        map: OffsetMap::new(config.keys_max),
        transactions: Transactions::default(),
        codecs: Codecs::new(config.decompressed_max_bytes),
        scratch: Vec::new(),
        first_dirty: cleanable.first_dirty,
    };
    keys.transactions.learn(&aborted);
    let nexts = dirty.iter().skip(1).map(|segment| segment.base_offset).chain([cleanable.end]);
    for (segment, next) in dirty.iter().zip(nexts) {
        let (base, mut position) = (segment.base_offset, 0);
        loop {
            let bytes = log.segment_batches(base, position, CHUNK_BYTES)?;
            if bytes.is_empty() {
                break;
            }
            for entry in Entries::new(&bytes) {
                let entry =
                    entry.map_err(|error| damaged(log, base, position, error.to_string()))?;
                if !keys.note(&entry).map_err(|why| damaged(log, base, position, why))? {
                    return Ok(keys.map);
                }
                position += entry.bytes().len() as u64;
            }
        }
        keys.map.seen(next - 1);
    }
    Ok(keys.map)
}

/// A map that is being built.
struct Keys {
    map: OffsetMap,
    transactions: Transactions,
    codecs: Codecs,
    scratch: Vec<u8>,
    first_dirty: i64,
}

impl Keys {
    /// Notes the keys of an entry; says whether there was room.
    fn note(&mut self, entry: &Entry<'_>) -> std::result::Result<bool, String> {
        let counts = match entry {
            Entry::Batch(batch) if batch.header.is_control() => {
                let said = first_marker(&mut self.codecs, &mut self.scratch, batch)?;
                self.transactions.control(&batch.header, said);
                false
            }
            Entry::Batch(batch) => !self.transactions.batch(&batch.header),
            Entry::Message(_) => true,
        };
        if counts {
            let records = entry.records(&mut self.codecs, &mut self.scratch).map_err(in_words)?;
            for record in records {
                let record = record.map_err(|error| error.to_string())?;
                if let Some(key) = record.key
                    && self.first_dirty <= record.offset
                    && !self.map.put(key, record.offset)
                {
                    return Ok(false);
                }
            }
        }
        if self.first_dirty <= entry.last_offset() {
            self.map.seen(entry.last_offset());
        }
        Ok(true)
    }
}

/// What is known of the producers' last records (`UnifiedLog.lastRecordsOfActiveProducers`).
fn last_records(log: &Log) -> BTreeMap<i64, LastRecord> {
    let last = |(id, entry): (i64, &crate::producers::ProducerEntry)| {
        let last_data_offset = entry.batches.back().map(|batch| batch.last_offset);
        (id, LastRecord { last_data_offset, producer_epoch: entry.epoch })
    };
    log.producers().iter().map(last).collect()
}
