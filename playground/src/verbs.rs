//! What each verb does, when it is refused, and with which others a person looks for it.
//!
//! The words are the rules', shortened; whether a step *is* possible is asked of the simulation.

use spec::{BrokerId, Step, step::Make};

/// A verb that names a broker and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Verb {
    /// The step of a broker.
    pub make: Make,
    /// What it does.
    pub does: &'static str,
    /// When it is refused.
    pub refused: &'static str,
}

/// Verbs that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// Which they are: the page adds the verbs with arguments to some.
    pub kind: Kind,
    /// What is written above them.
    pub name: &'static str,
    /// The plain ones.
    pub verbs: &'static [Verb],
}

/// The groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// With `produce`.
    Producer,
    /// A follower's fetch.
    Fetch,
    /// With `shrink` and `expand`.
    Isr,
    /// What the controller decides and the broker applies.
    Metadata,
    /// Who is there.
    Registration,
    /// With `crash`.
    Machine,
    /// What goes wrong on the way.
    Faults,
    /// What the consumer asks a broker.
    Consumer,
    /// What the idempotent producer does.
    Idempotent,
}

const fn verb(make: Make, does: &'static str, refused: &'static str) -> Verb {
    Verb { make, does, refused }
}

/// All plain verbs, in groups.
pub const GROUPS: [Group; 9] = [
    Group {
        kind: Kind::Producer,
        name: "Producer",
        verbs: &[verb(
            Step::Expire,
            "the deadline of the request that waits longest passes (REP-4)",
            "no request waits at it (REP-4)",
        )],
    },
    Group { kind: Kind::Fetch, name: "Fetch", verbs: &FETCH },
    Group { kind: Kind::Isr, name: "In-sync replicas", verbs: &ISR },
    Group { kind: Kind::Metadata, name: "Metadata and election", verbs: &METADATA },
    Group { kind: Kind::Registration, name: "Registration", verbs: &REGISTRATION },
    Group { kind: Kind::Machine, name: "Disk and machine", verbs: &MACHINE },
    Group { kind: Kind::Faults, name: "Faults on the way", verbs: &FAULTS },
    Group { kind: Kind::Consumer, name: "Consumer", verbs: &CONSUMER },
    Group { kind: Kind::Idempotent, name: "Idempotent producer", verbs: &IDEMPOTENT },
];

const FETCH: [Verb; 4] = [
    verb(
        Step::Ask,
        "ask the leader for what comes next (REP-5)",
        "it is down, knows no other leader, or has a fetch outstanding (REP-5)",
    ),
    verb(
        Step::Serve,
        "its request reaches the leader, which answers (REP-6 to REP-9)",
        "no request of it is on its way, or who was asked is down (REP-5)",
    ),
    verb(Step::Take, "the answer reaches it (REP-18)", "no answer is on its way to it (REP-5)"),
    verb(
        Step::Cut,
        "cut its log where the answer says that the logs part (REP-11)",
        "it has taken no such answer (REP-11)",
    ),
];

const ISR: [Verb; 3] = [
    verb(
        Step::Alter,
        "its proposal reaches the controller, which decides and answers (CTL-13, CTL-14)",
        "no proposal of it is on its way (CTL-13)",
    ),
    verb(
        Step::Altered,
        "the controller's answer reaches it (CTL-15)",
        "no answer to a proposal is on its way to it (CTL-13)",
    ),
    verb(
        Step::Resend,
        "send the proposal again (CTL-13)",
        "it has no proposal to send again (CTL-13)",
    ),
];

const METADATA: [Verb; 7] = [
    verb(
        Step::Learn,
        "apply the next of the controller's decisions (CTL-1)",
        "it is down, has not registered, or has applied them all (CTL-1)",
    ),
    verb(
        Step::CatchUp,
        "apply all that are left at once, and see but the last (CTL-1)",
        "it is down, has not registered, or has applied them all (CTL-1)",
    ),
    verb(
        Step::Elect,
        "an operator makes it the leader of a new epoch (REP-15)",
        "it is not active, not in the ISR, or leads already (REP-15)",
    ),
    verb(
        Step::ElectUnclean,
        "an operator makes it the leader, whatever its log lacks (CTL-11)",
        "somebody leads, or it is not active (CTL-11)",
    ),
    verb(
        Step::Recover,
        "the controller makes it the leader, for its log is the best of those there (CTL-18)",
        "somebody leads, it is not active, an active one is down or has a better log (CTL-18)",
    ),
    verb(
        Step::Assign,
        "an operator wants it to have a replica, too (CTL-19)",
        "it has one (CTL-19)",
    ),
    verb(
        Step::Unassign,
        "an operator wants it to have a replica no longer (CTL-19)",
        "it has none, is being added or removed, or nobody else would be left (CTL-19)",
    ),
];

const REGISTRATION: [Verb; 5] = [
    verb(
        Step::Register,
        "register with the controller: a new broker epoch, fenced at first (CTL-3, CTL-4)",
        "it is down, or has registered since its start (CTL-3)",
    ),
    verb(
        Step::Unfence,
        "the controller hears from it: it may lead and be in sync (CTL-6)",
        "it is down, not registered, not fenced, or shutting down (CTL-6)",
    ),
    verb(
        Step::Leave,
        "tell the controller that it is about to stop: it leaves the ISR (CTL-7)",
        "it is down, not registered, fenced, or shutting down already (CTL-7)",
    ),
    verb(
        Step::Fence,
        "the controller no longer hears from it: it leaves the ISR (CTL-5)",
        "it is fenced already, or runs and has registered (CTL-5)",
    ),
    verb(
        Step::Suspect,
        "its heartbeats are late: the controller fences it though it runs (CTL-5)",
        "it is fenced already, down, or not registered (CTL-5)",
    ),
];

const MACHINE: [Verb; 5] = [
    verb(
        Step::Flush,
        "its disk has all of its log (LOG-6)",
        "it is down, or there is nothing to flush (LOG-6)",
    ),
    verb(
        Step::Checkpoint,
        "write its high watermark to its checkpoint file (LOG-9)",
        "it is down, or the file has it already (LOG-9)",
    ),
    verb(
        Step::Stop,
        "stop cleanly: all that it has is on its disk (CTL-7)",
        "it is down, or has not registered (CTL-7)",
    ),
    verb(
        Step::DeleteOld,
        "delete what is committed (STO-1)",
        "it is down, or its log begins there already (STO-1)",
    ),
    verb(Step::Restart, "start again, with what its disk has (LOG-9)", "it is up (LOG-9)"),
];

const FAULTS: [Verb; 6] = [
    verb(
        Step::Lose,
        "its fetch or the answer is lost, and it notices (REP-5)",
        "no fetch of it is on its way (REP-5)",
    ),
    verb(
        Step::GiveUp,
        "it stops waiting; its fetch becomes an orphan (REP-5)",
        "it waits for nothing, or has an orphan already (REP-5)",
    ),
    verb(
        Step::ServeOrphan,
        "the fetch that it gave up reaches the leader (REP-5)",
        "it has no such fetch, or who was asked is down (REP-5)",
    ),
    verb(
        Step::LoseAlter,
        "its proposal or the answer is lost: it is to be sent again (CTL-13)",
        "no proposal of it is on its way (CTL-13)",
    ),
    verb(
        Step::GiveUpAlter,
        "it is to send its proposal again; the first sending becomes an orphan (CTL-13)",
        "no proposal of it is on its way, or it has an orphan already (CTL-13)",
    ),
    verb(
        Step::AlterOrphan,
        "the first sending of its proposal reaches the controller (CTL-13)",
        "no such sending is on its way (CTL-13)",
    ),
];

const CONSUMER: [Verb; 4] = [
    verb(
        Step::Refresh,
        "the consumer asks it who leads (CON-1)",
        "it is down, or knows of no newer leader than the consumer does (CON-1)",
    ),
    verb(
        Step::Validate,
        "the consumer asks it whether what it has read is still there (CON-2)",
        "it is down, the consumer takes another for the leader, or has nothing to ask (CON-2)",
    ),
    verb(
        Step::Read,
        "the consumer asks it for what comes next (CON-3)",
        "it is down, or the consumer has to validate first (CON-3)",
    ),
    verb(
        Step::Latest,
        "the consumer asks it where the log ends (CON-5)",
        "it is down, or the consumer takes another for the leader (CON-5)",
    ),
];

const IDEMPOTENT: [Verb; 8] = [
    verb(
        Step::LookUp,
        "the producer asks it who leads (PRD-1)",
        "it is down, or knows of no newer leader than the producer does (PRD-1)",
    ),
    verb(
        Step::Send,
        "the producer's next batch reaches it (PRD-2)",
        "it is down, the producer takes another for the leader, or has too much in flight (PRD-2)",
    ),
    verb(
        Step::Retry,
        "the first batch in flight reaches it again (PRD-2)",
        "it is down, the producer takes another for the leader, or waits for an answer (PRD-2)",
    ),
    verb(
        Step::HangUp,
        "the producer waits no longer for what it owes (PRD-3)",
        "it owes the producer nothing (PRD-3)",
    ),
    verb(
        Step::Abandon,
        "the producer gives up all that it owes, and raises its epoch (PRD-10)",
        "nothing is in flight, or something that it does not owe (PRD-10)",
    ),
    verb(
        Step::Delay,
        "the first batch in flight is sent to it again, and held up (PRD-11)",
        "there is nothing to send again to it, or something is held up (PRD-11)",
    ),
    verb(
        Step::Arrive,
        "what was held up reaches it (PRD-11)",
        "nothing is held up on its way, or it is down (PRD-11)",
    ),
    verb(
        Step::Forget,
        "it forgets the producer (PRD-9)",
        "it is down, or remembers nothing of the producer (PRD-9)",
    ),
];

/// Whether the step is the consumer's.
#[must_use]
pub fn is_consumers(step: Step) -> bool {
    CONSUMER.iter().any(|verb| (verb.make)(step.broker()) == step)
}

/// What a button says: the verb as words.
#[must_use]
pub fn text(make: Make) -> String {
    make(BrokerId(0)).verb().replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plain_verb_is_in_one_group() {
        let mut own: Vec<&str> = Vec::new();
        for group in GROUPS {
            own.extend(group.verbs.iter().map(|verb| (verb.make)(BrokerId(0)).verb()));
        }
        let mut all: Vec<&str> = spec::step::PLAIN.iter().map(|(word, _)| *word).collect();
        own.sort_unstable();
        all.sort_unstable();
        assert_eq!(own, all);
    }
}
