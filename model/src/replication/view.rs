//! The packed state, seen as the specification sees it.

use super::{
    State,
    packed::{self, NONE},
    state::Replica,
};
use spec::{
    BrokerId, BrokerSet, LeaderEpoch, Offset, Value, View,
    view::{Answer, Batch, Body, Exchange, Leadership, Rejection, Request},
};

impl State {
    fn replica(&self, broker: BrokerId) -> &Replica {
        &self.replicas[broker.0 as usize]
    }
}

fn epoch(packed: u8) -> LeaderEpoch {
    LeaderEpoch(i32::from(packed))
}

fn offset(packed: u8) -> Offset {
    Offset(i64::from(packed))
}

fn broker(packed: u8) -> BrokerId {
    BrokerId(i32::from(packed))
}

fn optional<T>(packed: u8, unpack: fn(u8) -> T) -> Option<T> {
    (packed != NONE).then(|| unpack(packed))
}

fn batch(packed: packed::Batch, base: u8) -> Batch {
    Batch {
        base: offset(base),
        records: i32::from(packed.records()),
        leader_epoch: epoch(packed.epoch()),
        value: Value(u32::from(packed.value())),
    }
}

fn request(packed: packed::Request) -> Request {
    Request {
        to: broker(packed.to),
        leader_epoch: epoch(packed.epoch),
        fetch_offset: offset(packed.offset),
        last_fetched_epoch: optional(packed.last_epoch, epoch),
    }
}

fn body(packed: packed::Body, fetch_offset: u8) -> Body {
    match packed {
        packed::Body::Nothing { high_watermark } => {
            Body::Records { batch: None, high_watermark: offset(high_watermark) }
        }
        packed::Body::Records { batch: of, high_watermark } => Body::Records {
            batch: Some(batch(of, fetch_offset)),
            high_watermark: offset(high_watermark),
        },
        packed::Body::Diverging { epoch: of, end, high_watermark } => Body::Diverging {
            epoch: optional(of, epoch),
            end_offset: offset(end),
            high_watermark: offset(high_watermark),
        },
        packed::Body::Fenced => Body::Error(Rejection::FencedLeaderEpoch),
        packed::Body::UnknownEpoch => Body::Error(Rejection::UnknownLeaderEpoch),
        packed::Body::NotLeader => Body::Error(Rejection::NotLeaderOrFollower),
        packed::Body::OutOfRange => Body::Error(Rejection::OffsetOutOfRange),
    }
}

impl View for State {
    fn brokers(&self) -> i32 {
        i32::from(self.brokers)
    }
    fn min_isr(&self) -> u32 {
        u32::from(self.min_isr)
    }
    fn controller(&self) -> Leadership {
        Leadership {
            leader: optional(self.leader, broker),
            leader_epoch: epoch(self.epoch),
            isr: BrokerSet(u32::from(self.isr)),
        }
    }
    fn is_up(&self, broker: BrokerId) -> bool {
        self.replica(broker).up
    }
    fn known(&self, of: BrokerId) -> Option<Leadership> {
        let replica = self.replica(of);
        (replica.epoch != NONE).then(|| Leadership {
            leader: optional(replica.leader, broker),
            leader_epoch: epoch(replica.epoch),
            isr: BrokerSet(u32::from(replica.isr)),
        })
    }
    fn batches(&self, broker: BrokerId) -> usize {
        usize::from(self.replica(broker).batches)
    }
    fn batch(&self, broker: BrokerId, index: usize) -> Batch {
        let log = self.replica(broker).log();
        batch(log[index], log[..index].iter().map(|before| before.records()).sum())
    }
    fn log_end(&self, broker: BrokerId) -> Offset {
        offset(self.replica(broker).end())
    }
    fn flushed_end(&self, broker: BrokerId) -> Offset {
        offset(self.replica(broker).flushed)
    }
    fn high_watermark(&self, broker: BrokerId) -> Offset {
        offset(self.replica(broker).high_watermark)
    }
    fn checkpointed_high_watermark(&self, broker: BrokerId) -> Offset {
        offset(self.replica(broker).checkpoint)
    }
    fn epoch_start(&self, broker: BrokerId, of: LeaderEpoch) -> Option<Offset> {
        self.replica(broker).epochs.start(u8::try_from(of.0).ok()?).map(offset)
    }
    fn follower_end(&self, leader: BrokerId, follower: BrokerId) -> Option<Offset> {
        optional(self.replica(leader).ends[follower.0 as usize], offset)
    }
    fn waiting(&self, broker: BrokerId, value: Value) -> bool {
        self.replica(broker).waiting & 1 << value.0 != 0
    }
    fn exchange(&self, follower: BrokerId) -> Option<Exchange> {
        match self.replica(follower).exchange {
            packed::Exchange::None => None,
            packed::Exchange::Request(packed) => Some(Exchange::Request(request(packed))),
            packed::Exchange::Cut { epoch: of, end } => {
                Some(Exchange::Cut { epoch: optional(of, epoch), end_offset: offset(end) })
            }
            packed::Exchange::Answer { epoch: of, offset: at, body: says } => {
                Some(Exchange::Answer(Answer {
                    leader_epoch: epoch(of),
                    fetch_offset: offset(at),
                    body: body(says, at),
                }))
            }
        }
    }
    fn orphan(&self, follower: BrokerId) -> Option<Request> {
        let orphan = self.replica(follower).orphan;
        (orphan.to != NONE).then(|| request(orphan))
    }
    fn values(&self) -> u32 {
        u32::from(self.spent.values)
    }
    fn committed(&self, value: Value) -> bool {
        self.committed & 1 << value.0 != 0
    }
    fn acknowledged(&self, value: Value) -> bool {
        self.acknowledged & 1 << value.0 != 0
    }
}
