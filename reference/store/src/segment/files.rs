//! The files of a segment as files: their names, their removal, their syncs.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::Segment;
use crate::disk::{Disk, DiskFile};
use crate::error::{Error, Result};
use crate::names::{DELETED, FileKind, SEGMENT_FILES, segment_file};

impl Segment {
    /// The path of one of its files.
    pub(crate) fn path(&self, kind: FileKind) -> PathBuf {
        segment_file(&self.dir, kind, self.base_offset, self.state)
    }

    /// Gives all files names with another suffix, the log first. A file that is missing stays so:
    /// the transaction index often is.
    pub(crate) fn rename(&mut self, state: &'static str) -> Result<()> {
        for kind in SEGMENT_FILES {
            self.rename_file(kind, state)?;
        }
        self.state = state;
        self.log_path = self.path(FileKind::Log);
        Ok(())
    }

    fn rename_file(&self, kind: FileKind, state: &'static str) -> Result<()> {
        let from = self.path(kind);
        let to = segment_file(&self.dir, kind, self.base_offset, state);
        match self.disk.rename(&from, &to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && kind != FileKind::Log => {
                Ok(())
            }
            other => other.map_err(Error::disk("rename", &from)),
        }
    }

    /// Renames the files for their removal, durably the log: a segment that is gone leaves no gap,
    /// if the ones before it went like this. Gives the files.
    pub(crate) fn mark_deleted(&mut self) -> Result<Vec<PathBuf>> {
        self.rename_file(FileKind::Log, DELETED)?;
        self.disk.sync_dir(&self.dir).map_err(Error::disk("sync", &self.dir))?;
        for kind in SEGMENT_FILES.into_iter().skip(1) {
            self.rename_file(kind, DELETED)?;
        }
        self.state = DELETED;
        self.log_path = self.path(FileKind::Log);
        Ok(SEGMENT_FILES.map(|kind| self.path(kind)).to_vec())
    }

    /// Removes the files. The indexes go last: an index without its log is swept up at the next
    /// start, a log without its index would cost a rebuild.
    pub(crate) fn remove(&self) -> Result<()> {
        for kind in SEGMENT_FILES {
            remove_file(&*self.disk, &self.path(kind))?;
        }
        Ok(())
    }

    /// Completes the indexes of a segment that is not written to any more.
    pub(crate) fn seal(&self) -> Result<()> {
        self.with_indexes(|indexes| indexes.seal())
    }

    /// Makes the indexes durable, if they were touched.
    pub(crate) fn sync_indexes(&self) -> Result<()> {
        if let Some(indexes) = self.indexes().as_mut() {
            indexes.sync()?;
        }
        match self.transactions().as_mut() {
            Some(transactions) => transactions.sync(),
            None => Ok(()),
        }
    }

    /// The indexes' files, for a sync elsewhere.
    pub(crate) fn index_files(&self) -> Result<Vec<(PathBuf, Arc<dyn DiskFile>)>> {
        let mut files = self.with_indexes(|indexes| Ok(indexes.files()))?.to_vec();
        files.extend(self.transactions().as_ref().and_then(|transactions| transactions.file()));
        Ok(files)
    }
}

/// Removes a file; one that is not there is no error.
pub(crate) fn remove_file(disk: &dyn Disk, path: &std::path::Path) -> Result<()> {
    match disk.remove(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.map_err(Error::disk("remove", path)),
    }
}
