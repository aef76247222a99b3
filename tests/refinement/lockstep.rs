//! Every step of every reachable pair.

use crate::pair::{Lockstep, REFINES, difference};
use model::{
    Model,
    explorer::{Search, Stop},
    replication::Replication,
    worlds::{self, Settings},
};
use spec::{Mistake, Rules};
use std::{num::NonZeroUsize, time::Instant};

/// A world by its name, with some settings changed.
fn world(name: &str, changes: &[(&str, &str)]) -> Replication {
    let mut settings = worlds::named(name).expect("a world").settings;
    for (setting, value) in changes {
        settings.set(setting, value).expect("a setting");
    }
    match settings {
        Settings::Replication(world) => world,
        Settings::Parity(_) => panic!("the reference takes no steps of {name}"),
    }
}

fn threads() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Walks all pairs, and the model alone, and says how many there are of each.
#[track_caller]
fn walk(name: &str, model: Replication) {
    let began = Instant::now();
    let lockstep = Lockstep(model);
    let pairs = Search::new(&lockstep).stop(Stop::AtFirstBreak).threads(threads()).run(&mut ());
    if let Some(path) = pairs.path(REFINES) {
        let mut pair = lockstep.initial_states().remove(0);
        for step in path {
            println!("{step}");
            pair = lockstep.next_state(&pair, *step).expect("a step of the path");
        }
        panic!("{name}: model and reference part after the last step\n{}", difference(&pair));
    }
    assert!(pairs.complete(), "{name}: the search was cut");
    let alone = Search::new(&model).stop(Stop::Never).threads(threads()).run(&mut ());
    assert!(alone.complete() && alone.states <= pairs.states);
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "lockstep {name}: {} states of the model, {} pairs, {} steps, {seconds:.0} s",
        alone.states, pairs.states, pairs.transitions
    );
}

#[track_caller]
fn refines(name: &str, changes: &[(&str, &str)]) {
    walk(name, world(name, changes).under(Rules::ALL));
}

//= REP-6 test
#[test]
fn two_brokers_and_elections() {
    refines("two", &[("epochs", "3")]);
}

//= REP-4 test
#[test]
fn two_brokers_and_deadlines_and_either_acknowledgement() {
    refines("two-acks", &[]);
}

//= REP-5 test
#[test]
fn two_brokers_and_what_is_lost_or_given_up() {
    refines("two-lossy", &[("epochs", "2")]);
}

//= LOG-7 test
#[test]
fn two_brokers_and_batches_that_a_crash_may_cut() {
    refines("two-batches", &[("epochs", "1")]);
}

//= REP-17 test
#[test]
fn two_brokers_and_two_crashes() {
    refines("two-crashes", &[("orphans", "0")]);
}

//= REP-10 test
#[test]
fn three_brokers_and_two_records() {
    refines("three-records", &[]);
}

//= REP-13 test
#[test]
fn three_brokers_of_which_two_are_in_sync() {
    refines("three-isr", &[("epochs", "1")]);
}

/// A mistake made by both is the same mistake: the core's switch is shown to be the model's.
#[test]
fn two_brokers_that_make_each_mistake_alike() {
    for mistake in Mistake::ALL {
        let settings = world("two", &[("epochs", "2")]);
        walk(mistake.name(), settings.under(Rules::ALL.without(mistake)));
    }
}

/// Logs that should not part may part within a batch.
#[test]
fn two_brokers_that_make_each_mistake_alike_with_batches() {
    for mistake in Mistake::ALL {
        let settings = world("two-batches", &[("epochs", "2"), ("crashes", "0")]);
        walk(mistake.name(), settings.under(Rules::ALL.without(mistake)));
    }
}

/// Fencing, and joining too early, show among three brokers only.
#[test]
fn three_brokers_that_do_not_fence_or_join_early() {
    let settings = world("three", &[("epochs", "1")]);
    for mistake in [Mistake::NoFencingByEpoch, Mistake::JoinBeforeEpochStart] {
        walk(mistake.name(), settings.under(Rules::ALL.without(mistake)));
    }
}
