//! `cargo generate-wire`: rewrites `reference/wire/src/generated` from `reference/wire/schema`.

use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let wire = kanon_wire_generate::wire_folder();
    let into = wire.join("src/generated");
    let files = kanon_wire_generate::generate(&wire.join("schema"))?;
    for entry in fs::read_dir(&into)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !files.contains_key(&name) {
            fs::remove_file(path)?;
        }
    }
    for (name, text) in &files {
        fs::write(into.join(name), text)?;
    }
    println!("{} modules", files.len());
    Ok(())
}
