//! `cargo generate-wire`: rewrites `reference/wire/src/generated` from `reference/wire/schema`.
//!
//! `cargo generate-wire import FILE.json…` prints the schema of an API, or of another message,
//! from Kafka's own.

use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        None => generate(),
        Some("import") => {
            let texts: Result<Vec<String>, _> = arguments.map(fs::read_to_string).collect();
            print!("{}", kanon_wire_generate::import(&texts?)?);
            Ok(())
        }
        Some(other) => Err(format!("`{other}` is neither nothing nor import").into()),
    }
}

fn generate() -> Result<(), Box<dyn Error>> {
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
