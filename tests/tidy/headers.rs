//! Every file of code opens with what it is.

use crate::tree::Tree;

/// Where code is generated to; such a file also says that it is.
const GENERATED: &str = "reference/wire/src/generated";

/// The first lines of Rust (`//!`, or a chapter as documentation) and Python (a docstring).
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in tree.ending("rs") {
        if !opens(text) {
            complaints.push(format!("{path}: open with `//!`: what it is, and what it is not"));
        }
        if path.starts_with(GENERATED) && !text.lines().take(3).any(says_generated) {
            complaints.push(format!("{path}: say in the first three lines that it is generated"));
        }
        if text.starts_with("//! To be written.") {
            complaints.push(format!("{path}: is to be written"));
        }
    }
    for (path, text) in tree.ending("py") {
        let code = text.lines().find(|line| !line.starts_with('#'));
        if !code.is_some_and(|line| line.starts_with("\"\"\"")) {
            complaints.push(format!("{path}: open with a docstring: what it is"));
        }
    }
    complaints
}

/// Other attributes of the crate may come before the documentation.
fn opens(text: &str) -> bool {
    let documents = |line: &&str| {
        line.starts_with("//!")
            || line.starts_with("#![doc = include_str!")
            || line.starts_with("#![cfg_attr(doc, doc = include_str!")
    };
    let head = text.lines().take_while(|line| line.starts_with("//!") || line.starts_with("#!["));
    head.clone().any(|line| documents(&line))
}

fn says_generated(line: &str) -> bool {
    line.to_lowercase().contains("generate")
}

#[test]
fn headers_of_each_kind_pass() {
    let files = [
        ("a.rs", "//! A.\n"),
        ("b.rs", "#![doc = include_str!(\"README.md\")]\n"),
        ("c.rs", "#![no_std]\n#![doc = include_str!(\"lib.md\")]\n"),
        ("reference/wire/src/generated/d.rs", "//! D: generated from d.schema.\n"),
        ("e.py", "#!/usr/bin/env python3\n\"\"\"E.\"\"\"\n"),
    ];
    assert_eq!(check(&Tree::of(&files)), Vec::<String>::new());
}

#[test]
fn files_that_do_not_say_what_they_are_fail() {
    let files = [
        ("a.rs", "// A.\n"),
        ("b.rs", "use std::fmt;\n//! B.\n"),
        ("c.rs", "#![no_std]\n"),
        ("reference/wire/src/generated/d.rs", "//! D.\n"),
        ("e.py", "import os\n"),
    ];
    assert_eq!(check(&Tree::of(&files)).len(), files.len());
}
