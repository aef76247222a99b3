//! The controller's memory: one small text file, until the metadata log takes its place.
//!
//! ```text
//! kanon-controller 1
//! cluster 7RnDmYPZQ2WJfHJZ-bRpNw
//! topic Zk2vCqf_SVuT0yKQnVwhqQ leader 0 epoch 4 isr 0 replicas 0 name poems
//! end 1
//! ```
//! Every decision is in the file, durably, before it takes effect (REP-15). It is replaced whole,
//! and its last line counts the topics, so that half a file is not taken for one. What it does not
//! know is what a decision means: that is the core's `Controller`.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use kanon_core::Controller;
use spec::{BrokerId, LeaderEpoch};
use store::{Disk, DiskFile};
use wire::Uuid;

/// The file's name within the data directory.
pub(crate) const FILE: &str = "kanon-controller";
const HEADER: &str = "kanon-controller 1";
/// No file of this kind comes near; it bounds what is read of one that is damaged.
const FILE_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) cluster_id: Uuid,
    pub(crate) topics: Vec<TopicState>,
}

/// A topic of one partition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TopicState {
    pub(crate) name: String,
    pub(crate) id: Uuid,
    pub(crate) controller: Controller,
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

/// Replaces the file, durably.
///
/// # Errors
/// Whatever the disk answers: then it is not known which state is in force.
pub(crate) fn write<'a>(
    disk: &dyn Disk,
    data: &Path,
    cluster_id: Uuid,
    topics: impl Iterator<Item = (&'a str, Uuid, &'a Controller)>,
) -> io::Result<()> {
    let text = render(cluster_id, topics);
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
    topics: impl Iterator<Item = (&'a str, Uuid, &'a Controller)>,
) -> String {
    let mut text = format!("{HEADER}\ncluster {cluster_id}\n");
    let mut count = 0;
    for (name, id, controller) in topics {
        let leader = controller.leader.map_or(-1, |leader| leader.0);
        let (isr, replicas) = (ids(&controller.isr), ids(&controller.replicas));
        let epoch = controller.leader_epoch;
        text.push_str(&format!(
            "topic {id} leader {leader} epoch {epoch} isr {isr} replicas {replicas} name {name}\n"
        ));
        count += 1;
    }
    text.push_str(&format!("end {count}\n"));
    text
}

fn ids(brokers: &BTreeSet<BrokerId>) -> String {
    brokers.iter().map(|broker| broker.0.to_string()).collect::<Vec<_>>().join(",")
}

fn parse(text: &str) -> Result<State, (usize, String)> {
    let mut lines = (1..).zip(text.lines());
    let mut next = |wanted: &str| lines.next().ok_or((0, format!("it ends before {wanted}")));
    let (at, header) = next("its first line")?;
    if header != HEADER {
        return Err((at, format!("{header:?} is not {HEADER:?}")));
    }
    let (at, line) = next("the cluster's id")?;
    let cluster_id = line
        .strip_prefix("cluster ")
        .and_then(|id| id.parse::<Uuid>().ok())
        .ok_or((at, format!("{line:?} names no cluster")))?;
    let mut topics = Vec::new();
    let (mut names, mut topic_ids) = (BTreeSet::new(), BTreeSet::new());
    let count = loop {
        let (at, line) = next("the count of its topics")?;
        if let Some(count) = line.strip_prefix("end ") {
            break (at, count.to_owned());
        }
        let topic = topic(line).ok_or((at, format!("{line:?} is no topic")))?;
        if !names.insert(topic.name.clone()) || !topic_ids.insert(topic.id) {
            return Err((at, format!("{line:?} repeats a topic")));
        }
        topics.push(topic);
    };
    let (at, count) = count;
    if count.parse() != Ok(topics.len()) || lines.next().is_some() {
        return Err((at, format!("{count:?} does not end {} topics", topics.len())));
    }
    Ok(State { cluster_id, topics })
}

fn topic(line: &str) -> Option<TopicState> {
    let words: Vec<&str> = line.split(' ').collect();
    let [
        "topic",
        id,
        "leader",
        leader,
        "epoch",
        epoch,
        "isr",
        isr,
        "replicas",
        replicas,
        "name",
        name,
    ] = words.as_slice()
    else {
        return None;
    };
    let leader: i32 = leader.parse().ok()?;
    let leader = (0 <= leader).then_some(BrokerId(leader));
    let epoch: i32 = epoch.parse().ok().filter(|epoch| 0 <= *epoch)?;
    let (isr, replicas) = (brokers(isr)?, brokers(replicas)?);
    let id: Uuid = id.parse().ok()?;
    let sound = isr.is_subset(&replicas) && leader.is_none_or(|leader| isr.contains(&leader));
    store::TopicPartition::new(name, 0).filter(|_| sound && !id.is_zero())?;
    let controller = Controller { leader, leader_epoch: LeaderEpoch(epoch), isr, replicas };
    Some(TopicState { name: (*name).to_owned(), id, controller })
}

/// One broker at least.
fn brokers(list: &str) -> Option<BTreeSet<BrokerId>> {
    list.split(',').map(|id| id.parse().ok().filter(|id| 0 <= *id).map(BrokerId)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> State {
        let brokers = BTreeSet::from([BrokerId(0), BrokerId(2)]);
        let mut controller = Controller::new(brokers.clone(), brokers);
        controller.crashed(BrokerId(2));
        let topic = |name: &str, byte| TopicState {
            name: name.to_owned(),
            id: Uuid([byte; 16]),
            controller: controller.clone(),
        };
        State { cluster_id: Uuid([7; 16]), topics: vec![topic("a", 1), topic("b.c_d-e", 2)] }
    }

    fn text(state: &State) -> String {
        let topics = state.topics.iter();
        render(
            state.cluster_id,
            topics.map(|topic| (topic.name.as_str(), topic.id, &topic.controller)),
        )
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(parse(&text(&some())), Ok(some()));
    }

    #[test]
    fn half_a_file_is_no_file() {
        let whole = text(&some());
        for end in 0..whole.trim_end().len() {
            let read = parse(&whole[..end]);
            assert!(read.is_err(), "{end} bytes of it give {read:?}");
        }
    }

    #[test]
    fn a_damaged_line_is_named() {
        let broken = text(&some()).replace("epoch 1 isr 0 replicas 0,2 name b", "epoch x name b");
        assert_eq!(parse(&broken).unwrap_err().0, 4);
        let stranger = text(&some()).replace("isr 0 ", "isr 0,5 ");
        assert_eq!(parse(&stranger).unwrap_err().0, 3);
        let same_name = text(&some()).replace("name b.c_d-e", "name a");
        assert_eq!(parse(&same_name).unwrap_err().0, 4);
        let mut same_id = some();
        same_id.topics[1].id = same_id.topics[0].id;
        assert_eq!(parse(&text(&same_id)).unwrap_err().0, 4);
    }
}
