//! The nouns that are numbers, each of Kafka's width, so that none is taken for another.

use core::fmt;

/// A broker, by its node id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BrokerId(pub i32);

/// How many leaderships a partition had before this one: the first is 0. (KIP-101)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeaderEpoch(pub i32);

/// How many changes of its state a partition had before this one: the first is 0. (KIP-497)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartitionEpoch(pub i32);

/// Which registration of a broker: the first is 0. It tells incarnations apart. (KIP-631)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BrokerEpoch(pub i64);

/// A place in a log, counted in records. As an end it is exclusive: an empty log ends at 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset(pub i64);

/// What one produce request wrote, as a number: the n-th batch that was written in a world is
/// value n, from 0. It stands for the payload, which no broker looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value(pub u32);

/// A producer, by the number that a broker gave it. (KIP-98)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProducerId(pub i64);

/// Which life of a producer: the first is 0, and 32,767 the last. (KIP-98, KIP-360)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProducerEpoch(pub i16);

/// The place of a record among those that a producer has sent in one epoch: the first is 0, and
/// after the last comes 0 again. (KIP-98)
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(pub i32);

/// A set of the first 32 brokers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct BrokerSet(pub u32);

impl LeaderEpoch {
    /// The epoch after this one.
    #[must_use]
    pub fn next(self) -> Self {
        LeaderEpoch(self.0 + 1)
    }
}

impl PartitionEpoch {
    /// The epoch after this one.
    #[must_use]
    pub fn next(self) -> Self {
        PartitionEpoch(self.0 + 1)
    }
}

impl BrokerEpoch {
    /// The epoch after this one.
    #[must_use]
    pub fn next(self) -> Self {
        BrokerEpoch(self.0 + 1)
    }
}

impl BrokerSet {
    /// The set of nobody.
    pub const EMPTY: BrokerSet = BrokerSet(0);

    /// The brokers `0..count`.
    #[must_use]
    pub fn first(count: i32) -> Self {
        (0..count).map(BrokerId).collect()
    }

    /// Whether the broker is in it.
    #[must_use]
    pub fn contains(self, broker: BrokerId) -> bool {
        (0..32).contains(&broker.0) && self.0 & (1 << broker.0) != 0
    }

    /// The set with the broker in it. A broker outside of `0..32` cannot be held.
    #[must_use]
    pub fn with(self, broker: BrokerId) -> Self {
        assert!((0..32).contains(&broker.0), "a BrokerSet holds brokers 0 to 31, not {}", broker.0);
        BrokerSet(self.0 | 1 << broker.0)
    }

    /// The set without the broker.
    #[must_use]
    pub fn without(self, broker: BrokerId) -> Self {
        if self.contains(broker) { BrokerSet(self.0 & !(1 << broker.0)) } else { self }
    }

    /// How many are in it.
    #[must_use]
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether nobody is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Its members, in order of their ids.
    pub fn iter(self) -> impl Iterator<Item = BrokerId> {
        (0..32).map(BrokerId).filter(move |broker| self.contains(*broker))
    }
}

impl FromIterator<BrokerId> for BrokerSet {
    fn from_iter<I: IntoIterator<Item = BrokerId>>(brokers: I) -> Self {
        brokers.into_iter().fold(BrokerSet::EMPTY, BrokerSet::with)
    }
}

macro_rules! plain_display {
    ($($id:ident),*) => {$(
        impl fmt::Display for $id {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}
plain_display!(BrokerId, LeaderEpoch, PartitionEpoch, BrokerEpoch, Offset, Value);
plain_display!(ProducerId, ProducerEpoch, Sequence);

impl fmt::Display for BrokerSet {
    /// The ids, a space between them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, broker) in self.iter().enumerate() {
            if 0 < place {
                f.write_str(" ")?;
            }
            broker.fmt(f)?;
        }
        Ok(())
    }
}
