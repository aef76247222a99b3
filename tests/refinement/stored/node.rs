//! One broker: a core whose log lies in a directory of the store.
//!
//! What the core wants done to the log is done by `server::replica`, as in the server.

use super::{
    directory::{self, Found, PARTITION, Running, partition},
    medium::Medium,
    records::decode,
};
use kanon_core::{Broker, Input, Output, Partition, Restore, Time};
use sim::chance::Random;
use spec::{
    BrokerEpoch, BrokerId, LeaderEpoch, Offset, Rules,
    view::{Batch, Exchange},
};
use std::{collections::VecDeque, path::Path, sync::Arc};
use store::{LogConfig, MemoryDisk, Survives, UnsyncedKind};
use wire::batch::HEADER_SIZE;

/// There is no clock in a world.
const NOW: Time = Time(0);

#[derive(Debug)]
pub(crate) struct Node {
    id: BrokerId,
    pub(crate) medium: Medium,
    pub(crate) config: LogConfig,
    /// `None` while it is down, both.
    pub(crate) core: Option<Broker>,
    pub(crate) running: Option<Running>,
    /// The mark of a clean stop, until it has registered.
    pub(crate) mark: Option<BrokerEpoch>,
    /// What its directory has now; of one that is down, what a start would find.
    pub(crate) found: Found,
    /// Its fetch, or the answer to it.
    pub(crate) exchange: Option<Exchange>,
    /// The bytes of the answer.
    pub(crate) answer: Vec<u8>,
}

impl Node {
    /// A broker with an empty log.
    pub(crate) fn new(id: BrokerId, medium: Medium, config: LogConfig) -> Node {
        let running = directory::make(Arc::new(medium.clone()), &medium.root(), config);
        let mut node = Node {
            id,
            medium,
            config,
            core: None,
            running: Some(running),
            mark: None,
            found: Found::default(),
            exchange: None,
            answer: Vec::new(),
        };
        let restore = node.running().restore();
        node.begin(restore);
        node
    }

    pub(crate) fn partition(&self) -> Option<&Partition> {
        self.core.as_ref()?.partition(PARTITION)
    }

    pub(crate) fn running(&mut self) -> &mut Running {
        self.running.as_mut().expect("a broker that runs")
    }

    /// Brings the core an input, and does what it wants done to the log. What else it wants done is
    /// given back. The payload is that of the produce request or of the answer.
    pub(crate) fn input(&mut self, input: Input, payload: &mut [u8]) -> Vec<Output> {
        let (mut inputs, mut others) = (VecDeque::from([input]), Vec::new());
        while let Some(input) = inputs.pop_front() {
            let mut outputs = Vec::new();
            self.core.as_mut().expect("a broker that runs").step(NOW, input, &mut outputs);
            for output in outputs {
                match self.carry_out(&output, payload) {
                    Done::Log(input) => inputs.extend(input),
                    Done::Not => others.push(output),
                }
            }
        }
        others
    }

    fn carry_out(&mut self, output: &Output, payload: &mut [u8]) -> Done {
        use server::replica::{append, check_epochs, truncate};
        let Running { directory, log } = self.running();
        match output {
            Output::Append { batch, .. } => append(log, payload, batch).expect("a disk that works"),
            Output::Copy { start, end, .. } => {
                assert!(log.end() == start.0, "a copy begins where the log ends");
                let copied = log.append(payload).expect("a disk that works");
                assert!(copied == end.0, "a copy is all that the answer has");
            }
            Output::Truncate { partition, end } => {
                return Done::Log(truncate(log, *partition, *end).expect("a disk that works"));
            }
            Output::EpochStarts { starts, .. } => check_epochs(log, starts),
            Output::Checkpoint { high_watermarks } => {
                let marks = high_watermarks.iter().map(|(_, mark)| (partition(), mark.0)).collect();
                directory.write_high_watermarks(&marks).expect("a disk that works");
            }
            _ => return Done::Not,
        }
        Done::Log(None)
    }

    /// Looks at what there is, and that core and store agree on it.
    pub(crate) fn look(&mut self) {
        let (Some(running), Some(core)) = (&self.running, &self.core) else { return };
        let own = core.partition(PARTITION).expect("it was restored");
        self.found = running.look();
        assert!(self.found.end() == own.log_end(), "core and store agree on the log's end");
        assert!(own.flushed_end().0 <= running.log.flushed_end(), "what is durable is durable");
        server::replica::check_epochs(&running.log, &own.epoch_starts());
    }

    /// Up to where its log survives for certain: a cut of the log makes what it leaves durable,
    /// which the model has no use for.
    pub(crate) fn durable_end(&self) -> Offset {
        match (&self.medium.memory, &self.running) {
            (Some(_), Some(running)) => Offset(running.log.flushed_end()),
            // Of a real disk nothing is lost, as long as its machine has power.
            _ => self.found.end(),
        }
    }

    pub(crate) fn flush(&mut self) {
        let end = Offset(self.running().log.flush().expect("a disk that works"));
        let others = self.input(Input::Flushed { partition: PARTITION, end }, &mut []);
        assert!(others.is_empty(), "a flush has nothing to say: {others:?}");
    }

    /// Its incarnation ends; the directory is given up as it is.
    fn end(&mut self) {
        self.core = None;
        self.running = None;
        self.exchange = None;
        self.mark = None;
    }

    /// The machine stops; the log is to end at `keep`, or before the batch in which that lies.
    pub(crate) fn crash(&mut self, keep: Offset, chance: &mut Random) {
        if let Some(disk) = &self.medium.memory {
            self.cut_power(disk, keep, chance);
        }
        self.end();
        self.look_while_down();
    }

    /// Cuts the power so that just the batches survive that end at `keep` or before. Of what comes
    /// later, and of indexes, anything may.
    fn cut_power(&self, disk: &MemoryDisk, keep: Offset, chance: &mut Random) {
        let is_lost = |batch: &&Batch| self.durable_end() < batch.end();
        let unflushed: Vec<Batch> = self.found.batches.iter().filter(is_lost).copied().collect();
        let is_write = |kind: &UnsyncedKind| matches!(kind, UnsyncedKind::Write { .. });
        let of_log = |path: &Path| path.extension().is_some_and(|it| it == "log");
        // One write for each batch that was not flushed; before them, those to removed segments.
        let writes =
            disk.unsynced().into_iter().filter(|it| is_write(&it.kind) && of_log(&it.path));
        let mut stale = writes.count() - unflushed.len();
        let (mut next, mut has_hole) = (unflushed.iter(), false);
        disk.power_cut(|change| match change.kind {
            UnsyncedKind::Write { .. } if of_log(&change.path) && stale == 0 => {
                let batch = next.next().expect("as many as there are writes");
                if batch.end() <= keep {
                    return Survives::Yes;
                }
                let first = !std::mem::replace(&mut has_hole, true);
                match chance.below(3) {
                    0 if !first => Survives::Yes,
                    // Less than a header, for a hole reads as zeros, which later bytes may be.
                    0 | 1 => Survives::Prefix(chance.place(HEADER_SIZE)),
                    _ => Survives::No,
                }
            }
            UnsyncedKind::Write { length, .. } => {
                stale -= usize::from(of_log(&change.path));
                Survives::Prefix(chance.place(length + 1))
            }
            _ => Survives::Yes,
        });
    }

    /// It stops cleanly.
    pub(crate) fn stop(&mut self) {
        let broker_epoch = self.core.as_ref().and_then(Broker::broker_epoch).expect("registered");
        let others = self.input(Input::Checkpoint, &mut []);
        assert!(others.is_empty(), "a checkpoint has nothing to say: {others:?}");
        let Running { directory, log } = self.running.take().expect("a broker that runs");
        log.close().expect("a disk that works");
        directory.close(broker_epoch.0).expect("a disk that works");
        self.end();
        self.mark = Some(broker_epoch);
    }

    /// What a start would find, by one on a copy. A real disk has no copy: there it is what the
    /// broker had last, and the start itself shows whether that is so.
    pub(crate) fn look_while_down(&mut self) {
        match &self.medium.memory {
            Some(disk) => {
                let copy = Arc::new(disk.fork());
                let started = directory::start(copy, &self.medium.root(), self.config);
                self.found = started.expect("a disk that works").0.look();
                assert!(self.found.mark == self.mark, "the mark of a clean stop");
            }
            None => self.found.mark = self.mark,
        }
    }

    /// It starts again, with what its directory has.
    pub(crate) fn restart(&mut self) {
        let (disk, root) = (Arc::new(self.medium.clone()), self.medium.root());
        let (running, _) = directory::start(disk, &root, self.config).expect("a disk that works");
        self.mark = running.mark();
        self.running = Some(running);
        let restore = self.running().restore();
        self.begin(restore);
    }

    fn begin(&mut self, restore: Restore) {
        self.core = Some(Broker::new(self.id, Rules::ALL));
        let others = self.input(Input::Restore(restore), &mut []);
        assert!(others.is_empty(), "a start has nothing to say: {others:?}");
    }

    /// Fills a range with the batches that a fetch of one byte gets: one.
    pub(crate) fn read(&mut self, start: Offset, end: Offset) -> (Option<Batch>, Vec<u8>) {
        let log = &self.running().log;
        let bytes = server::replica::read(log, start, end, 1, true).expect("a disk that works");
        let batches = decode(&bytes);
        assert!(batches.len() <= 1, "one byte is one batch");
        (batches.first().copied(), bytes)
    }

    /// Where an epoch starts, by the core; of one that is down, by its file.
    pub(crate) fn epoch_start(&self, epoch: LeaderEpoch) -> Option<Offset> {
        match self.partition() {
            Some(own) => own.epoch_start(epoch),
            None => self.found.epochs.iter().find(|(it, _)| *it == epoch).map(|(_, at)| *at),
        }
    }
}

/// Whether an output was one to the log.
enum Done {
    /// It was; the core may have to hear of it.
    Log(Option<Input>),
    Not,
}
