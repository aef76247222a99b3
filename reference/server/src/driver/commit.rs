//! When what was written is made durable, and who waits for that (`--fsync`).
//!
//! `kafka`: nobody waits; a segment that is full is synced in the background, as Kafka does, and
//! what it has is the page cache's until then. `group`: an answer to a produce request goes out
//! once the batches are durable. While one sync runs, all that is written meanwhile waits for the
//! next, which covers it at once. Syncs run on a thread of their own; a failed one takes the
//! directory offline and is not repeated. What readers see does not wait: a consumer may read what
//! a loss of power then takes.

use std::collections::BTreeSet;
use std::sync::mpsc::{Sender, SyncSender, channel};
use std::sync::{Arc, Weak};
use std::thread::Builder;

use kanon_core::PartitionId;
use store::FlushTask;
use wire::ErrorCode;

use super::Driver;
use super::pending::send;
use crate::ask::{Command, ProduceReply, Reply, Synced};
use crate::config::Fsync;

struct Job {
    tasks: Vec<(PartitionId, FlushTask)>,
    back: Arc<SyncSender<Command>>,
}

/// An answer that waits for a sync.
#[derive(Debug)]
struct Held {
    reply: SyncSender<Reply>,
    answers: Vec<ProduceReply>,
}

/// What waits to be synced, and what is being.
#[derive(Debug)]
pub(super) struct Commit {
    mode: Fsync,
    queue: Weak<SyncSender<Command>>,
    syncer: Option<Sender<Job>>,
    dirty: BTreeSet<PartitionId>,
    waiting: Vec<Held>,
    flying: Option<Vec<Held>>,
}

impl Commit {
    pub(super) fn new(mode: Fsync) -> Commit {
        Commit {
            mode,
            queue: Weak::new(),
            syncer: None,
            dirty: BTreeSet::new(),
            waiting: Vec::new(),
            flying: None,
        }
    }

    /// A partition was written to.
    pub(super) fn written(&mut self, partition: PartitionId) {
        self.dirty.insert(partition);
    }

    /// Sends an answer to a produce request, or keeps it until what it speaks of is durable.
    pub(super) fn answer(&mut self, reply: SyncSender<Reply>, answers: Vec<ProduceReply>) {
        match self.mode {
            Fsync::Kafka => send(&reply, Reply::Produce(answers)),
            Fsync::Group => self.waiting.push(Held { reply, answers }),
        }
    }
}

impl Driver {
    /// Where the driver's own queue is, so that a sync can tell of its end. It does not keep the
    /// queue open.
    pub(crate) fn listens_to(&mut self, queue: &Arc<SyncSender<Command>>) {
        self.commit.queue = Arc::downgrade(queue);
    }

    /// Begins a sync, if something waits for one and none runs.
    pub(super) fn commit(&mut self) {
        if self.commit.flying.is_some() {
            return;
        }
        let mut tasks = Vec::new();
        for partition in std::mem::take(&mut self.commit.dirty) {
            match self.flush_of(partition) {
                Ok(task) => tasks.extend(task.map(|task| (partition, task))),
                Err(error) => self.disk_failed(partition, &error),
            }
        }
        self.fail_broken();
        let flying = std::mem::take(&mut self.commit.waiting);
        if tasks.is_empty() {
            return self.release(flying);
        }
        self.commit.flying = Some(flying);
        self.sync(tasks);
    }

    fn flush_of(&self, partition: PartitionId) -> store::Result<Option<FlushTask>> {
        let Some(log) = self.topics.log(partition) else { return Ok(None) };
        match self.commit.mode {
            Fsync::Kafka => log.begin_flush_of_rolled(),
            Fsync::Group if log.flushed_end() < log.end() => log.begin_flush().map(Some),
            Fsync::Group => Ok(None),
        }
    }

    /// Runs tasks on the other thread; here if there is none, or nobody to hear of it.
    fn sync(&mut self, tasks: Vec<(PartitionId, FlushTask)>) {
        if self.commit.syncer.is_none() {
            let (sender, jobs) = channel::<Job>();
            let run = move || jobs.into_iter().for_each(Job::run);
            let spawned = Builder::new().name("syncer".to_owned()).spawn(run);
            self.commit.syncer = spawned.is_ok().then_some(sender);
        }
        let (Some(syncer), Some(back)) = (&self.commit.syncer, self.commit.queue.upgrade()) else {
            return self.synced(run(tasks));
        };
        if let Err(unsent) = syncer.send(Job { tasks, back }) {
            self.synced(run(unsent.0.tasks));
        }
    }

    /// A sync has ended.
    pub(super) fn synced(&mut self, synced: Synced) {
        for (partition, flushed) in synced {
            let log = self.topics.log_mut(partition);
            if let Some(Err(error)) = log.map(|log| log.finish_flush(flushed)) {
                self.disk_failed(partition, &error);
            }
        }
        self.fail_broken();
        if let Some(flown) = self.commit.flying.take() {
            self.release(flown);
        }
    }

    /// Sends answers whose batches are durable; of a disk that has failed nothing is claimed.
    fn release(&self, held: Vec<Held>) {
        for Held { reply, mut answers } in held {
            if self.offline.is_some() {
                for answer in &mut answers {
                    let refusal = ErrorCode::KAFKA_STORAGE_ERROR.into();
                    *answer = ProduceReply::Refused { refusal, leader: None };
                }
            }
            send(&reply, Reply::Produce(answers));
        }
    }

    /// At a stop, once every log is closed.
    pub(super) fn release_all(&mut self) {
        let flying = self.commit.flying.take().unwrap_or_default();
        let waiting = std::mem::take(&mut self.commit.waiting);
        self.release(flying);
        self.release(waiting);
    }
}

fn run(tasks: Vec<(PartitionId, FlushTask)>) -> Synced {
    tasks.into_iter().map(|(partition, task)| (partition, task.run())).collect()
}

impl Job {
    fn run(self) {
        // A driver that has ended needs to know nothing more.
        let _ = self.back.send(Command::Synced(run(self.tasks)));
    }
}
