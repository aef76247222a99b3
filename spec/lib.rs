//! The specification of Kafka: nouns, steps, views, properties and prose.
//!
//! Every other crate (but `wire`) depends on this one; it depends on nothing. Model and reference
//! share its *shape* (what a state looks like) and its *judgement* (what must hold of it), never
//! the logic of a step: each says in its own way how a step changes things, which is what makes
//! their agreement mean something.
#![no_std]
#![doc = include_str!("README.md")]
extern crate alloc;

pub mod consumer;
pub mod controller;
pub mod digest;
pub mod ids;
pub mod log;
pub mod mistakes;
pub mod producer;
pub mod property;
pub mod replication;
pub mod scenario;
pub mod snapshot;
pub mod step;
pub mod storage;
pub mod view;
pub mod world;

pub use ids::{
    BrokerEpoch, BrokerId, BrokerSet, LeaderEpoch, Offset, PartitionEpoch, ProducerEpoch,
    ProducerId, Sequence, Value,
};
pub use mistakes::{Mistake, Rules};
pub use property::{Kind, Property};
pub use scenario::Scenario;
pub use snapshot::Snapshot;
pub use step::{Acks, Refused, Step};
pub use view::View;
pub use world::World;
