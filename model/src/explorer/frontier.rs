//! The states that are known and not yet expanded, in the order in which they were found, and the
//! way back: for every state, who found it and by which action.
//!
//! Both are kept in pages, so that growing never copies what is there and a page that is done with
//! can be used again.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

/// How many states a page holds, and so how many are expanded before what they led to is sorted
/// out. Large enough to keep several threads busy, small enough to stay in a cache.
pub(super) const PAGE: usize = 16_384;

/// A queue of states. A page never holds states of two levels.
pub(super) struct Frontier<S> {
    pages: VecDeque<Vec<S>>,
    spare: Vec<Vec<S>>,
    len: u64,
}

impl<S> Frontier<S> {
    pub(super) fn new() -> Self {
        Self { pages: VecDeque::new(), spare: Vec::new(), len: 0 }
    }

    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Begins a level: what is appended from now on shares no page with what was before.
    pub(super) fn begin_level(&mut self) {
        let page = self.spare.pop().unwrap_or_default();
        self.pages.push_back(page);
    }

    /// Moves all of `states` to the end.
    pub(super) fn append(&mut self, states: &mut Vec<S>) {
        self.len += states.len() as u64;
        let mut states = states.drain(..);
        while 0 < states.len() {
            if self.pages.back().is_none_or(|page| PAGE <= page.len()) {
                self.begin_level();
            }
            let page = self.pages.back_mut().expect("a page was just added");
            let room = PAGE - page.len();
            page.extend(states.by_ref().take(room));
        }
    }

    /// The first page; `None` if there are no more states.
    pub(super) fn take(&mut self) -> Option<Vec<S>> {
        while let Some(page) = self.pages.pop_front() {
            if !page.is_empty() {
                self.len -= page.len() as u64;
                return Some(page);
            }
            self.spare.push(page);
        }
        None
    }

    /// Gives back a page that was taken, to be filled again.
    pub(super) fn give_back(&mut self, mut page: Vec<S>) {
        page.clear();
        // A few are enough: a level that shrinks should give its memory back.
        if self.spare.len() < 4 {
            self.spare.push(page);
        }
    }

    /// What it occupies, not counting what states keep on the heap.
    pub(super) fn bytes(&self) -> u64 {
        let pages = self.pages.iter().chain(&self.spare);
        pages.map(|page| (page.capacity() * size_of::<S>()) as u64).sum()
    }
}

/// How a state was found first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// The position, in the order of discovery, of the state that led to it; [`Link::NONE`] for an
    /// initial state.
    pub(super) parent: u32,
    /// Which of the actions offered there it was; for an initial state, which of those it is.
    pub(super) action: u16,
}

impl Link {
    /// The parent of an initial state. No state has this position.
    pub(super) const NONE: u32 = u32::MAX;
}

/// Something of every state, by the order of discovery.
pub(super) struct Paged<T> {
    pages: Vec<Vec<T>>,
    len: u32,
}

impl<T: Copy> Paged<T> {
    const PAGE: usize = 1 << 16;

    pub(super) fn new() -> Self {
        Self { pages: Vec::new(), len: 0 }
    }

    pub(super) fn len(&self) -> u32 {
        self.len
    }

    pub(super) fn push(&mut self, item: T) {
        if (self.len as usize).is_multiple_of(Self::PAGE) {
            // The first page may stay small; a second one means a world that fills it.
            let capacity = if self.pages.is_empty() { 0 } else { Self::PAGE };
            self.pages.push(Vec::with_capacity(capacity));
        }
        let page = self.pages.last_mut().expect("a page was just added");
        page.push(item);
        self.len += 1;
    }

    pub(super) fn get(&self, state: u32) -> T {
        self.pages[state as usize / Self::PAGE][state as usize % Self::PAGE]
    }

    /// What it occupies.
    pub(super) fn bytes(&self) -> u64 {
        self.pages.iter().map(|page| (page.capacity() * size_of::<T>()) as u64).sum()
    }
}

/// The link of every state: six bytes each.
pub(super) struct Links {
    parents: Paged<u32>,
    actions: Paged<u16>,
}

impl Links {
    pub(super) fn new() -> Self {
        Self { parents: Paged::new(), actions: Paged::new() }
    }

    /// How many states there are.
    pub(super) fn len(&self) -> u32 {
        self.parents.len()
    }

    pub(super) fn push(&mut self, link: Link) {
        assert!(self.len() < Link::NONE, "the limit of states ends a search before this");
        self.parents.push(link.parent);
        self.actions.push(link.action);
    }

    /// The indices that lead to a state: of an initial state, then of one action after another.
    pub(super) fn trail(&self, state: u32) -> Vec<u16> {
        let mut trail = Vec::new();
        let mut at = state;
        while at != Link::NONE {
            trail.push(self.actions.get(at));
            at = self.parents.get(at);
        }
        trail.reverse();
        trail
    }

    /// What it occupies.
    pub(super) fn bytes(&self) -> u64 {
        self.parents.bytes() + self.actions.bytes()
    }
}
