//! The examples that are built in: a first lesson, and the shortest way to each mistake.
//!
//! The ways are those of `tests/scenarios`, which the tests play too: the page shows no others.

use crate::script::Script;
use spec::Mistake;

/// A scenario to begin with.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What it is called in the menu.
    pub name: &'static str,
    /// The mistake that it makes, if it makes one.
    pub mistake: Option<Mistake>,
    /// After how many steps it is opened.
    pub opens_at: usize,
    text: &'static str,
}

impl Example {
    /// Its script.
    ///
    /// # Panics
    /// If its text is malformed, which the tests exclude.
    #[must_use]
    pub fn script(&self) -> Script {
        Script::read(self.text).expect("the built-in examples are well formed")
    }
}

/// All of them, the one that the page opens with first.
#[must_use]
pub fn all() -> Vec<Example> {
    let broken = Mistake::ALL.into_iter().map(|mistake| {
        let (name, text) = way(mistake);
        Example { name, mistake: Some(mistake), opens_at: 0, text }
    });
    let lessons = [
        Example {
            name: "1 · When is a record committed?",
            mistake: None,
            opens_at: 3,
            text: include_str!("../scenarios/committed.scn"),
        },
        Example {
            name: "2 · A leader is lost",
            mistake: None,
            opens_at: 0,
            text: include_str!("../scenarios/leader-lost.scn"),
        },
    ];
    lessons.into_iter().chain(broken).collect()
}

/// Name and text of the way to a mistake.
fn way(mistake: Mistake) -> (&'static str, &'static str) {
    match mistake {
        Mistake::TruncateToHighWatermark => (
            "M01 · Truncate to the high watermark",
            include_str!("../../tests/scenarios/m01-truncate-to-high-watermark.scn"),
        ),
        Mistake::AnswerOnlyAnOffset => (
            "M03 · Answer only an offset",
            include_str!("../../tests/scenarios/m03-answer-only-an-offset.scn"),
        ),
        Mistake::NoFencingByEpoch => (
            "M04 · No fencing by epoch",
            include_str!("../../tests/scenarios/m04-no-fencing-by-epoch.scn"),
        ),
        Mistake::StateFromDivergingFetch => (
            "M08 · State from a diverging fetch",
            include_str!("../../tests/scenarios/m08-state-from-diverging-fetch.scn"),
        ),
        Mistake::JoinBeforeEpochStart => (
            "M06 · Join before the epoch's start",
            include_str!("../../tests/scenarios/m06-join-before-epoch-start.scn"),
        ),
        Mistake::HighWatermarkFromDivergingFetch => (
            "M09 · High watermark from a diverging fetch",
            include_str!("../../tests/scenarios/m09-high-watermark-from-diverging-fetch.scn"),
        ),
        Mistake::TakeStaleAnswer => (
            "M10 · Take a stale answer",
            include_str!("../../tests/scenarios/m10-take-stale-answer.scn"),
        ),
    }
}
