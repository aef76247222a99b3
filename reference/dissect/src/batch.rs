//! Record batches as fields: the header, and the records once somebody has decompressed them.
//!
//! Formats 0 and 1, the messages of old logs, too. No checksum is computed and nothing is
//! decompressed here. Source: `DefaultRecordBatch`, `DefaultRecord`, `LegacyRecord`.

use crate::error::Error;
use crate::node::{Content, Node};
use wire::batch::HEADER_SIZE;

/// Where the format stands in a batch or message.
const MAGIC_AT: usize = 16;

/// The most fields that the records of a batch are taken apart into, which take some 200 bytes of
/// memory each: 125,000 records without headers.
const FIELDS_MAX: usize = 1_000_000;
/// The fields of a record, itself among them, and of a header of one.
const RECORD_FIELDS: usize = 8;
const HEADER_FIELDS: usize = 3;

/// The header of a batch of format 2: names, and bytes of each.
const HEADER: &[(&str, usize)] = &[
    ("base_offset", 8),
    ("batch_length", 4),
    ("partition_leader_epoch", 4),
    ("magic", 1),
    ("crc", 4),
    ("attributes", 2),
    ("last_offset_delta", 4),
    ("base_timestamp", 8),
    ("max_timestamp", 8),
    ("producer_id", 8),
    ("producer_epoch", 2),
    ("base_sequence", 4),
    ("records_count", 4),
];

/// The header of a message of format 0, which lacks the last, or 1.
const OLD_HEADER: &[(&str, usize)] = &[
    ("offset", 8),
    ("message_size", 4),
    ("crc", 4),
    ("magic", 1),
    ("attributes", 1),
    ("timestamp", 8),
];

/// The fields of the batch or message at the front of `bytes`, without the records of a batch; the
/// node ends where it does.
///
/// # Errors
/// The bytes end too early, or the format is none of 0, 1 and 2.
pub fn read_batch(bytes: &[u8]) -> Result<Node<'_>, Error> {
    let magic = bytes.get(MAGIC_AT).ok_or_else(|| short(0, MAGIC_AT + 1, bytes.len()))?;
    let (name, header) = match magic {
        0 => ("Message", OLD_HEADER.split_last().map(|(_, rest)| rest).unwrap_or_default()),
        1 => ("Message", OLD_HEADER),
        2 => ("RecordBatch", HEADER),
        other => return Err(Error::at(MAGIC_AT, format!("no format has the magic {other}"))),
    };
    let mut reading = Reading { bytes, place: 0, fields: 0 };
    let mut fields = Vec::new();
    for (name, size) in header {
        let start = reading.place;
        let content = Content::Integer(reading.integer(*size, *name == "crc")?);
        fields.push(node(name, start, reading.place, content));
    }
    let length = fields.get(1).and_then(Node::integer).unwrap_or_default();
    let end = usize::try_from(length).ok().map(|length| length + 12);
    let end = end.filter(|end| *end <= bytes.len());
    let end = end.ok_or_else(|| Error::at(8, format!("the length {length} is not possible")))?;
    if *magic < 2 {
        for name in ["key", "value"] {
            let start = reading.place;
            let length = reading.integer(4, false)?;
            let content = reading.blob(length, end)?;
            fields.push(node(name, start, reading.place, content));
        }
        if reading.place != end {
            let what = "the message does not end where its length says";
            return Err(Error::at(reading.place, what));
        }
    } else if end < HEADER_SIZE {
        return Err(Error::at(8, format!("the length {length} is less than a header's")));
    }
    Ok(node(name, 0, end, Content::Struct(fields)))
}

/// The records of a batch of format 2, offsets counting from the start of `payload`, which is what
/// follows the header, decompressed.
///
/// # Errors
/// The bytes end too early, a record does not fill its length, or there are over a million fields.
pub fn read_records(payload: &[u8], count: i64) -> Result<Node<'_>, Error> {
    let mut reading = Reading { bytes: payload, place: 0, fields: 0 };
    let mut records = Vec::new();
    for index in 0..count {
        let record = reading.record(index);
        records.push(record.map_err(|error| error.inside(&format!("[{index}]")))?);
    }
    if reading.place != payload.len() {
        let what = format!("{} bytes follow the last record", payload.len() - reading.place);
        return Err(Error::at(reading.place, what));
    }
    Ok(node("records", 0, payload.len(), Content::Array(records)))
}

struct Reading<'a> {
    bytes: &'a [u8],
    place: usize,
    /// How many fields there are so far.
    fields: usize,
}

impl<'a> Reading<'a> {
    fn record(&mut self, index: i64) -> Result<Node<'a>, Error> {
        let start = self.place;
        self.count(RECORD_FIELDS)?;
        let length = self.varint("length")?;
        let size = length.integer().and_then(|length| usize::try_from(length).ok());
        let end = size.and_then(|size| self.place.checked_add(size));
        let end = end.filter(|end| *end <= self.bytes.len());
        let end = end.ok_or_else(|| Error::at(start, "the length is not possible"))?;
        let mut fields = vec![length];
        let at = self.place;
        let attributes = Content::Integer(self.integer(1, false)?);
        fields.push(node("attributes", at, self.place, attributes));
        fields.push(self.varint("timestamp_delta")?);
        fields.push(self.varint("offset_delta")?);
        fields.push(self.sized("key", end)?);
        fields.push(self.sized("value", end)?);
        let at = self.place;
        let count = self.varint("headers")?.integer().unwrap_or_default();
        let (own_end, mut headers) = (self.place, Vec::new());
        for index in 0..count {
            let at = self.place;
            self.count(HEADER_FIELDS)?;
            let inner = vec![self.sized("key", end)?, self.sized("value", end)?];
            headers.push(node(&format!("[{index}]"), at, self.place, Content::Struct(inner)));
        }
        let headers = node("headers", at, self.place, Content::Array(headers));
        fields.push(Node { own_end, ..headers });
        if self.place != end {
            return Err(Error::at(self.place, "the record does not end where its length says"));
        }
        Ok(node(&format!("[{index}]"), start, end, Content::Struct(fields)))
    }

    /// Few bytes can declare, and hold, far more fields than memory has room for.
    fn count(&mut self, fields: usize) -> Result<(), Error> {
        self.fields += fields;
        if self.fields <= FIELDS_MAX {
            return Ok(());
        }
        Err(Error::at(self.place, format!("more than {FIELDS_MAX} fields, which are not shown")))
    }

    fn sized(&mut self, name: &str, end: usize) -> Result<Node<'a>, Error> {
        let start = self.place;
        let length = self.varint(name)?.integer().unwrap_or_default();
        let content = self.blob(length, end).map_err(|error| error.inside(name))?;
        Ok(node(name, start, self.place, content))
    }

    /// Bytes of a length, -1 being null, that end at `end` at the latest.
    fn blob(&mut self, length: i64, end: usize) -> Result<Content<'a>, Error> {
        if length == -1 {
            return Ok(Content::Null);
        }
        let stop = usize::try_from(length).ok().and_then(|length| self.place.checked_add(length));
        let stop = stop.filter(|stop| *stop <= end);
        let bytes = stop.and_then(|stop| Some((stop, self.bytes.get(self.place..stop)?)));
        let wrong = || Error::at(self.place, format!("the length {length} is not possible"));
        let (stop, bytes) = bytes.ok_or_else(wrong)?;
        self.place = stop;
        Ok(Content::Bytes(bytes))
    }

    /// A signed integer of up to eight bytes, or an unsigned one of less.
    fn integer(&mut self, size: usize, is_unsigned: bool) -> Result<i64, Error> {
        let bytes = self.bytes.get(self.place..self.place + size);
        let bytes = bytes
            .ok_or_else(|| short(self.place, size, self.bytes.len().saturating_sub(self.place)))?;
        let first = bytes.first().copied().unwrap_or_default();
        let start = if first < 0x80 || is_unsigned { 0 } else { -1 };
        self.place += size;
        Ok(bytes.iter().fold(start, |value, byte| (value << 8) | i64::from(*byte)))
    }

    /// A zigzag integer of variable length.
    fn varint(&mut self, name: &str) -> Result<Node<'a>, Error> {
        let (start, mut value) = (self.place, 0_u64);
        for index in 0..10 {
            let byte = self.bytes.get(self.place).copied();
            let byte = byte.ok_or_else(|| short(self.place, 1, 0).inside(name))?;
            self.place += 1;
            value |= u64::from(byte & 0x7f) << (7 * index);
            if byte & 0x80 == 0 {
                let value = (value >> 1).cast_signed() ^ -(value & 1).cast_signed();
                return Ok(node(name, start, self.place, Content::Integer(value)));
            }
        }
        Err(Error::at(start, "not a variable-length integer of 64 bits").inside(name))
    }
}

fn node<'a>(name: &str, start: usize, end: usize, content: Content<'a>) -> Node<'a> {
    let own_end = match &content {
        Content::Struct(_) | Content::Array(_) => start,
        _ => end,
    };
    let (name, order) = (name.to_owned(), 0);
    Node { name, order, start, own_end, end, tag: None, is_needless: false, content }
}

fn short(place: usize, needed: usize, left: usize) -> Error {
    Error::at(place, format!("needs {needed} bytes and {left} are left"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::to_json;
    use serde_json::json;
    use wire::batch::{BatchBuilder, RecordHeader};

    fn built() -> Vec<u8> {
        let mut batch = BatchBuilder::new(7).leader_epoch(3);
        batch
            .push(1000, Some(b"key"), Some(b"value"), &[RecordHeader { key: b"h", value: None }])
            .unwrap();
        batch.push(1005, None, None, &[]).unwrap();
        batch.finish()
    }

    #[test]
    fn a_batch_has_its_fields() {
        let bytes = built();
        let batch = read_batch(&bytes).unwrap();
        assert_eq!(batch.end, bytes.len());
        let number = |name: &str| batch.get(name).and_then(Node::integer);
        assert_eq!(number("base_offset"), Some(7));
        assert_eq!(number("max_timestamp"), Some(1005));
        assert_eq!(number("crc"), Some(wire::crc32c(&bytes[21..]).into()));
        assert_eq!(number("producer_id"), Some(-1));
        let records = read_records(&bytes[HEADER_SIZE..], 2).unwrap();
        let due = json!([
            { "length": 17, "attributes": 0, "timestampDelta": 0, "offsetDelta": 0,
              "key": "a2V5", "value": "dmFsdWU=", "headers": [{ "key": "aA==", "value": null }] },
            { "length": 6, "attributes": 0, "timestampDelta": 5, "offsetDelta": 1,
              "key": null, "value": null, "headers": [] },
        ]);
        assert_eq!(to_json(&records), due);
    }

    #[test]
    fn every_cut_and_every_flip_is_survived() {
        let bytes = built();
        for cut in 0..bytes.len() {
            assert!(read_batch(&bytes[..cut]).is_err(), "{cut}");
        }
        let payload = &bytes[HEADER_SIZE..];
        for cut in 0..payload.len() {
            assert!(read_records(&payload[..cut], 2).is_err(), "{cut}");
        }
        for place in 0..bytes.len() {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[place] ^= 1 << bit;
                let _ = read_batch(&flipped);
                let _ = read_records(&flipped[HEADER_SIZE..], 2);
            }
        }
    }
}
