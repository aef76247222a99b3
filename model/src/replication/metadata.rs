//! The controller's decisions, as far as anybody may still act by them: each in five bytes.

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
    /// Who has a replica, who of them is being added, and who removed.
    pub(super) replicas: u8,
    pub(super) adding: u8,
    pub(super) removing: u8,
}

impl Decision {
    /// Who may lead and be in sync.
    pub(super) fn active(&self) -> u8 {
        !(self.fenced | self.shutting_down)
    }

    /// Who has a replica, and who will.
    pub(super) fn assignment(&self) -> [u8; 3] {
        [self.replicas, self.adding, self.removing]
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

    /// Two bits for each broker: whether it has a replica, for good or not.
    fn pack_assignment(&self) -> u8 {
        let of = |b: u8| {
            let bit = |set: u8| set >> b & 1;
            let both = bit(self.adding) & bit(self.removing);
            assert!(both == 0, "nobody is being added and removed");
            (bit(self.replicas) + bit(self.adding) + 2 * bit(self.removing)) << (2 * b)
        };
        of(0) | of(1) | of(2)
    }

    fn unpack(packed: u32, assignment: u8) -> Decision {
        let bits = |at: u32, count: u32| (packed >> at & ((1 << count) - 1)) as u8;
        let broker = |at| if bits(at, 2) == 3 { NONE } else { bits(at, 2) };
        let is = |b: u8, what| u8::from(assignment >> (2 * b) & 3 == what) << b;
        let of = |what| is(0, what) | is(1, what) | is(2, what);
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
            replicas: of(1) | of(2) | of(3),
            adding: of(2),
            removing: of(3),
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
    assignments: [u8; DECISIONS],
}

impl Metadata {
    /// The bytes that it takes in a state's.
    pub(super) const BYTES: usize = 2 + 5 * DECISIONS;

    pub(super) fn new(first: &Decision) -> Self {
        let (mut kept, mut assignments) = ([0; DECISIONS], [0; DECISIONS]);
        (kept[0], assignments[0]) = (first.pack(), first.pack_assignment());
        Metadata { made: 1, forgotten: 0, kept, assignments }
    }

    pub(super) fn last(&self) -> Decision {
        self.at(self.made - 1)
    }

    pub(super) fn at(&self, index: u8) -> Decision {
        let place = usize::from(index - self.forgotten);
        Decision::unpack(self.kept[place], self.assignments[place])
    }

    pub(super) fn add(&mut self, decision: &Decision) {
        let place = usize::from(self.made - self.forgotten);
        assert!(place < DECISIONS, "a state holds {DECISIONS} decisions");
        self.kept[place] = decision.pack();
        self.assignments[place] = decision.pack_assignment();
        self.made += 1;
    }

    /// Forgets all before this one.
    pub(super) fn forget_before(&mut self, index: u8) {
        let count = usize::from(index - self.forgotten);
        if 0 < count {
            self.kept.copy_within(count.., 0);
            self.kept[DECISIONS - count..].fill(0);
            self.assignments.copy_within(count.., 0);
            self.assignments[DECISIONS - count..].fill(0);
            self.forgotten = index;
        }
    }

    /// The same with each decision changed.
    pub(super) fn under(&self, change: impl Fn(&Decision) -> Decision) -> Metadata {
        let mut next = *self;
        for place in 0..usize::from(self.made - self.forgotten) {
            let changed = change(&Decision::unpack(self.kept[place], self.assignments[place]));
            next.kept[place] = changed.pack();
            next.assignments[place] = changed.pack_assignment();
        }
        next
    }

    pub(super) fn bytes(&self, to: &mut [u8]) {
        to[..2].copy_from_slice(&[self.made, self.forgotten]);
        let (kept, assignments) = to[2..].split_at_mut(4 * DECISIONS);
        for (to, kept) in kept.chunks_exact_mut(4).zip(self.kept) {
            to.copy_from_slice(&kept.to_le_bytes());
        }
        assignments.copy_from_slice(&self.assignments);
    }
}
