//! What stock clients and Apache Kafka 4.3.1 said to each other, as `record.py` recorded it, is
//! read and written again to the same bytes, by the generated codec and by the schemas at run time.

// The schemas' own reader and maker of values, which wire's tests use too.
extern crate wire as kanon_wire;

#[path = "../../reference/wire/tests/common/mod.rs"]
mod common;

use common::recode;
use dissect::frame::{read_frame, write_frame};
use dissect::{Direction, to_json};
use kanon_wire::ApiKey;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// A recorded frame.
struct Recorded {
    client: String,
    key: i16,
    version: i16,
    direction: Direction,
    bytes: Vec<u8>,
}

fn recorded() -> Vec<Recorded> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("peers/exchanges");
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("the recordings are in the repository") {
        let path = entry.expect("a folder can be read").path();
        let client = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        for line in fs::read_to_string(&path).expect("a recording is text").lines() {
            let line: Value = serde_json::from_str(line).expect("a line is JSON");
            let number = |name: &str| i16::try_from(line[name].as_i64().unwrap()).unwrap();
            let direction = match line["dir"].as_str() {
                Some("request") => Direction::Request,
                _ => Direction::Response,
            };
            let hex = line["hex"].as_str().expect("`hex` is text");
            let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
            let bytes = (0..hex.len()).step_by(2).map(byte).collect();
            let (key, version, client) = (number("key"), number("version"), client.clone());
            all.push(Recorded { client, key, version, direction, bytes });
        }
    }
    all
}

#[test]
fn what_clients_and_kafka_say_comes_back_as_it_was() {
    let all = recorded();
    let (mut clients, mut apis) = (BTreeSet::new(), BTreeSet::new());
    for Recorded { client, key, version, direction, bytes } in &all {
        let what = format!("{client}: {direction:?} of key {key} v{version}");
        let frame = read_frame(*key, *version, *direction, bytes);
        let frame = frame.unwrap_or_else(|error| panic!("{what}: {error}"));
        let (header, body) = (to_json(&frame.header), to_json(&frame.body));
        let back = write_frame(*key, *version, *direction, &header, &body);
        assert_eq!(back.as_ref(), Ok(bytes), "{what}");

        let api = ApiKey::from_code(*key).unwrap();
        let header_version = match direction {
            Direction::Request => api.request_header_version(*version),
            Direction::Response => api.response_header_version(*version),
        };
        let (front, rest) = bytes.split_at(frame.header.end);
        let head = recode(&frame.header.name, front, header_version, header_version);
        let rest_again = recode(&frame.body.name, rest, *version, *version);
        assert_eq!(head.as_deref(), Ok(front), "{what}");
        assert_eq!(rest_again.as_deref(), Ok(rest), "{what}");
        clients.insert(client.clone());
        apis.insert(*key);
    }
    assert_eq!(clients.len(), 5, "{clients:?}");
    assert!(200 < all.len() && 40 < apis.len(), "{} frames of {} APIs", all.len(), apis.len());
}
