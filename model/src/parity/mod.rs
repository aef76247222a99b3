//! Replication as coarse as it was specified in public, to be counted against that specification.
//!
//! Jason Gustafson's TLA+ modules (`hachikuji/kafka-specification`) describe what a partition's
//! replicas do as single steps of several brokers at once: a fetch is asked, served and taken in
//! one step, nothing is lost on its way, no disk forgets, and the controller's words reach every
//! replica at its leisure. That is too coarse for Kanon's rules, whose worlds are in
//! [`replication`](crate::replication); but it is a second opinion on the engine and on the reading
//! of the protocol, for TLC has counted its states. The model is written in this project's own
//! words from what those modules mean, and has to agree with them in unique states and in depth.
//!
//! Deliberately not here: `spec`'s steps and properties, the rules' ids, lockstep.

mod protocol;
mod settings;
mod state;
#[cfg(test)]
mod tests;

pub use protocol::Protocol;
pub(crate) use settings::FIELDS;
pub use state::{MAX_EPOCH, MAX_LOG, MAX_RECORDS, MAX_REPLICAS, State};

use crate::{Kind, Model, Property};
use alloc::vec::Vec;
use core::fmt;
use state::{NONE, Record, Word, members, strong_isr, weak_isr};

/// A world: its four bounds, and how replicas truncate and fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parity {
    /// How many replicas, 1 to [`MAX_REPLICAS`] (`Replicas`).
    pub replicas: u8,
    /// How many records a log holds, 1 to [`MAX_LOG`] (`LogSize`).
    pub log: u8,
    /// How many records are written, 1 to [`MAX_RECORDS`] (`MaxRecords`).
    pub records: u8,
    /// The highest leader epoch; the first is 0 (`MaxLeaderEpoch`).
    pub epochs: u8,
    /// Which of the modules it is.
    pub protocol: Protocol,
}

/// One step, of a replica, or of two, or of the controller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The controller makes the replica leader of the next epoch.
    Elect(u8),
    /// The controller takes the replica out of the ISR, in a new epoch.
    Fence(u8),
    /// The leader of this epoch hears so.
    Lead(u8),
    /// A replica hears that another leads this epoch.
    Follow(u8, u8),
    /// A leader appends a record.
    Write(u8),
    /// A follower copies its leader's next record.
    Fetch(u8),
    /// A follower drops what its leader does not have.
    Truncate(u8),
    /// A leader moves its high watermark on by one.
    Commit(u8),
    /// A leader takes a replica out of the ISR.
    Shrink(u8, u8),
    /// A leader takes a replica into the ISR.
    Expand(u8, u8),
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Action::Elect(r) => write!(f, "elect {r}"),
            Action::Fence(r) => write!(f, "fence {r}"),
            Action::Lead(epoch) => write!(f, "lead epoch={epoch}"),
            Action::Follow(r, epoch) => write!(f, "follow {r} epoch={epoch}"),
            Action::Write(r) => write!(f, "write {r}"),
            Action::Fetch(r) => write!(f, "fetch {r}"),
            Action::Truncate(r) => write!(f, "truncate {r}"),
            Action::Commit(r) => write!(f, "commit {r}"),
            Action::Shrink(leader, r) => write!(f, "shrink {r} by={leader}"),
            Action::Expand(leader, r) => write!(f, "expand {r} by={leader}"),
        }
    }
}

impl Parity {
    /// The controller's next word, if it may have another epoch.
    fn tell(&self, state: &mut State, word: Word) -> Option<()> {
        (state.epochs <= self.epochs).then_some(())?;
        state.told[usize::from(state.epochs)] = word;
        (state.now, state.epoch) = (word, state.epochs);
        state.epochs += 1;
        Some(())
    }

    fn elect(&self, state: &mut State, r: u8) -> Option<()> {
        let now = state.now;
        (now.isr >> r & 1 == 1 && now.leader != r).then_some(())?;
        self.tell(state, Word { leader: r, isr: now.isr })
    }

    fn fence(&self, state: &mut State, r: u8) -> Option<()> {
        let Word { leader, isr } = state.now;
        let word = if leader != r {
            (isr >> r & 1 == 1).then_some(Word { leader, isr: isr & !(1 << r) })?
        } else if isr == 1 << r {
            Word { leader: NONE, isr }
        } else {
            Word { leader: NONE, isr: isr & !(1 << r) }
        };
        self.tell(state, word)
    }

    fn lead(state: &mut State, epoch: u8) -> Option<()> {
        let word = state.told[usize::from(epoch)];
        (word.leader != NONE).then_some(())?;
        let leader = state.replica_mut(word.leader);
        is_news(epoch, leader.epoch).then_some(())?;
        (leader.heard, leader.epoch) = (word, epoch);
        Some(())
    }

    fn follow(&self, state: &mut State, r: u8, epoch: u8) -> Option<()> {
        let word = state.told[usize::from(epoch)];
        (word.leader != NONE && word.leader != r).then_some(())?;
        is_news(epoch, state.replica(r).epoch).then_some(())?;
        let end = self.protocol.follows_to(state, r, epoch)?;
        let replica = state.replica_mut(r);
        (end <= replica.end).then(|| replica.truncate(end))?;
        (replica.heard, replica.epoch) = (word, epoch);
        Some(())
    }

    fn write(&self, state: &mut State, r: u8) -> Option<()> {
        let may = state.leads(r) && state.records < self.records && state.replica(r).end < self.log;
        may.then_some(())?;
        let record = Record::new(state.records, state.replica(r).epoch);
        state.replica_mut(r).append(record);
        state.records += 1;
        Some(())
    }

    fn fetch(&self, state: &mut State, r: u8) -> Option<()> {
        let leader = *Self::leader_of(state, r)?;
        self.protocol.may_fetch(state, r).then_some(())?;
        let follower = state.replica_mut(r);
        let record = leader.at(follower.end)?;
        follower.append(record);
        follower.high_watermark = leader.high_watermark.min(follower.end);
        Some(())
    }

    fn truncate(&self, state: &mut State, r: u8) -> Option<()> {
        let end = self.protocol.truncates_to(state, r, Self::leader_of(state, r)?)?;
        state.replica_mut(r).truncate(end);
        Some(())
    }

    /// Whom the replica follows, if that one leads by its own belief.
    fn leader_of(state: &State, r: u8) -> Option<&state::Replica> {
        let leader = state.replica(r).heard.leader;
        (leader != NONE && state.leads(leader)).then(|| state.replica(leader))
    }

    fn commit(&self, state: &mut State, r: u8) -> Option<()> {
        let leader = state.replica(r);
        leader.at(leader.high_watermark)?;
        let mut isr = members(leader.heard.isr);
        isr.all(|member| self.protocol.has_next(state, r, member)).then_some(())?;
        state.replica_mut(r).high_watermark += 1;
        Some(())
    }

    fn change(state: &mut State, leader: u8, isr: u8) -> Option<()> {
        let is_true = state.now.leader == leader && state.replica(leader).epoch == state.epoch;
        (is_true && state.leads(leader)).then_some(())?;
        state.now.isr = isr;
        state.replica_mut(leader).heard.isr = isr;
        Some(())
    }

    fn shrink(&self, state: &mut State, leader: u8, r: u8) -> Option<()> {
        let isr = state.replica(leader).heard.isr;
        (leader != r && isr >> r & 1 == 1).then_some(())?;
        (!self.protocol.is_at_end(state, leader, r)).then_some(())?;
        Self::change(state, leader, isr & !(1 << r))
    }

    fn expand(&self, state: &mut State, leader: u8, r: u8) -> Option<()> {
        let isr = state.replica(leader).heard.isr;
        (isr >> r & 1 == 0 && self.protocol.may_join(state, leader, r)).then_some(())?;
        Self::change(state, leader, isr | 1 << r)
    }
}

/// Whether a replica that has heard of `known`, or of [`NONE`], has yet to hear of `epoch`.
fn is_news(epoch: u8, known: u8) -> bool {
    known == NONE || known < epoch
}

impl Model for Parity {
    type State = State;
    type Action = Action;

    fn initial_states(&self) -> Vec<State> {
        [State::initial(self)].into()
    }

    fn actions(&self, state: &State, actions: &mut Vec<Action>) {
        let controller = state.epochs <= self.epochs;
        for r in 0..self.replicas {
            if controller {
                actions.extend([Action::Elect(r), Action::Fence(r)]);
            }
            let heard = state.replica(r).epoch;
            for (epoch, word) in state.told().filter(|(epoch, _)| is_news(*epoch, heard)) {
                if word.leader == r {
                    actions.push(Action::Lead(epoch));
                } else if word.leader != NONE {
                    actions.push(Action::Follow(r, epoch));
                }
            }
            if state.leads(r) {
                actions.extend([Action::Write(r), Action::Commit(r)]);
                if state.now.leader == r && heard == state.epoch {
                    let others = (0..self.replicas).filter(|other| *other != r);
                    actions.extend(others.map(|other| match state.now.isr >> other & 1 {
                        0 => Action::Expand(r, other),
                        _ => Action::Shrink(r, other),
                    }));
                }
            } else {
                actions.extend([Action::Fetch(r), Action::Truncate(r)]);
            }
        }
    }

    fn next_state(&self, state: &State, action: Action) -> Option<State> {
        let mut next = *state;
        match action {
            Action::Elect(r) => self.elect(&mut next, r),
            Action::Fence(r) => self.fence(&mut next, r),
            Action::Lead(epoch) => Self::lead(&mut next, epoch),
            Action::Follow(r, epoch) => self.follow(&mut next, r, epoch),
            Action::Write(r) => self.write(&mut next, r),
            Action::Fetch(r) => self.fetch(&mut next, r),
            Action::Truncate(r) => self.truncate(&mut next, r),
            Action::Commit(r) => self.commit(&mut next, r),
            Action::Shrink(leader, r) => self.shrink(&mut next, leader, r),
            Action::Expand(leader, r) => self.expand(&mut next, leader, r),
        }?;
        Some(next)
    }

    fn fingerprint(&self, state: &State) -> u128 {
        xxhash_rust::xxh3::xxh3_128(&state.bytes())
    }

    fn properties(&self) -> Vec<Property<State>> {
        let always = |name, holds| Property { name, kind: Kind::Always, holds };
        [always("StrongIsr", strong_isr as fn(&State) -> bool), always("WeakIsr", weak_isr)].into()
    }
}
