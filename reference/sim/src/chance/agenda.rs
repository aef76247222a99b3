//! What is due when: the clock of a run. It moves from one thing that is due to the next.

use super::random::Random;
use alloc::collections::BTreeSet;
use spec::{BrokerId, Value};

/// Something that comes up at its time. Most come up again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Due {
    /// The weather changes.
    Weather,
    /// A follower may ask.
    Ask(BrokerId),
    /// A message of a follower's exchange arrives; the number tells it from later ones.
    Arrive(BrokerId, u64),
    /// A follower has waited long enough for the fetch of this number.
    GiveUp(BrokerId, u64),
    /// The orphan of this number arrives.
    Orphan(BrokerId, u64),
    /// The controller's word reaches a broker.
    Learn(BrokerId),
    /// A broker's disk gets around to writing.
    Flush(BrokerId),
    Checkpoint(BrokerId),
    /// The leader looks who lags, and who has caught up.
    Lag,
    /// The controller looks whether the leader is there.
    Leader,
    /// The controller moves the leadership without need.
    Whim,
    /// And gives it back.
    Return(BrokerId),
    Crash,
    Restart(BrokerId),
    /// A link fails.
    Cut,
    /// The clock of a broker leaps ahead.
    Leap,
    /// The deadline of the request that wrote this value passes at this broker.
    Deadline(BrokerId, Value),
    /// A producer has something to write, or looks whether to write it again.
    Produce(usize),
    /// Any step at all, whether possible or not.
    Any,
}

/// The agenda: what is due at one tick comes in an order that is drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Agenda {
    pub(super) now: u64,
    due: BTreeSet<(u64, u64, Due)>,
}

impl Agenda {
    /// Puts something down for so many ticks from now.
    pub(super) fn put(&mut self, ticks: u64, due: Due, random: &mut Random) {
        self.due.insert((self.now + ticks, random.bits(), due));
    }

    /// What is due next; then it is that time.
    pub(super) fn next(&mut self) -> Due {
        let (at, _, due) = self.due.pop_first().expect("the weather always changes once more");
        self.now = at;
        due
    }
}
