//! Frames come in any pieces, and many at a time: answers keep the order of the requests.

use std::time::Duration;

use wire::api_versions::ApiVersionsRequest;
use wire::produce::ProduceResponse;

use crate::client::{batch, decode, fetch, produce, request};
use crate::host::Host;

#[test]
fn a_request_byte_by_byte() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let mut client = host.connect();
    let topic = client.topic("drops");
    for byte in request(13, 5, &produce(&topic, 13, -1, &batch(&[b"drop"]))) {
        client.send(&[byte]);
        std::thread::sleep(Duration::from_millis(1));
    }
    bystander.lives();
    let answer = client.receive().unwrap();
    assert_eq!(answer[..4], [0, 0, 0, 5]);
    assert_eq!(client.fetch(&topic, 18, 0).values(), [b"drop"]);
}

#[test]
fn requests_in_one_piece_are_answered_in_order() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("piped");
    let values: Vec<[u8; 2]> = (0..200_u16).map(u16::to_be_bytes).collect();
    let mut bytes = Vec::new();
    for (id, value) in (0..).zip(&values) {
        bytes.extend(request(11, id, &produce(&topic, 11, -1, &batch(&[value]))));
    }
    client.send(&bytes);
    for id in 0..values.len() {
        let answer = client.receive().unwrap();
        assert_eq!(answer[..4], (id as u32).to_be_bytes());
        let answer: ProduceResponse<'_> = decode(&answer, 11);
        let produced = &answer.responses[0].partition_responses[0];
        assert_eq!((produced.error_code, produced.base_offset), (0, id as i64));
    }
    assert_eq!(client.fetch(&topic, 12, 0).values(), values);
}

/// Nothing overtakes a fetch that waits, on its own connection; another connection does not wait.
#[test]
fn what_comes_behind_a_long_poll_waits_for_it() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let mut client = host.connect();
    let topic = client.topic("order");
    let mut poll = fetch(&topic, 12, 0);
    (poll.min_bytes, poll.max_wait_ms) = (1, 400);
    let quick = request(0, 2, &ApiVersionsRequest::default());
    client.send(&[request(12, 1, &poll), quick].concat());
    bystander.lives();
    assert_eq!(client.receive().unwrap()[..4], [0, 0, 0, 1]);
    assert_eq!(client.receive().unwrap()[..4], [0, 0, 0, 2]);
}

/// Requests of no answer lie between others, and are done in order all the same.
#[test]
fn requests_that_want_no_answer_get_none() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("silent");
    let one = batch(&[b"one"]);
    let silent = request(9, 1, &produce(&topic, 9, 0, &one));
    let spoken = request(9, 2, &produce(&topic, 9, 1, &one));
    client.send(&[silent.clone(), silent, spoken].concat());
    let answer = client.receive().unwrap();
    assert_eq!(answer[..4], [0, 0, 0, 2]);
    let answer: ProduceResponse<'_> = decode(&answer, 9);
    assert_eq!(answer.responses[0].partition_responses[0].base_offset, 2);
}

/// Without an answer, the end of the connection is the only way to say that something is wrong.
#[test]
fn a_failure_that_wants_no_answer_ends_its_connection() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let mut client = host.connect();
    let topic = client.topic("failing");
    let mut corrupt = batch(&[b"one"]);
    *corrupt.last_mut().unwrap() ^= 1;
    client.send(&request(9, 1, &produce(&topic, 9, 0, &corrupt)));
    client.is_closed("a wrong checksum");
    bystander.lives();
    assert_eq!(host.connect().fetch(&topic, 12, 0).high_watermark, 0);
}

#[test]
fn many_connections_write_and_each_finds_its_own() {
    let host = Host::start();
    let topic = host.connect().topic("shared");
    std::thread::scope(|scope| {
        for writer in 0..8_u8 {
            let (host, topic) = (&host, &topic);
            scope.spawn(move || {
                let mut client = host.connect();
                for number in 0..50_u8 {
                    let value = [writer, number];
                    let produced = client.produce(topic, 13, -1, &batch(&[&value]));
                    assert_eq!(produced.code, 0);
                    let fetched = client.fetch(topic, 18, produced.base_offset);
                    assert_eq!(fetched.values()[0], value);
                }
            });
        }
    });
    assert_eq!(host.connect().fetch(&topic, 18, 0).high_watermark, 400);
}
