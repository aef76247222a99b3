//! Whole clusters by chance: a seed is a world's weather, and every fault in it is a [`Step`].
//!
//! A [`Run`] is a simulation of events in time. It draws when messages arrive, disks write, brokers
//! crash and links fail, and takes the steps of that; so a run *is* a scenario, and what fails is
//! one that [`shorten`] makes short. Every property is judged after every step, and in the end
//! all is mended and must come to rest ([`settle`]).
//!
//! What no step shows is this module's alone: time, links that are cut (what would cross one is not
//! offered), producers that write again what was not acknowledged. What they write again is another
//! value, but for the idempotent one among them, whose retries are steps.

mod agenda;
mod any;
mod assignments;
mod consumers;
mod controller;
mod idempotent;
mod links;
mod machines;
mod network;
mod producers;
mod proposals;
mod random;
mod settle;
mod shorten;
mod tally;
mod weather;
mod world;

pub use any::any_step;
pub use random::Random;
pub use settle::{Take, settle, settled};
pub use shorten::{Fails, fitting, shorten};
pub use tally::Tally;
pub use world::drawn as drawn_world;

use crate::{Cluster, Event};
use agenda::{Agenda, Due};
use alloc::{vec, vec::Vec};
use controller::Office;
use core::fmt;
use idempotent::Patience;
use links::Links;
use machines::Machine;
use network::Fetching;
use producers::Producer;
use proposals::Proposing;
use spec::{BrokerId, Property, Refused, Rules, Scenario, Step, View, World, property, view::Body};
use weather::{Faults, Weather};

/// A cluster, what goes on around it, and what has happened so far.
#[derive(Debug)]
pub struct Run {
    world: World,
    seed: u64,
    cluster: Cluster,
    steps: Vec<Step>,
    properties: Vec<Property<Cluster>>,
    failure: Option<Failure>,
    tally: Tally,
    random: Random,
    agenda: Agenda,
    weather: Weather,
    faults: Faults,
    links: Links,
    fetching: Vec<Fetching>,
    proposing: Vec<Proposing>,
    office: Office,
    machines: Vec<Machine>,
    producers: Vec<Producer>,
    patience: Patience,
}

/// What went wrong, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// After so many steps.
    pub steps: usize,
    /// What it was.
    pub what: Wrong,
}

/// What can go wrong. (A broker that asserts in vain panics: that is the caller's to catch.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A property that must hold always does not, by its name.
    Broke(&'static str),
    /// A refused step changed something.
    RefusalChanged(Step),
    /// All was mended, and it did not come to rest.
    DidNotSettle,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wrong::Broke(name) => write!(f, "{name} breaks"),
            Wrong::RefusalChanged(step) => write!(f, "`{step}` was refused and changed something"),
            Wrong::DidNotSettle => f.write_str("all is mended, and it does not settle"),
        }
    }
}

impl Run {
    /// A run that has not begun. Where rules are left out, the properties that are named for what
    /// happens then are judged, and no others: those may break before, and hide what is looked for.
    #[must_use]
    pub fn new(world: &World, seed: u64) -> Run {
        let mut random = Random::new(seed);
        let brokers = usize::try_from(world.brokers).expect("a world has brokers");
        let faults = Faults::drawn(&mut random);
        let mut run = Run {
            world: *world,
            seed,
            cluster: Cluster::new(world),
            steps: vec![],
            properties: judged(world),
            failure: None,
            tally: Tally::default(),
            agenda: Agenda::default(),
            weather: weather::CALM,
            faults,
            links: Links::new(world.brokers),
            fetching: vec![Fetching::default(); brokers],
            proposing: vec![Proposing::default(); brokers],
            office: Office::new(brokers),
            machines: vec![Machine::new(brokers); brokers],
            producers: producers::some(world, &mut random),
            patience: Patience::default(),
            random,
        };
        run.begin();
        run
    }

    /// Takes so many steps that are not refused, mends all, and settles.
    ///
    /// # Errors
    /// What went wrong first; [`Run::scenario`] leads there.
    pub fn go(&mut self, steps: usize) -> Result<(), Failure> {
        while self.steps.len() < steps && self.failure.is_none() {
            let due = self.agenda.next();
            self.handle(due);
        }
        self.tally.at_most("ticks", self.agenda.now);
        self.settle();
        match self.failure {
            Some(failure) => Err(failure),
            None => Ok(()),
        }
    }

    /// The seed that it came from.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// What has happened so far, without what was refused.
    #[must_use]
    pub fn scenario(&self) -> Scenario {
        Scenario::new(self.world, self.steps.iter().copied())
    }

    /// What has happened, counted.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The cluster as it is now.
    #[must_use]
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    fn settle(&mut self) {
        let mut mended = self.cluster.clone();
        let before = self.steps.len();
        let came_to_rest = settle(&mut mended, &mut |cluster, step| {
            core::mem::swap(&mut self.cluster, cluster);
            let taken = self.take(step);
            core::mem::swap(&mut self.cluster, cluster);
            taken.map(|_| ()).ok_or(Refused)
        });
        self.cluster = mended;
        if !came_to_rest && self.failure.is_none() && self.must_rest() {
            // The way there is what counts: whoever plays it mends by itself.
            self.steps.truncate(before);
            self.failure = Some(Failure { steps: before, what: Wrong::DidNotSettle });
        }
    }

    /// A mistake may keep a cluster from rest; that is what is looked for only if no property is
    /// named for it that a single state can break.
    fn must_rest(&self) -> bool {
        let always = property::always::<Cluster>();
        let shows = |name| always.iter().any(|property| property.name == name);
        let rules = self.world.rules;
        rules == Rules::ALL || rules.omitted().any(|mistake| !shows(mistake.breaks()))
    }

    /// Takes a step and judges what comes of it. After a failure nothing is taken any more.
    fn take(&mut self, step: Step) -> Option<Vec<Event>> {
        if self.failure.is_some() {
            return None;
        }
        let before = self.cluster.clone();
        // It is part of the scenario already if a broker panics.
        self.steps.push(step);
        let Ok(events) = self.cluster.apply(step) else {
            self.steps.pop();
            self.tally.count("refused");
            if before != self.cluster {
                let what = Wrong::RefusalChanged(step);
                self.failure = Some(Failure { steps: self.steps.len(), what });
            }
            return None;
        };
        self.tally.count("steps");
        self.tally.count(step.verb());
        events.iter().for_each(|event| self.note(event));
        self.note_decision(&before);
        self.judge();
        Some(events)
    }

    fn judge(&mut self) {
        let broken = self.properties.iter().find(|property| !(property.holds)(&self.cluster));
        if let Some(property) = broken {
            let (steps, what) = (self.steps.len(), Wrong::Broke(property.name));
            self.failure = Some(Failure { steps, what });
        }
    }

    fn note(&mut self, event: &Event) {
        match event {
            Event::Appended(_) => self.tally.count("appended"),
            Event::Copied(batch) => {
                self.tally.count("copied");
                self.tally.at_most("log end", batch.end().0.unsigned_abs());
            }
            Event::Acknowledged(value) => {
                self.tally.count("acknowledged");
                self.answered(*value, true);
            }
            Event::Rejected(value, _) => {
                self.tally.count("rejected");
                value.iter().for_each(|value| self.answered(*value, false));
            }
            Event::Answered(Body::Diverging { .. }) => self.tally.count("diverging answers"),
            Event::Truncated(_) => self.tally.count("truncated"),
            Event::Orphaned(_) => self.tally.count("orphaned"),
            Event::Read(_) => self.tally.count("batches read"),
            _ => {}
        }
    }

    fn note_decision(&mut self, before: &Cluster) {
        let (then, now) = (before.controller(), self.cluster.controller());
        let epoch = u64::try_from(now.leader_epoch.0).expect("epochs count from 0");
        self.tally.at_most("epoch", epoch);
        if then.leader.is_some() && now.leader.is_none() {
            self.tally.count("leaderless");
        }
        if then.elr.is_empty() && !now.elr.is_empty() {
            self.tally.count("eligible leader replicas");
        }
        if now.leader.is_some_and(|leader| then.leader.is_none() && then.elr.contains(leader)) {
            self.tally.count("elections out of the ELR");
        }
        let last = then.last_leader.filter(|_| then.isr.is_empty() && then.elr.is_empty());
        if then.leader.is_none() && last.is_some() && now.leader == last {
            self.tally.count("elections of the last leader");
        }
    }

    fn put(&mut self, ticks: u64, due: Due) {
        self.agenda.put(ticks, due, &mut self.random);
    }

    fn brokers(&self) -> impl Iterator<Item = BrokerId> + use<> {
        (0..self.world.brokers).map(BrokerId)
    }

    /// Everything that comes up again and again comes up once.
    fn begin(&mut self) {
        for broker in self.brokers() {
            for due in [Due::Ask(broker), Due::Learn(broker), Due::Flush(broker)] {
                self.put(1, due);
            }
            self.put(2, Due::Heartbeat(broker));
            self.put(3, Due::Lag(broker));
            self.put(20, Due::Checkpoint(broker));
        }
        for producer in 0..self.producers.len() {
            self.put(1, Due::Produce(producer));
        }
        if self.world.consumer {
            self.put(1, Due::Consume);
        }
        if self.world.producer.is_some() {
            self.put(1, Due::Idempotent);
        }
        let others = [Due::Session, Due::Leader, Due::Whim, Due::Crash, Due::Stop];
        let more = [Due::Cut, Due::Leap, Due::Fill, Due::Reassign, Due::Any];
        others.into_iter().chain(more).for_each(|due| self.put(10, due));
        self.put(0, Due::Weather);
    }

    fn handle(&mut self, due: Due) {
        match due {
            Due::Weather => self.change_weather(),
            Due::Ask(follower) => self.ask(follower),
            Due::Arrive(follower, number) => self.arrive(follower, number),
            Due::GiveUp(follower, number) => self.give_up(follower, number),
            Due::Orphan(follower, number) => self.orphan(follower, number),
            Due::Learn(broker) => self.learn(broker),
            Due::Flush(broker) => self.flush(broker),
            Due::Checkpoint(broker) => self.checkpoint(broker),
            Due::Lag(leader) => self.look_who_lags(leader),
            Due::Alter(leader, number) => self.alter(leader, number),
            Due::GiveUpAlter(leader, number) => self.give_up_alter(leader, number),
            Due::AlterOrphan(leader, number) => self.alter_orphan(leader, number),
            Due::Resend(leader, number) => self.resend(leader, number),
            Due::Heartbeat(broker) => self.heartbeat(broker),
            Due::Session => self.look_who_is_there(),
            Due::Leader => self.look_for_the_leader(),
            Due::Whim => self.whim(),
            Due::Return(broker) => self.return_to(broker),
            Due::Reassign => self.reassign(),
            Due::GiveBack(broker) => self.give_back(broker),
            Due::Crash => self.crashes(),
            Due::Stop => self.stops(),
            Due::Halt(broker) => self.halt_as_said(broker),
            Due::Restart(broker) => self.restart(broker),
            Due::Cut => self.cut(),
            Due::Leap => self.leap(),
            Due::Fill => self.fill(),
            Due::Deadline(broker, value) => self.deadline(broker, value),
            Due::Produce(producer) => self.produce(producer),
            Due::Consume => self.consume(),
            Due::Idempotent => self.write_on(),
            Due::Any => self.any(),
        }
    }

    /// Now and then all is mended on a copy: from wherever it is, it must come to rest.
    fn could_settle(&mut self) {
        let mut copy = self.cluster.clone();
        let came_to_rest = settle(&mut copy, &mut |copy, step| copy.apply(step).map(|_| ()));
        if !came_to_rest && self.must_rest() {
            let (steps, what) = (self.steps.len(), Wrong::DidNotSettle);
            self.failure = Some(Failure { steps, what });
        }
    }

    fn change_weather(&mut self) {
        self.could_settle();
        self.weather = weather::next(&self.weather, &mut self.random);
        self.tally.count(self.weather.name);
        let stays = self.random.within(self.weather.stays);
        self.put(stays, Due::Weather);
        if self.weather.name == weather::CHAOTIC.name {
            self.chaos();
        }
        for broker in self.brokers() {
            let slow = self.faults.lagging && self.random.one_in(3);
            self.machines[index(broker)].pause = if slow { (10, 60) } else { (1, 2) };
        }
    }

    /// What comes up by chance, in weather that has it: now, and when next. Where it is not to be
    /// had now, it is looked for again soon.
    fn by_chance(&mut self, due: Due, range: random::Range, has: bool) -> bool {
        let possible = has && range.1 != 0;
        let next = self.random.within(if possible { range } else { (20, 40) });
        self.put(next, due);
        possible
    }
}

/// The properties that a run of this world is judged by.
fn judged(world: &World) -> Vec<Property<Cluster>> {
    let mut properties = property::always();
    let named = |name| world.rules.omitted().any(|mistake| mistake.breaks() == name);
    properties.retain(|property| world.rules == Rules::ALL || named(property.name));
    properties
}

fn index(broker: BrokerId) -> usize {
    usize::try_from(broker.0).expect("a broker of this world")
}
