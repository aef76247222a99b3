//! Which crate may see which: the table, and that the manifests keep to it.
//!
//! A new arrow is the only change that cannot be undone quietly, so it is made here first, in the
//! open. The rows are in order: a crate sees only crates above it, so there is no way around in a
//! circle. `reference` never sees `model`, and `model` never sees `reference`; only the command
//! and the tests see both.

use crate::{
    manifest::{self, Manifest},
    tree::Tree,
};

/// A crate, what it may see, and what its tests may see besides; names as in the workspace's table,
/// or the folder of a crate that nobody depends on.
struct Row {
    name: &'static str,
    sees: &'static [&'static str],
    tests_see: &'static [&'static str],
    /// Whether it may use crates from elsewhere. The rooms that are checked may not: what they do
    /// is to be seen in them.
    foreign: bool,
}

const fn row(name: &'static str, sees: &'static [&'static str]) -> Row {
    Row { name, sees, tests_see: &[], foreign: true }
}

const fn closed(name: &'static str, sees: &'static [&'static str]) -> Row {
    Row { name, sees, tests_see: &[], foreign: false }
}

/// What every crate's tests may use: they judge by the specification.
const TESTS_SEE: &[&str] = &["spec"];

/// The table. A crate sees only crates above it.
const TABLE: &[Row] = &[
    closed("spec", &[]),
    row("model", &["spec"]),
    row("model-stateright", &["spec", "model"]),
    closed("kanon-core", &["spec"]),
    row("kanon-wire-generate", &[]),
    Row { tests_see: &["kanon-wire-generate", "dissect"], ..row("wire", &[]) },
    row("dissect", &["kanon-wire-generate", "wire"]),
    row("compress", &[]),
    row("store", &["spec", "wire", "compress"]),
    closed("sim", &["spec", "kanon-core"]),
    row("server", &["spec", "kanon-core", "wire", "compress", "store"]),
    row(
        "reference/kanon",
        &["spec", "model", "model-stateright", "wire", "dissect", "store", "sim", "server"],
    ),
    row("playground", &["spec", "kanon-core", "sim"]),
    row("playground/build", &[]),
    row(
        "tests",
        &[
            "spec",
            "model",
            "model-stateright",
            "kanon-core",
            "kanon-wire-generate",
            "wire",
            "dissect",
            "compress",
            "store",
            "sim",
            "server",
        ],
    ),
];

const WHERE: &str = "the table of arrows is in tests/tidy/arrows.rs";

/// Every crate has its row, and every arrow stands in it.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let members = manifest::members(tree);
    let crates = manifest::all(tree);
    let mut complaints = Vec::new();
    for found in &crates {
        match TABLE.iter().find(|row| row.name == name_of(found, &members)) {
            None => complaints.push(format!("{}: no row for this crate: {WHERE}", found.folder)),
            Some(row) => complaints.extend(arrows(found, row, &members)),
        }
    }
    let named = |row: &&Row| crates.iter().all(|c| name_of(c, &members) != row.name);
    let idle = TABLE.iter().filter(named);
    complaints.extend(idle.map(|row| format!("{}: a row without a crate: {WHERE}", row.name)));
    complaints
}

fn arrows(found: &Manifest, row: &Row, members: &[(String, String)]) -> Vec<String> {
    let folder = &found.folder;
    let ours = |name: &str| members.iter().any(|(member, _)| member == name);
    let mut complaints = Vec::new();
    for need in &found.needs {
        if ours(need) && !row.sees.contains(&need.as_str()) {
            complaints.push(format!("{folder} may not depend on {need}: {WHERE}"));
        }
        if !ours(need) && !row.foreign {
            complaints.push(format!("{folder} may not depend on {need}, a foreign crate: {WHERE}"));
        }
    }
    for need in &found.needs_in_tests {
        let allowed = row.sees.iter().chain(row.tests_see).chain(TESTS_SEE);
        if ours(need) && !allowed.clone().any(|name| name == need) {
            complaints.push(format!("{folder}'s tests may not depend on {need}: {WHERE}"));
        }
    }
    complaints
}

/// The name in the workspace's table, or the folder.
fn name_of<'a>(found: &'a Manifest, members: &'a [(String, String)]) -> &'a str {
    let member = members.iter().find(|(_, folder)| *folder == found.folder);
    member.map_or(found.folder.as_str(), |(name, _)| name.as_str())
}

#[test]
fn the_table_goes_one_way() {
    for (at, row) in TABLE.iter().enumerate() {
        let above = |name: &&str| TABLE.iter().take(at).any(|other| other.name == *name);
        let missing: Vec<_> = row.sees.iter().filter(|name| !above(name)).collect();
        assert!(missing.is_empty(), "{} sees {missing:?}, which is not above it", row.name);
    }
}

#[cfg(test)]
fn complaints_of(core_needs: &str) -> Vec<String> {
    let root = "[workspace.dependencies]\nspec = { path = \"spec\" }\n\
        model = { path = \"model\" }\nkanon-core = { path = \"reference/core\" }\n";
    let core = format!("[package]\nname = \"kanon-core\"\n{core_needs}");
    let tree = Tree::of(&[
        ("Cargo.toml", root),
        ("spec/Cargo.toml", "[dependencies]\n"),
        ("reference/core/Cargo.toml", &core),
    ]);
    let complaints = check(&tree);
    complaints.into_iter().filter(|c| !c.contains("a row without a crate")).collect()
}

#[test]
fn an_arrow_of_the_table_passes() {
    let none: Vec<String> = Vec::new();
    assert_eq!(complaints_of("[dependencies]\nspec.workspace = true\n"), none);
    assert_eq!(complaints_of("[dev-dependencies]\nproptest.workspace = true\n"), none);
}

#[test]
fn a_new_arrow_fails_and_says_where_the_table_is() {
    for needs in [
        "[dependencies]\nmodel.workspace = true\n",
        "[dependencies]\nmodel = { workspace = true, features = [\"std\"] }\n",
        "[dev-dependencies]\nmodel.workspace = true\n",
        "[dependencies]\nclap.workspace = true\n",
    ] {
        let complaints = complaints_of(needs);
        assert_eq!(complaints.len(), 1, "{needs}: {complaints:?}");
        assert!(complaints.iter().all(|c| c.contains("tests/tidy/arrows.rs")), "{complaints:?}");
    }
}
