//! The committed inputs of the fuzzers, and what they begin with, through every target once more.

// It has another name in the workspace than in the package that `run` writes.
extern crate wire as kanon_wire;

#[allow(unreachable_pub, reason = "the programs that `run` has built call them")]
mod targets;

use std::fs;
use std::path::{Path, PathBuf};
use targets::{TARGETS, seeds};

fn folder(target: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target)
}

#[test]
fn every_committed_input_is_survived() {
    for (name, target) in TARGETS {
        let mut inputs = 0;
        for entry in fs::read_dir(folder(name)).unwrap_or_else(|error| panic!("{name}: {error}")) {
            let path = entry.unwrap().path();
            println!("{}", path.display());
            target(&fs::read(&path).unwrap());
            inputs += 1;
        }
        assert!(0 < inputs, "{name} has no input");
    }
}

#[test]
fn what_a_campaign_begins_with_is_survived() {
    for (target, name, input) in seeds() {
        println!("{target} {name}");
        let (_, run) = TARGETS.iter().find(|(known, _)| *known == target).unwrap();
        run(&input);
    }
}
