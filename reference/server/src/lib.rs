#![deny(clippy::unwrap_used, clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing))]
#![doc = include_str!("../README.md")]

mod api;
mod ask;
mod batch;
mod clock;
mod config;
mod connection;
mod connections;
mod driver;
mod error;
mod frames;
mod random;
pub mod replica;
mod server;
mod state;
mod topics;

pub use batch::judge_records;
pub use config::{Config, Fsync};
pub use error::{StartError, StopError};
pub use server::{Running, Server, Started};
pub use state::FILE as CONTROLLER_FILE;
