//! The committed codec is what the schemas give.

use kanon_wire_generate::{generate, wire_folder};
use std::collections::BTreeMap;
use std::fs;

#[test]
fn the_committed_codec_is_fresh() {
    let generated = generate(&wire_folder().join("schema")).unwrap();
    let mut committed = BTreeMap::new();
    for entry in fs::read_dir(wire_folder().join("src/generated")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        committed.insert(name, fs::read_to_string(path).unwrap());
    }
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&generated));
    for (name, text) in &generated {
        assert!(*text == committed[name], "{name} is stale: run `cargo generate-wire`");
    }
}
