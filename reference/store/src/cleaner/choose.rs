//! How dirty a log is, and how far it may be cleaned (`LogCleanerManager.cleanableOffsets`,
//! `LogToClean`).

use super::CleanerConfig;
use crate::error::Result;
use crate::log::{Log, SegmentOutline};

/// What of a log may be cleaned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cleanable {
    /// The first offset that no round has gone over: where the map begins.
    pub first_dirty: i64,
    /// The first offset that may not be cleaned, the base of a segment: where the round ends.
    pub end: i64,
    /// The bytes of segments that begin before the first dirty offset.
    pub clean_bytes: u64,
    /// The bytes of segments with dirty records that may be cleaned.
    pub cleanable_bytes: u64,
    /// Whether a dirty record is older than `max.compaction.lag.ms`.
    pub is_overdue: bool,
}

impl Cleanable {
    /// The part of dirty bytes: logs with a larger one are cleaned first.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        let all = self.clean_bytes + self.cleanable_bytes;
        if all == 0 { 0.0 } else { self.cleanable_bytes as f64 / all as f64 }
    }

    /// Whether cleaning is worth it.
    #[must_use]
    pub fn is_due(&self, config: &CleanerConfig) -> bool {
        (self.is_overdue && 0 < self.cleanable_bytes) || config.min_cleanable_ratio < self.ratio()
    }
}

/// What of a log may be cleaned at a time in ms since 1970, if rounds have gone over it up to
/// `cleaned_end`. Not cleaned are the segment that grows, any with a record from `stable_end` on
/// (the last stable offset, which is not past the high watermark), and any with a record later than
/// `min.compaction.lag.ms` ago. A `cleaned_end` that lies outside of the log counts for nothing.
///
/// # Errors
/// As [`Log::segment_outlines`].
pub fn cleanable(
    log: &Log,
    cleaned_end: Option<i64>,
    stable_end: i64,
    now_ms: i64,
    config: &CleanerConfig,
) -> Result<Cleanable> {
    let all = log.segment_outlines()?;
    let (active, closed) = all.split_last().expect("a log has a segment");
    let within = log.start()..=log.end();
    let first_dirty = cleaned_end.filter(|end| within.contains(end)).unwrap_or(log.start());
    // An offset in the segment that grows is in none of the closed ones.
    let closed_from = |offset: i64| {
        if active.base_offset <= offset { &[][..] } else { from(closed, offset) }
    };
    let dirty = closed_from(first_dirty);
    let lag_ms = config.min_compaction_lag_ms.max(0);
    let too_young = |segment: &&SegmentOutline| {
        0 < lag_ms && now_ms.saturating_sub(lag_ms) < segment.largest_timestamp
    };
    let young = dirty.iter().find(too_young).map(|segment| segment.base_offset);
    let bound = stable_end.min(active.base_offset).min(young.unwrap_or(i64::MAX)).max(first_dirty);
    // The whole segment that the bound is in stays as it is.
    let end = closed_from(bound).first().map_or(active.base_offset, |it| it.base_offset);
    let bytes =
        |segments: &mut dyn Iterator<Item = &SegmentOutline>| segments.map(|it| it.size).sum();
    let is_below = |offset: i64| move |segment: &&SegmentOutline| segment.base_offset < offset;
    let until_ms = now_ms.saturating_sub(config.max_compaction_lag_ms.max(0));
    let is_old = |segment: &SegmentOutline| (1..until_ms).contains(&segment.first_timestamp);
    Ok(Cleanable {
        first_dirty,
        end,
        clean_bytes: bytes(&mut closed.iter().filter(is_below(first_dirty))),
        cleanable_bytes: bytes(&mut closed_from(first_dirty.min(end)).iter().filter(is_below(end))),
        is_overdue: dirty.iter().any(is_old),
    })
}

/// From the segment that holds an offset on: the last one that does not begin after it.
pub(super) fn from(closed: &[SegmentOutline], offset: i64) -> &[SegmentOutline] {
    let after = closed.partition_point(|segment| segment.base_offset <= offset);
    closed.get(after.saturating_sub(1)..).unwrap_or_default()
}
