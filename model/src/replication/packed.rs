//! The small parts of a state, each in as few bytes as it can be.

/// No broker, no epoch, no offset.
pub(super) const NONE: u8 = u8::MAX;

/// A batch in one byte: its value (3 bits), its leader epoch (4 bits), one record or two (1 bit).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Batch(pub(super) u8);

impl Batch {
    pub(super) fn new(value: u8, epoch: u8, records: u8) -> Self {
        debug_assert!(value < 8 && epoch < 16 && (1..=2).contains(&records));
        Batch(value | epoch << 3 | (records - 1) << 7)
    }

    pub(super) fn value(self) -> u8 {
        self.0 & 7
    }

    pub(super) fn epoch(self) -> u8 {
        self.0 >> 3 & 15
    }

    pub(super) fn records(self) -> u8 {
        (self.0 >> 7) + 1
    }
}

/// A request on its way; `to` is [`NONE`] where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Request {
    pub(super) to: u8,
    pub(super) epoch: u8,
    pub(super) offset: u8,
    pub(super) last_epoch: u8,
}

impl Request {
    pub(super) const NONE: Request = Request { to: NONE, epoch: 0, offset: 0, last_epoch: 0 };
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
            Exchange::Request(r) => [1, r.to, r.epoch, r.offset, r.last_epoch, 0],
            Exchange::Cut { epoch, end } => [9, epoch, end, 0, 0, 0],
            Exchange::Answer { epoch, offset, body } => {
                let (kind, x, y, z) = match body {
                    Body::Nothing { high_watermark } => (2, high_watermark, 0, 0),
                    Body::Records { batch, high_watermark } => (3, high_watermark, batch.0, 0),
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
