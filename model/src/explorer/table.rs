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
const HOMES_MIN: usize = 16;
/// How many slots there are at first behind the last home.
const BEYOND: usize = 16;

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

/// A list of fingerprints with gaps, the largest first.
///
/// Each stands where it would if they were spread evenly, or in the next slot that is free, pushed
/// on by larger ones. So a search ends at the first that is not larger: in a table that is four
/// fifths full after three slots, whether it is there or not. And a larger table is filled from end
/// to end, without looking for anything, so that it can grow in small steps.
pub(super) struct Shard {
    /// A free one is zero, which is less than any key; the last one is free.
    slots: Vec<u128>,
    /// The position of the state in the slot beside it; empty if they are not kept.
    positions: Vec<u32>,
    /// Over how many slots they are spread; a few more take what is pushed beyond.
    homes: usize,
    len: usize,
}

impl Shard {
    fn new(numbered: bool) -> Self {
        let positions = vec![0; if numbered { HOMES_MIN + BEYOND } else { 0 }];
        Self { slots: vec![0; HOMES_MIN + BEYOND], positions, homes: HOMES_MIN, len: 0 }
    }

    fn bytes(&self) -> u64 {
        (self.slots.len() * size_of::<u128>() + self.positions.len() * size_of::<u32>()) as u64
    }

    /// Where the search for a key begins: as far from the end as the key is among all keys of the
    /// shard, by the 64 bits below those that chose it.
    fn home(&self, key: u128) -> usize {
        let among_all = (!key << SHARD_BITS) >> u64::BITS;
        ((among_all * self.homes as u128) >> u64::BITS) as usize
    }

    /// The slot that holds the key, or the one in which it belongs.
    fn slot(&self, key: Key) -> usize {
        let mut at = self.home(key.0);
        while key.0 < self.slots[at] {
            at += 1;
        }
        at
    }

    fn contains(&self, key: Key) -> bool {
        self.slots[self.slot(key)] == key.0
    }

    fn position(&self, key: Key) -> Option<u32> {
        let at = self.slot(key);
        (self.slots[at] == key.0).then(|| self.positions[at])
    }

    /// Says at which position the state of a fingerprint stands that was inserted.
    pub(super) fn number(&mut self, key: Key, position: u32) {
        let at = self.slot(key);
        assert!(self.slots[at] == key.0, "a state is numbered once it is known");
        self.positions[at] = position;
    }

    /// Reads where the search for `key` will begin, and answers something that depends on it.
    ///
    /// A large table is out of every cache, and a lookup waits for memory before it can decide
    /// anything. Reads that decide nothing overlap, so a batch of keys is touched first and looked
    /// up after: that saved a tenth of the time of a search of four million states.
    pub(super) fn touch(&self, key: Key) -> u64 {
        self.slots[self.home(key.0)] as u64
    }

    /// Whether the key was not there before.
    pub(super) fn insert(&mut self, key: Key) -> bool {
        if self.homes * 4 <= (self.len + 1) * 5 {
            self.grow();
        }
        let at = self.slot(key);
        if self.slots[at] == key.0 {
            return false;
        }
        let mut free = at;
        while self.slots[free] != 0 {
            free += 1;
        }
        self.slots.copy_within(at..free, at + 1);
        self.slots[at] = key.0;
        if !self.positions.is_empty() {
            self.positions.copy_within(at..free, at + 1);
        }
        self.len += 1;
        self.reach(free);
        true
    }

    /// Sees that there is a slot behind `last`.
    fn reach(&mut self, last: usize) {
        if self.slots.len() <= last + 1 {
            let len = self.slots.len() + BEYOND;
            self.slots.reserve_exact(BEYOND);
            self.slots.resize(len, 0);
            if !self.positions.is_empty() {
                self.positions.reserve_exact(BEYOND);
                self.positions.resize(len, 0);
            }
        }
    }

    /// Grows by a third.
    fn grow(&mut self) {
        self.homes += self.homes / 3;
        let slots = vec![0; self.homes + BEYOND];
        let old = core::mem::replace(&mut self.slots, slots);
        let positions = vec![0; if self.positions.is_empty() { 0 } else { self.slots.len() }];
        let positions = core::mem::replace(&mut self.positions, positions);
        let mut free = 0;
        for (slot, key) in old.into_iter().enumerate().filter(|(_, key)| *key != 0) {
            let at = self.home(key).max(free);
            self.reach(at);
            self.slots[at] = key;
            if let Some(position) = positions.get(slot) {
                self.positions[at] = *position;
            }
            free = at + 1;
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

    /// What is kept beside the keys moves with them, and the slots behind the last home are as many
    /// as it takes: here all keys but one have the last home of their shard.
    #[test]
    fn positions_stay_with_their_keys() {
        let mut table = Table::new(true);
        let keys = (0..1000).map(|number| Key::new(1 + number * 7919 % 1000));
        let keys: Vec<Key> = keys.chain([Key::new(u128::MAX >> SHARD_BITS)]).collect();
        for (position, key) in (0..).zip(&keys) {
            let shard = &mut table.shards[0];
            assert!(shard.insert(*key));
            shard.number(*key, position);
        }
        for (position, key) in (0..).zip(&keys) {
            assert_eq!(table.position(*key), Some(position));
        }
        assert_eq!(table.position(Key::new(1001)), None);
    }

    /// However many keys there are, the table is between three and four fifths full.
    #[test]
    fn a_table_grows_in_small_steps() {
        let mut shard = Shard::new(false);
        for number in 0..100_000u128 {
            assert!(shard.insert(Key::new(xxhash_rust::xxh3::xxh3_128(&number.to_le_bytes()))));
            if 1000 < shard.len {
                assert!(shard.homes * 59 < shard.len * 100 && shard.len * 5 < shard.homes * 4);
            }
        }
        assert!(shard.slots.len() < shard.homes + 4 * BEYOND);
    }

    #[test]
    fn zero_is_a_fingerprint_too() {
        let mut table = Table::new(false);
        assert!(!table.contains(Key::new(0)));
        assert!(table.shards[0].insert(Key::new(0)));
        assert!(table.contains(Key::new(0)));
    }
}
