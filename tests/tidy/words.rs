//! Words that have no place in the tree, each with what to write instead.

use crate::tree::{self, Tree};

/// A word, where it is banned, and what to write instead.
struct Ban {
    word: &'static str,
    /// Beginnings of paths; empty: everywhere.
    rooms: &'static [&'static str],
    /// Whether comments and prose may have it.
    prose: bool,
    instead: &'static str,
}

/// The rooms whose states are searched and hashed.
const CHECKED: &[&str] = &["spec/", "model/src/", "reference/core/", "reference/sim/"];
/// The rooms whose order of iteration is seen outside.
const ORDERED: &[&str] =
    &["spec/", "model/src/", "reference/core/", "reference/sim/", "reference/wire/"];

const fn code(word: &'static str, rooms: &'static [&'static str], instead: &'static str) -> Ban {
    Ban { word, rooms, prose: true, instead }
}

const fn text(word: &'static str, instead: &'static str) -> Ban {
    Ban { word, rooms: &[], prose: false, instead }
}

const BANS: &[Ban] = &[
    code("todo!", &[], "the code, or leave it out and say so in the README"),
    code("unimplemented!", &[], "the code, or leave it out and say so in the README"),
    code("dbg!", &[], "an assertion that fails with the value"),
    code("#[ignore", &[], "a test that runs, or none"),
    code("HashMap", ORDERED, "BTreeMap: one order of iteration everywhere"),
    code("HashSet", ORDERED, "BTreeSet: one order of iteration everywhere"),
    code("std::time", CHECKED, "time as an argument"),
    code("std::fs", CHECKED, "an output that the driver carries out"),
    code("std::net", CHECKED, "an output that the driver carries out"),
    text("FIXME", "the fix"),
    text("TODO", "the work, or a sentence that says what is left out and why"),
    text("/work/", "a path from the root of the repository"),
    text("/tmp/k/", "a class of Apache Kafka, by its name"),
    text("/root/", "a path from the root of the repository, or $HOME"),
    text("/home/", "a path from the root of the repository, or $HOME"),
    text("index.crates.io", "no host: cargo knows its registry"),
    text("static.crates.io", "no host: cargo knows its registry"),
    text("pypi.org", "no host: pip knows its index"),
    text("pythonhosted", "no host: pip knows its index"),
    text("registry.npmjs", "no host: npm knows its registry"),
    text("deb.debian.org", "no host: apt knows its sources"),
    text("proxy.golang", "no host: go knows its proxy"),
];

/// This file names them all.
const EXEMPT: &str = "tests/tidy/words.rs";

/// Each place with a banned word.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, content) in tree.files().filter(|(path, _)| *path != EXEMPT) {
        let here = |ban: &&Ban| ban.rooms.is_empty() || begins(path, ban.rooms);
        for ban in BANS.iter().filter(here) {
            if !content.contains(ban.word) {
                continue;
            }
            let lines: Vec<(usize, &str)> = match (ban.prose, path.ends_with(".rs")) {
                (true, false) => continue,
                (true, true) => tree::code(content).collect(),
                (false, _) => (1..).zip(content.lines()).collect(),
            };
            let found = lines.into_iter().filter(|(_, line)| line.contains(ban.word));
            complaints.extend(found.map(|(number, _)| {
                format!("{path}:{number}: `{}`: write {}", ban.word, ban.instead)
            }));
        }
    }
    complaints
}

fn begins(path: &str, rooms: &[&str]) -> bool {
    rooms.iter().any(|room| path.starts_with(room))
}

#[test]
fn a_banned_word_is_named_with_its_line() {
    let tree = Tree::of(&[("a/src/lib.rs", "//! A.\nfn a() {\n    todo!()\n}\n")]);
    assert_eq!(
        check(&tree),
        ["a/src/lib.rs:3: `todo!`: write the code, or leave it out and say so in the README"]
    );
}

#[test]
fn some_words_are_banned_in_some_rooms_and_in_code_only() {
    let map = "use std::collections::HashMap;\n";
    let files = [("reference/core/src/a.rs", map), ("reference/server/src/a.rs", map)];
    assert_eq!(check(&Tree::of(&files)).len(), 1);
    let prose = [("reference/core/src/a.rs", "//! Never a HashMap.\n"), ("README.md", "todo!\n")];
    assert_eq!(check(&Tree::of(&prose)), Vec::<String>::new());
}

#[test]
fn paths_of_one_machine_are_banned_in_prose_too() {
    let files = [("README.md", "See /root/notes.\n"), ("tests/run", "cd /work/main\n")];
    assert_eq!(check(&Tree::of(&files)).len(), 2);
}
