//! What can happen: one action of the model, one line of a scenario, one call of the simulation,
//! one button of the playground, the same word everywhere.

use crate::ids::{BrokerId, Offset};
use core::fmt;

/// One thing that happens to a cluster of one partition. Each names the broker that it happens to.
///
/// When a step is *refused*, and what it does otherwise, is said by the rules of the chapters; a
/// refused step changes nothing, so that any part of a scenario is a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A producer's request with one batch reaches a broker. ([REP-1](crate::replication))
    Produce {
        /// Who gets it, leader or not.
        broker: BrokerId,
        /// Whose acknowledgement it asks for.
        acks: Acks,
        /// How many records the batch has: 1 or more.
        records: i32,
    },
    /// The deadline of the produce request that has waited longest at this leader passes.
    Expire(BrokerId),
    /// A follower asks the leader that it knows for what comes next.
    Ask(BrokerId),
    /// The request of this follower reaches the broker that it was sent to, which answers.
    Serve(BrokerId),
    /// The answer reaches this follower.
    Take(BrokerId),
    /// This follower cuts its log, as the answer that it has taken says.
    Cut(BrokerId),
    /// What is on its way between this follower and its leader, either way, is lost.
    Lose(BrokerId),
    /// This follower stops waiting; its request stays on its way and becomes an orphan.
    GiveUp(BrokerId),
    /// The orphan of this follower reaches the broker that it was sent to; nobody gets the answer.
    ServeOrphan(BrokerId),
    /// The broker's disk has all of its log.
    Flush(BrokerId),
    /// The broker writes its high watermark to its checkpoint file.
    Checkpoint(BrokerId),
    /// The broker and its machine stop at once; what was not flushed is lost from `keep` on.
    Crash {
        /// Who crashes.
        broker: BrokerId,
        /// Where the log ends that is found on the disk afterwards.
        keep: Offset,
    },
    /// The broker starts again, with what its disk has.
    Restart(BrokerId),
    /// The controller makes a member of the ISR the leader of a new epoch.
    Elect(BrokerId),
    /// The broker learns what the controller has decided last.
    Learn(BrokerId),
    /// The leader finds this follower to lag, and it and the controller take it out of the ISR.
    Shrink(BrokerId),
    /// The leader finds this follower caught up, and it and the controller take it into the ISR.
    Expand(BrokerId),
}

/// Whose acknowledgement a producer waits for. (`acks=0`, which waits for none, is the wire's.)
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Acks {
    /// The leader's alone.
    Leader,
    /// That of every in-sync replica: `acks=all`, −1 on the wire.
    All,
}

/// A step that was not possible in the state it was tried in: nothing has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// Makes the step of a broker.
pub type Make = fn(BrokerId) -> Step;

/// The verbs that name a broker and nothing else, with the word for each.
pub const PLAIN: [(&str, Make); 15] = [
    ("expire", Step::Expire),
    ("ask", Step::Ask),
    ("serve", Step::Serve),
    ("take", Step::Take),
    ("cut", Step::Cut),
    ("lose", Step::Lose),
    ("give-up", Step::GiveUp),
    ("serve-orphan", Step::ServeOrphan),
    ("flush", Step::Flush),
    ("checkpoint", Step::Checkpoint),
    ("restart", Step::Restart),
    ("elect", Step::Elect),
    ("learn", Step::Learn),
    ("shrink", Step::Shrink),
    ("expand", Step::Expand),
];

impl Step {
    /// Who it happens to.
    #[must_use]
    pub fn broker(self) -> BrokerId {
        match self {
            Step::Produce { broker, .. } | Step::Crash { broker, .. } => broker,
            Step::Expire(b) | Step::Ask(b) | Step::Serve(b) | Step::Take(b) => b,
            Step::Cut(b) => b,
            Step::Lose(b) | Step::GiveUp(b) | Step::ServeOrphan(b) => b,
            Step::Flush(b) | Step::Checkpoint(b) | Step::Restart(b) => b,
            Step::Elect(b) | Step::Learn(b) | Step::Shrink(b) | Step::Expand(b) => b,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Step::Produce { .. } => "produce",
            Step::Crash { .. } => "crash",
            plain => PLAIN
                .iter()
                .find(|(_, make)| make(plain.broker()) == plain)
                .map_or("", |(word, _)| word),
        }
    }
}

impl fmt::Display for Step {
    /// The line of a scenario, as [`crate::scenario`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.verb(), self.broker())?;
        match *self {
            Step::Produce { acks, records, .. } => {
                write!(f, " acks={acks}")?;
                if records != 1 { write!(f, " records={records}") } else { Ok(()) }
            }
            Step::Crash { keep, .. } => write!(f, " keep={keep}"),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Acks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Acks::Leader => "1",
            Acks::All => "all",
        })
    }
}
