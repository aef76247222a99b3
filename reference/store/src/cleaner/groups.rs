//! Which segments are put together into one (`Cleaner.groupSegmentsBySize`).

use crate::log::SegmentOutline;

use super::CleanerConfig;

/// Segments in a row, cut into groups of which each becomes one. `end` is the first offset that
/// is not cleaned: the last segment may reach up to it.
pub(super) fn group(
    segments: &[SegmentOutline],
    config: &CleanerConfig,
    end: i64,
) -> Vec<Vec<SegmentOutline>> {
    let mut groups: Vec<Vec<SegmentOutline>> = Vec::new();
    let nexts = segments.iter().skip(1).map(|segment| segment.base_offset).chain([end]);
    for (segment, next) in segments.iter().zip(nexts) {
        let fits = groups.last().is_some_and(|group| {
            let sum =
                |of: fn(&SegmentOutline) -> u64| group.iter().map(of).sum::<u64>() + of(segment);
            let base = group.first().map_or(0, |first| first.base_offset);
            sum(|it| it.size) <= config.segment_bytes
                && sum(|it| it.offset_index_bytes) <= config.segment_index_bytes
                && sum(|it| it.time_index_bytes) <= config.segment_index_bytes
                && (segment.size == 0 || next - 1 - base <= i64::from(i32::MAX))
        });
        match groups.last_mut().filter(|_| fits) {
            Some(group) => group.push(*segment),
            None => groups.push(vec![*segment]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(base_offset: i64, size: u64, index: u64) -> SegmentOutline {
        let times = -1;
        SegmentOutline {
            base_offset,
            size,
            offset_index_bytes: index,
            time_index_bytes: index / 2,
            largest_timestamp: times,
            first_timestamp: times,
        }
    }

    fn bases(segments: &[SegmentOutline], end: i64) -> Vec<Vec<i64>> {
        let config =
            CleanerConfig { segment_bytes: 100, segment_index_bytes: 80, ..CleanerConfig::DEFAULT };
        let groups = group(segments, &config, end);
        groups.iter().map(|group| group.iter().map(|it| it.base_offset).collect()).collect()
    }

    #[test]
    fn groups_keep_within_sizes_and_offsets() {
        let of = |sizes: &[u64]| -> Vec<SegmentOutline> {
            (0..).step_by(10).zip(sizes).map(|(base, size)| outline(base, *size, 8)).collect()
        };
        assert_eq!(bases(&[], 0), Vec::<Vec<i64>>::new());
        assert_eq!(bases(&of(&[60, 40, 1, 99, 100]), 50), [vec![0, 10], vec![20, 30], vec![40]]);
        assert_eq!(bases(&of(&[101, 0, 101]), 30), [vec![0], vec![10], vec![20]]);
        let full = [outline(0, 1, 50), outline(10, 1, 30), outline(20, 1, 1)];
        assert_eq!(bases(&full, 30), [vec![0, 10], vec![20]]);
        let far = i64::from(i32::MAX);
        let segments = [outline(0, 1, 0), outline(10, 1, 0), outline(far + 1, 1, 0)];
        assert_eq!(bases(&segments, far + 2), [vec![0, 10], vec![far + 1]]);
        // Up to the next one: what a segment holds is not looked at.
        let segments = [outline(0, 1, 0), outline(10, 1, 0), outline(far + 2, 1, 0)];
        assert_eq!(bases(&segments, far + 3), [vec![0], vec![10, far + 2]]);
        let segments = [outline(0, 1, 0), outline(10, 0, 0), outline(far + 2, 1, 0)];
        assert_eq!(bases(&segments, far + 3), [vec![0, 10], vec![far + 2]]);
    }
}
