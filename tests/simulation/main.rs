//! Whole clusters by chance: a run is a function of its seed and a scenario, every kind of step and
//! of fault comes up, and each historical mistake is found and made short.
//!
//! The thousand seeds are a suite of `tests/run`, by `kanon sim`; here are fewer, of more worlds.

use model::flaws;
use sim::{
    chance::{Run, Tally, Wrong, shorten},
    play,
};
use spec::{Mistake, Rules, Scenario, World, digest};

const STEPS: usize = 1000;

fn world(brokers: i32, min_isr: u32) -> World {
    World { min_isr, ..World::of(brokers) }
}

/// Runs the seeds, of which each must hold.
#[track_caller]
fn holds(world: &World, seeds: std::ops::Range<u64>) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        let mut run = Run::new(world, seed);
        if let Err(failure) = run.go(STEPS) {
            panic!("seed {seed}: {failure:?}\n{}", run.scenario());
        }
        tally.add(run.tally());
    }
    tally
}

#[test]
fn every_kind_of_step_and_of_fault_comes_up() {
    let tally = holds(&world(3, 1), 1..41);
    println!("{}", tally.lines(96).join("\n"));
    assert_eq!(tally.missing(), Vec::<&str>::new());
    assert!(20 < tally.most("epoch") && 50 < tally.most("log end"), "no run is deep");
}

#[test]
fn every_property_holds_in_worlds_of_other_sizes() {
    for (brokers, min_isr) in [(1, 1), (2, 1), (2, 2), (3, 2), (4, 3), (5, 2), (7, 3)] {
        let tally = holds(&world(brokers, min_isr), 1..9);
        assert!(STEPS as u64 * 8 <= tally.of("steps"), "{brokers} brokers: too few steps");
    }
}

#[test]
fn a_run_is_a_function_of_its_seed_and_its_world() {
    let scenario = |world: &World, seed| {
        let mut run = Run::new(world, seed);
        run.go(300).expect("every rule is kept");
        run.scenario()
    };
    let once = scenario(&world(3, 1), 7);
    assert_eq!(once, scenario(&world(3, 1), 7));
    assert_ne!(once.steps, scenario(&world(3, 1), 8).steps);
    assert_ne!(once.steps, scenario(&world(4, 1), 7).steps);
}

#[test]
fn a_run_is_a_scenario() {
    let mut run = Run::new(&world(3, 2), 3);
    run.go(STEPS).expect("every rule is kept");
    let scenario: Scenario = run.scenario().to_string().parse().expect("what is printed");
    let trace = play(&scenario);
    assert_eq!(trace.state, digest::digest(run.cluster()));
    assert!(trace.steps.iter().all(|played| played.outcome.is_ok()), "a run has no refused step");
}

/// With the rule left out, the property that is named for the mistake breaks in one of the first
/// seeds. What is left of that run is hardly longer than the shortest way there is, breaks it at
/// its last step and not before, and is survived with the rule in force.
#[track_caller]
fn is_found(mistake: Mistake) {
    let flawed = World { rules: Rules::ALL.without(mistake), ..world(3, 1) };
    let failed = (1..1000).find_map(|seed| {
        let mut run = Run::new(&flawed, seed);
        let failure = run.go(STEPS).err()?;
        Some((seed, failure, run.scenario()))
    });
    let (seed, failure, long) = failed.unwrap_or_else(|| panic!("{mistake} is not found"));
    assert_eq!(failure.what, Wrong::Broke(mistake.breaks()), "seed {seed}");
    assert_eq!(failure.steps, long.steps.len());
    let mut short =
        shorten(&long, &mut |cluster, steps, taken| failure.what.again(cluster, steps, taken));
    let (before, after) = (long.steps.len(), short.steps.len());
    println!("{mistake}: seed {seed}, {before} steps, shortened to {after}:\n{short}");
    let flaw = flaws::ALL.iter().find(|flaw| flaw.mistake == mistake).expect("a flaw");
    // It may even be shorter: the flaw's own world has not every kind of fault.
    assert!(after <= flaw.steps + 6, "the shortest in its world has {}", flaw.steps);
    let named: Vec<usize> = play(&short)
        .broke()
        .filter(|(_, name)| *name == mistake.breaks())
        .map(|(line, _)| line)
        .collect();
    assert_eq!(named, [after], "it breaks at the last step");
    short.world.rules = Rules::ALL;
    assert_eq!(play(&short).broke().next(), None, "with the rule in force nothing breaks");
}

#[test]
fn m01_is_found_and_made_short() {
    is_found(Mistake::TruncateToHighWatermark);
}

#[test]
fn m03_is_found_and_made_short() {
    is_found(Mistake::AnswerOnlyAnOffset);
}

#[test]
fn m04_is_found_and_made_short() {
    is_found(Mistake::NoFencingByEpoch);
}

#[test]
fn m08_is_found_and_made_short() {
    is_found(Mistake::StateFromDivergingFetch);
}

#[test]
fn m06_is_found_and_made_short() {
    is_found(Mistake::JoinBeforeEpochStart);
}

#[test]
fn m09_is_found_and_made_short() {
    is_found(Mistake::HighWatermarkFromDivergingFetch);
}
