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
    /// A broker that believes to lead looks who lags, and who has caught up.
    Lag(BrokerId),
    /// A leader's proposal, or the answer to it, arrives; the number tells it from later ones.
    Alter(BrokerId, u64),
    /// A leader has waited long enough for the answer to the sending of this number.
    GiveUpAlter(BrokerId, u64),
    /// The orphan of this number among a leader's proposals arrives.
    AlterOrphan(BrokerId, u64),
    /// A leader sends its proposal again, if the sending of this number came to nothing.
    Resend(BrokerId, u64),
    /// A broker says to the controller that it is there, or registers first.
    Heartbeat(BrokerId),
    /// The controller looks whom it has not heard for too long.
    Session,
    /// The controller's operator looks whether anybody leads.
    Leader,
    /// The controller moves the leadership without need.
    Whim,
    /// And gives it back.
    Return(BrokerId),
    /// An operator moves a replica.
    Reassign,
    /// And gives one back.
    GiveBack(BrokerId),
    Crash,
    /// Somebody stops a broker cleanly.
    Stop,
    /// And it does.
    Halt(BrokerId),
    Restart(BrokerId),
    /// A link fails.
    Cut,
    /// A disk is full.
    Fill,
    /// A clock leaps ahead.
    Leap,
    /// The deadline of the request that wrote this value passes at this broker.
    Deadline(BrokerId, Value),
    /// A producer has something to write, or looks whether to write it again.
    Produce(usize),
    /// The consumer has time for a request.
    Consume,
    /// The idempotent producer has something to write, or to send again.
    Idempotent,
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
