//! What a replica remembers of the producer, as a fold over its log; and where its log begins.
//! (PRD-4 to PRD-9, STO-1 to STO-3)

use super::{
    Replication, State,
    packed::{Batch, NONE},
    producer::{Producer, Verdict},
    state::Replica,
};
use spec::Mistake;

/// The most batches that a state can hold of those that are remembered.
pub(super) const REMEMBERED: usize = 2;
/// The most requests that can wait beside the first of their value.
const AGAIN: usize = 3;

/// What the producer puts on a batch: an epoch below 8, a sequence below 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Stamp {
    pub(super) epoch: u8,
    pub(super) sequence: u8,
}

/// What is remembered; `epoch` is [`NONE`] if nothing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Noted {
    pub(super) epoch: u8,
    batches: [Kept; REMEMBERED],
}

/// A batch that is remembered: its first sequence and offset, and its records, 0 if there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Kept {
    pub(super) sequence: u8,
    pub(super) base: u8,
    pub(super) records: u8,
}

impl Noted {
    pub(super) const NOTHING: Noted =
        Noted { epoch: NONE, batches: [Kept { sequence: 0, base: 0, records: 0 }; REMEMBERED] };

    pub(super) fn batches(&self) -> impl DoubleEndedIterator<Item = &Kept> {
        self.batches.iter().filter(|kept| kept.records != 0)
    }

    /// Notes a batch that is appended at an offset, if the producer's.
    //= PRD-6
    pub(super) fn note(&mut self, batch: Batch, base: u8, limit: u8) {
        let Some(Stamp { epoch, sequence }) = batch.stamp() else { return };
        if self.epoch != epoch {
            *self = Noted { epoch, ..Noted::NOTHING };
        }
        let count = self.batches().count();
        let full = usize::from(limit) <= count;
        if full {
            self.batches.copy_within(1.., 0);
        }
        self.batches[count - usize::from(full)] = Kept { sequence, base, records: batch.records() };
    }

    pub(super) fn bytes(&self, to: &mut [u8]) {
        to[0] = self.epoch;
        for (to, kept) in to[1..].chunks_exact_mut(2).zip(&self.batches) {
            to.copy_from_slice(&[kept.sequence | kept.records << 4, kept.base]);
        }
    }
}

/// Requests that wait though one of the same value has come before: the value, and up to where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Again([u8; AGAIN]);

impl Again {
    pub(super) const BYTES: usize = AGAIN;
    pub(super) const NONE: Again = Again([0; AGAIN]);

    fn add(&mut self, value: u8, end: u8) {
        let free = self.0.iter().position(|one| *one == 0);
        let free = free.expect("a state holds three requests that wait again");
        self.0[free] = 0x80 | value << 4 | end;
        self.0.sort_unstable_by(|one, other| other.cmp(one));
    }

    /// The values of those that a high watermark ends, which wait no longer.
    fn take_done(&mut self, high_watermark: u8) -> u8 {
        let mut done = 0;
        for one in self.0.iter_mut().filter(|one| **one != 0 && **one & 15 <= high_watermark) {
            done |= 1 << (*one >> 4 & 7);
            *one = 0;
        }
        self.0.sort_unstable_by(|one, other| other.cmp(one));
        done
    }

    pub(super) fn waits(self, value: u8) -> bool {
        self.0.iter().any(|one| *one != 0 && *one >> 4 & 7 == value)
    }

    pub(super) fn bytes(self) -> [u8; AGAIN] {
        self.0
    }
}

impl Replication {
    /// Where the batch ends that this one repeats; `None` if it is to be appended.
    pub(super) fn judged(
        &self,
        leader: &Replica,
        stamp: Stamp,
        world: &Producer,
    ) -> Result<Option<u8>, Verdict> {
        let Noted { epoch, .. } = leader.noted;
        //= PRD-4
        if epoch == stamp.epoch {
            let seen = if self.rules.omit(Mistake::RememberOnlyTheLast) { 1 } else { REMEMBERED };
            let mut latest = leader.noted.batches().rev().take(seen);
            let same = latest.find(|kept| kept.sequence == stamp.sequence && kept.records == 1);
            if let Some(kept) = same {
                return Ok(Some(kept.base + kept.records));
            }
        }
        //= PRD-5
        //= PRD-13
        let expected = match leader.noted.batches().next_back() {
            None => return Ok(None),
            Some(_) if stamp.epoch < epoch => return Err(Verdict::Rejected),
            Some(_) if epoch < stamp.epoch => 0,
            Some(last) => (last.sequence + last.records) % (world.last_sequence + 1),
        };
        if stamp.sequence == expected { Ok(None) } else { Err(Verdict::OutOfOrder) }
    }

    //= STO-1
    //= STO-8 exception: no client asks here; what it would have done is this
    pub(super) fn delete_old(&self, s: &mut State, b: usize) -> Option<()> {
        let replica = &mut s.replicas[b];
        let mark = replica.high_watermark;
        (replica.up && replica.log_start < mark).then_some(())?;
        //= STO-2
        replica.flushed = replica.flushed.max(mark);
        replica.log_start = mark;
        //= PRD-8
        let last = replica.noted.batches().next_back();
        let gone = last.is_some_and(|last| last.base + last.records <= mark);
        if gone && self.rules.omit(Mistake::ForgetWithDeleted) {
            replica.noted = Noted::NOTHING;
        }
        s.spent.deletes += 1;
        Some(())
    }
}

impl Replica {
    /// Remembers what its log says, all of it, and no more.
    //= PRD-7
    //= STO-5
    pub(super) fn replay_producer(&mut self, limit: u8) {
        (self.noted, self.forgotten) = (Noted::NOTHING, 0);
        if limit == 0 {
            return;
        }
        let mut noted = Noted::NOTHING;
        let mut base = 0;
        for batch in self.log() {
            noted.note(*batch, base, limit);
            base += batch.records();
        }
        self.noted = noted;
    }

    //= PRD-9
    pub(super) fn forget_producer(&mut self) {
        (self.noted, self.forgotten) = (Noted::NOTHING, self.end());
    }

    /// A request waits for an end, of a value of which one has waited or waits.
    pub(super) fn wait_again(&mut self, value: u8, end: u8) {
        self.again.add(value, end);
    }

    /// The values of such requests that wait no longer.
    pub(super) fn done_again(&mut self) -> u8 {
        self.again.take_done(self.high_watermark)
    }
}
