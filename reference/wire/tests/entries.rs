//! What a log holds besides plain batches: compressed ones, control records, messages of old
//! formats.

use kanon_wire::batch::{
    self, Batch, BatchBuilder, BatchError, BatchFault, Compression, ControlRecordType, Decompress,
    EndTransaction, Entries, Entry, HEADER_SIZE, Message, ReadError, TimestampType,
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn noise_is_no_entry(noise in prop::collection::vec(any::<u8>(), 0..300), magic in 0..3u8) {
        let mut bytes = noise.clone();
        if let Some(place) = bytes.get_mut(16) {
            *place = magic;
        }
        if let Some(length) = bytes.get_mut(8..11) {
            length.copy_from_slice(&[0; 3]);
        }
        for entry in Entries::new(&bytes).take_while(Result::is_ok).map(Result::unwrap) {
            let _ = entry.check_crc();
            let mut scratch = Vec::new();
            if let Ok(records) = entry.records(&mut Reversed, &mut scratch) {
                records.for_each(drop);
            }
        }
    }
}

fn batch_of_one(base_offset: i64, timestamp: i64) -> Vec<u8> {
    let mut builder = BatchBuilder::new(base_offset);
    builder.push(timestamp, None, None, &[]).unwrap();
    builder.finish()
}

/// Stands for a compression in these tests: the bytes backwards.
struct Reversed;

impl Decompress for Reversed {
    type Error = ();

    fn decompress(
        &mut self,
        _: Compression,
        _: i8,
        input: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), ()> {
        out.extend(input.iter().rev());
        Ok(())
    }
}

fn compress(compression: Compression) -> Vec<u8> {
    let mut builder = BatchBuilder::new(7);
    for timestamp in 1000..1003 {
        builder.push(timestamp, Some(b"key"), Some(b"value"), &[]).unwrap();
    }
    builder.finish_compressed(compression, |records, out| out.extend(records.iter().rev()))
}

#[test]
fn records_are_decompressed_by_the_caller() {
    for compression in [Compression::Gzip, Compression::Zstd, Compression::None] {
        let bytes = compress(compression);
        let (entry, _) = Entry::split(&bytes).unwrap();
        assert_eq!(entry.compression(), Ok(compression));
        assert_eq!(entry.check_crc(), Ok(()));
        let mut scratch = vec![9; 5];
        let records = entry.records(&mut Reversed, &mut scratch).unwrap();
        let found: Vec<_> =
            records.map(|record| record.unwrap()).map(|r| (r.offset, r.timestamp)).collect();
        assert_eq!(found, [(7, 1000), (8, 1001), (9, 1002)]);
    }
    let mut bytes = compress(Compression::Gzip);
    bytes[22] = 6;
    let (entry, _) = Entry::split(&bytes).unwrap();
    let error = entry.records(&mut Reversed, &mut Vec::new()).unwrap_err();
    let what = BatchFault::BadCompression(6);
    assert_eq!(error, ReadError::Batch(BatchError { offset: 21, what }));
}

#[test]
fn a_batch_of_which_nothing_is_left() {
    let mut builder = BatchBuilder::new(40).producer(5, 2, 9).leader_epoch(3).transactional();
    for timestamp in [70, 90, 80] {
        builder.push(timestamp, None, None, &[]).unwrap();
    }
    let header = Batch::split(&builder.finish()).unwrap().0.header;
    let bytes = batch::emptied(&header);
    let (empty, rest) = Batch::split(&bytes).unwrap();
    assert!(rest.is_empty() && empty.check_crc().is_ok());
    assert_eq!(bytes.len(), HEADER_SIZE);
    assert_eq!(empty.header.record_count, 0);
    assert_eq!(empty.header.base_timestamp, -1);
    let same = |header: batch::BatchHeader| {
        let producer = (header.producer_id, header.producer_epoch, header.last_sequence());
        (
            header.base_offset,
            header.last_offset(),
            header.max_timestamp,
            header.attributes,
            producer,
        )
    };
    assert_eq!(same(empty.header), same(header));
    assert_eq!(empty.records().unwrap().count(), 0);
}

#[test]
fn control_records() {
    for is_commit in [true, false] {
        let end = EndTransaction { is_commit, coordinator_epoch: 77 };
        let bytes = batch::end_transaction(12, 3456, (5, 2), end);
        let whole = Batch::split(&bytes).unwrap().0;
        assert_eq!(whole.check_crc(), Ok(()));
        assert!(whole.header.is_control() && whole.header.is_transactional());
        assert_eq!((whole.header.producer_id, whole.header.producer_epoch), (5, 2));
        assert_eq!(whole.header.base_sequence, -1);
        let records: Vec<_> = whole.records().unwrap().map(Result::unwrap).collect();
        assert_eq!(records.len(), 1);
        assert_eq!(records[0].timestamp, 3456);
        assert_eq!(ControlRecordType::of(&records[0]), Ok(end.record_type()));
        assert_eq!(EndTransaction::read(&records[0]), Ok(Some(end)));
    }
    for code in 0..7 {
        let known = ControlRecordType::from_code(code);
        assert_eq!(known.code(), code);
        assert!(!matches!(known, ControlRecordType::Unknown(_)));
    }
    assert_eq!(ControlRecordType::from_code(7), ControlRecordType::Unknown(7));
    let of = |key: Option<&[u8]>| {
        let mut builder = BatchBuilder::new(0).control();
        builder.push(0, key, Some(&[0, 0, 0, 0, 0, 1]), &[]).unwrap();
        let bytes = builder.finish();
        let record = Batch::split(&bytes).unwrap().0.records().unwrap().next().unwrap().unwrap();
        ControlRecordType::of(&record).map_err(|error| error.what)
    };
    // A newer version extends this one; a negative one is damage.
    assert_eq!(of(Some(&[0, 9, 0, 1, 5, 5])), Ok(ControlRecordType::Commit));
    assert_eq!(of(Some(&[0x80, 0, 0, 1])), Err(BatchFault::BadControl(4)));
    assert_eq!(of(Some(&[0, 0, 0])), Err(BatchFault::BadControl(3)));
    assert_eq!(of(None), Err(BatchFault::BadControl(0)));
}

/// A message of an old format, with the right checksum.
fn message(
    offset: i64,
    magic: u8,
    attributes: u8,
    timestamp: i64,
    content: (Option<&[u8]>, Option<&[u8]>),
) -> Vec<u8> {
    let mut body = vec![0, 0, 0, 0, magic, attributes];
    if magic == 1 {
        body.extend(timestamp.to_be_bytes());
    }
    for bytes in [content.0, content.1] {
        body.extend(bytes.map_or(-1, |bytes| bytes.len() as i32).to_be_bytes());
        body.extend(bytes.unwrap_or_default());
    }
    let mut bytes = offset.to_be_bytes().to_vec();
    bytes.extend((body.len() as i32).to_be_bytes());
    bytes.extend(body);
    let crc = Message::split(&bytes).unwrap().0.computed_crc();
    bytes[12..16].copy_from_slice(&crc.to_be_bytes());
    bytes
}

/// Offset, time stamp and value of a record.
type Seen = (i64, i64, Option<Vec<u8>>);

/// The records of the first entry.
fn old_records(bytes: &[u8]) -> Result<Vec<Seen>, BatchFault> {
    let fault = |error: BatchError| error.what;
    let (entry, _) = Entry::split(bytes).map_err(fault)?;
    entry.check_crc().map_err(fault)?;
    let mut scratch = Vec::new();
    let records = entry.records(&mut Reversed, &mut scratch).map_err(|error| match error {
        ReadError::Batch(error) => error.what,
        ReadError::Decompress(()) => unreachable!(),
    })?;
    records
        .map(|record| record.map_err(fault))
        .map(|record| record.map(|r| (r.offset, r.timestamp, r.value.map(<[u8]>::to_vec))))
        .collect()
}

fn wrapper(offset: i64, magic: u8, attributes: u8, timestamp: i64, inner: &[Vec<u8>]) -> Vec<u8> {
    let content: Vec<u8> = inner.concat().into_iter().rev().collect();
    message(offset, magic, attributes, timestamp, (None, Some(&content)))
}

#[test]
fn messages_of_format_0_and_1() {
    let old = message(5, 0, 0, 0, (Some(b"k"), Some(b"v")));
    assert_eq!(old_records(&old), Ok(vec![(5, -1, Some(b"v".to_vec()))]));
    let newer = message(6, 1, 0, 999, (None, None));
    assert_eq!(old_records(&newer), Ok(vec![(6, 999, None)]));
    let both = [old.clone(), newer.clone(), batch_of_one(7, 4)].concat();
    let entries: Vec<_> = Entries::new(&both).map(Result::unwrap).collect();
    let seen: Vec<_> =
        entries.iter().map(|e| (e.magic(), e.last_offset(), e.max_timestamp())).collect();
    assert_eq!(seen, [(0, 5, -1), (1, 6, 999), (2, 7, 4)]);
    for cut in 0..newer.len() {
        let what = Entry::split(&newer[..cut]).unwrap_err().what;
        assert!(matches!(what, BatchFault::Truncated { .. }), "{what:?}");
    }
    let (stamped, _) = Message::split(&newer).unwrap();
    assert_eq!(stamped.timestamp_type(), Some(TimestampType::CreateTime));
    assert_eq!(Message::split(&old).unwrap().0.timestamp_type(), None);
    for at in 12..newer.len() {
        let mut bad = newer.clone();
        bad[at] ^= 4;
        assert!(old_records(&bad).is_err(), "byte {at}");
    }
}

#[test]
fn wrappers_of_format_0_and_1() {
    let value = |value: &'static [u8]| (None, Some(value));
    let own = |value: &[u8]| Some(value.to_vec());
    // Format 0 has offsets of their own; format 1 counts to the wrapper's.
    let inner = [message(20, 0, 0, 0, value(b"a")), message(22, 0, 0, 0, value(b"b"))];
    let found = old_records(&wrapper(22, 0, 1, 0, &inner));
    assert_eq!(found, Ok(vec![(20, -1, own(b"a")), (22, -1, own(b"b"))]));
    let inner = [message(0, 1, 0, 500, value(b"a")), message(2, 1, 0, 400, value(b"b"))];
    let found = old_records(&wrapper(22, 1, 1, 500, &inner));
    assert_eq!(found, Ok(vec![(20, 500, own(b"a")), (22, 400, own(b"b"))]));
    let found = old_records(&wrapper(0, 1, 2, 500, &inner));
    assert_eq!(found, Ok(vec![(0, 500, own(b"a")), (2, 400, own(b"b"))]));
    // The time of the log is the wrapper's.
    let found = old_records(&wrapper(22, 1, 1 | 8, 777, &inner));
    assert_eq!(found, Ok(vec![(20, 777, own(b"a")), (22, 777, own(b"b"))]));
    let what = BatchFault::BadWrapperOffset { wrapper: 1, inner: 2 };
    assert_eq!(old_records(&wrapper(1, 1, 1, 500, &inner)), Err(what));
    // A last message that is cut off is passed over; a wrapper of nothing is none.
    let mut cut = inner.to_vec();
    cut[1].pop();
    let found = old_records(&wrapper(22, 1, 1, 500, &cut));
    assert_eq!(found, Ok(vec![(22, 500, own(b"a"))]));
    assert_eq!(old_records(&wrapper(22, 1, 1, 0, &[])), Err(BatchFault::EmptyWrapper));
    assert_eq!(old_records(&message(1, 1, 1, 0, (None, None))), Err(BatchFault::EmptyWrapper));
    let nested = [wrapper(0, 1, 1, 0, &inner)];
    assert_eq!(old_records(&wrapper(22, 1, 1, 0, &nested)), Err(BatchFault::Nested));
    let found = old_records(&wrapper(22, 1, 4, 0, &inner));
    assert_eq!(found, Err(BatchFault::BadCompression(4)));
}
