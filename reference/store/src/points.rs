//! Where the logs of a data directory stand: the recovery points and the log starts, as they are
//! now and as their checkpoints have them.
//!
//! A recovery point promises that everything before it is durable, indexes of whole segments too;
//! what lies before is not validated after an unclean stop. So it may be written late, but a
//! truncation has to take it back first. Shared by the logs of a directory, from any thread.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::checkpoint::{read_offsets, write_offsets};
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::names::{self, TopicPartition};
use crate::recovery::Mended;

type Offsets = BTreeMap<TopicPartition, i64>;

/// The points of all logs of a directory.
#[derive(Debug)]
pub(crate) struct Points {
    disk: Arc<dyn Disk>,
    dir: PathBuf,
    table: Mutex<Table>,
}

#[derive(Debug, Default)]
struct Table {
    now: Checkpoints,
    written: Checkpoints,
    /// Whether the file of recovery points could not be read: then nothing is known of what is not
    /// in it.
    unknown: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Checkpoints {
    recovery: Offsets,
    starts: Offsets,
    cleaned: Offsets,
}

/// What the checkpoints say of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// Everything before is durable; `None` if that is not known.
    pub(crate) recovery_point: Option<i64>,
    /// The first offset, 0 if it is that of the first segment.
    pub(crate) log_start: i64,
    /// Offsets before this may be missing, since the cleaner was there.
    pub(crate) cleaned_below: i64,
}

impl Known {
    /// What is known of a log that no checkpoint speaks of.
    pub(crate) const NOTHING: Self =
        Self { recovery_point: Some(0), log_start: 0, cleaned_below: 0 };
}

/// The points of one log.
#[derive(Clone, Debug)]
pub(crate) struct LogPoints {
    all: Arc<Points>,
    partition: TopicPartition,
}

impl Points {
    /// Reads the checkpoints. One that is damaged counts as missing, and is named.
    pub(crate) fn load(
        disk: &Arc<dyn Disk>,
        dir: &Path,
        is_new: bool,
        mended: &mut Vec<Mended>,
    ) -> Result<Self> {
        let points =
            Self { disk: Arc::clone(disk), dir: dir.to_path_buf(), table: Mutex::default() };
        {
            let mut table = points.table();
            let recovery = points.read(names::RECOVERY_POINTS, mended)?;
            table.unknown = recovery.is_none() && !is_new;
            table.written = Checkpoints {
                recovery: recovery.unwrap_or_default(),
                starts: points.read(names::LOG_STARTS, mended)?.unwrap_or_default(),
                cleaned: points.read(names::CLEANER_OFFSETS, mended)?.unwrap_or_default(),
            };
            table.now = table.written.clone();
        }
        if is_new {
            // From now on a log that it does not name has no recovery point.
            write_offsets(&**disk, dir, names::RECOVERY_POINTS, &Offsets::new())?;
        }
        Ok(points)
    }

    /// A checkpoint; `None` if it is missing or damaged.
    fn read(&self, name: &str, mended: &mut Vec<Mended>) -> Result<Option<Offsets>> {
        let path = self.dir.join(name);
        match read_offsets(&*self.disk, &self.dir, name) {
            Ok(offsets) => Ok(offsets),
            Err(Error::Corrupt { position, reason, .. }) => {
                let reason = format!("{reason}; the checkpoint counts as missing");
                mended.push(Mended { path, position, reason });
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    pub(crate) fn of(self: &Arc<Self>, partition: &TopicPartition) -> LogPoints {
        LogPoints { all: Arc::clone(self), partition: partition.clone() }
    }

    /// Writes what the checkpoints do not have yet, durably.
    pub(crate) fn write(&self) -> Result<()> {
        self.write_table(&mut self.table())
    }

    fn write_table(&self, table: &mut Table) -> Result<()> {
        let Table { now, written, unknown } = table;
        let write = |name, offsets: &Offsets| write_offsets(&*self.disk, &self.dir, name, offsets);
        if now.recovery != written.recovery && !*unknown {
            write(names::RECOVERY_POINTS, &now.recovery)?;
            written.recovery.clone_from(&now.recovery);
        }
        if now.starts != written.starts {
            write(names::LOG_STARTS, &now.starts)?;
            written.starts.clone_from(&now.starts);
        }
        if now.cleaned != written.cleaned {
            write(names::CLEANER_OFFSETS, &now.cleaned)?;
            written.cleaned.clone_from(&now.cleaned);
        }
        Ok(())
    }

    /// Whether something is not known of logs that are not open.
    pub(crate) fn is_unknown(&self) -> bool {
        self.table().unknown
    }

    /// Every log of the directory has been opened or is gone: what is not in the table is nowhere.
    pub(crate) fn all_known(&self) {
        self.table().unknown = false;
    }

    /// Forgets a partition, durably: its name may be used again.
    pub(crate) fn forget(&self, partition: &TopicPartition) -> Result<()> {
        let mut table = self.table();
        table.now.recovery.remove(partition);
        table.now.starts.remove(partition);
        table.now.cleaned.remove(partition);
        let Checkpoints { recovery, starts, cleaned } = &table.written;
        let is_written = [recovery, starts, cleaned].iter().any(|it| it.contains_key(partition));
        if is_written { self.write_table(&mut table) } else { Ok(()) }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl LogPoints {
    /// What the checkpoints say of the log.
    pub(crate) fn known(&self) -> Known {
        let table = self.all.table();
        let recovery_point = table.written.recovery.get(&self.partition).copied();
        let of = |offsets: &Offsets| offsets.get(&self.partition).copied().unwrap_or(0);
        Known {
            recovery_point: recovery_point.or((!table.unknown).then_some(0)),
            log_start: of(&table.written.starts),
            cleaned_below: of(&table.written.cleaned),
        }
    }

    /// The recovery point as its checkpoint has it.
    pub(crate) fn written(&self) -> i64 {
        self.all.table().written.recovery.get(&self.partition).copied().unwrap_or(0)
    }

    /// The log is durable up to an offset.
    pub(crate) fn set_recovery(&self, offset: i64) {
        self.all.table().now.recovery.insert(self.partition.clone(), offset);
    }

    /// The log begins with an offset, its first segment with another.
    pub(crate) fn set_start(&self, offset: i64, first_base: i64) {
        let mut table = self.all.table();
        if first_base < offset {
            table.now.starts.insert(self.partition.clone(), offset);
        } else {
            table.now.starts.remove(&self.partition);
        }
    }

    /// The log is compacted up to an offset.
    pub(crate) fn set_cleaned(&self, offset: i64) {
        self.all.table().now.cleaned.insert(self.partition.clone(), offset);
    }

    /// The log is compacted up to an offset, if not further.
    pub(crate) fn raise_cleaned(&self, offset: i64) {
        self.set_cleaned(offset.max(self.cleaned()));
    }

    /// Up to which offset the log is compacted.
    pub(crate) fn cleaned(&self) -> i64 {
        self.all.table().now.cleaned.get(&self.partition).copied().unwrap_or(0)
    }

    /// The log is about to be cut: the recovery point is not past the cut before it is.
    pub(crate) fn take_back(&self, end: i64) -> Result<()> {
        let mut table = self.all.table();
        let taken = |offsets: &mut Offsets| match offsets.get_mut(&self.partition) {
            Some(offset) if end < *offset => {
                *offset = end;
                true
            }
            _ => false,
        };
        taken(&mut table.now.cleaned);
        taken(&mut table.now.recovery);
        let written = &table.written;
        let is_past = |offsets: &Offsets| offsets.get(&self.partition).is_some_and(|it| end < *it);
        if is_past(&written.recovery) || is_past(&written.cleaned) {
            return self.all.write_table(&mut table);
        }
        Ok(())
    }
}
