//! Calls that fail and power that is cut, at every place of a run that does everything.

mod support;

use std::fmt::Display;
use std::path::Path;
use std::sync::Arc;

use kanon_store::{
    Disk, Error, FailWith, Log, LogDirectory, MemoryDisk, Recovery, Result, Survives,
    TopicPartition, Unsynced, UnsyncedKind,
};
use support::{SMALL, batches, files, plain};
use wire::Uuid;

const ROOT: &str = "/data";

fn partition() -> TopicPartition {
    TopicPartition::new("t", 0).unwrap()
}

/// What a run knows of its log when it stops, for whatever reason.
#[derive(Clone, Default)]
struct Known {
    /// Every batch that may be in the log, as of the last call that was made.
    attempted: Vec<Vec<u8>>,
    /// How many of them survive for certain.
    flushed: usize,
    /// Whether the directory of the partition is durable.
    created: bool,
    /// The high watermark that was checkpointed.
    high_watermark: Option<i64>,
    /// Whether the mark of a clean stop may be there, and whether it is for certain.
    closing: bool,
    closed: bool,
    /// Whether a sync may have failed: what it was for may then never become durable, whatever a
    /// later sync says, and the next process cannot know.
    sync_failed: bool,
}

/// A run that makes a partition, fills three segments, cuts back into the second, goes on in a
/// new leader epoch and stops. It notes what it knows after each call.
fn run(disk: &MemoryDisk, known: &mut Known, watch: &mut dyn FnMut(&Known)) -> Result<()> {
    let mut directory = LogDirectory::open(Arc::new(disk.clone()), Path::new(ROOT), SMALL)?;
    watch(known);
    let mut log = directory.create_log(&partition(), Uuid([7; 16]))?;
    known.created = true;
    for place in 0..9 {
        append(&mut log, 1 + place / 4, known)?;
        watch(known);
        if place % 3 == 1 {
            log.flush()?;
            known.flushed = known.attempted.len();
            watch(known);
        }
    }
    // From here on, whatever becomes of the call, only these are certain.
    known.flushed = known.flushed.min(4);
    let headers = log.headers(0).collect::<Result<Vec<_>>>()?;
    let to = headers[4].base_offset;
    log.truncate(to)?;
    known.attempted.truncate(4);
    watch(known);
    for _ in 0..4 {
        append(&mut log, 7, known)?;
    }
    watch(known);
    directory.write_high_watermarks(&[(partition(), to)].into())?;
    known.high_watermark = Some(to);
    watch(known);
    log.close()?;
    known.flushed = known.attempted.len();
    watch(known);
    known.closing = true;
    directory.close(5)?;
    known.closed = true;
    watch(known);
    run_again(disk, known, watch)
}

/// The next life of the same directory, which begins with the mark of a clean stop.
fn run_again(disk: &MemoryDisk, known: &mut Known, watch: &mut dyn FnMut(&Known)) -> Result<()> {
    known.closed = false;
    let mut directory = LogDirectory::open(Arc::new(disk.clone()), Path::new(ROOT), SMALL)?;
    known.closing = false;
    watch(known);
    let mut log = directory.open_log(&partition())?.log;
    for _ in 0..5 {
        append(&mut log, 8, known)?;
        watch(known);
    }
    log.flush()?;
    known.flushed = known.attempted.len();
    append(&mut log, 8, known)?;
    watch(known);
    Ok(())
}

fn append(log: &mut Log, leader_epoch: i32, known: &mut Known) -> Result<()> {
    let place = known.attempted.len();
    known.attempted.push(plain(log.end(), leader_epoch, 1 + place % 2, 90 + 20 * (place % 3)));
    log.append(known.attempted.last().expect("pushed"))?;
    Ok(())
}

/// Starts again on what is left and asserts all that is promised.
fn assert_recovers(disk: &MemoryDisk, known: &Known, place: &dyn Display) {
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let mut directory = LogDirectory::open(shared, Path::new(ROOT), SMALL).unwrap();
    let clean = directory.was_clean();
    assert!(!clean || known.closing, "{place}: a clean stop that never was");
    assert!(clean || !known.closed, "{place}: the clean stop is forgotten");
    if let Some(offset) = known.high_watermark {
        let offsets = directory.read_high_watermarks().unwrap();
        assert_eq!(offsets, [(partition(), offset)].into(), "{place}");
    }
    let present = directory.partitions().unwrap() == [partition()];
    assert!(present || !known.created, "{place}: the partition is lost");
    if !present {
        return;
    }
    let opened = directory.open_log(&partition()).unwrap();
    if known.created {
        assert_eq!(opened.topic_id, Some(Uuid([7; 16])), "{place}");
    }
    let found = batches(&opened.log);
    assert!(known.flushed <= found.len(), "{place}: {} of {}", found.len(), known.flushed);
    assert!(found.len() <= known.attempted.len(), "{place}");
    assert_eq!(found, known.attempted[..found.len()], "{place}: what is there was not written");
    assert_eq!(opened.log.flushed_end(), opened.log.end());
    if !known.sync_failed {
        assert_durable(disk, &found, opened.log.dir(), place);
    }
    assert_epochs_are_those_of_the_batches(&opened.log);
    assert_eq!(opened.recovery.trusted, clean);
    if clean {
        assert_eq!(found.len(), known.flushed, "{place}");
    }
    drop((opened, directory));
    assert_settled(disk, &found, place);
}

/// What was only in memory when the process ended is durable once a log is given out.
fn assert_durable(disk: &MemoryDisk, found: &[Vec<u8>], dir: &Path, place: &dyn Display) {
    let copy = disk.fork();
    copy.power_cut(|_| Survives::No);
    let (left, _) = Log::open(Arc::new(copy), dir, SMALL, false).unwrap();
    assert_eq!(batches(&left), found, "{place}, then without power");
}

/// Starts once more, without a clean stop: nothing is left to do.
fn assert_settled(memory: &MemoryDisk, found: &[Vec<u8>], place: &dyn Display) {
    let disk: Arc<dyn Disk> = Arc::new(memory.clone());
    let before = files(&disk, Path::new(ROOT));
    let mut directory = LogDirectory::open(Arc::clone(&disk), Path::new(ROOT), SMALL).unwrap();
    let again = directory.open_log(&partition()).unwrap();
    assert_eq!(batches(&again.log), found, "{place}");
    let Recovery { cut, removed, epochs_rebuilt, .. } = again.recovery;
    assert!(cut.is_none() && removed.is_empty() && !epochs_rebuilt, "{place}");
    support::assert_same_files(&files(&disk, Path::new(ROOT)), &before, place);
    // And the log goes on.
    let mut log = again.log;
    let next = plain(log.end(), 9, 1, 10);
    log.append(&next).unwrap();
    log.close().unwrap();
    directory.close(6).unwrap();
}

fn assert_epochs_are_those_of_the_batches(log: &Log) {
    let mut expected = Vec::new();
    for header in log.headers(0) {
        let header = header.unwrap();
        let epoch = header.partition_leader_epoch;
        if expected.last().is_none_or(|(last, _)| *last < epoch) {
            expected.push((epoch, header.base_offset));
        }
    }
    let found: Vec<_> =
        log.epochs().iter().map(|entry| (entry.leader_epoch, entry.start_offset)).collect();
    assert_eq!(found, expected);
}

/// Cuts the power of copies of a disk in every way of a family, and starts each again.
fn cut_in_every_way(disk: &MemoryDisk, known: &Known, place: &str) {
    let pending = disk.unsynced();
    let assert_after = |how: &str, keep: &dyn Fn(usize, &Unsynced) -> Survives| {
        let copy = disk.fork();
        let mut at = 0;
        copy.power_cut(|change| {
            at += 1;
            keep(at - 1, change)
        });
        assert_recovers(&copy, known, &format_args!("{place}, {how}"));
    };
    let yes = |yes: bool| if yes { Survives::Yes } else { Survives::No };
    for first in 0..=pending.len() {
        // Every prefix; every prefix with its last write torn; all but one; one alone.
        assert_after(&format!("first {first}"), &|at, _| yes(at < first));
        assert_after(&format!("all but {first}"), &|at, _| yes(at != first));
        assert_after(&format!("only {first}"), &|at, _| yes(at == first));
        if let Some(UnsyncedKind::Write { length, .. }) =
            pending.get(first).map(|change| change.kind.clone())
        {
            for torn in [1, length / 3, length / 2, length - 1] {
                assert_after(&format!("first {first} and {torn} bytes"), &|at, _| {
                    if at == first { Survives::Prefix(torn) } else { yes(at < first) }
                });
            }
        }
    }
    // Names without content and content without names.
    let is_name = |change: &Unsynced| {
        !matches!(change.kind, UnsyncedKind::Write { .. } | UnsyncedKind::Truncate { .. })
    };
    assert_after("names alone", &|_, change| yes(is_name(change)));
    assert_after("content alone", &|_, change| yes(!is_name(change)));
}

/// Whatever ended the run, with the power or without it, the next start keeps what is promised.
fn assert_survives(disk: &MemoryDisk, known: &Known, place: &str) {
    cut_in_every_way(disk, known, place);
    // The process may also have been killed with the power on.
    assert_recovers(&disk.fork(), known, &format_args!("{place}, killed"));
}

#[test]
fn power_cut_after_any_step_loses_nothing_flushed() {
    let disk = MemoryDisk::new();
    let mut steps = 0;
    let mut known = Known::default();
    let mut watch = |known: &Known| {
        steps += 1;
        assert_survives(&disk, known, &format!("step {steps}"));
    };
    run(&disk, &mut known, &mut watch).unwrap();
    assert_eq!(steps, 25);
}

#[test]
fn any_call_that_fails_stops_the_log_and_loses_nothing_flushed() {
    let calls = {
        let disk = MemoryDisk::new();
        run(&disk, &mut Known::default(), &mut |_| {}).unwrap();
        disk.calls()
    };
    assert!(100 < calls, "{calls}");
    for call in 0..calls {
        for with in [FailWith::InputOutput, FailWith::NoSpace, FailWith::ShortWrite, FailWith::Off]
        {
            let disk = MemoryDisk::new();
            disk.fail_at(call, with);
            let mut known = Known { sync_failed: with != FailWith::Off, ..Known::default() };
            let place = format!("call {call} fails with {with:?}");
            match run(&disk, &mut known, &mut |_| {}) {
                Err(Error::Disk { .. }) => {}
                other => panic!("{place}: {other:?}"),
            }
            assert_survives(&disk, &known, &place);
        }
    }
}

#[test]
fn after_a_failed_write_or_sync_every_further_one_is_refused() {
    for with in [FailWith::InputOutput, FailWith::ShortWrite] {
        for fail_flush in [false, true] {
            let disk = MemoryDisk::new();
            let shared: Arc<dyn Disk> = Arc::new(disk.clone());
            let mut log = support::open(&shared, Path::new("/t-0"));
            log.append(&plain(0, 0, 1, 50)).unwrap();
            disk.fail_at(disk.calls(), with);
            let failed = if fail_flush {
                log.flush().map(|_| ())
            } else {
                log.append(&plain(1, 0, 1, 50)).map(|_| ())
            };
            assert!(matches!(failed, Err(Error::Disk { .. })));
            let calls = disk.calls();
            assert!(matches!(log.append(&plain(1, 0, 1, 50)), Err(Error::Poisoned { .. })));
            assert!(matches!(log.flush(), Err(Error::Poisoned { .. })));
            assert!(matches!(log.truncate(0), Err(Error::Poisoned { .. })));
            assert_eq!((log.flushed_end(), log.end()), (0, 1));
            let error = log.close().unwrap_err();
            assert!(error.to_string().contains("never tried again"), "{error}");
            assert_eq!(disk.calls(), calls, "no call was made after the failure");
        }
    }
}

#[test]
fn a_flush_that_fails_elsewhere_poisons_the_log_at_once() {
    let disk = MemoryDisk::new();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let mut log = support::open(&shared, Path::new("/t-0"));
    log.append(&plain(0, 0, 1, 50)).unwrap();
    let task = log.begin_flush().unwrap();
    disk.fail_at(disk.calls(), FailWith::InputOutput);
    let flushed = task.run();
    assert!(matches!(log.append(&plain(1, 0, 1, 50)), Err(Error::Poisoned { .. })));
    assert!(matches!(log.finish_flush(flushed), Err(Error::Disk { .. })));
    assert_eq!(log.flushed_end(), 0);
}

#[test]
fn segments_that_a_truncation_removed_stay_removed() {
    // The log grows again, in the same leader epoch, up to just where a removed segment began:
    // were its name still on the disk, its records would follow without a gap.
    let disk = MemoryDisk::new();
    let shared: Arc<dyn Disk> = Arc::new(disk.clone());
    let dir = Path::new("/t-0");
    let mut log = support::open(&shared, dir);
    disk.sync_dir(Path::new("/")).unwrap();
    while files(&shared, dir).len() < 7 {
        log.append(&plain(log.end(), 0, 1, 200)).unwrap();
    }
    log.flush().unwrap();
    let second = plain(log.truncate(2).unwrap(), 0, 1, 199);
    log.append(&second).unwrap();
    log.flush().unwrap();
    assert_eq!(log.end(), 3);
    disk.power_cut(|_| Survives::No);
    let (log, _) = Log::open(shared, dir, SMALL, false).unwrap();
    assert_eq!(log.end(), 3);
    assert_eq!(batches(&log)[2], second);
}

#[test]
fn a_recovery_that_is_cut_short_itself_loses_nothing_flushed() {
    let calls = {
        let disk = MemoryDisk::new();
        run(&disk, &mut Known::default(), &mut |_| {}).unwrap();
        disk.calls()
    };
    let start = |disk: &MemoryDisk| -> Result<Log> {
        let shared: Arc<dyn Disk> = Arc::new(disk.clone());
        let mut directory = LogDirectory::open(shared, Path::new(ROOT), SMALL)?;
        Ok(directory.open_log(&partition())?.log)
    };
    for call in (40..calls).step_by(9) {
        let disk = MemoryDisk::new();
        disk.fail_at(call, FailWith::Off);
        let mut known = Known::default();
        run(&disk, &mut known, &mut |_| {}).unwrap_err();
        // Every other change that was not synced is there, writes in part.
        let mut at = 0;
        disk.power_cut(|_| {
            at += 1;
            if at % 2 == 0 { Survives::Prefix(100) } else { Survives::Yes }
        });
        known.high_watermark = None;
        known.closed = false;
        let first = disk.calls();
        let needed = {
            let copy = disk.fork();
            start(&copy).unwrap();
            copy.calls() - first
        };
        for place in 0..needed {
            let copy = disk.fork();
            copy.fail_at(first + place, FailWith::Off);
            start(&copy).unwrap_err();
            assert_survives(&copy, &known, &format!("call {call}, then {place} of recovery"));
        }
    }
}
