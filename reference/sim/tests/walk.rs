//! Random walks: in worlds that keep every rule every property holds, after each of many thousand
//! steps, a refused step changes nothing at all, and once all is mended the logs become one.
//!
//! A walk is a function of its seed; one that fails is printed as a scenario.

use kanon_sim::{Cluster, Event};
use spec::{
    Acks, BrokerId, Mistake, Offset, Rules, Scenario, Step, View, World, property, step::PLAIN,
    view::Exchange,
};

/// SplitMix64: small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }

    fn broker(&mut self, world: &World) -> BrokerId {
        BrokerId(i32::try_from(self.below(world.brokers as u64)).expect("few brokers"))
    }

    /// A step of any kind. What moves records along comes often, what shrinks the ISR seldom, or it
    /// would be one broker nearly always.
    fn step(&mut self, world: &World, cluster: &Cluster) -> Step {
        let broker = self.broker(world);
        match self.below(200) {
            0..16 => Step::Produce {
                broker: cluster.controller().leader.unwrap_or(broker),
                acks: if self.below(2) == 0 { Acks::Leader } else { Acks::All },
                records: 1 + i32::try_from(self.below(3)).expect("few records"),
            },
            16..19 => {
                let (from, to) = (cluster.flushed_end(broker).0, cluster.log_end(broker).0);
                let keep = self.below((to - from + 2).unsigned_abs()); // One too far, at times.
                Step::Crash { broker, keep: Offset(from + i64::try_from(keep).expect("small")) }
            }
            19..110 => match cluster.exchange(broker) {
                None => Step::Ask(broker),
                Some(Exchange::Request(_)) => Step::Serve(broker),
                Some(Exchange::Answer(_)) => Step::Take(broker),
            },
            110..140 => Step::Learn(broker),
            140..165 => Step::Expand(broker),
            165..175 => Step::Restart(broker),
            175..183 => Step::Elect(broker),
            183..188 => Step::GiveUp(broker),
            188..192 => Step::ServeOrphan(broker),
            192..194 => Step::Shrink(broker),
            _ => PLAIN[usize::try_from(self.below(PLAIN.len() as u64)).expect("small")].1(broker),
        }
    }
}

struct Walked {
    done: usize,
    committed: u32,
    truncated: usize,
}

fn walk(world: World, seed: u64, steps: usize) -> Walked {
    let mut chance = Chance(seed);
    let mut cluster = Cluster::new(&world);
    let mut taken = Vec::new();
    let mut walked = Walked { done: 0, committed: 0, truncated: 0 };
    for _ in 0..steps {
        let step = chance.step(&world, &cluster);
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
    settle(&mut cluster, seed);
    let values = (0..cluster.values()).map(spec::Value);
    walked.committed = values.filter(|value| cluster.committed(*value)).count() as u32;
    walked
}

/// Everything is mended: every broker runs, somebody leads, everyone knows, nothing gets lost. Then
/// every log becomes the leader's, every follower joins the ISR, and all of it is committed.
fn settle(cluster: &mut Cluster, seed: u64) {
    let brokers: Vec<BrokerId> = spec::view::brokers(cluster).collect();
    for broker in &brokers {
        let _was_up = cluster.apply(Step::Restart(*broker));
    }
    let live = cluster.controller().isr.iter().next().expect("the ISR is never empty");
    if cluster.controller().leader.is_none() {
        cluster.apply(Step::Elect(live)).expect("a member of the ISR that is up");
    }
    for broker in &brokers {
        let _knew = cluster.apply(Step::Learn(*broker));
    }
    // Each round brings a batch or a cut; there are few of either, and two rounds more tell the
    // leader of the last one, and the follower of the high watermark.
    for _ in 0..cluster.values() + 20 {
        for follower in &brokers {
            for step in [Step::Ask, Step::Serve, Step::Take, Step::Expand] {
                let _possible = cluster.apply(step(*follower));
            }
        }
    }
    let leader = cluster.controller().leader.expect("elected");
    let settled = brokers.iter().all(|broker| {
        cluster.high_watermark(*broker) == cluster.log_end(leader)
            && spec::view::log(cluster, *broker).eq(spec::view::log(cluster, leader))
    });
    let all_in_sync = cluster.controller().isr.len() as usize == brokers.len();
    let shown = spec::Snapshot::of(cluster);
    assert!(settled && all_in_sync, "seed {seed}: it does not settle:\n{shown}");
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
    let steps = seeds as usize * steps;
    assert!(steps / 5 < sum.done, "most steps were refused: {} of {steps}", sum.done);
    assert!(seeds < u64::from(sum.committed), "hardly anything was committed");
    assert!(seeds as usize / 10 < sum.truncated, "hardly a log was ever cut");
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
fn every_property_holds_on_the_way_through_five_brokers() {
    walk_many(World::of(5), 100, 400);
}

#[test]
fn every_property_holds_when_the_isr_begins_with_one() {
    let isr = [BrokerId(1)].into_iter().collect();
    walk_many(World { isr, ..World::of(3) }, 200, 250);
}

/// What the walks would not notice they do not guard against: each mistake is met by chance.
#[test]
fn a_walk_without_a_rule_meets_its_mistake() {
    for mistake in Mistake::ALL {
        let world = World { rules: Rules::ALL.without(mistake), ..World::of(3) };
        let properties = property::always::<Cluster>();
        let named = properties.iter().find(|p| p.name == mistake.breaks()).expect("a property");
        let met = (0..20_000).find(|seed| {
            let mut chance = Chance(*seed);
            let mut cluster = Cluster::new(&world);
            (0..250).any(|_| {
                let step = chance.step(&world, &cluster);
                cluster.apply(step).is_ok() && !(named.holds)(&cluster)
            })
        });
        assert!(met.is_some(), "{mistake} was never met");
    }
}
