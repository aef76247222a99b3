//! Record batches: written, read, patched, damaged; and read by another crate.

use kafka_protocol::records::RecordBatchDecoder;
use kanon_wire::batch::{
    self, Batch, BatchBuilder, BatchError, BatchFault, Batches, Compression, HEADER_SIZE,
    RecordHeader, RecordOutline, RecordStream, TimestampType,
};
use proptest::prelude::*;

/// Key, value, headers and time stamp of a record.
type Content = (Option<Vec<u8>>, Option<Vec<u8>>, Vec<(Vec<u8>, Option<Vec<u8>>)>, i64);

fn contents() -> impl Strategy<Value = Vec<Content>> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..100);
    let value = prop_oneof![9 => bytes(), 1 => prop::collection::vec(any::<u8>(), 8_000..9_000)];
    let timestamp = prop_oneof![4 => 1i64 << 41..(1i64 << 41) + 100_000, 1 => 0..1i64 << 42];
    let key = prop::string::string_regex("[a-z]{0,8}").unwrap().prop_map(String::into_bytes);
    let headers = prop::collection::vec((key, prop::option::of(bytes())), 0..3);
    let record = (prop::option::of(bytes()), prop::option::of(value), headers, timestamp).boxed();
    prop_oneof![
        9 => prop::collection::vec(record.clone(), 1..6),
        1 => prop::collection::vec(record, 60..70),
    ]
}

fn build(base_offset: i64, contents: &[Content]) -> Vec<u8> {
    let mut builder = BatchBuilder::new(base_offset).producer(7, 3, 40).leader_epoch(2);
    for (key, value, headers, timestamp) in contents {
        let headers: Vec<RecordHeader<'_>> = headers
            .iter()
            .map(|(key, value)| RecordHeader { key, value: value.as_deref() })
            .collect();
        builder.push(*timestamp, key.as_deref(), value.as_deref(), &headers).unwrap();
    }
    builder.finish()
}

fn read(bytes: &[u8]) -> Vec<Content> {
    let records = Batch::split(bytes).unwrap().0.records().unwrap();
    let own = |bytes: Option<&[u8]>| bytes.map(<[u8]>::to_vec);
    let content = |record: batch::Record<'_>| {
        let headers = record.headers.iter().map(|h| (h.key.to_vec(), own(h.value))).collect();
        (own(record.key), own(record.value), headers, record.timestamp)
    };
    records.map(|record| content(record.unwrap())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn records_come_back(contents in contents(), base_offset in 0..1i64 << 50) {
        let bytes = build(base_offset, &contents);
        let (whole, rest) = Batch::split(&bytes).unwrap();
        prop_assert!(rest.is_empty());
        prop_assert_eq!(whole.check_crc(), Ok(()));
        let highest = contents.iter().map(|content| content.3).max().unwrap();
        let first = contents.iter().position(|content| content.3 == highest).unwrap() as i64;
        prop_assert_eq!(whole.check_records(), Ok((highest, base_offset + first)));
        prop_assert_eq!(whole.header.max_timestamp, highest);
        prop_assert_eq!(whole.header.last_offset(), base_offset + contents.len() as i64 - 1);
        prop_assert_eq!(whole.header.last_sequence(), 40 + contents.len() as i32 - 1);
        prop_assert_eq!(read(&bytes), contents);
    }

    #[test]
    fn another_crate_reads_the_same(contents in contents()) {
        let bytes = build(5, &contents);
        let set = RecordBatchDecoder::decode(&mut &bytes[..]).unwrap();
        prop_assert_eq!(set.records.len(), contents.len());
        for (index, (record, due)) in set.records.iter().zip(&contents).enumerate() {
            prop_assert_eq!(record.offset, 5 + index as i64);
            prop_assert_eq!(record.timestamp, due.3);
            prop_assert_eq!(record.key.as_deref(), due.0.as_deref());
            prop_assert_eq!(record.value.as_deref(), due.1.as_deref());
            prop_assert_eq!((record.producer_id, record.producer_epoch), (7, 3));
            prop_assert_eq!(record.partition_leader_epoch, 2);
        }
    }

    #[test]
    fn a_damaged_batch_is_found_out(
        contents in contents(),
        place: prop::sample::Index,
        bit in 0..8u8,
    ) {
        let mut bytes = build(0, &contents);
        let place = place.index(bytes.len());
        bytes[place] ^= 1u8 << bit;
        let outcome = Batch::split(&bytes).map(|(batch, _)| {
            let _ = batch.check_records();
            batch.check_crc()
        });
        // Base offset and leader epoch are outside the checksum; a shorter length leaves a
        // shorter batch, whose checksum then differs.
        let unchecked = place < 8 || (12..16).contains(&place);
        prop_assert_eq!(outcome == Ok(Ok(())), unchecked, "{:?}", outcome);
    }

    #[test]
    fn patches_keep_the_rest(contents in contents(), offset: i64, epoch: i32, time: i64) {
        let mut bytes = build(0, &contents);
        batch::assign(&mut bytes, offset, epoch).unwrap();
        let header = Batch::split(&bytes).unwrap().0.header;
        prop_assert_eq!((header.base_offset, header.partition_leader_epoch), (offset, epoch));
        prop_assert_eq!(Batch::split(&bytes).unwrap().0.check_crc(), Ok(()));
        prop_assert_eq!(read(&bytes), contents.clone());

        batch::set_max_timestamp(&mut bytes, TimestampType::LogAppendTime, time).unwrap();
        let patched = Batch::split(&bytes).unwrap().0;
        prop_assert_eq!(patched.check_crc(), Ok(()));
        prop_assert_eq!(patched.header.max_timestamp, time);
        prop_assert!(read(&bytes).iter().all(|content| content.3 == time));
        prop_assert_eq!(patched.payload(), &build(0, &contents)[HEADER_SIZE..]);
    }
}

/// Gives records to a stream in pieces that end at these places.
fn stream(bytes: &[u8], cuts: &[usize]) -> Result<Vec<RecordOutline>, BatchError> {
    let whole = Batch::split(bytes)?.0;
    let mut outlines = Vec::new();
    let mut stream = RecordStream::new(&whole.header);
    let mut begin = 0;
    for cut in cuts.iter().copied().chain([whole.payload().len()]) {
        stream.feed(&whole.payload()[begin..cut], |outline| outlines.push(outline))?;
        begin = cut;
    }
    stream.end().map(|()| outlines)
}

fn outlines(bytes: &[u8]) -> Result<Vec<RecordOutline>, BatchError> {
    let outline = |(index, record): (i32, batch::Record<'_>)| RecordOutline {
        position: record.position,
        index,
        offset_delta: record.offset_delta,
        timestamp: record.timestamp,
        has_key: record.key.is_some(),
        has_value: record.value.is_some(),
    };
    let records = (0..).zip(Batch::split(bytes)?.0.records()?);
    records.map(|(index, record)| record.map(|record| outline((index, record)))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn pieces_of_any_size_make_the_same_records(
        contents in contents(),
        places in prop::collection::vec(any::<prop::sample::Index>(), 0..9),
    ) {
        let bytes = build(0, &contents);
        let mut cuts: Vec<usize> =
            places.iter().map(|place| place.index(bytes.len() - HEADER_SIZE)).collect();
        cuts.sort_unstable();
        prop_assert_eq!(stream(&bytes, &cuts), outlines(&bytes));
        let each: Vec<usize> = (0..bytes.len() - HEADER_SIZE).collect();
        prop_assert_eq!(stream(&bytes, &each), outlines(&bytes));
    }

    #[test]
    fn pieces_find_the_same_damage(
        contents in contents(),
        place: prop::sample::Index,
        byte: u8,
        cut: prop::sample::Index,
    ) {
        let mut bytes = build(0, &contents);
        let place = HEADER_SIZE + place.index(bytes.len() - HEADER_SIZE);
        bytes[place] = byte;
        let cut = cut.index(bytes.len() - HEADER_SIZE);
        let each: Vec<usize> = (0..bytes.len() - HEADER_SIZE).collect();
        let due = outlines(&bytes);
        for cuts in [&[cut][..], &each, &[]] {
            let found = stream(&bytes, cuts);
            prop_assert_eq!(found.is_ok(), due.is_ok(), "{:?} and {:?}", found, due);
            if due.is_ok() {
                prop_assert_eq!(found, due.clone());
            }
        }
    }

    #[test]
    fn what_a_cleaner_keeps_stays_what_it_was(
        contents in contents(),
        base_offset in 0..1i64 << 50,
        kept in prop::collection::vec(any::<bool>(), 6),
        horizon in prop::option::of(0..1i64 << 42),
    ) {
        let bytes = build(base_offset, &contents);
        let whole = Batch::split(&bytes).unwrap().0;
        let mut builder = BatchBuilder::like(&whole.header).delete_horizon(horizon);
        let mut due = Vec::new();
        for (record, kept) in whole.records().unwrap().map(Result::unwrap).zip(kept) {
            if kept {
                builder.copy(&record).unwrap();
                due.push((record.offset, record.timestamp, record.key, record.value));
            }
        }
        builder.reach_to(whole.header.last_offset_delta);
        let bytes = builder.finish();
        let cleaned = Batch::split(&bytes).unwrap().0;
        prop_assert_eq!(cleaned.check_crc(), Ok(()));
        prop_assert_eq!(cleaned.header.delete_horizon(), horizon);
        prop_assert_eq!(cleaned.header.base_offset, base_offset);
        prop_assert_eq!(cleaned.header.last_sequence(), whole.header.last_sequence());
        prop_assert_eq!(cleaned.header.record_count as usize, due.len());
        let found: Vec<_> = cleaned
            .records()
            .unwrap()
            .map(Result::unwrap)
            .map(|record| (record.offset, record.timestamp, record.key, record.value))
            .collect();
        prop_assert_eq!(found, due);
    }
}

#[test]
fn every_cut_of_a_batch_is_an_error() {
    let bytes = build(0, &[(Some(b"k".to_vec()), Some(b"v".to_vec()), Vec::new(), 1000)]);
    for cut in 0..bytes.len() {
        let error = Batch::split(&bytes[..cut]).unwrap_err();
        assert!(matches!(error.what, BatchFault::Truncated { left, .. } if left == cut));
    }
    let two = [bytes.clone(), bytes.clone()].concat();
    assert_eq!(Batches::new(&two).filter_map(Result::ok).count(), 2);
    let cut = &two[..two.len() - 1];
    let read: Vec<bool> = Batches::new(cut).map(|batch| batch.is_ok()).collect();
    assert_eq!(read, [true, false]);
}

#[test]
fn faults_of_a_header() {
    let good = build(0, &[(None, Some(b"v".to_vec()), Vec::new(), 1000)]);
    let fault = |at: usize, bytes: &[u8]| {
        let mut bad = good.clone();
        bad[at..at + bytes.len()].copy_from_slice(bytes);
        let (batch, _) = match Batch::split(&bad) {
            Ok(split) => split,
            Err(error) => return error.what,
        };
        batch.check_records().unwrap_err().what
    };
    assert_eq!(fault(16, &[1]), BatchFault::BadMagic(1));
    assert_eq!(fault(8, &(-1i32).to_be_bytes()), BatchFault::BadLength(-1));
    assert_eq!(fault(8, &48i32.to_be_bytes()), BatchFault::BadLength(48));
    assert_eq!(fault(22, &[4]), BatchFault::Compressed(Compression::Zstd));
    assert_eq!(fault(22, &[7]), BatchFault::BadCompression(7));
    let count = |count, last_offset_delta| BatchFault::BadCount { count, last_offset_delta };
    assert_eq!(fault(57, &0i32.to_be_bytes()), count(0, 0));
    assert_eq!(fault(57, &i32::MAX.to_be_bytes()), count(i32::MAX, 0));
    assert_eq!(fault(23, &5i32.to_be_bytes()), count(1, 5));
    // The only record, from byte 61: length, attributes, time stamp, offset, key, value, headers.
    assert_eq!(fault(61, &[1]), BatchFault::BadRecordLength(-1));
    assert_eq!(fault(64, &[2]), BatchFault::BadOffsetDelta(1));
    assert_eq!(fault(65, &[3]), BatchFault::BadRecordLength(-2));
    assert_eq!(fault(66, &[0, 0]), BatchFault::Trailing(1));
}

#[test]
fn the_checksum_is_castagnoli() {
    assert_eq!(kanon_wire::crc32c(b"123456789"), 0xe306_9283);
    assert_eq!(kanon_wire::crc32c(b""), 0);
    // RFC 3720, B.4: 32 bytes of zeros, of ones, ascending.
    assert_eq!(kanon_wire::crc32c(&[0; 32]), 0x8a91_36aa);
    assert_eq!(kanon_wire::crc32c(&[0xff; 32]), 0x62a8_ab43);
    let ascending: Vec<u8> = (0..32).collect();
    assert_eq!(kanon_wire::crc32c(&ascending), 0x46dd_794e);
}
