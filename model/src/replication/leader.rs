//! The leader: what a producer's request and a follower's fetch do to it. Each action is its guard
//! and then its effect.

use super::{
    MAX_VALUES, Replication, State,
    packed::{Batch, Body, Exchange, NONE, Request},
    state::Replica,
};
use spec::{Acks, Mistake};

impl Replication {
    //= REP-1
    pub(super) fn produce(&self, s: &mut State, b: usize, acks: Acks, records: i32) -> Option<()> {
        let value = s.spent.values;
        let leader = &mut s.replicas[b];
        leader.up.then_some(())?;
        let too_few = acks == Acks::All && !self.enough(leader);
        if !leader.leads(b as u8) || too_few {
            return Some(()); // Answered with an error.
        }
        assert!(value < MAX_VALUES, "a state holds {MAX_VALUES} batches");
        let records = u8::try_from(records).expect("one record or two");
        //= LOG-2
        leader.append(Batch::new(value, leader.epoch, records));
        //= REP-2
        if acks == Acks::All {
            leader.waiting |= 1 << value;
        }
        s.spent.values += 1;
        s.spent.records += records;
        self.advance(s, b);
        Some(())
    }

    //= REP-4
    pub(super) fn expire(&self, s: &mut State, b: usize) -> Option<()> {
        let leader = &mut s.replicas[b];
        (leader.up && leader.waiting != 0).then_some(())?;
        let oldest = leader.waiting.trailing_zeros() as u8;
        leader.waiting &= leader.waiting - 1; // Without its lowest bit: the oldest value.
        s.producer.heard_error(b as u8, oldest);
        s.spent.expiries += 1;
        Some(())
    }

    //= REP-5
    pub(super) fn serve(&self, s: &mut State, follower: usize) -> Option<()> {
        let Exchange::Request(request) = s.replicas[follower].exchange else { return None };
        let body = self.fetched(s, follower, request)?;
        let Request { epoch, offset, .. } = request;
        s.replicas[follower].exchange = Exchange::Answer { epoch, offset, body };
        Some(())
    }

    pub(super) fn serve_orphan(&self, s: &mut State, follower: usize) -> Option<()> {
        let request = s.replicas[follower].orphan;
        (request.to != NONE).then_some(())?;
        self.fetched(s, follower, request)?;
        s.replicas[follower].orphan = Request::NONE;
        Some(())
    }

    /// What a fetch does to the broker that it reaches, and what is answered.
    fn fetched(&self, s: &mut State, follower: usize, request: Request) -> Option<Body> {
        let at = usize::from(request.to);
        let leader = s.replicas[at];
        leader.up.then_some(())?;
        //= REP-6
        if leader.epoch == NONE {
            return Some(Body::NotLeader);
        }
        let older = request.epoch < leader.epoch;
        let served = if older { Mistake::ServeOlderEpoch } else { Mistake::ServeNewerEpoch };
        if request.epoch != leader.epoch && !self.rules.omit(served) {
            return Some(if older { Body::Fenced } else { Body::UnknownEpoch });
        }
        if !leader.leads(request.to) {
            return Some(Body::NotLeader);
        }
        if leader.replicas >> follower & 1 == 0 {
            return Some(Body::UnknownEpoch);
        }
        if let Some(body) = self.parting(&leader, request) {
            let careless = self.rules.omit(Mistake::StateFromDivergingFetch);
            if careless && matches!(body, Body::Diverging { .. }) {
                self.heard(s, at, follower, request);
            }
            return Some(body);
        }
        //= REP-9
        let learnt = s.metadata.at(leader.learnt);
        let later = request.broker_epoch < learnt.broker_epochs[follower];
        if later && learnt.fenced >> follower & 1 == 0 {
            return Some(Body::NotLeader);
        }
        // The mark is read before the fetch is taken note of.
        let high_watermark = leader.high_watermark;
        let body = match leader.batch_at(request.offset) {
            Some(batch) => Body::Records { batch, high_watermark },
            None => Body::Nothing { high_watermark },
        };
        self.heard(s, at, follower, request);
        Some(body)
    }

    /// Where the logs part, or that the leader cannot say.
    fn parting(&self, leader: &Replica, request: Request) -> Option<Body> {
        let last = request.last_epoch;
        //= STO-3
        if request.offset < leader.log_start {
            return Some(Body::OutOfRange);
        }
        if self.rules.omit(Mistake::CompareNoEpochs) {
            return (leader.end() < request.offset).then_some(Body::OutOfRange);
        }
        if last == NONE {
            return None;
        }
        //= REP-7
        let Some((epoch, end)) = leader.epoch_end(last) else { return Some(Body::OutOfRange) };
        //= REP-8
        let high_watermark = leader.high_watermark;
        if self.rules.omit(Mistake::AnswerOnlyAnOffset) {
            let diverging = Body::Diverging { epoch: NONE, end, high_watermark };
            return (end < request.offset).then_some(diverging);
        }
        let diverging = Body::Diverging { epoch, end, high_watermark };
        (epoch < last || end < request.offset).then_some(diverging)
    }

    //= REP-9
    fn heard(&self, s: &mut State, leader: usize, follower: usize, request: Request) {
        s.replicas[leader].ends[follower] = request.offset;
        s.replicas[leader].incarnations[follower] = request.broker_epoch;
        self.advance(s, leader);
    }

    /// Whether a leader knows of `min.insync.replicas` in sync, or of all where that is more.
    pub(super) fn enough(&self, leader: &Replica) -> bool {
        self.effective_min_isr(leader.replicas) <= leader.isr.count_ones()
    }

    //= REP-10
    pub(super) fn advance(&self, s: &mut State, b: usize) {
        let beside = self.ineligible(s, b);
        let leader = &mut s.replicas[b];
        if !self.enough(leader) && !self.rules.omit(Mistake::CommitBelowMinIsr) {
            return;
        }
        let alone = self.rules.omit(Mistake::CommitWithoutProposed);
        let in_sync = leader.isr | beside | if alone { 0 } else { leader.proposed };
        let mut least = leader.end();
        for member in (0..self.brokers).filter(|m| usize::from(*m) != b) {
            if in_sync & 1 << member != 0 {
                match leader.ends[usize::from(member)] {
                    NONE => return, // Not heard of in this epoch.
                    end => least = least.min(end),
                }
            }
        }
        leader.high_watermark = leader.high_watermark.max(least);
        self.acknowledge(s, b);
    }

    /// Whom a leader waits for that cannot join, by mistake.
    fn ineligible(&self, s: &State, b: usize) -> u8 {
        if !self.rules.omit(Mistake::WaitForIneligible) {
            return 0;
        }
        let leader = &s.replicas[b];
        let heard = (0..self.brokers).filter(|f| leader.ends[usize::from(*f)] != NONE);
        heard.fold(0, |all, f| all | 1 << f) & !s.metadata.at(leader.learnt).active()
    }

    //= REP-3
    pub(super) fn acknowledge(&self, s: &mut State, b: usize) {
        let leader = &mut s.replicas[b];
        let mut end = 0;
        let mut done = 0;
        for batch in leader.log() {
            end += batch.records();
            if end <= leader.high_watermark {
                done |= 1 << batch.value();
            }
        }
        let again = leader.done_again();
        let told = leader.waiting & done | again;
        leader.waiting &= !done;
        s.acknowledged |= told;
        s.producer.acknowledged(b as u8, told);
    }
}

impl Replica {
    /// Appends a batch, whose epoch, if it is new, starts there. (LOG-4)
    pub(super) fn append(&mut self, batch: Batch) {
        //= LOG-1
        self.epochs.note(batch.epoch(), self.end());
        self.log[usize::from(self.batches)] = batch;
        self.batches += 1;
    }

    /// The newest epoch of its log that is not newer than this one, or this one if it has none so
    /// old, and where it ends; `None` if the log has no epoch as new.
    //= REP-8
    pub(super) fn epoch_end(&self, last: u8) -> Option<(u8, u8)> {
        (Some(last) <= self.epochs.latest()).then_some(())?;
        let epoch = self.epochs.floor(last).unwrap_or(last);
        Some((epoch, self.epochs.end_of(last, self.end())))
    }

    /// The batch that begins at an offset.
    pub(super) fn batch_at(&self, offset: u8) -> Option<Batch> {
        let mut base = 0;
        for batch in self.log() {
            if base == offset {
                return Some(*batch);
            }
            base += batch.records();
        }
        None
    }
}
