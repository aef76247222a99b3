//! What must hold, said once, for model, simulation, lockstep and playground alike.

use crate::{log, replication, view::View};
use alloc::vec::Vec;

/// One property: a name, a sentence, and the judgement of one state.
#[derive(Debug)]
pub struct Property<V: ?Sized> {
    /// Its name, by which flaws say what they break.
    pub name: &'static str,
    /// The rule that it judges.
    pub rule: &'static str,
    /// What it says, in a sentence.
    pub says: &'static str,
    /// Whether it must hold always, or somewhere.
    pub kind: Kind,
    /// The judgement of one state; it allocates nothing.
    pub holds: fn(&V) -> bool,
}

// Derived, these would ask the same of `V`.
impl<V: ?Sized> Clone for Property<V> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<V: ?Sized> Copy for Property<V> {}

/// What a [`Property`] claims.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// It holds in every reachable state.
    Always,
    /// It holds in some reachable state of each world as it is pinned; a guard against worlds that
    /// are emptier than they seem.
    Sometimes,
}

/// All properties, by chapters.
#[must_use]
pub fn all<V: View + ?Sized>() -> Vec<Property<V>> {
    let mut all = Vec::new();
    all.extend(log::properties::all());
    all.extend(replication::properties::all());
    all
}

/// Those that hold always.
#[must_use]
pub fn always<V: View + ?Sized>() -> Vec<Property<V>> {
    let mut always = all();
    always.retain(|property| property.kind == Kind::Always);
    always
}
