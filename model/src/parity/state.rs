//! One state: the controller's words, and what each replica knows and holds.

use super::Parity;

/// The most replicas that a state can hold.
pub const MAX_REPLICAS: u8 = 5;
/// The longest log that a state can hold, in records.
pub const MAX_LOG: u8 = 8;
/// The most records that a state can tell apart.
pub const MAX_RECORDS: u8 = 16;
/// The highest leader epoch that a state can hold.
pub const MAX_EPOCH: u8 = 15;

/// No replica; no epoch.
pub(super) const NONE: u8 = u8::MAX;

const LOG: usize = MAX_LOG as usize;
const WORDS: usize = MAX_EPOCH as usize + 1;
const REPLICAS: usize = MAX_REPLICAS as usize;
const REPLICA_BYTES: usize = LOG + 5;
pub(super) const BYTES: usize = 5 + 2 * WORDS + REPLICAS * REPLICA_BYTES;

/// All replicas of one partition, and what the controller has said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct State {
    /// What the controller holds now: leader, or [`NONE`]; leader epoch, or [`NONE`] before the
    /// first election; ISR as a bit set.
    pub(super) now: Word,
    pub(super) epoch: u8,
    /// What it has told the replicas, by leader epoch: each may hear any of it, at any time.
    pub(super) told: [Word; WORDS],
    /// How many leader epochs and records there have been.
    pub(super) epochs: u8,
    pub(super) records: u8,
    pub(super) replicas: [Replica; REPLICAS],
}

/// A leader, or [`NONE`], and an ISR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Word {
    pub(super) leader: u8,
    pub(super) isr: u8,
}

impl Word {
    const NONE: Word = Word { leader: NONE, isr: 0 };
}

/// One replica: what it has heard, and its log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Replica {
    pub(super) heard: Word,
    pub(super) epoch: u8,
    pub(super) high_watermark: u8,
    pub(super) end: u8,
    log: [Record; LOG],
}

/// A record: which one it is (4 bits), and the leader epoch in which it was written (4 bits).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Record(u8);

impl Record {
    const NONE: Record = Record(0);

    pub(super) fn new(id: u8, epoch: u8) -> Self {
        debug_assert!(id < MAX_RECORDS && epoch <= MAX_EPOCH);
        Record(id << 4 | epoch)
    }

    pub(super) fn epoch(self) -> u8 {
        self.0 & 15
    }
}

impl Replica {
    const NEW: Replica = Replica {
        heard: Word::NONE,
        epoch: NONE,
        high_watermark: 0,
        end: 0,
        log: [Record::NONE; LOG],
    };

    pub(super) fn log(&self) -> &[Record] {
        &self.log[..usize::from(self.end)]
    }

    /// The record at an offset of its log.
    pub(super) fn at(&self, offset: u8) -> Option<Record> {
        self.log().get(usize::from(offset)).copied()
    }

    pub(super) fn append(&mut self, record: Record) {
        self.log[usize::from(self.end)] = record;
        self.end += 1;
    }

    /// Drops what is at `end` or after it; the high watermark comes down with the log.
    pub(super) fn truncate(&mut self, end: u8) {
        self.log[usize::from(end)..usize::from(self.end)].fill(Record::NONE);
        self.end = end;
        self.high_watermark = self.high_watermark.min(end);
    }

    /// Where the two logs last agree, and one.
    pub(super) fn agrees_to(&self, other: &Replica) -> u8 {
        let pairs = self.log().iter().zip(other.log());
        let last = (1..).zip(pairs).filter(|(_, (ours, theirs))| ours == theirs).last();
        last.map_or(0, |(end, _)| end)
    }

    fn bytes(&self, to: &mut [u8]) {
        let head = [self.heard.leader, self.heard.isr, self.epoch, self.high_watermark, self.end];
        to[..5].copy_from_slice(&head);
        for (to, record) in to[5..].iter_mut().zip(&self.log) {
            *to = record.0;
        }
    }
}

impl State {
    /// Nobody leads, everyone is in sync, and all logs are empty.
    pub(super) fn initial(world: &Parity) -> Self {
        State {
            now: Word { leader: NONE, isr: (1 << world.replicas) - 1 },
            epoch: NONE,
            told: [Word::NONE; WORDS],
            epochs: 0,
            records: 0,
            replicas: [Replica::NEW; REPLICAS],
        }
    }

    pub(super) fn replica(&self, r: u8) -> &Replica {
        &self.replicas[usize::from(r)]
    }

    pub(super) fn replica_mut(&mut self, r: u8) -> &mut Replica {
        &mut self.replicas[usize::from(r)]
    }

    /// Whether the replica believes that it leads.
    pub(super) fn leads(&self, r: u8) -> bool {
        self.replica(r).heard.leader == r
    }

    /// What the controller has told, with the leader epoch of each.
    pub(super) fn told(&self) -> impl Iterator<Item = (u8, Word)> {
        (0..).zip(self.told).take(usize::from(self.epochs))
    }

    /// Bytes that are different for different states of one world.
    pub(super) fn bytes(&self) -> [u8; BYTES] {
        let mut bytes = [0; BYTES];
        let head = [self.now.leader, self.now.isr, self.epoch, self.epochs, self.records];
        bytes[..5].copy_from_slice(&head);
        let (told, replicas) = bytes[5..].split_at_mut(2 * WORDS);
        for (to, word) in told.chunks_exact_mut(2).zip(&self.told) {
            to.copy_from_slice(&[word.leader, word.isr]);
        }
        for (to, replica) in replicas.chunks_exact_mut(REPLICA_BYTES).zip(&self.replicas) {
            replica.bytes(to);
        }
        bytes
    }
}

/// Whether all members of the controller's ISR hold what any leader takes for committed.
pub(super) fn strong_isr(state: &State) -> bool {
    held_by(state, |_| state.now.isr)
}

/// Whether all members of its own ISR hold what any leader takes for committed.
pub(super) fn weak_isr(state: &State) -> bool {
    held_by(state, |leader| leader.heard.isr)
}

fn held_by(state: &State, isr: impl Fn(&Replica) -> u8) -> bool {
    let leaders = (0..MAX_REPLICAS).filter(|r| state.leads(*r)).map(|r| state.replica(r));
    let mut leaders = leaders.filter(|leader| 0 < leader.high_watermark);
    leaders.all(|leader| {
        let mut members = members(isr(leader)).map(|r| state.replica(r));
        members.all(|member| {
            (0..leader.high_watermark).all(|offset| {
                let record = leader.at(offset);
                record.is_some() && record == member.at(offset)
            })
        })
    })
}

/// The replicas in a bit set.
pub(super) fn members(set: u8) -> impl Iterator<Item = u8> {
    (0..MAX_REPLICAS).filter(move |r| set >> r & 1 == 1)
}
