//! One log, opened, appended to, read, cut and opened again, over both disks.

mod support;

use std::sync::Arc;

use kanon_store::{EpochEntry, Error, Extent, Log};
use support::{SMALL, batch, batches, files, on_both_disks, open, plain};

/// Forty records in batches of one to three, over several segments and three leader epochs.
fn written(log: &mut Log) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    while log.end() < 40 {
        let place = all.len();
        let epoch = [0, 0, 2, 2, 2, 5][place.min(5)];
        let batch = plain(log.end(), epoch, 1 + place % 3, 10 + 13 * (place % 4));
        let end = log.append(&batch).unwrap();
        assert_eq!(end, log.end());
        all.push(batch);
    }
    all
}

#[test]
fn what_is_appended_is_read_at_once_and_after_any_stop() {
    on_both_disks(|disk, root| {
        let dir = root.join("t-0");
        let mut log = open(&disk, &dir);
        let all = written(&mut log);
        assert_eq!(batches(&log), all);
        let epochs = log.epochs().to_vec();
        assert_eq!(epochs.iter().map(|entry| entry.leader_epoch).collect::<Vec<_>>(), [0, 2, 5]);
        assert!(
            2 < files(&disk, &dir)
                .iter()
                .filter(|(path, _)| {
                    path.extension().is_some_and(|extension| extension == "log")
                })
                .count()
        );
        log.close().unwrap();
        for clean in [true, false, true, false] {
            let (log, report) = Log::open(Arc::clone(&disk), &dir, SMALL, clean).unwrap();
            assert_eq!(report.trusted, clean);
            assert!(report.cut.is_none() && report.removed.is_empty() && !report.epochs_rebuilt);
            assert_eq!(batches(&log), all);
            assert_eq!(log.epochs(), epochs);
            assert_eq!(log.flushed_end(), log.end());
            log.close().unwrap();
        }
    });
}

#[test]
fn a_read_begins_with_the_batch_that_holds_the_offset_and_ends_at_the_bound() {
    on_both_disks(|disk, root| {
        let mut log = open(&disk, &root.join("t-0"));
        let all = written(&mut log);
        let edges: Vec<i64> =
            log.headers(0).map(|header| header.unwrap().base_offset).chain([log.end()]).collect();
        for offset in 0..log.end() {
            let place = edges.partition_point(|edge| *edge <= offset) - 1;
            for bound in &edges {
                let read = log.read(offset, *bound, u32::MAX >> 2, true).unwrap();
                if *bound <= offset {
                    assert!(read.bytes.is_empty());
                    assert_eq!((read.base_offset, read.end_offset), (offset, offset));
                    continue;
                }
                assert_eq!(read.base_offset, edges[place]);
                assert!(offset < read.end_offset && read.end_offset <= *bound);
                let last = edges.iter().position(|edge| *edge == read.end_offset).unwrap();
                assert_eq!(read.bytes, all[place..last].concat());
            }
            let first = all[place].len() as u32;
            assert!(log.read(offset, log.end(), first - 1, false).unwrap().bytes.is_empty());
            assert_eq!(log.read(offset, log.end(), first - 1, true).unwrap().bytes, all[place]);
            assert_eq!(log.read(offset, log.end(), first, false).unwrap().bytes, all[place]);
        }
        assert!(log.read(log.end(), log.end(), 100, true).unwrap().bytes.is_empty());
        for offset in [-1, log.end() + 1] {
            assert!(matches!(log.read(offset, 9, 9, true), Err(Error::OutOfRange { .. })));
        }
    });
}

#[test]
fn many_batches_in_one_append_are_rolled_as_single_ones_are() {
    on_both_disks(|disk, root| {
        let mut single = open(&disk, &root.join("single-0"));
        let all = written(&mut single);
        let mut whole = open(&disk, &root.join("whole-0"));
        assert_eq!(whole.append(&all.concat()).unwrap(), single.end());
        let content = |name: &str| {
            let strip = |(path, bytes): (std::path::PathBuf, Vec<u8>)| {
                (path.file_name().unwrap().to_owned(), bytes)
            };
            files(&disk, &root.join(name)).into_iter().map(strip).collect::<Vec<_>>()
        };
        assert_eq!(content("single-0"), content("whole-0"));
    });
}

#[test]
fn a_cut_at_any_offset_leaves_whole_batches_and_the_log_goes_on() {
    on_both_disks(|disk, root| {
        for cut in 0..=41 {
            let dir = root.join(format!("t-{cut}"));
            let mut log = open(&disk, &dir);
            let all = written(&mut log);
            let epochs = log.epochs().to_vec();
            let headers: Vec<_> = log.headers(0).map(Result::unwrap).collect();
            let kept = headers.iter().filter(|header| header.end_offset() <= cut).count();
            let end = headers.get(kept).map_or(log.end(), |header| header.base_offset);
            assert_eq!(log.truncate(cut).unwrap(), end);
            assert_eq!((log.end(), batches(&log)), (end, all[..kept].to_vec()));
            let before: Vec<EpochEntry> =
                epochs.into_iter().filter(|entry| entry.start_offset < end).collect();
            assert_eq!(log.epochs(), before);
            let next = plain(end, 9, 2, 30);
            log.append(&next).unwrap();
            let mut expected = all[..kept].to_vec();
            expected.push(next);
            assert_eq!(batches(&log), expected);
            let (again, report) = Log::open(Arc::clone(&disk), &dir, SMALL, false).unwrap();
            assert!(report.cut.is_none() && report.removed.is_empty() && !report.epochs_rebuilt);
            assert_eq!(batches(&again), expected);
        }
    });
}

#[test]
fn what_does_not_continue_the_log_is_the_callers_fault_and_changes_nothing() {
    on_both_disks(|disk, root| {
        let dir = root.join("t-0");
        let mut log = open(&disk, &dir);
        log.append(&plain(0, 3, 2, 5)).unwrap();
        let before = files(&disk, &dir);
        let torn = plain(2, 3, 1, 50);
        let mut flipped = torn.clone();
        *flipped.last_mut().unwrap() ^= 1;
        let gap = [plain(2, 3, 1, 5), plain(4, 3, 1, 5)].concat();
        for wrong in
            [plain(1, 3, 1, 5), plain(3, 3, 1, 5), plain(2, 2, 1, 5), plain(2, -1, 1, 5), gap]
        {
            assert!(matches!(log.append(&wrong), Err(Error::Caller { .. })));
        }
        assert!(matches!(log.append(&flipped), Err(Error::Caller { .. })));
        for length in 1..torn.len() {
            assert!(matches!(log.append(&torn[..length]), Err(Error::Caller { .. })));
        }
        assert_eq!(files(&disk, &dir), before);
        assert_eq!(log.append(&[]).unwrap(), 2);
        assert_eq!(log.append(&torn).unwrap(), 3);
    });
}

#[test]
fn a_timestamp_finds_the_first_record_at_or_after_it() {
    on_both_disks(|disk, root| {
        let mut log = open(&disk, &root.join("t-0"));
        let times: [&[i64]; 5] = [&[10, 30, 20], &[5], &[40, 35], &[-1], &[40, 50, 50]];
        for stamps in times {
            log.append(&batch(log.end(), 1, stamps, 100)).unwrap();
        }
        let flat: Vec<i64> = times.concat();
        for below in 0..=flat.len() {
            for wanted in 0..60 {
                let expected = flat[..below].iter().position(|time| wanted <= *time);
                let found = log.find_by_timestamp(wanted, below as i64).unwrap();
                assert_eq!(found.map(|found| found.offset), expected.map(|at| at as i64));
                if let Some(found) = found {
                    assert_eq!(found.timestamp, flat[found.offset as usize]);
                    assert_eq!(found.leader_epoch, 1);
                }
            }
        }
        let largest = log.max_timestamp(log.end()).unwrap().unwrap();
        assert_eq!((largest.offset, largest.timestamp), (8, 50));
        let largest = log.max_timestamp(6).unwrap().unwrap();
        assert_eq!((largest.offset, largest.timestamp), (4, 40));
        assert_eq!(log.max_timestamp(0).unwrap(), None);
    });
}

#[test]
fn headers_begin_with_the_batch_that_holds_the_offset() {
    on_both_disks(|disk, root| {
        let mut log = open(&disk, &root.join("t-0"));
        written(&mut log);
        let all: Vec<_> = log.headers(-7).map(Result::unwrap).collect();
        for from in 0..=log.end() + 1 {
            let some: Vec<_> = log.headers(from).map(Result::unwrap).collect();
            let expected = all.iter().skip_while(|header| header.end_offset() <= from);
            assert_eq!(some, expected.copied().collect::<Vec<_>>());
        }
        let sizes: u64 = all.iter().map(|header| header.size() as u64).sum();
        assert_eq!(sizes, log.size());
    });
}

#[test]
fn a_flush_on_another_thread_claims_nothing_after_a_truncation() {
    on_both_disks(|disk, root| {
        let mut log = open(&disk, &root.join("t-0"));
        written(&mut log);
        let task = log.begin_flush().unwrap();
        assert_eq!(task.end(), log.end());
        let later = plain(log.end(), 5, 1, 5);
        log.append(&later).unwrap();
        let flushed = std::thread::spawn(move || task.run()).join().unwrap();
        assert_eq!(log.flushed_end(), 0);
        assert_eq!(log.finish_flush(flushed).unwrap(), log.end() - 1);
        assert_eq!(log.flush().unwrap(), log.end());

        let task = log.begin_flush().unwrap();
        let end = log.truncate(10).unwrap();
        assert_eq!(log.flushed_end(), end);
        log.append(&plain(end, 6, 50, 5)).unwrap();
        let flushed = task.run();
        assert_eq!(log.finish_flush(flushed).unwrap(), end);
        assert_eq!(log.flush().unwrap(), end + 50);
    });
}

#[test]
fn a_log_may_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Log>();
    shared::<kanon_store::FlushTask>();
    shared::<kanon_store::LogDirectory>();
}
