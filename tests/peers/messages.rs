//! Every message of every version, made up by chance, is read and written alike by our codec and by
//! Apache Kafka's generated classes, as bytes and as the JSON of its converters.

use crate::common::{bytes, every_version, recode, runner, values};
use crate::java::Java;
use dissect::{Node, Schema, read, to_json, write};
use kanon_wire::ApiKey;
use proptest::test_runner::{TestCaseError, TestCaseResult};
use serde_json::{Map, Value, json};
use std::cell::{Cell, RefCell};
use std::fmt::Write;

/// Messages of each version.
const CASES: u32 = 24;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Changes every object of a JSON, the outermost first.
fn in_every_object(json: &mut Value, change: fn(&mut Map<String, Value>)) {
    match json {
        Value::Array(elements) => {
            elements.iter_mut().for_each(|element| in_every_object(element, change));
        }
        Value::Object(members) => {
            change(members);
            members.values_mut().for_each(|value| in_every_object(value, change));
        }
        _ => {}
    }
}

/// Kafka's JSON leaves out the tagged fields that it does not know, and cannot say them.
fn without_unknown(members: &mut Map<String, Value>) {
    members.remove("unknownTaggedFields");
}

/// Kafka's converters write nothing of records.
fn without_records(members: &mut Map<String, Value>) {
    for name in ["records", "unalignedRecords"] {
        if let Some(records) = members.get_mut(name).filter(|records| records.is_string()) {
            *records = json!("");
        }
    }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, ours: &T, theirs: &T) -> TestCaseResult {
    if ours == theirs {
        return Ok(());
    }
    Err(TestCaseError::fail(format!("{what}:\n ours {ours:?}\n Kafka's {theirs:?}")))
}

/// Bytes there and back, then JSON there and bytes back.
fn compare(
    java: &mut Java,
    schema: &Schema,
    version: i16,
    sent: &[u8],
    node: &Node<'_>,
) -> TestCaseResult {
    let name = schema.name();
    let answer = java.ask(&json!({ "message": name, "version": version, "hex": hex(sent) }));
    if let Some(error) = answer.get("error") {
        return Err(TestCaseError::fail(format!("Kafka refuses {}: {error}", hex(sent))));
    }
    same("bytes", &json!(hex(sent)), &answer["hex"])?;
    let mut known = to_json(node);
    in_every_object(&mut known, without_unknown);
    let mut printed = known.clone();
    in_every_object(&mut printed, without_records);
    same("JSON", &printed, &answer["json"])?;
    let due = write(schema, version, &known).map_err(|e| TestCaseError::fail(e.to_string()))?;
    let answer = java.ask(&json!({ "message": name, "version": version, "json": known }));
    same("bytes from JSON", &json!(hex(&due)), &answer["hex"])
}

#[test]
fn messages_agree_with_kafkas_classes() {
    let java = RefCell::new(Java::start("Messages"));
    let (messages, bytes_compared, versions) = (Cell::new(0_u64), Cell::new(0_u64), Cell::new(0));
    every_version(|file, message, version| {
        let name = &message.body.name;
        let schema = Schema::named(name).expect("every message is found by its name");
        let outcome = runner(CASES, name).run(&values(file, message, version), |value| {
            let sent = bytes(file, message, &value, version).expect("a value of this version");
            // The generated codec, and the one that reads schemas as they stand.
            let returned = recode(name, &sent, version, version);
            let returned = returned.map_err(|error| TestCaseError::fail(error.to_string()))?;
            same("the generated codec", &returned, &sent)?;
            let node = read(&schema, version, &sent);
            let node = node.map_err(|error| TestCaseError::fail(error.to_string()))?;
            messages.set(messages.get() + 1);
            bytes_compared.set(bytes_compared.get() + sent.len() as u64);
            compare(&mut java.borrow_mut(), &schema, version, &sent, &node)
        });
        outcome.unwrap_or_else(|error| panic!("{name} v{version}: {error}"));
        versions.set(versions.get() + 1);
    });
    println!(
        "{} messages of {} versions exchanged both ways, {} bytes, no disagreement",
        messages.get(),
        versions.get(),
        bytes_compared.get(),
    );
    assert!(15_000 < messages.get(), "{messages:?}");
}

#[test]
fn headers_have_the_versions_that_kafka_gives_them() {
    let mut java = Java::start("Messages");
    let mut compared = 0;
    for api in ApiKey::ALL {
        for version in api.versions().iter() {
            let answer = java.ask(&json!({ "key": api.code(), "version": version }));
            let due = json!({
                "request": api.request_header_version(version),
                "response": api.response_header_version(version),
            });
            assert_eq!(due, answer, "{} v{version}", api.name());
            compared += 1;
        }
    }
    assert!(200 < compared, "{compared}");
}
