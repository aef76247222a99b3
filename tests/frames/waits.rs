//! Fetches that wait: until enough has come, or their time is over.

use std::time::{Duration, Instant};

use crate::client::{Topic, batch, fetch, request};
use crate::host::Host;
use wire::fetch::{FetchRequest, FetchResponse};

fn poll(topic: &Topic, offset: i64, min_bytes: i32, max_wait_ms: i32) -> FetchRequest<'_> {
    FetchRequest { min_bytes, max_wait_ms, ..fetch(topic, 18, offset) }
}

#[test]
fn a_wait_ends_at_its_time() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("quiet");
    let began = Instant::now();
    let fetched = client.fetch_by(&topic, 18, &poll(&topic, 0, 1, 300));
    assert_eq!((fetched.code, fetched.records.len()), (0, 0));
    let took = began.elapsed();
    assert!(Duration::from_millis(300) <= took && took < Duration::from_secs(3), "{took:?}");
}

#[test]
fn a_wait_ends_when_a_record_comes() {
    let host = Host::start();
    let mut reader = host.connect();
    let topic = reader.topic("news");
    let mut writer = host.connect();
    for version in 4..=18 {
        let offset = i64::from(version) - 4;
        let request_of =
            FetchRequest { min_bytes: 1, max_wait_ms: 60_000, ..fetch(&topic, version, offset) };
        reader.send(&request(version, 1, &request_of));
        // Time for it to begin to wait; it would pass without as well.
        std::thread::sleep(Duration::from_millis(10));
        assert_eq!(writer.produce(&topic, 13, 1, &batch(&[b"news"])).code, 0);
        let answer = reader.receive().unwrap();
        let answer: FetchResponse<'_> = crate::client::decode(&answer, version);
        let found = &answer.responses[0].partitions[0];
        assert_eq!((found.error_code, found.high_watermark), (0, offset + 1));
        assert!(!found.records.unwrap().is_empty());
    }
}

#[test]
fn a_wait_lasts_until_there_is_enough() {
    let host = Host::start();
    let mut reader = host.connect();
    let topic = reader.topic("slow");
    let mut writer = host.connect();
    let sent = batch(&[&[7; 100]]);
    let enough = i32::try_from(3 * sent.len()).unwrap();
    reader.send(&request(18, 1, &poll(&topic, 0, enough, 60_000)));
    for _ in 0..3 {
        std::thread::sleep(Duration::from_millis(30));
        writer.produce(&topic, 13, 1, &sent);
    }
    let answer = reader.receive().unwrap();
    let answer: FetchResponse<'_> = crate::client::decode(&answer, 18);
    assert_eq!(answer.responses[0].partitions[0].records.unwrap().len(), 3 * sent.len());
}

/// More than fits the answer is never waited for.
#[test]
fn a_wait_for_more_than_may_be_sent_ends_with_what_may() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("greedy");
    client.produce(&topic, 13, 1, &batch(&[&[7; 100]]));
    let mut wanted = poll(&topic, 0, 1000, 60_000);
    wanted.max_bytes = 10;
    let began = Instant::now();
    assert_eq!(client.fetch_by(&topic, 18, &wanted).values().len(), 1);
    assert!(began.elapsed() < Duration::from_secs(10));
}

/// An error is news too.
#[test]
fn nobody_waits_with_an_error() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("wrong");
    let began = Instant::now();
    assert_ne!(client.fetch_by(&topic, 18, &poll(&topic, 5, 1, 60_000)).code, 0);
    let other = Topic { name: String::new(), id: wire::Uuid([3; 16]) };
    assert_ne!(client.fetch_by(&other, 18, &poll(&other, 0, 1, 60_000)).code, 0);
    assert!(began.elapsed() < Duration::from_secs(10));
}

/// What is not there does not shorten the wait for what is (`KafkaApis.handleFetchRequest`).
#[test]
fn an_unknown_topic_beside_a_quiet_one() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("quiet");
    let unknown = Topic { name: String::new(), id: wire::Uuid([3; 16]) };
    let mut wanted = poll(&topic, 0, 1, 200);
    wanted.topics.extend(fetch(&unknown, 18, 0).topics);
    let began = Instant::now();
    let answer = client.ask(18, &wanted);
    assert!(Duration::from_millis(200) <= began.elapsed(), "{:?}", began.elapsed());
    let answer: FetchResponse<'_> = crate::client::decode(&answer, 18);
    let codes = answer.responses.iter().map(|topic| topic.partitions[0].error_code);
    assert_eq!(codes.collect::<Vec<_>>(), [0, wire::ErrorCode::UNKNOWN_TOPIC_ID.0]);
}

/// One waits and many are queued behind it: none of them is begun any more.
#[test]
fn a_stop_does_not_begin_what_is_queued() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("queue");
    let polls: Vec<u8> =
        (1..=50).flat_map(|id| request(18, id, &poll(&topic, 0, 1, 60_000))).collect();
    client.send(&polls);
    std::thread::sleep(Duration::from_millis(100));
    let began = Instant::now();
    drop(host.stop());
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
}

#[test]
fn a_stop_answers_what_waits() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("last");
    client.send(&request(18, 1, &poll(&topic, 0, 1, 60_000)));
    std::thread::sleep(Duration::from_millis(100));
    let began = Instant::now();
    drop(host.stop());
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    assert!(client.receive().is_some(), "the answer");
    client.is_closed("the server has stopped");
}

/// A client that has gone is not waited for: the server can be stopped at once, and forgets it.
#[test]
fn a_client_that_leaves_within_its_wait() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let topic = host.connect().topic("left");
    for _ in 0..20 {
        let mut client = host.connect();
        client.send(&request(18, 1, &poll(&topic, 0, 1, 60_000)));
    }
    bystander.lives();
    let began = Instant::now();
    drop(bystander);
    drop(host.stop());
    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
}
