//! Every way in which a loss of power may leave a disk, as far as they can be walked.

use std::collections::HashSet;

use kanon_store::{MemoryDisk, Survives, Unsynced, UnsyncedKind};

/// Of as many changes every subset is walked.
const WHOLLY_UP_TO: usize = 7;
/// Of more, as many by chance.
const BY_CHANCE: u64 = 24;

/// What was tried.
#[derive(Debug, Default)]
pub(crate) struct Cuts {
    /// Disks whose power was cut.
    pub(crate) pictures: u64,
    /// Images that the cuts left.
    images: u64,
    /// Those of them that were not the same as one before, in the same place.
    pub(crate) different: u64,
    /// Pictures of which every subset of changes was walked.
    wholly: u64,
    seen: HashSet<u64>,
}

/// A generator of numbers: splitmix64.
pub(crate) fn chance(seed: u64) -> u64 {
    let mut bits = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

impl Cuts {
    /// A line that says what was tried.
    pub(crate) fn print(&self, name: &str) {
        let Cuts { pictures, images, different, wholly, .. } = self;
        println!(
            "{name}: {pictures} crash points, {wholly} of them with every subset, \
             {images} images, {different} different ones started"
        );
    }

    /// Forgets which images were seen: another judgement is to be made of them.
    pub(crate) fn turn(&mut self) {
        self.seen.clear();
    }

    /// Cuts the power of copies of a disk in every way of a family, and judges what is left.
    pub(crate) fn of(&mut self, disk: &MemoryDisk, judge: &mut dyn FnMut(&MemoryDisk, &str)) {
        self.pictures += 1;
        let pending = disk.unsynced();
        let count = pending.len();
        let yes = |yes: bool| if yes { Survives::Yes } else { Survives::No };
        if count <= WHOLLY_UP_TO {
            self.wholly += 1;
            for subset in 0..1_u64 << count {
                self.cut(disk, judge, &format!("subset {subset:b}"), &|at, _| {
                    yes(subset >> at & 1 == 1)
                });
            }
        } else {
            for first in 0..=count {
                self.cut(disk, judge, &format!("first {first}"), &|at, _| yes(at < first));
                self.cut(disk, judge, &format!("all but {first}"), &|at, _| yes(at != first));
                self.cut(disk, judge, &format!("only {first}"), &|at, _| yes(at == first));
            }
            for seed in 0..BY_CHANCE {
                self.cut(disk, judge, &format!("chance {seed}"), &|at, change| {
                    yes(chance(seed ^ change.number << 8 ^ (at as u64) << 40) & 1 == 1)
                });
            }
        }
        self.torn(disk, &pending, judge);
        let is_name = |change: &Unsynced| {
            !matches!(change.kind, UnsyncedKind::Write { .. } | UnsyncedKind::Truncate { .. })
        };
        self.cut(disk, judge, "names alone", &|_, change| yes(is_name(change)));
        self.cut(disk, judge, "content alone", &|_, change| yes(!is_name(change)));
    }

    /// Each write in part: beside those before it, and beside all others.
    fn torn(
        &mut self,
        disk: &MemoryDisk,
        pending: &[Unsynced],
        judge: &mut dyn FnMut(&MemoryDisk, &str),
    ) {
        for (place, change) in pending.iter().enumerate() {
            let UnsyncedKind::Write { length, .. } = change.kind else { continue };
            let parts = [
                Survives::Prefix(1),
                Survives::Prefix(length / 2),
                Survives::Prefix(length - 1),
                Survives::Without(0..length),
                Survives::Without(0..length / 2),
                Survives::Without(length / 3..length / 2),
            ];
            for part in parts {
                for others in [false, true] {
                    let how = format!("{part:?} of {place}, later {others}");
                    self.cut(disk, judge, &how, &|at, _| match at {
                        _ if at == place => part.clone(),
                        _ if at < place || others => Survives::Yes,
                        _ => Survives::No,
                    });
                }
            }
        }
    }

    fn cut(
        &mut self,
        disk: &MemoryDisk,
        judge: &mut dyn FnMut(&MemoryDisk, &str),
        how: &str,
        keep: &dyn Fn(usize, &Unsynced) -> Survives,
    ) {
        let copy = disk.fork();
        let mut at = 0;
        copy.power_cut(|change| {
            at += 1;
            keep(at - 1, change)
        });
        self.images += 1;
        if self.seen.insert(copy.fingerprint()) {
            self.different += 1;
            judge(&copy, how);
        }
    }
}
