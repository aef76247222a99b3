//! Runs many seeds on several threads, and says of the lowest that fails how.
//!
//! A broker that panics has failed as well: what was played until then is kept.

use indicatif::{ProgressBar, ProgressStyle};
use sim::Cluster;
use sim::chance::{Fails, Run, Tally, Wrong, shorten};
use spec::{Scenario, Step, World};
use std::fmt;
use std::num::NonZeroUsize;
use std::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// A seed that failed.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) seed: u64,
    pub(super) how: How,
    /// All that had happened.
    pub(super) scenario: Scenario,
}

/// How a run failed.
#[derive(Clone, Debug)]
pub(super) enum How {
    /// It was judged wrong.
    Wrong(Wrong),
    /// An assertion failed, with these words.
    Panicked(String),
}

impl fmt::Display for How {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            How::Wrong(wrong) => wrong.fmt(f),
            How::Panicked(words) => write!(f, "an assertion fails: {words}"),
        }
    }
}

/// What all runs came to. After a failure the seeds above it are not run, nor counted.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) runs: u64,
    pub(super) tally: Tally,
    pub(super) failed: Option<Failed>,
}

/// Runs the seeds, each in its world. Whatever the number of threads, the failure is that of the
/// lowest seed that has one.
pub(super) fn run(
    world: &(dyn Fn(u64) -> World + Sync),
    seeds: RangeInclusive<u64>,
    steps: usize,
    threads: NonZeroUsize,
) -> Found {
    let count = (seeds.end() - seeds.start()).saturating_add(1);
    let next = AtomicU64::new(0);
    let found = Mutex::new(Found::default());
    let bar = bar(count);
    let worker = || {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            if count <= place {
                return;
            }
            let seed = seeds.start() + place;
            let (tally, failed) = one(&world(seed), seed, steps);
            let mut found = found.lock().expect("no thread panics here");
            found.runs += 1;
            found.tally.add(&tally);
            if let Some(failed) = failed {
                // Lower seeds are running already, or have been run.
                next.fetch_max(count, Ordering::Relaxed);
                if found.failed.as_ref().is_none_or(|other| failed.seed < other.seed) {
                    found.failed = Some(failed);
                }
            }
            bar.inc(1);
        }
    };
    quietly(|| {
        thread::scope(|scope| {
            for _ in 0..threads.get() {
                scope.spawn(worker);
            }
        });
    });
    bar.finish_and_clear();
    found.into_inner().expect("no thread panicked")
}

fn one(world: &World, seed: u64, steps: usize) -> (Tally, Option<Failed>) {
    let mut run = Run::new(world, seed);
    let how = match catch_unwind(AssertUnwindSafe(|| run.go(steps))) {
        Ok(Ok(())) => None,
        Ok(Err(failure)) => Some(How::Wrong(failure.what)),
        Err(panic) => Some(How::Panicked(words(panic.as_ref()))),
    };
    let failed = how.map(|how| Failed { seed, how, scenario: run.scenario() });
    (run.tally().clone(), failed)
}

impl Failed {
    /// The shortest scenario that fails in the same way.
    pub(super) fn shortened(&self) -> Scenario {
        match &self.how {
            How::Wrong(wrong) => {
                let wrong = *wrong;
                shorten(&self.scenario, &mut |cluster, steps, taken| {
                    // A piece that is left out may make a broker panic, which is another failure.
                    let again = AssertUnwindSafe(|| wrong.again(cluster, steps, taken));
                    quietly(|| catch_unwind(again)).unwrap_or(false)
                })
            }
            How::Panicked(due) => shorten(&self.scenario, &mut panics(due)),
        }
    }
}

/// Whether steps make a broker panic with these words.
fn panics(due: &str) -> Box<Fails<'_>> {
    Box::new(move |mut cluster: Cluster, steps: &[Step], taken: &mut Vec<Step>| {
        let play = AssertUnwindSafe(|| {
            for step in steps {
                let step = sim::chance::fitting(*step, &cluster);
                taken.push(step);
                if cluster.apply(step).is_err() {
                    taken.pop();
                }
            }
        });
        let played = quietly(|| catch_unwind(play));
        played.is_err_and(|panic| words(panic.as_ref()) == due)
    })
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without words").to_owned()
}

/// Without what a panic prints by itself: it is said in the report, once.
fn quietly<T>(act: impl FnOnce() -> T) -> T {
    let hook = take_hook();
    set_hook(Box::new(|_| ()));
    let answer = act();
    set_hook(hook);
    answer
}

/// Drawn on a terminal only.
fn bar(count: u64) -> ProgressBar {
    let template = "sim [{bar:30}] {percent:>3}%  {pos} of {len} seeds, {per_sec}, {eta} left";
    let style = ProgressStyle::with_template(template).expect("the template is well formed");
    ProgressBar::new(count).with_style(style.progress_chars("=> "))
}
