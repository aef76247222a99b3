//! The crates' manifests: a reading of them, and what each must say.
//!
//! Lints and versions are said once, in the workspace's table; a crate refers to them. The reading
//! is of the few forms that this workspace writes, line by line; it is not a reader of TOML.

use crate::tree::Tree;

/// What the checks need of a manifest.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Manifest {
    /// The folder, without a slash at its end.
    pub(crate) folder: String,
    /// The package's name.
    pub(crate) name: String,
    /// Names of what it depends on, as the workspace's table has them, without those for tests.
    pub(crate) needs: Vec<String>,
    /// The same, for tests alone.
    pub(crate) needs_in_tests: Vec<String>,
}

/// Which kind of dependency a section lists, if any.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Needs,
    NeedsInTests,
    Other,
}

/// The manifests of all crates of the tree: not the workspace's own.
pub(crate) fn all(tree: &Tree) -> Vec<Manifest> {
    let manifests = tree.files().filter_map(|(path, text)| {
        let folder = path.strip_suffix("/Cargo.toml")?;
        Some(read(folder, text))
    });
    manifests.collect()
}

/// Names in the workspace's table that stand for crates of the workspace, with their folders.
pub(crate) fn members(tree: &Tree) -> Vec<(String, String)> {
    let members = table(tree).filter_map(|(name, value)| {
        let folder = quoted_after(value, "path = ")?;
        Some((name.to_owned(), folder.to_owned()))
    });
    members.collect()
}

/// Names in the workspace's table that stand for crates from elsewhere.
pub(crate) fn libraries(tree: &Tree) -> Vec<&str> {
    let foreign = table(tree).filter(|(_, value)| !value.contains("path = "));
    foreign.map(|(name, _)| name).collect()
}

/// Names and values of the workspace's table of dependencies. A value may go on in further lines,
/// which are not read.
fn table(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let mut inside = false;
    tree.text("Cargo.toml").unwrap_or_default().lines().filter_map(move |line| {
        if line.starts_with('[') {
            inside = line == "[workspace.dependencies]";
        }
        let named = inside && line.starts_with(|c: char| c.is_ascii_alphabetic());
        let (name, value) = line.split_once('=').filter(|_| named)?;
        Some((name.trim(), value))
    })
}

/// Every crate takes lints, edition, licence and the versions of what it needs from the workspace.
pub(crate) fn check(tree: &Tree) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in tree.files().filter(|(path, _)| path.ends_with("/Cargo.toml")) {
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let says = |line: &str| lines.contains(&line);
        let lints = lines.iter().position(|line| *line == "[lints]");
        if lints.and_then(|at| lines.get(at + 1)) != Some(&"workspace = true") {
            complaints.push(format!("{path}: add `[lints]` and below it `workspace = true`"));
        }
        for key in ["version", "edition", "license", "rust-version", "publish"] {
            if !says(&format!("{key}.workspace = true")) {
                complaints.push(format!("{path}: say `{key}.workspace = true`"));
            }
        }
        complaints.extend(versions(path, text));
    }
    complaints
}

/// Dependencies that name a version or a path instead of the workspace's entry.
fn versions(path: &str, text: &str) -> Vec<String> {
    let own = |line: &&str| !line.contains("workspace = true");
    let lines = dependencies(text).map(|(_, line)| line).filter(own);
    let fix = "its version belongs in the root Cargo.toml, here `NAME.workspace = true`";
    lines.map(|line| format!("{path}: `{line}`: {fix}")).collect()
}

fn read(folder: &str, text: &str) -> Manifest {
    let mut manifest = Manifest { folder: folder.to_owned(), ..Manifest::default() };
    let name = text.lines().find_map(|line| line.strip_prefix("name = "));
    manifest.name = name.unwrap_or_default().trim_matches('"').to_owned();
    for (section, line) in dependencies(text) {
        let name = line.split(['.', '=', ' ']).next().unwrap_or_default().to_owned();
        match section {
            Section::Needs => manifest.needs.push(name),
            Section::NeedsInTests => manifest.needs_in_tests.push(name),
            Section::Other => {}
        }
    }
    manifest
}

/// The lines that name a dependency. A table of its own (`[dependencies.NAME]`) counts as one line.
fn dependencies(text: &str) -> impl Iterator<Item = (Section, &str)> {
    let mut section = Section::Other;
    text.lines().map(str::trim).filter_map(move |line| {
        if let Some(header) = line.strip_prefix('[') {
            let header = header.trim_end_matches(']');
            let kind = |word: &str| header.ends_with(word) || header.contains(&format!("{word}."));
            section = if kind("dev-dependencies") {
                Section::NeedsInTests
            } else if kind("dependencies") {
                Section::Needs
            } else {
                Section::Other
            };
            let single = header.rsplit_once("dependencies.").map(|(_, name)| name);
            let found = single.map(|name| (section, name));
            if found.is_some() {
                section = Section::Other;
            }
            return found;
        }
        let named = section != Section::Other && !line.starts_with('#') && line.contains('=');
        named.then_some((section, line))
    })
}

fn quoted_after<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let (_, after) = line.split_once(key)?;
    after.trim_start().strip_prefix('"')?.split('"').next()
}

#[cfg(test)]
const GOOD: &str = "[package]\nname = \"kanon-a\"\nversion.workspace = true\n\
    edition.workspace = true\nlicense.workspace = true\nrust-version.workspace = true\n\
    publish.workspace = true\n[dependencies]\nspec.workspace = true\n\
    model = { workspace = true, features = [\"std\"] }\n[dev-dependencies]\n\
    tempfile.workspace = true\n[lints]\nworkspace = true\n";

#[test]
fn a_manifest_is_read() {
    let read = read("a", GOOD);
    assert_eq!((read.name.as_str(), read.folder.as_str()), ("kanon-a", "a"));
    assert_eq!(read.needs, ["spec", "model"]);
    assert_eq!(read.needs_in_tests, ["tempfile"]);
}

#[test]
fn tables_of_targets_and_single_dependencies_are_read() {
    let text = "[target.'cfg(unix)'.dependencies]\na = \"1\"\n[dependencies.b]\nversion = \"1\"\n";
    assert_eq!(read("x", text).needs, ["a", "b"]);
    assert_eq!(versions("x", text).len(), 2);
}

#[test]
fn a_good_manifest_passes_and_each_departure_is_named() {
    assert_eq!(check(&Tree::of(&[("a/Cargo.toml", GOOD)])), Vec::<String>::new());
    for (from, to) in [
        ("workspace = true\n[dep", "[dep"),
        ("spec.workspace = true", "spec = \"1\""),
        ("[lints]\nworkspace = true\n", ""),
    ] {
        let bad = GOOD.replace(from, to);
        assert_eq!(check(&Tree::of(&[("a/Cargo.toml", &bad)])).len(), 1, "{bad}");
    }
}
