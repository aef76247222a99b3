//! What a cut of power within a step may leave, and that a start finds it.
//!
//! The log that is found must be one that a crash of the model may leave, of the state before the
//! step or of the one after it: so nothing is lost that was flushed before. Only a cut of the log
//! that takes several files may be found half done. Then what is found lies between the two: it has
//! all that the step was to leave, and lacks nothing but what the step was to take.

use super::{
    directory::{self, Found, PARTITION, Running},
    medium::Film,
};
use kanon_core::{Broker, Input, Time};
use model::replication::State;
use sim::chance::Random;
use spec::{
    BrokerEpoch, BrokerId, Offset, Rules, View,
    view::{self, Batch},
};
use std::{fmt::Display, path::Path, sync::Arc};
use store::{LogConfig, MemoryDisk, Recovery, Survives, Unsynced, UnsyncedKind};

/// Of so many pictures one is cut in every way of the family, the others in a few.
const WHOLLY_EVERY: u64 = 24;

/// What was cut, and what came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cuts {
    /// Calls at which the power went.
    pub(crate) calls: u64,
    /// Disks that those calls found, each another than the one before.
    pub(crate) pictures: u64,
    /// Ways in which the power was cut, each followed by a start.
    pub(crate) starts: u64,
    /// How many found a cut of the log half done.
    pub(crate) between: u64,
}

/// A broker's disk as the model has it: what there is, and how much of it no crash takes.
#[derive(Clone, Debug)]
struct Durable {
    batches: Vec<Batch>,
    flushed: Offset,
    checkpoint: Offset,
    /// The mark of a clean stop: of a broker that runs, it is gone from the disk.
    mark: Option<BrokerEpoch>,
}

/// What may be found after a cut of power.
#[derive(Debug)]
pub(crate) struct Allowed {
    before: Durable,
    after: Durable,
}

impl Durable {
    fn of(state: &State, broker: BrokerId) -> Durable {
        let down = !state.is_up(broker);
        Durable {
            batches: view::log(state, broker).collect(),
            flushed: state.flushed_end(broker),
            checkpoint: state.checkpointed_high_watermark(broker),
            mark: state.stopped_cleanly(broker).filter(|_| down),
        }
    }

    fn end(&self) -> Offset {
        self.batches.last().map_or(Offset(0), Batch::end)
    }

    /// Whether a crash may leave this log: a part from the start, with all that was flushed.
    fn may_leave(&self, batches: &[Batch]) -> bool {
        let end = batches.last().map_or(Offset(0), Batch::end);
        self.batches.starts_with(batches) && self.flushed <= end
    }
}

/// What a start found, by what the model allows.
enum Verdict {
    Either,
    Between,
    Neither,
}

impl Allowed {
    pub(crate) fn of(before: &State, after: &State, broker: BrokerId) -> Allowed {
        Allowed { before: Durable::of(before, broker), after: Durable::of(after, broker) }
    }

    fn judge_log(&self, found: &Found) -> Verdict {
        if self.before.may_leave(&found.batches) || self.after.may_leave(&found.batches) {
            return Verdict::Either;
        }
        let part = self.before.batches.starts_with(&found.batches);
        let cut = found.batches.starts_with(&self.after.batches) && self.after.end() < found.end();
        if part && cut { Verdict::Between } else { Verdict::Neither }
    }

    /// Whether the log is found that the model allows, and the two small files with it.
    fn judge(&self, found: &Found) -> Verdict {
        let either = [&self.before, &self.after];
        let mark = found.mark.is_none_or(|mark| {
            let whole = |it: &&Durable| it.mark == Some(mark) && it.batches == found.batches;
            either.iter().any(whole)
        });
        let checkpoint = either.iter().any(|it| it.checkpoint == found.checkpoint);
        if mark && checkpoint && found.epochs_agree() {
            self.judge_log(found)
        } else {
            Verdict::Neither
        }
    }
}

/// A directory in memory, by which everything is started again.
pub(crate) struct Bench<'a> {
    pub(crate) root: &'a Path,
    pub(crate) config: LogConfig,
    pub(crate) cuts: &'a mut Cuts,
    pub(crate) chance: &'a mut Random,
}

impl Bench<'_> {
    /// Cuts the power at every call of a step, after which the store claims that its log is durable
    /// up to `claimed`.
    ///
    /// # Panics
    /// If a start finds what the model does not allow.
    pub(crate) fn cut_at_every_call(
        &mut self,
        film: &Film,
        allowed: &Allowed,
        claimed: Offset,
        place: &dyn Display,
    ) {
        self.cuts.calls += film.calls;
        for (at, picture) in film.pictures.iter().enumerate() {
            self.cuts.pictures += 1;
            let place = format!("{place}, picture {at} of {}", film.pictures.len());
            self.cut_in_some_ways(picture, allowed, &place);
            if self.chance.one_in(WHOLLY_EVERY) {
                self.cut_in_every_way(picture, allowed, &place);
            }
        }
        // Once all calls are made the step has happened.
        if let Some(last) = film.pictures.last() {
            let done = Allowed { before: allowed.after.clone(), after: allowed.after.clone() };
            let found = self.cut(last, &done, place, &mut |_| Survives::No);
            assert!(found.mark == done.after.mark, "{place}: the mark of a clean stop");
            assert!(claimed <= found.end(), "{place}: {claimed} is claimed, of {found:#?}");
            self.kill(last, &done.after, place);
        }
    }

    /// Nothing survives, everything does, and what chance says, by halves.
    fn cut_in_some_ways(&mut self, picture: &MemoryDisk, allowed: &Allowed, place: &dyn Display) {
        self.cut(picture, allowed, place, &mut |_| Survives::No);
        if picture.unsynced().is_empty() {
            return;
        }
        self.cut(picture, allowed, place, &mut |_| Survives::Yes);
        let mut chance = Random::new(self.chance.bits());
        self.cut(picture, allowed, place, &mut |change| match (&change.kind, chance.below(4)) {
            (_, 0) => Survives::No,
            (UnsyncedKind::Write { length, .. }, 1) => Survives::Prefix(chance.place(*length)),
            _ => Survives::Yes,
        });
    }

    /// Every first part of what was not synced, also with its last write torn; all but one; one
    /// alone; names without content, and content without names.
    fn cut_in_every_way(&mut self, picture: &MemoryDisk, allowed: &Allowed, place: &dyn Display) {
        let yes = |yes: bool| if yes { Survives::Yes } else { Survives::No };
        let pending = picture.unsynced();
        let ways: [&dyn Fn(usize, usize) -> Survives; 4] = [
            &|at, first| yes(at < first),
            &|at, first| yes(at != first),
            &|at, first| yes(at == first),
            &|at, first| if at == first { Survives::Prefix(40) } else { yes(at < first) },
        ];
        for first in 0..=pending.len() {
            for way in ways {
                let mut at = 0..;
                self.cut(picture, allowed, place, &mut |_| way(at.next().unwrap_or(0), first));
            }
        }
        let is_content = |it: &Unsynced| {
            matches!(it.kind, UnsyncedKind::Write { .. } | UnsyncedKind::Truncate { .. })
        };
        self.cut(picture, allowed, place, &mut |it| yes(is_content(it)));
        self.cut(picture, allowed, place, &mut |it| yes(!is_content(it)));
    }

    /// Cuts the power of a copy, starts on it, and once more without what was not synced then.
    fn cut(
        &mut self,
        picture: &MemoryDisk,
        allowed: &Allowed,
        place: &dyn Display,
        keep: &mut dyn FnMut(&Unsynced) -> Survives,
    ) -> Found {
        self.cuts.starts += 1;
        let disk = picture.fork();
        disk.power_cut(keep);
        let running = self.start(&disk).0;
        let found = running.look();
        assert_restores(&running, &found);
        drop(running);
        let epochs = directory::epochs_in_file(&disk, self.root);
        assert!(epochs == found.epochs, "{place}: the file has {epochs:?} of {found:#?}");
        match allowed.judge(&found) {
            Verdict::Either => {}
            Verdict::Between => self.cuts.between += 1,
            Verdict::Neither => panic!("{place}: {found:#?}\nis not of\n{allowed:#?}"),
        }
        disk.power_cut(|_| Survives::No);
        let (running, recovery) = self.start(&disk);
        let again = running.look();
        let same = Found { mark: None, ..found.clone() } == again;
        assert!(same, "{place}: first {found:#?}\nthen {again:#?}");
        assert!(mends_nothing(&recovery), "{place}: a second recovery {recovery:#?}");
        found
    }

    /// Ends the process with the power on, once the step is done: nothing is lost, and nothing has
    /// to be mended.
    fn kill(&self, last: &MemoryDisk, after: &Durable, place: &dyn Display) {
        let (running, recovery) = self.start(&last.fork());
        let found = running.look();
        assert!(found.batches == after.batches, "{place}: killed, then {found:#?}");
        assert!(mends_nothing(&recovery), "{place}: killed, then {recovery:#?}");
    }

    fn start(&self, disk: &MemoryDisk) -> (Running, Recovery) {
        let started = directory::start(Arc::new(disk.clone()), self.root, self.config);
        started.expect("a disk that works")
    }
}

fn mends_nothing(recovery: &Recovery) -> bool {
    let Recovery { distrust, cut, removed, epochs_rebuilt, .. } = recovery;
    distrust.is_none() && cut.is_none() && removed.is_empty() && !epochs_rebuilt
}

/// A core that is given what was found has just that.
fn assert_restores(running: &Running, found: &Found) {
    let mut core = Broker::new(BrokerId(0), Rules::ALL);
    core.step(Time(0), Input::Restore(running.restore()), &mut Vec::new());
    let own = core.partition(PARTITION).expect("it was restored");
    assert!((own.log_end(), own.flushed_end()) == (found.end(), found.end()), "{own:?}");
    assert!(own.high_watermark() == found.checkpoint.min(found.end()), "{own:?}");
    let starts = own.epoch_starts().into_iter().map(|entry| (entry.epoch, entry.start));
    assert!(starts.eq(found.epochs.iter().copied()), "{own:?}");
}
