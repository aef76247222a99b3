//! In what the five modules differ: how a new follower truncates, and who counts as following.

use super::state::{Replica, State};

/// Which of the modules a world is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// `Kip320`: leader and follower of one epoch only have to do with each other.
    Kip320,
    /// `KafkaTruncateToHighWatermark`: a new follower truncates to its own high watermark.
    TruncateToHighWatermark,
    /// `Kip101`: to the end of its last epoch in the leader's log; the answer is an offset only.
    Kip101,
    /// `Kip279`: to where the logs last agree.
    Kip279,
    /// `Kip320FirstTry`: only when it fetches, and records are compared by their epochs.
    Kip320FirstTry,
}

impl Protocol {
    /// All of them, by the names of the command line.
    pub(super) const NAMES: [&str; 5] =
        ["kip320", "truncate-to-hw", "kip101", "kip279", "kip320-first-try"];

    /// All of them, in the same order.
    pub(super) const ALL: [Protocol; 5] = [
        Protocol::Kip320,
        Protocol::TruncateToHighWatermark,
        Protocol::Kip101,
        Protocol::Kip279,
        Protocol::Kip320FirstTry,
    ];

    /// Where replica `r` truncates as it hears who leads `epoch`; `None` if it cannot hear yet.
    pub(super) fn follows_to(self, state: &State, r: u8, epoch: u8) -> Option<u8> {
        let replica = state.replica(r);
        let r_leader = state.told[usize::from(epoch)].leader;
        let leader = state.replica(r_leader);
        match self {
            Protocol::TruncateToHighWatermark => Some(replica.high_watermark),
            Protocol::Kip101 => Some(offset_for_epoch(leader, replica)),
            Protocol::Kip279 => Some(leader.agrees_to(replica)),
            Protocol::Kip320 => {
                let is_leading = state.leads(r_leader) && leader.epoch == epoch;
                is_leading.then(|| leader.agrees_to(replica))
            }
            Protocol::Kip320FirstTry => Some(replica.end),
        }
    }

    /// Where a follower truncates as it fetches, if it has to.
    pub(super) fn truncates_to(self, state: &State, r: u8, leader: &Replica) -> Option<u8> {
        let follower = state.replica(r);
        let last = follower.end.checked_sub(1);
        let differs = || {
            let (ours, theirs) = (follower.at(last?)?, leader.at(last?)?);
            (ours.epoch() != theirs.epoch()).then_some(())
        };
        let has_to = leader.end < follower.end || differs().is_some();
        (self == Protocol::Kip320FirstTry && has_to).then(|| leader.agrees_to(follower))
    }

    /// Whether a follower may copy the next record of its leader, which leads by its own belief.
    pub(super) fn may_fetch(self, state: &State, r: u8) -> bool {
        let (leader, follower) = (state.replica(r).heard.leader, state.replica(r));
        match self {
            Protocol::Kip320 => of_one_epoch(state, leader, r),
            Protocol::Kip320FirstTry => matches(state, leader, r, follower.end),
            _ => true,
        }
    }

    /// Whether a member of the ISR has the record at the leader's high watermark, as the leader
    /// sees it.
    pub(super) fn has_next(self, state: &State, leader: u8, member: u8) -> bool {
        let high_watermark = state.replica(leader).high_watermark;
        let has = high_watermark < state.replica(member).end;
        match self {
            Protocol::Kip320 => of_one_epoch(state, leader, member) && has,
            Protocol::Kip320FirstTry => matches(state, leader, member, high_watermark + 1),
            _ => state.leads(leader) && follows(state, leader, member) && has,
        }
    }

    /// Whether a member of the ISR is at the end of the leader's log, as the leader sees it.
    pub(super) fn is_at_end(self, state: &State, leader: u8, member: u8) -> bool {
        let end = state.replica(leader).end;
        match self {
            Protocol::Kip320 => {
                of_one_epoch(state, leader, member) && end <= state.replica(member).end
            }
            Protocol::Kip320FirstTry => matches(state, leader, member, end),
            _ => reaches(state, leader, member, end),
        }
    }

    /// Whether a replica may join the leader's ISR.
    pub(super) fn may_join(self, state: &State, leader: u8, r: u8) -> bool {
        let high_watermark = state.replica(leader).high_watermark;
        match self {
            Protocol::Kip320 => {
                of_one_epoch(state, leader, r)
                    && high_watermark <= state.replica(r).end
                    && has_committed_its_epoch(state.replica(leader))
            }
            Protocol::Kip320FirstTry => {
                matches(state, leader, r, high_watermark)
                    && has_committed_its_epoch(state.replica(leader))
            }
            _ => reaches(state, leader, r, high_watermark),
        }
    }
}

/// What the leader answers for the follower's last epoch, as KIP-101 had it: the follower falls
/// back to its high watermark where the leader cannot tell.
fn offset_for_epoch(leader: &Replica, follower: &Replica) -> u8 {
    let Some(last) = follower.log().last() else { return 0 };
    match leader.log().last() {
        None => follower.high_watermark,
        Some(leaders) if leaders.epoch() == last.epoch() => leader.end,
        Some(_) => {
            let mut offsets = (0..).zip(leader.log());
            let larger = offsets.find(|(_, record)| last.epoch() < record.epoch());
            larger.map_or(follower.high_watermark, |(offset, _)| offset)
        }
    }
}

fn follows(state: &State, leader: u8, r: u8) -> bool {
    state.replica(r).heard.leader == leader
}

fn of_one_epoch(state: &State, leader: u8, r: u8) -> bool {
    let same = state.replica(r).epoch == state.replica(leader).epoch;
    state.leads(leader) && follows(state, leader, r) && same
}

/// Whether `r` follows, and both logs reach `end`.
fn reaches(state: &State, leader: u8, r: u8, end: u8) -> bool {
    let both = end <= state.replica(leader).end && end <= state.replica(r).end;
    follows(state, leader, r) && both
}

/// Whether, besides, the last records before `end` are of one epoch.
fn matches(state: &State, leader: u8, r: u8, end: u8) -> bool {
    let epoch_of = |r: u8| {
        let record = state.replica(r).at(end.checked_sub(1)?)?;
        Some(record.epoch())
    };
    state.leads(leader) && reaches(state, leader, r, end) && epoch_of(leader) == epoch_of(r)
}

/// Whether a leader's high watermark is at the end of its log, or in its own epoch.
fn has_committed_its_epoch(leader: &Replica) -> bool {
    let next = leader.at(leader.high_watermark);
    leader.high_watermark == leader.end || next.is_some_and(|record| record.epoch() == leader.epoch)
}
