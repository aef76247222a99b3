//! The lock file: everything from the one public registry, with a checksum.
//!
//! A dependency from a git repository or from a mirror builds on one machine and not on the next.

use crate::tree::Tree;

const REGISTRY: &str = "\"registry+https://github.com/rust-lang/crates.io-index\"";

/// Each locked package is ours (no source) or the registry's.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let Some(lock) = tree.text("Cargo.lock") else {
        return vec!["Cargo.lock: missing: versions are pinned by it".to_owned()];
    };
    let sources = (1..).zip(lock.lines());
    let foreign = sources.filter_map(|(number, line)| {
        let source = line.strip_prefix("source = ")?;
        (source != REGISTRY).then(|| format!("Cargo.lock:{number}: {source} is not {REGISTRY}"))
    });
    foreign.collect()
}

#[test]
fn another_source_is_named() {
    let good = format!("[[package]]\nname = \"a\"\nsource = {REGISTRY}\n");
    assert_eq!(check(&Tree::of(&[("Cargo.lock", &good)])), Vec::<String>::new());
    let bad = good.replace("registry+", "git+");
    assert_eq!(check(&Tree::of(&[("Cargo.lock", &bad)])).len(), 1);
    assert_eq!(check(&Tree::of(&[])).len(), 1);
}
