//! A disk that fails at any one of its calls, and then a loss of power: no producer id is given
//! twice, what a producer was told is told again, and what was deleted stays so.

use std::collections::BTreeSet;

use server::Running;
use store::{FailWith, MemoryDisk, Survives};
use wire::ErrorCode;

use crate::client::{Client, Topic};
use crate::deletion::{delete, earliest};
use crate::disks::{make, start};
use crate::producers::{init, without_transactions, write};

const NAME: &str = "topic";

/// What clients have been told.
#[derive(Debug, Default)]
struct Told {
    ids: BTreeSet<i64>,
    /// Producer, sequence and offset.
    written: Vec<(i64, i32, i64)>,
    low_watermark: i64,
}

/// An id, three batches with it, two of them deleted: what is refused for the disk is left out.
fn session(running: &Running, told: &mut Told) {
    let mut client = Client::connect(running.addr());
    let (code, id, _) = init(&mut client, 5, &without_transactions());
    match ErrorCode(code) {
        ErrorCode::NONE => assert!(told.ids.insert(id), "{id} is given twice: {told:?}"),
        ErrorCode::KAFKA_STORAGE_ERROR => return,
        other => panic!("{other}"),
    }
    let Some(topic) = make(&mut client, NAME) else { return };
    for sequence in 0..3 {
        match write(&mut client, &topic, (id, 0, sequence)) {
            (ErrorCode::NONE, offset) => told.written.push((id, sequence, offset)),
            (ErrorCode::KAFKA_STORAGE_ERROR, _) => return,
            other => panic!("{other:?}"),
        }
    }
    let (start, _) = earliest(&mut client, NAME);
    match delete(&mut client, 2, NAME, &[(0, start + 2)])[0] {
        (ErrorCode::NONE, low_watermark) => told.low_watermark = low_watermark,
        (ErrorCode::KAFKA_STORAGE_ERROR, -1) => {}
        other => panic!("{other:?}"),
    }
}

/// All that was told holds.
fn holds(running: &Running, told: &Told, power: bool) {
    let mut client = Client::connect(running.addr());
    let Some(topic): Option<Topic> = make(&mut client, NAME) else { panic!("a disk that works") };
    assert!(told.low_watermark <= earliest(&mut client, NAME).0);
    // What was not synced the power may take, and a producer's batch is then a new one.
    if !power {
        for (id, sequence, offset) in &told.written {
            let again = write(&mut client, &topic, (*id, 0, *sequence));
            assert_eq!(again, (ErrorCode::NONE, *offset), "producer {id}");
        }
    }
}

#[test]
fn what_was_told_holds_after_a_failure_at_any_call() {
    let calls = {
        let disk = MemoryDisk::new();
        let running = start(&disk).unwrap();
        let mut told = Told::default();
        session(&running, &mut told);
        assert_eq!((told.ids.len(), told.written.len(), told.low_watermark), (1, 3, 2));
        disk.calls()
    };
    assert!(30 < calls, "{calls} calls");
    for call in 0..calls {
        for with in [FailWith::InputOutput, FailWith::NoSpace, FailWith::ShortWrite] {
            for power in [false, true] {
                fail_once(call, with, power);
            }
        }
    }
}

fn fail_once(call: u64, with: FailWith, power: bool) {
    let why = format!("{with:?} at call {call}, power lost: {power}");
    let disk = MemoryDisk::new();
    disk.fail_at(call, with);
    let mut told = Told::default();
    if let Ok(running) = start(&disk) {
        session(&running, &mut told);
        assert!(running.is_alive(), "{why}");
        drop(running);
    }
    let disk = disk.fork();
    if power {
        disk.power_cut(|_| Survives::No);
    }
    let running = start(&disk).unwrap_or_else(|error| panic!("{why}: {error}"));
    holds(&running, &told, power);
    session(&running, &mut told);
    assert!(running.is_alive() && !told.written.is_empty(), "{why}");
    running.stop().unwrap();
}
