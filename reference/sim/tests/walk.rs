//! Random walks: steps of any kind, possible or not, without the weather that `kanon sim` has.
//! Every property holds after each, a refused step changes nothing at all, and once all is mended
//! the logs become one.
//!
//! A walk is a function of its seed; one that fails is printed as a scenario.

use kanon_sim::{
    Cluster, Event,
    chance::{Random, any_step, settle},
};
use spec::{
    BrokerId, Mistake, Rules, Scenario, Snapshot, Step, View, World, producer::Limits, property,
};

struct Walked {
    done: usize,
    committed: usize,
    truncated: usize,
}

fn walk(world: World, seed: u64, steps: usize) -> Walked {
    let mut random = Random::new(seed);
    let mut cluster = Cluster::new(&world);
    let mut taken = Vec::new();
    let mut walked = Walked { done: 0, committed: 0, truncated: 0 };
    for _ in 0..steps {
        let step = a_step(&cluster, &mut random);
        taken.push(step);
        let before = cluster.clone();
        match cluster.apply(step) {
            Ok(events) => {
                walked.done += 1;
                let cuts = events.iter().filter(|e| matches!(e, Event::Truncated(_)));
                walked.truncated += cuts.count();
            }
            Err(_) => assert!(before == cluster, "`{step}` was refused and changed something"),
        }
        for property in property::always::<Cluster>() {
            let scenario = || Scenario::new(world, taken.iter().copied());
            assert!(
                (property.holds)(&cluster),
                "seed {seed}: {} broke:\n{}",
                property.name,
                scenario()
            );
        }
    }
    let settled = settle(&mut cluster, &mut |cluster, step| cluster.apply(step).map(|_| ()));
    assert!(settled, "seed {seed}: it does not settle:\n{}", Snapshot::of(&cluster));
    let values = (0..cluster.values()).map(spec::Value);
    walked.committed = values.filter(|value| cluster.committed(*value)).count();
    walked
}

/// A step of any kind; one of a consumer's often, mostly with the leader, where there is one.
fn a_step(cluster: &Cluster, random: &mut Random) -> Step {
    let any = random.broker(cluster.brokers());
    match cluster.consumer() {
        Some(consumer) if random.one_in(5) => match random.below(8) {
            0..2 => Step::Refresh(any),
            2..4 => Step::Validate(consumer.leader),
            4..6 => Step::Read(consumer.leader),
            6 => Step::Read(any),
            _ => Step::Latest(consumer.leader),
        },
        _ => match cluster.producer() {
            Some(producer) if random.one_in(4) => match random.below(16) {
                0..6 => Step::Send(producer.leader),
                6..10 => Step::Retry(producer.leader),
                10..13 => Step::LookUp(any),
                13 => Step::Delay(producer.leader),
                14 => Step::Arrive(any),
                _ => Step::HangUp(producer.leader),
            },
            _ => any_step(cluster, random),
        },
    }
}

fn walk_many(world: World, seeds: u64, steps: usize) {
    let mut sum = Walked { done: 0, committed: 0, truncated: 0 };
    for seed in 0..seeds {
        let walked = walk(world, seed, steps);
        sum.done += walked.done;
        sum.committed += walked.committed;
        sum.truncated += walked.truncated;
    }
    println!("{} steps done, {} committed, {} cuts", sum.done, sum.committed, sum.truncated);
    let (seeds, steps) = (seeds as usize, seeds as usize * steps);
    assert!(steps / 5 < sum.done, "most steps were refused: {} of {steps}", sum.done);
    assert!(seeds < sum.committed, "hardly anything was committed");
    assert!(seeds / 10 < sum.truncated, "hardly a log was ever cut");
}

#[test]
fn every_property_holds_on_the_way_through_three_brokers() {
    walk_many(World::of(3), 400, 250);
}

#[test]
fn every_property_holds_on_the_way_through_three_brokers_that_ask_for_two_in_sync() {
    walk_many(World { min_isr: 2, ..World::of(3) }, 200, 250);
}

#[test]
fn every_property_holds_on_the_way_without_eligible_leader_replicas() {
    walk_many(World { elr: false, ..World::of(3) }, 200, 250);
}

#[test]
fn every_property_holds_on_the_way_through_five_brokers() {
    walk_many(World::of(5), 100, 400);
}

#[test]
fn every_property_holds_when_the_isr_begins_with_one() {
    let isr = [BrokerId(1)].into_iter().collect();
    walk_many(World { isr, ..World::of(3) }, 200, 250);
}

//= CON-4 test
//= CON-6 test
#[test]
fn every_property_holds_on_the_way_with_a_consumer() {
    walk_many(World { consumer: true, ..World::of(3) }, 400, 250);
}

/// An idempotent producer, of whose batches a broker remembers so many.
fn producer(remembered: u32) -> Option<Limits> {
    Some(Limits { remembered, ..Limits::KAFKA })
}

//= PRD-12 test
//= PRD-13 test
#[test]
fn every_property_holds_on_the_way_with_a_producer() {
    walk_many(World { producer: producer(5), ..World::of(3) }, 400, 250);
    walk_many(World { producer: producer(2), min_isr: 2, ..World::of(3) }, 400, 250);
}

/// What the walks would not notice they do not guard against: mistakes are met by chance.
#[test]
fn a_walk_without_a_rule_meets_its_mistake() {
    // Too much for steps of any kind: each takes more of a plan than a dozen steps, with a fetch or
    // a proposal on its way all the while. What is known of them is in `tests/scenarios`.
    let by_chance = |mistake: &Mistake| {
        !matches!(
            mistake,
            Mistake::ServeNewerEpoch
                | Mistake::KeepFollowerState
                | Mistake::TakeStaleAnswer
                | Mistake::NoBrokerEpoch
                | Mistake::RecoverByLengthAlone
                | Mistake::ForgetWithDeleted // No walk deletes anything.
        )
    };
    for mistake in Mistake::ALL.into_iter().filter(by_chance) {
        let rules = Rules::ALL.without(mistake);
        let properties = property::always::<Cluster>();
        let Some(named) = properties.iter().find(|p| p.name == mistake.breaks()) else {
            continue; // It must come about: no state of a walk shows that it does not.
        };
        let consumer = matches!(mistake, Mistake::AnswerLaggingEnd | Mistake::NoValidation);
        let produces = matches!(
            mistake,
            Mistake::RememberOnlyTheLast | Mistake::NoteBeforeAppend | Mistake::KeepProducerState
        );
        let met = (0..10_000).find(|seed| {
            let min_isr = 1 + u32::from(seed % 2 == 1);
            let mut random = Random::new(*seed);
            let producer = if produces { producer(2) } else { None };
            let world = World { rules, min_isr, consumer, producer, ..World::of(3) };
            let mut cluster = Cluster::new(&world);
            (0..250).any(|_| {
                let step = a_step(&cluster, &mut random);
                cluster.apply(step).is_ok() && !(named.holds)(&cluster)
            })
        });
        println!("{mistake}: seed {met:?}");
        assert!(met.is_some(), "{mistake} was never met");
    }
}
