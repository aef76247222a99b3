//! What a person does with a run: do, undo, seek, fork, switch a rule, load, share. No DOM.
//!
//! Nothing is lost: a step that is done while not at the end keeps the old way on as a *branch*,
//! and so does whatever replaces the run (another world, another text, an example).

use crate::{
    examples,
    run::{Claim, Run, STEPS_MAX, claims},
    script::{Line, Script},
    verbs,
};
use sim::Cluster;
use spec::{
    BrokerId, Mistake, Offset, Refused, Rules, Step, World,
    digest::{Digest, digest},
    view::{Body, Exchange, View},
};

/// The most branches that are kept; the oldest goes first.
const BRANCHES_MAX: usize = 16;

/// A run, a place in it, and the ways that were left.
#[derive(Clone, Debug)]
pub struct Session {
    run: Run,
    at: usize,
    now: Cluster,
    before: Option<Cluster>,
    branches: Vec<Script>,
}

/// One property, as judged so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lamp {
    /// Its name.
    pub name: &'static str,
    /// The rule that it judges.
    pub rule: &'static str,
    /// What it says.
    pub says: &'static str,
    /// The step that broke it first, 0 being the beginning; `None` while it has held.
    pub broke: Option<usize>,
}

impl Session {
    /// A script, after its first `at` steps.
    #[must_use]
    pub fn new(script: Script, at: usize) -> Self {
        let run = Run::of(script);
        let now = run.cluster(0);
        let mut session = Session { run, at: 0, now, before: None, branches: Vec::new() };
        session.seek(at);
        session
    }

    /// What was played, or is to be.
    #[must_use]
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// How many of its steps have happened.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// Whether all of them have.
    #[must_use]
    pub fn at_end(&self) -> bool {
        self.run.len() <= self.at
    }

    /// The cluster now.
    #[must_use]
    pub fn now(&self) -> &Cluster {
        &self.now
    }

    /// The cluster before the last step, if there was one.
    #[must_use]
    pub fn before(&self) -> Option<&Cluster> {
        self.before.as_ref()
    }

    /// The digest of the cluster now.
    #[must_use]
    pub fn digest(&self) -> Digest {
        digest(&self.now)
    }

    /// The ways that were left, the newest last.
    #[must_use]
    pub fn branches(&self) -> &[Script] {
        &self.branches
    }

    /// The properties, as judged after each of the steps up to now.
    #[must_use]
    pub fn lamps(&self) -> Vec<Lamp> {
        let lamp = |(place, claim): (usize, Claim)| {
            let (name, rule, says) = claim.words();
            Lamp { name, rule, says, broke: self.run.broke(place, self.at) }
        };
        claims().into_iter().enumerate().map(lamp).collect()
    }

    /// Whether a step would be possible now: it is tried on a copy.
    ///
    /// # Errors
    /// The step would be refused.
    pub fn try_step(&self, step: Step) -> Result<Cluster, Refused> {
        let mut copy = self.now.clone();
        copy.apply(step).map(|_| copy)
    }

    /// Where this follower's log would end if it acted on the diverging answer that is on its way
    /// or taken; `None` if there is none, or it would cut nothing.
    #[must_use]
    pub fn cut(&self, follower: BrokerId) -> Option<Offset> {
        let mut after = match self.now.exchange(follower)? {
            Exchange::Answer(answer) if matches!(answer.body, Body::Diverging { .. }) => {
                self.try_step(Step::Take(follower)).ok()?
            }
            Exchange::Cut { .. } => self.now.clone(),
            _ => return None,
        };
        after.apply(Step::Cut(follower)).ok()?;
        let end = after.log_end(follower);
        (end < self.now.log_end(follower)).then_some(end)
    }

    /// Goes to the state after the first `at` steps, or to the end.
    pub fn seek(&mut self, at: usize) {
        self.at = at.min(self.run.len());
        self.now = self.run.cluster(self.at);
        self.before = self.at.checked_sub(1).map(|before| self.run.cluster(before));
    }

    /// One step back; nothing at the beginning.
    pub fn undo(&mut self) {
        self.seek(self.at.saturating_sub(1));
    }

    /// One step on, along the run; nothing at its end.
    pub fn redo(&mut self) {
        self.seek(self.at + 1);
    }

    /// Does a step. At the end the run grows; before it, a step other than the next one forks.
    /// False if the step is refused, or the run is full.
    pub fn act(&mut self, step: Step) -> bool {
        let next = self.run.script().lines.get(self.at);
        if next.is_some_and(|line| line.step == step) {
            self.redo();
            return true;
        }
        if self.try_step(step).is_err() || STEPS_MAX <= self.at {
            return false;
        }
        if !self.at_end() {
            self.keep_branch();
            self.run.truncate(self.at);
        }
        self.run.push(Line::from(step));
        self.redo();
        true
    }

    /// Goes on along a branch; the way that is left becomes one in its place.
    pub fn switch(&mut self, branch: usize) {
        if branch < self.branches.len() {
            let script = self.branches.remove(branch);
            let at = common_steps(self.run.script(), &script);
            self.replace(script, at);
        }
    }

    /// Plays the same steps with other rules; the place is the same.
    pub fn set_rule(&mut self, mistake: Mistake, made: bool) {
        let kept = self.run.world().rules.omitted().filter(|other| *other != mistake);
        let made = made.then_some(mistake);
        let rules = kept.chain(made).fold(Rules::ALL, Rules::without);
        let world = World { rules, ..*self.run.world() };
        self.replay(Script { world, state: None, ..self.run.script().clone() });
    }

    /// Plays the same steps under another `min.insync.replicas`; the place is the same.
    pub fn set_min_isr(&mut self, min_isr: u32) {
        let world = World { min_isr: min_isr.max(1), ..*self.run.world() };
        self.replay(Script { world, state: None, ..self.run.script().clone() });
    }

    /// Plays the same steps with eligible leader replicas or without; the place is the same.
    pub fn set_elr(&mut self, elr: bool) {
        let world = World { elr, ..*self.run.world() };
        self.replay(Script { world, state: None, ..self.run.script().clone() });
    }

    /// Plays the same steps with a consumer or without; those of a consumer that is not are left
    /// out.
    pub fn set_consumer(&mut self, consumer: bool) {
        let world = World { consumer, ..*self.run.world() };
        let mut script = Script { world, state: None, ..self.run.script().clone() };
        let kept = |line: &Line| consumer || !verbs::is_consumers(line.step);
        let at = script.lines.iter().take(self.at).filter(|line| kept(line)).count();
        script.lines.retain(kept);
        self.load(script, at);
    }

    /// Plays what the run does to the first brokers in a world of that many, all in sync at first.
    pub fn set_brokers(&mut self, brokers: i32) {
        let World { replicas, isr, .. } = World::of(brokers);
        let world = World { brokers, replicas, isr, ..*self.run.world() };
        let mut script = Script { world, state: None, ..self.run.script().clone() };
        script.lines.retain(|line| last_named(line.step).0 < brokers);
        let at = script.lines.len().min(self.at);
        self.load(script, at);
    }

    /// Begins another script, after its first `at` steps; the run that is left becomes a branch,
    /// unless it is one that is built in.
    pub fn load(&mut self, script: Script, at: usize) {
        let left = self.run.script();
        if examples::all().iter().any(|example| example.script == *left) {
            self.begin(script, at);
        } else {
            self.replace(script, at);
        }
    }

    fn replay(&mut self, script: Script) {
        self.run = Run::of(script);
        self.seek(self.at);
    }

    fn replace(&mut self, script: Script, at: usize) {
        self.keep_branch();
        self.begin(script, at);
    }

    fn begin(&mut self, script: Script, at: usize) {
        self.branches.retain(|branch| *branch != script);
        self.run = Run::of(script);
        self.seek(at);
    }

    /// Keeps the run as a branch, unless it is empty or there already.
    fn keep_branch(&mut self) {
        let script = self.run.script();
        if !script.lines.is_empty() && !self.branches.contains(script) {
            self.branches.push(script.clone());
        }
        if BRANCHES_MAX < self.branches.len() {
            self.branches.remove(0);
        }
    }
}

/// The last of the brokers that a step names.
fn last_named(step: Step) -> BrokerId {
    match step {
        Step::Shrink { leader, follower } | Step::Expand { leader, follower } => {
            leader.max(follower)
        }
        _ => step.broker(),
    }
}

/// How many steps two scripts share from their beginning on.
#[must_use]
pub fn common_steps(one: &Script, other: &Script) -> usize {
    if one.world != other.world {
        return 0;
    }
    one.lines.iter().zip(&other.lines).take_while(|(a, b)| a.step == b.step).count()
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
