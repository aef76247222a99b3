//! Random walks of a thousand steps, in worlds that are too large to be walked wholly.
//!
//! Each step is chosen from all that the world offers, also those that are refused, which both must
//! refuse. What heals is chosen more often, so that the budgets last for the whole walk; when they
//! are spent, followers ask on. A walk is told by its world and its seed.

use crate::{
    beside,
    pair::{Lockstep, OF_PRODUCERS, Pair, difference, never_taken},
};
use model::{
    Kind, Model,
    replication::Replication,
    worlds::{self, Settings},
};
use sim::chance::Random;
use spec::{
    BrokerId, Mistake, Rules, Step, View,
    view::{self, Decision},
};

/// How many steps that were not refused a walk has.
const STEPS: usize = 1_000;
/// How many walks are made in each world.
const WALKS: u64 = 200;
/// How many of them with each mistake.
const WALKS_AMISS: u64 = 10;
/// One step of so many is not one that heals.
const WISHES: u64 = 12;

/// After so many refusals in a row a walk fails: it has come to where nothing is possible.
const PATIENCE: usize = 10_000;

/// What the worlds have in common.
const ALL: [(&str, &str); 8] = [
    ("records", "6"),
    ("batch", "2"),
    ("acks", "either"),
    ("losses", "9"),
    ("orphans", "9"),
    ("expiries", "9"),
    ("shrinks", "4"),
    ("isr", "3"),
];

/// In each, three brokers; no state of any is larger than the model can hold.
pub(crate) const WORLDS: [(&str, &[(&str, &str)]); 9] = [
    ("elections", &[("epochs", "5"), ("suspicions", "1")]),
    ("crashes", &[("epochs", "1"), ("crashes", "3"), ("min-isr", "2")]),
    ("restarts", &[("epochs", "1"), ("crashes", "1"), ("stops", "2"), ("isr", "2")]),
    (
        "moves",
        &[
            ("epochs", "1"),
            ("crashes", "1"),
            ("reassigns", "4"),
            ("leaps", "9"),
            ("replicas", "2"),
            ("isr", "2"),
            ("min-isr", "2"),
        ],
    ),
    (
        "moves-late",
        &[
            ("epochs", "0"),
            ("suspicions", "1"),
            ("reassigns", "4"),
            ("uncleans", "1"),
            ("leaps", "9"),
            ("consumer", "one"),
        ],
    ),
    ("last", &[("epochs", "1"), ("crashes", "2"), ("uncleans", "2"), ("isr", "1")]),
    ("reads", &[("epochs", "5"), ("suspicions", "1"), ("consumer", "one")]),
    (
        "losses",
        &[("epochs", "1"), ("crashes", "2"), ("uncleans", "2"), ("isr", "1"), ("consumer", "one")],
    ),
    ("elr-off", &[("epochs", "1"), ("crashes", "2"), ("uncleans", "2"), ("elr", "off")]),
];

pub(crate) fn world(changes: &[(&str, &str)]) -> Replication {
    let mut settings = worlds::named("three").expect("a world").settings;
    for (name, value) in ALL.iter().chain(changes) {
        settings.set(name, value).expect("a setting");
    }
    settings.consistent().expect("settings that make sense together");
    match settings {
        Settings::Replication(world) => world,
        Settings::Parity(_) => unreachable!("`three` is of replication"),
    }
}

/// Whether a broker runs that has announced its end.
fn is_leaving(view: &impl View, broker: BrokerId) -> bool {
    view.is_up(broker) && view.registered(broker).shutting_down
}

/// Whether a step must be chosen often, for the cluster to get anywhere.
fn heals(model: &Replication, pair: &Pair, step: Step) -> bool {
    let back = matches!(step, Step::Restart(_) | Step::Resend(_));
    let ends = matches!(step, Step::Stop(broker) if is_leaving(&pair.model, broker));
    back || ends || model.fairness(step).is_some()
}

/// Whether enough of the budget is left for those to stop who have announced it: until they have,
/// they are of no use to anybody. And one replica alone has nobody to follow it.
fn leaves_enough(pair: &Pair, step: Step, stops_left: usize) -> bool {
    let leaving = |broker: &BrokerId| is_leaving(&pair.model, *broker);
    let owed = view::brokers(&pair.model).filter(leaving).count();
    match step {
        Step::Leave(_) => owed + 1 < stops_left,
        Step::Stop(broker) if !leaving(&broker) => owed < stops_left,
        Step::Unassign(_) => {
            let Decision { replicas, removing, .. } = pair.model.controller();
            2 < replicas.len() - removing.len()
        }
        _ => true,
    }
}

/// The decisions that a state holds: those that some broker has still to learn, and one.
pub(crate) const DECISIONS: u32 = 16;

/// A step that the world offers.
fn choose(model: &Replication, pair: &Pair, stops_left: usize, chance: &mut Random) -> Step {
    let mut steps = Vec::new();
    model.actions(&pair.model, &mut steps);
    steps.retain(|step| leaves_enough(pair, *step, stops_left));
    let first = view::first_learnt(&pair.model);
    if DECISIONS <= pair.model.decisions() - first {
        // A state holds no more: who knows the least learns.
        steps.retain(|step| matches!(step, Step::Learn(b) if pair.model.learnt(*b) == Some(first)));
    } else {
        let wish = chance.one_in(WISHES);
        steps.retain(|step| heals(model, pair, *step) != wish);
    }
    chance.one_of(&steps)
}

/// What a walk has seen.
#[derive(Default)]
struct Walked {
    taken: usize,
    refused: usize,
}

/// Takes a walk; fails where the two part, or, with every rule in force, where something breaks.
fn walk(name: &str, lockstep: &Lockstep, seed: u64) -> Walked {
    let mut chance = Random::new(seed);
    let mut walked = Walked::default();
    let (mut path, mut in_a_row) = (Vec::new(), 0);
    let mut stops_left = usize::from(lockstep.world.stops);
    let properties = lockstep.world.properties();
    let right = lockstep.world.rules == Rules::ALL;
    let mut pair = lockstep.initial_states().remove(0);
    while walked.taken < STEPS {
        let step = choose(&lockstep.world, &pair, stops_left, &mut chance);
        let next = lockstep.next_state(&pair, step);
        let Some(next) = next else {
            walked.refused += 1;
            in_a_row += 1;
            assert!(in_a_row < PATIENCE, "{}nothing is possible any more", told(name, seed, &path));
            continue;
        };
        (pair, in_a_row) = (next, 0);
        walked.taken += 1;
        stops_left -= usize::from(matches!(step, Step::Leave(_) | Step::Stop(_)));
        path.push(step);
        if !pair.agree {
            let shown = difference(&pair.model, &pair.reference);
            panic!("{}model and reference part here\n{shown}", told(name, seed, &path));
        }
        let mut always = properties.iter().filter(|it| right && it.kind == Kind::Always);
        if let Some(broken) = always.find(|it| !(it.holds)(&pair.model)) {
            panic!("{}{} breaks here", told(name, seed, &path), broken.name);
        }
    }
    walked
}

fn told(name: &str, seed: u64, path: &[Step]) -> String {
    let steps = path.iter().map(|step| format!("{step}\n")).collect::<String>();
    format!("{name}, seed {seed}\n{steps}")
}

#[test]
fn a_thousand_steps_are_taken_alike() {
    let locksteps = WORLDS.map(|(name, changes)| (name, Lockstep::new(world(changes), Vec::new())));
    let seeds = |lockstep| (0..WALKS).map(move |seed| (lockstep, seed));
    let walks: Vec<(&(&str, Lockstep), u64)> = locksteps.iter().flat_map(seeds).collect();
    let walked = beside::each(&walks, |((name, lockstep), seed)| walk(name, lockstep, *seed));
    let taken: usize = walked.iter().map(|it| it.taken).sum();
    let refused: usize = walked.iter().map(|it| it.refused).sum();
    let walks = walks.len();
    println!("walks: {walks} of {STEPS} steps: {taken} taken alike, {refused} refused alike");
    let verbs = locksteps.iter().fold(0, |verbs, (_, lockstep)| verbs | lockstep.verbs());
    assert_eq!(never_taken(verbs), OF_PRODUCERS);
}

/// A mistake made by both is the same mistake there too.
#[test]
fn mistakes_are_made_alike_on_long_walks() {
    let places: Vec<_> =
        Mistake::ALL.iter().flat_map(|it| WORLDS.map(|world| (*it, world))).collect();
    let walked = beside::each(&places, |(mistake, (name, changes))| {
        let world = world(changes).under(Rules::ALL.without(*mistake));
        let lockstep = Lockstep::new(world, Vec::new());
        let walk = |seed| walk(&format!("{name} {mistake}"), &lockstep, seed).taken;
        (0..WALKS_AMISS).map(walk).sum::<usize>()
    });
    let (walks, steps) = (places.len() as u64 * WALKS_AMISS, walked.iter().sum::<usize>());
    println!("walks: {walks} with a mistake, {steps} steps taken alike");
}

#[test]
fn the_same_seed_takes_the_same_walk() {
    let (name, changes) = WORLDS[0];
    let lockstep = Lockstep::new(world(changes), Vec::new());
    let [one, again, other] = [1, 1, 2].map(|seed| walk(name, &lockstep, seed).refused);
    assert_eq!(one, again);
    assert!(one != other);
}
