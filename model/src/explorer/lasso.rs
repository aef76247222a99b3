//! A way on which something never comes about: to a fair component, and a fair cycle in it.
//!
//! The way to the component is as short as any. The cycle is short where that is simple: it goes to
//! whatever is nearest of what fairness still asks for, until nothing is left, and back.

use super::fair::Components;
use super::graph::{Classes, Graph};
use alloc::vec;
use alloc::vec::Vec;

/// An edge: a state, and which of its edges.
pub(super) type Edge = (u32, usize);

/// A counterexample, as edges.
#[derive(Debug)]
pub(super) struct Way {
    /// The state in which the wait begins; one of the nearest ways leads there.
    pub(super) from: u32,
    /// From there to the cycle.
    pub(super) stem: Vec<Edge>,
    /// The cycle; empty if it can rest there.
    pub(super) cycle: Vec<Edge>,
}

/// A way that waits for the property for ever, if there is one.
pub(super) fn find(graph: &Graph, property: usize) -> Option<Way> {
    let fair = fair_states(graph, property)?;
    let (stem, from, entry) = stem(graph, property, &fair);
    let mut members = Vec::new();
    Components::new(graph, property).show(entry, &mut |component| {
        // The component of the entry comes last.
        members.clear();
        members.extend_from_slice(component.states);
    });
    members.sort_unstable();
    assert!(members.binary_search(&entry).is_ok(), "a state is in its component");
    let cycle = Cycle { graph, members: &members }.find(entry);
    Some(Way { from, stem, cycle })
}

/// A bit for each state that is in a fair component; `None` if there is no such component.
fn fair_states(graph: &Graph, property: usize) -> Option<Vec<u64>> {
    let mut fair = Vec::new();
    let mut components = Components::new(graph, property);
    for start in (0..graph.states()).filter(|state| graph.waits(property, *state)) {
        components.show(start, &mut |component| {
            if component.is_fair() {
                fair.resize(graph.states().div_ceil(u64::BITS) as usize, 0);
                for state in component.states {
                    fair[(state / u64::BITS) as usize] |= 1 << (state % u64::BITS);
                }
            }
        });
    }
    (!fair.is_empty()).then_some(fair)
}

/// The edges that lead without a goal from where a wait begins (which is said second) to the first
/// fair component (the state in it third), so that the whole way there is a shortest one.
fn stem(graph: &Graph, property: usize, fair: &[u64]) -> (Vec<Edge>, u32, u32) {
    const UNSEEN: u32 = u32::MAX;
    let mut parents = vec![UNSEEN; graph.states() as usize];
    let mut level = Vec::new();
    for depth in 0.. {
        for state in graph.level(depth).filter(|state| graph.waits(property, *state)) {
            if parents[state as usize] == UNSEEN {
                parents[state as usize] = state;
                level.push(state);
            }
        }
        let mut next = Vec::new();
        for state in level.drain(..) {
            if fair[(state / u64::BITS) as usize] & 1 << (state % u64::BITS) != 0 {
                let (stem, from) = back(graph, &parents, state);
                return (stem, from, state);
            }
            for target in graph.edges(state).0 {
                if parents[*target as usize] == UNSEEN && !graph.is_goal(property, *target) {
                    parents[*target as usize] = state;
                    next.push(*target);
                }
            }
        }
        level = next;
    }
    unreachable!("a fair component was found from where a wait begins")
}

/// The way from the state that is its own parent, and that state.
fn back(graph: &Graph, parents: &[u32], state: u32) -> (Vec<Edge>, u32) {
    let (mut way, mut at) = (Vec::new(), state);
    while parents[at as usize] != at {
        let parent = parents[at as usize];
        let edge = graph.edges(parent).0.iter().position(|target| *target == at);
        way.push((parent, edge.expect("an edge led here")));
        at = parent;
    }
    way.reverse();
    (way, at)
}

/// A search for a cycle in a component.
struct Cycle<'a> {
    graph: &'a Graph,
    /// The component's states, in order.
    members: &'a [u32],
}

impl Cycle<'_> {
    fn find(&self, entry: u32) -> Vec<Edge> {
        let mut cycle = Vec::new();
        // The classes that could be taken in every state of the cycle so far, and were not.
        let mut owed = self.graph.enabled(entry);
        let mut at = entry;
        while !owed.is_empty() {
            let helps = |class, target| {
                let left = owed.without(Classes::default().with(class));
                left.and(self.graph.enabled(target)) != owed
            };
            for (state, edge) in self.nearest(at, helps) {
                let (targets, classes) = self.graph.edges(state);
                let left = owed.without(Classes::default().with(classes[edge]));
                owed = left.and(self.graph.enabled(targets[edge]));
                at = targets[edge];
                cycle.push((state, edge));
            }
        }
        if at != entry {
            cycle.extend(self.nearest(at, |_, target| target == entry));
        }
        cycle
    }

    /// The shortest way to an edge that is wanted, given its class and its target.
    fn nearest(&self, start: u32, wanted: impl Fn(u8, u32) -> bool) -> Vec<Edge> {
        let mut found: Vec<Option<Edge>> = vec![None; self.members.len()];
        let mut queue = vec![start];
        let mut next = 0;
        while let Some(state) = queue.get(next).copied() {
            next += 1;
            let (targets, classes) = self.graph.edges(state);
            for (edge, (target, class)) in targets.iter().zip(classes).enumerate() {
                let Ok(member) = self.members.binary_search(target) else { continue };
                if wanted(*class, *target) {
                    return self.way(&found, start, (state, edge));
                }
                if found[member].is_none() && *target != start {
                    found[member] = Some((state, edge));
                    queue.push(*target);
                }
            }
        }
        unreachable!("a fair component holds all that fairness asks for")
    }

    fn way(&self, found: &[Option<Edge>], start: u32, last: Edge) -> Vec<Edge> {
        let mut way = vec![last];
        let mut at = last.0;
        while at != start {
            let member = self.members.binary_search(&at).expect("only members were queued");
            let edge = found[member].expect("what was queued was found");
            at = edge.0;
            way.push(edge);
        }
        way.reverse();
        way
    }
}
