//! A script as it was played: what each step said, and what was judged after it.
//!
//! The simulation is played again whenever a cluster of the past is asked for, from the nearest of
//! the clusters that are kept: playing is the only source of truth, and memory stays small.

use crate::{
    driver,
    script::{Line, Script},
};
use sim::Cluster;
use spec::{
    Property, Step, World,
    property::{self, Live},
};

/// The most steps that a run may have in the page.
pub const STEPS_MAX: usize = 2000;
/// Every so many steps the cluster is kept.
const KEPT_EVERY: usize = 32;

/// What came of one step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// What the simulation answered.
    pub said: Vec<String>,
    /// Whether the step was not possible, and so changed nothing.
    pub refused: bool,
    /// By the place of each claim in [`claims`]: whether it does not hold now.
    pub broken: Vec<bool>,
}

/// A script and all that came of it.
#[derive(Clone, Debug)]
pub struct Run {
    script: Script,
    /// One more than there are steps: the first is the beginning.
    moments: Vec<Moment>,
    /// After 0, 32, 64, … steps.
    kept: Vec<Cluster>,
    last: Cluster,
}

/// What is judged after every step.
#[derive(Clone, Copy, Debug)]
pub enum Claim {
    /// What holds in every state.
    Always(Property<Cluster>),
    /// What comes about: it is broken where it has not come about and there is nothing left to
    /// heal. (That it never does though healing goes on for ever, no single state shows.)
    Live(Live<Cluster>),
}

impl Claim {
    /// Whether a state does not belie it.
    #[must_use]
    pub fn holds(&self, now: &Cluster) -> bool {
        match self {
            Claim::Always(property) => (property.holds)(now),
            Claim::Live(live) => {
                !(live.from)(now) || (live.goal)(now) || driver::heal(now).is_some()
            }
        }
    }

    /// Name, rule and sentence.
    #[must_use]
    pub fn words(&self) -> (&'static str, &'static str, &'static str) {
        match *self {
            Claim::Always(Property { name, rule, says, .. })
            | Claim::Live(Live { name, rule, says, .. }) => (name, rule, says),
        }
    }
}

/// All that is judged.
#[must_use]
pub fn claims() -> Vec<Claim> {
    let always = property::always().into_iter().map(Claim::Always);
    always.chain(property::live().into_iter().map(Claim::Live)).collect()
}

impl Run {
    /// Plays a script to its end, or to [`STEPS_MAX`].
    #[must_use]
    pub fn of(script: Script) -> Self {
        let Script { title, world, lines, state } = script;
        let last = Cluster::new(&world);
        let moments = vec![Moment { broken: judge(&last), ..Moment::default() }];
        let empty = Script { title, state, ..Script::empty(world) };
        let mut run = Run { script: empty, moments, kept: vec![last.clone()], last };
        lines.into_iter().take(STEPS_MAX).for_each(|line| run.push(line));
        run
    }

    /// The script.
    #[must_use]
    pub fn script(&self) -> &Script {
        &self.script
    }

    /// Its world.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.script.world
    }

    /// How many steps it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.script.lines.len()
    }

    /// What came of the `n`-th step, from 1; 0 is the beginning.
    #[must_use]
    pub fn moment(&self, n: usize) -> &Moment {
        &self.moments[n.min(self.len())]
    }

    /// The step by which a claim was broken first, among the first `n`.
    #[must_use]
    pub fn broke(&self, claim: usize, n: usize) -> Option<usize> {
        let played = self.moments.iter().take(n + 1);
        played.enumerate().find_map(|(at, moment)| moment.broken[claim].then_some(at))
    }

    /// Whether the step `n` broke what had held all the way to it.
    #[must_use]
    pub fn breaks_first(&self, n: usize) -> bool {
        (0..self.moment(n).broken.len()).any(|claim| self.broke(claim, n) == Some(n))
    }

    /// Whether nothing happens in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cluster after `n` steps.
    #[must_use]
    pub fn cluster(&self, n: usize) -> Cluster {
        if self.len() <= n {
            return self.last.clone();
        }
        let near = n / KEPT_EVERY;
        let mut cluster = self.kept[near].clone();
        for line in &self.script.lines[near * KEPT_EVERY..n] {
            let _refused_again = cluster.apply(line.step);
        }
        cluster
    }

    /// Plays one more step.
    pub fn push(&mut self, line: Line) {
        let answer = self.last.apply(line.step);
        let refused = answer.is_err();
        let events = answer.unwrap_or_default();
        let said = events.iter().map(ToString::to_string).collect();
        self.moments.push(Moment { said, refused, broken: judge(&self.last) });
        self.script.lines.push(line);
        if self.len().is_multiple_of(KEPT_EVERY) {
            self.kept.push(self.last.clone());
        }
    }

    /// Forgets all steps after the first `n`.
    pub fn truncate(&mut self, n: usize) {
        self.last = self.cluster(n);
        self.script.lines.truncate(n);
        self.script.state = None;
        self.moments.truncate(n + 1);
        self.kept.truncate(n / KEPT_EVERY + 1);
    }

    /// The steps alone.
    pub fn steps(&self) -> impl Iterator<Item = Step> + '_ {
        self.script.lines.iter().map(|line| line.step)
    }
}

fn judge(cluster: &Cluster) -> Vec<bool> {
    claims().iter().map(|claim| !claim.holds(cluster)).collect()
}
