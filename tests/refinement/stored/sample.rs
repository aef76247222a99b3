//! Which edges are taken: random walks through every world that lockstep walks, steered to the
//! verbs that were taken least, until enough edges are known that are not the same.
//!
//! A walk is told by its world and its number; a world's walks depend on no other's, so that worlds
//! may be taken beside each other and the sample is always the same.

use super::{
    cluster::{Seen, Stored},
    medium::Medium,
    power::{Allowed, Bench, Cuts},
    view::Shown,
};
use crate::{answers, beside, lockstep, pair, walks};
use model::{
    Model,
    replication::{Replication, State},
};
use sim::chance::Random;
use spec::{Step, View, view};
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt,
};
use store::LogConfig;

/// A walk ends after so many steps, if not before.
const STEPS: usize = 60;
/// It ends, too, after so many steps in a row that had been taken before.
const KNOWN: usize = 30;
/// So many walks in a row may find no new edge.
const PATIENCE: usize = 500;

/// One log file is enough for every log of a world, or two batches fill one, or one does.
const CONFIGS: [LogConfig; 3] = [
    LogConfig { segment_bytes: 1 << 20, index_interval_bytes: 100, ..LogConfig::DEFAULT },
    LogConfig { segment_bytes: 180, index_interval_bytes: 60, ..LogConfig::DEFAULT },
    LogConfig { segment_bytes: 1, index_interval_bytes: 1, ..LogConfig::DEFAULT },
];

/// So many edges, over all of these worlds, on such disks.
pub(crate) struct Sample<F> {
    pub(crate) worlds: Vec<(&'static str, Replication)>,
    pub(crate) edges: usize,
    pub(crate) medium: F,
}

/// The worlds that lockstep walks wholly.
pub(crate) fn whole_worlds() -> Vec<(&'static str, Replication)> {
    sampled(lockstep::WORLDS.iter().map(|small| (small.0, lockstep::world(*small))))
}

/// The worlds that are too large for that.
pub(crate) fn large_worlds() -> Vec<(&'static str, Replication)> {
    sampled(walks::WORLDS.iter().map(|(name, changes)| (*name, walks::world(changes))))
}

/// Those in which no replica moves, which the store cannot delete yet, and nobody reads, which
/// would change nothing in it.
fn sampled(
    worlds: impl Iterator<Item = (&'static str, Replication)>,
) -> Vec<(&'static str, Replication)> {
    worlds.filter(|(_, world)| world.reassigns == 0 && !world.consumer).collect()
}

/// What was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// The edges that were taken, each once.
    edges: usize,
    verbs: BTreeMap<&'static str, u64>,
    /// How many of them made calls to a disk.
    with_calls: u64,
    /// How many crashes were left out, since the store has made durable what the model may lose.
    too_durable: u64,
    walks: usize,
    cuts: Cuts,
}

impl<F: Fn() -> Medium + Sync> Sample<F> {
    /// Takes them.
    ///
    /// # Panics
    /// Where the model and the brokers part, or a cut of power leaves what it must not: in the
    /// first world in which they do, whichever thread comes to it first.
    pub(crate) fn take(&self) -> Tally {
        let quota = self.edges.div_ceil(self.worlds.len());
        let tallies = beside::each(&self.worlds, |world| {
            let mut walker = Walker::new(*world, &self.medium);
            walker.take(quota);
            walker.tally
        });
        tallies.iter().fold(Tally::default(), Tally::and)
    }
}

struct Walker<'a, F> {
    name: &'static str,
    world: Replication,
    medium: &'a F,
    taken: HashSet<(u128, Step)>,
    /// How often walks have come to a state.
    visits: HashMap<u128, u32>,
    tally: Tally,
}

impl<'a, F: Fn() -> Medium> Walker<'a, F> {
    fn new((name, world): (&'static str, Replication), medium: &'a F) -> Self {
        let (taken, visits, tally) = Default::default();
        Walker { name, world, medium, taken, visits, tally }
    }

    fn take(&mut self, quota: usize) {
        let mut in_vain = 0;
        for seed in 0.. {
            let before = self.taken.len();
            self.walk(seed, quota);
            self.tally.walks += 1;
            in_vain = if before < self.taken.len() { 0 } else { in_vain + 1 };
            assert!(in_vain < PATIENCE, "{}: {before} edges are all that walks find", self.name);
            if quota <= self.taken.len() {
                return;
            }
        }
    }

    fn walk(&mut self, seed: usize, quota: usize) {
        let mut chance = Random::new(seed as u64);
        let config = CONFIGS[seed % CONFIGS.len()];
        let mut model = self.world.initial_states().remove(0);
        let mut stored = Stored::new(&model, config, self.medium);
        let mut path = Vec::new();
        assert!(view::same(&model, &Shown { stored: &stored, model: &model }), "at the start");
        let mut known = 0;
        while path.len() < STEPS && known < KNOWN && self.taken.len() < quota {
            let Some((step, after)) = self.choose(&model, &stored, &mut chance) else { return };
            path.push(step);
            let place = Place { world: self.name, seed, path: &path };
            let is_new = self.taken.insert((self.world.fingerprint(&model), step));
            known = if is_new { 0 } else { known + 1 };
            let (told, seen) = stored.take(step, &model, &after, &mut chance);
            let shown = Shown { stored: &stored, model: &after };
            if !view::same(&after, &shown) {
                panic!("{place}: they part\n{}", pair::difference(&after, &shown));
            }
            let expected = answers::by_the_model(step, &model, &after);
            assert_eq!(told, expected, "{place}: what producers are told");
            if is_new {
                self.tally.note(step, &seen);
                for seen in &seen {
                    self.cut(seen, &stored, (&model, &after), &mut chance, &place);
                }
            }
            *self.visits.entry(self.world.fingerprint(&after)).or_default() += 1;
            model = after;
        }
    }

    fn cut(
        &mut self,
        seen: &Seen,
        stored: &Stored,
        (before, after): (&State, &State),
        chance: &mut Random,
        place: &Place<'_>,
    ) {
        let node = stored.node(seen.broker);
        let root = node.medium.root();
        let cuts = &mut self.tally.cuts;
        let mut bench = Bench { root: &root, config: node.config, cuts, chance };
        let allowed = Allowed::of(before, after, seen.broker);
        bench.cut_at_every_call(&seen.film, &allowed, node.durable_end(), place);
    }

    /// A step that is offered and not refused, if possible one that was not taken yet:
    /// half of the time one that reaches a disk, else of the verb that was taken least, or any.
    fn choose(
        &mut self,
        model: &State,
        stored: &Stored,
        chance: &mut Random,
    ) -> Option<(Step, State)> {
        let mut steps = Vec::new();
        self.world.actions(model, &mut steps);
        let first = view::first_learnt(model);
        if walks::DECISIONS <= model.decisions() - first {
            // A state holds no more: who knows the least learns.
            steps.retain(|it| matches!(it, Step::Learn(b) if model.learnt(*b) == Some(first)));
        }
        let offered = steps.len();
        steps.retain(|step| stored.can_take(*step));
        self.tally.too_durable += (offered - steps.len()) as u64;
        let taken = |step: Step| Some((step, self.world.next_state(model, step)?));
        let mut possible: Vec<(Step, State)> = steps.into_iter().filter_map(taken).collect();
        let at = self.world.fingerprint(model);
        prefer(&mut possible, |step, _| !self.taken.contains(&(at, step)));
        if possible.iter().all(|(step, _)| self.taken.contains(&(at, *step))) {
            // On to where few walks have been.
            let count = |after: &State| self.visits.get(&self.world.fingerprint(after)).copied();
            let least = possible.iter().map(|(_, after)| count(after)).min();
            prefer(&mut possible, |_, after| Some(count(after)) == least);
        }
        match chance.below(4) {
            0 => {
                let count = |step: Step| self.tally.verbs.get(step.verb()).copied().unwrap_or(0);
                let least = possible.iter().map(|(step, _)| count(*step)).min();
                prefer(&mut possible, |step, _| Some(count(step)) == least);
            }
            1 => {}
            _ => prefer(&mut possible, |_, after| reaches_a_disk(model, after)),
        }
        (!possible.is_empty()).then(|| possible.swap_remove(chance.place(possible.len())))
    }
}

/// Keeps the steps that are wanted, if there are any.
fn prefer(possible: &mut Vec<(Step, State)>, wanted: impl Fn(Step, &State) -> bool) {
    if possible.iter().any(|(step, after)| wanted(*step, after)) {
        possible.retain(|(step, after)| wanted(*step, after));
    }
}

/// Whether a step does something to a disk.
fn reaches_a_disk(before: &State, after: &State) -> bool {
    view::brokers(before).any(|broker| {
        let small = |it: &State| (it.is_up(broker), it.checkpointed_high_watermark(broker));
        let ends = |it: &State| (it.log_end(broker), it.flushed_end(broker));
        small(before) != small(after) || ends(before) != ends(after)
    })
}

/// Where something was seen, to be told.
struct Place<'a> {
    world: &'a str,
    seed: usize,
    path: &'a [Step],
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}, walk {}", self.world, self.seed)?;
        self.path.iter().try_for_each(|step| writeln!(f, "{step}"))?;
        write!(f, "after the last step")
    }
}

impl Tally {
    pub(crate) fn edges(&self) -> usize {
        self.edges
    }

    /// How many of the edges made calls to a disk.
    pub(crate) fn with_calls(&self) -> u64 {
        self.with_calls
    }

    /// How many edges each verb has that was taken.
    pub(crate) fn verbs(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        self.verbs.iter().map(|(verb, count)| (*verb, *count))
    }

    fn note(&mut self, step: Step, seen: &[Seen]) {
        self.edges += 1;
        *self.verbs.entry(step.verb()).or_default() += 1;
        self.with_calls += u64::from(seen.iter().any(|seen| 0 < seen.film.calls));
    }

    /// Both together.
    pub(crate) fn and(mut self, other: &Tally) -> Tally {
        self.add(other);
        self
    }

    fn add(&mut self, other: &Tally) {
        self.edges += other.edges;
        for (verb, count) in &other.verbs {
            *self.verbs.entry(verb).or_default() += count;
        }
        self.with_calls += other.with_calls;
        self.too_durable += other.too_durable;
        self.walks += other.walks;
        self.cuts.calls += other.cuts.calls;
        self.cuts.pictures += other.cuts.pictures;
        self.cuts.starts += other.cuts.starts;
        self.cuts.between += other.cuts.between;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Tally { edges, walks, with_calls, too_durable, .. } = self;
        let Cuts { calls, pictures, starts, between } = self.cuts;
        writeln!(f, "{edges} edges in {walks} walks, {with_calls} of them with {calls} calls;")?;
        writeln!(f, "  power cut on the {pictures} disks that these find, in {starts} ways,")?;
        writeln!(f, "  {between} of them amid a cut of the log; {too_durable} crashes left out;")?;
        let verbs = self.verbs().map(|(verb, count)| format!(" {verb} {count}"));
        write!(f, " {}", verbs.collect::<String>())
    }
}
