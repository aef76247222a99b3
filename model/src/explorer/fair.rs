//! Where a world can stay for ever without what must come about: the fair components of its graph.
//!
//! A way avoids a goal for ever only if from some point on it stays in one strongly connected
//! component of the states that are no goal, or rests in one state of it. It is fair if each class
//! is taken again and again, or again and again cannot be: so a component has a fair way exactly if
//! for each class one of its inner edges is of that class, or one of its states has no edge of it.
//! Both only grow with the component: the largest ones are enough. This is weak fairness of each
//! class, as TLA+'s `WF` has it; strong fairness is not judged.

use super::graph::{Classes, Graph};
use alloc::vec;
use alloc::vec::Vec;

/// Not seen yet, or a goal.
const UNSEEN: u32 = 0;
/// In a component that is complete.
const DONE: u32 = u32::MAX;

/// A state whose edges are being followed.
struct Frame {
    state: u32,
    /// The next of its edges.
    edge: u32,
    /// The lowest index that is reached from it and not [`DONE`].
    low: u32,
}

/// The strongly connected components of the states that avoid a goal, one after the other: Tarjan's
/// algorithm on a stack of its own. Four bytes a state, and up to sixteen for those on the stacks.
pub(super) struct Components<'g> {
    graph: &'g Graph,
    property: usize,
    /// For each state, when it was seen.
    index: Vec<u32>,
    seen: u32,
    /// What was seen and is in no complete component.
    open: Vec<u32>,
    frames: Vec<Frame>,
}

impl<'g> Components<'g> {
    /// Of the states that are no goal of the property.
    pub(super) fn new(graph: &'g Graph, property: usize) -> Self {
        let index = vec![UNSEEN; graph.states() as usize];
        Self { graph, property, index, seen: UNSEEN, open: Vec::new(), frames: Vec::new() }
    }

    /// Shows every component that is reached from `start` without a goal and was not shown before;
    /// that of `start` last.
    pub(super) fn show(&mut self, start: u32, show: &mut impl FnMut(&Component<'_, 'g>)) {
        if self.index[start as usize] != UNSEEN {
            return;
        }
        self.enter(start);
        while let Some(frame) = self.frames.last_mut() {
            let Some(target) = self.graph.edges(frame.state).0.get(frame.edge as usize) else {
                self.leave(show);
                continue;
            };
            frame.edge += 1;
            if self.graph.is_goal(self.property, *target) {
                continue;
            }
            match self.index[*target as usize] {
                UNSEEN => self.enter(*target),
                index => frame.low = frame.low.min(index),
            }
        }
    }

    fn enter(&mut self, state: u32) {
        self.seen += 1;
        self.index[state as usize] = self.seen;
        self.open.push(state);
        self.frames.push(Frame { state, edge: 0, low: self.seen });
    }

    fn leave(&mut self, show: &mut impl FnMut(&Component<'_, 'g>)) {
        let left = self.frames.pop().expect("a state is left after it was entered");
        if let Some(parent) = self.frames.last_mut() {
            parent.low = parent.low.min(left.low);
        }
        let first = self.index[left.state as usize];
        if left.low < first {
            return;
        }
        let root = self.open.iter().rposition(|state| *state == left.state);
        let root = root.expect("a state is open until its component is complete");
        let states = &self.open[root..];
        show(&Component { graph: self.graph, index: &self.index, first, states });
        for state in self.open.drain(root..) {
            self.index[state as usize] = DONE;
        }
    }
}

/// One component.
pub(super) struct Component<'a, 'g> {
    graph: &'g Graph,
    index: &'a [u32],
    /// The index of the state of it that was seen first.
    first: u32,
    /// Its states.
    pub(super) states: &'a [u32],
}

impl Component<'_, '_> {
    /// Whether a state is one of its.
    fn contains(&self, state: u32) -> bool {
        let index = self.index[state as usize];
        self.first <= index && index != DONE
    }

    /// Whether a fair way stays in it for ever.
    pub(super) fn is_fair(&self) -> bool {
        let (mut everywhere, mut taken) = (Classes::ALL, Classes::default());
        self.states.iter().any(|state| {
            everywhere = everywhere.and(self.graph.enabled(*state));
            let (targets, classes) = self.graph.edges(*state);
            for (target, class) in targets.iter().zip(classes) {
                if self.contains(*target) {
                    taken = taken.with(*class);
                }
            }
            everywhere.without(taken).is_empty()
        })
    }
}
