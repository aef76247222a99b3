//! The model's values as real record batches, and back.

use spec::{LeaderEpoch, Offset, Value, view::Batch};
use wire::batch::{BatchBuilder, Batches, assign};

/// A producer's batch: so many records, each with the value's number.
pub(crate) fn encode(value: Value, records: i32) -> Vec<u8> {
    let mut batch = BatchBuilder::new(0);
    for place in 0..records {
        let (key, number) = (place.to_be_bytes(), value.0.to_be_bytes());
        batch.push(1_000 + i64::from(value.0), Some(&key), Some(&number), &[]).expect("it fits");
    }
    batch.finish()
}

/// The batches in bytes from a log. Every byte of each must be as its producer sent it, but for the
/// offset and the leader epoch.
pub(crate) fn decode(bytes: &[u8]) -> Vec<Batch> {
    let batches = Batches::new(bytes).map(|batch| batch.expect("a batch that is whole"));
    let decoded = batches.map(|batch| {
        let first = batch.records().expect("records").next().expect("one at least");
        let number = first.expect("a record").value.expect("a value");
        let value = Value(u32::from_be_bytes(number.try_into().expect("a value's number")));
        let header = batch.header;
        let (base, epoch) = (header.base_offset, header.partition_leader_epoch);
        let mut sent = encode(value, header.record_count);
        assign(&mut sent, base, epoch).expect("a batch has a header");
        assert_eq!(batch.bytes, sent, "the bytes are those of value {value}");
        Batch {
            base: Offset(base),
            records: header.record_count,
            leader_epoch: LeaderEpoch(epoch),
            value,
            stamp: None,
        }
    });
    decoded.collect()
}
