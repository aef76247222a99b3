//! Schemas of Kafka's messages, and the Rust that reads and writes them.
//!
//! [`parse`] and [`check`] turn the text of a schema into a [`schema::File`]; [`generate`] turns
//! a folder of them into the modules of `kanon-wire`. Tests of the wire crate read the same
//! schemas to make up messages of their own. The language is described in
//! `reference/wire/README.md`.

mod check;
mod compare;
mod defaults;
mod emit;
mod format;
mod import;
mod index;
mod lexer;
mod parser;
mod plan;
pub mod schema;

pub use check::check;
pub use compare::compare;
pub use import::import;
pub use parser::parse;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// The wire crate's folder in the source tree that this was built from.
#[must_use]
pub fn wire_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Reads and checks every `*.schema` of a folder and of the folders in it, by module name:
/// `fetch`, `consumer_offsets/group_metadata`.
///
/// # Errors
/// A file that cannot be read, or that is no schema: with its name, line and column.
pub fn schemas(folder: &Path) -> Result<Vec<(String, schema::File)>, Box<dyn Error>> {
    let mut files = Vec::new();
    read(folder, "", &mut files)?;
    files.sort_by(|left, right| left.0.cmp(&right.0));
    Ok(files)
}

fn read(
    folder: &Path,
    prefix: &str,
    files: &mut Vec<(String, schema::File)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}{stem}");
        if path.is_dir() {
            read(&path, &format!("{name}/"), files)?;
        } else if path.extension().is_some_and(|extension| extension == "schema") {
            let text = fs::read_to_string(&path)?;
            let file = parse(&text).and_then(|file| check(&file).map(|()| file));
            let file = file.map_err(|fault| format!("{}:{fault}", path.display()))?;
            files.push((name, file));
        }
    }
    Ok(())
}

/// The generated modules of a folder of schemas: file name to content.
///
/// # Errors
/// As [`schemas`]; or rustfmt is missing or refuses what was emitted.
pub fn generate(folder: &Path) -> Result<BTreeMap<String, String>, Box<dyn Error>> {
    let modules = schemas(folder)?;
    let mut files = BTreeMap::new();
    let top = index::index("", &modules) + &index::macros(&modules);
    files.insert("mod.rs".to_owned(), top);
    for (name, file) in &modules {
        files.insert(format!("{name}.rs"), emit::module(&format!("{name}.schema"), file));
        if let Some((folder, _)) = name.rsplit_once('/') {
            files.insert(format!("{folder}/mod.rs"), index::index(folder, &modules));
        }
    }
    for text in files.values_mut() {
        *text = format::rust(text)?;
    }
    Ok(files)
}

/// The generated module of one checked schema.
///
/// # Errors
/// rustfmt is missing or refuses what was emitted.
pub fn module(name: &str, file: &schema::File) -> Result<String, Box<dyn Error>> {
    format::rust(&emit::module(&format!("{name}.schema"), file))
}
