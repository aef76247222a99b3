//! One state: a `Copy` value of about a hundred bytes.

use super::{
    Replication,
    epochs::{EPOCHS, Epochs},
    packed::{Batch, EXCHANGE, Exchange, NONE, Request},
};

/// The most brokers that a state can hold.
pub const MAX_BROKERS: usize = 3;
/// The most batches that a state can hold.
pub const MAX_VALUES: u8 = 6;
/// The highest leader epoch that a state can hold.
pub const MAX_EPOCH: u8 = EPOCHS - 1;

const LOG: usize = MAX_VALUES as usize;
const REPLICA_BYTES: usize = 9 + 4 + LOG + MAX_BROKERS + EXCHANGE + 4;
const BYTES: usize = 12 + MAX_BROKERS * REPLICA_BYTES;

/// A cluster of one partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    pub(super) brokers: u8,
    pub(super) min_isr: u8,
    /// The controller's word: leader, or [`NONE`]; leader epoch; ISR as a bit set.
    pub(super) leader: u8,
    pub(super) epoch: u8,
    pub(super) isr: u8,
    pub(super) replicas: [Replica; MAX_BROKERS],
    /// Ghosts, a bit for each value.
    pub(super) committed: u8,
    pub(super) acknowledged: u8,
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
}

/// One broker and its replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Replica {
    pub(super) up: bool,
    /// What it has learnt: the epoch, or [`NONE`] since a restart; the leader, or [`NONE`]; and,
    /// while it leads, the ISR.
    pub(super) epoch: u8,
    pub(super) leader: u8,
    pub(super) isr: u8,
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
    pub(super) exchange: Exchange,
    pub(super) orphan: Request,
}

impl State {
    /// Everyone is up, knows that broker 0 leads epoch 0, and has an empty log.
    pub(super) fn initial(world: &Replication) -> Self {
        let isr = (1u8 << world.isr) - 1;
        let mut replicas = [Replica::absent(); MAX_BROKERS];
        for replica in &mut replicas[..usize::from(world.brokers)] {
            *replica = Replica { up: true, epoch: 0, leader: 0, ..Replica::absent() };
        }
        // The first leader has begun epoch 0, and has written nothing.
        replicas[0].isr = isr;
        replicas[0].epochs.note(0, 0);
        State {
            brokers: world.brokers,
            min_isr: world.min_isr,
            leader: 0,
            epoch: 0,
            isr,
            replicas,
            committed: 0,
            acknowledged: 0,
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
                self.committed |= 1 << batch.value();
            }
        }
    }

    /// Bytes that are different for different states of one world.
    pub(super) fn bytes(&self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        let spent = &self.spent;
        bytes[..12].copy_from_slice(&[
            self.leader,
            self.epoch,
            self.isr,
            self.committed,
            self.acknowledged,
            spent.values,
            spent.records,
            spent.crashes,
            spent.losses,
            spent.orphans,
            spent.expiries,
            self.min_isr,
        ]);
        let (_, replicas) = bytes.split_at_mut(12);
        for (to, replica) in replicas.chunks_exact_mut(REPLICA_BYTES).zip(&self.replicas) {
            replica.bytes(to);
        }
        bytes
    }
}

impl Replica {
    const fn absent() -> Self {
        Replica {
            up: false,
            epoch: NONE,
            leader: NONE,
            isr: 0,
            log: [Batch(0); LOG],
            batches: 0,
            flushed: 0,
            high_watermark: 0,
            checkpoint: 0,
            epochs: Epochs::EMPTY,
            waiting: 0,
            ends: [NONE; MAX_BROKERS],
            exchange: Exchange::None,
            orphan: Request::NONE,
        }
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
        to[..9].copy_from_slice(&[
            u8::from(self.up),
            self.epoch,
            self.leader,
            self.isr,
            self.batches,
            self.flushed,
            self.high_watermark,
            self.checkpoint,
            self.waiting,
        ]);
        let (_, to) = to.split_at_mut(9);
        to[..4].copy_from_slice(&self.epochs.0.to_le_bytes());
        let (_, to) = to.split_at_mut(4);
        for (to, batch) in to.iter_mut().zip(&self.log) {
            *to = batch.0;
        }
        let (_, to) = to.split_at_mut(LOG);
        to[..MAX_BROKERS].copy_from_slice(&self.ends);
        let (_, to) = to.split_at_mut(MAX_BROKERS);
        to[..EXCHANGE].copy_from_slice(&self.exchange.bytes());
        let o = &self.orphan;
        to[EXCHANGE..].copy_from_slice(&[o.to, o.epoch, o.offset, o.last_epoch]);
    }
}
