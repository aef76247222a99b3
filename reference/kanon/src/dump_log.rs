//! `kanon dump-log`: what the files of a log hold, and why one is wrong.
//!
//! It prints what the store's `inspect` tells, an entry a line, much as Kafka's `DumpLogSegments`
//! does. It changes nothing, needs no permission to write, and does not need the broker to be
//! stopped; the end of a log that is being written may look torn.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use server::CONTROLLER_FILE;
use store::{Disk, Error, Item, LOCK, ReadOnlyDisk, What, inspect, is_inspectable};
use wire::batch::{BatchHeader, Compression, EndTransaction, TimestampType};

use crate::outcome::{self, Failure};

const EXAMPLES: &str = "\
Examples:
  kanon dump-log data/orders-0/*                             every file of a partition
  kanon dump-log --records data/orders-0/00000000000000000000.log
                                                             with keys and values
  kanon dump-log --wrong data                                only what is wrong, in all of it
  kanon dump-log data/orders-0/00000000000000000042.snapshot which producers were known there

Kinds, told by the name: .log .index .timeindex .txnindex .snapshot, leader-epoch-checkpoint and the
checkpoints of offsets, meta.properties, partition.metadata. Indexes are compared with the log that
lies beside them. Positions are bytes from the start of the file. Of a folder all files of these
kinds are looked into, and those of its folders. The broker's own files (.lock, kanon-controller)
are left out.

Exit codes:
  0  nothing is wrong
  1  something is wrong, or a file cannot be read
  2  usage";

/// Prints what log files, indexes, snapshots and checkpoints hold, and what is wrong with them.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The files, or folders of them.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Print the records of batches, too.
    #[arg(long)]
    records: bool,

    /// Print only what is wrong.
    #[arg(long)]
    wrong: bool,
}

/// Prints them.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let dumped = dump(arguments, &mut out).map_err(Failure::Output);
    outcome::end(&mut out, dumped.map(|is_wrong| ExitCode::from(u8::from(is_wrong))))
}

/// Says whether anything is wrong.
fn dump(arguments: &Arguments, out: &mut dyn Write) -> io::Result<bool> {
    let disk: Arc<dyn Disk> = Arc::new(ReadOnlyDisk);
    let mut is_wrong = false;
    for path in &arguments.files {
        if !path.is_dir() {
            is_wrong |= dump_file(&disk, path, arguments, out)?;
            continue;
        }
        let mut files = Vec::new();
        if let Err(error) = files_below(&*disk, path, &mut files) {
            is_wrong = true;
            writeln!(out, "{}: WRONG: {error}", path.display())?;
        }
        if files.is_empty() {
            is_wrong = true;
            writeln!(out, "{}: WRONG: no file of a log is in this folder", path.display())?;
        }
        for file in files {
            is_wrong |= dump_file(&disk, &file, arguments, out)?;
        }
    }
    Ok(is_wrong)
}

/// The files of logs in a folder and in those in it; links to folders are not followed.
fn files_below(disk: &dyn Disk, dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in disk.list(dir)? {
        let path = dir.join(&entry.name);
        if entry.is_directory && !path.is_symlink() {
            files_below(disk, &path, files)?;
        } else if is_inspectable(&path) {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether a file of a data directory is the broker's own, and of no log.
fn is_brokers(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name == LOCK || name.starts_with(CONTROLLER_FILE)
}

/// Says whether anything is wrong with a file.
fn dump_file(
    disk: &Arc<dyn Disk>,
    path: &Path,
    arguments: &Arguments,
    out: &mut dyn Write,
) -> io::Result<bool> {
    if is_brokers(path) {
        if !arguments.wrong {
            writeln!(out, "{}\n  (the broker's own: not looked into)", path.display())?;
        }
        return Ok(false);
    }
    if !arguments.wrong {
        writeln!(out, "{}", path.display())?;
    }
    let (mut is_wrong, mut count, mut printed) = (false, 0_u64, Ok(()));
    let looked = inspect(disk, path, arguments.records, &mut |item| {
        let damage = matches!(item.what, What::Damage(_));
        is_wrong |= damage;
        count += u64::from(!damage);
        if printed.is_ok() && (damage || !arguments.wrong) {
            printed = print(out, path, &item);
        }
    });
    printed?;
    match looked {
        Ok(()) if count == 0 && !arguments.wrong => writeln!(out, "  (nothing)")?,
        Ok(()) => {}
        Err(Error::Caller { reason, .. }) => {
            is_wrong = true;
            writeln!(out, "{}: not looked into: {reason}", path.display())?;
        }
        Err(error) => {
            is_wrong = true;
            writeln!(out, "{}: WRONG: {error}", path.display())?;
        }
    }
    Ok(is_wrong)
}

fn print(out: &mut dyn Write, path: &Path, item: &Item) -> io::Result<()> {
    let at = item.position;
    match &item.what {
        What::Damage(why) => writeln!(out, "{}: WRONG at byte {at}: {why}", path.display()),
        what => writeln!(out, "  {at}: {}", line(what)),
    }
}

/// An entry as a line.
fn line(what: &What) -> String {
    match what {
        What::Batch(header) => batch(header),
        What::Record { offset, timestamp, key, value, headers, marker } => {
            let (key, value) = (bytes(key.as_deref()), bytes(value.as_deref()));
            let mut text = format!("  record {offset} time {timestamp} key {key} value {value}");
            for (name, value) in headers {
                let (name, value) = (bytes(Some(name)), bytes(value.as_deref()));
                let _ = write!(text, " header {name} {value}");
            }
            if let Some(EndTransaction { is_commit, coordinator_epoch }) = marker {
                let ends = if *is_commit { "commits" } else { "aborts" };
                let _ = write!(text, " {ends} coordinator epoch {coordinator_epoch}");
            }
            text
        }
        What::Offset { last_offset, log_position } => {
            format!("offset {last_offset} ends the batch at {log_position}")
        }
        What::Time { timestamp, offset } => {
            format!("time {timestamp} is the largest up to offset {offset}")
        }
        What::Aborted(it) => format!(
            "producer {} offsets {}..={} aborted, stable to {}",
            it.producer_id, it.first_offset, it.last_offset, it.last_stable_offset
        ),
        What::Unused(entries) => format!("zeros to the end: {entries} entries are not used yet"),
        What::Producer(it) => format!(
            "producer {} epoch {} last sequence {} last offset {} delta {} time {} \
             coordinator epoch {} transaction {}",
            it.producer_id,
            it.epoch,
            it.last_sequence,
            it.last_offset,
            it.offset_delta,
            it.timestamp,
            it.coordinator_epoch,
            if it.transaction_start < 0 {
                "none".to_owned()
            } else {
                format!("from {}", it.transaction_start)
            },
        ),
        What::Epoch(it) => {
            format!("leader epoch {} from offset {}", it.leader_epoch, it.start_offset)
        }
        What::Checkpointed(partition, offset) => {
            format!("{} offset {offset}", partition.directory_name())
        }
        What::Line(text) => text.clone(),
        What::Damage(why) => why.clone(),
    }
}

fn batch(header: &BatchHeader) -> String {
    let mut text = format!(
        "batch {}..={} records {} bytes {} leader epoch {} time {}..{}",
        header.base_offset,
        header.last_offset(),
        header.record_count,
        header.size(),
        header.partition_leader_epoch,
        header.base_timestamp,
        header.max_timestamp,
    );
    if header.timestamp_type() == TimestampType::LogAppendTime {
        text.push_str(" (by the broker)");
    }
    match header.compression() {
        Ok(Compression::None) => {}
        Ok(compression) => {
            let _ = write!(text, " {}", format!("{compression:?}").to_lowercase());
        }
        Err(error) => {
            let _ = write!(text, " {}", error.what);
        }
    }
    if header.magic < 2 {
        let _ = write!(text, " format {}", header.magic);
    }
    if 0 <= header.producer_id {
        let (id, epoch, sequence) =
            (header.producer_id, header.producer_epoch, header.base_sequence);
        let _ = write!(text, " producer {id} epoch {epoch} sequence {sequence}");
        if 0 <= sequence {
            // After the last number there is comes the first (`DefaultRecordBatch`).
            let last = sequence.wrapping_add(header.last_offset_delta) & i32::MAX;
            let _ = write!(text, "..={last}");
        }
    }
    if header.is_transactional() {
        text.push_str(" transactional");
    }
    if header.is_control() {
        text.push_str(" control");
    }
    if let Some(horizon) = header.delete_horizon() {
        let _ = write!(text, " delete horizon {horizon}");
    }
    let _ = write!(text, " crc {:#010x}", header.crc);
    text
}

/// Bytes as text, where they are, and as hex.
fn bytes(bytes: Option<&[u8]>) -> String {
    let Some(bytes) = bytes else { return "null".to_owned() };
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.chars().any(char::is_control) => format!("{text:?}"),
        _ => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("0x{hex}")
        }
    }
}
