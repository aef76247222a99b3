//! Limits that a server is configured with: connections, idle time, topics, sizes, who it is.

use std::time::{Duration, Instant};

use server::Config;
use wire::ErrorCode;
use wire::metadata::{MetadataRequest, MetadataRequestTopic, MetadataResponse};

use crate::client::{Client, batch, decode};
use crate::host::Host;

fn metadata_code(client: &mut Client, name: &str) -> ErrorCode {
    let wanted = MetadataRequestTopic { name: Some(name), ..Default::default() };
    let request = MetadataRequest { topics: Some(vec![wanted]), ..Default::default() };
    let answer = client.ask(13, &request);
    ErrorCode(decode::<MetadataResponse<'_>>(&answer, 13).topics[0].error_code)
}

#[test]
fn a_connection_too_many_is_closed_at_once() {
    let host = Host::start_with(|config| Config { connections_max: 2, ..config });
    let mut bystander = host.bystander();
    let mut second = host.connect();
    second.topic("second");
    for _ in 0..5 {
        host.connect().is_closed("one too many");
    }
    bystander.lives();
    drop(second);
    // Its place is free as soon as its thread has seen that it left.
    let began = Instant::now();
    loop {
        let mut next = host.connect();
        next.send(&[0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);
        if next.receive().is_some() {
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(5), "the place stays taken");
    }
    bystander.lives();
}

#[test]
fn the_silent_and_the_slow_are_let_go() {
    let idle_max = Duration::from_millis(300);
    let host = Host::start_with(|config| Config { idle_max, ..config });
    let (mut silent, mut slow) = (host.connect(), host.connect());
    let began = Instant::now();
    // A byte now and then does not make a request.
    for byte in [0, 0, 0, 100, 0, 3] {
        slow.send(&[byte]);
        std::thread::sleep(Duration::from_millis(100));
    }
    silent.is_closed("silent");
    slow.is_closed("slow");
    let took = began.elapsed();
    assert!(idle_max <= took && took < Duration::from_secs(5), "{took:?}");
}

#[test]
fn topics_are_made_up_to_a_number_or_not_at_all() {
    let host = Host::start_with(|config| Config { topics_max: 2, ..config });
    let mut client = host.connect();
    for (name, expected) in [
        ("one", ErrorCode::NONE),
        ("two", ErrorCode::NONE),
        ("three", ErrorCode::POLICY_VIOLATION),
        ("one", ErrorCode::NONE),
        ("not/a/name", ErrorCode::INVALID_TOPIC_EXCEPTION),
    ] {
        assert_eq!(metadata_code(&mut client, name), expected, "{name}");
    }
    let host = Host::start_with(|config| Config { auto_create_topics: false, ..config });
    let code = metadata_code(&mut host.connect(), "one");
    assert_eq!(code, ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
}

#[test]
fn sizes_at_their_limit_and_one_above() {
    let sent = batch(&[&[1; 200]]);
    let message_max_bytes = sent.len();
    let request_max_bytes = 1000;
    let host = Host::start_with(|config| Config { message_max_bytes, request_max_bytes, ..config });
    let mut client = host.connect();
    let topic = client.topic("sizes");
    assert_eq!(client.produce(&topic, 13, -1, &sent).code, 0);
    let code = client.produce(&topic, 13, -1, &batch(&[&[1; 201]])).code;
    assert_eq!(ErrorCode(code), ErrorCode::MESSAGE_TOO_LARGE);
    let mut allowed = host.connect();
    allowed.send_content(&[&[0, 18, 0, 9, 0, 0, 0, 1][..], &[0; 992]].concat());
    assert!(allowed.receive().is_some());
    let mut above = host.connect();
    above.send_content(&[0; 1001]);
    above.is_closed("a byte above socket.request.max.bytes");
}

#[test]
fn clients_are_told_where_to_connect() {
    let advertise = Some(("broker.example".to_owned(), 1234));
    let host = Host::start_with(|config| Config { advertise, node_id: 7, ..config });
    let mut client = host.connect();
    let answer = client.ask(13, &MetadataRequest { topics: None, ..Default::default() });
    let answer: MetadataResponse<'_> = decode(&answer, 13);
    let broker = &answer.brokers[0];
    assert_eq!((broker.node_id, broker.host, broker.port), (7, "broker.example", 1234));
    assert_eq!(answer.controller_id, 7);
    // One that listens on every address says where this client has reached it.
    let everywhere = std::net::SocketAddr::from(([0, 0, 0, 0], 0));
    let host = Host::start_with(|config| Config { listen: everywhere, ..config });
    let mut client = Client::connect(([127, 0, 0, 1], host.address().port()).into());
    let answer = client.ask(13, &MetadataRequest { topics: None, ..Default::default() });
    let answer: MetadataResponse<'_> = decode(&answer, 13);
    let broker = &answer.brokers[0];
    assert_eq!((broker.host, broker.port), ("127.0.0.1", i32::from(host.address().port())));
}
