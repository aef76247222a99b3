//! The batches of a log file.

use std::path::Path;
use std::sync::Arc;

use wire::batch::{Compression, EndTransaction, Entry, RecordHeader};

use super::{Item, What};
use crate::batch::{Extent, codecs};
use crate::disk::{Disk, DiskFile};
use crate::error::{Error, Result};
use crate::scan::{Bounds, Scan};
use crate::segment::Located;

/// Records are looked into in batches up to as many bytes; compressed, up to 100 MiB of what they
/// become.
const RECORDS_BYTES_MAX: u64 = 256 * 1024 * 1024;

pub(super) fn inspect(
    disk: &Arc<dyn Disk>,
    path: &Path,
    base_offset: i64,
    records: bool,
    tell: &mut dyn FnMut(Item),
) -> Result<()> {
    let file = disk.open(path).map_err(Error::disk("open", path))?;
    let end = file.len().map_err(Error::disk("measure", path))?;
    let bounds = Bounds { end, offset: i64::MAX, gaps_below: i64::MAX };
    let mut scan = Scan::new(Arc::clone(&file), path, 0, Some(base_offset), bounds);
    loop {
        let found = match scan.next() {
            Ok(Some(found)) => found,
            Ok(None) => return Ok(()),
            Err(Error::Corrupt { path, position, reason }) => {
                let reason =
                    format!("{reason}; {} bytes from here on are no batches", end - position);
                return Err(Error::Corrupt { path, position, reason });
            }
            Err(error) => return Err(error),
        };
        tell(Item { position: found.position, what: What::Batch(found.header) });
        match scan.verify(&found) {
            Ok(()) if records => tell_records(&*file, path, &found, tell)?,
            Ok(()) => {}
            Err(Error::Corrupt { position, reason, .. }) => tell_damage(position, reason, tell),
            Err(error) => return Err(error),
        }
    }
}

fn tell_records(
    file: &dyn DiskFile,
    path: &Path,
    found: &Located,
    tell: &mut dyn FnMut(Item),
) -> Result<()> {
    let size = found.header.extent();
    if RECORDS_BYTES_MAX < size {
        return Ok(());
    }
    let mut bytes = vec![0; size as usize];
    let read = file.read_at(found.position, &mut bytes).map_err(Error::disk("read", path))?;
    bytes.truncate(read);
    let mut content = Vec::new();
    let decompressed = Entry::split(&bytes)
        .map_err(|error| error.to_string())
        .and_then(|(entry, _)| Ok((entry, entry.compression().map_err(|it| it.to_string())?)));
    let (entry, compression) = match decompressed {
        Ok(found) => found,
        Err(why) => {
            tell_damage(found.position, why, tell);
            return Ok(());
        }
    };
    // What is in compressed bytes has no place of its own in the file.
    let position_of = |within: usize| match compression {
        Compression::None => found.position + within as u64,
        _ => found.position,
    };
    let all = match entry.records(&mut codecs(), &mut content) {
        Ok(all) => all,
        Err(error) => {
            tell_damage(found.position, error.to_string(), tell);
            return Ok(());
        }
    };
    let is_control = found.header.is_control();
    for record in all {
        match record {
            Ok(record) => {
                let position = position_of(record.position);
                let marker = match is_control.then(|| EndTransaction::read(&record)).transpose() {
                    Ok(marker) => marker.flatten(),
                    Err(error) => {
                        tell_damage(position, error.what.to_string(), tell);
                        None
                    }
                };
                let owned = |it: RecordHeader<'_>| (it.key.to_vec(), it.value.map(<[u8]>::to_vec));
                let headers = record.headers.iter().map(owned);
                let what = What::Record {
                    offset: record.offset,
                    timestamp: record.timestamp,
                    key: record.key.map(<[u8]>::to_vec),
                    value: record.value.map(<[u8]>::to_vec),
                    headers: headers.collect(),
                    marker,
                };
                tell(Item { position, what });
            }
            Err(error) => tell_damage(position_of(error.offset), error.what.to_string(), tell),
        }
    }
    Ok(())
}

fn tell_damage(position: u64, why: String, tell: &mut dyn FnMut(Item)) {
    tell(Item { position, what: What::Damage(why) });
}
