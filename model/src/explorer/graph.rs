//! The graph of a search: for every state the states that one step leads to, with the fairness
//! classes of the steps, and what the liveness properties say of it.
//!
//! Five bytes an edge and eight a state. The states themselves are not kept, nor which action an
//! edge is: the edges of a state stand in the order of its actions, so its third edge is the third
//! action that is neither refused nor without effect. It judges nothing: [`super::fair`] does.

use super::frontier::Paged;
use crate::Live;
use alloc::vec;
use alloc::vec::Vec;

/// How many liveness properties a model may have.
pub const LIVE_MAX: usize = 16;

/// The class of an edge whose action need not happen.
pub(super) const UNFAIR: u8 = u8::MAX;

/// For each liveness property a bit whether a wait for it begins in a state, and, [`LIVE_MAX`]
/// higher, whether it ends there.
pub(super) type Mark = u32;

/// What the liveness properties say of a state.
pub(super) fn mark<S>(live: &[Live<S>], state: &S) -> Mark {
    (0..).zip(live).fold(0, |mark, (bit, live)| {
        let (from, goal) = ((live.from)(state), (live.goal)(state));
        mark | u32::from(from) << bit | u32::from(goal) << (bit + LIVE_MAX)
    })
}

/// The edges of some states in a row. Steps that change nothing are none: they neither lead
/// anywhere nor count as taken.
#[derive(Default)]
pub(super) struct Edges {
    /// For each of the states, the end of its edges.
    ends: Vec<u32>,
    targets: Vec<u32>,
    classes: Vec<u8>,
}

impl Edges {
    pub(super) fn clear(&mut self) {
        self.ends.clear();
        self.targets.clear();
        self.classes.clear();
    }

    /// Adds an edge to the state that is next to end.
    pub(super) fn push(&mut self, class: Option<u8>) {
        assert!(class != Some(UNFAIR), "a fairness class is below {UNFAIR}");
        self.classes.push(class.unwrap_or(UNFAIR));
    }

    /// Adds the target of the first edge that has none.
    pub(super) fn aim(&mut self, target: u32) {
        self.targets.push(target);
    }

    /// How many edges have a target.
    pub(super) fn aimed(&self) -> u32 {
        self.targets.len() as u32
    }

    /// Changes the target of an edge.
    pub(super) fn aim_again(&mut self, edge: u32, target: u32) {
        self.targets[edge as usize] = target;
    }

    /// Ends a state.
    pub(super) fn end(&mut self) {
        self.ends.push(self.classes.len() as u32);
    }

    fn of(&self, state: usize) -> (&[u32], &[u8]) {
        let begin = if state == 0 { 0 } else { self.ends[state - 1] };
        let edges = begin as usize..self.ends[state] as usize;
        (&self.targets[edges.clone()], &self.classes[edges])
    }

    fn bytes(&self) -> u64 {
        let words = self.ends.capacity() + self.targets.capacity();
        (words * size_of::<u32>() + self.classes.capacity()) as u64
    }

    fn shrink(&mut self) {
        self.ends.shrink_to_fit();
        self.targets.shrink_to_fit();
        self.classes.shrink_to_fit();
    }
}

/// The whole graph.
pub(super) struct Graph {
    pages: Vec<Edges>,
    marks: Paged<Mark>,
    /// For each depth, the position of the first state that lies so deep.
    levels: Vec<u32>,
}

impl Graph {
    /// How many states' edges stand in a page.
    const PAGE: usize = 1 << 12;

    pub(super) fn new() -> Self {
        Self { pages: Vec::new(), marks: Paged::new(), levels: vec![0] }
    }

    /// How many states there are.
    pub(super) fn states(&self) -> u32 {
        self.marks.len()
    }

    /// Adds the state that was found next.
    pub(super) fn push_state(&mut self, mark: Mark) {
        self.marks.push(mark);
    }

    /// Says that the state that is found next lies deeper than those before it.
    pub(super) fn begin_level(&mut self) {
        self.levels.push(self.states());
    }

    /// Adds the edges of the states that were expanded next.
    pub(super) fn push_edges(&mut self, edges: &Edges) {
        for state in 0..edges.ends.len() {
            if self.pages.last().is_none_or(|page| Self::PAGE <= page.ends.len()) {
                if let Some(page) = self.pages.last_mut() {
                    page.shrink();
                }
                self.pages.push(Edges::default());
            }
            let page = self.pages.last_mut().expect("a page was just added");
            let (targets, classes) = edges.of(state);
            page.targets.extend_from_slice(targets);
            page.classes.extend_from_slice(classes);
            page.end();
        }
    }

    /// What it occupies.
    pub(super) fn bytes(&self) -> u64 {
        self.pages.iter().map(Edges::bytes).sum::<u64>() + self.marks.bytes()
    }

    /// The targets and classes of a state's edges.
    pub(super) fn edges(&self, state: u32) -> (&[u32], &[u8]) {
        self.pages[state as usize / Self::PAGE].of(state as usize % Self::PAGE)
    }

    /// The classes of the actions that change something in a state: all of these are edges.
    pub(super) fn enabled(&self, state: u32) -> Classes {
        self.edges(state).1.iter().fold(Classes::default(), |set, class| set.with(*class))
    }

    /// The positions of the states of a depth, that of the initial states being 0.
    pub(super) fn level(&self, depth: usize) -> core::ops::Range<u32> {
        let at = |depth: usize| self.levels.get(depth).copied().unwrap_or(self.states());
        at(depth)..at(depth + 1)
    }

    /// Whether a wait for the property begins in a state, and does not end there at once.
    pub(super) fn waits(&self, property: usize, state: u32) -> bool {
        self.marks.get(state) & (1 << property | 1 << (property + LIVE_MAX)) == 1 << property
    }

    /// Whether a state is where the property wants to be.
    pub(super) fn is_goal(&self, property: usize, state: u32) -> bool {
        self.marks.get(state) & 1 << (property + LIVE_MAX) != 0
    }
}

/// A set of fairness classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Classes([u64; 4]);

impl Classes {
    pub(super) const ALL: Self = Self([u64::MAX; 4]);

    /// With the class of an edge, if it has one.
    pub(super) fn with(mut self, class: u8) -> Self {
        if class != UNFAIR {
            self.0[usize::from(class / 64)] |= 1 << (class % 64);
        }
        self
    }

    /// What is in both.
    pub(super) fn and(self, other: Self) -> Self {
        Self(core::array::from_fn(|word| self.0[word] & other.0[word]))
    }

    /// What is not in the other.
    pub(super) fn without(self, other: Self) -> Self {
        Self(core::array::from_fn(|word| self.0[word] & !other.0[word]))
    }

    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }
}
