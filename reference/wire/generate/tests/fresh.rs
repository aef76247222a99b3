//! The committed codec is what the schemas give.

use kanon_wire_generate::{generate, wire_folder};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

#[test]
fn the_committed_codec_is_fresh() {
    let generated = generate(&wire_folder().join("schema")).unwrap();
    let mut committed = BTreeMap::new();
    gather(&wire_folder().join("src/generated"), "", &mut committed);
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&generated));
    for (name, text) in &generated {
        assert!(*text == committed[name], "{name} is stale: run `cargo generate-wire`");
    }
}

fn gather(folder: &Path, prefix: &str, into: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            gather(&path, &format!("{name}/"), into);
        } else {
            into.insert(name, fs::read_to_string(path).unwrap());
        }
    }
}
