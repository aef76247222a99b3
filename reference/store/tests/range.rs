//! Ranges that go into a socket: what comes out at the other end is what a read gives.

mod support;

use std::io::Read as _;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;

use kanon_store::{Error, Log, Range};
use support::{SMALL, on_both_disks, open, plain};

/// The bytes that a peer gets.
fn sent(range: &Range) -> Vec<u8> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let mut peer = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (socket, _) = listener.accept().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || range.send(&socket).unwrap());
        let mut received = Vec::new();
        peer.read_to_end(&mut received).unwrap();
        received
    })
}

fn fill(log: &mut Log, until: i64) {
    while log.end() < until {
        let place = log.end() as usize;
        log.append(&plain(log.end(), 0, 1 + place % 3, 10 + 13 * (place % 4))).unwrap();
    }
}

#[test]
fn a_range_is_what_a_read_gives_and_perhaps_a_part_more() {
    on_both_disks(|disk, root| {
        let mut log = open(&disk, &root.join("t-0"));
        fill(&mut log, 40);
        let edges: Vec<i64> =
            log.headers(0).map(|header| header.unwrap().base_offset).chain([log.end()]).collect();
        for start in log.start()..=log.end() {
            for bound in edges.iter().copied().step_by(3).chain([log.end()]) {
                for (max_bytes, at_least_one) in
                    [(0, true), (1, false), (150, false), (300, true), (1 << 20, false)]
                {
                    let read = log.read(start, bound, max_bytes, at_least_one).unwrap();
                    let range = log.range(start, bound, max_bytes, at_least_one).unwrap();
                    let bytes = range.as_ref().map(sent).unwrap_or_default();
                    assert_eq!(bytes.len() as u64, range.as_ref().map_or(0, Range::len));
                    assert!(bytes.starts_with(&read.bytes), "{start}..{bound}, {max_bytes}");
                    let rest = bytes.len() - read.bytes.len();
                    let is_cut = bytes.len() == max_bytes as usize;
                    assert!(rest == 0 || is_cut, "{start}..{bound}, {max_bytes}: {rest} too many");
                    assert!(!read.bytes.is_empty() || bytes.is_empty());
                }
            }
        }
        for outside in [-1, log.end() + 1] {
            let refused = log.range(outside, log.end(), 1, true);
            assert!(matches!(refused, Err(Error::OutOfRange { .. })));
        }
    });
}

#[test]
fn a_range_larger_than_a_socket_holds_arrives_whole() {
    on_both_disks(|disk, root| {
        let dir = root.join("t-0");
        disk.create_dir(&dir).unwrap();
        let config = kanon_store::LogConfig { segment_bytes: 1 << 30, ..SMALL };
        let (mut log, _) = Log::open(Arc::clone(&disk), &dir, config, false).unwrap();
        let mut all = Vec::new();
        while all.len() < 8 << 20 {
            let batch = plain(log.end(), 0, 4, 250_000);
            log.append(&batch).unwrap();
            all.extend(batch);
        }
        let range = log.range(0, log.end(), u32::MAX, false).unwrap().unwrap();
        assert!(sent(&range) == all);
    });
}

#[test]
fn what_is_deleted_meanwhile_is_sent_and_what_is_cut_is_missed() {
    on_both_disks(|disk, root| {
        let mut log = open(&disk, &root.join("t-0"));
        fill(&mut log, 40);
        let first = log.range(0, log.end(), 1 << 20, false).unwrap().unwrap();
        let last = log.range(log.end() - 1, log.end(), 1 << 20, false).unwrap().unwrap();
        let before = sent(&first);
        log.delete_records(20).unwrap();
        assert!(!log.delete_old_segments(0, log.end()).unwrap().is_empty());
        log.take_deletions().into_iter().for_each(|deletion| deletion.run().unwrap());
        log.truncate(38).unwrap();
        assert_eq!(sent(&first), before);
        assert!(last.path().starts_with(root));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let _peer = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let error = last.send(&listener.accept().unwrap().0).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::UnexpectedEof);
    });
}
