//! What a file holds, entry by entry, and what is wrong with it: for people who look.
//!
//! The kind of a file is told by its name. Indexes are compared with the log beside them, if it is
//! there. It changes nothing, and reads on after damage where that can be done.

mod batches;
mod indexes;
mod texts;

use std::path::Path;
use std::sync::Arc;

use wire::batch::{BatchHeader, EndTransaction};

use crate::checkpoint::EpochEntry;
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::index::AbortedTransaction;
use crate::names::{self, FileKind, SegmentFile, TopicPartition};
use crate::producers::SnapshotEntry;

/// Something in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The byte at which it begins.
    pub position: u64,
    /// What it is.
    pub what: What,
}

/// What stands in a file.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A batch, whose checksum is right or named as damage after it. Of a message of format 0 or 1,
    /// which has less of a header, what is not there is -1.
    Batch(BatchHeader),
    /// A record of the batch before.
    Record {
        /// Its offset.
        offset: i64,
        /// Its timestamp, in ms since 1970.
        timestamp: i64,
        /// The bytes of its key, if it has one.
        key: Option<Vec<u8>>,
        /// The bytes of its value, if it has one.
        value: Option<Vec<u8>>,
        /// Its headers: names, which nobody has checked to be text, and values.
        headers: Vec<(Vec<u8>, Option<Vec<u8>>)>,
        /// What it says, if it is a marker that ends a transaction.
        marker: Option<EndTransaction>,
    },
    /// An entry of an offset index.
    Offset {
        /// The last offset of a batch.
        last_offset: i64,
        /// Where that batch begins in the log.
        log_position: u32,
    },
    /// An entry of a time index.
    Time {
        /// The timestamp, in ms since 1970.
        timestamp: i64,
        /// The last offset of the batch that is the first to have it.
        offset: i64,
    },
    /// An entry of a transaction index.
    Aborted(AbortedTransaction),
    /// From here to the end there are zeros for so many entries: Kafka makes the indexes of the
    /// segment that it writes to as long as they may become, and cuts them when it rolls or stops
    /// (`AbstractIndex`).
    Unused(u64),
    /// A producer in a snapshot.
    Producer(SnapshotEntry),
    /// An entry of `leader-epoch-checkpoint`.
    Epoch(EpochEntry),
    /// An entry of a checkpoint of offsets.
    Checkpointed(TopicPartition, i64),
    /// A line of a small text file.
    Line(String),
    /// Damage: why the file is wrong here.
    Damage(String),
}

/// A kind of file that can be looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Segment(SegmentFile),
    Epochs,
    Offsets,
    Properties,
    PartitionMetadata,
    CleanShutdown,
}

/// What those are told who name another file.
const NOT_KNOWN: &str = "no file of a log has such a name: an offset of 20 digits and .log, \
    .index, .timeindex, .txnindex or .snapshot; leader-epoch-checkpoint, partition.metadata, \
    meta.properties, or a checkpoint of offsets";

/// Whether a file of this name can be looked into.
pub fn is_inspectable(path: &Path) -> bool {
    kind_of(path).is_some()
}

fn kind_of(path: &Path) -> Option<Kind> {
    let name = path.file_name()?.to_str()?;
    if let Some(file) = SegmentFile::from_name(name) {
        return Some(Kind::Segment(file));
    }
    match name {
        names::LEADER_EPOCHS => Some(Kind::Epochs),
        names::HIGH_WATERMARKS
        | names::RECOVERY_POINTS
        | names::LOG_STARTS
        | names::CLEANER_OFFSETS => Some(Kind::Offsets),
        names::META_PROPERTIES => Some(Kind::Properties),
        names::PARTITION_METADATA => Some(Kind::PartitionMetadata),
        names::CLEAN_SHUTDOWN => Some(Kind::CleanShutdown),
        _ => None,
    }
}

/// Looks into a file, and tells of each thing in it, in order. `records` asks for those of batches,
/// too.
///
/// # Errors
/// [`Error::Caller`] if the name is that of no file of a log; [`Error::Disk`].
pub fn inspect(
    disk: &Arc<dyn Disk>,
    path: &Path,
    records: bool,
    tell: &mut dyn FnMut(Item),
) -> Result<()> {
    let Some(kind) = kind_of(path) else {
        return Err(Error::caller(path, NOT_KNOWN));
    };
    let result = match kind {
        Kind::Segment(file) => match file.kind {
            FileKind::Log => batches::inspect(disk, path, file.offset, records, tell),
            FileKind::OffsetIndex => indexes::offsets(disk, path, file, tell),
            FileKind::TimeIndex => indexes::times(disk, path, file, tell),
            FileKind::TransactionIndex => indexes::transactions(disk, path, file, tell),
            FileKind::Snapshot => indexes::snapshot(disk, path, tell),
        },
        Kind::Epochs => texts::epochs(disk, path, tell),
        Kind::Offsets => texts::offsets(disk, path, tell),
        Kind::Properties => texts::properties(disk, path, tell),
        Kind::PartitionMetadata => texts::metadata(disk, path, tell),
        Kind::CleanShutdown => texts::lines(disk, path, tell),
    };
    match result {
        Err(Error::Corrupt { position, reason, .. }) => {
            tell(Item { position, what: What::Damage(reason) });
            Ok(())
        }
        other => other,
    }
}
