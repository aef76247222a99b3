//! Lists the scenarios of `tests/scenarios` for the page's menu: name and text of each, in the
//! order of their names. What they are is read where they are shown (`src/examples.rs`).

use std::{env, fs, path::Path};

const FOLDER: &str = "../tests/scenarios";

fn main() {
    println!("cargo::rerun-if-changed={FOLDER}");
    let own = env::var("CARGO_MANIFEST_DIR").expect("cargo says where the package is");
    let out = env::var("OUT_DIR").expect("cargo says where to write");
    let folder = Path::new(&own).join(FOLDER);
    let entries = fs::read_dir(&folder).expect("the scenarios are in the source tree");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "scn"));
    paths.sort();
    let one = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap_or_default();
        format!("({name:?}, include_str!({path:?})),\n")
    };
    let list: String = paths.iter().map(one).collect();
    fs::write(Path::new(&out).join("scenarios.rs"), format!("&[\n{list}]"))
        .expect("the list can be written");
}
