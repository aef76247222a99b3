//! The limits and sessions of Fetch, and what a broker checks of what is written.

use wire::ErrorCode;
use wire::batch::{BatchBuilder, Compression};
use wire::fetch::FetchResponse;
use wire::produce::ProduceResponse;

use crate::client::{Topic, batch, decode, fetch, produce};
use crate::host::Host;

#[test]
fn limits_hold_but_for_the_first_batch() {
    let host = Host::start();
    let mut client = host.connect();
    let topics = ["first", "second"].map(|name| client.topic(name));
    let sent = batch(&[&[1; 500]]);
    for topic in &topics {
        for _ in 0..5 {
            client.produce(topic, 13, 1, &sent);
        }
    }
    let size = i32::try_from(sent.len()).unwrap();
    let mut sizes = |max_bytes: i32, partition_max_bytes: i32| {
        let mut request = fetch(&topics[0], 18, 0);
        request.topics.extend(fetch(&topics[1], 18, 0).topics);
        request.max_bytes = max_bytes;
        for topic in &mut request.topics {
            topic.partitions[0].partition_max_bytes = partition_max_bytes;
        }
        let answer = client.ask(18, &request);
        let answer: FetchResponse<'_> = decode(&answer, 18);
        let parts = answer.responses.iter().map(|topic| &topic.partitions[0]);
        let batches = parts.map(|part| part.records.unwrap().len() / sent.len());
        <[usize; 2]>::try_from(batches.collect::<Vec<_>>()).unwrap()
    };
    assert_eq!(sizes(100 * size, 100 * size), [5, 5]);
    assert_eq!(sizes(100 * size, 2 * size), [2, 2]);
    assert_eq!(sizes(3 * size, 2 * size), [2, 1]);
    assert_eq!(sizes(5 * size, 100 * size), [5, 0]);
    // One batch, so that a reader comes on; then the limits hold.
    assert_eq!(sizes(1, 1), [1, 0]);
    assert_eq!(sizes(100 * size, 0), [1, 0]);
}

/// No session is ever given, so there is none to continue.
#[test]
fn sessions_are_refused_as_by_a_full_cache() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("sessions");
    client.produce(&topic, 13, 1, &batch(&[b"a"]));
    for (session_id, session_epoch, expected) in [
        (0, -1, ErrorCode::NONE),
        (0, 0, ErrorCode::NONE),
        (7, -1, ErrorCode::NONE),
        (7, 1, ErrorCode::FETCH_SESSION_ID_NOT_FOUND),
    ] {
        for version in 7..=18 {
            let mut request = fetch(&topic, version, 0);
            (request.session_id, request.session_epoch) = (session_id, session_epoch);
            let answer = client.ask(version, &request);
            let answer: FetchResponse<'_> = decode(&answer, version);
            let found = (ErrorCode(answer.error_code), answer.session_id);
            assert_eq!(found, (expected, 0), "session {session_id} epoch {session_epoch}");
            assert_eq!(answer.responses.is_empty(), expected != ErrorCode::NONE);
        }
    }
}

#[test]
fn unknown_topics_by_name_and_by_id() {
    let host = Host::start();
    let mut client = host.connect();
    let unknown = Topic { name: "unknown".to_owned(), id: wire::Uuid([5; 16]) };
    let sent = batch(&[b"a"]);
    for version in 3..=13 {
        let expected = match version {
            13 => ErrorCode::UNKNOWN_TOPIC_ID,
            _ => ErrorCode::UNKNOWN_TOPIC_OR_PARTITION,
        };
        let produced = client.produce(&unknown, version, -1, &sent);
        assert_eq!((ErrorCode(produced.code), produced.base_offset), (expected, -1));
    }
    for version in 4..=18 {
        let expected = match version {
            13.. => ErrorCode::UNKNOWN_TOPIC_ID,
            _ => ErrorCode::UNKNOWN_TOPIC_OR_PARTITION,
        };
        assert_eq!(ErrorCode(client.fetch(&unknown, version, 0).code), expected);
    }
}

#[test]
fn batches_of_every_compression_come_back() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("compressed");
    for (base_offset, codec) in (0..).step_by(100).zip(compress::Codec::ALL) {
        let compression = Compression::from_code(codec.code()).unwrap();
        let mut builder = BatchBuilder::new(0);
        for number in 0..100 {
            builder.push(number, Some(b"key"), Some(&[7; 500]), &[]).unwrap();
        }
        let sent = builder.finish_compressed(compression, |records, out| {
            compress::compress(codec, records, out);
        });
        let produced = client.produce(&topic, 13, -1, &sent);
        assert_eq!((produced.code, produced.base_offset), (0, base_offset), "{codec}");
        let fetched = client.fetch(&topic, 18, base_offset);
        // But for base offset and leader epoch, which are the broker's.
        assert_eq!(fetched.records[16..], sent[16..], "{codec}");
    }
}

#[test]
fn batches_that_are_refused() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("checked");
    let mut corrupt = batch(&[b"a"]);
    *corrupt.last_mut().unwrap() ^= 1;
    // Says that it is lz4, and is not.
    let mut lz4 = batch(&[b"a"]);
    lz4[22] |= 3;
    let crc = wire::crc32c(&lz4[21..]);
    lz4[17..21].copy_from_slice(&crc.to_be_bytes());
    let mut late = BatchBuilder::new(0);
    late.push(i64::MAX / 2, None, Some(b"late"), &[]).unwrap();
    for (records, expected, record_errors) in [
        (corrupt, ErrorCode::CORRUPT_MESSAGE, 0),
        (lz4, ErrorCode::UNKNOWN_SERVER_ERROR, 0),
        (vec![0; 1_048_589], ErrorCode::CORRUPT_MESSAGE, 0),
        (batch(&[&vec![0; 1_048_588]]), ErrorCode::MESSAGE_TOO_LARGE, 0),
        (Vec::new(), ErrorCode::INVALID_RECORD, 0),
        ([batch(&[b"a"]), batch(&[b"b"])].concat(), ErrorCode::INVALID_RECORD, 0),
        (late.finish(), ErrorCode::INVALID_TIMESTAMP, 1),
    ] {
        for version in 3..=13 {
            let produced = client.produce(&topic, version, -1, &records);
            assert_eq!((ErrorCode(produced.code), produced.base_offset), (expected, -1));
            let named = if version < 8 { 0 } else { record_errors };
            assert_eq!(produced.record_errors, named, "v{version} {expected}");
        }
    }
    assert_eq!(client.fetch(&topic, 18, 0).high_watermark, 0);
    // Each partition has its own outcome.
    let (sound, corrupt) = (batch(&[b"a"]), vec![0; 61]);
    let other = client.topic("other");
    let mut request = produce(&topic, 12, -1, &corrupt);
    request.topic_data.extend(produce(&other, 12, -1, &sound).topic_data);
    let answer = client.ask(12, &request);
    let answer: ProduceResponse<'_> = decode(&answer, 12);
    let codes = answer.responses.iter().map(|topic| topic.partition_responses[0].error_code);
    assert_eq!(codes.collect::<Vec<_>>(), [ErrorCode::CORRUPT_MESSAGE.0, 0]);
}

#[test]
fn acks_that_do_not_exist() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("acks");
    let unknown = Topic { name: "unknown".to_owned(), id: wire::Uuid([5; 16]) };
    let (sound, mut corrupt) = (batch(&[b"a"]), batch(&[b"a"]));
    *corrupt.last_mut().unwrap() ^= 1;
    for acks in [-2, 2, i16::MAX, i16::MIN] {
        let mut code = |topic: &Topic, records: &[u8]| {
            ErrorCode(client.produce(topic, 13, acks, records).code)
        };
        assert_eq!(code(&topic, &sound), ErrorCode::INVALID_REQUIRED_ACKS);
        // The form of a request is looked at before its acks, and they before the records.
        assert_eq!(code(&unknown, &sound), ErrorCode::UNKNOWN_TOPIC_ID);
        assert_eq!(code(&topic, &[]), ErrorCode::INVALID_RECORD);
        assert_eq!(code(&topic, &corrupt), ErrorCode::INVALID_REQUIRED_ACKS);
    }
    assert_eq!(client.fetch(&topic, 18, 0).high_watermark, 0);
}

/// Whether records belong to a transaction is said by them, not by the request (KIP-98).
#[test]
fn transactions_are_refused() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("transactions");
    let mut transactional = BatchBuilder::new(0).producer(1, 0, 0).transactional();
    transactional.push(1, None, Some(b"t"), &[]).unwrap();
    let transactional = transactional.finish();
    let plain = batch(&[b"a"]);
    let mut code = |id, records| {
        let mut request = produce(&topic, 12, -1, records);
        request.transactional_id = id;
        let answer = client.ask(12, &request);
        let answer: ProduceResponse<'_> = decode(&answer, 12);
        ErrorCode(answer.responses[0].partition_responses[0].error_code)
    };
    let refused = ErrorCode::TRANSACTIONAL_ID_AUTHORIZATION_FAILED;
    assert_eq!(code(Some("id"), &transactional), refused);
    assert_eq!(code(None, &transactional), refused);
    assert_eq!(code(Some("id"), &plain), ErrorCode::NONE);
}

/// Nobody is a follower here, least of all the leader itself.
#[test]
fn those_who_claim_to_be_followers() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let mut client = host.connect();
    let topic = client.topic("followers");
    client.produce(&topic, 13, -1, &batch(&[b"a"]));
    for version in 4..=18 {
        for replica in [0, 1, i32::MAX] {
            let mut request = fetch(&topic, version, 0);
            match version {
                ..15 => request.replica_id = replica,
                15.. => request.replica_state.replica_id = replica,
            }
            let fetched = client.fetch_by(&topic, version, &request);
            let expected = ErrorCode::NOT_LEADER_OR_FOLLOWER;
            assert_eq!(ErrorCode(fetched.code), expected, "v{version} replica {replica}");
            if 9 <= version {
                request.topics[0].partitions[0].current_leader_epoch = 0;
                let fetched = client.fetch_by(&topic, version, &request);
                assert_eq!(ErrorCode(fetched.code), ErrorCode::UNKNOWN_LEADER_EPOCH);
            }
        }
    }
    assert_eq!(client.fetch(&topic, 18, 0).values(), [b"a"]);
    bystander.lives();
}

/// A leader hint comes with the answer that sends the client away (KIP-951).
#[test]
fn who_asks_wrongly_is_told_who_leads() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("hints");
    for version in 4..=18 {
        let mut request = fetch(&topic, version, 0);
        match version {
            ..15 => request.replica_id = 7,
            15.. => request.replica_state.replica_id = 7,
        }
        let answer = client.ask(version, &request);
        let answer: FetchResponse<'_> = decode(&answer, version);
        let leader = &answer.responses[0].partitions[0].current_leader;
        let ports: Vec<i32> = answer.node_endpoints.iter().map(|node| node.port).collect();
        if version < 16 {
            assert_eq!((leader.leader_id, leader.leader_epoch), (-1, -1), "v{version}");
            assert_eq!(ports, [0; 0]);
        } else {
            assert_eq!((leader.leader_id, leader.leader_epoch), (0, 0), "v{version}");
            assert_eq!(ports, [i32::from(host.address().port())]);
        }
    }
}
