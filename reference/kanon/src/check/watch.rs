//! Watches a search: draws how far it has come, and ends it at a limit.

use super::Arguments;
use crate::figures::{grouped, rate};
use indicatif::{ProgressBar, ProgressStyle};
use model::explorer::{Limit, Observer, Progress};
use std::fs;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// How often it is drawn, and the memory looked at.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// Watches one search after another, against limits of them all.
#[derive(Debug)]
pub(super) struct Watch {
    time_limit: Option<Duration>,
    memory_limit: Option<u64>,
    started: Instant,
    search_started: Instant,
    looked: Option<Instant>,
    /// The most bytes of the search so far: fingerprints, links, frontier.
    bytes: u64,
    bar: ProgressBar,
}

impl Watch {
    pub(super) fn new(arguments: &Arguments) -> Self {
        let now = Instant::now();
        Self {
            time_limit: arguments.time_limit,
            memory_limit: arguments.memory_limit,
            started: now,
            search_started: now,
            looked: None,
            bytes: 0,
            bar: ProgressBar::hidden(),
        }
    }

    /// Since it began to watch.
    pub(super) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Begins a search, which may be known to have so many states. Drawn on a terminal only.
    pub(super) fn begin(&mut self, name: &'static str, states: Option<u64>) {
        self.search_started = Instant::now();
        (self.looked, self.bytes) = (None, 0);
        let (bar, template) = match states {
            Some(states) => (ProgressBar::new(states), "{prefix} [{bar:30}] {percent:>3}%  {msg}"),
            None => (ProgressBar::new_spinner(), "{prefix} {spinner}  {msg}"),
        };
        let style = ProgressStyle::with_template(template).expect("the templates are well formed");
        self.bar = bar.with_style(style.progress_chars("=> ")).with_prefix(name);
    }

    /// Ends a search, and says how many bytes it took at most, by its own estimate.
    pub(super) fn end(&mut self) -> u64 {
        self.bar.finish_and_clear();
        self.bytes
    }

    fn draw(&self, progress: &Progress) {
        let seconds = self.search_started.elapsed().as_secs_f64();
        self.bar.set_position(progress.states);
        self.bar.set_message(format!(
            "{} states, {}/s, depth {}, {} to expand",
            grouped(progress.states),
            grouped(rate(progress.states, seconds)),
            progress.depth,
            grouped(progress.frontier),
        ));
    }
}

impl Observer for Watch {
    fn observe(&mut self, progress: &Progress) -> ControlFlow<Limit> {
        let now = Instant::now();
        self.bytes = self.bytes.max(progress.bytes);
        if self.time_limit.is_some_and(|limit| limit <= now - self.started) {
            return ControlFlow::Break(Limit::Time);
        }
        if self.looked.is_some_and(|looked| now - looked < LOOK_EVERY) {
            return ControlFlow::Continue(());
        }
        self.looked = Some(now);
        self.draw(progress);
        // Where the system does not say, the search's own estimate must do.
        let used = || resident().unwrap_or(progress.bytes);
        match self.memory_limit {
            Some(limit) if limit <= used() => ControlFlow::Break(Limit::Memory),
            _ => ControlFlow::Continue(()),
        }
    }
}

/// The memory of this process that is resident, in bytes; Linux says so, in KiB.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().trim_end_matches("kB").trim_end().parse().ok()?;
    Some(kib * 1024)
}
