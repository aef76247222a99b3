//! Agreement, both ways, with the `kafka-protocol` crate, which was written by others from
//! Kafka's own schemas: of Kafka 4.1, so that the newest versions
//! and what Kafka 4.2 and 4.3 brought are missing; [`MISSING`] and [`CHANGED`] name all of it.
//!
//! Our bytes are read and written by it and come back the same; and what the two print of a
//! message has the same numbers under the same names in the same order, so that two fields of
//! one width are not taken for each other.

mod common;

use common::{bytes, every_version, runner, values};
use kafka_protocol::protocol::{Decodable, Encodable};
use kanon_wire::Message;
use kanon_wire_generate::schema::Kind;
use proptest::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt::Debug;

/// Its messages. It has none of the streams groups' (KIP-1071): these names stand for them, so
/// that the macro below finds every name, and are never asked.
mod theirs {
    pub(crate) use kafka_protocol::messages::*;
    pub(crate) type StreamsGroupDescribeRequest = ApiVersionsRequest;
    pub(crate) type StreamsGroupDescribeResponse = ApiVersionsResponse;
    pub(crate) type StreamsGroupHeartbeatRequest = ApiVersionsRequest;
    pub(crate) type StreamsGroupHeartbeatResponse = ApiVersionsResponse;
}

/// What each crate makes of the same bytes: numbers by name, and the bytes written back.
type Opinion = (Vec<(String, i64)>, Vec<u8>);

fn ours<'a, M: Message<'a> + Debug>(bytes: &'a [u8], version: i16) -> Opinion {
    let message = M::decode(bytes, version).unwrap();
    let mut out = Vec::new();
    message.encode(version, &mut out).unwrap();
    (numbers(&format!("{message:?}")), out)
}

/// `None` if the crate does not have the version.
fn its<M>(mut bytes: &[u8], version: i16) -> Option<Opinion>
where
    M: Decodable + Encodable + Debug + kafka_protocol::protocol::Message,
{
    if version < M::VERSIONS.min || M::VERSIONS.max < version {
        return None;
    }
    let message = M::decode(&mut bytes, version).unwrap();
    assert!(bytes.is_empty(), "kafka-protocol leaves {} bytes", bytes.len());
    let mut out = Vec::new();
    message.encode(&mut out, version).unwrap();
    Some((numbers(&format!("{message:?}")), out))
}

/// The fields of a printed message that hold a number: `name: 5`, or `name: Wrapper(5)`.
fn numbers(printed: &str) -> Vec<(String, i64)> {
    let mut found = Vec::new();
    let mut name = String::new();
    let mut is_named = false;
    for word in Words(printed) {
        match word {
            ":" => is_named = true,
            "(" => {}
            word => {
                if let (true, Ok(number)) = (is_named, word.parse()) {
                    found.push((std::mem::take(&mut name), number));
                }
                let is_wrapper = word.starts_with(|c: char| c.is_ascii_uppercase());
                if !(is_named && is_wrapper) {
                    is_named = false;
                    name = word.to_owned();
                }
            }
        }
    }
    found
}

/// Cuts what `Debug` prints into words and signs, passing over quoted text.
struct Words<'a>(&'a str);

impl<'a> Iterator for Words<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.0 = self.0.trim_start();
        let first = self.0.chars().next()?;
        let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let length = if first == '"' {
            let mut is_escaped = false;
            let end = self.0[1..].find(|c| {
                let is_end = c == '"' && !is_escaped;
                is_escaped = c == '\\' && !is_escaped;
                is_end
            });
            end.unwrap() + 2
        } else if word(first) {
            self.0.find(|c| !word(c)).unwrap_or(self.0.len())
        } else {
            first.len_utf8()
        };
        let (taken, rest) = self.0.split_at(length);
        self.0 = rest;
        Some(taken)
    }
}

fn opinions(name: &str, sent: &[u8], version: i16) -> Option<(Opinion, Opinion)> {
    if name.starts_with("StreamsGroup") {
        return None;
    }
    macro_rules! both {
        ($($message:ident = $path:path,)*) => {
            match name {
                $(stringify!($message) => {
                    let its = its::<theirs::$message>(sent, version)?;
                    Some((ours::<$path>(sent, version), its))
                })*
                _ => panic!("{name}"),
            }
        };
    }
    kanon_wire::for_each_api_message!(both)
}

/// Numbers that only one of the two Kafkas has: `+` for ours, 4.3, and `-` for one that went.
const CHANGED: &[&str] = &[
    "+DescribeShareGroupOffsetsResponse.lag",
    "+ReadShareGroupStateSummaryResponse.delivery_complete_count",
    "+ShareAcknowledgeResponse.acquisition_lock_timeout_ms",
    "+ShareFetchRequest.share_acquire_mode",
    "+WriteShareGroupStateRequest.delivery_complete_count",
    "+WriteTxnMarkersRequest.transaction_version",
    "-ShareFetchRequest.partition_max_bytes",
];

/// Messages with versions that the other codec does not have.
const MISSING: &[&str] = &[
    "AddRaftVoterRequest v1",
    "AddRaftVoterResponse v1",
    "BrokerHeartbeatRequest v2",
    "BrokerHeartbeatResponse v2",
    "DescribeLogDirsRequest v5",
    "DescribeLogDirsResponse v5",
    "DescribeShareGroupOffsetsRequest v1",
    "DescribeShareGroupOffsetsResponse v1",
    "InitProducerIdRequest v6",
    "ListOffsetsRequest v11",
    "ListOffsetsResponse v11",
    "OffsetCommitRequest v10",
    "OffsetFetchRequest v10",
    "ReadShareGroupStateSummaryRequest v1",
    "ReadShareGroupStateSummaryResponse v1",
    "ShareAcknowledgeRequest v2",
    "ShareAcknowledgeResponse v2",
    "ShareFetchRequest v2",
    "ShareFetchResponse v2",
    "StreamsGroupDescribeRequest v0",
    "StreamsGroupDescribeResponse v0",
    "StreamsGroupHeartbeatRequest v0",
    "StreamsGroupHeartbeatResponse v0",
    "WriteShareGroupStateRequest v1",
    "WriteShareGroupStateResponse v1",
    "WriteTxnMarkersRequest v2",
    "WriteTxnMarkersResponse v2",
];

#[test]
fn another_codec_agrees() {
    let (mut versions, mut missing) = (0, Vec::new());
    let (compared, changed) = (Cell::new(0), RefCell::new(BTreeSet::new()));
    every_version(|file, message, version| {
        let name = &message.body.name;
        if matches!(message.kind, Kind::Other { .. }) && !name.ends_with("Header") {
            return;
        }
        let has = Cell::new(true);
        let outcome = runner(64, name).run(&values(file, message, version), |value| {
            let sent = bytes(file, message, &value, version).unwrap();
            let Some((mut ours, mut its)) = opinions(name, &sent, version) else {
                has.set(false);
                return Ok(());
            };
            prop_assert_eq!(&ours.1, &sent);
            prop_assert_eq!(&its.1, &sent);
            compared.set(compared.get() + ours.0.len());
            let names = |of: &Opinion| -> BTreeSet<String> {
                of.0.iter().map(|(field, _)| field.clone()).collect()
            };
            let (here, there) = (names(&ours), names(&its));
            for field in here.symmetric_difference(&there) {
                let sign = if here.contains(field) { '+' } else { '-' };
                changed.borrow_mut().insert(format!("{sign}{name}.{field}"));
            }
            ours.0.retain(|(field, _)| there.contains(field));
            its.0.retain(|(field, _)| here.contains(field));
            prop_assert_eq!(ours.0, its.0, "{} v{}", name, version);
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{name} v{version}: {error}"));
        if has.get() {
            versions += 1;
        } else {
            missing.push(format!("{name} v{version}"));
        }
    });
    assert_eq!(changed.take().into_iter().collect::<Vec<_>>(), CHANGED);
    assert_eq!(missing, MISSING);
    assert!(500 < versions, "{versions}");
    assert!(200_000 < compared.get(), "{compared:?} numbers");
}

#[test]
fn numbers_are_found_under_their_names() {
    let printed = r#"A { id: BrokerId(-5), text: "x: 1 \" y: 2", of: [B { n: 7 }], o: None }"#;
    let found = numbers(printed);
    assert_eq!(found, [("id".to_owned(), -5), ("n".to_owned(), 7)]);
}
