//! What is merely declared is not set aside, neither by a frame nor by an array within it.
//!
//! Both the memory that the process has been promised and what it really holds are looked at, since
//! untouched memory is not held. The other tests of this process make some noise; what is declared
//! here is far above it.

use wire::ApiKey;

use crate::client::framed;
use crate::host::Host;

const MIB: u64 = 1024 * 1024;
/// `socket.request.max.bytes`: the largest size that is allowed.
const LARGEST: i32 = 104_857_600;

/// Bytes promised and bytes held.
fn memory() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let of = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        let number = line.split_ascii_whitespace().nth(1).unwrap();
        number.parse::<u64>().unwrap() * 1024
    };
    (of("VmSize:"), of("VmRSS:"))
}

#[test]
fn a_hundred_connections_declare_ten_gigabytes() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let before = memory();
    let mut clients: Vec<_> = (0..100).map(|_| host.connect()).collect();
    for client in &mut clients {
        client.send(&LARGEST.to_be_bytes());
        client.send(&[0; 100]);
    }
    bystander.lives();
    // By now each has been read: a connection's thread has nothing else to do.
    std::thread::sleep(std::time::Duration::from_millis(300));
    let after = memory();
    assert!(after.0 < before.0 + 4096 * MIB, "promised {} and then {}", before.0, after.0);
    assert!(after.1 < before.1 + 256 * MIB, "held {} and then {}", before.1, after.1);
    for client in &mut clients {
        client.end_sending();
        client.is_closed("a hundred bytes of a hundred million");
    }
    bystander.lives();
}

#[test]
fn arrays_that_declare_more_than_there_is() {
    let host = Host::start();
    let mut bystander = host.bystander();
    let before = memory();
    for _ in 0..50 {
        for (api, version, declared) in [
            // Metadata before compact lengths: two thousand million topics, and none follows.
            (ApiKey::Metadata, 4_i16, vec![0x7f, 0xff, 0xff, 0xff]),
            // The same since then, as a varint.
            (ApiKey::Metadata, 12, vec![0, 0xff, 0xff, 0xff, 0xff, 0x0f]),
            // Fetch: replica, wait, least, most, isolation, session and its epoch, then topics.
            (ApiKey::Fetch, 7, [vec![0xff; 4], vec![0; 21], vec![0x7f; 4]].concat()),
            // Produce: no transactional id, acks, timeout, then topics.
            (ApiKey::Produce, 8, [vec![0xff; 4], vec![0; 4], vec![0x7f; 4]].concat()),
            // ListOffsets: replica, isolation, then topics.
            (ApiKey::ListOffsets, 5, [vec![0xff; 4], vec![0], vec![0x7f; 4]].concat()),
        ] {
            let mut content = [api.code().to_be_bytes(), version.to_be_bytes()].concat();
            content.extend([0, 0, 0, 9, 0xff, 0xff]);
            content.extend(declared);
            let mut client = host.connect();
            client.send(&framed(&content));
            client.is_closed(&format!("{api} v{version}"));
        }
    }
    bystander.lives();
    let after = memory();
    assert!(after.0 < before.0 + 4096 * MIB, "promised {} and then {}", before.0, after.0);
    assert!(after.1 < before.1 + 256 * MIB, "held {} and then {}", before.1, after.1);
}
