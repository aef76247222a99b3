//! `cargo generate-wire`: rewrites `reference/wire/src/generated` from `reference/wire/schema`.
//!
//! `cargo generate-wire import FILE.json…` prints the schema of an API, or of another message,
//! from Kafka's own; `cargo generate-wire compare FOLDER` tells which of their facts differ.

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        None => generate(),
        Some("import") => {
            let texts: Result<Vec<String>, _> = arguments.map(fs::read_to_string).collect();
            print!("{}", kanon_wire_generate::import(&texts?)?);
            Ok(())
        }
        Some("compare") => {
            let folder =
                arguments.next().ok_or("compare what? Name a folder of Kafka's schemas")?;
            compare(Path::new(&folder))
        }
        Some(other) => Err(format!("`{other}` is neither nothing, import nor compare").into()),
    }
}

fn compare(folder: &Path) -> Result<(), Box<dyn Error>> {
    let ours = kanon_wire_generate::schemas(&kanon_wire_generate::wire_folder().join("schema"))?;
    let lines = kanon_wire_generate::compare(&ours, folder)?;
    for line in &lines {
        println!("{line}");
    }
    println!("{} differences", lines.len());
    Ok(())
}

fn generate() -> Result<(), Box<dyn Error>> {
    let wire = kanon_wire_generate::wire_folder();
    let into = wire.join("src/generated");
    let files = kanon_wire_generate::generate(&wire.join("schema"))?;
    // Written anew as a whole, so that nothing stays of a schema that went.
    if into.exists() {
        fs::remove_dir_all(&into)?;
    }
    for (name, text) in &files {
        let path = into.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&into))?;
        fs::write(path, text)?;
    }
    println!("{} modules", files.len());
    Ok(())
}
