//! A data directory: who owns it, how it was left, which partitions it holds.
//!
//! One process owns a directory (`.lock`). The mark of a clean stop is taken away, durably, before
//! anything else is done, so that a crash at any later time is an unclean stop (KAFKA-10471); it
//! is set again by [`LogDirectory::close`] once every log was closed. It does not start threads,
//! choose directories or know what `meta.properties` says.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use wire::Uuid;

use crate::checkpoint::{read_offsets, read_text, replace, write_offsets};
use crate::disk::{Disk, DiskLock};
use crate::error::{Error, Result};
use crate::log::{Log, LogConfig};
use crate::metadata;
use crate::names::{self, SegmentFile, TopicPartition};
use crate::recovery::Recovery;

/// A data directory that this process owns until the value is dropped.
#[derive(Debug)]
pub struct LogDirectory {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    config: LogConfig,
    clean: bool,
    broker_epoch: Option<i64>,
    /// Partitions opened by this process: their files are no longer as a clean stop left them.
    opened: BTreeSet<TopicPartition>,
    unclosed: Arc<AtomicU64>,
    _lock: Box<dyn DiskLock>,
}

/// A log that was on the disk.
#[derive(Debug)]
pub struct OpenedLog {
    /// The log.
    pub log: Log,
    /// The topic's id; `None` if its file was lost before it was durable.
    pub topic_id: Option<Uuid>,
    /// What opening it found.
    pub recovery: Recovery,
}

impl LogDirectory {
    /// Opens a data directory and makes it, and its parents, if it is missing.
    ///
    /// # Errors
    /// [`Error::Locked`] if another process owns it; [`Error::Disk`].
    pub fn open(disk: Arc<dyn Disk>, path: &Path, config: LogConfig) -> Result<Self> {
        create_with_parents(&*disk, path)?;
        let lock_path = path.join(names::LOCK);
        let lock = disk.lock(&lock_path).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => Error::Locked { path: lock_path.clone() },
            _ => Error::disk("lock", &lock_path)(error),
        })?;
        let mark = path.join(names::CLEAN_SHUTDOWN);
        let content = match read_text(&*disk, &mark) {
            // That the file is there says the stop was clean, whatever it holds.
            Err(Error::Corrupt { .. }) => Some(String::new()),
            other => other?,
        };
        if content.is_some() {
            disk.remove(&mark).map_err(Error::disk("remove", &mark))?;
        }
        disk.sync_dir(path).map_err(Error::disk("sync", path))?;
        Ok(Self {
            disk,
            path: path.to_path_buf(),
            config,
            clean: content.is_some(),
            broker_epoch: content.as_deref().and_then(broker_epoch),
            opened: BTreeSet::new(),
            unclosed: Arc::default(),
            _lock: lock,
        })
    }

    /// Whether the process that owned the directory before stopped cleanly.
    pub fn was_clean(&self) -> bool {
        self.clean
    }

    /// The broker epoch in the mark of the clean stop (KIP-966).
    pub fn last_broker_epoch(&self) -> Option<i64> {
        self.broker_epoch
    }

    /// The directory's path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The partitions that have a directory here, sorted.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn partitions(&self) -> Result<Vec<TopicPartition>> {
        let entries = self.disk.list(&self.path).map_err(Error::disk("list", &self.path))?;
        let mut partitions: Vec<_> = entries
            .into_iter()
            .filter(|entry| entry.is_directory)
            .filter_map(|entry| TopicPartition::from_directory_name(&entry.name))
            .collect();
        partitions.sort();
        Ok(partitions)
    }

    /// Makes the directory of a new partition, durably, and opens its empty log.
    ///
    /// # Errors
    /// [`Error::Caller`] if the partition has records already; [`Error::Disk`].
    pub fn create_log(&mut self, partition: &TopicPartition, topic_id: Uuid) -> Result<Log> {
        let dir = self.partition_dir(partition);
        self.disk.create_dir(&dir).map_err(Error::disk("create", &dir))?;
        let entries = self.disk.list(&dir).map_err(Error::disk("list", &dir))?;
        let is_log = |name: &str| matches!(SegmentFile::from_name(name), Some(SegmentFile::Log(_)));
        if let Some(log) = entries.iter().find(|entry| is_log(&entry.name) && 0 < entry.length) {
            let reason = format!("the new partition has {} bytes in {}", log.length, log.name);
            return Err(Error::caller(&dir, reason));
        }
        self.disk.sync_dir(&self.path).map_err(Error::disk("sync", &self.path))?;
        metadata::write(&*self.disk, &dir, topic_id)?;
        Ok(self.open_log(partition)?.log)
    }

    /// Opens the log of a partition that has a directory here.
    ///
    /// # Errors
    /// [`Error::Corrupt`] if `partition.metadata` is damaged, which nothing here can mend;
    /// [`Error::Disk`].
    pub fn open_log(&mut self, partition: &TopicPartition) -> Result<OpenedLog> {
        let dir = self.partition_dir(partition);
        let topic_id = metadata::read(&*self.disk, &dir)?;
        let untouched = self.opened.insert(partition.clone());
        let clean = self.clean && untouched;
        let (mut log, recovery) = Log::open(Arc::clone(&self.disk), &dir, self.config, clean)?;
        log.count_in(&self.unclosed);
        Ok(OpenedLog { log, topic_id, recovery })
    }

    /// Reads the checkpointed high watermarks. A caller may treat a damaged file as an empty one:
    /// a high watermark that starts too low is only late.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Disk`].
    pub fn read_high_watermarks(&self) -> Result<BTreeMap<TopicPartition, i64>> {
        read_offsets(&*self.disk, &self.path, names::HIGH_WATERMARKS)
    }

    /// Replaces the checkpointed high watermarks, durably.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn write_high_watermarks(&self, offsets: &BTreeMap<TopicPartition, i64>) -> Result<()> {
        write_offsets(&*self.disk, &self.path, names::HIGH_WATERMARKS, offsets)
    }

    /// Marks the directory as stopped cleanly and gives it up. `broker_epoch` is -1 if unknown.
    ///
    /// # Errors
    /// [`Error::Caller`] if a log of it was not closed: then there is no mark, and the next start
    /// validates everything; [`Error::Disk`].
    pub fn close(self, broker_epoch: i64) -> Result<()> {
        let unclosed = self.unclosed.load(Ordering::SeqCst);
        if unclosed != 0 {
            return Err(Error::caller(&self.path, format!("{unclosed} logs are not closed")));
        }
        let text = format!("{{\"version\":0,\"brokerEpoch\":{broker_epoch}}}");
        replace(&*self.disk, &self.path, names::CLEAN_SHUTDOWN, text.as_bytes())
    }

    fn partition_dir(&self, partition: &TopicPartition) -> PathBuf {
        self.path.join(partition.directory_name())
    }
}

/// Makes a directory and those above it that are missing, durably.
fn create_with_parents(disk: &dyn Disk, path: &Path) -> Result<()> {
    let parent = match path.parent() {
        None => return Ok(()),
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
    };
    match disk.create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            create_with_parents(disk, parent)?;
            disk.create_dir(path).map_err(Error::disk("create", path))?;
        }
        other => other.map_err(Error::disk("create", path))?,
    }
    disk.sync_dir(parent).map_err(Error::disk("sync", parent))
}

/// The broker epoch in the mark's JSON, which Kafka writes without white space and with no other
/// number of that name.
fn broker_epoch(text: &str) -> Option<i64> {
    let (_, after) = text.split_once("\"brokerEpoch\"")?;
    let value = after.trim_start().strip_prefix(':')?.trim_start();
    let end = value.find(|byte: char| byte != '-' && !byte.is_ascii_digit()).unwrap_or(value.len());
    value.get(..end)?.parse().ok()
}
