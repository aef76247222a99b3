//! The historical mistakes: rules of the specification that implementations once left out.
//!
//! Each can be left out of the model and of the reference, each in its own words, by a [`Rules`]
//! value at construction; a *named* property then breaks. A rule that can be left out with no
//! property breaking would be idle, and that is a failure of the checks. The numbers are kept
//! for good.

use core::fmt;

/// A rule that can be left out, named for what happens then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mistake {
    /// M01: a broker that becomes a follower truncates to its own high watermark. Without
    /// [REP-11](crate::replication#the-follower). (KIP-101, KAFKA-1211)
    TruncateToHighWatermark,
    /// M02: as it was before leader epochs, a leader serves a fetch without asking where the logs
    /// part, and a broker that becomes a follower truncates to its own high watermark. Without
    /// [REP-8 and REP-11](crate::replication#the-leader). (KIP-101)
    CompareNoEpochs,
    /// M03: a leader answers a diverging fetch with an offset alone, where the next epoch that it
    /// has starts. Without [REP-8](crate::replication#the-leader). (KIP-279, KAFKA-6361)
    AnswerOnlyAnOffset,
    /// M04: a leader serves a fetch of a newer leader epoch than its own. Without
    /// [REP-6](crate::replication#the-leader). (KIP-320, KAFKA-7395)
    ServeNewerEpoch,
    /// M05: a leader serves a fetch of an older leader epoch, as in KIP-320's first design. Without
    /// [REP-6](crate::replication#the-leader). (KIP-320)
    ServeOlderEpoch,
    /// M06: a follower joins the ISR at the high watermark that a new leader happens to know.
    /// Without [REP-13](crate::replication#the-controller). (KAFKA-7128)
    JoinBeforeEpochStart,
    /// M07: a leader that leads on in a new epoch remembers followers of the one before. Without
    /// [REP-9](crate::replication#the-leader). (A replica that was removed and added
    /// again in between is empty.)
    KeepFollowerState,
    /// M08: a leader takes the follower's end from a fetch that it answers as diverging. Without
    /// [REP-9](crate::replication#the-leader). (KAFKA-13141)
    StateFromDivergingFetch,
    /// M09: a follower takes the high watermark from an answer that its log diverges, before it
    /// cuts. Without [REP-18](crate::replication#the-follower). (KAFKA-14704)
    HighWatermarkFromDivergingFetch,
    /// M10: a follower takes an answer to what it asked in another leader epoch. Without
    /// [REP-18](crate::replication#the-follower). (KAFKA-10554, KAFKA-13207)
    TakeStaleAnswer,
    /// M11: a leader commits by the ISR that it knows, though it has proposed a larger one that may
    /// be in force already. Without [REP-10](crate::replication#the-leader). (KIP-497, KAFKA-8836)
    CommitWithoutProposed,
    /// M12: a leader takes any error for word that its proposal was never agreed to. Without
    /// [CTL-15](crate::controller#what-a-leader-proposes). (KAFKA-12686)
    AnyErrorEndsProposal,
    /// M12: a decision that a leader knows already by an answer ends the proposal that it has made
    /// since. Without [CTL-2](crate::controller#the-metadata). (KAFKA-12686)
    KnownDecisionDropsProposal,
    /// M12: a leader heeds the answer to a proposal that a newer state has ended. Without
    /// [CTL-15](crate::controller#what-a-leader-proposes). (KAFKA-12686)
    LateAnswer,
    /// M13: the controller agrees to a proposal made from an older state of the partition. Without
    /// [CTL-14](crate::controller#what-a-leader-proposes). (KAFKA-2729)
    NoPartitionEpoch,
    /// M14: the controller agrees to an ISR with a fenced member. Without
    /// [CTL-14](crate::controller#what-a-leader-proposes). (KIP-841, KAFKA-13916)
    InactiveMember,
    /// M15: the controller takes into the ISR a broker that has restarted since its leader heard of
    /// it. Without [CTL-14](crate::controller#what-a-leader-proposes). (KIP-903, KAFKA-14617)
    NoBrokerEpoch,
    /// M16: the high watermark advances with fewer in sync than `min.insync.replicas`. Without
    /// [REP-10](crate::replication#the-leader). (KIP-966, KAFKA-15583)
    CommitBelowMinIsr,
    /// M16: a broker that comes back from a crash stays an eligible leader replica. Without
    /// [CTL-4](crate::controller#registration). (KIP-966, KAFKA-15586)
    UncleanRestartStaysInIsr,
    /// M17: the last leader is elected again while it is fenced. Without
    /// [CTL-10](crate::controller#changes-of-the-partition). (KAFKA-19522)
    ElectFencedLastLeader,
    /// M18: an unclean recovery elects the longest log, be it of an older epoch. Without
    /// [CTL-18](crate::controller#changes-of-the-partition). (KIP-966)
    RecoverByLengthAlone,
    /// M19: the high watermark does not advance when the ISR shrinks. Without
    /// [REP-10](crate::replication#the-leader). (KAFKA-13091)
    IsrChangeCommitsNothing,
    /// M19: the high watermark waits for a follower that cannot join the ISR. Without
    /// [REP-10](crate::replication#the-leader). (KAFKA-15021)
    WaitForIneligible,
    /// M20: a reassignment is completed before those who stay are in sync. Without
    /// [CTL-20](crate::controller#the-assignment). (KIP-455)
    CompleteBeforeInSync,
    /// M20: one is completed with fewer in sync than `min.insync.replicas`. Without
    /// [CTL-20](crate::controller#the-assignment), as Kafka 4.3 is.
    CompleteBelowMinIsr,
    /// M21: a broker that registers again keeps its registration, whatever it has lost in between.
    /// Without [CTL-4](crate::controller#registration). (KIP-631)
    AnyIncarnation,
    /// M22: a new leader answers with a high watermark that lags behind what was committed before
    /// it. Without [CON-5](crate::consumer). (KIP-207)
    AnswerLaggingEnd,
    /// M23: a consumer reads on from its position after an unclean election. Without
    /// [CON-2](crate::consumer). (KIP-320)
    NoValidation,
    /// T01: of a producer only the last batch is remembered. Without
    /// [PRD-4](crate::producer). (KAFKA-5494)
    RememberOnlyTheLast,
    /// T02: a leader notes a producer's batch before it knows whether it may append it. Without
    /// [PRD-6](crate::producer#what-a-replica-remembers). (KAFKA-6683)
    NoteBeforeAppend,
    /// T03: what is remembered of a producer outlives the batches when a log is cut. Without
    /// [PRD-7](crate::producer#what-a-replica-remembers). (KAFKA-5249)
    KeepProducerState,
    /// T04: with the last of its batches, all is forgotten of a producer. Without
    /// [PRD-8](crate::producer#what-a-replica-remembers). (KAFKA-7190, KIP-360)
    ForgetWithDeleted,
}

impl Mistake {
    /// All of them, in order of their numbers.
    pub const ALL: [Mistake; 32] = [
        Mistake::TruncateToHighWatermark,
        Mistake::CompareNoEpochs,
        Mistake::AnswerOnlyAnOffset,
        Mistake::ServeNewerEpoch,
        Mistake::ServeOlderEpoch,
        Mistake::JoinBeforeEpochStart,
        Mistake::KeepFollowerState,
        Mistake::StateFromDivergingFetch,
        Mistake::HighWatermarkFromDivergingFetch,
        Mistake::TakeStaleAnswer,
        Mistake::CommitWithoutProposed,
        Mistake::AnyErrorEndsProposal,
        Mistake::KnownDecisionDropsProposal,
        Mistake::LateAnswer,
        Mistake::NoPartitionEpoch,
        Mistake::InactiveMember,
        Mistake::NoBrokerEpoch,
        Mistake::CommitBelowMinIsr,
        Mistake::UncleanRestartStaysInIsr,
        Mistake::ElectFencedLastLeader,
        Mistake::RecoverByLengthAlone,
        Mistake::IsrChangeCommitsNothing,
        Mistake::WaitForIneligible,
        Mistake::CompleteBeforeInSync,
        Mistake::CompleteBelowMinIsr,
        Mistake::AnyIncarnation,
        Mistake::AnswerLaggingEnd,
        Mistake::NoValidation,
        Mistake::RememberOnlyTheLast,
        Mistake::NoteBeforeAppend,
        Mistake::KeepProducerState,
        Mistake::ForgetWithDeleted,
    ];

    /// The name in scenarios, on the command line and in the page: it begins with the number.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Mistake::TruncateToHighWatermark => "m01-truncate-to-high-watermark",
            Mistake::CompareNoEpochs => "m02-compare-no-epochs",
            Mistake::AnswerOnlyAnOffset => "m03-answer-only-an-offset",
            Mistake::ServeNewerEpoch => "m04-serve-newer-epoch",
            Mistake::ServeOlderEpoch => "m05-serve-older-epoch",
            Mistake::JoinBeforeEpochStart => "m06-join-before-epoch-start",
            Mistake::KeepFollowerState => "m07-keep-follower-state",
            Mistake::StateFromDivergingFetch => "m08-state-from-diverging-fetch",
            Mistake::HighWatermarkFromDivergingFetch => "m09-high-watermark-from-diverging-fetch",
            Mistake::TakeStaleAnswer => "m10-take-stale-answer",
            Mistake::CommitWithoutProposed => "m11-commit-without-proposed",
            Mistake::AnyErrorEndsProposal => "m12-any-error-ends-proposal",
            Mistake::KnownDecisionDropsProposal => "m12-known-decision-drops-proposal",
            Mistake::LateAnswer => "m12-late-answer",
            Mistake::NoPartitionEpoch => "m13-no-partition-epoch",
            Mistake::InactiveMember => "m14-inactive-member",
            Mistake::NoBrokerEpoch => "m15-no-broker-epoch",
            Mistake::CommitBelowMinIsr => "m16-commit-below-min-isr",
            Mistake::UncleanRestartStaysInIsr => "m16-unclean-restart-stays-in-isr",
            Mistake::ElectFencedLastLeader => "m17-elect-fenced-last-leader",
            Mistake::RecoverByLengthAlone => "m18-recover-by-length-alone",
            Mistake::IsrChangeCommitsNothing => "m19-isr-change-commits-nothing",
            Mistake::WaitForIneligible => "m19-wait-for-ineligible",
            Mistake::CompleteBeforeInSync => "m20-complete-before-in-sync",
            Mistake::CompleteBelowMinIsr => "m20-complete-below-min-isr",
            Mistake::AnyIncarnation => "m21-any-incarnation",
            Mistake::AnswerLaggingEnd => "m22-answer-lagging-end",
            Mistake::NoValidation => "m23-no-validation",
            Mistake::RememberOnlyTheLast => "t01-remember-only-the-last",
            Mistake::NoteBeforeAppend => "t02-note-before-append",
            Mistake::KeepProducerState => "t03-keep-producer-state",
            Mistake::ForgetWithDeleted => "t04-forget-with-deleted",
        }
    }

    /// Where Kafka's own account of it is.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Mistake::TruncateToHighWatermark => "KIP-101, KAFKA-1211",
            Mistake::CompareNoEpochs => "KIP-101",
            Mistake::AnswerOnlyAnOffset => "KIP-279, KAFKA-6361",
            Mistake::ServeNewerEpoch => "KIP-320, KAFKA-7395",
            Mistake::ServeOlderEpoch => "KIP-320",
            Mistake::JoinBeforeEpochStart => "KAFKA-7128",
            Mistake::KeepFollowerState => "KIP-455, Replica.resetReplicaState",
            Mistake::StateFromDivergingFetch => "KAFKA-13141",
            Mistake::HighWatermarkFromDivergingFetch => "KAFKA-14704",
            Mistake::TakeStaleAnswer => "KAFKA-10554, KAFKA-13207",
            Mistake::CommitWithoutProposed => "KIP-497, KAFKA-8836",
            Mistake::AnyErrorEndsProposal => "KAFKA-12686",
            Mistake::KnownDecisionDropsProposal => "KAFKA-12686, as in 4.3",
            Mistake::LateAnswer => "KAFKA-12686",
            Mistake::NoPartitionEpoch => "KAFKA-2729",
            Mistake::InactiveMember => "KIP-841, KAFKA-13916, KAFKA-14140",
            Mistake::NoBrokerEpoch => "KIP-903, KAFKA-14617",
            Mistake::CommitBelowMinIsr => "KIP-966, KAFKA-15583",
            Mistake::UncleanRestartStaysInIsr => "KIP-966, KAFKA-15586",
            Mistake::ElectFencedLastLeader => "KAFKA-19522",
            Mistake::RecoverByLengthAlone => "KIP-966",
            Mistake::IsrChangeCommitsNothing => "KAFKA-13091",
            Mistake::WaitForIneligible => "KAFKA-15021",
            Mistake::CompleteBeforeInSync => "KIP-455, KAFKA-15665",
            Mistake::CompleteBelowMinIsr => "KAFKA-15665, as in 4.3",
            Mistake::AnyIncarnation => "KIP-631, KAFKA-14617",
            Mistake::AnswerLaggingEnd => "KIP-207",
            Mistake::NoValidation => "KIP-320",
            Mistake::RememberOnlyTheLast => "KAFKA-5494",
            Mistake::NoteBeforeAppend => "KAFKA-6683",
            Mistake::KeepProducerState => "KAFKA-5249",
            Mistake::ForgetWithDeleted => "KAFKA-7190, KIP-360",
        }
    }

    /// The property that breaks, by name: one that holds always, or one that must come about.
    #[must_use]
    pub fn breaks(self) -> &'static str {
        match self {
            Mistake::TruncateToHighWatermark
            | Mistake::ServeNewerEpoch
            | Mistake::ServeOlderEpoch
            | Mistake::JoinBeforeEpochStart
            | Mistake::TakeStaleAnswer
            | Mistake::CommitWithoutProposed
            | Mistake::AnyErrorEndsProposal
            | Mistake::KnownDecisionDropsProposal
            | Mistake::NoPartitionEpoch
            | Mistake::NoBrokerEpoch
            | Mistake::CommitBelowMinIsr
            | Mistake::UncleanRestartStaysInIsr
            | Mistake::KeepFollowerState
            | Mistake::CompleteBeforeInSync
            | Mistake::AnyIncarnation => "CommittedDurable",
            Mistake::CompareNoEpochs | Mistake::AnswerOnlyAnOffset => "LogMatching",
            Mistake::StateFromDivergingFetch => "HighWatermarkImpliesIsrPrefix",
            Mistake::HighWatermarkFromDivergingFetch => "ReadOnlyCommitted",
            Mistake::InactiveMember => "IsrIsActive",
            Mistake::CompleteBelowMinIsr => "AssignedOnly",
            Mistake::AnswerLaggingEnd => "EndNeverGoesBack",
            Mistake::NoValidation => "ReadsOneHistory",
            Mistake::RememberOnlyTheLast => "NoDuplicateAppend",
            Mistake::NoteBeforeAppend => "AcknowledgedIsCommitted",
            Mistake::KeepProducerState => "ProducerStateIsReplay",
            Mistake::ForgetWithDeleted => "SequenceGapFree",
            Mistake::RecoverByLengthAlone => "LossIsExplained",
            Mistake::ElectFencedLastLeader => "LeaderIsActive",
            Mistake::LateAnswer | Mistake::IsrChangeCommitsNothing | Mistake::WaitForIneligible => {
                "FollowersCatchUp"
            }
        }
    }

    /// The mistake of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Mistake> {
        Mistake::ALL.into_iter().find(|mistake| mistake.name() == name)
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Which rules are in force: all of them, but for those that were left out on purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rules {
    omitted: u64,
}

impl Rules {
    /// Every rule of the specification.
    pub const ALL: Rules = Rules { omitted: 0 };

    /// These rules less one. Never for a broker that serves anybody.
    #[must_use]
    pub fn without(self, mistake: Mistake) -> Self {
        Rules { omitted: self.omitted | Self::bit(mistake) }
    }

    /// Whether the rule is left out, and so the mistake made.
    #[must_use]
    pub fn omit(self, mistake: Mistake) -> bool {
        self.omitted & Self::bit(mistake) != 0
    }

    /// The mistakes made.
    pub fn omitted(self) -> impl Iterator<Item = Mistake> {
        Mistake::ALL.into_iter().filter(move |mistake| self.omit(*mistake))
    }

    fn bit(mistake: Mistake) -> u64 {
        1 << mistake as u64
    }
}
