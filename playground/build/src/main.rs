//! Builds the playground into static files: `cargo run -p kanon-playground-build -- --out DIR`.
//!
//! The page is compiled by cargo and bound to the browser by wasm-bindgen as a library, whose
//! version the lock file pins to be the page's own. Nothing is installed but the compiler's target.
//! This program is linked neither into the page nor into the command; it serves nothing.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";
const PACKAGE: &str = "kanon-playground";
/// What is written beside the page's code, as it is.
const STATIC: [&str; 3] = ["index.html", "page.css", "boot.js"];
const USAGE: &str = "usage: cargo run -p kanon-playground-build -- --out DIR";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let out = match &arguments[..] {
        [flag, out] if flag == "--out" => PathBuf::from(out),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match build(&out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("kanon-playground-build: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Builds all of the page into a directory.
fn build(out: &Path) -> Result<(), String> {
    let tree = tree()?;
    versions_agree(&tree)?;
    add_target(&tree)?;
    let wasm = compile(&tree)?;
    fs::create_dir_all(out).map_err(|error| format!("cannot make {}: {error}", out.display()))?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&wasm).typescript(false).omit_default_module_path(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.web(true).map_err(|error| error.to_string())?;
    bindgen.generate(out).map_err(|error| format!("wasm-bindgen: {error:#}"))?;
    for name in STATIC {
        let from = tree.join("playground/page").join(name);
        fs::copy(&from, out.join(name))
            .map_err(|error| format!("cannot copy {}: {error}", from.display()))?;
    }
    println!("the page is in {}", out.display());
    Ok(())
}

/// The root of the source tree that this program was built from.
fn tree() -> Result<PathBuf, String> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tree = own.ancestors().nth(2).filter(|tree| tree.join("Cargo.lock").is_file());
    tree.map(Path::to_path_buf).ok_or_else(|| {
        format!("the source tree that this was built from is gone: {}", own.display())
    })
}

/// wasm-bindgen reads only what its own version has written.
fn versions_agree(tree: &Path) -> Result<(), String> {
    let lock = fs::read_to_string(tree.join("Cargo.lock")).map_err(|error| error.to_string())?;
    let (page, library) =
        (version(&lock, "wasm-bindgen"), version(&lock, "wasm-bindgen-cli-support"));
    if page.is_some() && page == library {
        return Ok(());
    }
    let name = |version: Option<&str>| version.unwrap_or("none").to_owned();
    Err(format!(
        "Cargo.lock has wasm-bindgen {} and wasm-bindgen-cli-support {}: they must be the same",
        name(page),
        name(library)
    ))
}

/// The version of a package in a lock file.
fn version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// Adds the compiler's target, if it is missing.
fn add_target(tree: &Path) -> Result<(), String> {
    let has_target = || {
        let mut rustc = Command::new("rustc");
        rustc.current_dir(tree).args(["--print", "target-libdir", "--target", TARGET]);
        let printed = rustc.output().ok().filter(|output| output.status.success());
        let folder = printed.and_then(|output| String::from_utf8(output.stdout).ok());
        folder.is_some_and(|folder| Path::new(folder.trim()).is_dir())
    };
    if has_target() {
        return Ok(());
    }
    println!("+ rustup target add {TARGET}");
    let mut rustup = Command::new("rustup");
    let added = rustup.current_dir(tree).args(["target", "add", TARGET]).status();
    match added {
        Ok(status) if status.success() && has_target() => Ok(()),
        _ => Err(format!(
            "the compiler's target {TARGET} is missing and could not be added: \
             run `rustup target add {TARGET}` while there is a network"
        )),
    }
}

/// Compiles the page; returns its wasm file.
fn compile(tree: &Path) -> Result<PathBuf, String> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| tree.join("target"), PathBuf::from);
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(tree).args(["build", "--locked", "--profile", "page", "-p", PACKAGE]);
    command.args(["--target", TARGET, "--target-dir"]).arg(&target);
    let status = command.status().map_err(|error| format!("cannot run cargo: {error}"))?;
    if !status.success() {
        return Err("the page does not compile: see cargo's own words above".into());
    }
    Ok(target.join(TARGET).join("page").join(format!("{PACKAGE}.wasm")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"1.0.0\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";

    #[test]
    fn a_version_is_that_of_the_very_package() {
        assert_eq!(version(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version(LOCK, "wasm"), None);
    }

    #[test]
    fn the_versions_of_this_tree_agree() {
        assert_eq!(versions_agree(&tree().expect("this tree")), Ok(()));
    }
}
