//! `kanon repair --dry-run`: what the next start would do to a data directory, and why.
//!
//! The store's own recovery runs over a disk that keeps every change in memory, so what is told is
//! what would be done. The directory is not written to. There is no other repair than that which
//! a start does.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use store::{LogConfig, LogDirectory, OverlayDisk, RealDisk, Recovery};

const EXAMPLES: &str = "\
Examples:
  kanon repair --dry-run --data data     what `kanon serve --data data` would do before it serves

For each partition it says whether the files would be trusted or validated, and from where; then
what would be cut, removed, built anew or set aside, each with the reason. Last come the files
that would be written. To keep a copy of what would be cut, copy the directory first.

Exit codes:
  0  nothing would be lost: indexes and small files may be written
  1  something would be cut, removed or set aside, or the directory cannot be read
  2  usage";

/// Tells what recovery would do to a data directory, without doing it.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Only tell; a start is what repairs.
    #[arg(long, required = true)]
    dry_run: bool,

    /// The data directory.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

/// Tells it.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    assert!(arguments.dry_run, "it is required");
    match tell(&arguments.data) {
        Ok(0) => {
            println!("nothing would be lost");
            ExitCode::SUCCESS
        }
        Ok(losses) => {
            println!("{losses} losses: see above");
            ExitCode::FAILURE
        }
        Err(why) => {
            eprintln!("kanon repair: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Gives how many things would be lost.
fn tell(data: &Path) -> Result<usize, String> {
    if !data.is_dir() {
        return Err(format!("{} is no directory", data.display()));
    }
    let disk = OverlayDisk::new(Arc::new(RealDisk));
    let text = |error: store::Error| error.to_string();
    let mut directory =
        LogDirectory::open(Arc::new(disk.clone()), data, LogConfig::default()).map_err(text)?;
    let stop = if directory.was_clean() { "a clean stop" } else { "no clean stop" };
    println!("{}: {stop}", data.display());
    let mut losses = 0;
    for mended in directory.mended() {
        println!("  {}: byte {}: {}", mended.path.display(), mended.position, mended.reason);
    }
    if let Err(error) = directory.properties() {
        println!("  {error}; it would be set aside");
        losses += 1;
    }
    if let Err(error) = directory.read_high_watermarks() {
        println!("  {error}; high watermarks would start low");
    }
    for partition in directory.partitions().map_err(text)? {
        let opened = directory.open_log(&partition).map_err(text)?;
        let (start, end) = (opened.log.start(), opened.log.end());
        println!("{}: offsets {start}..{end}", partition.directory_name());
        losses += report(&opened.recovery);
    }
    for deletion in directory.deletions().map_err(text)? {
        println!("{} files of a deleted partition would be removed", deletion.files().len());
    }
    for (path, length) in disk.changes() {
        match length {
            Some(length) => println!("would write {} ({length} bytes)", path.display()),
            None => println!("would remove {}", path.display()),
        }
    }
    Ok(losses)
}

fn report(recovery: &Recovery) -> usize {
    match (&recovery.distrust, recovery.validated_from) {
        (Some(why), _) => println!("  validated although stopped cleanly: {why}"),
        (None, Some(from)) => println!(
            "  validated from offset {from} on: {} batches, {} bytes",
            recovery.batches, recovery.bytes
        ),
        (None, None) => println!("  trusted"),
    }
    if let Some(cut) = &recovery.cut {
        let (path, bytes, position) = (cut.path.display(), cut.bytes, cut.position);
        println!("  {path}: {bytes} bytes from byte {position} on would be cut: {}", cut.reason);
    }
    for removed in &recovery.removed {
        let (path, bytes) = (removed.path.display(), removed.bytes);
        println!("  {path}: removed, {bytes} bytes: {}", removed.reason);
    }
    for mended in &recovery.mended {
        println!("  {}: byte {}: {}", mended.path.display(), mended.position, mended.reason);
    }
    if recovery.epochs_rebuilt {
        println!("  the leader epochs would be written anew, from the batches");
    }
    usize::from(recovery.cut.is_some()) + recovery.removed.len() + recovery.mended.len()
}
