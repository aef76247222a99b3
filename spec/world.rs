//! Where a scenario begins: a cluster's size and settings, and the rules in force.

use crate::{
    ids::{BrokerId, BrokerSet},
    mistakes::Rules,
    producer::Limits,
};
use core::fmt;

/// Where a scenario begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct World {
    /// How many brokers there are: 1 to [`MAX_BROKERS`](crate::scenario::MAX_BROKERS).
    pub brokers: i32,
    /// Who of them has a replica at first.
    pub replicas: BrokerSet,
    /// Who is in sync at first. Its lowest member leads epoch 0.
    pub isr: BrokerSet,
    /// `min.insync.replicas`: at least 1.
    pub min_isr: u32,
    /// Whether there are eligible leader replicas.
    pub elr: bool,
    /// Whether there is a consumer.
    pub consumer: bool,
    /// The limits of the idempotent producer, if there is one.
    pub producer: Option<Limits>,
    /// The rules in force.
    pub rules: Rules,
}

impl World {
    /// All brokers with a replica, in sync, `min.insync.replicas` 1, ELR on, every rule in force.
    #[must_use]
    pub fn of(brokers: i32) -> Self {
        let all = BrokerSet::first(brokers);
        World {
            brokers,
            replicas: all,
            isr: all,
            min_isr: 1,
            elr: true,
            consumer: false,
            producer: None,
            rules: Rules::ALL,
        }
    }

    /// Who leads at first.
    #[must_use]
    pub fn leader(&self) -> BrokerId {
        self.isr.iter().next().unwrap_or(BrokerId(0))
    }
}

impl fmt::Display for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "brokers {}", self.brokers)?;
        if self.replicas != BrokerSet::first(self.brokers) {
            writeln!(f, "replicas {}", self.replicas)?;
        }
        writeln!(f, "isr {}", self.isr)?;
        writeln!(f, "min-isr {}", self.min_isr)?;
        if !self.elr {
            writeln!(f, "elr off")?;
        }
        if self.consumer {
            writeln!(f, "consumer")?;
        }
        if let Some(Limits { remembered, last_sequence }) = self.producer {
            writeln!(f, "producer remembered={remembered} last-sequence={last_sequence}")?;
        }
        self.rules.omitted().try_for_each(|mistake| writeln!(f, "without {mistake}"))
    }
}
