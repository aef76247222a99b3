//! Every version that is advertised does what it says.

use wire::list_offsets::{
    ListOffsetsPartition, ListOffsetsRequest, ListOffsetsResponse, ListOffsetsTopic,
};
use wire::metadata::{MetadataRequest, MetadataRequestTopic, MetadataResponse};
use wire::offset_for_leader_epoch::{
    OffsetForLeaderEpochRequest, OffsetForLeaderEpochResponse, OffsetForLeaderPartition,
    OffsetForLeaderTopic,
};
use wire::{ApiKey, ErrorCode, Uuid};

use crate::client::{Client, batch, decode, fetch};
use crate::host::Host;

#[test]
fn what_any_version_writes_any_version_reads() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("rounds");
    let mut expected: Vec<Vec<u8>> = Vec::new();
    for version in ApiKey::Produce.versions().iter() {
        for acks in [1, -1] {
            let values = [format!("v{version}"), format!("acks {acks}")];
            let sent = batch(&[values[0].as_bytes(), values[1].as_bytes()]);
            let produced = client.produce(&topic, version, acks, &sent);
            assert_eq!((produced.code, produced.base_offset), (0, expected.len() as i64));
            expected.extend(values.map(String::into_bytes));
        }
    }
    for version in ApiKey::Fetch.versions().iter() {
        let all = client.fetch(&topic, version, 0);
        assert_eq!((all.code, all.high_watermark), (0, expected.len() as i64), "v{version}");
        assert_eq!(all.values(), expected, "v{version}");
        // Within a batch: all of it comes, and the client leaves out what it did not ask for.
        let later = client.fetch(&topic, version, 3);
        assert_eq!(later.values(), expected[2..], "v{version}");
        let end = client.fetch(&topic, version, expected.len() as i64);
        assert_eq!((end.code, end.records.len()), (0, 0), "v{version}");
        let beyond = client.fetch(&topic, version, 1 + expected.len() as i64);
        assert_eq!(ErrorCode(beyond.code), ErrorCode::OFFSET_OUT_OF_RANGE, "v{version}");
        assert_eq!(beyond.high_watermark, -1, "v{version}");
    }
}

fn metadata(client: &mut Client, version: i16, names: Option<&[&str]>, create: bool) -> Vec<u8> {
    let topics = names.map(|names| {
        let topics = names.iter();
        topics.map(|name| MetadataRequestTopic { name: Some(name), ..Default::default() }).collect()
    });
    let request =
        MetadataRequest { topics, allow_auto_topic_creation: create, ..Default::default() };
    client.ask(version, &request)
}

#[test]
fn metadata_at_each_version() {
    let host = Host::start();
    let mut client = host.connect();
    for version in ApiKey::Metadata.versions().iter() {
        let name = format!("made-by-{version}");
        let answer = metadata(&mut client, version, Some(&[&name]), true);
        let answer: MetadataResponse<'_> = decode(&answer, version);
        let broker = &answer.brokers[0];
        assert_eq!((broker.node_id, broker.host), (0, "127.0.0.1"));
        assert_eq!(broker.port, i32::from(host.address().port()));
        if 1 <= version {
            assert_eq!(answer.controller_id, 0);
        }
        assert_eq!(answer.cluster_id.is_some(), 2 <= version, "v{version}");
        let topic = &answer.topics[0];
        assert_eq!((topic.error_code, topic.name), (0, Some(name.as_str())));
        assert_eq!(topic.topic_id.is_zero(), version < 10, "v{version}");
        let partition = &topic.partitions[0];
        assert_eq!((partition.error_code, partition.leader_id), (0, 0));
        assert_eq!((&partition.replica_nodes, &partition.isr_nodes), (&vec![0], &vec![0]));
        // All of them: by an empty list at first, by null since version 1.
        let all = if version == 0 { Some(&[][..]) } else { None };
        let answer = metadata(&mut client, version, all, true);
        let answer: MetadataResponse<'_> = decode(&answer, version);
        assert_eq!(answer.topics.len(), 1 + version as usize);
        if 1 <= version {
            let answer = metadata(&mut client, version, Some(&[]), true);
            assert_eq!(decode::<MetadataResponse<'_>>(&answer, version).topics, []);
        }
    }
}

#[test]
fn topics_that_are_not_made() {
    let host = Host::start();
    let mut client = host.connect();
    let code = |client: &mut Client, version: i16, name: &str, create: bool| {
        let answer = metadata(client, version, Some(&[name]), create);
        let answer: MetadataResponse<'_> = decode(&answer, version);
        assert_eq!(answer.topics[0].partitions, []);
        ErrorCode(answer.topics[0].error_code)
    };
    let unknown = ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
    assert_eq!(code(&mut client, 13, "unwanted", false), unknown);
    for name in ["", ".", "..", "a/b", "ä", &"x".repeat(250)] {
        let invalid = ErrorCode::INVALID_TOPIC_EXCEPTION;
        assert_eq!(code(&mut client, 13, name, true), invalid, "{name:?}");
    }
    let topic = client.topic("a.b");
    // Kafka's metrics could not tell the two apart; a topic that is not to be made is just not
    // there.
    assert_eq!(code(&mut client, 13, "a_b", true), ErrorCode::INVALID_TOPIC_EXCEPTION);
    assert_eq!(code(&mut client, 13, "a_b", false), unknown);
    assert_eq!(code(&mut client, 13, "a/b", false), ErrorCode::INVALID_TOPIC_EXCEPTION);
    for (id, expected) in [(topic.id, 0), (Uuid([9; 16]), ErrorCode::UNKNOWN_TOPIC_ID.0)] {
        let wanted = MetadataRequestTopic { name: None, topic_id: id, ..Default::default() };
        let request = MetadataRequest { topics: Some(vec![wanted]), ..Default::default() };
        let answer = client.ask(12, &request);
        let answer: MetadataResponse<'_> = decode(&answer, 12);
        assert_eq!((answer.topics[0].error_code, answer.topics[0].topic_id), (expected, id));
    }
}

/// Error, offset, timestamp and leader epoch.
fn list(client: &mut Client, version: i16, timestamp: i64) -> (i16, i64, i64, i32) {
    let wanted = ListOffsetsPartition { timestamp, ..Default::default() };
    let wanted =
        ListOffsetsTopic { name: "listed", partitions: vec![wanted], ..Default::default() };
    let request = ListOffsetsRequest { replica_id: -1, topics: vec![wanted], ..Default::default() };
    let answer = client.ask(version, &request);
    let answer: ListOffsetsResponse<'_> = decode(&answer, version);
    let found = &answer.topics[0].partitions[0];
    (found.error_code, found.offset, found.timestamp, found.leader_epoch)
}

#[test]
fn list_offsets_at_each_version() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("listed");
    // Timestamps are 1,000,000 and the next, in each batch.
    for _ in 0..3 {
        client.produce(&topic, 13, -1, &batch(&[b"a", b"b"]));
    }
    for version in ApiKey::ListOffsets.versions().iter() {
        let epoch = if version < 4 { -1 } else { 0 };
        assert_eq!(list(&mut client, version, -2), (0, 0, -1, epoch), "v{version}");
        assert_eq!(list(&mut client, version, -1), (0, 6, -1, epoch), "v{version}");
        assert_eq!(list(&mut client, version, 0), (0, 0, 1_000_000, epoch), "v{version}");
        assert_eq!(list(&mut client, version, 1_000_001), (0, 1, 1_000_001, epoch));
        assert_eq!(list(&mut client, version, 1_000_002), (0, -1, -1, -1), "v{version}");
        let unsupported = (ErrorCode::UNSUPPORTED_VERSION.0, -1, -1, -1);
        for (special, since, found) in [
            (-3, 7, (0, 1, 1_000_001, 0)),
            (-4, 8, (0, 0, -1, 0)),
            (-5, 9, (0, -1, -1, -1)),
            (-6, 11, (0, -1, -1, -1)),
            (-7, 99, unsupported),
        ] {
            let expected = if version < since { unsupported } else { found };
            assert_eq!(list(&mut client, version, special), expected, "v{version} {special}");
        }
    }
}

#[test]
fn list_offsets_of_a_partition_that_is_named_twice() {
    let host = Host::start();
    let mut client = host.connect();
    client.topic("twice");
    let wanted = ListOffsetsPartition { timestamp: -1, ..Default::default() };
    let other = ListOffsetsPartition { partition_index: 1, ..wanted.clone() };
    let partitions = vec![wanted.clone(), other, wanted];
    let topics = vec![ListOffsetsTopic { name: "twice", partitions, ..Default::default() }];
    let request = ListOffsetsRequest { replica_id: -1, topics, ..Default::default() };
    let answer = client.ask(11, &request);
    let answer: ListOffsetsResponse<'_> = decode(&answer, 11);
    let codes = answer.topics[0].partitions.iter().map(|found| ErrorCode(found.error_code));
    let (twice, unknown) = (ErrorCode::INVALID_REQUEST, ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
    assert_eq!(codes.collect::<Vec<_>>(), [twice, unknown, twice]);
}

/// A client that knows another leader epoch is told which way (KIP-320).
#[test]
fn leader_epochs_are_compared() {
    let host = Host::start().restart();
    let mut client = host.connect();
    let topic = client.topic("epochs");
    client.produce(&topic, 13, -1, &batch(&[b"a"]));
    drop(client);
    let host = host.restart();
    let mut client = host.connect();
    let mut code = |epoch: i32| {
        let mut request = fetch(&topic, 12, 0);
        request.topics[0].partitions[0].current_leader_epoch = epoch;
        ErrorCode(client.fetch_by(&topic, 12, &request).code)
    };
    assert_eq!(code(0), ErrorCode::FENCED_LEADER_EPOCH);
    assert_eq!(code(99), ErrorCode::UNKNOWN_LEADER_EPOCH);
    assert_eq!(code(-1), ErrorCode::NONE);
}

/// Error, epoch and end for each of these partitions, epochs of the client, and epochs asked for.
fn ends(
    client: &mut Client,
    version: i16,
    asked: &[(i32, i32, i32)],
) -> Vec<(ErrorCode, i32, i64)> {
    let partition = |(partition, current_leader_epoch, leader_epoch): &(i32, i32, i32)| {
        let (partition, current_leader_epoch) = (*partition, *current_leader_epoch);
        let leader_epoch = *leader_epoch;
        OffsetForLeaderPartition {
            partition,
            current_leader_epoch,
            leader_epoch,
            ..Default::default()
        }
    };
    let partitions = asked.iter().map(partition).collect();
    let topics = vec![OffsetForLeaderTopic { topic: "ends", partitions, ..Default::default() }];
    let request = OffsetForLeaderEpochRequest { topics, ..Default::default() };
    let answer = client.ask(version, &request);
    let answer: OffsetForLeaderEpochResponse<'_> = decode(&answer, version);
    let named = |found: &wire::offset_for_leader_epoch::EpochEndOffset<'_>| {
        (ErrorCode(found.error_code), found.leader_epoch, found.end_offset)
    };
    answer.topics.iter().flat_map(|topic| &topic.partitions).map(named).collect()
}

/// A restart ends an epoch and begins the next but one. (KIP-320)
//= CON-2 test
#[test]
fn ends_of_epochs_at_each_version() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("ends");
    client.produce(&topic, 13, -1, &batch(&[b"a", b"b"]));
    drop(client);
    let host = host.restart();
    let mut client = host.connect();
    client.produce(&topic, 13, -1, &batch(&[b"c"]));
    for version in ApiKey::OffsetForLeaderEpoch.versions().iter() {
        let (fine, nothing) = (ErrorCode::NONE, (-1, -1));
        for (epoch, (found, end)) in [
            (0, (0, 2)),
            (1, (0, 2)),
            (2, (2, 3)),
            (3, nothing),
            (i32::MAX, nothing),
            (-1, nothing),
            (-7, (-7, 0)),
        ] {
            for current in [-1, 2] {
                let answer = ends(&mut client, version, &[(0, current, epoch)]);
                assert_eq!(answer, [(fine, found, end)], "v{version} {epoch}");
            }
        }
        let several = [(0, -1, 0), (1, -1, 0), (0, 1, 0), (0, 3, 0), (0, -1, 0)];
        let expected = [
            (fine, 0, 2),
            (ErrorCode::UNKNOWN_TOPIC_OR_PARTITION, -1, -1),
            (ErrorCode::FENCED_LEADER_EPOCH, -1, -1),
            (ErrorCode::UNKNOWN_LEADER_EPOCH, -1, -1),
            (fine, 0, 2),
        ];
        assert_eq!(ends(&mut client, version, &several), expected, "v{version}");
        assert_eq!(ends(&mut client, version, &[]), []);
    }
}
