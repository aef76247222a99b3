//! The start: the directory is opened, every log recovered, the broker registered, and the core
//! given what its disk has.
//!
//! The controller hears of a stop, clean or not, by the registration that follows it: a new leader
//! epoch begins without a leader, and with the unfencing begins another (CTL-4, CTL-6). Both are
//! written down before any log is served.

use std::sync::Arc;

use kanon_core::{Broker, Controller, Input, PartitionId, PartitionState, Restore};
use spec::{BrokerId, Rules};
use store::{Log, LogDirectory, Mended, OpenedLog, TopicPartition};
use wire::Uuid;

use super::chores::Chores;
use super::producer_ids::ProducerIds;
use super::{Driver, Settings, owner};
use crate::clock::{Clock, since_1970_ms};
use crate::config::Config;
use crate::error::OpenError;
use crate::replica;
use crate::state::{self, State, TopicState};
use crate::topics::{Topic, Topics};

/// A driver that may serve, and what its start found.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) driver: Driver,
    pub(crate) cluster_id: Uuid,
    pub(crate) topics: usize,
    /// Whether the directory was stopped cleanly, or is new.
    pub(crate) was_clean: bool,
    /// What recovery had to say, a line each.
    pub(crate) notes: Vec<String>,
    pub(crate) batches_validated: u64,
}

impl Driver {
    pub(crate) fn open(config: &Config) -> Result<Opened, OpenError> {
        let directory = LogDirectory::open(Arc::clone(&config.disk), &config.data, config.log)?;
        let mut notes = Vec::new();
        let claimed = read_state(config, &directory).and_then(|state| {
            let id = owner::claim(&directory, config.node_id, state.as_ref(), &mut notes)?;
            Ok((state, id))
        });
        let (state, cluster_id) = match claimed {
            Ok(claimed) => claimed,
            Err(error) => {
                directory.leave()?;
                return Err(error);
            }
        };
        let is_new = state.is_none();
        let state = state.unwrap_or(State {
            cluster_id,
            next_producer_id: 0,
            brokers: Default::default(),
            topics: Vec::new(),
        });
        let mut opened = Opened {
            cluster_id: state.cluster_id,
            topics: state.topics.len(),
            was_clean: is_new || directory.was_clean(),
            notes,
            batches_validated: 0,
            driver: Driver::new(config, directory, &state),
        };
        opened.notes.extend(opened.driver.directory.mended().iter().map(note_of));
        let high_watermarks = opened.driver.directory.read_high_watermarks();
        let high_watermarks = high_watermarks.or_else(|error| match error {
            store::Error::Corrupt { .. } => {
                // A high watermark that starts too low is only late.
                opened.notes.push(format!("{error}; high watermarks start low"));
                Ok(Default::default())
            }
            other => Err(other),
        })?;
        let mut restores = Vec::new();
        let mut partitions = Vec::new();
        for topic in &state.topics {
            let (partition, name) = opened.add(topic)?;
            let checkpointed = high_watermarks.get(&name).copied();
            restores.push(opened.driver.restored(partition, checkpointed)?);
            partitions.push((partition, &topic.partition));
        }
        let driver = &mut opened.driver;
        driver.register(&state, partitions, opened.was_clean)?;
        driver.write_state().map_err(|error| OpenError::Disk(config.data.clone(), error))?;
        restores.into_iter().for_each(|restore| driver.input(Input::Restore(restore)));
        driver.tell_all();
        Ok(opened)
    }

    /// Has the controller register this broker, and hear from it, so that it leads again.
    fn register(
        &mut self,
        state: &State,
        partitions: Vec<(PartitionId, &PartitionState)>,
        was_clean: bool,
    ) -> Result<(), OpenError> {
        let node = self.core.id();
        self.controller = state.controller(partitions.into_iter());
        let before = state.brokers.get(&node).copied().filter(|_| was_clean);
        let decision = self.controller.register(node, before);
        self.controller.replay(&decision);
        let Ok(decision) = self.controller.unfence(node) else {
            unreachable!("a broker that is just registered is fenced")
        };
        self.controller.replay(&decision);
        let leads = |id| self.controller.partition(id).is_some_and(|it| it.leader == Some(node));
        match self.topics.iter().find(|(id, _)| !leads(*id)) {
            None => Ok(()),
            Some((_, topic)) => {
                let name = topic.name.directory_name();
                let why = format!("broker {node} is no in-sync replica of {name}");
                Err(OpenError::Foreign(why))
            }
        }
    }

    /// Tells the core that it is registered, and all that is in force.
    fn tell_all(&mut self) {
        let Some(registered) = self.controller.registration(self.core.id()) else {
            unreachable!("it was registered")
        };
        self.input(Input::Registered { broker_epoch: registered.broker_epoch });
        self.input(Input::Learn(self.controller.image()));
    }

    fn new(config: &Config, directory: LogDirectory, state: &State) -> Driver {
        let clock = Clock::new();
        Driver {
            core: Broker::new(BrokerId(config.node_id), Rules::ALL),
            controller: Controller::new(Rules::ALL, false),
            settings: Settings::of(config),
            disk: Arc::clone(&config.disk),
            directory,
            cluster_id: state.cluster_id,
            topics: Topics::default(),
            pending: Default::default(),
            deadlines: Default::default(),
            inputs: Default::default(),
            payload: None,
            wants_tiered: false,
            broken: Default::default(),
            offline: None,
            is_stopping: false,
            checkpointed: Default::default(),
            deletions: Default::default(),
            chores: Chores::new(config, &clock),
            producer_ids: ProducerIds::new(state.next_producer_id),
            commit: super::commit::Commit::new(config.fsync),
            clock,
        }
    }

    /// A partition as its disk has it.
    fn restored(
        &self,
        partition: PartitionId,
        checkpointed: Option<i64>,
    ) -> Result<Restore, OpenError> {
        let Some(log) = self.topics.log(partition) else { unreachable!("its log was opened") };
        Ok(replica::restore(partition, log, checkpointed)?)
    }
}

impl Opened {
    /// Opens a topic's log.
    fn add(&mut self, topic: &TopicState) -> Result<(PartitionId, TopicPartition), OpenError> {
        let (name, id) = (&topic.name, topic.id);
        let Some(name) = TopicPartition::new(name, 0) else {
            return Err(OpenError::Foreign(format!("no topic can be called {name:?}")));
        };
        let mut log = self.open_log(&name, id)?;
        // Who is expired is not even read of.
        let expiration_ms = self.driver.settings.producer_id_expiration_ms;
        log.expire_producers(since_1970_ms(), expiration_ms);
        let topic = Topic { name: name.clone(), id, log: Some(log) };
        Ok((self.driver.topics.add(topic), name))
    }

    /// Opens the log of a topic that the controller knows. Of one that was just made, a crash may
    /// have left only some of its files.
    fn open_log(&mut self, name: &TopicPartition, id: Uuid) -> Result<Log, OpenError> {
        let directory = &mut self.driver.directory;
        if !directory.partitions()?.contains(name) {
            self.notes.push(format!("{} is made anew: it was not there", name.directory_name()));
            return Ok(directory.create_log(name, id)?);
        }
        let OpenedLog { log, topic_id, recovery } = directory.open_log(name)?;
        if let Some(cut) = &recovery.cut {
            let (bytes, at, why) = (cut.bytes, cut.position, &cut.reason);
            let path = cut.path.display();
            self.notes.push(format!("{path}: {bytes} bytes from byte {at} on are cut: {why}"));
        }
        for removed in &recovery.removed {
            let (path, bytes, why) = (removed.path.display(), removed.bytes, &removed.reason);
            self.notes.push(format!("{path}: removed, {bytes} bytes: {why}"));
        }
        self.notes.extend(recovery.mended.iter().map(note_of));
        if let Some(why) = &recovery.distrust {
            self.notes.push(format!("{}: validated, since {why}", name.directory_name()));
        }
        self.batches_validated += recovery.batches;
        match topic_id {
            Some(found) if found == id => Ok(log),
            None if log.start() == log.end() => {
                log.close()?;
                Ok(directory.create_log(name, id)?)
            }
            None => {
                let dir = name.directory_name();
                self.notes
                    .push(format!("{dir}: its partition.metadata is missing and written anew"));
                directory.write_topic_id(name, id)?;
                Ok(log)
            }
            Some(found) => {
                let dir = name.directory_name();
                let why = format!("{dir} belongs to topic {found}, the controller says {id}");
                Err(OpenError::Foreign(why))
            }
        }
    }
}

fn note_of(mended: &Mended) -> String {
    let (path, at, why) = (mended.path.display(), mended.position, &mended.reason);
    format!("{path}: damaged at byte {at}: {why}")
}

/// The controller's state. A directory that has partitions and no such file is somebody else's.
fn read_state(config: &Config, directory: &LogDirectory) -> Result<Option<State>, OpenError> {
    let state = state::read(&*config.disk, &config.data)?;
    let known = |name: &TopicPartition| {
        let mut topics = state.iter().flat_map(|state| &state.topics);
        name.partition() == 0 && topics.any(|topic| topic.name == name.topic())
    };
    let strangers = directory.partitions()?.into_iter().filter(|name| !known(name));
    let strangers: Vec<String> = strangers.map(|name| name.directory_name()).collect();
    if strangers.is_empty() {
        return Ok(state);
    }
    Err(OpenError::Foreign(format!(
        "{} does not explain these partitions of {}: {}",
        state::FILE,
        config.data.display(),
        strangers.join(", ")
    )))
}
