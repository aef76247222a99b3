//! Scenarios: each file can be read, does something, and says in its first line what it shows.

use crate::tree::Tree;
use spec::Scenario;

const FOLDER: &str = "tests/scenarios/";

/// Files that are no scenario, or an empty one.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut found = 0;
    for (path, text) in tree.ending("scn") {
        found += usize::from(path.starts_with(FOLDER));
        match text.parse::<Scenario>() {
            Err(malformed) => complaints.push(format!("{path}:{malformed}")),
            Ok(read) if read.steps.is_empty() => {
                complaints.push(format!("{path}: a scenario without a step"));
            }
            Ok(_) => {}
        }
        if !text.starts_with("# ") {
            complaints.push(format!("{path}: open with `# ` and what it shows"));
        }
    }
    if found == 0 {
        complaints.push(format!("{FOLDER}: has no scenario"));
    }
    complaints
}

#[test]
fn scenarios_that_cannot_be_read_are_named_by_line_and_column() {
    let of = |text| check(&Tree::of(&[("tests/scenarios/a.scn", text)]));
    assert_eq!(of("# Nothing is lost.\nbrokers 2\nask 1\n"), Vec::<String>::new());
    assert!(of("# A.\nbrokers 2\nask 7\n").concat().starts_with("tests/scenarios/a.scn:3:5: "));
    assert_eq!(of("# A.\nbrokers 2\n").len(), 1);
    assert_eq!(of("brokers 2\nask 1\n").len(), 1);
    assert_eq!(check(&Tree::of(&[])).len(), 1);
}
