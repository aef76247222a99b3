//! Decision records: each stands in the list, and each library in the record of libraries.

use crate::{manifest, tree::Tree};

const FOLDER: &str = "spec/decisions/";
const LIBRARIES: &str = "spec/decisions/0011-libraries.md";

/// Records without a place in the list or a standing, libraries without a reason.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    let list = tree.text("spec/decisions/README.md").unwrap_or_default();
    let records = tree.files().filter_map(|(path, text)| Some((path.strip_prefix(FOLDER)?, text)));
    for (name, text) in records.filter(|(name, _)| *name != "README.md") {
        if !list.contains(&format!("]({name})")) {
            complaints.push(format!("{FOLDER}{name}: not in the list, {FOLDER}README.md"));
        }
        for part in ["**Standing.** ", "**Question.** ", "**Choice.** "] {
            if !text.contains(part) {
                complaints.push(format!("{FOLDER}{name}: has no `{}`", part.trim()));
            }
        }
    }
    let reasons = tree.text(LIBRARIES).unwrap_or_default();
    let rows: Vec<&str> = reasons.lines().filter_map(first_cell).collect();
    for name in manifest::libraries(tree) {
        if !rows.iter().any(|cell| cell.split(", ").any(|named| named == name)) {
            complaints.push(format!("Cargo.toml: {name}: no row says why, in {LIBRARIES}"));
        }
    }
    complaints
}

/// The first cell of a table's row.
fn first_cell(line: &str) -> Option<&str> {
    Some(line.strip_prefix("| ")?.split(" |").next()?.trim())
}

#[test]
fn what_is_not_listed_is_named() {
    let manifest = "[workspace.dependencies]\nspec = { path = \"spec\" }\n# Why.\nclap = \"4\"\n";
    let record = "**Standing.** A.\n**Question.** B?\n**Choice.** C.\n| clap | 4 |\n";
    let list = "| [0011](0011-libraries.md) |\n";
    let whole = [("Cargo.toml", manifest), (LIBRARIES, record), ("spec/decisions/README.md", list)];
    assert_eq!(check(&Tree::of(&whole)), Vec::<String>::new());
    for (at, text) in [(1, record.replace("clap", "yew")), (1, record.replace("**C", "C"))] {
        let mut bad = whole;
        bad[at].1 = &text;
        assert_eq!(check(&Tree::of(&bad)).len(), 1, "{text}");
    }
    let mut bad = whole;
    bad[2].1 = "";
    assert_eq!(check(&Tree::of(&bad)).len(), 1);
}
