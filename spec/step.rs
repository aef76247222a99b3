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
    /// The broker stops cleanly: all that it has is on its disk.
    Stop(BrokerId),
    /// The broker registers with the controller, and catches up with its decisions.
    Register(BrokerId),
    /// The controller no longer hears from the broker, which is down or has not registered.
    Fence(BrokerId),
    /// The controller no longer hears from the broker, which runs.
    Suspect(BrokerId),
    /// The controller hears from the broker again.
    Unfence(BrokerId),
    /// The broker tells the controller that it is about to stop.
    Leave(BrokerId),
    /// An operator makes a member of the ISR the leader of a new epoch.
    Elect(BrokerId),
    /// An operator makes a replica the leader, whatever its log has.
    ElectUnclean(BrokerId),
    /// The controller makes the replica with the best log the leader, when nobody else is left.
    Recover(BrokerId),
    /// The broker applies the next decision of the controller.
    Learn(BrokerId),
    /// The broker applies all decisions of the controller that are left, at once.
    CatchUp(BrokerId),
    /// An operator wants the broker to have a replica, too.
    Assign(BrokerId),
    /// An operator wants the broker to have a replica no longer.
    Unassign(BrokerId),
    /// A leader finds a follower to lag, and proposes to take it out of the ISR.
    Shrink {
        /// Who proposes.
        leader: BrokerId,
        /// Who lags.
        follower: BrokerId,
    },
    /// A leader finds a follower caught up, and proposes to take it into the ISR.
    Expand {
        /// Who proposes.
        leader: BrokerId,
        /// Who has caught up.
        follower: BrokerId,
    },
    /// The proposal of this leader reaches the controller, which answers.
    Alter(BrokerId),
    /// The answer to its proposal reaches this leader.
    Altered(BrokerId),
    /// The proposal of this leader, or the answer, is lost.
    LoseAlter(BrokerId),
    /// This leader is to send its proposal again, though it is still on its way: an orphan.
    GiveUpAlter(BrokerId),
    /// The orphan of this leader's proposals reaches the controller; nobody gets the answer.
    AlterOrphan(BrokerId),
    /// This leader sends its proposal again.
    Resend(BrokerId),
    /// The consumer asks this broker who leads.
    Refresh(BrokerId),
    /// The consumer asks this leader whether what it has read is still there.
    Validate(BrokerId),
    /// The consumer asks this broker for what comes next.
    Read(BrokerId),
    /// The consumer asks this leader where the log ends.
    Latest(BrokerId),
    /// The producer asks this broker who leads. ([PRD-1](crate::producer))
    LookUp(BrokerId),
    /// The producer's next batch reaches this broker. ([PRD-2](crate::producer))
    Send(BrokerId),
    /// The first of the producer's batches in flight reaches this broker, once more.
    Retry(BrokerId),
    /// The producer no longer waits for what this broker owes it.
    HangUp(BrokerId),
    /// The producer gives up all that is in flight, and that this broker owes an answer to.
    Abandon(BrokerId),
    /// The first of the producer's batches in flight is sent to this broker, and held up.
    Delay(BrokerId),
    /// What was held up reaches this broker.
    Arrive(BrokerId),
    /// The broker forgets the producer, which has not written for long.
    Forget(BrokerId),
    /// The broker deletes what is committed. ([STO-1](crate::storage))
    DeleteOld(BrokerId),
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
pub const PLAIN: [(&str, Make); 43] = [
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
    ("stop", Step::Stop),
    ("register", Step::Register),
    ("fence", Step::Fence),
    ("suspect", Step::Suspect),
    ("unfence", Step::Unfence),
    ("leave", Step::Leave),
    ("elect", Step::Elect),
    ("elect-unclean", Step::ElectUnclean),
    ("recover", Step::Recover),
    ("learn", Step::Learn),
    ("alter", Step::Alter),
    ("altered", Step::Altered),
    ("lose-alter", Step::LoseAlter),
    ("give-up-alter", Step::GiveUpAlter),
    ("alter-orphan", Step::AlterOrphan),
    ("resend", Step::Resend),
    ("refresh", Step::Refresh),
    ("validate", Step::Validate),
    ("read", Step::Read),
    ("latest", Step::Latest),
    ("catch-up", Step::CatchUp),
    ("assign", Step::Assign),
    ("unassign", Step::Unassign),
    ("look-up", Step::LookUp),
    ("send", Step::Send),
    ("retry", Step::Retry),
    ("hang-up", Step::HangUp),
    ("abandon", Step::Abandon),
    ("delay", Step::Delay),
    ("arrive", Step::Arrive),
    ("forget", Step::Forget),
    ("delete-old", Step::DeleteOld),
];

impl Step {
    /// Who it happens to.
    #[must_use]
    pub fn broker(self) -> BrokerId {
        match self {
            Step::Produce { broker, .. } | Step::Crash { broker, .. } => broker,
            Step::Shrink { leader, .. } | Step::Expand { leader, .. } => leader,
            Step::Expire(b) | Step::Ask(b) | Step::Serve(b) | Step::Take(b) => b,
            Step::Cut(b) | Step::Lose(b) | Step::GiveUp(b) | Step::ServeOrphan(b) => b,
            Step::Flush(b) | Step::Checkpoint(b) | Step::Restart(b) | Step::Stop(b) => b,
            Step::Register(b) | Step::Fence(b) | Step::Suspect(b) | Step::Unfence(b) => b,
            Step::Leave(b) | Step::Elect(b) | Step::ElectUnclean(b) | Step::Learn(b) => b,
            Step::Recover(b) | Step::CatchUp(b) | Step::Assign(b) | Step::Unassign(b) => b,
            Step::Refresh(b) | Step::Validate(b) | Step::Read(b) | Step::Latest(b) => b,
            Step::Send(b) | Step::Retry(b) | Step::HangUp(b) | Step::Abandon(b) => b,
            Step::Delay(b) | Step::Arrive(b) | Step::Forget(b) | Step::DeleteOld(b) => b,
            Step::LookUp(b) => b,
            Step::Alter(b) | Step::Altered(b) | Step::LoseAlter(b) => b,
            Step::GiveUpAlter(b) | Step::AlterOrphan(b) | Step::Resend(b) => b,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Step::Produce { .. } => "produce",
            Step::Crash { .. } => "crash",
            Step::Shrink { .. } => "shrink",
            Step::Expand { .. } => "expand",
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
            Step::Shrink { follower, .. } | Step::Expand { follower, .. } => {
                write!(f, " follower={follower}")
            }
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
