#![deny(clippy::unwrap_used, clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing))]
#![doc = include_str!("../README.md")]

mod batch;
mod checkpoint;
mod directory;
mod disk;
mod error;
mod index;
mod log;
mod metadata;
mod names;
mod recovery;
mod scan;
mod segment;

pub use batch::Extent;
pub use checkpoint::EpochEntry;
pub use directory::{LogDirectory, OpenedLog};
pub use disk::{
    DirectoryEntry, Disk, DiskFile, DiskLock, FailWith, MemoryDisk, RealDisk, Survives, Unsynced,
    UnsyncedKind,
};
pub use error::{Error, Fault, Result};
pub use log::{FlushTask, Flushed, Headers, Log, LogConfig, Read, TimestampedOffset};
pub use names::TopicPartition;
pub use recovery::{Cut, Recovery, Removed};
