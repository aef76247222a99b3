//! The checks: of plain batches, and of compressed ones beside what Kafka answered.

use super::*;
use wire::batch::BatchBuilder;
use wire::batch::Compression::{Gzip, Lz4, Snappy, Zstd};

const LIMITS: Limits = Limits {
    message_max_bytes: 1000,
    timestamp_after_max_ms: 100,
    decompressed_max_bytes: 10_000,
    now_ms: 5000,
    keys_needed: false,
};

fn check(records: Option<&[u8]>, limits: Limits) -> Result<CheckedBatch, Refusal> {
    super::check(records, 13, limits, &mut Decompressor::new())
}

fn batch(builder: BatchBuilder, timestamps: &[i64]) -> Vec<u8> {
    let mut builder = builder;
    for timestamp in timestamps {
        builder.push(*timestamp, Some(b"k"), Some(b"v"), &[]).unwrap();
    }
    builder.finish()
}

fn plain() -> Vec<u8> {
    batch(BatchBuilder::new(0), &[4000, 4500, 4400])
}

fn code(bytes: &[u8]) -> ErrorCode {
    check(Some(bytes), LIMITS).unwrap_err().code
}

#[test]
fn a_sound_batch_passes_as_it_is() {
    let bytes = plain();
    assert_eq!(check(Some(&bytes), LIMITS), Ok(CheckedBatch { bytes, records: 3 }));
}

#[test]
fn a_producers_batch_passes_as_it_is() {
    let last = i32::MAX;
    // Without an id there is no sequence to look at.
    for (producer, epoch, sequence) in [(5, 0, 0), (0, i16::MAX, last), (-1, -1, -1), (-2, 0, -7)] {
        let bytes = batch(BatchBuilder::new(0).producer(producer, epoch, sequence), &[1, 2]);
        assert_eq!(check(Some(&bytes), LIMITS), Ok(CheckedBatch { bytes, records: 2 }));
    }
}

#[test]
fn every_flipped_bit_of_the_content_is_found() {
    let bytes = plain();
    // Base offset, length, leader epoch and format are not covered by the checksum.
    for at in 17..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            assert_eq!(code(&flipped), ErrorCode::CORRUPT_MESSAGE, "bit {bit} of byte {at}");
        }
    }
}

#[test]
fn every_cut_is_refused() {
    let bytes = plain();
    for end in 0..bytes.len() {
        assert_eq!(code(&bytes[..end]), ErrorCode::INVALID_RECORD, "{end} bytes");
    }
    assert_eq!(check(None, LIMITS).unwrap_err().code, ErrorCode::INVALID_RECORD);
}

#[test]
fn one_batch_only() {
    assert_eq!(code(&[plain(), plain()].concat()), ErrorCode::INVALID_RECORD);
    let with_scraps = [plain(), vec![1, 2, 3]].concat();
    assert_eq!(check(Some(&with_scraps), LIMITS).unwrap().bytes, plain());
    // What cannot be a batch is looked at as far as it goes.
    let with_zeros = [plain(), vec![0; 12]].concat();
    assert_eq!(code(&with_zeros), ErrorCode::CORRUPT_MESSAGE);
}

#[test]
fn what_no_producer_may_send() {
    let new = || BatchBuilder::new(0);
    assert_eq!(code(&batch(BatchBuilder::new(7), &[1])), ErrorCode::INVALID_RECORD);
    assert_eq!(code(&batch(new().control(), &[1])), ErrorCode::INVALID_RECORD);
    for sequence in [-1, i32::MIN] {
        let without = batch(new().producer(5, 0, sequence), &[1]);
        assert_eq!(code(&without), ErrorCode::INVALID_RECORD, "{sequence}");
    }
    let transactional = batch(new().producer(5, 0, 0).transactional(), &[1]);
    assert_eq!(code(&transactional), ErrorCode::TRANSACTIONAL_ID_AUTHORIZATION_FAILED);
    assert_eq!(code(&batch(new(), &[0; 200])), ErrorCode::MESSAGE_TOO_LARGE);
    assert_eq!(code(&new().finish()), ErrorCode::INVALID_RECORD);
    let mut old = plain();
    old[16] = 1;
    assert_eq!(code(&old), ErrorCode::INVALID_RECORD);
    old[16] = 9;
    assert_eq!(code(&old), ErrorCode::CORRUPT_MESSAGE);
    for length in [i32::MIN, -1, 0, 13, 48] {
        let mut short = plain();
        short[8..12].copy_from_slice(&length.to_be_bytes());
        assert_eq!(code(&short), ErrorCode::CORRUPT_MESSAGE, "{length}");
    }
}

#[test]
fn records_from_the_future_are_named() {
    assert!(check(Some(&batch(BatchBuilder::new(0), &[5100, -1, i64::MIN])), LIMITS).is_ok());
    let refusal =
        check(Some(&batch(BatchBuilder::new(0), &[5101, 5100, i64::MAX])), LIMITS).unwrap_err();
    assert_eq!(refusal.code, ErrorCode::INVALID_TIMESTAMP);
    let named: Vec<i32> = refusal.records.iter().map(|(index, _)| *index).collect();
    assert_eq!(named, [0, 2]);
}

/// Of which key a record is the last is what a compacted log is about.
#[test]
fn records_without_a_key_are_named() {
    let keyed = |keys: &[Option<&[u8]>], timestamp| {
        let mut builder = BatchBuilder::new(0);
        for key in keys {
            builder.push(timestamp, *key, Some(b"v"), &[]).unwrap();
        }
        builder.finish()
    };
    let limits = Limits { keys_needed: true, ..LIMITS };
    let (key, empty) = (Some(&b"k"[..]), Some(&b""[..]));
    assert!(check(Some(&keyed(&[key, empty], 1)), limits).is_ok());
    assert!(check(Some(&keyed(&[key, None], 1)), LIMITS).is_ok());
    // A wrong time is told before a missing key.
    for (keys, timestamp, code, wrong) in [
        ([None, key, None], 1, ErrorCode::INVALID_RECORD, &[0, 2][..]),
        ([None, key, key], 9000, ErrorCode::INVALID_TIMESTAMP, &[0, 1, 2]),
        ([None, None, None], 9000, ErrorCode::INVALID_RECORD, &[0, 1, 2]),
        ([key, None, key], 9000, ErrorCode::INVALID_TIMESTAMP, &[0, 1, 2]),
    ] {
        let refusal = check(Some(&keyed(&keys, timestamp)), limits).unwrap_err();
        assert_eq!(refusal.code, code);
        let named: Vec<i32> = refusal.records.iter().map(|(index, _)| *index).collect();
        assert_eq!(named, wrong);
    }
}

#[test]
fn a_wrong_largest_timestamp_is_set_right() {
    for wrong in [-1, 99, 4499, i64::MAX] {
        let mut bytes = plain();
        wire::batch::set_max_timestamp(&mut bytes, TimestampType::CreateTime, wrong).unwrap();
        assert_ne!(bytes, plain());
        assert_eq!(check(Some(&bytes), LIMITS).unwrap().bytes, plain());
    }
}

#[test]
fn the_time_of_the_log_is_not_for_producers() {
    let stamped = |timestamp| batch(BatchBuilder::new(0).log_append_time(timestamp), &[7, 8]);
    let taken = check(Some(&stamped(99)), LIMITS).unwrap().bytes;
    let (taken, _) = Batch::split(&taken).unwrap();
    assert_eq!(taken.header.timestamp_type(), TimestampType::CreateTime);
    assert_eq!(taken.header.max_timestamp, 99);
    assert_eq!(taken.check_crc(), Ok(()));
    for (timestamp, records) in [(-1, vec![0, 1]), (5101, vec![0, 1])] {
        let refusal = check(Some(&stamped(timestamp)), LIMITS).unwrap_err();
        assert_eq!(refusal.code, ErrorCode::INVALID_TIMESTAMP, "{timestamp}");
        let named: Vec<i32> = refusal.records.iter().map(|(index, _)| *index).collect();
        assert_eq!(named, records, "{timestamp}");
    }
}

fn compressed(builder: BatchBuilder, compression: Compression) -> Vec<u8> {
    let codec = Codec::from_code(compression.code()).unwrap();
    builder.finish_compressed(compression, |records, out| compress::compress(codec, records, out))
}

/// Of a batch of `count` records with values of 100 bytes.
fn builder(count: i64) -> BatchBuilder {
    let mut builder = BatchBuilder::new(0);
    for timestamp in 0..count {
        builder.push(timestamp, Some(b"key"), Some(&[7; 100]), &[]).unwrap();
    }
    builder
}

#[test]
fn compressed_batches_pass_as_they_are() {
    for compression in [Gzip, Snappy, Lz4, Zstd] {
        let bytes = compressed(builder(50), compression);
        assert_eq!(check(Some(&bytes), LIMITS), Ok(CheckedBatch { bytes, records: 50 }));
    }
}

#[test]
fn what_becomes_too_large_is_refused() {
    for compression in [Gzip, Snappy, Lz4, Zstd] {
        // 11,000 bytes, far fewer when compressed.
        let bytes = compressed(builder(100), compression);
        let limits = Limits { message_max_bytes: 2000, ..LIMITS };
        assert_eq!(
            check(Some(&bytes), limits).unwrap_err().code,
            ErrorCode::MESSAGE_TOO_LARGE,
            "{compression:?}"
        );
    }
}

#[test]
fn old_requests_may_not_have_zstd() {
    let refused = |compression, version| {
        let bytes = compressed(builder(5), compression);
        let checked = super::check(Some(&bytes), version, LIMITS, &mut Decompressor::new());
        checked.err().map(|refusal| refusal.code)
    };
    assert_eq!(refused(Zstd, 6), Some(ErrorCode::UNSUPPORTED_COMPRESSION_TYPE));
    assert_eq!(refused(Zstd, 7), None);
    assert_eq!(refused(Lz4, 3), None);
}

fn from_hex(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.chars().map(|digit| digit.to_digit(16).unwrap()).collect();
    digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect()
}

/// Each line of `kafka.txt`: the name of a case, the batch, Kafka's error, and what Kafka then
/// wrote after base offset, length and leader epoch, or `=` if that is what was sent.
#[test]
fn compressed_batches_are_judged_as_by_kafka() {
    const NOW_MS: i64 = 1_000_000_000_000;
    let limits = Limits {
        message_max_bytes: 1_048_588,
        timestamp_after_max_ms: 3_600_000,
        decompressed_max_bytes: 1 << 20,
        now_ms: NOW_MS,
        keys_needed: false,
    };
    let mut decompressor = Decompressor::new();
    let mut cases = 0;
    for line in include_str!("kafka.txt").lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let [name, sent, error, kept] = fields[..] else { panic!("{line}") };
        let sent = from_hex(sent);
        let found = super::check(Some(&sent), 13, limits, &mut decompressor);
        let code = found.as_ref().err().map_or(ErrorCode(0), |refusal| refusal.code);
        // Where this broker is stricter.
        let is_stricter = ["-offset-delta", "-record-length", "-negative-length"];
        let due = if is_stricter.iter().any(|end| name.ends_with(end)) {
            "INVALID_RECORD"
        } else {
            error
        };
        assert_eq!(code.to_string().split(' ').next(), Some(due), "{name}: {found:?}");
        if let Ok(batch) = found {
            let kept = if kept == "=" { sent[16..].to_vec() } else { from_hex(kept) };
            assert!(batch.bytes[16..] == kept, "{name}: what is kept differs");
        }
        cases += 1;
    }
    assert_eq!(cases, 103);
}
