//! Small models whose state graphs are known from elsewhere: to try an engine on, and to read
//! before writing a model. None of them is about Kafka.

mod post;
mod workers;

pub use post::{Handle, Letter, Post};
pub use workers::{Shop, WORKERS_MAX, Work, Workers};

use crate::{Kind, Live, Model, Property};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::{Display, Formatter, Result};
use xxhash_rust::xxh3::xxh3_128;

/// Counters that only grow, each by one up to a bound: `(max + 1) ^ counters` states, the deepest
/// after `counters * max` steps.
#[derive(Clone, Debug)]
pub struct Counters {
    /// How many there are, at most [`COUNTERS_MAX`].
    pub counters: u8,
    /// How far each may count.
    pub max: u8,
    /// How many further actions are offered in each state, and refused.
    pub refused: u8,
    /// How far the first counter starts: one initial state for each number up to this one.
    pub starts: u8,
}

/// The most counters that a state of [`Counters`] holds.
pub const COUNTERS_MAX: usize = 96;

/// To count one on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count(pub u8);

impl Display for Count {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "count {}", self.0)
    }
}

impl Model for Counters {
    type State = [u8; COUNTERS_MAX];
    type Action = Count;

    fn initial_states(&self) -> Vec<Self::State> {
        let start = |first| {
            let mut state = [0; COUNTERS_MAX];
            state[0] = first;
            state
        };
        (0..=self.starts).map(start).collect()
    }

    fn actions(&self, _: &Self::State, actions: &mut Vec<Count>) {
        actions.extend((0..self.counters + self.refused).map(Count));
    }

    fn next_state(&self, state: &Self::State, Count(counter): Count) -> Option<Self::State> {
        let mut state = *state;
        let allowed = counter < self.counters && state[usize::from(counter)] < self.max;
        allowed.then(|| state[usize::from(counter)] += 1)?;
        Some(state)
    }

    fn fingerprint(&self, state: &Self::State) -> u128 {
        xxh3_128(state)
    }

    fn properties(&self) -> Vec<Property<Self::State>> {
        vec![
            Property { name: "none reaches 200", kind: Kind::Always, holds: |s| s[0] < 200 },
            Property { name: "the first two sum to 3", kind: Kind::Sometimes, holds: sum_is_3 },
        ]
    }

    fn liveness(&self) -> Vec<Live<Self::State>> {
        let goal = |s: &Self::State| 3 <= s[0] + s[1];
        vec![Live { name: "the first two reach 3", from: |_| true, goal }]
    }

    /// All but the first two go on for ever.
    fn fairness(&self, Count(counter): Count) -> Option<u8> {
        (1 < counter).then_some(counter)
    }
}

fn sum_is_3(state: &[u8; COUNTERS_MAX]) -> bool {
    state[0] + state[1] == 3
}

/// The riddle of a 3-gallon and a 5-gallon jug, of which one is to hold 4 gallons.
#[derive(Clone, Debug)]
pub struct Jugs;

/// What can be done to jugs; `0` is the small one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pour {
    /// Fill it to its brim, full or not.
    Fill(u8),
    /// Pour all of it away, empty or not.
    Empty(u8),
    /// Pour it into the other one until that is full; refused if nothing would flow.
    Over(u8),
}

impl Display for Pour {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Fill(jug) => write!(f, "fill {jug}"),
            Self::Empty(jug) => write!(f, "empty {jug}"),
            Self::Over(jug) => write!(f, "over {jug}"),
        }
    }
}

const JUG_SIZES: [u8; 2] = [3, 5];

impl Model for Jugs {
    type State = [u8; 2];
    type Action = Pour;

    fn initial_states(&self) -> Vec<[u8; 2]> {
        vec![[0, 0]]
    }

    fn actions(&self, _: &[u8; 2], actions: &mut Vec<Pour>) {
        for jug in 0..2 {
            actions.extend([Pour::Fill(jug), Pour::Empty(jug), Pour::Over(jug)]);
        }
    }

    fn next_state(&self, jugs: &[u8; 2], pour: Pour) -> Option<[u8; 2]> {
        let mut next = *jugs;
        match pour {
            Pour::Fill(jug) => next[usize::from(jug)] = JUG_SIZES[usize::from(jug)],
            Pour::Empty(jug) => next[usize::from(jug)] = 0,
            Pour::Over(jug) => {
                let (from, to) = (usize::from(jug), usize::from(1 - jug));
                let flows = jugs[from].min(JUG_SIZES[to] - jugs[to]);
                (0 < flows).then_some(())?;
                next[from] -= flows;
                next[to] += flows;
            }
        }
        Some(next)
    }

    fn fingerprint(&self, jugs: &[u8; 2]) -> u128 {
        xxh3_128(jugs)
    }

    fn properties(&self) -> Vec<Property<[u8; 2]>> {
        vec![
            Property { name: "no jug holds 4", kind: Kind::Always, holds: |s| !s.contains(&4) },
            Property { name: "both are full", kind: Kind::Sometimes, holds: |s| *s == JUG_SIZES },
            Property { name: "no jug overflows", kind: Kind::Always, holds: no_overflow },
        ]
    }
}

fn no_overflow(jugs: &[u8; 2]) -> bool {
    jugs.iter().zip(JUG_SIZES).all(|(jug, size)| *jug <= size)
}

/// Two processes that enter a critical section by Peterson's algorithm, or, with a rule left out,
/// without giving way.
#[derive(Clone, Debug)]
pub struct Peterson {
    /// Whether a process gives way to the other before it waits.
    pub gives_way: bool,
}

/// Where two processes are, which of them want to enter, and whose turn it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Processes {
    at: [At; 2],
    wants: [bool; 2],
    turn: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Outside,
    Wanting,
    Waiting,
    Inside,
}

/// One process goes one step on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Go(pub u8);

impl Display for Go {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "go {}", self.0)
    }
}

impl Model for Peterson {
    type State = Processes;
    type Action = Go;

    fn initial_states(&self) -> Vec<Processes> {
        vec![Processes { at: [At::Outside; 2], wants: [false; 2], turn: 0 }]
    }

    fn actions(&self, _: &Processes, actions: &mut Vec<Go>) {
        actions.extend([Go(0), Go(1)]);
    }

    fn next_state(&self, state: &Processes, Go(process): Go) -> Option<Processes> {
        let mut next = *state;
        let (own, other) = (usize::from(process), usize::from(1 - process));
        next.at[own] = match state.at[own] {
            At::Outside => {
                next.wants[own] = true;
                At::Wanting
            }
            At::Wanting => {
                next.turn = if self.gives_way { 1 - process } else { process };
                At::Waiting
            }
            At::Waiting => {
                (!state.wants[other] || state.turn == process).then_some(())?;
                At::Inside
            }
            At::Inside => {
                next.wants[own] = false;
                At::Outside
            }
        };
        Some(next)
    }

    fn fingerprint(&self, state: &Processes) -> u128 {
        let [a, b] = state.at.map(|at| at as u8);
        let [c, d] = state.wants.map(u8::from);
        xxh3_128(&[a, b, c, d, state.turn])
    }

    fn properties(&self) -> Vec<Property<Processes>> {
        vec![
            Property { name: "mutual exclusion", kind: Kind::Always, holds: one_inside },
            Property { name: "both want", kind: Kind::Sometimes, holds: |s| s.wants == [true; 2] },
        ]
    }

    fn liveness(&self) -> Vec<Live<Processes>> {
        vec![
            Live { name: "0 gets in", from: |s| s.at[0] == At::Waiting, goal: |s| s.is_inside(0) },
            Live { name: "1 gets in", from: |s| s.at[1] == At::Waiting, goal: |s| s.is_inside(1) },
        ]
    }

    /// Each process goes on for ever; neither may want so often that the other never can.
    fn fairness(&self, Go(process): Go) -> Option<u8> {
        Some(process)
    }
}

impl Processes {
    fn is_inside(&self, process: usize) -> bool {
        self.at[process] == At::Inside
    }
}

fn one_inside(state: &Processes) -> bool {
    state.at != [At::Inside; 2]
}
