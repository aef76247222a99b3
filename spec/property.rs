//! What must hold, said once, for model, simulation, lockstep and playground alike.

use crate::{consumer, controller, log, producer, replication, step::Step, storage, view::View};
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

/// One thing that must come about: on every way that is fair to what heals, wherever `from` holds,
/// then or later `goal` does.
#[derive(Debug)]
pub struct Live<V: ?Sized> {
    /// Its name.
    pub name: &'static str,
    /// The rule that it judges.
    pub rule: &'static str,
    /// What it says, in a sentence.
    pub says: &'static str,
    /// Where the wait begins.
    pub from: fn(&V) -> bool,
    /// What ends it.
    pub goal: fn(&V) -> bool,
}

impl<V: ?Sized> Clone for Live<V> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<V: ?Sized> Copy for Live<V> {}

/// All that must come about, by chapters.
#[must_use]
pub fn live<V: View + ?Sized>() -> Vec<Live<V>> {
    replication::properties::live().into()
}

/// Which steps heal, and may not be put off for ever: a number for each kind of step at each
/// broker. Faults, what clients and operators wish, and what only delays are in no class.
#[must_use]
pub fn fairness(step: Step) -> Option<u8> {
    const KINDS: u8 = 16;
    let kind = match step {
        Step::Ask(_) => 0,
        Step::Serve(_) => 1,
        Step::Take(_) => 2,
        Step::Cut(_) => 3,
        Step::Learn(_) => 4,
        Step::Alter(_) => 5,
        Step::Altered(_) => 6,
        Step::Resend(_) => 7,
        Step::Register(_) => 8,
        Step::Fence(_) => 9,
        Step::Unfence(_) => 10,
        Step::Expand { follower, .. } => 11 + u8::try_from(follower.0).ok().filter(|f| *f < 5)?,
        Step::Restart(_) => return None, // A broker may be gone for good.
        Step::Produce { .. } | Step::Expire(_) | Step::Shrink { .. } => return None,
        Step::Elect(_) | Step::ElectUnclean(_) | Step::Recover(_) => return None,
        Step::Leave(_) | Step::Stop(_) | Step::Assign(_) | Step::Unassign(_) => return None,
        Step::CatchUp(_) => return None,
        Step::Refresh(_) | Step::Validate(_) | Step::Read(_) | Step::Latest(_) => return None,
        Step::Lose(_) | Step::GiveUp(_) | Step::ServeOrphan(_) | Step::Suspect(_) => return None,
        Step::LoseAlter(_) | Step::GiveUpAlter(_) | Step::AlterOrphan(_) => return None,
        Step::Flush(_) | Step::Checkpoint(_) | Step::Crash { .. } => return None,
        Step::Send(_) | Step::Retry(_) | Step::HangUp(_) | Step::Abandon(_) => return None,
        Step::LookUp(_) => return None,
        Step::Delay(_) | Step::Arrive(_) | Step::Forget(_) | Step::DeleteOld(_) => return None,
    };
    let broker = u8::try_from(step.broker().0).ok()?;
    broker.checked_mul(KINDS)?.checked_add(kind)
}

/// All properties, by chapters.
#[must_use]
pub fn all<V: View + ?Sized>() -> Vec<Property<V>> {
    let mut all = Vec::new();
    all.extend(log::properties::all());
    all.extend(replication::properties::all());
    all.extend(controller::properties::all());
    all.extend(consumer::properties::all());
    all.extend(storage::properties::all());
    all.extend(producer::properties::all());
    all
}

/// Those that hold always.
#[must_use]
pub fn always<V: View + ?Sized>() -> Vec<Property<V>> {
    let mut always = all();
    always.retain(|property| property.kind == Kind::Always);
    always
}
