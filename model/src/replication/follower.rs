//! The follower: it asks, and takes what it is told.

use super::{
    Replication, State,
    packed::{Batch, Body, Exchange, NONE, Request},
    state::Replica,
};
use spec::Mistake;

impl Replication {
    //= REP-5
    pub(super) fn ask(&self, s: &mut State, b: usize) -> Option<()> {
        let follower = &mut s.replicas[b];
        let follows = follower.leader != NONE && usize::from(follower.leader) != b;
        (follower.up && follows && follower.exchange == Exchange::None).then_some(())?;
        follower.exchange = Exchange::Request(Request {
            to: follower.leader,
            epoch: follower.epoch,
            offset: follower.end(),
            last_epoch: follower.last_epoch(),
            broker_epoch: follower.broker_epoch,
        });
        Some(())
    }

    pub(super) fn lose(&self, s: &mut State, b: usize) -> Option<()> {
        match s.replicas[b].exchange {
            Exchange::None | Exchange::Cut { .. } => return None,
            Exchange::Request(_) | Exchange::Answer { .. } => {}
        }
        s.replicas[b].exchange = Exchange::None;
        s.spent.losses += 1;
        Some(())
    }

    pub(super) fn give_up(&self, s: &mut State, b: usize) -> Option<()> {
        let follower = &mut s.replicas[b];
        match follower.exchange {
            Exchange::None | Exchange::Cut { .. } => return None,
            Exchange::Request(_) if follower.orphan != Request::NONE => return None,
            Exchange::Request(request) => follower.orphan = request,
            Exchange::Answer { .. } => {}
        }
        follower.exchange = Exchange::None;
        s.spent.orphans += 1;
        Some(())
    }

    //= REP-18
    pub(super) fn take(&self, s: &mut State, b: usize) -> Option<()> {
        let follower = &mut s.replicas[b];
        let Exchange::Answer { epoch, offset, body } = follower.exchange else { return None };
        follower.exchange = Exchange::None;
        let follows = follower.leader != NONE && usize::from(follower.leader) != b;
        let stale = epoch != follower.epoch && !self.rules.omit(Mistake::TakeStaleAnswer);
        if !follows || stale || offset != follower.end() {
            return Some(()); // Dropped unread.
        }
        match body {
            Body::Records { batch, high_watermark } => {
                //= LOG-3
                follower.noted.note(batch, follower.end(), s.producer.remembered);
                follower.append(batch);
                follower.high_watermark =
                    high_watermark.min(follower.end()).max(follower.log_start);
            }
            Body::Nothing { high_watermark } => {
                follower.high_watermark =
                    high_watermark.min(follower.end()).max(follower.log_start);
            }
            Body::Diverging { epoch, end, high_watermark } => {
                if self.rules.omit(Mistake::HighWatermarkFromDivergingFetch) {
                    follower.high_watermark = high_watermark.min(follower.end());
                }
                follower.exchange = Exchange::Cut { epoch, end };
            }
            Body::Fenced | Body::UnknownEpoch | Body::NotLeader | Body::OutOfRange => {}
        }
        Some(())
    }

    //= REP-11
    pub(super) fn cut(&self, s: &mut State, b: usize) -> Option<()> {
        let follower = &mut s.replicas[b];
        let Exchange::Cut { epoch, end } = follower.exchange else { return None };
        follower.exchange = Exchange::None;
        self.cut_log(s, b, s.replicas[b].place_of_cut(epoch, end));
        Some(())
    }

    /// Cuts a log, and what is remembered of the producer with it.
    //= PRD-7
    pub(super) fn cut_log(&self, s: &mut State, b: usize, end: u8) {
        let replica = &mut s.replicas[b];
        let before = replica.end();
        //= STO-3
        replica.truncate(end.max(replica.log_start));
        let less = replica.end() < before;
        if less && !self.rules.omit(Mistake::KeepProducerState) {
            replica.replay_producer(s.producer.remembered);
        }
    }
}

impl Replica {
    /// Where to truncate on hearing that the leader's log ends that epoch there. An answer without
    /// an epoch leaves the offset alone to go by.
    //= REP-11
    pub(super) fn place_of_cut(&self, epoch: u8, end: u8) -> u8 {
        if epoch == NONE {
            return end;
        }
        let own_end = self.epochs.end_of(epoch, self.end());
        match self.epochs.floor(epoch) {
            Some(own) if own < epoch => own_end,
            _ => end.min(own_end),
        }
    }

    /// Drops all from an offset on, a batch that it would cut in two included; durably.
    //= LOG-8
    //= STO-7
    pub(super) fn truncate(&mut self, end: u8) {
        let mut kept = 0;
        let mut batches = 0;
        for batch in self.log() {
            if end < kept + batch.records() {
                break;
            }
            kept += batch.records();
            batches += 1;
        }
        for dropped in &mut self.log[batches..usize::from(self.batches)] {
            *dropped = Batch(0); // Equal states have equal bytes.
        }
        self.batches = batches as u8;
        self.epochs.truncate(kept);
        //= LOG-5
        self.flushed = self.flushed.min(kept);
        self.high_watermark = self.high_watermark.min(kept);
    }
}
