//! The historical mistakes as flaws: one rule off, all others on, in the world that has the room
//! for it. Each breaks the property named for it, and its shortest way there is known and committed
//! as a scenario, which a search that is too long to be made every time need not find again.

use crate::{
    replication::Replication,
    worlds::{BASE, PRODUCER, Settings, THREE},
};
use alloc::{format, string::String, vec::Vec};
use spec::Mistake;

/// A mistake, and where it shows.
#[derive(Clone, Copy, Debug)]
pub struct Flaw {
    /// The rule that is left out.
    pub mistake: Mistake,
    /// The name of its world.
    pub world: &'static str,
    /// Its world's size and budgets.
    pub place: Replication,
    /// How many steps the shortest way to the broken property has.
    pub steps: usize,
    /// That way, as it is committed under `tests/scenarios`.
    pub scenario: &'static str,
    /// Whether the search for it takes 5 seconds or more on two cores. Such a one is made again by
    /// `kanon check --full` only; the scenario is replayed always.
    pub long: bool,
}

/// The committed scenario of that name.
macro_rules! scenario {
    ($name:literal) => {
        include_str!(concat!("../../tests/scenarios/", $name, ".scn"))
    };
}

impl Flaw {
    /// Its world's size and budgets, to be changed.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings::Replication(self.place)
    }
}

/// All of them, in order of their numbers.
pub const ALL: &[Flaw] = &[
    Flaw {
        mistake: Mistake::TruncateToHighWatermark,
        world: "two",
        place: Replication { epochs: 2, records: 1, ..BASE },
        steps: 10,
        scenario: scenario!("m01-truncate-to-high-watermark"),
        long: false,
    },
    Flaw {
        mistake: Mistake::CompareNoEpochs,
        world: "two",
        place: Replication { records: 3, epochs: 0, crashes: 1, ..BASE },
        steps: 20,
        scenario: scenario!("m02-compare-no-epochs"),
        long: false,
    },
    Flaw {
        mistake: Mistake::AnswerOnlyAnOffset,
        world: "two",
        place: Replication { records: 3, epochs: 2, ..BASE },
        steps: 12,
        scenario: scenario!("m03-answer-only-an-offset"),
        long: false,
    },
    Flaw {
        mistake: Mistake::ServeNewerEpoch,
        world: "three",
        place: Replication { epochs: 3, shrinks: 0, ..THREE },
        steps: 30,
        scenario: scenario!("m04-serve-newer-epoch"),
        long: true,
    },
    Flaw {
        mistake: Mistake::ServeOlderEpoch,
        world: "three",
        place: Replication { epochs: 2, shrinks: 0, ..THREE },
        steps: 22,
        scenario: scenario!("m05-serve-older-epoch"),
        long: false,
    },
    Flaw {
        mistake: Mistake::JoinBeforeEpochStart,
        world: "three",
        place: Replication { epochs: 1, ..THREE },
        steps: 18,
        scenario: scenario!("m06-join-before-epoch-start"),
        long: false,
    },
    Flaw {
        mistake: Mistake::KeepFollowerState,
        world: "two",
        place: Replication { records: 1, epochs: 0, shrinks: 0, reassigns: 2, leaps: 1, ..BASE },
        steps: 12,
        scenario: scenario!("m07-keep-follower-state"),
        long: false,
    },
    Flaw {
        mistake: Mistake::StateFromDivergingFetch,
        world: "two",
        place: Replication { epochs: 1, ..BASE },
        steps: 7,
        scenario: scenario!("m08-state-from-diverging-fetch"),
        long: false,
    },
    Flaw {
        mistake: Mistake::HighWatermarkFromDivergingFetch,
        world: "two",
        place: Replication { epochs: 1, ..BASE },
        steps: 11,
        scenario: scenario!("m09-high-watermark-from-diverging-fetch"),
        long: false,
    },
    Flaw {
        mistake: Mistake::TakeStaleAnswer,
        world: "two",
        place: Replication { records: 1, epochs: 3, ..BASE },
        steps: 18,
        scenario: scenario!("m10-take-stale-answer"),
        long: false,
    },
    Flaw {
        mistake: Mistake::CommitWithoutProposed,
        world: "two",
        place: Replication { records: 1, epochs: 0, ..BASE },
        steps: 8,
        scenario: scenario!("m11-commit-without-proposed"),
        long: false,
    },
    Flaw {
        mistake: Mistake::AnyErrorEndsProposal,
        world: "two",
        place: Replication { records: 1, epochs: 0, orphans: 1, ..BASE },
        steps: 12,
        scenario: scenario!("m12-any-error-ends-proposal"),
        long: false,
    },
    Flaw {
        mistake: Mistake::KnownDecisionDropsProposal,
        world: "three",
        place: Replication { isr: 1, epochs: 0, shrinks: 0, ..THREE },
        steps: 17,
        scenario: scenario!("m12-known-decision-drops-proposal"),
        long: false,
    },
    Flaw {
        mistake: Mistake::LateAnswer,
        world: "two",
        place: Replication { records: 1, epochs: 0, suspicions: 1, ..BASE },
        steps: 18,
        scenario: scenario!("m12-late-answer"),
        long: false,
    },
    Flaw {
        mistake: Mistake::NoPartitionEpoch,
        world: "three",
        place: Replication { isr: 2, epochs: 0, shrinks: 0, suspicions: 1, ..THREE },
        steps: 8,
        scenario: scenario!("m13-no-partition-epoch"),
        long: false,
    },
    Flaw {
        mistake: Mistake::InactiveMember,
        world: "two",
        place: Replication { records: 0, epochs: 0, suspicions: 1, ..BASE },
        steps: 8,
        scenario: scenario!("m14-inactive-member"),
        long: false,
    },
    Flaw {
        mistake: Mistake::NoBrokerEpoch,
        world: "three",
        place: Replication { isr: 2, min_isr: 2, epochs: 0, shrinks: 0, crashes: 1, ..THREE },
        steps: 17,
        scenario: scenario!("m15-no-broker-epoch"),
        long: false,
    },
    Flaw {
        mistake: Mistake::CommitBelowMinIsr,
        world: "two",
        place: Replication { min_isr: 2, records: 1, epochs: 0, ..BASE },
        steps: 4,
        scenario: scenario!("m16-commit-below-min-isr"),
        long: false,
    },
    Flaw {
        mistake: Mistake::UncleanRestartStaysInIsr,
        world: "two",
        place: Replication { min_isr: 2, records: 1, epochs: 0, crashes: 1, ..BASE },
        steps: 9,
        scenario: scenario!("m16-unclean-restart-stays-in-isr"),
        long: false,
    },
    Flaw {
        mistake: Mistake::ElectFencedLastLeader,
        world: "two",
        place: Replication { records: 0, epochs: 0, crashes: 1, ..BASE },
        steps: 6,
        scenario: scenario!("m17-elect-fenced-last-leader"),
        long: false,
    },
    Flaw {
        mistake: Mistake::RecoverByLengthAlone,
        world: "three",
        place: Replication { isr: 2, epochs: 1, records: 2, crashes: 1, uncleans: 1, ..THREE },
        steps: 14,
        scenario: scenario!("m18-recover-by-length-alone"),
        long: true,
    },
    Flaw {
        mistake: Mistake::IsrChangeCommitsNothing,
        world: "two",
        place: Replication { records: 1, epochs: 0, crashes: 1, ..BASE },
        steps: 4,
        scenario: scenario!("m19-isr-change-commits-nothing"),
        long: false,
    },
    Flaw {
        mistake: Mistake::WaitForIneligible,
        world: "two",
        place: Replication { records: 1, epochs: 0, crashes: 1, ..BASE },
        steps: 6,
        scenario: scenario!("m19-wait-for-ineligible"),
        long: false,
    },
    Flaw {
        mistake: Mistake::CompleteBeforeInSync,
        world: "three",
        place: Replication {
            isr: 2,
            min_isr: 2,
            records: 1,
            epochs: 0,
            shrinks: 0,
            reassigns: 1,
            crashes: 1,
            ..THREE
        },
        steps: 11,
        scenario: scenario!("m20-complete-before-in-sync"),
        long: false,
    },
    Flaw {
        mistake: Mistake::CompleteBelowMinIsr,
        world: "three",
        place: Replication {
            replicas: 2,
            min_isr: 2,
            isr: 2,
            records: 0,
            epochs: 0,
            shrinks: 0,
            reassigns: 2,
            suspicions: 1,
            ..THREE
        },
        steps: 11,
        scenario: scenario!("m20-complete-below-min-isr"),
        long: false,
    },
    Flaw {
        mistake: Mistake::AnyIncarnation,
        world: "two",
        place: Replication { min_isr: 2, records: 1, epochs: 0, crashes: 1, ..BASE },
        steps: 9,
        scenario: scenario!("m21-any-incarnation"),
        long: false,
    },
    Flaw {
        mistake: Mistake::AnswerLaggingEnd,
        world: "two",
        place: Replication { consumer: true, records: 1, epochs: 1, ..BASE },
        steps: 11,
        scenario: scenario!("m22-answer-lagging-end"),
        long: false,
    },
    Flaw {
        mistake: Mistake::NoValidation,
        world: "two",
        place: Replication { consumer: true, records: 3, epochs: 0, crashes: 1, ..BASE },
        steps: 14,
        scenario: scenario!("m23-no-validation"),
        long: false,
    },
    Flaw {
        mistake: Mistake::RememberOnlyTheLast,
        world: "two-producer",
        place: Replication { epochs: 0, ..PRODUCER },
        steps: 16,
        scenario: scenario!("t01-remember-only-the-last"),
        long: false,
    },
    Flaw {
        mistake: Mistake::NoteBeforeAppend,
        world: "two-producer-isr",
        place: Replication { epochs: 0, min_isr: 2, shrinks: 1, hang_ups: 0, ..PRODUCER },
        steps: 17,
        scenario: scenario!("t02-note-before-append"),
        long: false,
    },
    Flaw {
        mistake: Mistake::KeepProducerState,
        world: "two-producer",
        place: Replication { epochs: 1, records: 1, hang_ups: 0, ..PRODUCER },
        steps: 8,
        scenario: scenario!("t03-keep-producer-state"),
        long: false,
    },
    Flaw {
        mistake: Mistake::ForgetWithDeleted,
        world: "two-producer-deleted",
        place: Replication { epochs: 0, records: 1, deletes: 1, ..PRODUCER },
        steps: 9,
        scenario: scenario!("t04-forget-with-deleted"),
        long: false,
    },
];

/// The flaw of that name.
///
/// # Errors
/// A sentence that says which there are.
pub fn named(name: &str) -> Result<&'static Flaw, String> {
    ALL.iter().find(|flaw| flaw.mistake.name() == name).ok_or_else(|| {
        let known: Vec<&str> = ALL.iter().map(|flaw| flaw.mistake.name()).collect();
        format!("no flaw is named `{name}`: there are {}", known.join(", "))
    })
}
