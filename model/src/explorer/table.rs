//! The fingerprints of every state found so far: sixteen bytes a state, and four for its position
//! in the order of discovery if the graph is kept.
//!
//! The table is cut into shards by the fingerprint's highest bits, so that several workers can
//! fill it without a lock: each shard has one writer at a time. It holds no states and cannot tell
//! two states of one fingerprint apart; the bound on that is in the [module above](super).

use alloc::vec;
use alloc::vec::Vec;

/// How many shards there are. A constant and not the number of workers, so that nothing depends on
/// how many there are.
pub(super) const SHARDS: usize = 1 << SHARD_BITS;

const SHARD_BITS: u32 = 6;
const SLOTS_MIN: usize = 16;

/// A fingerprint as the table holds it: never zero, which marks an empty slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(u128);

impl Key {
    /// Zero is held as one: those two values count as one fingerprint.
    pub(super) fn new(fingerprint: u128) -> Self {
        Self(fingerprint.max(1))
    }

    /// The shard in which it is looked for.
    pub(super) fn shard(self) -> usize {
        (self.0 >> (u128::BITS - SHARD_BITS)) as usize
    }
}

/// All shards.
pub(super) struct Table {
    pub(super) shards: Vec<Shard>,
}

impl Table {
    /// An empty one; `numbered` if each state's position is to be kept too.
    pub(super) fn new(numbered: bool) -> Self {
        Self { shards: (0..SHARDS).map(|_| Shard::new(numbered)).collect() }
    }

    pub(super) fn contains(&self, key: Key) -> bool {
        self.shards[key.shard()].contains(key)
    }

    /// The position of the state of this fingerprint.
    pub(super) fn position(&self, key: Key) -> Option<u32> {
        self.shards[key.shard()].position(key)
    }

    /// What it occupies.
    pub(super) fn bytes(&self) -> u64 {
        self.shards.iter().map(Shard::bytes).sum()
    }
}

/// An open-addressed table of fingerprints, at most three quarters full.
pub(super) struct Shard {
    /// A power of two of them.
    slots: Vec<u128>,
    /// The position of the state in the slot beside it; empty if they are not kept.
    positions: Vec<u32>,
    len: usize,
}

impl Shard {
    fn new(numbered: bool) -> Self {
        let positions = vec![0; if numbered { SLOTS_MIN } else { 0 }];
        Self { slots: vec![0; SLOTS_MIN], positions, len: 0 }
    }

    fn bytes(&self) -> u64 {
        (self.slots.len() * size_of::<u128>() + self.positions.len() * size_of::<u32>()) as u64
    }

    /// Where the search for a key begins: by its lowest bits, which share nothing with the bits
    /// that chose the shard.
    fn home(&self, key: Key) -> usize {
        key.0 as usize & (self.slots.len() - 1)
    }

    /// The slot that holds the key, or the empty one in which it belongs.
    fn slot(&self, key: Key) -> usize {
        let mut at = self.home(key);
        while self.slots[at] != 0 && self.slots[at] != key.0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    fn contains(&self, key: Key) -> bool {
        self.slots[self.slot(key)] != 0
    }

    fn position(&self, key: Key) -> Option<u32> {
        let at = self.slot(key);
        (self.slots[at] != 0).then(|| self.positions[at])
    }

    /// Says at which position the state of a fingerprint stands that was inserted.
    pub(super) fn number(&mut self, key: Key, position: u32) {
        let at = self.slot(key);
        assert!(self.slots[at] != 0, "a state is numbered once it is known");
        self.positions[at] = position;
    }

    /// Reads where the search for `key` will begin, and answers something that depends on it.
    ///
    /// A large table is out of every cache, and a lookup waits for memory before it can decide
    /// anything. Reads that decide nothing overlap, so a batch of keys is touched first and looked
    /// up after: that saved a tenth of the time of a search of four million states.
    pub(super) fn touch(&self, key: Key) -> u64 {
        self.slots[self.home(key)] as u64
    }

    /// Whether the key was not there before.
    pub(super) fn insert(&mut self, key: Key) -> bool {
        if self.slots.len() * 3 <= (self.len + 1) * 4 {
            self.grow();
        }
        let at = self.slot(key);
        if self.slots[at] != 0 {
            return false;
        }
        self.slots[at] = key.0;
        self.len += 1;
        true
    }

    fn grow(&mut self) {
        let slots = vec![0; self.slots.len() * 2];
        let old = core::mem::replace(&mut self.slots, slots);
        let positions = vec![0; self.positions.len() * 2];
        let positions = core::mem::replace(&mut self.positions, positions);
        for (slot, fingerprint) in old.into_iter().enumerate().filter(|(_, slot)| *slot != 0) {
            let at = self.slot(Key(fingerprint));
            self.slots[at] = fingerprint;
            if let Some(position) = positions.get(slot) {
                self.positions[at] = *position;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys which differ in a few bits only, wherever those are, stay apart: a table that looked
    /// at half of a fingerprint would say that it had seen some of them.
    #[test]
    fn all_128_bits_count() {
        let mut table = Table::new(false);
        for low in 0..u128::BITS {
            for high in low + 1..u128::BITS {
                let key = Key::new(1 << low | 1 << high);
                assert!(!table.contains(key), "{low} and {high}");
                assert!(table.shards[key.shard()].insert(key));
                assert!(table.contains(key));
                assert!(!table.shards[key.shard()].insert(key));
            }
        }
        let held: usize = table.shards.iter().map(|shard| shard.len).sum();
        assert_eq!(held, 128 * 127 / 2);
    }

    #[test]
    fn zero_is_a_fingerprint_too() {
        let mut table = Table::new(false);
        assert!(!table.contains(Key::new(0)));
        assert!(table.shards[0].insert(Key::new(0)));
        assert!(table.contains(Key::new(0)));
    }
}
