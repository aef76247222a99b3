//! What a search found, told as actions: it keeps positions and indices only, so the actions are
//! taken again.

use super::lasso::{Edge, Way};
use super::{Lasso, Links};
use crate::Model;
use alloc::vec::Vec;

/// Takes the actions of one search again.
pub(super) struct Replay<'a, M> {
    pub(super) model: &'a M,
    pub(super) links: &'a Links,
    /// Whether the search knew only canonical states.
    pub(super) symmetry: bool,
}

impl<M: Model> Replay<'_, M> {
    /// The state at a position, and the actions that lead there; with symmetry, one of the states
    /// that it stands for.
    pub(super) fn way(&self, state: u32) -> (M::State, Vec<M::Action>) {
        let trail = self.links.trail(state);
        let (initial, trail) = trail.split_first().expect("an initial state has a link too");
        let mut state = self.model.initial_states().swap_remove(usize::from(*initial));
        let mut path = Vec::with_capacity(trail.len());
        if self.symmetry {
            self.retrace(&mut state, trail, &mut path);
            return (state, path);
        }
        for index in trail {
            let action = self.actions(&state)[usize::from(*index)];
            state = self.model.next_state(&state, action).expect(REPEATS);
            path.push(action);
        }
        (state, path)
    }

    /// Walks with the search from one canonical state to the next, and beside it from `state` to
    /// one of the states that the next canonical one stands for. The names of brokers change
    /// from one canonical state to the next; here they do not.
    fn retrace(&self, state: &mut M::State, trail: &[u16], path: &mut Vec<M::Action>) {
        let mut canonical = self.model.canonical(state);
        for index in trail {
            let action = self.actions(&canonical)[usize::from(*index)];
            let next = self.model.next_state(&canonical, action).expect(REPEATS);
            canonical = self.model.canonical(&next);
            let mut steps = self.actions(state).into_iter().filter_map(|action| {
                let next = self.model.next_state(state, action)?;
                (self.model.canonical(&next) == canonical).then_some((action, next))
            });
            let (action, next) = steps.next().expect("what differs in names takes the same steps");
            *state = next;
            path.push(action);
        }
    }

    /// A way that waits for ever.
    pub(super) fn lasso(&self, way: &Way) -> Lasso<M::Action> {
        let (mut state, mut stem) = self.way(way.from);
        let from = stem.len();
        self.follow(&mut state, &way.stem, &mut stem);
        let (entry, mut cycle) = (state.clone(), Vec::new());
        self.follow(&mut state, &way.cycle, &mut cycle);
        assert!(state == entry, "a cycle leads back to where it begins");
        Lasso { stem, from, cycle }
    }

    /// Takes the actions of some edges of the [graph](super::graph), one after another.
    fn follow(&self, state: &mut M::State, edges: &[Edge], path: &mut Vec<M::Action>) {
        for (_, edge) in edges {
            let steps = self.actions(state).into_iter().filter_map(|action| {
                let next = self.model.next_state(state, action)?;
                (next != *state).then_some((action, next))
            });
            let (action, next) = { steps }.nth(*edge).expect(REPEATS);
            *state = next;
            path.push(action);
        }
    }

    fn actions(&self, state: &M::State) -> Vec<M::Action> {
        let mut actions = Vec::new();
        self.model.actions(state, &mut actions);
        actions
    }
}

const REPEATS: &str = "a model takes every step that it took before";
