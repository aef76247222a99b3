//! Formatting of what is emitted, by the toolchain's own rustfmt and the repository's settings,
//! so that the emitter need not care and `cargo fmt` finds nothing to do.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Formats Rust.
///
/// # Errors
/// rustfmt is not installed, or the text is not Rust.
pub(crate) fn rust(text: &str) -> Result<String, Box<dyn Error>> {
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../rustfmt.toml");
    let mut child = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(settings)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("rustfmt (rustup component add rustfmt): {error}"))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(text.as_bytes())?;
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err(format!("rustfmt refused what was emitted:\n{text}").into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
