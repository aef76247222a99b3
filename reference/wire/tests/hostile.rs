//! Bytes from anyone: no panic, and no memory for what is merely declared.

mod common;

use common::{bytes, every_version, recode, runner, values};
use kanon_wire::batch::Batches;
use kanon_wire::frame::{Peek, Received};
use proptest::prelude::*;

#[test]
fn random_bytes_never_panic() {
    every_version(|_, message, version| {
        let name = &message.body.name;
        let noise = prop::collection::vec(any::<u8>(), 0..200);
        let outcome = runner(128, name).run(&noise, |noise| {
            let _ = recode(name, &noise, version, version);
            let _ = Peek::read(&noise);
            let _ = Received::read(&noise);
            for batch in Batches::new(&noise).flatten() {
                let _ = batch.check_records();
            }
            Ok(())
        });
        outcome.unwrap();
    });
}

#[test]
fn a_byte_changed_never_panics() {
    every_version(|file, message, version| {
        let name = &message.body.name;
        let place = any::<prop::sample::Index>();
        let changed = (values(file, message, version), place, any::<u8>());
        let outcome = runner(96, name).run(&changed, |(value, place, byte)| {
            let mut sent = bytes(file, message, &value, version).unwrap();
            if !sent.is_empty() {
                let place = place.index(sent.len());
                sent[place] = byte;
            }
            if let Ok(returned) = recode(name, &sent, version, version) {
                // Whatever was accepted is now in its one proper form.
                prop_assert_eq!(recode(name, &returned, version, version), Ok(returned));
            }
            Ok(())
        });
        outcome.unwrap();
    });
}
