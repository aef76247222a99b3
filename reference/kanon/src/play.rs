//! `kanon play`: builds the playground's page and serves it on this machine.
//!
//! The page is built by cargo from the source tree that this command was built from, by the program
//! `kanon-playground-build`, which is not linked in here. Nothing is served but its files, and only
//! on loopback: whoever wants the page elsewhere copies the files to a web server.

mod http;

use crate::outcome::{USAGE, complain};
use clap::Args;
use signal_hook::{
    consts::{SIGINT, SIGTERM},
    iterator::Signals,
};
use std::{
    env, io,
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    thread,
};

/// Builds the playground and serves it on this machine.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Where to listen: an address of this machine only; port 0 takes a free one.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Serve a page that is built already, and build none.
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
}

/// Serves until it is told to stop (SIGINT or SIGTERM), and then succeeds. Fails with 1 if the
/// page cannot be built or served, with 2 if it is asked to serve beyond this machine.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    if !arguments.listen.ip().is_loopback() {
        let why = "is not on loopback: the page is served to this machine only (127.0.0.1 or \
                   [::1]); to publish it, copy its files to a web server";
        return complain(USAGE, format_args!("{} {why}", arguments.listen));
    }
    match play(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => complain(1, error),
    }
}

fn play(arguments: &Arguments) -> Result<(), String> {
    let pages = match &arguments.pages {
        Some(pages) => pages.clone(),
        None => build()?,
    };
    if !pages.join("index.html").is_file() {
        return Err(format!("{} has no index.html: it is not a built page", pages.display()));
    }
    let pages = pages.canonicalize().map_err(|e| format!("{}: {e}", pages.display()))?;
    let listener = TcpListener::bind(arguments.listen)
        .map_err(|error| format!("cannot listen on {}: {error}", arguments.listen))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    // Registered before the address is told, so that whoever reads it may already send them.
    let mut signals = Signals::new([SIGINT, SIGTERM]).map_err(|error| error.to_string())?;
    println!("the playground is at http://{address}/ (Ctrl-C ends it)");
    thread::spawn(move || http::serve(&listener, &pages));
    signals.forever().next();
    Ok(())
}

/// Builds the page; returns where it is.
fn build() -> Result<PathBuf, String> {
    let tree = tree(Path::new(env!("CARGO_MANIFEST_DIR")))?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| tree.join("target"), PathBuf::from);
    let pages = target.join("pages");
    println!("building the playground from {}", tree.display());
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(tree).args(["run", "--release", "--locked"]);
    cargo.args(["-p", "kanon-playground-build", "--", "--out"]).arg(&pages);
    match cargo.status() {
        Ok(status) if status.success() => Ok(pages),
        Ok(_) => Err("the page could not be built: see above".to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err("there is no cargo to build the page with; --pages DIR serves a built one".into())
        }
        Err(error) => Err(format!("cannot run cargo: {error}")),
    }
}

/// The root of the source tree, from this crate's folder in it.
fn tree(own: &Path) -> Result<&Path, String> {
    let tree = own.ancestors().nth(2).filter(|tree| tree.join("playground/Cargo.toml").is_file());
    tree.ok_or_else(|| {
        format!(
            "the source tree that this command was built from is gone ({}): \
             --pages DIR serves a page that is built already",
            own.display()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_of_this_build_is_found_and_a_missing_one_is_named() {
        assert!(tree(Path::new(env!("CARGO_MANIFEST_DIR"))).is_ok());
        let error = tree(Path::new("/no/such/tree")).expect_err("there is none");
        assert!(error.contains("/no/such/tree") && error.contains("--pages"), "{error}");
    }

    #[test]
    fn nothing_is_served_beyond_this_machine() {
        let listen = "0.0.0.0:0".parse().expect("an address");
        let everywhere = Arguments { listen, pages: Some(PathBuf::from(".")) };
        assert_eq!(run(&everywhere), ExitCode::from(2));
    }

    #[test]
    fn a_folder_without_a_page_is_refused() {
        let empty = tempfile::tempdir().expect("a folder");
        let listen = "127.0.0.1:0".parse().expect("an address");
        let arguments = Arguments { listen, pages: Some(empty.path().to_owned()) };
        let error = play(&arguments).expect_err("nothing to serve");
        assert!(error.contains("index.html"), "{error}");
    }
}
