//! Every message of every version, made up by chance, is read and written alike by our codec and by
//! Apache Kafka's generated classes, as bytes and as the JSON of its converters.

use crate::common::{bytes, every_version, recode, runner, values};
use crate::java::Java;
use dissect::{Node, Schema, read, to_json, write};
use kanon_wire::ApiKey;
use proptest::test_runner::{TestCaseError, TestCaseResult};
use serde_json::{Value, json};
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

/// The JSON as Kafka's converters would have it: they write nothing of records, and leave out
/// tagged fields that they do not know.
fn as_kafka(json: &mut Value) {
    match json {
        Value::Array(elements) => elements.iter_mut().for_each(as_kafka),
        Value::Object(members) => {
            members.remove("unknownTaggedFields");
            for (name, value) in members {
                if (name == "records" || name == "unalignedRecords") && value.is_string() {
                    *value = json!("");
                }
                as_kafka(value);
            }
        }
        _ => {}
    }
}

/// The same without unknown tagged fields, which cannot be said in Kafka's JSON.
fn without_unknown(json: &mut Value) {
    match json {
        Value::Array(elements) => elements.iter_mut().for_each(without_unknown),
        Value::Object(members) => {
            members.remove("unknownTaggedFields");
            members.values_mut().for_each(without_unknown);
        }
        _ => {}
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
    let mut ours = to_json(node);
    let mut known = ours.clone();
    as_kafka(&mut ours);
    same("JSON", &ours, &answer["json"])?;
    without_unknown(&mut known);
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
