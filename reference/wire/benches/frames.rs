//! The frames that a broker spends its time on, beside the `kafka-protocol` crate: what it decodes,
//! Produce, and what it encodes, Fetch. How to run it, and what came of it, is in the README.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use kafka_protocol::messages as theirs;
use kafka_protocol::protocol::{Decodable, Encodable};
use kanon_wire::Message;
use kanon_wire::Uuid;
use kanon_wire::fetch::{FetchResponse, FetchableTopicResponse, PartitionData};
use kanon_wire::produce::{PartitionProduceData, ProduceRequest, TopicProduceData};
use std::hint::black_box;
use std::time::Duration;

/// Topics, partitions of each, and bytes of records in each of those.
const SHAPES: &[(usize, usize, usize)] = &[(1, 1, 1024), (10, 10, 1024), (1, 1, 1024 * 1024)];

/// The newest version of each that both crates have.
const PRODUCE: i16 = 13;
const FETCH: i16 = 17;

fn produce(topics: usize, partitions: usize, records: &[u8]) -> Vec<u8> {
    let partition = |index| PartitionProduceData {
        index: index as i32,
        records: Some(records),
        ..PartitionProduceData::default()
    };
    let topic = |index| TopicProduceData {
        topic_id: Uuid([index as u8 + 1; 16]),
        partition_data: (0..partitions).map(partition).collect(),
        ..TopicProduceData::default()
    };
    let request = ProduceRequest {
        transactional_id: Some("transactions"),
        acks: -1,
        timeout_ms: 30_000,
        topic_data: (0..topics).map(topic).collect(),
        ..ProduceRequest::default()
    };
    let mut out = Vec::new();
    request.encode(PRODUCE, &mut out).expect("a request of this version");
    out
}

fn fetch(topics: usize, partitions: usize, records: &[u8]) -> FetchResponse<'_> {
    let partition = |index| PartitionData {
        partition_index: index as i32,
        high_watermark: 1_000,
        last_stable_offset: 1_000,
        records: Some(records),
        ..PartitionData::default()
    };
    let topic = |index| FetchableTopicResponse {
        topic_id: Uuid([index as u8 + 1; 16]),
        partitions: (0..partitions).map(partition).collect(),
        ..FetchableTopicResponse::default()
    };
    FetchResponse { responses: (0..topics).map(topic).collect(), ..FetchResponse::default() }
}

fn decode_produce(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decode Produce");
    for (topics, partitions, size) in SHAPES {
        let shape = format!("{topics}x{partitions}x{size}");
        let frame = produce(*topics, *partitions, &vec![7; *size]);
        let shared = bytes::Bytes::from(frame.clone());
        group.throughput(Throughput::Elements((topics * partitions) as u64));
        group.bench_function(BenchmarkId::new("kanon", &shape), |bencher| {
            bencher.iter(|| {
                let request = ProduceRequest::decode(black_box(&frame), PRODUCE);
                black_box(request.expect("a request").topic_data.len())
            });
        });
        group.bench_function(BenchmarkId::new("kafka-protocol", &shape), |bencher| {
            bencher.iter(|| {
                let mut frame = black_box(&shared).clone();
                let request = theirs::ProduceRequest::decode(&mut frame, PRODUCE);
                black_box(request.expect("a request").topic_data.len())
            });
        });
    }
    group.finish();
}

fn encode_fetch(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("encode Fetch");
    for (topics, partitions, size) in SHAPES {
        let shape = format!("{topics}x{partitions}x{size}");
        let records = vec![7; *size];
        let ours = fetch(*topics, *partitions, &records);
        let mut frame = Vec::new();
        ours.encode(FETCH, &mut frame).expect("a response of this version");
        let mut bytes = bytes::Bytes::from(frame.clone());
        let its = theirs::FetchResponse::decode(&mut bytes, FETCH).expect("a response");
        let mut out = Vec::with_capacity(frame.len());
        its.encode(&mut out, FETCH).expect("a response of this version");
        assert_eq!(out, frame, "both write the same");
        group.throughput(Throughput::Elements((topics * partitions) as u64));
        group.bench_function(BenchmarkId::new("kanon", &shape), |bencher| {
            bencher.iter(|| {
                frame.clear();
                black_box(&ours).encode(FETCH, &mut frame).expect("a response");
                black_box(frame.len())
            });
        });
        group.bench_function(BenchmarkId::new("kafka-protocol", &shape), |bencher| {
            bencher.iter(|| {
                out.clear();
                black_box(&its).encode(&mut out, FETCH).expect("a response");
                black_box(out.len())
            });
        });
    }
    group.finish();
}

criterion_group! {
    name = frames;
    config = Criterion::default().measurement_time(Duration::from_secs(3));
    targets = decode_produce, encode_fetch
}
criterion_main!(frames);
