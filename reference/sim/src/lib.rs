//! A cluster as a value: real brokers, their disks, and the network between them.
//!
//! [`Cluster`] is cloned, compared, hashed and stepped like any other value: lockstep walks it
//! beside the model, the page draws it, and [`play`] runs a scenario on it. It shows itself by
//! [`spec::View`], so that what judges a state of the model judges it too. It is a driver of
//! `kanon-core`, as the server is, and decides nothing that a broker decides.
#![no_std]
#![doc = include_str!("../README.md")]
extern crate alloc;

pub mod chance;
mod client;
mod cluster;
mod consumer;
mod control;
mod disk;
mod driver;
mod event;
mod machine;
mod metadata;
mod network;
mod play;
mod polls;
mod producer;
mod proposals;
mod shared;
mod view;
pub mod words;

pub use cluster::Cluster;
pub use event::{Event, Read};
pub use play::{Played, Trace, play};
