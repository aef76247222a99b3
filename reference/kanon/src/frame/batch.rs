//! `--batch`: record batches, and messages of formats 0 and 1, one after another.

use super::pretty;
use dissect::{Node, print, read_batch, read_records, to_json};
use serde_json::{Value, json};
use store::Codecs;
use wire::batch::{Entry, HEADER_SIZE};

/// The most that the records of one batch may take decompressed, in bytes.
const DECOMPRESSED_MAX: usize = 1 << 30;

/// All batches in `bytes`, as lines or as one JSON array.
///
/// # Errors
/// The first batch that cannot be read, and why.
pub(super) fn show(bytes: &[u8], json: bool) -> Result<String, String> {
    show_all(bytes, json, false)
}

/// The same; what is inside a compressed message may not be compressed again.
fn show_all(bytes: &[u8], json: bool, is_inner: bool) -> Result<String, String> {
    let (mut start, mut text, mut all) = (0, String::new(), Vec::new());
    let (mut codecs, mut scratch) = (Codecs::new(DECOMPRESSED_MAX), Vec::new());
    while start < bytes.len() {
        let rest = bytes.get(start..).unwrap_or_default();
        let at = |what: String| format!("the batch at byte {start}: {what}");
        let header = read_batch(rest).map_err(|error| at(error.to_string()))?;
        let (entry, _) = Entry::split(rest).map_err(|error| at(error.to_string()))?;
        let payload = entry.decompressed(&mut codecs, &mut scratch);
        let payload = payload.map_err(|error| at(error.to_string()))?;
        if is_inner && (payload.is_some() || matches!(entry, Entry::Batch(_))) {
            return Err(at("it is inside another, and no plain message".to_owned()));
        }
        let crc = match entry.check_crc() {
            Ok(()) => "the checksum matches".to_owned(),
            Err(error) => error.to_string(),
        };
        if json {
            all.push(as_json(&header, &entry, payload, &crc).map_err(at)?);
        } else {
            text += &print(&header, bytes, start);
            text += &format!("{:38}{crc}\n", "");
            text += &contents(&entry, bytes, start, payload).map_err(at)?;
        }
        start += header.end;
    }
    if json { pretty(&Value::Array(all)) } else { Ok(text) }
}

/// The records of a batch, or the messages in a wrapper: their offsets count from the start of the
/// input, or of what was decompressed.
fn contents(
    entry: &Entry<'_>,
    bytes: &[u8],
    start: usize,
    payload: Option<&[u8]>,
) -> Result<String, String> {
    let mut text = String::new();
    if let Some(payload) = payload {
        let size = payload.len();
        text += &format!("{:38}decompressed: {size} bytes, offsets from their start\n", "");
    }
    match (entry, payload) {
        (Entry::Message(_), None) => {}
        (Entry::Message(_), Some(payload)) => text += &show_all(payload, false, true)?,
        (Entry::Batch(batch), payload) => {
            let count = i64::from(batch.header.record_count);
            let own = payload.unwrap_or_else(|| batch.payload());
            let records = read_records(own, count).map_err(|error| error.to_string())?;
            text += &match payload {
                Some(payload) => print(&records, payload, 0),
                None => print(&records, bytes, start + HEADER_SIZE),
            };
        }
    }
    Ok(text)
}

fn as_json(
    header: &Node<'_>,
    entry: &Entry<'_>,
    payload: Option<&[u8]>,
    crc: &str,
) -> Result<Value, String> {
    let mut json = to_json(header);
    let inner = match (entry, payload) {
        (Entry::Message(_), None) => None,
        (Entry::Message(_), Some(payload)) => {
            let inner = show_all(payload, true, true)?;
            Some(("messages", serde_json::from_str(&inner).map_err(|error| error.to_string())?))
        }
        (Entry::Batch(batch), payload) => {
            let payload = payload.unwrap_or_else(|| batch.payload());
            let records = read_records(payload, batch.header.record_count.into());
            Some(("records", to_json(&records.map_err(|error| error.to_string())?)))
        }
    };
    if let Some(object) = json.as_object_mut() {
        object.insert("checksum".to_owned(), json!(crc));
        object.extend(inner.map(|(name, inner)| (name.to_owned(), inner)));
    }
    Ok(json)
}
