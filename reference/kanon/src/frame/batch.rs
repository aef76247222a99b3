//! `--batch`: record batches, and messages of formats 0 and 1, one after another.
//!
//! Each is printed before the next is read, so that what is sound before a fault is seen.

use super::pretty;
use crate::outcome::Failure;
use dissect::{Node, print, read_batch, read_records, to_json};
use serde_json::{Value, json};
use std::io::Write;
use store::Codecs;
use wire::batch::{Compression, Entry, HEADER_SIZE};

/// The most that the records of one batch may take decompressed, in bytes.
const DECOMPRESSED_MAX: usize = 100 << 20;
/// The most messages that one of format 0 or 1 may hold compressed: each becomes many fields.
const INNER_MAX: usize = 100_000;

/// All batches in `bytes`, as lines or as one JSON array, which is closed where a fault ends it.
///
/// # Errors
/// The first batch that cannot be read, and why; last, that checksums do not match.
pub(super) fn show(bytes: &[u8], json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    if json {
        let mut before = "[";
        let shown = each(bytes, false, &mut |batch| {
            let text = pretty(&as_json(batch).map_err(|why| batch.at(&why))?)?;
            write!(out, "{before}\n{text}")?;
            before = ",";
            Ok(())
        });
        out.write_all(if before == "[" { b"[]\n" } else { b"\n]\n" })?;
        return shown;
    }
    if bytes.is_empty() {
        return Ok(writeln!(out, "(no batches)")?);
    }
    each(bytes, false, &mut |batch| print_one(batch, bytes, out))
}

/// A batch, and where it lies.
struct Batch<'a> {
    start: usize,
    header: Node<'a>,
    entry: Entry<'a>,
    crc: String,
}

impl Batch<'_> {
    fn at(&self, what: &str) -> String {
        at(self.start, what)
    }
}

fn at(start: usize, what: &str) -> String {
    format!("the batch at byte {start}: {what}")
}

/// Gives each batch to `see`; what is inside a compressed message may not be compressed again.
fn each(
    bytes: &[u8],
    is_inner: bool,
    see: &mut dyn FnMut(&Batch<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let (mut start, mut count, mut wrong) = (0, 0_usize, None);
    while let Some(rest) = bytes.get(start..).filter(|rest| !rest.is_empty()) {
        if rest.iter().all(|byte| *byte == 0) {
            let why = format!("no batch at byte {start}: {} bytes of zeros to the end", rest.len());
            return Err(why.into());
        }
        let header = read_batch(rest).map_err(|error| at(start, &error.to_string()))?;
        let (entry, _) = Entry::split(rest).map_err(|error| at(start, &error.to_string()))?;
        let is_plain =
            matches!((&entry, entry.compression()), (Entry::Message(_), Ok(Compression::None)));
        if is_inner && !is_plain {
            return Err(at(start, "it is inside another, and no plain message").into());
        }
        if is_inner && INNER_MAX <= count {
            return Err(at(start, &format!("more than {INNER_MAX} messages are in one")).into());
        }
        let crc = match entry.check_crc() {
            Ok(()) => "the checksum matches".to_owned(),
            Err(error) => {
                wrong = wrong.or_else(|| Some(at(start, &error.to_string())));
                error.to_string()
            }
        };
        let end = header.end;
        see(&Batch { start, header, entry, crc })?;
        (start, count) = (start + end, count + 1);
    }
    wrong.map_or(Ok(()), |why| Err(why.into()))
}

/// A batch as lines: offsets count from the start of the input, or of what was decompressed.
fn print_one(batch: &Batch<'_>, bytes: &[u8], out: &mut dyn Write) -> Result<(), Failure> {
    out.write_all(print(&batch.header, bytes, batch.start).as_bytes())?;
    writeln!(out, "{:38}{}", "", batch.crc)?;
    let payload = payload(&batch.entry).map_err(|why| batch.at(&why))?;
    if let Some(payload) = &payload {
        let size = payload.len();
        writeln!(out, "{:38}decompressed: {size} bytes, offsets from their start", "")?;
    }
    match (&batch.entry, payload) {
        (Entry::Message(_), None) => {}
        (Entry::Message(_), Some(payload)) => {
            return each(&payload, true, &mut |inner| print_one(inner, &payload, out));
        }
        (Entry::Batch(entry), payload) => {
            let count = i64::from(entry.header.record_count);
            let own = payload.as_deref().unwrap_or_else(|| entry.payload());
            let records = read_records(own, count).map_err(|why| batch.at(&why.to_string()))?;
            let text = match &payload {
                Some(payload) => print(&records, payload, 0),
                None => print(&records, bytes, batch.start + HEADER_SIZE),
            };
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(())
}

/// What the batch's compressed bytes hold; `None` if they are not compressed.
fn payload(entry: &Entry<'_>) -> Result<Option<Vec<u8>>, String> {
    let mut scratch = Vec::new();
    let payload = entry.decompressed(&mut Codecs::new(DECOMPRESSED_MAX), &mut scratch);
    Ok(payload.map_err(|error| error.to_string())?.is_some().then_some(scratch))
}

fn as_json(batch: &Batch<'_>) -> Result<Value, String> {
    let mut json = to_json(&batch.header);
    let inner = match (&batch.entry, payload(&batch.entry)?) {
        (Entry::Message(_), None) => None,
        (Entry::Message(_), Some(payload)) => {
            let mut all = Vec::new();
            let seen = each(&payload, true, &mut |inner| {
                all.push(as_json(inner)?);
                Ok(())
            });
            seen.map_err(|failure| failure.to_string())?;
            Some(("messages", Value::Array(all)))
        }
        (Entry::Batch(entry), payload) => {
            let payload = payload.as_deref().unwrap_or_else(|| entry.payload());
            let records = read_records(payload, entry.header.record_count.into());
            Some(("records", to_json(&records.map_err(|error| error.to_string())?)))
        }
    };
    if let Some(object) = json.as_object_mut() {
        object.insert("checksum".to_owned(), json!(batch.crc));
        object.extend(inner.map(|(name, inner)| (name.to_owned(), inner)));
    }
    Ok(json)
}
