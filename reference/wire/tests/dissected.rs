//! Two readings of the same schemas agree: the generated one, and `kanon-dissect`, which obeys the
//! schemas at run time. They accept the same bytes, and what the one makes of them goes through
//! JSON and back to the bytes that the other writes.

mod common;

use common::{bytes, every_version, recode, runner, values};
use dissect::{Content, Node, Schema, read, to_json, write};
use proptest::prelude::*;
use std::cell::Cell;

/// The message as JSON text and back as bytes; `None` for what JSON cannot say.
fn through_json(schema: &Schema, version: i16, node: &Node<'_>) -> Option<Vec<u8>> {
    let text = to_json(node).to_string();
    if text.contains(r#""NaN""#) {
        return None; // Which of the many it was is lost.
    }
    let json = serde_json::from_str(&text).unwrap();
    Some(write(schema, version, &json).unwrap_or_else(|error| panic!("{error}\n{text}")))
}

/// Every field lies inside what holds it, behind the one before it.
fn check_places(node: &Node<'_>) {
    assert!(node.start <= node.own_end && node.own_end <= node.end, "{node:?}");
    let (Content::Array(inner) | Content::Struct(inner)) = &node.content else { return };
    let mut place = node.start;
    for field in inner {
        assert!(place <= field.start && field.end <= node.end, "{field:?} in {node:?}");
        place = field.end;
        check_places(field);
    }
    assert_eq!(place.max(node.own_end), node.end, "{node:?}");
}

#[test]
fn every_message_at_every_version() {
    let messages = Cell::new(0);
    every_version(|file, message, version| {
        let name = &message.body.name;
        let schema = Schema::named(name).unwrap();
        let outcome = runner(32, name).run(&values(file, message, version), |value| {
            let sent = bytes(file, message, &value, version).unwrap();
            let node =
                read(&schema, version, &sent).map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(node.end, sent.len());
            check_places(&node);
            if let Some(returned) = through_json(&schema, version, &node) {
                prop_assert_eq!(returned, sent);
                messages.set(messages.get() + 1);
            }
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{name} v{version}: {error}"));
    });
    assert!(10_000 < messages.get(), "{messages:?}");
}

#[test]
fn damaged_messages_are_judged_alike() {
    let (accepted, refused) = (Cell::new(0), Cell::new(0));
    every_version(|file, message, version| {
        let name = &message.body.name;
        let schema = Schema::named(name).unwrap();
        let place = any::<prop::sample::Index>();
        let damaged = (values(file, message, version), place, any::<u8>(), 0..4_usize);
        let outcome = runner(64, name).run(&damaged, |(value, place, byte, cut)| {
            let mut sent = bytes(file, message, &value, version).unwrap();
            if !sent.is_empty() {
                let place = place.index(sent.len());
                sent[place] = byte;
            }
            sent.truncate(sent.len().saturating_sub(cut / 3));
            match (recode(name, &sent, version, version), read(&schema, version, &sent)) {
                (Ok(due), Ok(node)) => {
                    accepted.set(accepted.get() + 1);
                    if let Some(returned) = through_json(&schema, version, &node) {
                        prop_assert_eq!(returned, due);
                    }
                }
                (Err(_), Err(_)) => refused.set(refused.get() + 1),
                (ours, theirs) => prop_assert!(false, "{:?}\n{:?}", ours, theirs),
            }
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{name} v{version}: {error}"));
    });
    assert!(10_000 < accepted.get() && 10_000 < refused.get(), "{accepted:?} {refused:?}");
}

#[test]
fn all_schemas_are_found_by_name() {
    let names = Schema::names();
    assert_eq!(names.len(), common::messages().len());
    for name in names {
        assert_eq!(Schema::named(&name).unwrap().name(), name);
    }
    assert!(Schema::named("Fetch").is_err());
}
