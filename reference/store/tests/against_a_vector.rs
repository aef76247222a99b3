//! Any sequence of calls gives what a plain vector of batches gives, over both disks.

mod support;

use std::path::Path;
use std::sync::Arc;

use kanon_store::{Disk, Log, LogConfig};
use proptest::prelude::*;
use support::{batches, on_both_disks, plain};

#[derive(Clone, Debug)]
enum Call {
    Append { records: Vec<usize>, value_bytes: usize, new_epoch: bool },
    Read { offset: i64, bound: usize, max_bytes: u32, at_least_one: bool },
    Truncate { end: i64 },
    Flush,
    Reopen { close: bool },
}

fn call() -> impl Strategy<Value = Call> {
    prop_oneof![
        6 => (prop::collection::vec(1_usize..4, 1..4), 0_usize..200, prop::bool::weighted(0.2))
            .prop_map(|(records, value_bytes, new_epoch)| {
                Call::Append { records, value_bytes, new_epoch }
            }),
        6 => (0_i64..60, 0_usize..40, 0_u32..2000, any::<bool>()).prop_map(
            |(offset, bound, max_bytes, at_least_one)| {
                Call::Read { offset, bound, max_bytes, at_least_one }
            }
        ),
        2 => (0_i64..60).prop_map(|end| Call::Truncate { end }),
        1 => Just(Call::Flush),
        2 => any::<bool>().prop_map(|close| Call::Reopen { close }),
    ]
}

/// What the log should hold.
#[derive(Default)]
struct Model {
    /// Base offset, end offset and bytes.
    batches: Vec<(i64, i64, Vec<u8>)>,
    leader_epoch: i32,
}

impl Model {
    fn end(&self) -> i64 {
        self.batches.last().map_or(0, |(_, end, _)| *end)
    }

    fn append(&mut self, records: &[usize], value_bytes: usize) -> Vec<u8> {
        let before = self.batches.len();
        for count in records {
            let base = self.end();
            let batch = plain(base, self.leader_epoch, *count, value_bytes);
            self.batches.push((base, base + *count as i64, batch));
        }
        self.batches[before..].iter().flat_map(|(_, _, bytes)| bytes.clone()).collect()
    }
}

fn reopen(disk: &Arc<dyn Disk>, dir: &Path, config: LogConfig, log: Log, close: bool) -> Log {
    if close {
        log.close().unwrap();
    } else {
        drop(log);
    }
    let (log, report) = Log::open(Arc::clone(disk), dir, config, close).unwrap();
    assert_eq!(report.trusted, close);
    assert!(report.cut.is_none() && report.removed.is_empty() && !report.epochs_rebuilt);
    log
}

fn check_read(log: &Log, model: &Model, call: &Call) {
    let Call::Read { offset, bound, max_bytes, at_least_one } = *call else { return };
    let bound = model.batches.get(bound).map_or(model.end(), |(base, _, _)| *base);
    if model.end() < offset {
        assert!(log.read(offset, bound, max_bytes, at_least_one).is_err());
        return;
    }
    let read = log.read(offset, bound, max_bytes, at_least_one).unwrap();
    let visible: Vec<_> = model
        .batches
        .iter()
        .filter(|(_, end, _)| offset < *end && offset < bound && *end <= bound)
        .collect();
    let mut bytes = Vec::new();
    let mut count = 0;
    while bytes.len() < read.bytes.len() {
        bytes.extend_from_slice(&visible[count].2);
        count += 1;
    }
    assert_eq!(read.bytes, bytes);
    let room = read.bytes.len() <= max_bytes as usize || (at_least_one && count == 1);
    assert!(room, "{count} batches in {max_bytes}");
    // It may end early with a segment, but never gives nothing where it could give something.
    let first_fits = visible
        .first()
        .is_some_and(|(_, _, first)| at_least_one || first.len() <= max_bytes as usize);
    assert_eq!(0 < count, first_fits);
    assert_eq!(read.base_offset, if 0 < count { visible[0].0 } else { offset });
    assert_eq!(read.end_offset, if 0 < count { visible[count - 1].1 } else { offset });
}

fn check(disk: &Arc<dyn Disk>, dir: &Path, config: LogConfig, calls: &[Call]) {
    disk.create_dir(dir).unwrap();
    let mut log = Log::open(Arc::clone(disk), dir, config, false).unwrap().0;
    let mut model = Model::default();
    for call in calls {
        match call {
            Call::Append { records, value_bytes, new_epoch } => {
                model.leader_epoch += i32::from(*new_epoch);
                let bytes = model.append(records, *value_bytes);
                assert_eq!(log.append(&bytes).unwrap(), model.end());
            }
            Call::Read { .. } => check_read(&log, &model, call),
            Call::Truncate { end } => {
                model.batches.retain(|(_, batch_end, _)| batch_end <= end);
                assert_eq!(log.truncate(*end).unwrap(), model.end());
                assert_eq!(log.flushed_end().min(model.end()), log.flushed_end());
            }
            Call::Flush => assert_eq!(log.flush().unwrap(), model.end()),
            Call::Reopen { close } => log = reopen(disk, dir, config, log, *close),
        }
        assert_eq!(log.end(), model.end());
        assert!(log.flushed_end() <= log.end());
    }
    let expected: Vec<_> = model.batches.into_iter().map(|(_, _, bytes)| bytes).collect();
    assert_eq!(batches(&log), expected);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_log_is_a_vector_of_batches(
        calls in prop::collection::vec(call(), 1..24),
        segment_bytes in 100_u32..3000,
        index_interval_bytes in 0_u32..600,
    ) {
        let config = LogConfig { segment_bytes, index_interval_bytes, ..LogConfig::DEFAULT };
        on_both_disks(|disk, root| check(&disk, &root.join("t-0"), config, &calls));
    }
}
