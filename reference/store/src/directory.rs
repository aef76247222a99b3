//! A data directory: who owns it, how it was left, which partitions it holds.
//!
//! One process owns a directory (`.lock`). The mark of a clean stop is taken away, durably, before
//! anything else is done, so that a crash at any later time is an unclean stop (KAFKA-10471); it
//! is set again by [`LogDirectory::close`] once every log was closed. It does not start threads or
//! choose directories.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use wire::Uuid;

use crate::checkpoint::{read_offsets, read_text, replace, write_offsets};
use crate::disk::{DirectoryEntry, Disk, DiskLock};
use crate::error::{Error, Result};
use crate::log::{Deletion, Log, LogConfig, Unclosed};
use crate::metadata;
use crate::names::{self, DAMAGED, DELETE_DIRECTORY, SegmentFile, TopicPartition};
use crate::points::Points;
use crate::properties::MetaProperties;
use crate::recovery::{Mended, Recovery};

/// A data directory that this process owns until the value is dropped.
#[derive(Debug)]
pub struct LogDirectory {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    config: LogConfig,
    /// What the mark of the last clean stop holds, if it was there.
    mark: Option<String>,
    /// Partitions opened by this process: their files are no longer as a clean stop left them.
    opened: BTreeSet<TopicPartition>,
    points: Arc<Points>,
    mended: Vec<Mended>,
    unclosed: Arc<AtomicU64>,
    _lock: Box<dyn DiskLock>,
}

/// A log that was on the disk.
#[derive(Debug)]
pub struct OpenedLog {
    /// The log.
    pub log: Log,
    /// The topic's id; `None` if its file was lost before it was durable, or was damaged, which
    /// the report says: whoever knows the id writes it with [`LogDirectory::write_topic_id`].
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
        let mut mended = Vec::new();
        let entries = disk.list(path).map_err(Error::disk("list", path))?;
        let is_new = entries.iter().all(|entry| entry.name == names::LOCK);
        let points = Arc::new(Points::load(&disk, path, is_new, &mut mended)?);
        Ok(Self {
            disk,
            points,
            mended,
            path: path.to_path_buf(),
            config,
            mark: content,
            opened: BTreeSet::new(),
            unclosed: Arc::default(),
            _lock: lock,
        })
    }

    /// Gives the directory up before a log of it was opened, as it was found: with the mark of the
    /// clean stop, if there was one. It is somebody else's.
    ///
    /// # Errors
    /// [`Error::Caller`] if a log was opened; [`Error::Disk`].
    pub fn leave(self) -> Result<()> {
        if !self.opened.is_empty() {
            return Err(Error::caller(&self.path, "a log of it was opened"));
        }
        match &self.mark {
            Some(mark) => replace(&*self.disk, &self.path, names::CLEAN_SHUTDOWN, mark.as_bytes()),
            None => Ok(()),
        }
    }

    /// Whether the process that owned the directory before stopped cleanly.
    pub fn was_clean(&self) -> bool {
        self.mark.is_some()
    }

    /// The broker epoch in the mark of the clean stop (KIP-966).
    pub fn last_broker_epoch(&self) -> Option<i64> {
        self.mark.as_deref().and_then(broker_epoch)
    }

    /// Which of the directory's own files were damaged when it was opened, and what that means.
    pub fn mended(&self) -> &[Mended] {
        &self.mended
    }

    /// Whose the directory is, if `meta.properties` says so. One that is damaged gets a name that
    /// ends with `.damaged`, and counts as missing: the error is given once.
    ///
    /// # Errors
    /// [`Error::Corrupt`] that once; [`Error::Disk`].
    pub fn properties(&self) -> Result<Option<MetaProperties>> {
        match MetaProperties::read(&*self.disk, &self.path) {
            Err(error @ Error::Corrupt { .. }) => {
                self.set_aside(&self.path, names::META_PROPERTIES)?;
                Err(error)
            }
            other => other,
        }
    }

    /// Says whose the directory is, durably.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn write_properties(&self, properties: &MetaProperties) -> Result<()> {
        properties.write(&*self.disk, &self.path)
    }

    /// The directory's path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The partitions that have a directory here, sorted; without the metadata log, which is
    /// another kind of log (`LogManager.loadLogs`).
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn partitions(&self) -> Result<Vec<TopicPartition>> {
        let entries = self.disk.list(&self.path).map_err(Error::disk("list", &self.path))?;
        let mut partitions: Vec<_> = entries
            .into_iter()
            .filter(|entry| entry.is_directory)
            .filter_map(|entry| TopicPartition::from_directory_name(&entry.name))
            .filter(|partition| partition.topic() != names::METADATA_TOPIC)
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
        let has_log =
            |entry: &&DirectoryEntry| SegmentFile::is_log(&entry.name) && 0 < entry.length;
        if let Some(log) = entries.iter().find(has_log) {
            let reason = format!("the new partition has {} bytes in {}", log.length, log.name);
            return Err(Error::caller(&dir, reason));
        }
        // What is known of an older partition of the name is not known of this one.
        self.points.forget(partition)?;
        self.disk.sync_dir(&self.path).map_err(Error::disk("sync", &self.path))?;
        metadata::write(&*self.disk, &dir, topic_id)?;
        Ok(self.open_log(partition)?.log)
    }

    /// Opens the log of a partition that has a directory here. Damage of any kind does not keep it
    /// from that: what is damaged is cut, built anew or set aside, and the report says so.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn open_log(&mut self, partition: &TopicPartition) -> Result<OpenedLog> {
        let compact = self.config.compact || names::is_compacted(partition.topic());
        self.open_log_with(partition, LogConfig { compact, ..self.config })
    }

    /// Opens a log that is kept in its own way: a topic has its own configuration. With `compact`
    /// offsets may be missing anywhere, and a start takes none of that for damage; without it, one
    /// that is missing past what is known to be durable ends the log. Topics that Kafka always
    /// compacts need not be told of.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn open_log_with(
        &mut self,
        partition: &TopicPartition,
        config: LogConfig,
    ) -> Result<OpenedLog> {
        let dir = self.partition_dir(partition);
        let (topic_id, damage) = match metadata::read(&*self.disk, &dir) {
            Ok(topic_id) => (topic_id, None),
            Err(Error::Corrupt { path, position, reason }) => {
                self.set_aside(&dir, names::PARTITION_METADATA)?;
                let reason = format!("{reason}; it is kept as {}{DAMAGED}", path.display());
                (None, Some(Mended { path, position, reason }))
            }
            Err(error) => return Err(error),
        };
        let untouched = self.opened.insert(partition.clone());
        let clean = self.was_clean() && untouched;
        let points = self.points.of(partition);
        let (disk, known) = (Arc::clone(&self.disk), points.known());
        let (mut log, mut recovery) = Log::open_known(disk, &dir, config, clean, known)?;
        recovery.mended.extend(damage);
        // What is gone is not promised any more, before anything is appended in its place.
        points.take_back(log.end())?;
        log.belongs_to(points, Unclosed::opened(&self.unclosed));
        Ok(OpenedLog { log, topic_id, recovery })
    }

    /// Writes the id of a partition's topic, durably.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn write_topic_id(&self, partition: &TopicPartition, topic_id: Uuid) -> Result<()> {
        metadata::write(&*self.disk, &self.partition_dir(partition), topic_id)
    }

    /// Deletes a partition: its directory gets a name that ends with `-delete`, durably, and what
    /// the checkpoints say of it is taken out. The files go when the deletion is run. `unique`
    /// tells the directory from others of that partition (`LocalLog.logDeleteDirName`).
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn delete_log(&mut self, log: Log, unique: &str) -> Result<Deletion> {
        let dir = log.into_deleted();
        let name = dir.file_name().and_then(|name| name.to_str());
        let partition = name.and_then(TopicPartition::from_directory_name);
        let Some(partition) = partition.filter(|_| dir.parent() == Some(&self.path)) else {
            return Err(Error::caller(&dir, "this is no log of this directory"));
        };
        let gone = self.path.join(names::deleted_directory(&partition, unique));
        self.disk.rename(&dir, &gone).map_err(Error::disk("rename", &dir))?;
        self.disk.sync_dir(&self.path).map_err(Error::disk("sync", &self.path))?;
        self.points.forget(&partition)?;
        self.opened.remove(&partition);
        self.deletion_of(gone)
    }

    /// What is to be removed of partitions that were deleted before this start.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn deletions(&self) -> Result<Vec<Deletion>> {
        let entries = self.disk.list(&self.path).map_err(Error::disk("list", &self.path))?;
        let is_deleted = |name: &str| name.ends_with(DELETE_DIRECTORY) && name.contains('.');
        let gone = entries.into_iter().filter(|it| it.is_directory && is_deleted(&it.name));
        gone.map(|entry| self.deletion_of(self.path.join(entry.name))).collect()
    }

    fn deletion_of(&self, dir: PathBuf) -> Result<Deletion> {
        let entries = self.disk.list(&dir).map_err(Error::disk("list", &dir))?;
        let files = entries.into_iter().map(|entry| dir.join(entry.name)).collect();
        Ok(Deletion { disk: Arc::clone(&self.disk), files, dir: Some(dir) })
    }

    /// Writes the recovery points and starts of all logs, durably, where they have changed.
    ///
    /// # Errors
    /// [`Error::Disk`].
    pub fn checkpoint(&self) -> Result<()> {
        let opened = |partition: &TopicPartition| self.opened.contains(partition);
        if self.points.is_unknown() && self.partitions()?.iter().all(opened) {
            self.points.all_known();
        }
        self.points.write()
    }

    fn set_aside(&self, dir: &Path, name: &str) -> Result<()> {
        let path = dir.join(name);
        let kept = names::with_suffix(&path, DAMAGED);
        self.disk.rename(&path, &kept).map_err(Error::disk("rename", &path))?;
        self.disk.sync_dir(dir).map_err(Error::disk("sync", dir))
    }

    /// Reads the checkpointed high watermarks. A caller may treat a damaged file as an empty one:
    /// a high watermark that starts too low is only late.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Disk`].
    pub fn read_high_watermarks(&self) -> Result<BTreeMap<TopicPartition, i64>> {
        let offsets = read_offsets(&*self.disk, &self.path, names::HIGH_WATERMARKS)?;
        Ok(offsets.unwrap_or_default())
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
        self.checkpoint()?;
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
