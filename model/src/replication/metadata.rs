//! The controller's decisions, as far as anybody may still act by them: each in four bytes.

use super::packed::NONE;

/// How many decisions a state can hold: those from the first that a running broker has learnt last.
pub(super) const DECISIONS: usize = 16;

/// The state of the partition and of all registrations, by one decision. Sets are bit sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Decision {
    /// Or [`NONE`].
    pub(super) leader: u8,
    pub(super) epoch: u8,
    pub(super) partition_epoch: u8,
    pub(super) isr: u8,
    pub(super) elr: u8,
    /// Or [`NONE`].
    pub(super) last_leader: u8,
    pub(super) fenced: u8,
    pub(super) shutting_down: u8,
    pub(super) broker_epochs: [u8; 3],
}

impl Decision {
    /// Who may lead and be in sync.
    pub(super) fn active(&self) -> u8 {
        !(self.fenced | self.shutting_down)
    }

    fn pack(&self) -> u32 {
        let [x, y, z] = self.broker_epochs;
        let fields = [
            (self.leader & 3, 2),
            (self.epoch, 3),
            (self.partition_epoch, 5),
            (self.isr, 3),
            (self.elr, 3),
            (self.last_leader & 3, 2),
            (self.fenced, 3),
            (self.shutting_down, 3),
            (x, 2),
            (y, 2),
            (z, 2),
        ];
        let mut packed = 0;
        let mut at = 0;
        for (value, bits) in fields {
            assert!(value >> bits == 0, "a decision holds {bits} bits of it, not {value}");
            packed |= u32::from(value) << at;
            at += bits;
        }
        packed
    }

    fn unpack(packed: u32) -> Decision {
        let bits = |at: u32, count: u32| (packed >> at & ((1 << count) - 1)) as u8;
        let broker = |at| if bits(at, 2) == 3 { NONE } else { bits(at, 2) };
        Decision {
            leader: broker(0),
            epoch: bits(2, 3),
            partition_epoch: bits(5, 5),
            isr: bits(10, 3),
            elr: bits(13, 3),
            last_leader: broker(16),
            fenced: bits(18, 3),
            shutting_down: bits(21, 3),
            broker_epochs: [bits(24, 2), bits(26, 2), bits(28, 2)],
        }
    }
}

/// The decisions that count, oldest first; the others are zero, as equal states have equal bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Metadata {
    /// How many decisions were made.
    pub(super) made: u8,
    /// How many of them are forgotten.
    pub(super) forgotten: u8,
    kept: [u32; DECISIONS],
}

impl Metadata {
    /// The bytes that it takes in a state's.
    pub(super) const BYTES: usize = 2 + 4 * DECISIONS;

    pub(super) fn new(first: &Decision) -> Self {
        let mut kept = [0; DECISIONS];
        kept[0] = first.pack();
        Metadata { made: 1, forgotten: 0, kept }
    }

    pub(super) fn last(&self) -> Decision {
        self.at(self.made - 1)
    }

    pub(super) fn at(&self, index: u8) -> Decision {
        Decision::unpack(self.kept[usize::from(index - self.forgotten)])
    }

    pub(super) fn add(&mut self, decision: &Decision) {
        let place = usize::from(self.made - self.forgotten);
        assert!(place < DECISIONS, "a state holds {DECISIONS} decisions");
        self.kept[place] = decision.pack();
        self.made += 1;
    }

    /// Forgets all before this one.
    pub(super) fn forget_before(&mut self, index: u8) {
        let count = usize::from(index - self.forgotten);
        if 0 < count {
            self.kept.copy_within(count.., 0);
            self.kept[DECISIONS - count..].fill(0);
            self.forgotten = index;
        }
    }

    /// The same with each decision changed.
    pub(super) fn under(&self, change: impl Fn(&Decision) -> Decision) -> Metadata {
        let mut next = *self;
        for kept in &mut next.kept[..usize::from(self.made - self.forgotten)] {
            *kept = change(&Decision::unpack(*kept)).pack();
        }
        next
    }

    pub(super) fn bytes(&self, to: &mut [u8]) {
        to[..2].copy_from_slice(&[self.made, self.forgotten]);
        for (to, kept) in to[2..].chunks_exact_mut(4).zip(self.kept) {
            to.copy_from_slice(&kept.to_le_bytes());
        }
    }
}
