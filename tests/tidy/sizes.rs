//! Files of at most 400 lines, lines of at most 100 columns.
//!
//! Every known implementation of this protocol has one monster file, and it is always the
//! protocol. Functions are clippy's to measure (`too_many_lines`, 70).

use crate::tree::Tree;

/// The most lines of a file of code.
const LINES: usize = 400;
/// The most characters of a line of code.
const COLUMNS: usize = 100;

/// Beginnings of paths that may be longer, each with the reason.
const EXEMPT: [(&str, &str); 1] =
    [("reference/wire/src/generated", "generated: one file a message, as long as the message")];

/// Long files and long lines of Rust and Python.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in tree.ending("rs").chain(tree.ending("py")) {
        if EXEMPT.iter().any(|(begins, _)| path.starts_with(begins)) {
            continue;
        }
        let lines = text.lines().count();
        if LINES < lines {
            let fix = "split it where the specification has a noun";
            complaints.push(format!("{path}: {lines} lines, at most {LINES}: {fix}"));
        }
        let long = (1..).zip(text.lines()).filter(|(_, line)| COLUMNS < line.chars().count());
        complaints.extend(long.map(|(number, line)| {
            format!("{path}:{number}: {} columns, at most {COLUMNS}", line.chars().count())
        }));
    }
    complaints
}

#[test]
fn the_limit_itself_passes_and_one_more_fails() {
    let file = "x\n".repeat(LINES);
    let line = "é".repeat(COLUMNS);
    assert_eq!(check(&Tree::of(&[("a.rs", &file), ("b.rs", &line)])), Vec::<String>::new());
    let (file, line) = (file + "x\n", line + "é");
    assert_eq!(check(&Tree::of(&[("a.rs", &file), ("b.py", &line)])).len(), 2);
    let generated = "reference/wire/src/generated/fetch.rs";
    assert_eq!(check(&Tree::of(&[(generated, &file)])), Vec::<String>::new());
}
