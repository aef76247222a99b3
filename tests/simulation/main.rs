//! Whole clusters by chance: a run is a function of its seed and a scenario, every kind of step and
//! of fault comes up, and each historical mistake is found and made short.
//!
//! The thousand seeds are a suite of `tests/run`, by `kanon sim`; here are fewer, of more worlds.

mod polls;

use model::flaws;
use sim::{
    Cluster,
    chance::{Run, Tally, Wrong, drawn_world, settle, shorten},
    play,
};
use spec::{Mistake, Rules, Scenario, World, consumer, digest, producer::Limits, property};

const STEPS: usize = 1000;

fn world(brokers: i32, min_isr: u32) -> World {
    let producer = Some(Limits::KAFKA);
    World { min_isr, consumer: true, producer, ..World::of(brokers) }
}

/// Nobody reads where a mistake does not show in what is read, and nobody writes each batch once
/// where it does not show in that.
fn world_of(mistake: Mistake, brokers: i32, min_isr: u32) -> World {
    let shows = consumer::properties::all::<Cluster>();
    let consumer = shows.iter().any(|property| property.name == mistake.breaks());
    let produces = matches!(
        mistake,
        Mistake::RememberOnlyTheLast | Mistake::NoteBeforeAppend | Mistake::KeepProducerState
    );
    let producer = produces.then_some(Limits::KAFKA);
    World { consumer, producer, ..world(brokers, min_isr) }
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
    let mut tally = holds(&world(3, 2), 1..41);
    tally.add(&holds(&world(3, 1), 41..61));
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
fn every_property_holds_where_there_are_no_eligible_leader_replicas() {
    for (brokers, min_isr) in [(2, 1), (3, 1), (3, 2), (5, 2)] {
        let tally = holds(&World { elr: false, ..world(brokers, min_isr) }, 1..9);
        assert_eq!(tally.of("eligible leader replicas"), 0);
    }
}

/// What a world is not said to be is drawn, and the run of its seed is the same when it is said.
#[test]
fn a_world_is_drawn_from_its_seed() {
    let drawn = |seed| drawn_world(seed, 3, Rules::ALL, None, None);
    let worlds: Vec<World> = (1..100).map(drawn).collect();
    for min_isr in 1..=3 {
        for elr in [true, false] {
            let has = |world: &&World| (world.min_isr, world.elr) == (min_isr, elr);
            assert!(worlds.iter().any(|world| has(&world)), "min-isr {min_isr}, ELR {elr}");
        }
    }
    assert_eq!(drawn_world(7, 3, Rules::ALL, Some(2), Some(false)).min_isr, 2);
    assert!(!drawn_world(7, 3, Rules::ALL, Some(2), Some(false)).elr);
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

/// With the rule left out, what is named for the mistake goes wrong in one of the first seeds. What
/// is left of that run is hardly longer than the shortest way there is, and goes wrong at its last
/// step and not before; with the rule in force it is survived.
#[track_caller]
fn is_found(mistake: Mistake, world: &World) {
    let flawed = World { rules: Rules::ALL.without(mistake), ..*world };
    let failed = (1..1000).find_map(|seed| {
        let mut run = Run::new(&flawed, seed);
        let failure = run.go(STEPS).err()?;
        Some((seed, failure, run.scenario()))
    });
    let (seed, failure, long) = failed.unwrap_or_else(|| panic!("{mistake} is not found"));
    assert_eq!(failure.what, due(mistake), "seed {seed}");
    assert_eq!(failure.steps, long.steps.len());
    let mut short =
        shorten(&long, &mut |cluster, steps, taken| failure.what.again(cluster, steps, taken));
    let (before, after) = (long.steps.len(), short.steps.len());
    println!("{mistake}: seed {seed}, {before} steps, shortened to {after}:\n{short}");
    let flaw = flaws::ALL.iter().find(|flaw| flaw.mistake == mistake).expect("a flaw");
    // It may even be shorter: the flaw's own world has not every kind of fault.
    assert!(after <= flaw.steps + 8, "the shortest in its world has {}", flaw.steps);
    let trace = play(&short);
    let named = trace.broke().filter(|(_, name)| *name == mistake.breaks());
    let broken: Vec<usize> = named.map(|(line, _)| line).collect();
    match failure.what {
        Wrong::DidNotSettle => assert!(!settles(&short) && broken.is_empty()),
        _ => assert_eq!(broken, [after], "it breaks at the last step"),
    }
    short.world.rules = Rules::ALL;
    assert_eq!(play(&short).broke().next(), None, "with the rule in force nothing breaks");
    assert!(settles(&short), "and all comes to rest");
}

/// What goes wrong: a property, or nothing but that it does not come to rest.
fn due(mistake: Mistake) -> Wrong {
    let always = property::always::<Cluster>();
    let shows = always.iter().any(|property| property.name == mistake.breaks());
    if shows { Wrong::Broke(mistake.breaks()) } else { Wrong::DidNotSettle }
}

fn settles(scenario: &Scenario) -> bool {
    let mut cluster = Cluster::new(&scenario.world);
    for (_, step) in &scenario.steps {
        let _refused = cluster.apply(*step);
    }
    settle(&mut cluster, &mut |cluster, step| cluster.apply(step).map(|_| ()))
}

/// A test for each mistake, in a world of so many brokers of which so many must be in sync. M04,
/// M07 and M10 take more than comes together by chance in a thousand runs: they are the model's and
/// lockstep's.
macro_rules! found {
    ($($test:ident: $mistake:ident, $brokers:literal, $min_isr:literal;)*) => {$(
        #[test]
        fn $test() {
            let mistake = Mistake::$mistake;
            is_found(mistake, &world_of(mistake, $brokers, $min_isr));
        }
    )*};
}

found! {
    m01_is_found_and_made_short: TruncateToHighWatermark, 3, 1;
    m02_is_found_and_made_short: CompareNoEpochs, 3, 1;
    m03_is_found_and_made_short: AnswerOnlyAnOffset, 3, 1;
    m05_is_found_and_made_short: ServeOlderEpoch, 4, 2;
    m06_is_found_and_made_short: JoinBeforeEpochStart, 3, 2;
    m08_is_found_and_made_short: StateFromDivergingFetch, 3, 1;
    m09_is_found_and_made_short: HighWatermarkFromDivergingFetch, 3, 1;
    m11_is_found_and_made_short: CommitWithoutProposed, 3, 1;
    m12_any_error_is_found_and_made_short: AnyErrorEndsProposal, 3, 1;
    m12_known_decision_is_found_and_made_short: KnownDecisionDropsProposal, 4, 1;
    m12_late_answer_is_found_and_made_short: LateAnswer, 4, 1;
    m13_is_found_and_made_short: NoPartitionEpoch, 4, 1;
    m14_is_found_and_made_short: InactiveMember, 3, 2;
    m15_is_found_and_made_short: NoBrokerEpoch, 4, 2;
    m16_below_min_isr_is_found_and_made_short: CommitBelowMinIsr, 3, 2;
    m16_unclean_restart_is_found_and_made_short: UncleanRestartStaysInIsr, 3, 2;
    m17_is_found_and_made_short: ElectFencedLastLeader, 3, 1;
    m18_is_found_and_made_short: RecoverByLengthAlone, 4, 1;
    m19_is_found_and_made_short: IsrChangeCommitsNothing, 2, 1;
    m19_ineligible_is_found_and_made_short: WaitForIneligible, 3, 1;
    m20_before_in_sync_is_found_and_made_short: CompleteBeforeInSync, 3, 2;
    m20_below_min_isr_is_found_and_made_short: CompleteBelowMinIsr, 3, 2;
    m21_is_found_and_made_short: AnyIncarnation, 3, 2;
    m22_is_found_and_made_short: AnswerLaggingEnd, 3, 1;
    m23_is_found_and_made_short: NoValidation, 3, 1;
    t01_is_found_and_made_short: RememberOnlyTheLast, 2, 1;
    t02_is_found_and_made_short: NoteBeforeAppend, 2, 2;
    t03_is_found_and_made_short: KeepProducerState, 3, 1;
}
