//! Workers who differ in nothing but their names: what symmetry leaves to be searched.

use crate::{Kind, Model, Property};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::{Display, Formatter, Result};
use xxhash_rust::xxh3::xxh3_128;

/// Workers who share one tool; each may take it so many times. They differ in nothing but their
/// names: the tool is free in `(turns + 1) ^ workers` states, and taken in
/// `workers * turns * (turns + 1) ^ (workers - 1)`.
#[derive(Clone, Debug)]
pub struct Workers {
    /// How many there are, at most [`WORKERS_MAX`].
    pub workers: u8,
    /// How often each may take the tool.
    pub turns: u8,
}

/// The most workers that a state of [`Workers`] holds.
pub const WORKERS_MAX: usize = 4;

/// What a worker does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Takes the tool; refused if it is not free.
    Take(u8),
    /// Gives it back; refused if another has it.
    Done(u8),
}

impl Display for Work {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Take(worker) => write!(f, "take {worker}"),
            Self::Done(worker) => write!(f, "done {worker}"),
        }
    }
}

/// How often each worker gave the tool back, and who has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shop {
    done: [u8; WORKERS_MAX],
    taken: Option<u8>,
}

impl Workers {
    /// The state with changed names, in every way that there is.
    fn renamed(&self, shop: Shop) -> impl Iterator<Item = Shop> + '_ {
        permutations(self.workers).map(move |names| {
            let mut renamed = Shop { done: [0; WORKERS_MAX], taken: None };
            for (old, new) in (0..self.workers).zip(names) {
                renamed.done[usize::from(new)] = shop.done[usize::from(old)];
                if shop.taken == Some(old) {
                    renamed.taken = Some(new);
                }
            }
            renamed
        })
    }
}

impl Model for Workers {
    type State = Shop;
    type Action = Work;

    fn initial_states(&self) -> Vec<Shop> {
        vec![Shop { done: [0; WORKERS_MAX], taken: None }]
    }

    fn actions(&self, _: &Shop, actions: &mut Vec<Work>) {
        actions
            .extend((0..self.workers).flat_map(|worker| [Work::Take(worker), Work::Done(worker)]));
    }

    fn next_state(&self, shop: &Shop, work: Work) -> Option<Shop> {
        let mut next = *shop;
        match work {
            Work::Take(worker) => {
                let turns_left = shop.done[usize::from(worker)] < self.turns;
                (shop.taken.is_none() && turns_left).then(|| next.taken = Some(worker))?;
            }
            Work::Done(worker) => {
                (shop.taken == Some(worker)).then(|| next.taken = None)?;
                next.done[usize::from(worker)] += 1;
            }
        }
        Some(next)
    }

    fn fingerprint(&self, shop: &Shop) -> u128 {
        let [a, b, c, d] = shop.done;
        xxh3_128(&[a, b, c, d, shop.taken.unwrap_or(u8::MAX)])
    }

    fn properties(&self) -> Vec<Property<Shop>> {
        vec![
            Property { name: "none takes it alone", kind: Kind::Always, holds: |s| !s.is_alone() },
            Property { name: "nobody is last", kind: Kind::Always, holds: |s| !s.is_last() },
            Property {
                name: "none did 100",
                kind: Kind::Always,
                holds: |s| !s.done.contains(&100),
            },
            Property { name: "all did 2", kind: Kind::Sometimes, holds: |s| s.done == [2; 4] },
        ]
    }

    fn canonical(&self, shop: &Shop) -> Shop {
        self.renamed(*shop).min().unwrap_or(*shop)
    }

    fn orbit(&self, shop: &Shop) -> u64 {
        let same = self.renamed(*shop).filter(|renamed| renamed == shop).count();
        (self.renamed(*shop).count() / same) as u64
    }
}

impl Shop {
    /// Whether one has the tool for the third time, and no other has had it.
    fn is_alone(&self) -> bool {
        self.taken.is_some_and(|worker| self.done[usize::from(worker)] == 2)
            && self.done.iter().sum::<u8>() == 2
    }

    /// Whether one has it for the first time, and each other has had it, one of them twice.
    fn is_last(&self) -> bool {
        let mut done = self.done;
        done.sort_unstable();
        let first_time = self.taken.is_some_and(|worker| self.done[usize::from(worker)] == 0);
        first_time && done == [0, 1, 1, 2]
    }
}

/// Every order of the numbers below `count`: of the numbers to that base, those whose digits all
/// differ.
fn permutations(count: u8) -> impl Iterator<Item = [u8; WORKERS_MAX]> {
    let base = u32::from(count);
    let digits = move |number: u32| {
        core::array::from_fn(|place| (number / base.pow(place as u32) % base) as u8)
    };
    (0..base.pow(base)).map(digits).filter(move |names: &[u8; WORKERS_MAX]| {
        (0..count).all(|name| names[..usize::from(count)].contains(&name))
    })
}
