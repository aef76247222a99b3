#![deny(clippy::unwrap_used, clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing))]
#![doc = include_str!("../README.md")]

mod batch;
mod checkpoint;
pub mod cleaner;
mod codecs;
mod directory;
mod disk;
mod error;
mod index;
mod inspect;
mod log;
mod metadata;
mod names;
mod points;
mod producers;
mod properties;
mod recovery;
mod scan;
mod segment;

pub use batch::Extent;
pub use checkpoint::EpochEntry;
pub use codecs::Codecs;
pub use directory::{LogDirectory, OpenedLog};
pub use disk::{
    DirectoryEntry, Disk, DiskFile, DiskLock, FailWith, MemoryDisk, OverlayDisk, ReadOnlyDisk,
    RealDisk, Survives, Unsynced, UnsyncedKind,
};
pub use error::{Error, Fault, Result};
pub use index::AbortedTransaction;
pub use inspect::{Item, What, inspect, is_inspectable};
pub use log::{
    CleanedSegment, Deletion, FlushTask, Flushed, Headers, Log, LogConfig, Range, Read,
    SegmentOutline, TimestampedOffset,
};
pub use names::{LOCK, META_PROPERTIES, TopicPartition};
pub use producers::{BATCHES_REMEMBERED, ProducerBatch, ProducerEntry, Producers, SnapshotEntry};
pub use properties::MetaProperties;
pub use recovery::{Cut, Mended, Recovery, Removed};
