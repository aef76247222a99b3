//! Every step of every reachable pair.

use crate::pair::{Lockstep, OF_PRODUCERS, REFINES, difference, never_taken};
use model::{
    Model,
    explorer::{Limits, Outcome, Search, Stop},
    flaws,
    replication::Replication,
    worlds::{self, Settings},
};
use spec::{Mistake, Rules, Scenario, Step};
use std::{num::NonZeroUsize, time::Instant};

/// A world by its name, with some settings changed.
pub(crate) type Small = (&'static str, &'static [(&'static str, &'static str)]);

/// The worlds that both walk wholly, with every rule in force.
pub(crate) const WORLDS: &[Small] = &[
    // Elections, and a follower that lags.
    //= REP-6 test
    //= REP-12 test
    //= REP-15 test
    ("two", &[("epochs", "2")]),
    // Deadlines, and either acknowledgement.
    //= REP-4 test
    ("two-acks", &[]),
    // What is lost, or given up.
    //= REP-5 test
    //= CTL-13 test
    ("two-lossy", &[("epochs", "1")]),
    // A broker that runs is fenced.
    //= CTL-5 test
    //= CTL-15 test
    ("two-suspect", &[("losses", "0")]),
    // A crash that loses any suffix.
    //= REP-17 test
    //= CTL-3 test
    //= CTL-4 test
    ("two-crash", &[("epochs", "0")]),
    // A crash that may cut a batch.
    //= LOG-7 test
    ("two-batches", &[("epochs", "0")]),
    // Controlled shutdowns and clean stops.
    //= CTL-7 test
    ("two-stops", &[("shrinks", "0")]),
    // Whoever there is, uncleanly; and a crash.
    //= CTL-11 test
    //= CTL-18 test
    ("two-unclean", &[]),
    // A consumer.
    //= CON-1 test
    //= CON-2 test
    //= CON-3 test
    //= CON-5 test
    ("two-consumer", &[("batch", "1")]),
    // One in sync, and two that may join.
    //= REP-10 test
    ("three-isr", &[("epochs", "0")]),
    // Two in sync, one that may join, and an election.
    //= REP-13 test
    ("three-elections", &[("epochs", "1")]),
    // Two in sync, of which one may be fenced, and one that may join.
    //= CTL-8 test
    //= CTL-14 test
    ("three-suspect", &[("records", "0")]),
    // Three brokers, of whom two have a replica and one may get it.
    //= CTL-19 test
    //= CTL-20 test
    (
        "three",
        &[
            ("replicas", "2"),
            ("isr", "2"),
            ("min-isr", "2"),
            ("epochs", "0"),
            ("shrinks", "0"),
            ("reassigns", "2"),
        ],
    ),
    // A replica that is taken away and given back, and a broker that sees only the end of it.
    //= CTL-1 test
    //= CTL-21 test
    //= REP-9 test
    ("two", &[("records", "1"), ("epochs", "0"), ("reassigns", "3"), ("leaps", "1")]),
];

/// The worlds of the idempotent producer.
pub(crate) const PRODUCERS: &[Small] = &[
    // The idempotent producer, and two elections.
    //= PRD-1 test
    //= PRD-2 test
    //= PRD-3 test
    //= PRD-7 test
    ("two-producer", &[("records", "2")]),
    // It gives up, and a request comes late.
    //= PRD-5 test
    //= PRD-10 test
    //= PRD-11 test
    ("two-producer-late", &[("records", "2")]),
    // Its sequences begin again.
    //= PRD-4 test
    //= PRD-6 test
    ("two-producer-wraps", &[]),
    // Logs that lose their beginning, and a broker that forgets the producer.
    //= PRD-8 test
    //= PRD-9 test
    //= STO-1 test
    //= STO-3 test
    ("two-producer-deleted", &[("deletes", "1")]),
    // What a broker finds when it starts again.
    //= STO-5 test
    //= STO-6 test
    ("two-producer-stops", &[("records", "1")]),
    // A crash.
    //= STO-4 test
    ("two-producer-crash", &[("records", "1")]),
];

/// What all of them together must have at least.
const EDGES_MIN: u64 = 5_000_000;

pub(crate) fn world((name, changes): Small) -> Replication {
    let mut settings = worlds::named(name).expect("a world").settings;
    for (setting, value) in changes {
        settings.set(setting, value).expect("a setting");
    }
    settings.consistent().expect("settings that make sense together");
    match settings {
        Settings::Replication(world) => world,
        Settings::Parity(_) => panic!("the reference takes no steps of {name}"),
    }
}

pub(crate) fn threads() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Walks all pairs, as far as the limit goes, and fails where the two part.
#[track_caller]
fn walk(name: &str, lockstep: &Lockstep, limits: Limits) -> Outcome<Step> {
    let search = Search::new(lockstep).stop(Stop::AtFirstBreak).limits(limits);
    let pairs = search.threads(threads()).run(&mut ());
    if let Some(path) = pairs.path(REFINES) {
        let mut pair = lockstep.initial_states().remove(0);
        for step in path {
            println!("{step}");
            pair = lockstep.next_state(&pair, *step).expect("a step of the path");
        }
        let shown = difference(&pair.model, &pair.reference);
        panic!("{name}: model and reference part after the last step\n{shown}");
    }
    pairs
}

/// Walks all pairs, and the model alone, and says how many there are of each.
#[track_caller]
fn whole(name: &str, lockstep: &Lockstep) -> (Outcome<Step>, Outcome<Step>) {
    let began = Instant::now();
    let pairs = walk(name, lockstep, Limits::default());
    assert!(pairs.complete(), "{name}: the search was cut");
    let alone = Search::new(&lockstep.world).threads(threads()).run(&mut ());
    assert!(alone.complete() && alone.states <= pairs.states);
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "lockstep {name}: {} states of the model, {} pairs, {} edges, {seconds:.0} s",
        alone.states, pairs.states, pairs.transitions
    );
    (pairs, alone)
}

#[test]
fn model_and_reference_take_every_step_of_every_pair_alike() {
    let (mut edges, mut verbs) = (0, 0);
    for small in WORLDS {
        let lockstep = Lockstep::new(world(*small), Vec::new());
        edges += whole(small.0, &lockstep).0.transitions;
        verbs |= lockstep.verbs();
    }
    println!("lockstep: {} worlds, {edges} edges together", WORLDS.len());
    assert!(EDGES_MIN <= edges, "{edges} edges are too few to say anything");
    assert_eq!(never_taken(verbs), OF_PRODUCERS);
}

#[test]
fn model_and_reference_take_every_step_of_the_producer_alike() {
    let (mut edges, mut verbs) = (0, 0);
    for small in PRODUCERS {
        let lockstep = Lockstep::new(world(*small), Vec::new());
        edges += whole(small.0, &lockstep).0.transitions;
        verbs |= lockstep.verbs();
    }
    println!("lockstep of the producer: {} worlds, {edges} edges together", PRODUCERS.len());
    assert!(1_500_000 <= edges, "{edges} edges are too few to say anything");
    let never = never_taken(verbs);
    assert!(OF_PRODUCERS.iter().all(|verb| !never.contains(verb)), "{never:?}");
}

/// Where a mistake is made by both, and shows: its own world, or a smaller one. `None` if that
/// would be too large: see [`mistakes_are_made_alike_near_where_they_show`].
fn place(mistake: Mistake) -> Option<Replication> {
    let small: Small = match mistake {
        Mistake::CompareNoEpochs
        | Mistake::AnswerOnlyAnOffset
        | Mistake::ServeNewerEpoch
        | Mistake::ServeOlderEpoch => ("two", &[("records", "1"), ("epochs", "2")]),
        Mistake::JoinBeforeEpochStart => ("three-elections", &[("epochs", "1")]),
        Mistake::NoPartitionEpoch => ("three-suspect", &[("records", "0")]),
        Mistake::NoBrokerEpoch => ("two-crash", &[("epochs", "0"), ("isr", "1"), ("shrinks", "0")]),
        Mistake::UncleanRestartStaysInIsr => {
            ("two-crash", &[("epochs", "0"), ("min-isr", "2"), ("records", "0")])
        }
        Mistake::AnyIncarnation => {
            ("two-crash", &[("epochs", "0"), ("min-isr", "2"), ("shrinks", "0")])
        }
        Mistake::IsrChangeCommitsNothing | Mistake::WaitForIneligible => {
            ("two-crash", &[("epochs", "0"), ("shrinks", "0")])
        }
        Mistake::NoValidation => ("two-consumer", &[("batch", "1")]),
        Mistake::CompleteBeforeInSync => REASSIGNED,
        Mistake::CompleteBelowMinIsr => LAGGING,
        Mistake::RecoverByLengthAlone => return None,
        Mistake::RememberOnlyTheLast | Mistake::KeepProducerState => {
            ("two-producer", &[("epochs", "1"), ("records", "2")])
        }
        Mistake::NoteBeforeAppend => ("two-producer-isr", &[("epochs", "0")]),
        Mistake::ForgetWithDeleted => ("two-producer-deleted", &[("epochs", "0")]),
        _ => return Some(own(mistake).place),
    };
    Some(world(small))
}

/// Two of three have a replica, are in sync, and have to be.
const REASSIGNED: Small = (
    "three",
    &[
        ("replicas", "2"),
        ("isr", "2"),
        ("min-isr", "2"),
        ("records", "0"),
        ("epochs", "0"),
        ("shrinks", "0"),
        ("reassigns", "2"),
    ],
);

/// Two of three have a replica, and have to be in sync, but one of them is not.
const LAGGING: Small = (
    "three",
    &[
        ("replicas", "2"),
        ("isr", "1"),
        ("min-isr", "2"),
        ("records", "0"),
        ("epochs", "0"),
        ("shrinks", "0"),
        ("reassigns", "2"),
    ],
);

fn own(mistake: Mistake) -> &'static flaws::Flaw {
    flaws::ALL.iter().find(|flaw| flaw.mistake == mistake).expect("each mistake has its flaw")
}

/// A mistake made by both is the same mistake: the core's switch is shown to be the model's. That
/// it is made at all is seen by the counts, which are others than with the rule in force.
#[test]
fn a_mistake_is_made_alike() {
    for mistake in Mistake::ALL {
        let Some(world) = place(mistake) else { continue };
        let with = world.under(Rules::ALL.without(mistake));
        let (_, made) = whole(mistake.name(), &Lockstep::new(with, Vec::new()));
        let right = Search::new(&world).threads(threads()).run(&mut ());
        let counts = |outcome: &Outcome<Step>| (outcome.states, outcome.transitions);
        assert!(counts(&made) != counts(&right), "{mistake} does not show there");
    }
}

/// Logs that should not part may part within a batch.
#[test]
fn a_mistake_is_made_alike_with_batches() {
    let world = world(("two-batches", &[("crashes", "0"), ("shrinks", "1")]));
    for mistake in [
        Mistake::TruncateToHighWatermark,
        Mistake::CompareNoEpochs,
        Mistake::AnswerOnlyAnOffset,
        Mistake::StateFromDivergingFetch,
        Mistake::HighWatermarkFromDivergingFetch,
    ] {
        let with = world.under(Rules::ALL.without(mistake));
        let name = format!("{mistake} with batches");
        whole(&name, &Lockstep::new(with, Vec::new()));
    }
}

/// How many pairs are walked where all would be too many.
const NEAR: u64 = 50_000;

/// In the mistakes' own worlds, of which some are too large for pairs, the nearest pairs are
/// walked, from a few steps before the mistake shows on.
#[test]
fn mistakes_are_made_alike_near_where_they_show() {
    const BEFORE: usize = 6;
    for flaw in flaws::ALL {
        let scenario: Scenario = flaw.scenario.parse().expect("a scenario");
        let mut begins: Vec<Step> = scenario.steps.into_iter().map(|(_, step)| step).collect();
        begins.truncate(flaw.steps.saturating_sub(BEFORE));
        let world = flaw.place.under(Rules::ALL.without(flaw.mistake));
        let limits = Limits { states: NEAR, ..Limits::default() };
        let pairs = walk(flaw.mistake.name(), &Lockstep::new(world, begins), limits);
        let (states, edges, levels) = (pairs.states, pairs.transitions, pairs.depth);
        println!("lockstep near {}: {states} pairs, {edges} edges, {levels} levels", flaw.mistake);
        assert!(BEFORE + 1 < levels as usize, "what was found last may not have been expanded");
    }
}
