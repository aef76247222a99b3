//! A long scenario that fails, made short: steps are dropped while it still fails in the same way.
//!
//! Deletion is all it takes, since any part of a scenario is a scenario (decision 0006): first
//! large pieces, then smaller ones (Zeller's delta debugging), then single steps and pairs, batches
//! with all that copied them, brokers that are not needed or may change places, and the plainest
//! form of each step. What chance took a detour to is then tried with steps added, moved and
//! exchanged (`polish.rs`). What is left fails no more if any one, two or three steps are left out,
//! unless it is very long.

mod groups;
mod polish;

use super::{Wrong, settle::settle};
use crate::Cluster;
use alloc::vec::Vec;
use spec::{Acks, BrokerId, Offset, Scenario, Step, View, World, property};

/// Up to how many steps every two are tried together, and every three.
const PAIRS: usize = 120;
const TRIPLES: usize = 48;

/// Whether these steps, taken from here on, still fail; the cluster has taken those before them
/// already. The steps that it came to are added to `taken`: neither those that were refused, nor
/// those that come after the failure.
pub type Fails<'a> = dyn FnMut(Cluster, &[Step], &mut Vec<Step>) -> bool + 'a;

impl Wrong {
    /// Whether the steps lead to this.
    pub fn again(self, mut cluster: Cluster, steps: &[Step], taken: &mut Vec<Step>) -> bool {
        let properties = property::always::<Cluster>();
        let named = |name: &str| properties.iter().find(|property| property.name == name);
        for step in steps {
            let step = fitting(*step, &cluster);
            if self == Wrong::RefusalChanged(step) {
                let before = cluster.clone();
                if cluster.apply(step).is_err() && before != cluster {
                    taken.push(step);
                    return true;
                }
            } else if cluster.apply(step).is_err() {
                continue;
            }
            taken.push(step);
            if let Wrong::Broke(name) = self
                && named(name).is_some_and(|property| !(property.holds)(&cluster))
            {
                return true;
            }
        }
        self == Wrong::DidNotSettle
            && !settle(&mut cluster, &mut |cluster, step| cluster.apply(step).map(|_| ()))
    }
}

/// A crash keeps what it can: what it was to keep may not have been written here, or be flushed.
#[must_use]
pub fn fitting(step: Step, cluster: &Cluster) -> Step {
    let Step::Crash { broker, keep } = step else { return step };
    let (flushed, end) = (cluster.flushed_end(broker), cluster.log_end(broker));
    Step::Crash { broker, keep: keep.clamp(flushed, end) }
}

/// The shortest that can be had of a scenario that fails by leaving things out of it.
pub fn shorten(scenario: &Scenario, fails: &mut Fails<'_>) -> Scenario {
    let mut short = Short {
        world: scenario.world,
        steps: scenario.steps.iter().map(|(_, step)| *step).collect(),
        fails,
    };
    short.drop_all();
    short.polish();
    short.drop_together(3, TRIPLES);
    Scenario::new(short.world, short.steps)
}

struct Short<'a, 'b> {
    world: World,
    steps: Vec<Step>,
    fails: &'a mut Fails<'b>,
}

impl Short<'_, '_> {
    /// Drops what can be dropped, until nothing can.
    fn drop_all(&mut self) {
        let mut length = usize::MAX;
        while self.steps.len() < length {
            length = self.steps.len();
            self.drop_pieces();
            self.drop_groups();
            self.drop_brokers();
            self.drop_members();
            self.rename();
            self.make_plain();
            self.drop_together(2, PAIRS);
        }
    }

    /// Drops pieces of half of the steps, of a quarter, and so on, down to single steps.
    fn drop_pieces(&mut self) {
        let mut size = self.steps.len().div_ceil(2);
        while 0 < size {
            self.drop_pieces_of(size);
            size /= 2;
        }
    }

    /// Goes along the steps with a cluster that has taken those that stay, so that only what comes
    /// after a piece is played to see whether it is needed.
    fn drop_pieces_of(&mut self, size: usize) {
        let mut cluster = Cluster::new(&self.world);
        let mut place = 0;
        while place < self.steps.len() {
            let end = (place + size).min(self.steps.len());
            let mut taken = Vec::new();
            if (self.fails)(cluster.clone(), &self.steps[end..], &mut taken) {
                self.steps.truncate(place);
                self.steps.append(&mut taken);
                continue;
            }
            for step in &self.steps[place..end] {
                let _refused = cluster.apply(fitting(*step, &cluster));
            }
            place = end;
        }
    }

    /// Tries a whole scenario, and keeps it if it fails and is not longer.
    fn try_whole(&mut self, world: World, steps: &[Step]) -> bool {
        let mut taken = Vec::new();
        let fails = (self.fails)(Cluster::new(&world), steps, &mut taken);
        let keeps = fails && taken.len() <= self.steps.len();
        if keeps {
            self.world = world;
            self.steps = taken;
        }
        keeps
    }

    /// The same, and keeps it only if it is shorter.
    fn try_shorter(&mut self, world: World, steps: &[Step]) {
        let mut taken = Vec::new();
        let fails = (self.fails)(Cluster::new(&world), steps, &mut taken);
        if fails && taken.len() < self.steps.len() {
            self.world = world;
            self.steps = taken;
        }
    }

    /// Drops any two or three steps that are needed one by one only because of each other.
    fn drop_together(&mut self, count: usize, longest: usize) {
        if longest < self.steps.len() {
            return;
        }
        let mut places: Vec<usize> = (0..count).collect();
        while places.last().is_some_and(|last| *last < self.steps.len()) {
            let kept = (0..).zip(&self.steps).filter(|(place, _)| !places.contains(place));
            let kept: Vec<Step> = kept.map(|(_, step)| *step).collect();
            if self.try_whole(self.world, &kept) {
                places = (0..count).collect();
            } else {
                advance(&mut places, self.steps.len());
            }
        }
    }

    /// Drops a broker with all that happens to it; those after it move up.
    fn drop_brokers(&mut self) {
        let mut broker = self.world.brokers - 1;
        while 0 <= broker && 1 < self.world.brokers {
            let gone = BrokerId(broker);
            let moved = |other: BrokerId| BrokerId(other.0 - i32::from(gone < other));
            let without = |step: &&Step| step.broker() != gone && follower(**step) != Some(gone);
            let isr = self.world.isr.without(gone);
            let replicas = self.world.replicas.without(gone);
            let world = World {
                brokers: self.world.brokers - 1,
                replicas: replicas.iter().map(moved).collect(),
                isr: isr.iter().map(moved).collect(),
                ..self.world
            };
            let others = self.steps.iter().filter(without);
            let steps: Vec<Step> = others.map(|step| renamed(*step, moved)).collect();
            if !isr.is_empty() {
                self.try_whole(world, &steps);
            }
            broker -= 1;
        }
    }

    /// Lets somebody be out of sync from the beginning, who need not leave then.
    fn drop_members(&mut self) {
        for member in self.world.isr.iter().collect::<Vec<_>>() {
            let world = World { isr: self.world.isr.without(member), ..self.world };
            if !world.isr.is_empty() {
                self.try_whole(world, &self.steps.clone());
            }
        }
    }

    /// Lets two brokers change places: the first leader is given, so that some need no election.
    fn rename(&mut self) {
        let pairs = |brokers| (0..brokers).flat_map(move |b| (0..b).map(move |a| (a, b)));
        for (one, other) in pairs(self.world.brokers) {
            let swapped = |broker: BrokerId| match broker.0 {
                id if id == one => BrokerId(other),
                id if id == other => BrokerId(one),
                _ => broker,
            };
            let steps = self.steps.iter().map(|step| renamed(*step, swapped));
            let steps = steps.collect::<Vec<_>>();
            self.try_shorter(self.world, &steps);
        }
    }

    /// The world as it is by default, batches of one record, `acks=all`, crashes that lose nothing:
    /// whatever is not needed.
    fn make_plain(&mut self) {
        let steps = self.steps.clone();
        self.try_whole(World { elr: true, ..self.world }, &steps);
        self.try_whole(World { consumer: false, ..self.world }, &steps);
        self.try_whole(World { producer: None, ..self.world }, &steps);
        while 1 < self.world.min_isr {
            let world = World { min_isr: self.world.min_isr - 1, ..self.world };
            if !self.try_whole(world, &self.steps.clone()) {
                break;
            }
        }
        for place in 0..self.steps.len() {
            for plainer in plainer(self.steps.get(place).copied()) {
                let mut steps = self.steps.clone();
                steps[place] = plainer;
                if self.try_whole(self.world, &steps) {
                    break;
                }
            }
            if self.steps.len() <= place {
                break;
            }
        }
    }
}

/// What a step could be instead, the plainest first.
fn plainer(step: Option<Step>) -> Vec<Step> {
    let produce = |broker, acks, records| Step::Produce { broker, acks, records };
    match step {
        Some(Step::Produce { broker, acks: Acks::Leader, records }) => {
            [produce(broker, Acks::All, 1), produce(broker, Acks::All, records)].into()
        }
        Some(Step::Produce { broker, acks, records }) if 1 < records => {
            [produce(broker, acks, 1)].into()
        }
        Some(Step::Crash { broker, .. }) => [Step::Crash { broker, keep: Offset(i64::MAX) }].into(),
        _ => Vec::new(),
    }
}

/// The next places, in order, of as many; beyond the length after the last.
fn advance(places: &mut [usize], length: usize) {
    let count = places.len();
    for at in (0..count).rev() {
        if places[at] + (count - at) < length {
            places[at] += 1;
            for after in at + 1..count {
                places[after] = places[after - 1] + 1;
            }
            return;
        }
    }
    places[count - 1] = length;
}

/// The step, with other brokers for all that it names.
fn renamed(step: Step, name: impl Fn(BrokerId) -> BrokerId) -> Step {
    match step {
        Step::Produce { broker, acks, records } => {
            Step::Produce { broker: name(broker), acks, records }
        }
        Step::Crash { broker, keep } => Step::Crash { broker: name(broker), keep },
        Step::Shrink { leader, follower } => {
            Step::Shrink { leader: name(leader), follower: name(follower) }
        }
        Step::Expand { leader, follower } => {
            Step::Expand { leader: name(leader), follower: name(follower) }
        }
        plain => {
            let made = spec::step::PLAIN.iter().find(|(word, _)| *word == plain.verb());
            made.map_or(plain, |(_, make)| make(name(plain.broker())))
        }
    }
}

/// Whom a proposal is about.
fn follower(step: Step) -> Option<BrokerId> {
    match step {
        Step::Shrink { follower, .. } | Step::Expand { follower, .. } => Some(follower),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Both names of a proposal change places, and no step becomes another.
    #[test]
    fn a_step_is_renamed_as_a_whole() {
        let (leader, follower) = (BrokerId(0), BrokerId(1));
        let swapped = |broker: BrokerId| BrokerId(1 - broker.0);
        let shrink = renamed(Step::Shrink { leader, follower }, swapped);
        assert_eq!(shrink, Step::Shrink { leader: follower, follower: leader });
        for (word, make) in spec::step::PLAIN {
            assert_eq!(renamed(make(leader), swapped), make(follower), "{word}");
        }
    }

    #[test]
    fn every_two_of_four_are_tried_once() {
        let mut places = [0, 1];
        let mut tried = Vec::new();
        while places[1] < 4 {
            tried.push(places);
            advance(&mut places, 4);
        }
        assert_eq!(tried, [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
    }
}
