//! Tidy: what a reader of the whole tree would complain of, said by a test.
//!
//! One file a check. Each is a function from the tree's texts to a list of complaints, and has
//! tests of its own on small trees with a mistake planted in them. It judges what neither the
//! compiler nor clippy can: which room may see which, how long a file is, whether rules, code,
//! tests and scenarios still speak of the same things. It never changes a file, but for what is
//! generated, the index of rules and the tables of worlds and mistakes, and those only when it is
//! asked to: `UPDATE=1 cargo tidy`.

mod arrows;
mod decisions;
mod headers;
mod index;
mod locked;
mod manifest;
mod mistakes;
mod omissions;
mod properties;
mod rooms;
mod rules;
mod scenarios;
mod sizes;
mod tree;
mod words;
mod worlds;

use tree::Tree;

/// Fails with every complaint, one to a line.
#[track_caller]
fn hold(complaints: &[String]) {
    let count = complaints.len();
    assert!(complaints.is_empty(), "{count} complaints:\n  {}\n", complaints.join("\n  "));
}

#[test]
fn crates_see_only_what_the_table_allows() {
    hold(&arrows::check(&Tree::read()));
}

#[test]
fn crates_take_lints_and_versions_from_the_workspace() {
    hold(&manifest::check(&Tree::read()));
}

#[test]
fn dependencies_come_from_the_lock_file_and_one_registry() {
    hold(&locked::check(&Tree::read()));
}

#[test]
fn checked_rooms_have_no_standard_library_and_no_unsafe_code() {
    hold(&rooms::check(&Tree::read()));
}

#[test]
fn files_and_lines_are_short() {
    hold(&sizes::check(&Tree::read()));
}

#[test]
fn files_open_with_what_they_are() {
    hold(&headers::check(&Tree::read()));
}

#[test]
fn banned_words_stay_out() {
    hold(&words::check(&Tree::read()));
}

#[test]
fn rules_are_defined_once_and_carried_by_model_and_reference() {
    hold(&rules::check(&Tree::read()));
}

#[test]
fn properties_are_linked_in_their_chapters() {
    hold(&properties::check(&Tree::read()));
}

#[test]
fn mistakes_have_a_flaw_and_a_scenario() {
    hold(&mistakes::check(&Tree::read()));
}

#[test]
fn rules_are_left_out_only_where_mistakes_are_shown() {
    hold(&omissions::check(&Tree::read()));
}

#[test]
fn scenarios_can_be_read() {
    hold(&scenarios::check(&Tree::read()));
}

#[test]
fn decisions_are_listed_and_libraries_have_their_reason() {
    hold(&decisions::check(&Tree::read()));
}

#[test]
fn the_index_is_fresh() {
    let tree = Tree::read();
    if std::env::var_os("UPDATE").is_some() {
        index::update(&tree);
    }
    hold(&index::check(&Tree::read()));
}

#[test]
fn the_tables_of_worlds_and_mistakes_are_fresh() {
    let tree = Tree::read();
    if std::env::var_os("UPDATE").is_some() {
        worlds::update(&tree);
    }
    hold(&worlds::check(&Tree::read()));
}
