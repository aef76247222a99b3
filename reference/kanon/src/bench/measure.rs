//! One search of ours, measured; and what several came to.

use crate::figures::grouped;
use model::Model;
use model::explorer::{Progress, Search};
use model::worlds::{Settings, Visitor};
use spec::Rules;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::time::Instant;
use std::{fmt, fs};

/// What a search counted, and how long it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Searched {
    /// Unique states.
    pub(super) states: u64,
    /// The first state's is 1.
    pub(super) depth: u32,
    pub(super) seconds: f64,
}

impl Searched {
    /// Unique states a second.
    pub(super) fn rate(&self) -> f64 {
        self.states as f64 / self.seconds.max(1e-9)
    }
}

/// Searches the world to its end. The second answer is the most bytes that fingerprints, links and
/// frontier occupied.
pub(super) fn search(settings: &Settings, threads: NonZeroUsize) -> (Searched, u64) {
    settings.visit(Rules::ALL, Task { threads })
}

struct Task {
    threads: NonZeroUsize,
}

impl Visitor for Task {
    type Answer = (Searched, u64);

    fn visit<M: Model<State: 'static, Action: 'static> + Copy + Send + 'static>(
        self,
        model: M,
    ) -> Self::Answer {
        let mut bytes = 0;
        let mut watch = |progress: &Progress| {
            bytes = progress.bytes.max(bytes);
            ControlFlow::Continue(())
        };
        let started = Instant::now();
        let outcome = Search::new(&model).threads(self.threads).run(&mut watch);
        let seconds = started.elapsed().as_secs_f64();
        assert!(outcome.complete(), "nothing limits this search");
        (Searched { states: outcome.states, depth: outcome.depth, seconds }, bytes)
    }
}

/// Unique states a second, of several searches.
#[derive(Debug, Default)]
pub(super) struct Rates(pub(super) Vec<f64>);

impl Rates {
    pub(super) fn add(&mut self, searched: &Searched) {
        self.0.push(searched.rate());
        self.0.sort_by(f64::total_cmp);
    }
}

impl fmt::Display for Rates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [least, most] =
            [self.0.first(), self.0.last()].map(|rate| rate.copied().unwrap_or(0.0));
        let [least, middle, most] = [least, median(&self.0), most].map(|rate| grouped(rate as u64));
        write!(f, "{least} to {most} states/s, median {middle}")
    }
}

/// The middle one of rates in order; of two in the middle, the lower.
pub(super) fn median(rates: &[f64]) -> f64 {
    rates.get(rates.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}

/// The most memory of this process that was ever resident, in bytes; Linux says so, in KiB.
pub(super) fn peak_resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().trim_end_matches("kB").trim_end().parse().ok()?;
    Some(kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_in_any_order() {
        let mut rates = Rates::default();
        for seconds in [1.0, 4.0, 2.0, 0.5] {
            rates.add(&Searched { states: 8000, depth: 1, seconds });
        }
        assert_eq!(rates.to_string(), "2,000 to 16,000 states/s, median 4,000");
        assert_eq!(
            [&[][..], &[1.0], &[1.0, 2.0], &[1.0, 2.0, 3.0]].map(median),
            [0.0, 1.0, 1.0, 2.0]
        );
    }
}
