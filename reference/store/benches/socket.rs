//! How fast a log goes into a socket: verified in memory and written, and sent by the kernel from
//! the file; and how fast the same bytes go there from memory, which is what the socket takes.
//!
//! `cargo bench -p kanon-store --bench socket` prints a table; README.md has one. It writes 1 GiB
//! into a folder for temporary files, reads it a mebibyte at a time, and removes it.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use kanon_store::{Log, LogConfig, RealDisk};
use wire::batch::BatchBuilder;

const LOG_BYTES: u64 = 1 << 30;
const FETCH_BYTES: u32 = 1 << 20;
const TURNS: usize = 5;

/// Puts what a fetch from an offset finds into a socket, and says where the next one begins.
type Fetch = fn(&Log, i64, &TcpStream) -> i64;

fn main() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let log = written(folder.path());
    println!("| way | MB/s, median | of the socket's |");
    println!("|---|---|---|");
    let ways: [(&str, Fetch); 3] =
        [("from memory", from_memory), ("read and verified", verified), ("sent", sent)];
    let mut most = None;
    for (name, fetch) in ways {
        let mut rates: Vec<f64> = (0..TURNS).map(|_| rate(&log, fetch)).collect();
        rates.sort_by(f64::total_cmp);
        let rate = rates.get(TURNS / 2).copied().expect("there were turns");
        let share = 100.0 * rate / *most.get_or_insert(rate);
        println!("| {name} | {rate:.0} | {share:.0} % |");
    }
    log.close().expect("the disk works");
}

/// MB a second, by a peer that reads and drops.
fn rate(log: &Log, fetch: Fetch) -> f64 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let to = listener.local_addr().expect("it is bound");
    let mut peer = TcpStream::connect(to).expect("it listens");
    let (socket, _) = listener.accept().expect("a peer");
    let reader = std::thread::spawn(move || {
        let (mut buffer, mut total) = (vec![0; 1 << 18], 0_u64);
        loop {
            match peer.read(&mut buffer).expect("the socket works") {
                0 => return total,
                count => total += count as u64,
            }
        }
    });
    let begin = Instant::now();
    let mut at = log.start();
    while at < log.end() {
        at = fetch(log, at, &socket);
    }
    drop(socket);
    let total = reader.join().expect("the reader ends");
    assert!(LOG_BYTES <= total, "all of it was received");
    total as f64 / 1e6 / begin.elapsed().as_secs_f64()
}

fn verified(log: &Log, at: i64, mut socket: &TcpStream) -> i64 {
    let read = log.read(at, log.end(), FETCH_BYTES, true).expect("the log is sound");
    socket.write_all(&read.bytes).expect("the socket works");
    read.end_offset
}

fn sent(log: &Log, at: i64, socket: &TcpStream) -> i64 {
    let bound = (at + per_fetch()).min(log.end());
    let range = log.range(at, bound, u32::MAX, true).expect("the log is sound");
    range.expect("there is more").send(socket).expect("the socket works");
    bound
}

fn from_memory(log: &Log, at: i64, mut socket: &TcpStream) -> i64 {
    static BYTES: [u8; FETCH_BYTES as usize] = [7; FETCH_BYTES as usize];
    let bound = (at + per_fetch()).min(log.end());
    let length = (bound - at) as usize * batch(0).len();
    socket.write_all(BYTES.get(..length).expect("at most a fetch")).expect("the socket works");
    bound
}

/// How many batches a fetch has room for: each has one record.
fn per_fetch() -> i64 {
    i64::from(FETCH_BYTES) / batch(0).len() as i64
}

/// One of 16 KiB.
fn batch(base_offset: i64) -> Vec<u8> {
    let mut batch = BatchBuilder::new(base_offset).leader_epoch(0);
    batch.push(1000, None, Some(&[42; 16_300]), &[]).expect("a batch is small");
    batch.finish()
}

fn written(folder: &Path) -> Log {
    let config = LogConfig { segment_bytes: i32::MAX as u32, ..LogConfig::DEFAULT };
    let (mut log, _) =
        Log::open(Arc::new(RealDisk), folder, config, false).expect("the folder is empty");
    while log.size() < LOG_BYTES {
        log.append(&batch(log.end())).expect("the disk works");
    }
    log
}
