//! One state: a `Copy` value of about three hundred bytes.

use super::{
    Replication,
    consumer::Consumer,
    epochs::{EPOCHS, Epochs},
    metadata::{Decision, Metadata},
    noted::{Again, Noted, REMEMBERED},
    packed::{AlterRequest, Batch, EXCHANGE, Exchange, NONE, Request, Stage},
    producer::Producer,
};

/// The most brokers that a state can hold.
pub const MAX_BROKERS: usize = 3;
/// The most batches that a state can hold.
pub const MAX_VALUES: u8 = 6;
/// The highest leader epoch that a state can hold.
pub const MAX_EPOCH: u8 = EPOCHS - 1;

const LOG: usize = MAX_VALUES as usize;
const NOTED: usize = 1 + 2 * REMEMBERED + Again::BYTES;
const REPLICA_BYTES: usize = 17 + 4 + 2 * LOG + 2 * MAX_BROKERS + EXCHANGE + 5 + 3 + 3 + NOTED;
const OTHER_BYTES: usize = Metadata::BYTES + Consumer::BYTES + Producer::BYTES;
const BYTES: usize = 24 + OTHER_BYTES + MAX_BROKERS * REPLICA_BYTES;

/// A cluster of one partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    pub(super) brokers: u8,
    pub(super) min_isr: u8,
    pub(super) elr: bool,
    /// The controller's word.
    pub(super) metadata: Metadata,
    pub(super) replicas: [Replica; MAX_BROKERS],
    pub(super) consumer: Consumer,
    pub(super) consumes: bool,
    pub(super) producer: Producer,
    /// Ghosts, a bit for each value.
    pub(super) committed: u8,
    pub(super) acknowledged: u8,
    pub(super) given_up: u8,
    /// Another: whether a leader that knew nothing of the producer took a batch in the middle.
    pub(super) appended_blindly: bool,
    /// The leader epoch that the last unclean election began, or 0: what a leader of an older one
    /// commits by now is given up.
    pub(super) unclean_epoch: u8,
    /// How many replicas there were when there were the fewest.
    pub(super) fewest: u8,
    pub(super) spent: Spent,
}

/// What has been used of the world's budgets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Spent {
    pub(super) values: u8,
    pub(super) records: u8,
    pub(super) crashes: u8,
    pub(super) losses: u8,
    pub(super) orphans: u8,
    pub(super) expiries: u8,
    pub(super) shrinks: u8,
    pub(super) suspicions: u8,
    pub(super) stops: u8,
    pub(super) uncleans: u8,
    pub(super) reassigns: u8,
    pub(super) leaps: u8,
    pub(super) hang_ups: u8,
    pub(super) abandons: u8,
    pub(super) delays: u8,
    pub(super) forgets: u8,
    pub(super) deletes: u8,
}

/// One broker and its replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Replica {
    pub(super) up: bool,
    /// The epoch that it has registered with since its start, and the one that its disk notes of a
    /// clean stop, or [`NONE`].
    pub(super) broker_epoch: u8,
    pub(super) clean: u8,
    /// Which decision it has applied last, or [`NONE`] until it has registered.
    pub(super) learnt: u8,
    /// What it knows of the partition: the epochs, or [`NONE`] since a restart; the leader, or
    /// [`NONE`]; and, while it leads, the ISR, and the one that it has proposed, if not empty.
    pub(super) epoch: u8,
    pub(super) partition_epoch: u8,
    pub(super) leader: u8,
    pub(super) isr: u8,
    pub(super) proposed: u8,
    /// While it leads: who has a replica.
    pub(super) replicas: u8,
    pub(super) log: [Batch; LOG],
    pub(super) batches: u8,
    pub(super) flushed: u8,
    pub(super) high_watermark: u8,
    pub(super) checkpoint: u8,
    pub(super) epochs: Epochs,
    /// While it leads: the values whose producers wait, as a bit set.
    pub(super) waiting: u8,
    /// While it leads: where each follower's log ends, or [`NONE`] if not heard in this epoch.
    pub(super) ends: [u8; MAX_BROKERS],
    /// And the broker epoch of each whose end it has heard.
    pub(super) incarnations: [u8; MAX_BROKERS],
    pub(super) exchange: Exchange,
    pub(super) orphan: Request,
    pub(super) alter: AlterRequest,
    pub(super) stage: Stage,
    pub(super) alter_orphan: AlterRequest,
    /// Where its log begins: what is before is deleted, and kept here for the judge alone.
    pub(super) log_start: u8,
    /// What it remembers of the producer, and from where on.
    pub(super) noted: Noted,
    pub(super) forgotten: u8,
    /// While it leads: the requests that wait beside those in `waiting`.
    pub(super) again: Again,
}

impl State {
    /// Everyone is up, knows that broker 0 leads epoch 0, and has an empty log.
    pub(super) fn initial(world: &Replication) -> Self {
        let first = Decision {
            leader: 0,
            epoch: 0,
            partition_epoch: 0,
            isr: (1u8 << world.isr) - 1,
            elr: 0,
            last_leader: NONE,
            fenced: 0,
            shutting_down: 0,
            broker_epochs: [0; 3],
            replicas: (1u8 << world.replicas) - 1,
            adding: 0,
            removing: 0,
        };
        let mut replicas = [Replica::absent(); MAX_BROKERS];
        for (b, replica) in replicas[..usize::from(world.brokers)].iter_mut().enumerate() {
            let (up, broker_epoch, learnt) = (true, 0, 0);
            *replica = Replica { up, broker_epoch, learnt, ..Replica::absent() };
            if b < usize::from(world.replicas) {
                (replica.epoch, replica.partition_epoch, replica.leader) = (0, 0, 0);
            }
        }
        // The first leader has begun epoch 0, and has written nothing.
        (replicas[0].isr, replicas[0].replicas) = (first.isr, first.replicas);
        replicas[0].epochs.note(0, 0);
        State {
            brokers: world.brokers,
            min_isr: world.min_isr,
            elr: world.elr,
            metadata: Metadata::new(&first),
            replicas,
            consumer: Consumer::NEW,
            consumes: world.consumer,
            producer: Producer::new(world),
            committed: 0,
            acknowledged: 0,
            given_up: 0,
            appended_blindly: false,
            unclean_epoch: 0,
            fewest: world.replicas,
            spent: Spent::default(),
        }
    }

    /// The ghost by which durability is judged: what is below the high watermark of a broker that
    /// leads is committed.
    //= REP-14
    pub(super) fn note_committed(&mut self) {
        for b in 0..self.brokers {
            let replica = &self.replicas[usize::from(b)];
            if !replica.leads(b) {
                continue;
            }
            let mut end = 0;
            for batch in replica.log() {
                end += batch.records();
                if replica.high_watermark < end {
                    break;
                }
                let value = 1 << batch.value();
                //= REP-20
                if replica.epoch < self.unclean_epoch {
                    self.given_up |= value & !self.committed;
                }
                self.committed |= value;
            }
        }
    }

    /// Bytes that are different for different states of one world.
    pub(super) fn bytes(&self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        let spent = &self.spent;
        bytes[..24].copy_from_slice(&[
            self.committed,
            self.acknowledged,
            self.given_up,
            self.unclean_epoch,
            spent.values,
            spent.records,
            spent.crashes,
            spent.losses,
            spent.orphans,
            spent.expiries,
            spent.shrinks,
            spent.suspicions,
            spent.stops,
            spent.uncleans,
            self.min_isr,
            spent.reassigns,
            spent.leaps,
            self.fewest,
            spent.hang_ups,
            spent.abandons,
            spent.delays,
            spent.forgets,
            spent.deletes,
            u8::from(self.appended_blindly),
        ]);
        let (_, rest) = bytes.split_at_mut(24);
        let (metadata, rest) = rest.split_at_mut(Metadata::BYTES);
        self.metadata.bytes(metadata);
        let (consumer, rest) = rest.split_at_mut(Consumer::BYTES);
        self.consumer.bytes(consumer);
        let (producer, replicas) = rest.split_at_mut(Producer::BYTES);
        self.producer.bytes(producer);
        for (to, replica) in replicas.chunks_exact_mut(REPLICA_BYTES).zip(&self.replicas) {
            replica.bytes(to);
        }
        bytes
    }
}

impl Replica {
    pub(super) const fn absent() -> Self {
        Replica {
            up: false,
            broker_epoch: NONE,
            clean: NONE,
            learnt: NONE,
            epoch: NONE,
            partition_epoch: NONE,
            leader: NONE,
            isr: 0,
            proposed: 0,
            replicas: 0,
            log: [Batch(0); LOG],
            batches: 0,
            flushed: 0,
            high_watermark: 0,
            checkpoint: 0,
            epochs: Epochs::EMPTY,
            waiting: 0,
            ends: [NONE; MAX_BROKERS],
            incarnations: [NONE; MAX_BROKERS],
            exchange: Exchange::None,
            orphan: Request::NONE,
            alter: AlterRequest::NONE,
            stage: Stage::None,
            alter_orphan: AlterRequest::NONE,
            log_start: 0,
            noted: Noted::NOTHING,
            forgotten: 0,
            again: Again::NONE,
        }
    }

    /// Forgets what it has heard of all others than these.
    pub(super) fn forget_all_but(&mut self, kept: u8) {
        for follower in (0..MAX_BROKERS).filter(|follower| kept >> follower & 1 == 0) {
            self.ends[follower] = NONE;
            self.incarnations[follower] = NONE;
        }
    }

    /// Whether it, being broker `b`, may propose an ISR.
    //= CTL-12
    pub(super) fn may_propose(&self, b: usize) -> bool {
        self.leads(b as u8) && self.proposed == 0 && self.stage == Stage::None
    }

    /// The values in its log, as a bit set.
    pub(super) fn values(&self) -> u8 {
        self.log().iter().fold(0, |values, batch| values | 1 << batch.value())
    }

    /// Whether it is up and believes that it leads, being broker `b`.
    pub(super) fn leads(&self, b: u8) -> bool {
        self.up && self.leader == b
    }

    pub(super) fn log(&self) -> &[Batch] {
        &self.log[..usize::from(self.batches)]
    }

    /// Where its log ends.
    pub(super) fn end(&self) -> u8 {
        self.log().iter().map(|batch| batch.records()).sum()
    }

    /// The last epoch of its leader-epoch cache, or [`NONE`].
    pub(super) fn last_epoch(&self) -> u8 {
        self.epochs.latest().unwrap_or(NONE)
    }

    fn bytes(&self, to: &mut [u8]) {
        to[..17].copy_from_slice(&[
            u8::from(self.up),
            self.broker_epoch,
            self.clean,
            self.learnt,
            self.epoch,
            self.partition_epoch,
            self.leader,
            self.isr | self.proposed << 4,
            self.batches,
            self.flushed,
            self.high_watermark,
            self.checkpoint,
            self.waiting,
            self.stage.byte(),
            self.replicas,
            self.log_start,
            self.forgotten,
        ]);
        let (_, to) = to.split_at_mut(17);
        to[..4].copy_from_slice(&self.epochs.0.to_le_bytes());
        let (_, to) = to.split_at_mut(4);
        for (to, batch) in to.chunks_exact_mut(2).zip(&self.log) {
            to.copy_from_slice(&batch.bytes());
        }
        let (_, to) = to.split_at_mut(2 * LOG);
        to[..MAX_BROKERS].copy_from_slice(&self.ends);
        let (_, to) = to.split_at_mut(MAX_BROKERS);
        to[..MAX_BROKERS].copy_from_slice(&self.incarnations);
        let (_, to) = to.split_at_mut(MAX_BROKERS);
        to[..EXCHANGE].copy_from_slice(&self.exchange.bytes());
        let (_, to) = to.split_at_mut(EXCHANGE);
        to[..5].copy_from_slice(&self.orphan.bytes());
        to[5..8].copy_from_slice(&self.alter.bytes());
        to[8..11].copy_from_slice(&self.alter_orphan.bytes());
        let (_, to) = to.split_at_mut(11);
        let (again, to) = to.split_at_mut(Again::BYTES);
        again.copy_from_slice(&self.again.bytes());
        self.noted.bytes(to);
    }
}
