//! The packed state, seen as the specification sees it.

use super::{
    State, noted,
    packed::{self, NONE},
    state::Replica,
};
use spec::{
    BrokerEpoch, BrokerId, BrokerSet, LeaderEpoch, Offset, PartitionEpoch, ProducerEpoch, Sequence,
    Value, View,
    producer::{InFlight, Late, Limits, Producer, Remembered, Stamp},
    view::{
        self, Alter, AlterRequest, Answer, Batch, Body, Consumer, Decision, Exchange, Follower,
        Leadership, Registration, Rejection, Request,
    },
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

fn partition_epoch(packed: u8) -> PartitionEpoch {
    PartitionEpoch(i32::from(packed))
}

fn broker_epoch(packed: u8) -> BrokerEpoch {
    BrokerEpoch(i64::from(packed))
}

fn set(packed: u8) -> BrokerSet {
    BrokerSet(u32::from(packed))
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
        stamp: packed.stamp().map(stamp),
    }
}

fn stamp(packed: noted::Stamp) -> Stamp {
    Stamp {
        epoch: ProducerEpoch(i16::from(packed.epoch)),
        sequence: Sequence(i32::from(packed.sequence)),
    }
}

fn request(packed: packed::Request) -> Request {
    Request {
        to: broker(packed.to),
        leader_epoch: epoch(packed.epoch),
        fetch_offset: offset(packed.offset),
        last_fetched_epoch: optional(packed.last_epoch, epoch),
        broker_epoch: broker_epoch(packed.broker_epoch),
    }
}

fn alter_request(packed: packed::AlterRequest) -> AlterRequest {
    let added = optional(packed.added, broker);
    AlterRequest {
        broker_epoch: broker_epoch(packed.broker_epoch),
        leader_epoch: epoch(packed.epoch),
        partition_epoch: partition_epoch(packed.partition_epoch),
        isr: set(packed.isr),
        added: added.map(|member| (member, broker_epoch(packed.added_epoch))),
    }
}

fn alter(request: packed::AlterRequest, stage: packed::Stage) -> Option<Alter> {
    use packed::AlterError;
    use view::{AlterError as Error, Stage};
    let stage = match stage {
        packed::Stage::None => return None,
        packed::Stage::Unsent => Stage::Unsent,
        packed::Stage::Sent => Stage::Sent,
        packed::Stage::Agreed(epoch) => Stage::Agreed(partition_epoch(epoch)),
        packed::Stage::Rejected(error) => Stage::Rejected(match error {
            AlterError::StaleBrokerEpoch => Error::StaleBrokerEpoch,
            AlterError::FencedLeaderEpoch => Error::FencedLeaderEpoch,
            AlterError::InvalidRequest => Error::InvalidRequest,
            AlterError::InvalidUpdateVersion => Error::InvalidUpdateVersion,
            AlterError::IneligibleReplica => Error::IneligibleReplica,
            AlterError::NewLeaderElected => Error::NewLeaderElected,
        }),
    };
    Some(Alter { request: alter_request(request), stage })
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
    fn elr(&self) -> bool {
        self.elr
    }
    fn decisions(&self) -> u32 {
        u32::from(self.metadata.made)
    }
    fn decision(&self, index: u32) -> Decision {
        let packed = self.metadata.at(index as u8);
        Decision {
            leader: optional(packed.leader, broker),
            leader_epoch: epoch(packed.epoch),
            partition_epoch: partition_epoch(packed.partition_epoch),
            isr: set(packed.isr),
            elr: set(packed.elr),
            last_leader: optional(packed.last_leader, broker),
            replicas: set(packed.replicas),
            adding: set(packed.adding),
            removing: set(packed.removing),
        }
    }
    fn registration(&self, index: u32, broker: BrokerId) -> Registration {
        let packed = self.metadata.at(index as u8);
        Registration {
            broker_epoch: broker_epoch(packed.broker_epochs[broker.0 as usize]),
            fenced: packed.fenced >> broker.0 & 1 == 1,
            shutting_down: packed.shutting_down >> broker.0 & 1 == 1,
        }
    }
    fn is_up(&self, broker: BrokerId) -> bool {
        self.replica(broker).up
    }
    fn broker_epoch(&self, broker: BrokerId) -> Option<BrokerEpoch> {
        optional(self.replica(broker).broker_epoch, broker_epoch)
    }
    fn stopped_cleanly(&self, broker: BrokerId) -> Option<BrokerEpoch> {
        optional(self.replica(broker).clean, broker_epoch)
    }
    fn learnt(&self, broker: BrokerId) -> Option<u32> {
        optional(self.replica(broker).learnt, u32::from)
    }
    fn known(&self, of: BrokerId) -> Option<Leadership> {
        let replica = self.replica(of);
        (replica.epoch != NONE).then(|| Leadership {
            leader: optional(replica.leader, broker),
            leader_epoch: epoch(replica.epoch),
            partition_epoch: partition_epoch(replica.partition_epoch),
            isr: set(replica.isr),
            replicas: set(replica.replicas),
        })
    }
    fn proposed(&self, leader: BrokerId) -> Option<BrokerSet> {
        let proposed = self.replica(leader).proposed;
        (proposed != 0).then(|| set(proposed))
    }
    fn alter(&self, leader: BrokerId) -> Option<Alter> {
        let replica = self.replica(leader);
        alter(replica.alter, replica.stage)
    }
    fn alter_orphan(&self, leader: BrokerId) -> Option<AlterRequest> {
        let orphan = self.replica(leader).alter_orphan;
        (orphan != packed::AlterRequest::NONE).then(|| alter_request(orphan))
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
    fn follower(&self, leader: BrokerId, follower: BrokerId) -> Option<Follower> {
        let leader = self.replica(leader);
        let end = optional(leader.ends[follower.0 as usize], offset)?;
        let broker_epoch = broker_epoch(leader.incarnations[follower.0 as usize]);
        Some(Follower { end, broker_epoch })
    }
    fn waiting(&self, broker: BrokerId, value: Value) -> bool {
        let replica = self.replica(broker);
        replica.waiting & 1 << value.0 != 0 || replica.again.waits(value.0 as u8)
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
    fn consumer(&self) -> Option<Consumer> {
        let packed = self.consumer;
        self.consumes.then(|| Consumer {
            leader: broker(packed.leader),
            leader_epoch: epoch(packed.epoch),
            position: offset(packed.position),
            last_epoch: optional(packed.last_epoch, epoch),
            must_validate: packed.must_validate,
            latest: optional(packed.latest, offset),
            went_back: packed.went_back,
            torn: packed.torn,
        })
    }
    fn log_start(&self, broker: BrokerId) -> Offset {
        offset(self.replica(broker).log_start)
    }
    fn producer(&self) -> Option<Producer> {
        let packed = &self.producer;
        let limits = Limits {
            remembered: u32::from(packed.remembered),
            last_sequence: Sequence(i32::from(packed.last_sequence)),
        };
        (packed.remembered != 0).then(|| Producer {
            limits,
            leader: broker(packed.leader),
            leader_epoch: epoch(packed.leader_epoch),
            next: stamp(packed.next),
        })
    }
    fn in_flight(&self, index: usize) -> Option<InFlight> {
        let sent = self.producer.in_flight().get(index)?;
        Some(InFlight {
            value: Value(u32::from(sent.value)),
            stamp: stamp(sent.stamp),
            owed_by: optional(sent.to, broker),
        })
    }
    fn late(&self) -> Option<Late> {
        let late = self.producer.late;
        let value = Value(u32::from(late.value));
        (late.to != NONE).then(|| Late { to: broker(late.to), value, stamp: stamp(late.stamp) })
    }
    fn remembers(&self, broker: BrokerId) -> Option<ProducerEpoch> {
        optional(self.replica(broker).noted.epoch, |epoch| ProducerEpoch(i16::from(epoch)))
    }
    fn remembered(&self, broker: BrokerId, index: usize) -> Option<Remembered> {
        let kept = self.replica(broker).noted.batches().nth(index)?;
        Some(Remembered {
            sequence: Sequence(i32::from(kept.sequence)),
            records: i32::from(kept.records),
            base: offset(kept.base),
        })
    }
    fn forgotten(&self, broker: BrokerId) -> Offset {
        offset(self.replica(broker).forgotten)
    }
    fn appended_blindly(&self) -> bool {
        self.appended_blindly
    }
    fn forgets(&self) -> u32 {
        u32::from(self.spent.forgets)
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
    fn given_up(&self, value: Value) -> bool {
        self.given_up & 1 << value.0 != 0
    }
    fn crashes(&self) -> u32 {
        u32::from(self.spent.crashes)
    }
    fn unclean_elections(&self) -> u32 {
        u32::from(self.spent.uncleans)
    }
    fn fewest_replicas(&self) -> u32 {
        u32::from(self.fewest)
    }
}
