//! A task: a piece of a page of the frontier, from its expansion to the new states that it found.
//!
//! Its buffers are used again for every page: a state costs no allocation of its own.

use super::frontier::Link;
use super::graph::{self, Edges, Mark};
use super::outcome::Unreduced;
use super::table::{Key, SHARDS, Shard, Table};
use crate::{Kind, Live, Model, Property};
use alloc::vec::Vec;
use core::hint::black_box;
use core::sync::atomic::{AtomicBool, Ordering};

/// How many states of a page one task expands.
pub(super) const TASK: usize = 512;

/// How many successors are looked up at once: enough to overlap the waits for memory, few enough
/// to stay in the smallest cache.
const BATCH: usize = 128;

/// What a task holds. A *candidate* is a successor whose fingerprint was in no table when its page
/// began.
pub(super) struct Task<M: Model> {
    /// Candidates; once settled, those that are new. In the order of discovery.
    pub(super) states: Vec<M::State>,
    /// How each candidate was found.
    pub(super) links: Vec<Link>,
    /// Steps that were not refused.
    pub(super) transitions: u64,
    /// With symmetry, what those that were expanded stand for.
    pub(super) unreduced: Unreduced,
    /// For each property, the first of the new states that decides it.
    pub(super) decided: Vec<Option<u32>>,
    /// For each candidate, whether it is new; set by whoever inserts into its shard.
    new: Vec<AtomicBool>,
    /// For each shard, the candidates that belong into it.
    by_shard: Vec<Vec<(Key, u32)>>,
    actions: Vec<M::Action>,
    batch: Vec<(Key, M::State, Link)>,
    /// Whether one state stands for all that differ from it in names.
    symmetry: bool,
    /// What goes into the graph, if it is kept.
    pub(super) keeps: Option<Keeps>,
}

/// What a task keeps for the graph.
#[derive(Default)]
pub(super) struct Keeps {
    /// Of the states that were expanded.
    pub(super) edges: Edges,
    /// Of the new states.
    pub(super) marks: Vec<Mark>,
    /// The edges to candidates, whose positions nobody knows yet.
    pending: Vec<(u32, Key)>,
    /// For each candidate, how many before it are new.
    ranks: Vec<u32>,
}

impl Keeps {
    fn clear(&mut self) {
        self.edges.clear();
        self.marks.clear();
        self.pending.clear();
        self.ranks.clear();
    }

    /// Aims the next edge at the state of this key, whose position may be known.
    fn aim(&mut self, key: Key, position: Option<u32>) {
        if position.is_none() {
            self.pending.push((self.edges.aimed(), key));
        }
        self.edges.aim(position.unwrap_or(u32::MAX));
    }

    /// Aims the edges to what were candidates at what they became.
    pub(super) fn resolve(&mut self, table: &Table) {
        for (edge, key) in self.pending.drain(..) {
            let position = table.position(key).expect("a candidate was inserted, or was there");
            self.edges.aim_again(edge, position);
        }
    }
}

impl<M: Model> Task<M> {
    /// A task that keeps what the graph needs, or only canonical states, if it is told to.
    pub(super) fn new(keeps: bool, symmetry: bool) -> Self {
        Self {
            symmetry,
            unreduced: Unreduced::default(),
            keeps: keeps.then(Keeps::default),
            states: Vec::new(),
            links: Vec::new(),
            transitions: 0,
            decided: Vec::new(),
            new: Vec::new(),
            by_shard: (0..SHARDS).map(|_| Vec::new()).collect(),
            actions: Vec::new(),
            batch: Vec::new(),
        }
    }

    /// Takes every step of every one of `states`, the first of which has the position `first` in
    /// the order of discovery, and keeps what `table` does not know.
    pub(super) fn expand(&mut self, model: &M, table: &Table, states: &[M::State], first: u32) {
        self.clear();
        for (parent, state) in (first..).zip(states) {
            self.actions.clear();
            model.actions(state, &mut self.actions);
            assert!(self.actions.len() <= usize::from(u16::MAX), "too many actions: {state:?}");
            let taken_before = self.transitions;
            for (index, action) in (0..).zip(&self.actions) {
                if let Some(next) = model.next_state(state, *action) {
                    self.transitions += 1;
                    if let Some(keeps) = &mut self.keeps {
                        // Its own state is known: without the edge nothing is lost.
                        if next == *state {
                            continue;
                        }
                        keeps.edges.push(model.fairness(*action));
                    }
                    let link = Link { parent, action: index };
                    self.batch.push(entry(model, self.symmetry, next, link));
                }
            }
            if self.symmetry {
                let orbit = model.orbit(state);
                self.unreduced.states += orbit;
                self.unreduced.transitions += orbit * (self.transitions - taken_before);
            }
            if let Some(keeps) = &mut self.keeps {
                keeps.edges.end();
            }
            if BATCH <= self.batch.len() {
                self.sift(table);
            }
        }
        self.sift(table);
        self.new.clear();
        self.new.resize_with(self.states.len(), AtomicBool::default);
    }

    fn clear(&mut self) {
        self.transitions = 0;
        self.unreduced = Unreduced::default();
        self.by_shard.iter_mut().for_each(Vec::clear);
        if let Some(keeps) = &mut self.keeps {
            keeps.clear();
        }
    }

    /// Adds initial states, as though they were successors.
    pub(super) fn begin(&mut self, model: &M, table: &Table) {
        for (index, state) in (0..).zip(model.initial_states()) {
            let link = Link { parent: Link::NONE, action: index };
            self.batch.push(entry(model, self.symmetry, state, link));
        }
        self.sift(table);
        self.new.resize_with(self.states.len(), AtomicBool::default);
    }

    fn sift(&mut self, table: &Table) {
        let touched =
            self.batch.iter().fold(0, |sum, (key, ..)| sum ^ table.shards[key.shard()].touch(*key));
        black_box(touched);
        for (key, state, link) in self.batch.drain(..) {
            let known = match &mut self.keeps {
                None => table.contains(key),
                Some(keeps) => {
                    let position = table.position(key);
                    if link.parent != Link::NONE {
                        keeps.aim(key, position);
                    }
                    position.is_some()
                }
            };
            if !known {
                let index = self.states.len() as u32;
                self.by_shard[key.shard()].push((key, index));
                self.states.push(state);
                self.links.push(link);
            }
        }
    }

    /// Inserts the candidates of one shard, and marks those that were not there yet: of two equal
    /// candidates the first is new.
    pub(super) fn insert(&self, shard: &mut Shard, position: usize) {
        for batch in self.by_shard[position].chunks(BATCH) {
            black_box(batch.iter().fold(0, |sum, (key, _)| sum ^ shard.touch(*key)));
            for (key, index) in batch {
                if shard.insert(*key) {
                    self.new[*index as usize].store(true, Ordering::Relaxed);
                }
            }
        }
    }

    /// Tells one shard the positions of the new states that belong into it; `first` is that of
    /// the first new state of this task.
    pub(super) fn number(&self, shard: &mut Shard, position: usize, first: u32) {
        let Some(keeps) = &self.keeps else { return };
        for (key, index) in &self.by_shard[position] {
            if self.new[*index as usize].load(Ordering::Relaxed) {
                shard.number(*key, first + keeps.ranks[*index as usize]);
            }
        }
    }

    /// Keeps the candidates that are new, and judges them by each property that is still open.
    pub(super) fn settle(
        &mut self,
        properties: &[Property<M::State>],
        open: &[bool],
        live: &[Live<M::State>],
    ) {
        let mut new = self.new.iter_mut().map(|new| *new.get_mut());
        self.states.retain(|_| new.next() == Some(true));
        let mut new = self.new.iter_mut().map(|new| *new.get_mut());
        self.links.retain(|_| new.next() == Some(true));

        if let Some(keeps) = &mut self.keeps {
            let mut rank = 0;
            for new in &mut self.new {
                keeps.ranks.push(rank);
                rank += u32::from(*new.get_mut());
            }
            keeps.marks.extend(self.states.iter().map(|state| graph::mark(live, state)));
        }
        self.decided.clear();
        for (property, open) in properties.iter().zip(open) {
            let decides = property.kind == Kind::Sometimes;
            let mut states = (0..).zip(if *open { self.states.as_slice() } else { &[] });
            let first = states.find(|(_, state)| (property.holds)(state) == decides);
            self.decided.push(first.map(|(index, _)| index));
        }
    }
}

/// A state to be looked up, or the one that stands for it.
fn entry<M: Model>(
    model: &M,
    symmetry: bool,
    state: M::State,
    link: Link,
) -> (Key, M::State, Link) {
    let state = if symmetry { model.canonical(&state) } else { state };
    (Key::new(model.fingerprint(&state)), state, link)
}
