//! A whole search by Stateright, with an outcome of the explorer's shape.

use crate::adapter::Adapter;
use model::explorer::{End, Limit, Observer, Outcome, Progress, Stop, Verdict};
use model::{Kind, Model};
use stateright::{Checker, HasDiscoveries, Model as _};
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::thread::sleep;
use std::time::Duration;

/// In which order Stateright expands states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Level by level, by one thread: the depth and the lengths of paths are exact.
    BreadthFirst,
    /// Depth first, by this many threads: counts and verdicts are exact; the depth is that of the
    /// deepest way taken, and a path is not a shortest one.
    DepthFirst(usize),
}

/// How often the observer is asked, and the end of the search noticed.
const OBSERVE_EVERY: Duration = Duration::from_millis(5);

/// Searches a model by Stateright.
///
/// In the observer's progress, `bytes` is 0: there is no estimate. A search that stops at a break
/// stops a little after it.
///
/// # Panics
///
/// If the model does, or has more than [`PROPERTIES_MAX`](crate::PROPERTIES_MAX) properties; if
/// Stateright ended by itself with states that it did not expand.
pub fn search<M>(
    model: M,
    order: Order,
    stop: Stop,
    observer: &mut dyn Observer,
) -> Outcome<M::Action>
where
    M: Model + Send + 'static,
    M::State: 'static,
    M::Action: 'static,
{
    let adapter = Adapter::new(model);
    let stop = stops(&adapter, stop);
    let builder = adapter.checker();
    let builder = if stop.is_empty() {
        builder
    } else {
        builder.finish_when(HasDiscoveries::AnyOf(stop.clone()))
    };
    match order {
        Order::BreadthFirst => watch(builder.spawn_bfs(), &stop, observer),
        Order::DepthFirst(threads) => watch(builder.threads(threads).spawn_dfs(), &stop, observer),
    }
}

/// The names of the properties at whose break a search stops.
fn stops<M: Model>(adapter: &Adapter<M>, stop: Stop) -> BTreeSet<&'static str> {
    let always = adapter.judged().iter().filter(|property| property.kind == Kind::Always);
    always
        .map(|property| property.name)
        .filter(|name| match stop {
            Stop::Never => false,
            Stop::AtFirstBreak => true,
            Stop::WhenBroken(named) => *name == named,
        })
        .collect()
}

fn watch<M: Model, C: Checker<Adapter<M>>>(
    mut checker: C,
    stop: &BTreeSet<&'static str>,
    observer: &mut dyn Observer,
) -> Outcome<M::Action> {
    let threads = checker.handles();
    let mut cut = None;
    while cut.is_none() && !threads.iter().all(std::thread::JoinHandle::is_finished) {
        if let ControlFlow::Break(limit) = observer.observe(&progress(&checker)) {
            checker.model().set_stopped(true);
            cut = Some(limit);
        }
        sleep(OBSERVE_EVERY);
    }
    for thread in threads {
        if let Err(panic) = thread.join() {
            std::panic::resume_unwind(panic);
        }
    }
    outcome(&checker, stop, cut)
}

fn progress<M: Model, C: Checker<Adapter<M>>>(checker: &C) -> Progress {
    let states = checker.unique_state_count() as u64;
    Progress {
        states,
        transitions: transitions(checker),
        frontier: states.saturating_sub(checker.model().expanded()),
        depth: checker.max_depth() as u32,
        bytes: 0,
    }
}

/// Stateright's count of states generated, less those that it began with.
fn transitions<M: Model, C: Checker<Adapter<M>>>(checker: &C) -> u64 {
    (checker.state_count() - checker.model().init_states().len()) as u64
}

fn outcome<M: Model, C: Checker<Adapter<M>>>(
    checker: &C,
    stop: &BTreeSet<&'static str>,
    cut: Option<Limit>,
) -> Outcome<M::Action> {
    let adapter = checker.model();
    let progress = progress(checker);
    let end = match cut {
        _ if adapter.expanded() == progress.states => End::Exhausted,
        Some(limit) => End::Cut(limit),
        None => {
            let stopped = stop.iter().any(|name| adapter.is_decided(name));
            assert!(stopped, "{} states were found and not expanded", progress.frontier);
            End::Stopped
        }
    };
    adapter.set_stopped(false);
    let verdicts = adapter.judged().iter().map(|property| Verdict {
        name: property.name,
        kind: property.kind,
        first: checker.discovery(property.name).map(stateright::Path::into_actions),
    });
    Outcome {
        states: progress.states,
        transitions: progress.transitions,
        depth: progress.depth,
        end,
        verdicts: verdicts.collect(),
        liveness: Vec::new(),
        unreduced: None,
    }
}
