//! Bytes made from the schemas come back from the codec as they were, at every version; what a
//! version cannot carry is refused; every cut of every frame is an error.

mod common;

use common::{bytes, every_version, recode, runner, values};
use kanon_wire::What;
use proptest::prelude::*;
use std::cell::Cell;

#[test]
fn every_message_at_every_version() {
    every_version(|file, message, version| {
        let name = &message.body.name;
        let outcome = runner(64, name).run(&values(file, message, version), |value| {
            let sent = bytes(file, message, &value, version).unwrap();
            let returned = recode(name, &sent, version, version);
            prop_assert_eq!(returned.as_deref(), Ok(&sent[..]), "{} v{}", name, version);
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{name} v{version}: {error}"));
    });
}

/// The rules for versions that lack a field, judged by the schemas themselves.
#[test]
fn a_version_carries_what_its_schema_says() {
    let (carried, refused) = (Cell::new(0), Cell::new(0));
    every_version(|file, message, from| {
        let name = &message.body.name;
        for to in message.versions.0..=message.versions.1 {
            let outcome = runner(24, name).run(&values(file, message, from), |value| {
                let sent = bytes(file, message, &value, from).unwrap();
                let due = bytes(file, message, &value, to);
                match (due, recode(name, &sent, from, to)) {
                    (Ok(due), returned) => {
                        carried.set(carried.get() + 1);
                        prop_assert_eq!(returned, Ok(due), "{} {} to {}", name, from, to);
                    }
                    (Err(_), Err(error)) => {
                        refused.set(refused.get() + 1);
                        let why = [What::NotInVersion, What::TagsNotInVersion];
                        let why = why.contains(&error.what) || error.what == What::UnexpectedNull;
                        prop_assert!(why, "{}", error);
                        prop_assert_eq!(error.version, to);
                    }
                    (Err(refusal), Ok(_)) => {
                        prop_assert!(false, "{} {} to {}: {:?}", name, from, to, refusal);
                    }
                }
                Ok(())
            });
            outcome.unwrap_or_else(|error| panic!("{name} {from} to {to}: {error}"));
        }
    });
    let (carried, refused) = (carried.get(), refused.get());
    assert!(1000 < carried && 1000 < refused, "{carried} carried, {refused} refused");
}

#[test]
fn every_cut_and_every_addition_is_an_error() {
    every_version(|file, message, version| {
        let name = &message.body.name;
        let outcome = runner(8, name).run(&values(file, message, version), |value| {
            let mut sent = bytes(file, message, &value, version).unwrap();
            for cut in 0..sent.len() {
                let error = recode(name, &sent[..cut], version, version).unwrap_err();
                prop_assert!(error.offset <= cut, "{}", error);
                prop_assert_eq!(error.message, name);
            }
            let end = sent.len();
            sent.push(0);
            let error = recode(name, &sent, version, version).unwrap_err();
            prop_assert_eq!(error.what, What::Trailing(1));
            prop_assert_eq!(error.offset, end);
            Ok(())
        });
        outcome.unwrap_or_else(|error| panic!("{name} v{version}: {error}"));
    });
}

#[test]
fn versions_outside_the_range_are_refused() {
    for (_, message) in common::messages() {
        let (first, last) = message.versions;
        for version in [first - 1, last + 1, i16::MIN, i16::MAX] {
            let error = recode(&message.body.name, &[0; 64], version, first).unwrap_err();
            assert_eq!(error.what, What::UnsupportedVersion);
        }
    }
}
