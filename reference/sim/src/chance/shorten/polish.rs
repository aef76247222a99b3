//! What deletion leaves is minimal, and may be a detour all the same. Here steps are added, moved
//! and exchanged by chance; what still fails and is not longer is kept, and made shorter by
//! deletion.
//!
//! It draws from a seed of its own, so that a failure always comes out as the same scenario.

use super::{Short, renamed};
use crate::{
    Cluster,
    chance::{Random, any_step},
};
use alloc::vec::Vec;
use spec::{BrokerId, Step, View};

/// How many changes are tried, and up to how many steps.
const TRIES: usize = 20_000;
const LONGEST: usize = 100;

impl Short<'_, '_> {
    pub(super) fn polish(&mut self) {
        let mut random = Random::new(0);
        if LONGEST < self.steps.len() {
            return;
        }
        for _ in 0..TRIES {
            let changed = self.changed(&mut random);
            let length = self.steps.len();
            let mut taken = Vec::new();
            // Longer ones count too: a step that is added may make others needless, mostly one by
            // one.
            if (self.fails)(Cluster::new(&self.world), &changed, &mut taken) {
                let before = core::mem::replace(&mut self.steps, taken);
                self.drop_pieces_of(1);
                if random.one_in(8) {
                    self.drop_together(2, length);
                }
                if length < self.steps.len() {
                    self.steps = before;
                } else if self.steps.len() < length {
                    self.drop_all();
                }
            }
        }
    }

    /// The steps with one to three changes.
    fn changed(&mut self, random: &mut Random) -> Vec<Step> {
        let mut steps = self.steps.clone();
        for _ in 0..=random.below(3) {
            let length = u64::try_from(steps.len()).expect("few");
            let place = |bound: u64, random: &mut Random| {
                usize::try_from(random.below(bound.max(1))).expect("few")
            };
            let (from, to) = (place(length, random), place(length, random));
            match random.below(4) {
                0 | 1 => {
                    let step = self.some_step(&steps[..to], random);
                    steps.insert(to, step);
                }
                2 if 0 < length => {
                    let step = steps.remove(from);
                    steps.insert(to.min(steps.len()), step);
                }
                _ if 0 < length => {
                    let brokers = self.world.brokers;
                    let turn = random.broker(brokers).0;
                    let name = |broker: BrokerId| BrokerId((broker.0 + turn) % brokers);
                    steps[from] = renamed(steps[from], name);
                }
                _ => {}
            }
        }
        steps
    }

    /// A step that is likely to be possible after those before it.
    fn some_step(&self, before: &[Step], random: &mut Random) -> Step {
        let mut cluster = Cluster::new(&self.world);
        for step in before {
            let _refused = cluster.apply(super::fitting(*step, &cluster));
        }
        debug_assert!(cluster.brokers() == self.world.brokers, "a cluster of this world");
        any_step(&cluster, random)
    }
}
