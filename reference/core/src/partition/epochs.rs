//! The leader-epoch cache: where each epoch starts in a log. (LOG-4; `LeaderEpochFileCache`)
//!
//! It does not know the log: whoever asks says where that ends.

use crate::EpochStart;
use alloc::{collections::BTreeMap, vec::Vec};
use core::ops::Bound;
use spec::{LeaderEpoch, Offset};

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Epochs {
    starts: BTreeMap<LeaderEpoch, Offset>,
}

impl Epochs {
    /// Notes where an epoch starts, unless it is the newest already and has started before. What
    /// says otherwise, a higher epoch or a start that is not before this one, was of batches that
    /// are gone. Says whether anything changed. (`LeaderEpochFileCache.isUpdateNeeded`)
    //= LOG-4
    pub(crate) fn note(&mut self, epoch: LeaderEpoch, start: Offset) -> bool {
        if self.last() == Some(epoch) && self.start(epoch) <= Some(start) {
            return false;
        }
        self.starts.retain(|other, its_start| *other < epoch && *its_start < start);
        self.starts.insert(epoch, start);
        true
    }

    /// Drops what starts at the log's new end or later. Says whether anything changed.
    //= LOG-4
    pub(crate) fn truncate(&mut self, end: Offset) -> bool {
        let before = self.starts.len();
        self.starts.retain(|_, start| *start < end);
        self.starts.len() < before
    }

    /// The newest epoch.
    pub(crate) fn last(&self) -> Option<LeaderEpoch> {
        self.starts.last_key_value().map(|(epoch, _)| *epoch)
    }

    /// The epoch that wrote, or will write, what is at an offset, if it is known.
    pub(crate) fn of(&self, offset: Offset) -> Option<LeaderEpoch> {
        let mut newest_first = self.starts.iter().rev();
        newest_first.find(|(_, start)| **start <= offset).map(|(epoch, _)| *epoch)
    }

    /// Where the epoch starts, if it is known.
    pub(crate) fn start(&self, epoch: LeaderEpoch) -> Option<Offset> {
        self.starts.get(&epoch).copied()
    }

    /// The largest epoch that is at most this one.
    pub(crate) fn at_most(&self, epoch: LeaderEpoch) -> Option<LeaderEpoch> {
        self.starts.range(..=epoch).next_back().map(|(epoch, _)| *epoch)
    }

    /// Where a log that ends at `log_end` ends this epoch: where the next larger one starts.
    pub(crate) fn end_of(&self, epoch: LeaderEpoch, log_end: Offset) -> Offset {
        let larger = (Bound::Excluded(epoch), Bound::Unbounded);
        self.starts.range(larger).next().map_or(log_end, |(_, start)| *start)
    }

    /// All of it, in order.
    pub(crate) fn entries(&self) -> Vec<EpochStart> {
        let entry =
            |(epoch, start): (&LeaderEpoch, &Offset)| EpochStart { epoch: *epoch, start: *start };
        self.starts.iter().map(entry).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache(entries: &[(i32, i64)]) -> Epochs {
        let mut epochs = Epochs::default();
        for (epoch, start) in entries {
            epochs.starts.insert(LeaderEpoch(*epoch), Offset(*start));
        }
        epochs
    }

    //= LOG-4 test
    #[test]
    fn noting_an_epoch_drops_what_contradicts_it() {
        for (before, epoch, start, after) in [
            (&[][..], 0, 0, &[(0, 0)][..]),
            (&[(0, 0), (1, 2)], 3, 4, &[(0, 0), (1, 2), (3, 4)]),
            (&[(0, 0), (1, 4)], 3, 4, &[(0, 0), (3, 4)]),
            (&[(0, 0), (5, 2)], 3, 4, &[(0, 0), (3, 4)]),
        ] {
            let mut epochs = cache(before);
            assert!(epochs.note(LeaderEpoch(epoch), Offset(start)));
            assert_eq!(epochs, cache(after));
            assert!(!epochs.note(LeaderEpoch(epoch), Offset(start)), "it is noted already");
            assert!(!epochs.note(LeaderEpoch(epoch), Offset(start + 1)), "it has started before");
        }
    }

    //= REP-8 test
    #[test]
    fn an_epoch_ends_where_the_next_starts_or_at_the_end_of_the_log() {
        let epochs = cache(&[(1, 0), (4, 3)]);
        let end = |epoch| epochs.end_of(LeaderEpoch(epoch), Offset(9));
        assert_eq!([end(0), end(1), end(3), end(4)].map(|end| end.0), [0, 3, 3, 9]);
        assert_eq!(epochs.at_most(LeaderEpoch(0)), None);
        assert_eq!(epochs.at_most(LeaderEpoch(3)), Some(LeaderEpoch(1)));
    }
}
