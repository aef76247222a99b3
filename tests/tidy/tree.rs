//! The texts of the repository, read once.
//!
//! A check sees paths and texts only, so that it can be tried on a tree that was made up. What is
//! built (`target`), hidden (but for the folders that are the project's own) or not text is left
//! out; what git knows is not asked, so that a mistake is seen before it is committed.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Every text by its path from the root, with `/` between the names.
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
}

/// Folders that are not the project's text, wherever they are.
const SKIPPED: [&str; 6] = ["target", ".git", "node_modules", "dist", "__pycache__", "venv"];

/// Files without an ending that are text all the same.
const PLAIN: [&str; 3] = ["tests/run", ".ci/run", ".gitignore"];

/// Endings of text files.
const TEXTS: [&str; 12] =
    ["rs", "md", "toml", "lock", "scn", "py", "sh", "txt", "html", "css", "js", "schema"];

impl Tree {
    /// The repository that this test belongs to.
    pub(crate) fn read() -> Tree {
        let mut files = BTreeMap::new();
        walk(&root(), &root(), &mut files);
        assert!(files.contains_key("Cargo.toml"), "no Cargo.toml in {}", root().display());
        Tree { files }
    }

    /// A tree made up by a test: paths and texts.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Tree {
        let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
        Tree { files: files.iter().map(owned).collect() }
    }

    /// Paths and texts, in the order of their paths.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files of one ending.
    pub(crate) fn ending(&self, ending: &str) -> impl Iterator<Item = (&str, &str)> {
        self.files().filter(move |(path, _)| extension(path) == ending)
    }

    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }
}

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("the tests are a folder of the workspace").to_owned()
}

/// The lines of a Rust file that are code, with their numbers from 1: neither comments nor empty.
pub(crate) fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| {
        let line = line.trim_start();
        !line.is_empty() && !line.starts_with("//")
    })
}

fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn walk(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries {
        let path = entry.expect("a folder of the repository can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if !SKIPPED.contains(&name.as_str()) {
                walk(root, &path, files);
            }
            continue;
        }
        let inside = path.strip_prefix(root).expect("below the root").to_string_lossy();
        let inside = inside.replace('\\', "/");
        if TEXTS.contains(&extension(&inside)) || PLAIN.contains(&inside.as_str()) {
            // Somebody may be saving the file at this moment; bytes that are not text are not ours.
            if let Ok(text) = fs::read_to_string(&path) {
                files.insert(inside, text);
            }
        }
    }
}

#[test]
fn code_is_neither_comment_nor_blank() {
    let text = "//! What.\n\nfn a() {\n    // Why.\n}\n";
    assert_eq!(code(text).map(|(number, _)| number).collect::<Vec<_>>(), [3, 5]);
}

#[test]
fn endings_are_those_of_names_and_not_of_folders() {
    assert_eq!(extension("a.b/c"), "");
    assert_eq!(extension("a/b.c.rs"), "rs");
}
