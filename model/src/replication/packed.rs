//! The small parts of a state, each in as few bytes as it can be.

use super::noted::Stamp;

/// No broker, no epoch, no offset.
pub(super) const NONE: u8 = u8::MAX;

/// A batch in two bytes: its value (3 bits), its leader epoch (4 bits), one record or two (1 bit);
/// and the producer's stamp, if it has one (1 bit): epoch (3 bits) and sequence (4 bits).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Batch(pub(super) u16);

impl Batch {
    pub(super) fn new(value: u8, epoch: u8, records: u8) -> Self {
        debug_assert!(value < 8 && epoch < 16 && (1..=2).contains(&records));
        Batch(u16::from(value | epoch << 3 | (records - 1) << 7))
    }

    /// The same with a stamp.
    pub(super) fn stamped(self, Stamp { epoch, sequence }: Stamp) -> Self {
        debug_assert!(epoch < 8 && sequence < 16);
        Batch(self.0 & 0xff | u16::from(0x80 | epoch << 4 | sequence) << 8)
    }

    pub(super) fn stamp(self) -> Option<Stamp> {
        let [_, stamp] = self.bytes();
        (stamp != 0).then_some(Stamp { epoch: stamp >> 4 & 7, sequence: stamp & 15 })
    }

    pub(super) fn bytes(self) -> [u8; 2] {
        self.0.to_le_bytes()
    }

    pub(super) fn value(self) -> u8 {
        self.bytes()[0] & 7
    }

    pub(super) fn epoch(self) -> u8 {
        self.bytes()[0] >> 3 & 15
    }

    pub(super) fn records(self) -> u8 {
        (self.bytes()[0] >> 7) + 1
    }
}

/// A request on its way; `to` is [`NONE`] where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Request {
    pub(super) to: u8,
    pub(super) epoch: u8,
    pub(super) offset: u8,
    pub(super) last_epoch: u8,
    pub(super) broker_epoch: u8,
}

impl Request {
    pub(super) const NONE: Request =
        Request { to: NONE, epoch: 0, offset: 0, last_epoch: 0, broker_epoch: 0 };

    pub(super) fn bytes(self) -> [u8; 5] {
        [self.to, self.epoch, self.offset, self.last_epoch, self.broker_epoch]
    }
}

/// A proposal to the controller; `isr` is empty where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct AlterRequest {
    pub(super) broker_epoch: u8,
    pub(super) epoch: u8,
    pub(super) partition_epoch: u8,
    pub(super) isr: u8,
    /// Who is added, or [`NONE`], and in which incarnation.
    pub(super) added: u8,
    pub(super) added_epoch: u8,
}

impl AlterRequest {
    pub(super) const NONE: AlterRequest = AlterRequest {
        broker_epoch: 0,
        epoch: 0,
        partition_epoch: 0,
        isr: 0,
        added: 0,
        added_epoch: 0,
    };

    /// Bytes that are different for different proposals.
    pub(super) fn bytes(self) -> [u8; 3] {
        [
            self.broker_epoch | self.isr << 4,
            self.epoch | self.added_epoch << 4,
            self.partition_epoch | (self.added & 7) << 5,
        ]
    }
}

/// How far a proposal has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Stage {
    /// There is none.
    None,
    Unsent,
    Sent,
    /// The answer is on its way, with the new partition epoch.
    Agreed(u8),
    /// The answer is on its way.
    Rejected(AlterError),
}

/// Why the controller refused a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum AlterError {
    StaleBrokerEpoch,
    FencedLeaderEpoch,
    InvalidRequest,
    InvalidUpdateVersion,
    IneligibleReplica,
    NewLeaderElected,
}

impl Stage {
    /// A byte that is different for different stages.
    pub(super) fn byte(self) -> u8 {
        match self {
            Stage::None => 0,
            Stage::Unsent => 1,
            Stage::Sent => 2,
            Stage::Rejected(error) => 3 + error as u8,
            Stage::Agreed(partition_epoch) => 0x80 | partition_epoch,
        }
    }
}

/// How many bytes an exchange takes in a state's.
pub(super) const EXCHANGE: usize = 6;

/// What is on its way between a follower and its leader, or to be acted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Exchange {
    None,
    Request(Request),
    Answer { epoch: u8, offset: u8, body: Body },
    Cut { epoch: u8, end: u8 },
}

/// What an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Body {
    Nothing { high_watermark: u8 },
    Records { batch: Batch, high_watermark: u8 },
    Diverging { epoch: u8, end: u8, high_watermark: u8 },
    Fenced,
    UnknownEpoch,
    NotLeader,
    OutOfRange,
}

impl Exchange {
    /// Bytes that are different for different exchanges.
    pub(super) fn bytes(self) -> [u8; EXCHANGE] {
        match self {
            Exchange::None => [0; EXCHANGE],
            Exchange::Request(request) => {
                let [to, epoch, offset, last_epoch, broker_epoch] = request.bytes();
                [1, to, epoch, offset, last_epoch, broker_epoch]
            }
            Exchange::Cut { epoch, end } => [9, epoch, end, 0, 0, 0],
            Exchange::Answer { epoch, offset, body } => {
                let (kind, x, y, z) = match body {
                    Body::Nothing { high_watermark } => (2, high_watermark, 0, 0),
                    Body::Records { batch, high_watermark } => {
                        let [batch, stamp] = batch.bytes();
                        (3, high_watermark, batch, stamp)
                    }
                    Body::Diverging { epoch, end, high_watermark } => {
                        (4, high_watermark, end, epoch)
                    }
                    Body::Fenced => (5, 0, 0, 0),
                    Body::UnknownEpoch => (6, 0, 0, 0),
                    Body::NotLeader => (7, 0, 0, 0),
                    Body::OutOfRange => (8, 0, 0, 0),
                };
                [kind, epoch, offset, x, y, z]
            }
        }
    }
}
