//! What happened in a run, counted: so that a run in which nothing happens is seen for what it is.

use alloc::{collections::BTreeMap, string::String, vec::Vec};
use core::fmt::Write as _;
use spec::step::PLAIN;

/// What is counted beside the steps themselves.
const BESIDE: [&str; 41] = [
    "acknowledged",
    "appended",
    "batches read",
    "batches sent again",
    "calm",
    "chaotic",
    "clock leaps",
    "clock leaps of the controller",
    "copied",
    "crashes of who is to join",
    "cuts of one way",
    "cuts of two ways",
    "delayed by a cut",
    "diverging answers",
    "elections of the last leader",
    "elections out of the ELR",
    "eligible leader replicas",
    "full disks",
    "islands",
    "late messages",
    "leaderless",
    "lossy crashes",
    "lossy crashes of the last in sync",
    "lost by a cut",
    "orphaned",
    "partitioned",
    "power cuts",
    "proposals delayed by a cut",
    "proposals refused",
    "refused",
    "rejected",
    "restless",
    "retries",
    "retries of what was written",
    "slow disks",
    "steps",
    "stops unannounced",
    "stormy",
    "to a broker that is down",
    "truncated",
    "wavering",
];

/// How often each kind of thing happened. Verbs of steps stand for themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: BTreeMap<&'static str, u64>,
    most: BTreeMap<&'static str, u64>,
}

impl Tally {
    pub(super) fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    pub(super) fn at_most(&mut self, what: &'static str, reached: u64) {
        let most = self.most.entry(what).or_default();
        *most = reached.max(*most);
    }

    /// Adds what another run counted.
    pub fn add(&mut self, other: &Tally) {
        for (what, count) in &other.counts {
            *self.counts.entry(what).or_default() += count;
        }
        for (what, reached) in &other.most {
            self.at_most(what, *reached);
        }
    }

    /// How often it happened.
    #[must_use]
    pub fn of(&self, what: &str) -> u64 {
        self.counts.get(what).copied().unwrap_or_default()
    }

    /// The highest that was reached: `batches` of a log, `epochs` of leaders, `ticks`.
    #[must_use]
    pub fn most(&self, what: &str) -> u64 {
        self.most.get(what).copied().unwrap_or_default()
    }

    /// The kinds of steps and of faults of which there was none.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        Self::kinds().filter(|kind| self.of(kind) == 0).collect()
    }

    /// Every count, steps first, as lines of at most so many columns.
    #[must_use]
    pub fn lines(&self, columns: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        let counts = Self::kinds().map(|kind| (kind, self.of(kind)));
        let most = self.most.iter().map(|(what, reached)| (*what, *reached));
        for (at, (what, count)) in counts.chain(most).enumerate() {
            let mut word = String::new();
            let most = if Self::kinds().count() <= at { "most " } else { "" };
            write!(word, "{most}{what} {count}").expect("a String takes it");
            if !line.is_empty() && columns < line.len() + 2 + word.len() {
                lines.push(core::mem::take(&mut line));
            }
            line.push_str(if line.is_empty() { "" } else { ", " });
            line.push_str(&word);
        }
        lines.push(line);
        lines
    }

    /// `delete-old` is not among them: what it deletes nobody may be behind.
    fn kinds() -> impl Iterator<Item = &'static str> {
        let verbs = ["produce", "crash", "shrink", "expand"]
            .into_iter()
            .chain(PLAIN.iter().map(|(word, _)| *word).filter(|word| *word != "delete-old"));
        verbs.chain(BESIDE)
    }
}
