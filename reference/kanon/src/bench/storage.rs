//! `kanon bench store`: how fast a log is appended to, opened and recovered, beside the same work
//! without a log.
//!
//! It is run by hand: figures depend on the machine and on its disk. Each figure is a median, and
//! stands beside that of plain writes, or of reading and checksumming, of the same bytes.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use store::{Disk, Log, LogConfig, LogDirectory, RealDisk, TopicPartition};
use wire::Uuid;
use wire::batch::BatchBuilder;

use crate::outcome::complain;

const EXAMPLES: &str = "\
Examples:
  kanon bench store --dir /var/tmp             on the disk that is there; 1 GiB is needed twice
  kanon bench store --dir /dev/shm --mebibytes 256
                                               in memory, where only processor time counts
  kanon bench store --dir /var/tmp --kafka target/peers
                                               and Apache Kafka's own log, after what
                                               `tests/peers/fetch target/peers` has fetched

Append: batches of about 16 KiB, with write(2) of the same bytes to a file beside it; neither is
synced. Read: 1 MiB at a time, each batch verified. Open: partitions of a directory that was stopped
cleanly. Recover: a log that was not flushed, against reading its file twice and checksumming it
each time.";

/// Measures how fast a log is appended to, opened and recovered.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Where a folder is made for it, and removed.
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,

    /// How much is appended and recovered.
    #[arg(long, value_name = "N", default_value = "1024")]
    mebibytes: u64,

    /// How many partitions are opened.
    #[arg(long, value_name = "N", default_value = "1000")]
    partitions: u32,

    /// How often each is measured.
    #[arg(long, value_name = "N", default_value = "5")]
    repeats: u32,

    /// The folder of Apache Kafka's jars and of the programs over them: its log does the same.
    #[arg(long, value_name = "PEERS")]
    kafka: Option<PathBuf>,
}

type Outcome<T> = Result<T, String>;

pub(super) fn run(arguments: &Arguments) -> ExitCode {
    let folder = arguments.dir.join(format!("kanon-bench-{}", std::process::id()));
    let measured = text(fs::create_dir_all(&folder)).and_then(|()| measure(arguments, &folder));
    let removed = text(fs::remove_dir_all(&folder));
    match measured.and(removed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => complain(1, why),
    }
}

fn text<T, E: ToString>(result: Result<T, E>) -> Outcome<T> {
    result.map_err(|error| error.to_string())
}

fn measure(arguments: &Arguments, folder: &Path) -> Outcome<()> {
    let batches = batches(arguments.mebibytes << 20)?;
    let bytes: u64 = batches.iter().map(|batch| batch.len() as u64).sum();
    let (mut appends, mut writes) = (Vec::new(), Vec::new());
    let (mut recoveries, mut reads) = (Vec::new(), Vec::new());
    let mut walks = Vec::new();
    for _ in 0..arguments.repeats {
        writes.push(write(folder, &batches)?);
        let data = folder.join("data");
        appends.push(append(&data, &batches)?);
        // From the page cache both, and the disk has nothing left to write.
        text(sync(&data))?;
        walks.push(read(&data)?);
        reads.push(read_twice(&data)?);
        recoveries.push(recover(&data, bytes)?);
        text(fs::remove_dir_all(&data))?;
    }
    compare("append", bytes, median(&mut appends), "write", median(&mut writes));
    compare("recover", bytes, median(&mut recoveries), "read and sum twice", median(&mut reads));
    let seconds = median(&mut walks).as_secs_f64();
    println!("read     {:7.0} MB/s in {seconds:.3} s", rate(bytes, seconds));
    if let Some(peers) = &arguments.kafka {
        kafkas(peers, folder, arguments, bytes)?;
    }
    let data = folder.join("many");
    let mut opens = Vec::new();
    for _ in 0..arguments.repeats {
        opens.push(open_many(&data, arguments.partitions)?);
    }
    let (count, took) = (arguments.partitions, median(&mut opens));
    println!("open     {count} partitions after a clean stop in {:.3} s", took.as_secs_f64());
    Ok(())
}

fn compare(name: &str, bytes: u64, ours: Duration, other: &str, theirs: Duration) {
    let (ours, theirs) = (ours.as_secs_f64(), theirs.as_secs_f64());
    println!(
        "{name:8} {:7.0} MB/s in {ours:.3} s; {other}: {:7.0} MB/s in {theirs:.3} s; {:.0} %",
        rate(bytes, ours),
        rate(bytes, theirs),
        100.0 * theirs / ours,
    );
}

/// In MB/s.
fn rate(bytes: u64, seconds: f64) -> f64 {
    bytes as f64 / 1e6 / seconds
}

fn median(all: &mut [Duration]) -> Duration {
    all.sort();
    all[all.len() / 2]
}

/// Batches that continue each other, of `bytes` in all or a little more.
fn batches(bytes: u64) -> Outcome<Vec<Vec<u8>>> {
    let value = [7; 1000];
    let (mut all, mut size, mut base) = (Vec::new(), 0, 0);
    while size < bytes {
        let mut batch = BatchBuilder::new(base).leader_epoch(1);
        for _ in 0..16 {
            text(batch.push(1_700_000_000_000 + base, None, Some(&value), &[]))?;
        }
        base += 16;
        let batch = batch.finish();
        size += batch.len() as u64;
        all.push(batch);
    }
    Ok(all)
}

fn write(folder: &Path, batches: &[Vec<u8>]) -> Outcome<Duration> {
    let path = folder.join("plain");
    let mut file = text(File::create(&path))?;
    let begin = Instant::now();
    for batch in batches {
        text(file.write_all(batch))?;
    }
    let took = begin.elapsed();
    drop(file);
    text(fs::remove_file(path))?;
    Ok(took)
}

fn partition(number: u32) -> TopicPartition {
    TopicPartition::new("t", number as i32).expect("a legal name")
}

fn open(data: &Path) -> Outcome<LogDirectory> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    text(LogDirectory::open(disk, data, LogConfig::default()))
}

fn append(data: &Path, batches: &[Vec<u8>]) -> Outcome<Duration> {
    let mut directory = open(data)?;
    let mut log = text(directory.create_log(&partition(0), Uuid([1; 16])))?;
    // The first batch makes the leader epoch's file, with its syncs.
    let (first, rest) = batches.split_first().ok_or("nothing to append")?;
    text(log.append(first))?;
    let begin = Instant::now();
    for batch in rest {
        text(log.append(batch))?;
    }
    Ok(begin.elapsed())
}

/// Reads a log that is taken as it is, without recovery: the indexes are there.
fn read(data: &Path) -> Outcome<Duration> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let (log, _) = text(Log::open(disk, &data.join("t-0"), LogConfig::default(), true))?;
    let begin = Instant::now();
    let mut at = log.start();
    while at < log.end() {
        at = text(log.read(at, log.end(), 1 << 20, true))?.end_offset;
    }
    Ok(begin.elapsed())
}

/// The same by Apache Kafka's own log.
fn kafkas(peers: &Path, folder: &Path, arguments: &Arguments, bytes: u64) -> Outcome<()> {
    let path = format!("{0}/classes:{0}/libs/*", peers.display());
    let (mebibytes, repeats) = (arguments.mebibytes.to_string(), arguments.repeats.to_string());
    let ran = Command::new("java")
        .args(["-Xmx4g", "-cp", &path, "Speed", "log"])
        .arg(folder)
        .args([mebibytes, repeats])
        .stderr(Stdio::inherit())
        .output();
    let ran = text(ran)?;
    if !ran.status.success() {
        return Err(format!("java ended: {}", ran.status));
    }
    for line in String::from_utf8_lossy(&ran.stdout).lines() {
        let (name, seconds) = line.split_once(' ').ok_or_else(|| line.to_owned())?;
        let seconds: f64 = text(seconds.parse())?;
        println!("Kafka: {name} {:.0} MB/s in {seconds:.3} s", rate(bytes, seconds));
    }
    Ok(())
}

fn recover(data: &Path, bytes: u64) -> Outcome<Duration> {
    let mut directory = open(data)?;
    let begin = Instant::now();
    let opened = text(directory.open_log(&partition(0)))?;
    let took = begin.elapsed();
    if opened.recovery.bytes != bytes {
        return Err(format!("{} of {bytes} bytes were recovered", opened.recovery.bytes));
    }
    Ok(took)
}

/// Has the disk write what was appended.
fn sync(data: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(data.join("t-0"))? {
        File::open(entry?.path())?.sync_data()?;
    }
    Ok(())
}

/// Reads all logs of a partition twice, with their checksum.
fn read_twice(data: &Path) -> Outcome<Duration> {
    let begin = Instant::now();
    let mut window = vec![0; 1 << 20];
    for _ in 0..2 {
        for entry in text(fs::read_dir(data.join("t-0")))? {
            let path = text(entry)?.path();
            if path.extension().is_none_or(|extension| extension != "log") {
                continue;
            }
            let mut file = text(File::open(path))?;
            let mut sum = 0_u64;
            loop {
                let read = text(file.read(&mut window))?;
                if read == 0 {
                    break;
                }
                sum = sum.wrapping_add(u64::from(wire::crc32c(&window[..read])));
            }
            std::hint::black_box(sum);
        }
    }
    Ok(begin.elapsed())
}

fn open_many(data: &Path, count: u32) -> Outcome<Duration> {
    if !data.exists() {
        let mut directory = open(data)?;
        let batch = batches(1)?.remove(0);
        for number in 0..count {
            let mut log = text(directory.create_log(&partition(number), Uuid([1; 16])))?;
            text(log.append(&batch))?;
            text(log.close())?;
        }
        text(directory.close(1))?;
    }
    let mut directory = open(data)?;
    let begin = Instant::now();
    let mut logs = Vec::new();
    for name in text(directory.partitions())? {
        let opened = text(directory.open_log(&name))?;
        if !opened.recovery.trusted {
            return Err(format!("{} is not trusted", name.directory_name()));
        }
        logs.push(opened.log);
    }
    let took = begin.elapsed();
    for log in logs {
        text(log.close())?;
    }
    text(directory.close(1))?;
    Ok(took)
}
