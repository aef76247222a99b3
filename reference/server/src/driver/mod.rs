//! The driver: one thread that has the core, the logs and the table of topics.
//!
//! It turns what comes from its queue into inputs, and carries out the outputs in order before the
//! next input, as the contract in `kanon_core` says. It decides nothing about offsets, epochs or
//! high watermarks. Deadlines are a sorted set; a deadline that passes is an input as well.

mod answers;
mod chores;
mod commit;
mod deletion;
mod metadata;
mod open;
mod outputs;
mod owner;
mod pending;
mod producer_ids;
mod requests;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use kanon_core::{Broker, Controller, Input, Output, PartitionId, RequestId, Time};
use spec::Offset;
use store::{Disk, LogDirectory};
use wire::Uuid;

use crate::ask::{CheckedBatch, Command, Request};
use crate::clock::Clock;
use crate::config::Config;
use crate::error::StopError;
use crate::topics::Topics;
pub(crate) use open::Opened;
use pending::Pending;

/// What the driver needs of the configuration.
#[derive(Debug)]
struct Settings {
    data: PathBuf,
    auto_create_topics: bool,
    topics_max: usize,
    producer_id_expiration_ms: i64,
    file_delete_delay: Duration,
    /// `cleanup.policy` is `compact` and nothing else.
    only_compacts: bool,
}

/// The core and all that it drives.
#[derive(Debug)]
pub(crate) struct Driver {
    core: Broker,
    /// It is in this process for now, and decides at once.
    controller: Controller,
    settings: Settings,
    disk: Arc<dyn Disk>,
    directory: LogDirectory,
    cluster_id: Uuid,
    topics: Topics,
    pending: BTreeMap<RequestId, Pending>,
    deadlines: BTreeSet<(Time, RequestId)>,
    clock: Clock,
    /// What happens next, before anything from the queue.
    inputs: VecDeque<Input>,
    /// The batch of the produce request that is being handled.
    payload: Option<CheckedBatch>,
    /// Whether the ListOffsets request that is being handled asks for what only tiered storage has.
    wants_tiered: bool,
    /// Partitions whose disk failed during the outputs at hand.
    broken: BTreeSet<PartitionId>,
    /// Why the directory has failed, if it has: nothing of it is served any more.
    offline: Option<String>,
    /// The server stops: nothing waits any more.
    is_stopping: bool,
    /// The high watermarks as the file has them.
    checkpointed: BTreeMap<PartitionId, Offset>,
    chores: chores::Chores,
    deletions: deletion::Deletions,
    producer_ids: producer_ids::ProducerIds,
    commit: commit::Commit,
}

impl Driver {
    /// Serves the queue until it is told to stop, and closes the directory. Says whether that
    /// could be done cleanly.
    pub(crate) fn run(mut self, queue: &Receiver<Command>) -> Result<(), StopError> {
        loop {
            match queue.recv_timeout(self.until_next_deadline()) {
                Ok(Command::Stop) => return self.close(),
                // Nobody is left to ask anything, and nobody has asked for a clean stop.
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Ok(command) => self.command(command),
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.pass_deadlines();
            self.commit();
        }
    }

    fn command(&mut self, command: Command) {
        match command {
            Command::Ask { request, body, reply } => match body {
                Request::Metadata(ask) => self.metadata(&ask, &reply),
                Request::Produce(ask) => self.produce(request, ask, reply),
                Request::Fetch(ask) => self.fetch(request, &ask, reply),
                Request::ListOffsets(asks) => self.list_offsets(request, &asks, reply),
                Request::OffsetForLeaderEpoch(asks) => {
                    self.offset_for_leader_epoch(request, &asks, reply);
                }
                Request::DeleteRecords(asks) => self.delete_records(request, &asks, reply),
                Request::InitProducerId => self.init_producer_id(&reply),
            },
            Command::Synced(synced) => self.synced(synced),
            Command::Hurry(request) => self.hurry(request),
            Command::HurryAll => {
                self.is_stopping = true;
                let all: Vec<RequestId> = self.pending.keys().copied().collect();
                all.into_iter().for_each(|request| self.hurry(request));
            }
            Command::Stop => {}
        }
    }

    /// What a deadline does, before its time: nobody is there to wait for it.
    fn hurry(&mut self, request: RequestId) {
        if self.pending.contains_key(&request) {
            self.input(Input::DeadlinePassed { request });
        }
    }

    fn until_next_deadline(&self) -> Duration {
        let request = self.deadlines.first().map(|(deadline, _)| *deadline);
        let others = self.chores.next().into_iter().chain(self.deletions.next());
        let next = request.into_iter().chain(others).min();
        next.map_or(Duration::MAX, |next| self.clock.until(next))
    }

    fn pass_deadlines(&mut self) {
        let now = self.clock.now();
        while let Some((deadline, request)) = self.deadlines.first().copied()
            && deadline < now
        {
            self.deadlines.remove(&(deadline, request));
            self.hurry(request);
        }
        self.do_chores();
        self.deletions.begin_due(now);
    }

    /// Takes an input, and those that follow from its outputs.
    fn input(&mut self, input: Input) {
        self.inputs.push_back(input);
        self.drain();
    }

    /// The core learns which partitions have failed outside of an input.
    fn fail_broken(&mut self) {
        let broken = std::mem::take(&mut self.broken);
        self.inputs.extend(broken.into_iter().map(|partition| Input::DiskFailed { partition }));
        self.drain();
    }

    fn drain(&mut self) {
        let mut outputs: Vec<Output> = Vec::new();
        while let Some(input) = self.inputs.pop_front() {
            self.core.step(self.clock.now(), input, &mut outputs);
            for output in outputs.drain(..) {
                self.carry_out(output);
            }
            for partition in std::mem::take(&mut self.broken) {
                self.inputs.push_front(Input::DiskFailed { partition });
            }
        }
    }

    /// A clean stop: every log flushed and closed, the high watermarks written, the mark set.
    fn close(mut self) -> Result<(), StopError> {
        self.input(Input::Checkpoint);
        let mut result = Ok(());
        for (_, topic) in self.topics.iter_mut() {
            if let Some(log) = topic.log.take() {
                result = result.and(log.close());
            }
        }
        if let Err(error) = &result {
            self.go_offline(error);
        }
        self.release_all();
        if let Some(why) = self.offline {
            // There is nothing to claim about a disk that has failed.
            return Err(StopError(why));
        }
        let broker_epoch = self.core.broker_epoch().map_or(UNKNOWN_BROKER_EPOCH, |epoch| epoch.0);
        self.directory.close(broker_epoch).map_err(|error| StopError(error.to_string()))
    }
}

/// What the mark of a clean stop says of a broker that was not registered
/// (`CleanShutdownFileHandler`, KIP-966).
const UNKNOWN_BROKER_EPOCH: i64 = -1;

impl Settings {
    fn of(config: &Config) -> Settings {
        Settings {
            data: config.data.clone(),
            auto_create_topics: config.auto_create_topics,
            topics_max: config.topics_max,
            producer_id_expiration_ms: millis(config.producer_id_expiration),
            file_delete_delay: config.file_delete_delay,
            only_compacts: config.log.compact && !config.log.delete,
        }
    }
}

/// As many milliseconds, if a number can say so many.
fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
