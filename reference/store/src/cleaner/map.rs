//! The last offset of each key, in bounded memory (`SkimpyOffsetMap`).
//!
//! Of a key a hash of 128 bits is kept, as in Kafka, which takes MD5. Two keys of one hash would be
//! taken for one, and the older record be lost: so the hash has a secret of its own in every map,
//! and nobody can choose keys that meet in it.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher, RandomState};

/// Keys' hashes, and the offset of the last record of each key.
#[derive(Debug)]
pub struct OffsetMap {
    secrets: [RandomState; 2],
    offsets: HashMap<u128, i64, BuildHasherDefault<Low>>,
    keys_max: usize,
    latest: i64,
}

/// Takes a hash for its own.
#[derive(Debug, Default)]
struct Low(u64);

impl OffsetMap {
    /// With room for so many keys; memory is taken as they come.
    #[must_use]
    pub fn new(keys_max: usize) -> OffsetMap {
        OffsetMap {
            secrets: [RandomState::new(), RandomState::new()],
            offsets: HashMap::default(),
            keys_max,
            latest: -1,
        }
    }

    /// Notes that a key has a record at an offset, unless the map is full; says whether it did.
    /// A full map takes nothing more, not even of keys that it has (`Cleaner.buildOffsetMap`).
    pub fn put(&mut self, key: &[u8], offset: i64) -> bool {
        if self.keys_max <= self.offsets.len() {
            return false;
        }
        self.offsets.insert(self.hash(key), offset);
        self.latest = offset;
        true
    }

    /// The offset that was last noted of a key.
    #[must_use]
    pub fn get(&self, key: &[u8]) -> Option<i64> {
        self.offsets.get(&self.hash(key)).copied()
    }

    /// Notes that everything up to an offset has been seen.
    pub fn seen(&mut self, offset: i64) {
        self.latest = offset;
    }

    /// The offset up to which the map tells of every record, or -1.
    #[must_use]
    pub fn latest(&self) -> i64 {
        self.latest
    }

    /// How many keys it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.offsets.is_empty()
    }

    fn hash(&self, key: &[u8]) -> u128 {
        let [high, low] = self.secrets.each_ref().map(|secret| {
            let mut hasher = secret.build_hasher();
            hasher.write(key);
            hasher.finish()
        });
        u128::from(high) << 64 | u128::from(low)
    }
}

impl Hasher for Low {
    fn write(&mut self, bytes: &[u8]) {
        let low = bytes.first_chunk().copied().unwrap_or_default();
        self.0 = u64::from_ne_bytes(low);
    }

    fn write_u128(&mut self, hash: u128) {
        self.0 = hash as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_offset_counts_until_the_map_is_full() {
        let mut map = OffsetMap::new(2);
        assert!(map.is_empty() && map.latest() == -1);
        assert!(map.put(b"a", 3));
        assert!(map.put(b"a", 5));
        assert_eq!((map.get(b"a"), map.get(b"b"), map.len()), (Some(5), None, 1));
        assert!(map.put(b"", 6));
        assert!(!map.put(b"a", 7));
        assert!(!map.put(b"c", 7));
        assert_eq!((map.get(b"a"), map.get(b""), map.latest()), (Some(5), Some(6), 6));
        map.seen(9);
        assert_eq!(map.latest(), 9);
    }
}
