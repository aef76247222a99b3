//! A disk that fails at any one of its calls: what was acknowledged is there after the next start.
//!
//! The disk is in memory and fails at call N, then works again, as a device does that was full for
//! a moment. The broker may only say less than there is, never more; it goes on answering; and it
//! is never stopped by a mere failure.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use server::{Config, Fsync, Running, Server};
use store::{FailWith, MemoryDisk, Survives};
use wire::ErrorCode;
use wire::metadata::{MetadataRequest, MetadataRequestTopic, MetadataResponse};

use crate::client::{Client, Topic, batch, decode};

pub(crate) fn start(disk: &MemoryDisk) -> Result<Running, String> {
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let config = Config::new(PathBuf::from("/data"), listen);
    Server::start(Config { disk: Arc::new(disk.clone()), ..config }).map_err(|e| e.to_string())
}

/// Starts a broker whose acknowledgements wait for a sync.
fn start_durable(disk: &MemoryDisk) -> Running {
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let config = Config::new(PathBuf::from("/data"), listen);
    let fsync = Fsync::Group;
    Server::start(Config { disk: Arc::new(disk.clone()), fsync, ..config }).unwrap()
}

/// Makes a topic, if that can be done.
pub(crate) fn make(client: &mut Client, name: &str) -> Option<Topic> {
    let wanted = MetadataRequestTopic { name: Some(name), ..Default::default() };
    let request = MetadataRequest { topics: Some(vec![wanted]), ..Default::default() };
    let answer = client.ask(13, &request);
    let answer: MetadataResponse<'_> = decode(&answer, 13);
    let topic = &answer.topics[0];
    match ErrorCode(topic.error_code) {
        ErrorCode::NONE => Some(Topic { name: name.to_owned(), id: topic.topic_id }),
        ErrorCode::KAFKA_STORAGE_ERROR => None,
        other => panic!("{name}: {other}"),
    }
}

/// Writes to two topics, and gives what was acknowledged: topic, offset, value.
fn write(address: SocketAddr, round: u8) -> Vec<(String, i64, u8)> {
    let mut client = Client::connect(address);
    let mut acknowledged = Vec::new();
    for name in ["first", "second"] {
        let Some(topic) = make(&mut client, name) else { continue };
        for value in [round, round + 1, round + 2] {
            let produced = client.produce(&topic, 13, -1, &batch(&[&[value]]));
            match ErrorCode(produced.code) {
                ErrorCode::NONE => {
                    acknowledged.push((name.to_owned(), produced.base_offset, value));
                }
                ErrorCode::KAFKA_STORAGE_ERROR => {}
                other => panic!("{name}: {other}"),
            }
        }
    }
    acknowledged
}

fn read(address: SocketAddr, acknowledged: &[(String, i64, u8)], why: &str) {
    let mut client = Client::connect(address);
    for (name, offset, value) in acknowledged {
        let topic = make(&mut client, name).expect("a disk that works");
        let fetched = client.fetch(&topic, 18, *offset);
        assert_eq!(fetched.code, 0, "{why}: {name} at {offset}");
        assert_eq!(fetched.values()[0], [*value], "{why}: {name} at {offset}");
    }
}

#[test]
fn what_was_acknowledged_outlives_a_failure_at_any_call() {
    let calls = {
        let disk = MemoryDisk::new();
        let running = start(&disk).unwrap();
        assert_eq!(write(running.addr(), 0).len(), 6);
        disk.calls()
    };
    assert!(20 < calls, "{calls} calls");
    for call in 0..calls {
        for with in [FailWith::InputOutput, FailWith::NoSpace, FailWith::ShortWrite] {
            fail_once(call, with);
        }
    }
}

fn fail_once(call: u64, with: FailWith) {
    let why = format!("{with:?} at call {call}");
    let disk = MemoryDisk::new();
    disk.fail_at(call, with);
    let mut acknowledged = Vec::new();
    if let Ok(running) = start(&disk) {
        acknowledged = write(running.addr(), 0);
        assert!(running.is_alive(), "{why}");
        // As a killed process leaves it.
        drop(running);
    }
    // Where the failure was not met, it is over all the same.
    let disk = disk.fork();
    let running = start(&disk).unwrap_or_else(|error| panic!("{why}: {error}"));
    read(running.addr(), &acknowledged, &why);
    let more = write(running.addr(), 100);
    assert_eq!(more.len(), 6, "{why}: it works again");
    running.stop().unwrap();
    let running = start(&disk).unwrap_or_else(|error| panic!("{why}: {error}"));
    assert!(running.started().was_clean, "{why}");
    read(running.addr(), &[acknowledged, more].concat(), &why);
}

/// With `--fsync group` what is acknowledged is there although the power goes with the next call.
#[test]
fn what_was_acknowledged_after_a_sync_outlives_the_power() {
    let disk = MemoryDisk::new();
    let running = start_durable(&disk);
    let writers: Vec<_> = (0..4)
        .map(|round| {
            let address = running.addr();
            std::thread::spawn(move || write(address, 10 * round))
        })
        .collect();
    let acknowledged: Vec<_> =
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect();
    assert_eq!(acknowledged.len(), 24);
    let left = disk.fork();
    left.power_cut(|_| Survives::No);
    drop(running);
    let running = start(&left).unwrap();
    read(running.addr(), &acknowledged, "after the power was cut");
}

/// With `--fsync group` nothing is acknowledged that a failed sync may have lost, and the directory
/// is offline from then on.
#[test]
fn a_failed_sync_is_not_acknowledged() {
    let calls = {
        let disk = MemoryDisk::new();
        let running = start_durable(&disk);
        assert_eq!(write(running.addr(), 0).len(), 6);
        disk.calls()
    };
    for call in 0..calls {
        let disk = MemoryDisk::new();
        let running = start_durable(&disk);
        let before = write(running.addr(), 0);
        disk.fail_at(disk.calls() + call % 12, FailWith::InputOutput);
        let after = write(running.addr(), 100);
        assert!(running.is_alive());
        let left = disk.fork();
        left.power_cut(|_| Survives::No);
        drop(running);
        let running = start(&left).unwrap();
        read(running.addr(), &[before, after].concat(), &format!("a failure at call {call}"));
    }
}

/// A stop on a disk that fails is not called clean, and the next start looks at everything.
#[test]
fn a_stop_that_fails_is_not_clean() {
    let disk = MemoryDisk::new();
    let running = start(&disk).unwrap();
    let acknowledged = write(running.addr(), 0);
    drop(running);
    let calls = {
        let disk = disk.fork();
        let running = start(&disk).unwrap();
        let before = disk.calls();
        running.stop().unwrap();
        disk.calls() - before
    };
    assert!(3 < calls, "{calls} calls");
    for call in 0..calls {
        let disk = disk.fork();
        let running = start(&disk).unwrap();
        disk.fail_at(disk.calls() + call, FailWith::InputOutput);
        let stopped = running.stop();
        let why = format!("call {call} of the stop");
        let without_power = disk.fork();
        let running = start(&disk).unwrap();
        // The mark may be there though it is not sure to last.
        assert!(running.started().was_clean || stopped.is_err(), "{why}");
        read(running.addr(), &acknowledged, &why);
        drop(running);
        without_power.power_cut(|_| Survives::No);
        let running = start(&without_power).unwrap();
        assert!(running.started().was_clean || stopped.is_err(), "{why}, then the power");
        if running.started().was_clean {
            read(running.addr(), &acknowledged, &why);
        }
    }
}

/// A broker whose disk has failed says so when it is stopped.
#[test]
fn a_stop_after_a_failure_is_not_clean() {
    let disk = MemoryDisk::new();
    let running = start(&disk).unwrap();
    let acknowledged = write(running.addr(), 0);
    disk.fail_at(disk.calls(), FailWith::NoSpace);
    assert_eq!(write(running.addr(), 10), [], "nothing is taken any more");
    let why = running.stop().unwrap_err().to_string();
    assert!(why.contains("no space"), "{why}");
    let running = start(&disk).unwrap();
    assert!(!running.started().was_clean);
    read(running.addr(), &acknowledged, "after the failure");
}

/// Half of the last batch is missing, as a loss of power may leave it: what is before it is served,
/// and the next record takes its place.
#[test]
fn a_torn_end_is_cut_and_written_over() {
    let disk = MemoryDisk::new();
    let running = start(&disk).unwrap();
    let acknowledged = write(running.addr(), 0);
    drop(running);
    let log = Path::new("/data/second-0/00000000000000000000.log");
    disk.rot(log, |bytes| bytes.truncate(bytes.len() - 5)).unwrap();
    let running = start(&disk).unwrap();
    let notes = &running.started().notes;
    assert!(notes.iter().any(|note| note.contains("second-0")), "{notes:?}");
    let (lost, kept) = acknowledged.split_last().unwrap();
    read(running.addr(), kept, "before the torn batch");
    let more = write(running.addr(), 50);
    let second = more.iter().find(|(name, ..)| name == "second").unwrap();
    assert_eq!((&second.0, second.1), (&lost.0, lost.1), "the same offset");
    read(running.addr(), &more, "behind it");
}

/// Without its high watermarks a broker knows less, and finds it out again.
#[test]
fn damaged_high_watermarks_are_no_loss() {
    let disk = MemoryDisk::new();
    let running = start(&disk).unwrap();
    let acknowledged = write(running.addr(), 0);
    running.stop().unwrap();
    let path = Path::new("/data/replication-offset-checkpoint");
    disk.rot(path, |bytes| *bytes = b"0\nnot a number\n".to_vec()).unwrap();
    let running = start(&disk).unwrap();
    let notes = &running.started().notes;
    assert!(notes.iter().any(|note| note.contains("replication-offset-checkpoint")), "{notes:?}");
    read(running.addr(), &acknowledged, "without high watermarks");
}
