//! The rooms that are checked have no standard library, and no crate has unsafe code.
//!
//! Without `std` there is no clock, no thread, no disk and no unordered map: the compiler keeps
//! them out, and this check keeps the compiler at it.

use crate::tree::Tree;

/// The roots of the crates that are values.
const CHECKED: [&str; 5] = [
    "spec/lib.rs",
    "model/src/lib.rs",
    "reference/wire/src/lib.rs",
    "reference/core/src/lib.rs",
    "reference/sim/src/lib.rs",
];

/// `#![no_std]` without a condition, and `unsafe_code` forbidden for all.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for root in CHECKED {
        let text = tree.text(root).unwrap_or_default();
        if !text.lines().any(|line| line == "#![no_std]") {
            complaints.push(format!("{root}: say `#![no_std]`"));
        }
    }
    let workspace = tree.text("Cargo.toml").unwrap_or_default();
    if !workspace.lines().any(|line| line == "unsafe_code = \"forbid\"") {
        complaints.push("Cargo.toml: the lints say `unsafe_code = \"forbid\"`".to_owned());
    }
    complaints
}

#[test]
fn a_room_with_the_standard_library_is_named() {
    let mut files: Vec<(&str, &str)> = CHECKED.map(|root| (root, "//! A.\n#![no_std]\n")).to_vec();
    files.push(("Cargo.toml", "[workspace.lints.rust]\nunsafe_code = \"forbid\"\n"));
    assert_eq!(check(&Tree::of(&files)), Vec::<String>::new());
    files[2].1 = "//! A.\n#![cfg_attr(not(test), no_std)]\n";
    files[5].1 = "unsafe_code = \"warn\"\n";
    assert_eq!(check(&Tree::of(&files)).len(), 2);
}
