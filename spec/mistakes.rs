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
    /// M03: a leader answers a diverging fetch with an offset alone, where the next epoch that it
    /// has starts. Without [REP-8](crate::replication#the-leader). (KIP-279, KAFKA-6361)
    AnswerOnlyAnOffset,
    /// M04: a leader serves a fetch of any leader epoch. Without
    /// [REP-6](crate::replication#the-leader). (KIP-320, KAFKA-7395)
    NoFencingByEpoch,
    /// M06: a follower joins the ISR at the high watermark that a new leader happens to know.
    /// Without [REP-13](crate::replication#the-controller). (KAFKA-7128)
    JoinBeforeEpochStart,
    /// M08: a leader takes the follower's end from a fetch that it answers as diverging. Without
    /// [REP-9](crate::replication#the-leader). (KAFKA-13141)
    StateFromDivergingFetch,
    /// M09: a follower takes the high watermark from an answer that its log diverges, before it
    /// cuts. Without [REP-18](crate::replication#the-follower). (KAFKA-14704)
    HighWatermarkFromDivergingFetch,
    /// M10: a follower takes an answer to what it asked in another leader epoch. Without
    /// [REP-18](crate::replication#the-follower). (KAFKA-10554, KAFKA-13207)
    TakeStaleAnswer,
}

impl Mistake {
    /// All of them, in order of their numbers.
    pub const ALL: [Mistake; 7] = [
        Mistake::TruncateToHighWatermark,
        Mistake::AnswerOnlyAnOffset,
        Mistake::NoFencingByEpoch,
        Mistake::JoinBeforeEpochStart,
        Mistake::StateFromDivergingFetch,
        Mistake::HighWatermarkFromDivergingFetch,
        Mistake::TakeStaleAnswer,
    ];

    /// The name in scenarios, on the command line and in the page: it begins with the number.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Mistake::TruncateToHighWatermark => "m01-truncate-to-high-watermark",
            Mistake::AnswerOnlyAnOffset => "m03-answer-only-an-offset",
            Mistake::NoFencingByEpoch => "m04-no-fencing-by-epoch",
            Mistake::JoinBeforeEpochStart => "m06-join-before-epoch-start",
            Mistake::StateFromDivergingFetch => "m08-state-from-diverging-fetch",
            Mistake::HighWatermarkFromDivergingFetch => "m09-high-watermark-from-diverging-fetch",
            Mistake::TakeStaleAnswer => "m10-take-stale-answer",
        }
    }

    /// Where Kafka's own account of it is.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Mistake::TruncateToHighWatermark => "KIP-101, KAFKA-1211",
            Mistake::AnswerOnlyAnOffset => "KIP-279, KAFKA-6361",
            Mistake::NoFencingByEpoch => "KIP-320, KAFKA-7395",
            Mistake::JoinBeforeEpochStart => "KAFKA-7128",
            Mistake::StateFromDivergingFetch => "KAFKA-13141",
            Mistake::HighWatermarkFromDivergingFetch => "KAFKA-14704",
            Mistake::TakeStaleAnswer => "KAFKA-10554, KAFKA-13207",
        }
    }

    /// The property that breaks, by name.
    #[must_use]
    pub fn breaks(self) -> &'static str {
        match self {
            Mistake::TruncateToHighWatermark
            | Mistake::NoFencingByEpoch
            | Mistake::JoinBeforeEpochStart
            | Mistake::TakeStaleAnswer => "CommittedDurable",
            Mistake::AnswerOnlyAnOffset => "LogMatching",
            Mistake::StateFromDivergingFetch => "HighWatermarkImpliesIsrPrefix",
            Mistake::HighWatermarkFromDivergingFetch => "ReadOnlyCommitted",
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
