//! The power is cut at every call of a run that does everything, and of recoveries of it, and what
//! is left is started again in every way that a cut may leave it.

mod support;

use std::sync::Arc;

use kanon_store::{Disk, Log, LogDirectory, MemoryDisk};
use support::cuts::{Cuts, chance};
use support::film::Film;
use support::judge::{
    Known, TOPIC, all_of, assert_derived, end_of, header, judge, open, partition,
};
use support::stream::Stream;

/// A run, and the cuts that are made of it.
struct Bench {
    film: Film,
    known: Known,
    stream: Stream,
    cuts: Cuts,
    /// Recoveries that were cut themselves.
    recoveries: Cuts,
    sampled: u64,
}

struct Running {
    directory: LogDirectory,
    log: Option<Log>,
}

impl Bench {
    fn new() -> Bench {
        Bench {
            film: Film::new(MemoryDisk::new()),
            known: Known::default(),
            stream: Stream::default(),
            cuts: Cuts::default(),
            recoveries: Cuts::default(),
            sampled: 0,
        }
    }

    fn disk(&self) -> Arc<dyn Disk> {
        Arc::new(self.film.clone())
    }

    /// Takes a step that leads from what is known to `after`, and cuts the power at every call.
    fn step<T>(&mut self, name: &str, after: Known, act: impl FnOnce(&mut Bench) -> T) -> T {
        self.film.develop();
        let before = std::mem::replace(&mut self.known, after);
        let done = act(self);
        let after = self.known.clone();
        let pictures = self.film.develop();
        let last = pictures.len() - 1;
        for (at, picture) in pictures.iter().enumerate() {
            let allowed: &[&Known] = if at == last { &[&after] } else { &[&before, &after] };
            self.cuts.turn();
            let mut left = Vec::new();
            self.cuts.of(picture, &mut |disk, how| {
                let place = format!("{name}, call {at} of {last}, {how}");
                judge(disk, allowed, &place);
                left.push(disk.fork());
            });
            // The process may also have been killed with the power on.
            judge(&picture.fork(), allowed, &format!("{name}, call {at}, killed"));
            self.sampled += 1;
            if chance(self.sampled).is_multiple_of(24) {
                let which = chance(self.sampled ^ 77) as usize % left.len();
                self.recover(&left[which], allowed, name);
            }
        }
        done
    }

    /// Cuts the power at every call of a recovery.
    fn recover(&mut self, disk: &MemoryDisk, allowed: &[&Known], name: &str) {
        let film = Film::new(disk.fork());
        let mut directory = open(Arc::new(film.clone()));
        if directory.partitions().unwrap() == [partition()] {
            directory.open_log(&partition()).unwrap();
        }
        drop(directory);
        for (at, picture) in film.develop().iter().enumerate() {
            self.recoveries.turn();
            self.recoveries.of(picture, &mut |disk, how| {
                // A clean stop is one no more once a start has begun.
                judge(disk, allowed, &format!("{name}, recovery, call {at}, {how}"));
            });
        }
    }

    fn append(&mut self, running: &mut Running, count: usize, leader_epoch: i32) {
        let mut after = self.known.clone();
        let mut bytes = Vec::new();
        for _ in 0..count {
            let batch = self.stream.next(leader_epoch);
            bytes.extend_from_slice(&batch);
            after.candidate.batches.push(batch);
        }
        self.step("append", after, |_| log(running).append(&bytes).unwrap());
    }

    fn flush(&mut self, running: &mut Running) {
        let mut after = self.known.clone();
        after.candidate.flushed = after.candidate.batches.len();
        self.step("flush", after, |_| log(running).flush().unwrap());
    }

    /// Only what is full, as in the background.
    fn flush_rolled(&mut self, running: &mut Running) {
        let Some(task) = log(running).begin_flush_of_rolled().unwrap() else { return };
        let mut after = self.known.clone();
        let below = |batch: &&Vec<u8>| end_of(&header(batch)) <= task.end();
        let count = after.candidate.batches.iter().take_while(below).count();
        after.candidate.flushed = after.candidate.flushed.max(count);
        self.step("flush in the background", after, |_| {
            log(running).finish_flush(task.run()).unwrap();
        });
    }

    fn checkpoint(&mut self, running: &Running) {
        let after = Known { start: running.log.as_ref().unwrap().start(), ..self.known.clone() };
        self.step("checkpoint", after, |_| running.directory.checkpoint().unwrap());
    }

    fn truncate(&mut self, running: &mut Running, keep: usize) {
        let mut after = self.known.clone();
        let to = header(&after.candidate.batches[keep]).base_offset;
        after.candidate.batches.truncate(keep);
        // What is cut may go, and what is left may not, from the first call on.
        self.known.candidate.flushed = self.known.candidate.flushed.min(keep);
        after.candidate.flushed = keep;
        self.step("truncate", after, |_| log(running).truncate(to).unwrap());
        let found = all_of(log(running));
        assert_derived(log(running), &found, "truncate");
        self.stream.cut(to);
    }

    /// Deletes what lies before the batch in a place, then the segments that hold nothing else.
    fn delete(&mut self, running: &mut Running, before: usize) {
        let start = header(&self.known.candidate.batches[before]).base_offset;
        let mut after = self.known.clone();
        after.candidate.deletable = after.candidate.deletable.max(before);
        self.step("delete records", after, |_| log(running).delete_records(start).unwrap());
        self.checkpoint(running);
        self.retain(running);
    }

    fn retain(&mut self, running: &mut Running) {
        // What goes is known once it is gone.
        let all = self.known.candidate.batches.clone();
        let mut copy = self.known.clone();
        copy.candidate.deletable = all.len() - 1;
        self.known = copy.clone();
        self.step("retention", copy, |_| {
            let log = log(running);
            let end = log.end();
            assert!(!log.delete_old_segments(0, end).unwrap().is_empty());
        });
        let bases = log(running).segment_bases();
        let start = log(running).start();
        let first = bases[0];
        let kept = |batch: &Vec<u8>| first.max(start) < end_of(&header(batch));
        let (gone, left): (Vec<_>, Vec<_>) = all.into_iter().partition(|batch| !kept(batch));
        let candidate = &mut self.known.candidate;
        candidate.flushed = candidate.flushed.saturating_sub(gone.len());
        (candidate.batches, candidate.deletable) = (left, 0);
        let after = self.known.clone();
        self.step("removal", after, |_| {
            for deletion in log(running).take_deletions() {
                deletion.run().unwrap();
            }
        });
    }

    /// Leaves out every other batch of the segments but the last two, and merges them.
    fn compact(&mut self, running: &mut Running) {
        let bases = log(running).segment_bases();
        let (from, below) = (bases[0], bases[bases.len() - 2]);
        let mut after = self.known.clone();
        let mut place = 0;
        after.candidate.batches.retain(|batch| {
            place += 1;
            let header = header(batch);
            // The last batch stays, as the cleaner leaves it.
            below <= end_of(&header) || place % 2 == 0
        });
        let kept: Vec<_> =
            after.candidate.batches.iter().filter(|it| header(it).base_offset < below).collect();
        let kept: Vec<u8> = kept.into_iter().flatten().copied().collect();
        after.candidate.flushed = after.candidate.batches.len();
        self.step("compaction", after, |_| {
            let log = log(running);
            let mut cleaned = log.begin_cleaned(from).unwrap();
            cleaned.append(&kept).unwrap();
            for aborted in log.aborted_transactions(from, below).unwrap() {
                if aborted.last_offset < below {
                    cleaned.add_aborted(&aborted).unwrap();
                }
            }
            log.replace_segments(vec![cleaned], from, below, below).unwrap();
        });
    }

    fn close(&mut self, mut running: Running) {
        let mut after = self.known.clone();
        after.candidate.flushed = after.candidate.batches.len();
        after.clean = true;
        self.step("clean stop", after, |_| {
            running.log.take().unwrap().close().unwrap();
            running.directory.close(5).unwrap();
        });
    }

    fn start(&mut self, name: &str) -> Running {
        let after = Known { clean: false, ..self.known.clone() };
        self.step(name, after, |bench| {
            let mut directory = open(bench.disk());
            let log = Some(directory.open_log(&partition()).unwrap().log);
            Running { directory, log }
        })
    }
}

fn log(running: &mut Running) -> &mut Log {
    running.log.as_mut().unwrap()
}

#[test]
fn the_power_is_cut_at_every_call_of_everything() {
    let mut bench = Bench::new();
    let created = Known { created: true, ..Known::default() };
    let mut running = bench.step("creation", created, |bench| {
        let mut directory = open(bench.disk());
        let log = Some(directory.create_log(&partition(), TOPIC).unwrap());
        Running { directory, log }
    });
    for round in 0..4 {
        bench.append(&mut running, 3, 1 + round / 2);
        if round % 2 == 1 {
            bench.flush(&mut running);
        }
    }
    bench.checkpoint(&running);
    bench.append(&mut running, 9, 3);
    bench.truncate(&mut running, 11);
    bench.append(&mut running, 6, 4);
    bench.flush(&mut running);
    // Every segment rolls just after a flush, and the recovery point follows at once.
    for _ in 0..7 {
        bench.append(&mut running, 1, 4);
        bench.flush(&mut running);
        bench.checkpoint(&running);
    }
    // The log is cut far below its recovery point, and grows past it again.
    bench.truncate(&mut running, 12);
    bench.stream.skip(3);
    for _ in 0..3 {
        bench.append(&mut running, 4, 4);
        bench.flush_rolled(&mut running);
    }
    bench.checkpoint(&running);
    bench.truncate(&mut running, 20);
    bench.append(&mut running, 2, 4);
    drop(running);
    let mut running = bench.start("unclean start");
    let (all, left) = (bench.known.candidate.batches.len(), running.log.as_ref().unwrap().end());
    assert_eq!((all, left), (22, bench.stream.end), "killed with the power on");
    bench.known.candidate.flushed = all;
    bench.append(&mut running, 5, 5);
    bench.delete(&mut running, 5);
    bench.flush(&mut running);
    bench.checkpoint(&running);
    bench.compact(&mut running);
    bench.append(&mut running, 4, 5);
    bench.checkpoint(&running);
    bench.close(running);
    let mut running = bench.start("clean start");
    bench.append(&mut running, 6, 6);
    bench.retain(&mut running);
    bench.flush(&mut running);
    bench.checkpoint(&running);
    let gone = Known { created: true, deleted: true, ..Known::default() };
    bench.step("deletion", gone, |_| {
        let log = running.log.take().unwrap();
        running.directory.delete_log(log, "0123456789abcdef").unwrap().run().unwrap();
    });
    let Bench { cuts, recoveries, .. } = bench;
    for (name, cuts) in [("run", cuts), ("recoveries", recoveries)] {
        cuts.print(name);
        assert!(100 < cuts.pictures && 4 * cuts.pictures < cuts.different, "{name}");
    }
}
