//! Records of a log, as texts, and what Kafka's consumer said of them (`tests/kafka-logs`).

use std::collections::BTreeMap;
use std::path::Path;

use kanon_store::{Codecs, Log, TimestampedOffset};
use wire::batch::{Entries, Entry};

/// A record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) offset: i64,
    pub(crate) timestamp: i64,
    pub(crate) key: Option<String>,
    pub(crate) value: Option<String>,
}

/// What was said of a topic.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told {
    pub(crate) records: Vec<Text>,
    /// The offsets that were given to those who read what is committed.
    pub(crate) committed: Vec<i64>,
    /// Timestamps, and what was found for them.
    pub(crate) times: Vec<(i64, Option<TimestampedOffset>)>,
    pub(crate) max: Option<TimestampedOffset>,
}

/// Reads what was said, by topic.
pub(crate) fn told(path: &Path) -> BTreeMap<String, Told> {
    let mut topics: BTreeMap<String, Told> = BTreeMap::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let (kind, rest) = line.split_once(' ').unwrap();
        let (topic, rest) = rest.split_once(' ').unwrap();
        let told = topics.entry(topic.to_owned()).or_default();
        let number = |text: &str| text.parse::<i64>().unwrap();
        match kind {
            "record" => {
                let words: Vec<&str> = rest.splitn(4, ' ').collect();
                told.records.push(Text {
                    offset: number(words[0]),
                    timestamp: number(words[1]),
                    key: (words[2] != "-").then(|| words[2].to_owned()),
                    value: words[3].strip_prefix('=').map(str::to_owned),
                });
            }
            "committed" => told.committed = rest.split(' ').map(number).collect(),
            "time" => {
                let words: Vec<&str> = rest.split(' ').collect();
                let found = (words[1] != "-1").then(|| TimestampedOffset {
                    offset: number(words[1]),
                    timestamp: number(words[2]),
                    leader_epoch: words[3].parse().unwrap(),
                });
                match words[0] {
                    "max" => told.max = found,
                    wanted => told.times.push((number(wanted), found)),
                }
            }
            _ => panic!("{line}"),
        }
    }
    topics
}

/// The records of a log that are no markers, each with the producer of its transaction.
pub(crate) fn records_of(log: &Log) -> Vec<(Text, Option<i64>)> {
    let mut found = Vec::new();
    let mut at = log.start();
    while at < log.end() {
        let read = log.read(at, log.end(), 1 << 20, true).unwrap();
        assert!(at < read.end_offset, "something is at {at}");
        at = read.end_offset;
        found.extend(records_of_bytes(&read.bytes));
    }
    found
}

/// The same of batches that lie back to back.
pub(crate) fn records_of_bytes(bytes: &[u8]) -> Vec<(Text, Option<i64>)> {
    let mut found = Vec::new();
    for entry in Entries::new(bytes) {
        records_in(&entry.unwrap(), &mut found);
    }
    found
}

fn records_in(entry: &Entry<'_>, found: &mut Vec<(Text, Option<i64>)>) {
    let mut producer = None;
    if let Entry::Batch(batch) = entry {
        if batch.header.is_control() {
            return;
        }
        producer = batch.header.is_transactional().then_some(batch.header.producer_id);
    }
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut content = Vec::new();
    for record in entry.records(&mut Codecs::new(1 << 20), &mut content).unwrap() {
        let record = record.unwrap();
        let (offset, timestamp) = (record.offset, record.timestamp);
        let (key, value) = (record.key.map(text), record.value.map(text));
        found.push((Text { offset, timestamp, key, value }, producer));
    }
}
