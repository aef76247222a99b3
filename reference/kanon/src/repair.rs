//! `kanon repair --dry-run`: what the next start would do to a data directory, and why.
//!
//! The store's own recovery runs over a disk that keeps every change in memory, so what is told is
//! what would be done. The directory is not written to. There is no other repair than that which
//! a start does.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use server::CONTROLLER_FILE;
use store::{
    LogConfig, LogDirectory, META_PROPERTIES, OverlayDisk, ReadOnlyDisk, Recovery, TopicPartition,
};

use crate::outcome::{self, Failure};

const EXAMPLES: &str = "\
Examples:
  kanon repair --dry-run --data data     what `kanon serve --data data` would do before it serves

For each partition it says whether the files would be trusted or validated, and from where; then
what would be cut, removed, built anew or set aside, each with the reason. Last come the files
that would be written. To keep a copy of what would be cut, copy the directory first. Of a directory
that Apache Kafka wrote it tells the same of the logs; `kanon serve` refuses it, as it has no
kanon-controller, and this says so. No permission to write is needed.

Exit codes:
  0  nothing would be lost: indexes and small files may be written
  1  something would be cut, removed or set aside, or the directory cannot be read, or is none
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
    let mut out = io::BufWriter::new(io::stdout().lock());
    let told = tell(&arguments.data, &mut out);
    outcome::end(&mut out, told.map(|losses| ExitCode::from(u8::from(0 < losses))))
}

/// Gives how many things would be lost.
fn tell(data: &Path, out: &mut dyn Write) -> Result<usize, Failure> {
    if !data.is_dir() {
        return Err(Failure::Input(format!("{} is no directory", data.display())));
    }
    let disk = OverlayDisk::new(Arc::new(ReadOnlyDisk));
    let mut directory = LogDirectory::open(Arc::new(disk.clone()), data, LogConfig::default())?;
    let stop = if directory.was_clean() { "a clean stop" } else { "no clean stop" };
    writeln!(out, "{}: {stop}", data.display())?;
    let mut losses = 0;
    for mended in directory.mended() {
        writeln!(out, "  {}: byte {}: {}", mended.path.display(), mended.position, mended.reason)?;
    }
    if let Err(error) = directory.properties() {
        writeln!(out, "  {error}; it would be set aside")?;
        losses += 1;
    }
    if let Err(error) = directory.read_high_watermarks() {
        writeln!(out, "  {error}; high watermarks would start low")?;
    }
    let partitions = directory.partitions()?;
    if partitions.is_empty() && !data.join(META_PROPERTIES).exists() {
        return Err(Failure::Input(no_data(data)));
    }
    if !data.join(CONTROLLER_FILE).exists() && !partitions.is_empty() {
        writeln!(
            out,
            "  `kanon serve` would refuse it: there are partitions, and no {CONTROLLER_FILE}; what \
             follows is what its logs would be found to hold"
        )?;
    }
    for partition in partitions {
        let opened = directory.open_log(&partition)?;
        let (start, end) = (opened.log.start(), opened.log.end());
        writeln!(out, "{}: offsets {start}..{end}", partition.directory_name())?;
        losses += report(&opened.recovery, out)?;
    }
    for deletion in directory.deletions()? {
        writeln!(out, "{} files of a deleted partition would be removed", deletion.files().len())?;
    }
    for (path, length) in disk.changes() {
        match length {
            Some(length) => writeln!(out, "would write {} ({length} bytes)", path.display())?,
            None => writeln!(out, "would remove {}", path.display())?,
        }
    }
    match losses {
        0 => writeln!(out, "nothing would be lost")?,
        losses => writeln!(out, "{losses} losses: see above")?,
    }
    Ok(losses)
}

/// Why a directory holds nothing that could be repaired.
fn no_data(path: &Path) -> String {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let hint = match TopicPartition::from_directory_name(name) {
        Some(_) => "; it has a partition's name: the data directory is the one above",
        None => "",
    };
    format!("{}: no partitions are here, and no {META_PROPERTIES}{hint}", path.display())
}

fn report(recovery: &Recovery, out: &mut dyn Write) -> io::Result<usize> {
    match (&recovery.distrust, recovery.validated_from) {
        (Some(why), _) => writeln!(out, "  validated although stopped cleanly: {why}")?,
        (None, Some(from)) => writeln!(
            out,
            "  validated from offset {from} on: {} batches, {} bytes",
            recovery.batches, recovery.bytes
        )?,
        (None, None) => writeln!(out, "  trusted")?,
    }
    if let Some(cut) = &recovery.cut {
        let (path, bytes, position) = (cut.path.display(), cut.bytes, cut.position);
        writeln!(
            out,
            "  {path}: {bytes} bytes from byte {position} on would be cut: {}",
            cut.reason
        )?;
    }
    for removed in &recovery.removed {
        let (path, bytes) = (removed.path.display(), removed.bytes);
        writeln!(out, "  {path}: removed, {bytes} bytes: {}", removed.reason)?;
    }
    for mended in &recovery.mended {
        writeln!(out, "  {}: byte {}: {}", mended.path.display(), mended.position, mended.reason)?;
    }
    if recovery.epochs_rebuilt {
        writeln!(out, "  the leader epochs would be written anew, from the batches")?;
    }
    Ok(usize::from(recovery.cut.is_some()) + recovery.removed.len() + recovery.mended.len())
}
