//! The controller's memory: one small text file, until the metadata log takes its place.
//!
//! ```text
//! kanon-controller 4
//! cluster 7RnDmYPZQ2WJfHJZ-bRpNw
//! next-producer-id 1000
//! broker 0 epoch 2
//! topic Zk2vCqf_SVuT0yKQnVwhqQ leader 0 epoch 4 partition-epoch 4 isr 0 replicas 0
//!       adding - removing - name poems                               (on the same line)
//! end 1
//! ```
//! Every decision is in the file, durably, before it takes effect (REP-15). It is replaced whole,
//! and its last line counts the topics, so that half a file is not taken for one. What it does not
//! know is what a decision means: that is the core's `Controller`. There are no eligible leader
//! replicas, and whether a broker is fenced is found out anew at each start. Producer ids from
//! `next-producer-id` on have never been given to a broker (`ProducerIdsRecord`). Versions 2 and 3
//! are read still: no producer ids were given, and in 2 nobody is being added or removed.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use kanon_core::{Controller, Decision, PartitionChange, PartitionId, PartitionState};
use spec::{BrokerEpoch, BrokerId, LeaderEpoch, PartitionEpoch, Rules, view::Registration};
use store::{Disk, DiskFile};
use wire::Uuid;

/// The name of the controller's file within a data directory.
pub const FILE: &str = "kanon-controller";
const HEADER: &str = "kanon-controller 4";
/// Without the line `next-producer-id`.
const HEADER_WITHOUT_IDS: &str = "kanon-controller 3";
/// Without the words `adding` and `removing` as well.
const HEADER_WITHOUT_MOVES: &str = "kanon-controller 2";
/// The topics' `min.insync.replicas`.
pub(crate) const MIN_INSYNC_REPLICAS: u32 = 1;
/// No file of this kind comes near; it bounds what is read of one that is damaged.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) cluster_id: Uuid,
    /// The first producer id that is in no block.
    pub(crate) next_producer_id: i64,
    /// The brokers that have registered, each with its last broker epoch.
    pub(crate) brokers: BTreeMap<BrokerId, BrokerEpoch>,
    pub(crate) topics: Vec<TopicState>,
}

/// A topic of one partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TopicState {
    pub(crate) name: String,
    pub(crate) id: Uuid,
    pub(crate) partition: PartitionState,
}

impl State {
    /// The controller that has decided this, and nobody is fenced: what was served last is served
    /// still, as far as it knows.
    pub(crate) fn controller<'a>(
        &self,
        partitions: impl Iterator<Item = (PartitionId, &'a PartitionState)>,
    ) -> Controller {
        let registered =
            |broker_epoch| Registration { broker_epoch, fenced: false, shutting_down: false };
        let change = |state: &PartitionState| PartitionChange::cleanly(state.clone());
        let mut controller = Controller::new(Rules::ALL, false);
        controller.replay(&Decision {
            brokers: self.brokers.iter().map(|(id, epoch)| (*id, registered(*epoch))).collect(),
            partitions: partitions.map(|(id, state)| (id, change(state))).collect(),
        });
        controller
    }
}

/// Why there is no state.
#[derive(Debug)]
pub(crate) enum StateError {
    Disk(PathBuf, io::Error),
    /// The file, the line (from 1) and what is wrong there.
    Corrupt(PathBuf, usize, String),
}

/// Reads the file; `None` if there is none.
///
/// # Errors
/// [`StateError`].
pub(crate) fn read(disk: &dyn Disk, data: &Path) -> Result<Option<State>, StateError> {
    let path = data.join(FILE);
    let failed = |error| StateError::Disk(path.clone(), error);
    let file = match disk.open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let bytes = read_all(&*file).map_err(failed)?;
    let corrupt = |(line, why)| StateError::Corrupt(path.clone(), line, why);
    let text = String::from_utf8(bytes).map_err(|_| corrupt((1, "this is no text".to_owned())))?;
    parse(&text).map(Some).map_err(corrupt)
}

/// Replaces the file, durably. Of a partition that is in no topic nothing is written.
///
/// # Errors
/// Whatever the disk answers: then it is not known which state is in force.
pub(crate) fn write<'a>(
    disk: &dyn Disk,
    data: &Path,
    cluster_id: Uuid,
    next_producer_id: i64,
    controller: &Controller,
    topic: impl Fn(PartitionId) -> Option<(&'a str, Uuid)>,
) -> io::Result<()> {
    let text = render(cluster_id, next_producer_id, controller, topic);
    let (temporary, path) = (data.join(format!("{FILE}.tmp")), data.join(FILE));
    let file = disk.create(&temporary)?;
    file.write_at(0, text.as_bytes())?;
    file.sync_data()?;
    disk.rename(&temporary, &path)?;
    disk.sync_dir(data)
}

fn read_all(file: &dyn DiskFile) -> io::Result<Vec<u8>> {
    let length = file.len()?;
    if FILE_BYTES_MAX < length {
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("it has {length} bytes")));
    }
    let mut bytes = vec![0; length as usize];
    let read = file.read_at(0, &mut bytes)?;
    bytes.truncate(read);
    Ok(bytes)
}

fn render<'a>(
    cluster_id: Uuid,
    next_producer_id: i64,
    controller: &Controller,
    topic: impl Fn(PartitionId) -> Option<(&'a str, Uuid)>,
) -> String {
    let image = controller.image();
    let mut text = format!("{HEADER}\ncluster {cluster_id}\n");
    text.push_str(&format!("next-producer-id {next_producer_id}\n"));
    for (broker, registered) in &image.brokers {
        text.push_str(&format!("broker {broker} epoch {}\n", registered.broker_epoch));
    }
    let mut count = 0;
    for (id, change) in &image.partitions {
        let Some((name, id)) = topic(*id) else { continue };
        let state = &change.state;
        let leader = state.leader.map_or(-1, |leader| leader.0);
        let (isr, replicas) = (ids(&state.isr), ids(&state.replicas));
        let (adding, removing) = (ids(&state.adding), ids(&state.removing));
        let (epoch, partition_epoch) = (state.leader_epoch, state.partition_epoch);
        text.push_str(&format!(
            "topic {id} leader {leader} epoch {epoch} partition-epoch {partition_epoch} \
             isr {isr} replicas {replicas} adding {adding} removing {removing} name {name}\n"
        ));
        count += 1;
    }
    text.push_str(&format!("end {count}\n"));
    text
}

/// `-` for nobody.
fn ids(brokers: &BTreeSet<BrokerId>) -> String {
    if brokers.is_empty() {
        return "-".to_owned();
    }
    brokers.iter().map(|broker| broker.0.to_string()).collect::<Vec<_>>().join(",")
}

fn parse(text: &str) -> Result<State, (usize, String)> {
    let mut lines = (1..).zip(text.lines());
    let mut next = |wanted: &str| lines.next().ok_or((0, format!("it ends before {wanted}")));
    let (at, header) = next("its first line")?;
    let before = header == HEADER_WITHOUT_MOVES;
    if ![HEADER, HEADER_WITHOUT_IDS, HEADER_WITHOUT_MOVES].contains(&header) {
        return Err((at, format!("{header:?} is not {HEADER:?}")));
    }
    let (at, line) = next("the cluster's id")?;
    let cluster_id = line
        .strip_prefix("cluster ")
        .and_then(|id| id.parse::<Uuid>().ok())
        .ok_or((at, format!("{line:?} names no cluster")))?;
    let mut next_producer_id = 0;
    if header == HEADER {
        let (at, line) = next("the next producer id")?;
        let id = line.strip_prefix("next-producer-id ").and_then(|id| id.parse::<i64>().ok());
        let id = id.filter(|id| 0 <= *id);
        next_producer_id = id.ok_or((at, format!("{line:?} is no producer id")))?;
    }
    let (mut brokers, mut topics) = (BTreeMap::new(), Vec::new());
    let (mut names, mut topic_ids) = (BTreeSet::new(), BTreeSet::new());
    let count = loop {
        let (at, line) = next("the count of its topics")?;
        if let Some(count) = line.strip_prefix("end ") {
            break (at, count.to_owned());
        }
        if line.starts_with("broker ") {
            let (id, epoch) = broker(line).ok_or((at, format!("{line:?} is no broker")))?;
            if brokers.insert(id, epoch).is_some() {
                return Err((at, format!("{line:?} repeats a broker")));
            }
            continue;
        }
        let topic = topic(line, before).ok_or((at, format!("{line:?} is no topic")))?;
        if !names.insert(topic.name.clone()) || !topic_ids.insert(topic.id) {
            return Err((at, format!("{line:?} repeats a topic")));
        }
        topics.push(topic);
    };
    let (at, count) = count;
    if count.parse() != Ok(topics.len()) || lines.next().is_some() {
        return Err((at, format!("{count:?} does not end {} topics", topics.len())));
    }
    Ok(State { cluster_id, next_producer_id, brokers, topics })
}

fn broker(line: &str) -> Option<(BrokerId, BrokerEpoch)> {
    let words: Vec<&str> = line.split(' ').collect();
    let ["broker", id, "epoch", epoch] = words.as_slice() else { return None };
    let id: i32 = id.parse().ok().filter(|id| 0 <= *id)?;
    let epoch: i64 = epoch.parse().ok().filter(|epoch| 0 <= *epoch)?;
    Some((BrokerId(id), BrokerEpoch(epoch)))
}

/// A topic's line, or one as it was before there were reassignments.
fn topic(line: &str, before: bool) -> Option<TopicState> {
    let mut words: Vec<&str> = line.split(' ').collect();
    if before {
        let name = words.split_off(words.len().checked_sub(2)?);
        words.extend(["adding", "-", "removing", "-"]);
        words.extend(name);
    }
    let [
        "topic",
        id,
        "leader",
        leader,
        "epoch",
        epoch,
        "partition-epoch",
        partition_epoch,
        "isr",
        isr,
        "replicas",
        replicas,
        "adding",
        adding,
        "removing",
        removing,
        "name",
        name,
    ] = words.as_slice()
    else {
        return None;
    };
    let leader: i32 = leader.parse().ok()?;
    let leader = (0 <= leader).then_some(BrokerId(leader));
    let epoch: i32 = epoch.parse().ok().filter(|epoch| 0 <= *epoch)?;
    let partition_epoch = partition_epoch.parse().ok().filter(|epoch| 0 <= *epoch)?;
    let (isr, replicas) = (brokers(isr)?, brokers(replicas)?);
    let (adding, removing) = (brokers_or_nobody(adding)?, brokers_or_nobody(removing)?);
    let id: Uuid = id.parse().ok()?;
    let sound = isr.is_subset(&replicas)
        && leader.is_none_or(|leader| isr.contains(&leader))
        && adding.is_subset(&replicas)
        && removing.is_subset(&replicas)
        && adding.is_disjoint(&removing);
    store::TopicPartition::new(name, 0).filter(|_| sound && !id.is_zero())?;
    let partition = PartitionState {
        leader,
        leader_epoch: LeaderEpoch(epoch),
        partition_epoch: PartitionEpoch(partition_epoch),
        isr,
        elr: BTreeSet::new(),
        last_leader: None,
        replicas,
        adding,
        removing,
        min_insync_replicas: MIN_INSYNC_REPLICAS,
    };
    Some(TopicState { name: (*name).to_owned(), id, partition })
}

/// One broker at least.
fn brokers(list: &str) -> Option<BTreeSet<BrokerId>> {
    list.split(',').map(|id| id.parse().ok().filter(|id| 0 <= *id).map(BrokerId)).collect()
}

fn brokers_or_nobody(list: &str) -> Option<BTreeSet<BrokerId>> {
    if list == "-" { Some(BTreeSet::new()) } else { brokers(list) }
}

#[cfg(test)]
mod tests;
