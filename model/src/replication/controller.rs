//! The controller: a single mind, whose every decision is one step.

use super::{
    Replication, State,
    packed::{Exchange, NONE},
};
use spec::Mistake;

impl Replication {
    //= REP-15
    pub(super) fn elect(&self, s: &mut State, b: usize) -> Option<()> {
        let electable = s.replicas[b].up && s.isr & 1 << b != 0 && usize::from(s.leader) != b;
        electable.then_some(())?;
        s.leader = b as u8;
        s.epoch += 1;
        Some(())
    }

    //= REP-16
    pub(super) fn learn(&self, s: &mut State, b: usize) -> Option<()> {
        let replica = &mut s.replicas[b];
        (replica.up && replica.epoch != s.epoch).then_some(())?;
        (replica.epoch, replica.leader) = (s.epoch, s.leader);
        if matches!(replica.exchange, Exchange::Cut { .. }) {
            replica.exchange = Exchange::None;
        }
        replica.ends.fill(NONE);
        if usize::from(s.leader) == b {
            replica.isr = s.isr;
            replica.epochs.note(s.epoch, replica.end());
            self.advance(s, b);
        } else {
            replica.isr = 0;
            replica.waiting = 0;
            //= REP-11
            if s.leader != NONE && self.rules.omit(Mistake::TruncateToHighWatermark) {
                replica.truncate(replica.high_watermark);
            }
        }
        Some(())
    }

    //= REP-12
    pub(super) fn shrink(&self, s: &mut State, b: usize) -> Option<()> {
        let at = self.current_leader(s)?;
        let leader = &mut s.replicas[at];
        let lags = leader.ends[b] != leader.end();
        (at != b && s.isr & 1 << b != 0 && lags).then_some(())?;
        s.isr &= !(1 << b);
        leader.isr = s.isr;
        self.advance(s, at);
        Some(())
    }

    //= REP-13
    pub(super) fn expand(&self, s: &mut State, b: usize) -> Option<()> {
        let at = self.current_leader(s)?;
        let leader = &mut s.replicas[at];
        let end = leader.ends[b];
        (s.isr & 1 << b == 0 && end != NONE).then_some(())?;
        let epoch_start = leader.epochs.start(leader.epoch).expect("a leader has noted its epoch");
        let early = self.rules.omit(Mistake::JoinBeforeEpochStart);
        let enough =
            if early { leader.high_watermark } else { leader.high_watermark.max(epoch_start) };
        (enough <= end).then_some(())?;
        s.isr |= 1 << b;
        leader.isr = s.isr;
        Some(())
    }

    /// The leader that the controller has, if it is up and knows its epoch.
    fn current_leader(&self, s: &State) -> Option<usize> {
        (s.leader != NONE).then_some(())?;
        let leader = &s.replicas[usize::from(s.leader)];
        (leader.up && leader.epoch == s.epoch).then_some(usize::from(s.leader))
    }

    //= REP-17
    pub(super) fn take_out_crashed(&self, s: &mut State, b: usize) {
        if s.isr != 1 << b {
            s.isr &= !(1 << b);
        }
        s.epoch += 1;
        if usize::from(s.leader) == b {
            s.leader = NONE;
        }
    }
}
