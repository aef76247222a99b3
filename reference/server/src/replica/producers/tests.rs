//! What is read of producers is what folding every batch gives, wherever the log is cut in two and
//! however often it was opened anew.

use std::path::Path;
use std::sync::Arc;

use kanon_core::replay;
use spec::producer::Limits;
use store::{LogConfig, MemoryDisk};
use wire::batch::BatchBuilder;

use super::*;

const CONFIG: LogConfig = LogConfig { segment_bytes: 250, ..LogConfig::DEFAULT };

/// A batch of two records: whose it is, in which epoch, and its first sequence.
fn batch(base: i64, (producer, epoch, sequence): (i64, i16, i32)) -> Vec<u8> {
    let mut builder = BatchBuilder::new(base).producer(producer, epoch, sequence).leader_epoch(0);
    for _ in 0..2 {
        builder.push(1, None, Some(b"v"), &[]).unwrap();
    }
    builder.finish()
}

/// Producer 1 writes all along and raises its epoch, 2 sends a little early, 3 once, 4 at the end
/// of all sequences.
fn written() -> Vec<(i64, i16, i32)> {
    let mut all = vec![(2, 0, 0), (2, 0, 2), (3, 7, 40), (-1, -1, -1)];
    all.extend((0..8).map(|place| (1, 0, 2 * place)));
    all.extend([(4, 0, i32::MAX - 3), (4, 0, i32::MAX - 1), (4, 0, 0), (4, 0, 2)]);
    all.extend((0..7).map(|place| (1, 1, 2 * place)));
    all.push((2, 0, 4));
    all
}

/// What opens the log of an empty disk, again and again.
fn on_empty_disk() -> impl Fn() -> Log {
    let disk: Arc<dyn store::Disk> = Arc::new(MemoryDisk::new());
    let dir = Path::new("/log");
    disk.create_dir(dir).unwrap();
    move || Log::open(Arc::clone(&disk), dir, CONFIG, true).unwrap().0
}

#[test]
fn as_if_every_batch_were_folded() {
    let open = on_empty_disk();
    let mut log = open();
    for stamp in written() {
        log.append(&batch(log.end(), stamp)).unwrap();
        // What is written is known with what was, and by a start's snapshot.
        compare(&log);
        log.close().unwrap();
        log = open();
        compare(&log);
    }
    assert!(5 < log.segment_bases().len());
}

/// Compares what is read with the fold, for each place where the log can be cut in two.
fn compare(log: &Log) {
    let all: Vec<kanon_core::Batch> = headers(log, 0).map(|batch| batch.unwrap()).collect();
    for count in 0..=all.len() {
        let before = &all[..count];
        let end = before.last().map_or(Offset(0), kanon_core::Batch::end);
        let mut expected = replay(&[], before, Limits::KAFKA);
        let mut found = producers(log, end).unwrap();
        // Of one whose sequences began anew, as if that were the beginning, less may be known.
        let is_fourth = |producer: &&KnownProducer| producer.id == ProducerId(4);
        if let Some(fourth) = found.iter().find(is_fourth) {
            let all = expected.iter().find(is_fourth).unwrap();
            assert!(all.batches.ends_with(&fourth.batches), "up to {end:?}");
        }
        expected.retain(|producer| !is_fourth(&producer));
        found.retain(|producer| !is_fourth(&producer));
        assert_eq!(found, expected, "up to {end:?}");
    }
}

/// Of deleted batches the last of each producer is known still. (PRD-8)
//= PRD-8 test
#[test]
fn what_is_deleted_is_remembered() {
    let open = on_empty_disk();
    let mut log = open();
    for stamp in written() {
        log.append(&batch(log.end(), stamp)).unwrap();
    }
    let whole = producers(&log, Offset(log.end())).unwrap();
    let end = log.end();
    log.delete_records(end).unwrap();
    log.delete_old_segments(0, end).unwrap();
    assert_eq!(producers(&log, Offset(end)).unwrap(), whole);
    log.close().unwrap();
    let log = open();
    let last = |producer: &KnownProducer| (producer.id, producer.batches.last().copied());
    let found = producers(&log, Offset(end)).unwrap();
    assert_eq!(
        found.iter().map(last).collect::<Vec<_>>(),
        whole.iter().map(last).collect::<Vec<_>>()
    );
}
