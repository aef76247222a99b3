//! What is deleted, by age, by size and by request, and what a reader is told of it. (STO-1 to
//! STO-3, STO-8)

use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use server::Config;
use wire::batch::BatchBuilder;
use wire::delete_records::{
    DeleteRecordsPartition, DeleteRecordsRequest, DeleteRecordsResponse, DeleteRecordsTopic,
};
use wire::list_offsets::{
    ListOffsetsPartition, ListOffsetsRequest, ListOffsetsResponse, ListOffsetsTopic,
};
use wire::{ApiKey, ErrorCode};

use crate::client::{Client, Topic, batch, decode};
use crate::host::Host;

const PATIENCE: Duration = Duration::from_secs(10);

/// Error and low watermark for each partition and offset.
pub(crate) fn delete(
    client: &mut Client,
    version: i16,
    name: &str,
    asked: &[(i32, i64)],
) -> Vec<(ErrorCode, i64)> {
    let partition = |(partition_index, offset): &(i32, i64)| {
        let (partition_index, offset) = (*partition_index, *offset);
        DeleteRecordsPartition { partition_index, offset, ..Default::default() }
    };
    let partitions = asked.iter().map(partition).collect();
    let topics = vec![DeleteRecordsTopic { name, partitions, ..Default::default() }];
    let request = DeleteRecordsRequest { topics, timeout_ms: 1000, ..Default::default() };
    let answer = client.ask(version, &request);
    let answer: DeleteRecordsResponse<'_> = decode(&answer, version);
    assert_eq!(answer.topics[0].name, name);
    let found = answer.topics[0].partitions.iter();
    assert!(found.clone().map(|found| found.partition_index).eq(asked.iter().map(|it| it.0)));
    found.map(|found| (ErrorCode(found.error_code), found.low_watermark)).collect()
}

/// The first offset and its leader epoch.
pub(crate) fn earliest(client: &mut Client, name: &str) -> (i64, i32) {
    let wanted = ListOffsetsPartition { timestamp: -2, ..Default::default() };
    let topics = vec![ListOffsetsTopic { name, partitions: vec![wanted], ..Default::default() }];
    let request = ListOffsetsRequest { replica_id: -1, topics, ..Default::default() };
    let answer = client.ask(11, &request);
    let answer: ListOffsetsResponse<'_> = decode(&answer, 11);
    let found = &answer.topics[0].partitions[0];
    assert_eq!(found.error_code, 0);
    (found.offset, found.leader_epoch)
}

fn fetched(client: &mut Client, topic: &Topic, offset: i64) -> (ErrorCode, usize) {
    let fetched = client.fetch(topic, 18, offset);
    (ErrorCode(fetched.code), fetched.values().len())
}

//= STO-3 test
//= STO-8 test
#[test]
fn records_are_deleted_at_each_version() {
    let host = Host::start();
    let mut client = host.connect();
    let topic = client.topic("asked");
    client.topic("other");
    for _ in 0..5 {
        client.produce(&topic, 13, -1, &batch(&[b"a", b"b"]));
    }
    for (version, offset) in ApiKey::DeleteRecords.versions().iter().zip([3, 4, 5]) {
        let deleted = delete(&mut client, version, "asked", &[(0, offset)]);
        assert_eq!(deleted, [(ErrorCode::NONE, offset)], "v{version}");
        assert_eq!(earliest(&mut client, "asked"), (offset, 0));
        let before = fetched(&mut client, &topic, offset - 1);
        assert_eq!(before, (ErrorCode::OFFSET_OUT_OF_RANGE, 0));
        // Of a batch that is deleted in part all comes, as with Kafka.
        let whole = 10 - usize::try_from(offset / 2 * 2).unwrap();
        assert_eq!(fetched(&mut client, &topic, offset), (ErrorCode::NONE, whole));
        let out = (ErrorCode::OFFSET_OUT_OF_RANGE, -1);
        for wrong in [11, i64::MAX, -2, i64::MIN] {
            assert_eq!(delete(&mut client, version, "asked", &[(0, wrong)]), [out], "{wrong}");
        }
        // What begins later already stays so.
        let again = delete(&mut client, version, "asked", &[(0, 1)]);
        assert_eq!(again, [(ErrorCode::NONE, offset)]);
        let unknown = (ErrorCode::UNKNOWN_TOPIC_OR_PARTITION, -1);
        let twice = (ErrorCode::INVALID_REQUEST, -1);
        let found = delete(&mut client, version, "asked", &[(0, 0), (1, 0), (0, 0)]);
        assert_eq!(found, [(ErrorCode::NONE, offset), unknown, twice]);
        assert_eq!(delete(&mut client, version, "nowhere", &[(0, 0)]), [unknown]);
    }
    // All of it; what is written then comes after it. A restart, clean or not, knows that.
    assert_eq!(delete(&mut client, 2, "asked", &[(0, -1)]), [(ErrorCode::NONE, 10)]);
    assert_eq!(earliest(&mut client, "asked"), (10, 0));
    drop(client);
    let mut host = host.restart_uncleanly();
    for end in [11, 12] {
        let mut client = host.connect();
        assert_eq!(earliest(&mut client, "asked").0, 10);
        assert_eq!(fetched(&mut client, &topic, 9), (ErrorCode::OFFSET_OUT_OF_RANGE, 0));
        assert_eq!(client.produce(&topic, 13, -1, &batch(&[b"c"])).base_offset, end - 1);
        drop(client);
        host = host.restart();
    }
    // In the epoch that wrote what is there: after a deletion, too, that leaves older ones behind.
    let mut client = host.connect();
    let (_, older) = earliest(&mut client, "asked");
    assert_eq!(delete(&mut client, 2, "asked", &[(0, 11)]), [(ErrorCode::NONE, 11)]);
    let (start, epoch) = earliest(&mut client, "asked");
    assert!(start == 11 && older < epoch, "{epoch} after {older}");
    assert_eq!(client.produce(&topic, 13, -1, &batch(&[b"d"])).base_offset, 12);
    assert_eq!(earliest(&mut client, "other").0, 0);
}

#[test]
fn records_of_a_compacted_topic_are_not_deleted() {
    let host = Host::start_with(|mut config| {
        (config.log.compact, config.log.delete) = (true, false);
        config
    });
    let mut client = host.connect();
    client.topic("compacted");
    let refused = delete(&mut client, 2, "compacted", &[(0, 0)]);
    assert_eq!(refused, [(ErrorCode::POLICY_VIOLATION, -1)]);
}

/// A broker that looks often, and keeps files for so long.
fn host(file_delete_delay: Duration, change: impl FnOnce(&mut Config)) -> Host {
    Host::start_with(|mut config| {
        config.log.segment_bytes = 400;
        config.retention_check_interval = Duration::from_millis(10);
        config.file_delete_delay = file_delete_delay;
        change(&mut config);
        config
    })
}

/// A batch of 169 bytes with one record of this time, in milliseconds since 1970.
fn at(timestamp: i64) -> Vec<u8> {
    several_at(timestamp, 1)
}

fn several_at(timestamp: i64, count: usize) -> Vec<u8> {
    let mut builder = BatchBuilder::new(0);
    for _ in 0..count {
        builder.push(timestamp, None, Some(&[7; 100]), &[]).unwrap();
    }
    builder.finish()
}

fn now_ms() -> i64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    i64::try_from(now.as_millis()).unwrap()
}

/// How many files of a partition end so.
fn files(host: &Host, name: &str, end: &str) -> usize {
    let dir = host.data().join(format!("{name}-0"));
    let names = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    names.filter(|path: &std::path::PathBuf| ends(path, end)).count()
}

fn ends(path: &Path, end: &str) -> bool {
    path.to_str().unwrap().ends_with(end)
}

#[track_caller]
fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let give_up = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < give_up, "never: {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

//= STO-1 test
#[test]
fn what_is_too_old_goes() {
    let host = host(Duration::ZERO, |config| config.log.retention_ms = 3_600_000);
    let mut client = host.connect();
    let (old, young) = (client.topic("old"), client.topic("young"));
    // The first batch fills a segment; the second one is of now.
    for (topic, age_ms) in [(&old, 7_200_000), (&young, 0)] {
        client.produce(topic, 13, -1, &several_at(now_ms() - age_ms, 4));
        client.produce(topic, 13, -1, &at(now_ms()));
    }
    wait_until("the old are deleted", || earliest(&mut client, "old").0 == 4);
    assert_eq!(fetched(&mut client, &old, 3), (ErrorCode::OFFSET_OUT_OF_RANGE, 0));
    assert_eq!(fetched(&mut client, &old, 4), (ErrorCode::NONE, 1));
    wait_until("the files are removed", || files(&host, "old", ".deleted") == 0);
    assert_eq!(files(&host, "old", ".log"), 1);
    assert_eq!((earliest(&mut client, "young").0, files(&host, "young", ".log")), (0, 2));
}

/// Of a log in which all is too old nothing is left but where it ends.
//= STO-1 test
#[test]
fn all_that_is_too_old_goes() {
    let host = host(Duration::ZERO, |config| config.log.retention_ms = 3_600_000);
    let mut client = host.connect();
    let topic = client.topic("all");
    for _ in 0..3 {
        client.produce(&topic, 13, -1, &at(now_ms() - 7_200_000));
    }
    wait_until("all is deleted", || earliest(&mut client, "all").0 == 3);
    assert_eq!(fetched(&mut client, &topic, 3), (ErrorCode::NONE, 0));
    assert_eq!(client.produce(&topic, 13, -1, &at(now_ms())).base_offset, 3);
    drop(client);
    let host = host.restart_uncleanly();
    let mut client = host.connect();
    assert_eq!(earliest(&mut client, "all").0, 3);
    assert_eq!(fetched(&mut client, &topic, 3), (ErrorCode::NONE, 1));
}

/// As many bytes are kept as are asked for, at least. What is deleted lies there for a while.
//= STO-1 test
#[test]
fn what_is_too_much_goes() {
    let host = host(Duration::from_secs(3600), |config| config.log.retention_bytes = 600);
    let mut client = host.connect();
    let topic = client.topic("much");
    for _ in 0..12 {
        client.produce(&topic, 13, -1, &at(now_ms()));
    }
    // 338 bytes a segment: without the last two there would be too few.
    wait_until("the first are deleted", || earliest(&mut client, "much").0 == 8);
    assert_eq!(files(&host, "much", ".log"), 2);
    assert_eq!(files(&host, "much", ".log.deleted"), 4);
    // One answer has what is in one segment.
    assert_eq!(fetched(&mut client, &topic, 8), (ErrorCode::NONE, 2));
    drop(client);
    let host = host.restart();
    assert_eq!(files(&host, "much", ".deleted"), 0);
    assert_eq!(earliest(&mut host.connect(), "much").0, 8);
}

/// The files of what is deleted by request go when retention looks the next time.
#[test]
fn segments_before_the_start_go() {
    let host = host(Duration::ZERO, |_| {});
    let mut client = host.connect();
    let topic = client.topic("before");
    for _ in 0..6 {
        client.produce(&topic, 13, -1, &at(now_ms()));
    }
    assert_eq!(delete(&mut client, 2, "before", &[(0, 3)]), [(ErrorCode::NONE, 3)]);
    wait_until("one file goes", || files(&host, "before", ".log") == 2);
    assert_eq!(earliest(&mut client, "before").0, 3);
    // The batch at 2 is in a segment that stays, and is not seen.
    assert_eq!(fetched(&mut client, &topic, 2), (ErrorCode::OFFSET_OUT_OF_RANGE, 0));
}
