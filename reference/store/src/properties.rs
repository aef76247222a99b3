//! `meta.properties`: which cluster, node and directory these files belong to (`MetaProperties`,
//! version 1).
//!
//! It reads what Java's `Properties` writes of such values: `key=value` lines, comments. It knows
//! no escapes, since no id has any. Version 0, of a broker with ZooKeeper, is told and not read.

use std::path::Path;

use wire::Uuid;

use crate::checkpoint::{read_text, replace};
use crate::disk::Disk;
use crate::error::{Error, Result};
use crate::names;

/// Whose a data directory is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetaProperties {
    /// The cluster's id: an [`Uuid`] as text, but Kafka takes any text.
    pub cluster_id: String,
    /// The node's id.
    pub node_id: i32,
    /// The directory's own id (KIP-858); directories of older brokers have none.
    pub directory_id: Option<Uuid>,
}

impl MetaProperties {
    /// Writes the file, durably.
    pub(crate) fn write(&self, disk: &dyn Disk, dir: &Path) -> Result<()> {
        // In the order in which Kafka's `Properties` happen to be written, which is by name.
        let mut text = format!("#\ncluster.id={}\n", self.cluster_id);
        if let Some(id) = self.directory_id {
            text.push_str(&format!("directory.id={id}\n"));
        }
        text.push_str(&format!("node.id={}\nversion=1\n", self.node_id));
        replace(disk, dir, names::META_PROPERTIES, text.as_bytes())
    }

    /// Reads the file; `None` if it is missing.
    ///
    /// # Errors
    /// [`Error::Corrupt`] at the line that is wrong; [`Error::Disk`].
    pub(crate) fn read(disk: &dyn Disk, dir: &Path) -> Result<Option<Self>> {
        let path = dir.join(names::META_PROPERTIES);
        match read_text(disk, &path)? {
            Some(text) => Self::parse(&path, &text).map(Some),
            None => Ok(None),
        }
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// [`Error::Corrupt`] at the line that is wrong.
    pub(crate) fn parse(path: &Path, text: &str) -> Result<Self> {
        let mut position = 0;
        let (mut version, mut cluster, mut node, mut directory) = (None, None, None, None);
        for piece in text.split_inclusive('\n') {
            let at = position;
            position += piece.len() as u64;
            let line = piece.trim();
            if line.is_empty() || line.starts_with(['#', '!']) {
                continue;
            }
            let damage = |why: &str| Error::corrupt(path, at, format!("{line:?} {why}"));
            let (key, value) = line.split_once(['=', ':']).ok_or_else(|| damage("is no entry"))?;
            let value = value.trim();
            match key.trim() {
                "version" if value == "1" => version = Some(()),
                "version" => return Err(damage("is not version 1")),
                "cluster.id" if !value.is_empty() => cluster = Some(value.to_owned()),
                "cluster.id" => return Err(damage("names no cluster")),
                "node.id" => {
                    let id = value.parse::<i32>().ok().filter(|id| 0 <= *id);
                    node = Some(id.ok_or_else(|| damage("names no node"))?);
                }
                "directory.id" => {
                    let id = value.parse::<Uuid>();
                    directory = Some(id.map_err(|_| damage("names no directory"))?);
                }
                _ => {}
            }
        }
        let missing = |what: &str| Error::corrupt(path, position, format!("{what} is missing"));
        version.ok_or_else(|| missing("version"))?;
        Ok(Self {
            cluster_id: cluster.ok_or_else(|| missing("cluster.id"))?,
            node_id: node.ok_or_else(|| missing("node.id"))?,
            directory_id: directory,
        })
    }
}
