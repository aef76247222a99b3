//! The canonical encoding of a view, and the digest of it: the same natively and in the page.
//!
//! The encoding walks the view in the order of [`View`]'s accessors and writes every number in
//! little-endian at a fixed width, every optional as a byte (0 or 1) and then the value, every list
//! after its length as a `u32`. What only a world with an idempotent producer has comes last, and
//! is left out where there is none, as are the stamps of batches. The digest is FNV-1a at 128 bits
//! over it, which anybody can compute again with a dozen lines of code. Derived `Hash` is never
//! published: it differs between targets.

use crate::{
    ids::{BrokerEpoch, BrokerId, LeaderEpoch, Offset, PartitionEpoch, Value},
    producer::{InFlight, Producer, Remembered, Stamp},
    view::{
        self, Alter, AlterError, AlterRequest, Batch, Body, Consumer, Decision, Exchange, Follower,
        Leadership, Registration, Rejection, Request, Stage, View,
    },
};
use alloc::vec::Vec;
use core::fmt;

/// The digest of a state: 128 bits over its canonical encoding. It prints as 32 hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digest(pub u128);

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// The digest of a view.
pub fn digest<V: View + ?Sized>(view: &V) -> Digest {
    let mut bytes = Vec::new();
    encode(view, &mut bytes);
    Digest(fnv1a_128(&bytes))
}

/// FNV-1a, 128 bits: each byte is mixed in and multiplied by the FNV prime 2⁸⁸ + 2⁸ + 0x3b.
#[must_use]
pub fn fnv1a_128(bytes: &[u8]) -> u128 {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    bytes.iter().fold(BASIS, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
}

/// The version of the encoding, its first byte: raised when a chapter adds to the view.
const VERSION: u8 = 5;

/// The version where there is an idempotent producer.
const WITH_PRODUCER: u8 = 6;

/// Appends the canonical encoding of a view.
pub fn encode<V: View + ?Sized>(view: &V, out: &mut Vec<u8>) {
    let producer = view.producer();
    let mut to = Writer { out, stamps: producer.is_some() };
    to.byte(if producer.is_some() { WITH_PRODUCER } else { VERSION });
    to.u32(view.brokers().unsigned_abs());
    to.u32(view.min_isr());
    to.bool(view.elr());
    metadata(view, &mut to);
    for broker in view::brokers(view) {
        replica(view, broker, &mut to);
    }
    to.option(view.consumer(), Writer::consumer);
    to.u32(view.values());
    for value in (0..view.values()).map(Value) {
        to.bool(view.committed(value));
        to.bool(view.acknowledged(value));
        to.bool(view.given_up(value));
    }
    to.u32(view.crashes());
    to.u32(view.unclean_elections());
    to.u32(view.fewest_replicas());
    if let Some(producer) = producer {
        produced(view, producer, &mut to);
    }
    starts(view, &mut to);
}

/// Where logs begin, unless all do at 0.
fn starts<V: View + ?Sized>(view: &V, to: &mut Writer<'_>) {
    if view::brokers(view).any(|broker| view.log_start(broker) != Offset(0)) {
        view::brokers(view).for_each(|broker| to.offset(view.log_start(broker)));
    }
}

/// The producer, and what brokers remember of it.
fn produced<V: View + ?Sized>(view: &V, producer: Producer, to: &mut Writer<'_>) {
    to.u32(producer.limits.remembered);
    to.i32(producer.limits.last_sequence.0);
    to.broker(producer.leader);
    to.epoch(producer.leader_epoch);
    to.stamp(producer.next);
    for index in 0.. {
        let sent = view.in_flight(index);
        to.option(sent, Writer::in_flight);
        if sent.is_none() {
            break;
        }
    }
    to.option(view.late(), |to, late| {
        to.broker(late.to);
        to.u32(late.value.0);
        to.stamp(late.stamp);
    });
    to.u32(view.forgets());
    to.bool(view.appended_blindly());
    for broker in view::brokers(view) {
        to.offset(view.forgotten(broker));
        to.option(view.remembers(broker), |to, epoch| to.i16(epoch.0));
        for index in 0.. {
            let kept = view.remembered(broker, index);
            to.option(kept, Writer::remembered);
            if kept.is_none() {
                break;
            }
        }
    }
}

/// The decisions that a running broker may act by, or has still to learn, and the last one.
fn metadata<V: View + ?Sized>(view: &V, to: &mut Writer<'_>) {
    let last = view.decisions() - 1;
    to.u32(view.decisions());
    for index in view::first_learnt(view)..=last {
        to.decision(view.decision(index));
        for broker in view::brokers(view) {
            to.registration(view.registration(index, broker));
        }
    }
}

fn replica<V: View + ?Sized>(view: &V, broker: BrokerId, to: &mut Writer<'_>) {
    to.bool(view.is_up(broker));
    to.option(view.broker_epoch(broker), Writer::broker_epoch);
    to.option(view.stopped_cleanly(broker), Writer::broker_epoch);
    to.option(view.learnt(broker), Writer::u32);
    to.option(view.known(broker), Writer::leadership);
    to.option(view.proposed(broker), |to, isr| to.u32(isr.0));
    to.option(view.alter(broker), Writer::alter);
    to.option(view.alter_orphan(broker), Writer::alter_request);
    to.u32(u32::try_from(view.batches(broker)).unwrap_or(u32::MAX));
    for batch in view::log(view, broker) {
        to.batch(batch);
    }
    to.offset(view.log_end(broker));
    to.offset(view.flushed_end(broker));
    to.offset(view.high_watermark(broker));
    to.offset(view.checkpointed_high_watermark(broker));
    for epoch in (0..=view.controller().leader_epoch.0).map(LeaderEpoch) {
        to.option(view.epoch_start(broker, epoch), Writer::offset);
    }
    for follower in view::brokers(view) {
        to.option(view.follower(broker, follower), Writer::follower);
    }
    for value in (0..view.values()).map(Value) {
        to.bool(view.waiting(broker, value));
    }
    to.option(view.exchange(broker), Writer::exchange);
    to.option(view.orphan(broker), Writer::request);
}

struct Writer<'a> {
    out: &'a mut Vec<u8>,
    /// Whether batches are written with their stamps.
    stamps: bool,
}

impl Writer<'_> {
    fn byte(&mut self, byte: u8) {
        self.out.push(byte);
    }

    fn bool(&mut self, yes: bool) {
        self.byte(u8::from(yes));
    }

    fn u32(&mut self, number: u32) {
        self.out.extend_from_slice(&number.to_le_bytes());
    }

    fn i16(&mut self, number: i16) {
        self.out.extend_from_slice(&number.to_le_bytes());
    }

    fn i32(&mut self, number: i32) {
        self.out.extend_from_slice(&number.to_le_bytes());
    }

    fn offset(&mut self, offset: Offset) {
        self.out.extend_from_slice(&offset.0.to_le_bytes());
    }

    fn epoch(&mut self, epoch: LeaderEpoch) {
        self.i32(epoch.0);
    }

    fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.bool(value.is_some());
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn broker(&mut self, broker: BrokerId) {
        self.i32(broker.0);
    }

    fn broker_epoch(&mut self, epoch: BrokerEpoch) {
        self.out.extend_from_slice(&epoch.0.to_le_bytes());
    }

    fn partition_epoch(&mut self, epoch: PartitionEpoch) {
        self.i32(epoch.0);
    }

    fn leadership(&mut self, known: Leadership) {
        self.option(known.leader, Self::broker);
        self.epoch(known.leader_epoch);
        self.partition_epoch(known.partition_epoch);
        self.u32(known.isr.0);
        self.u32(known.replicas.0);
    }

    fn decision(&mut self, decision: Decision) {
        self.option(decision.leader, Self::broker);
        self.epoch(decision.leader_epoch);
        self.partition_epoch(decision.partition_epoch);
        self.u32(decision.isr.0);
        self.u32(decision.elr.0);
        self.option(decision.last_leader, Self::broker);
        self.u32(decision.replicas.0);
        self.u32(decision.adding.0);
        self.u32(decision.removing.0);
    }

    fn registration(&mut self, registration: Registration) {
        self.broker_epoch(registration.broker_epoch);
        self.bool(registration.fenced);
        self.bool(registration.shutting_down);
    }

    fn follower(&mut self, follower: Follower) {
        self.offset(follower.end);
        self.broker_epoch(follower.broker_epoch);
    }

    fn consumer(&mut self, consumer: Consumer) {
        self.broker(consumer.leader);
        self.epoch(consumer.leader_epoch);
        self.offset(consumer.position);
        self.option(consumer.last_epoch, Self::epoch);
        self.bool(consumer.must_validate);
        self.option(consumer.latest, Self::offset);
        self.bool(consumer.went_back);
        self.bool(consumer.torn);
    }

    fn alter(&mut self, alter: Alter) {
        self.alter_request(alter.request);
        match alter.stage {
            Stage::Unsent => self.byte(0),
            Stage::Sent => self.byte(1),
            Stage::Agreed(epoch) => {
                self.byte(2);
                self.partition_epoch(epoch);
            }
            Stage::Rejected(error) => {
                self.byte(3);
                self.byte(match error {
                    AlterError::StaleBrokerEpoch => 0,
                    AlterError::FencedLeaderEpoch => 1,
                    AlterError::InvalidRequest => 2,
                    AlterError::InvalidUpdateVersion => 3,
                    AlterError::IneligibleReplica => 4,
                    AlterError::NewLeaderElected => 5,
                });
            }
        }
    }

    fn alter_request(&mut self, request: AlterRequest) {
        self.broker_epoch(request.broker_epoch);
        self.epoch(request.leader_epoch);
        self.partition_epoch(request.partition_epoch);
        self.u32(request.isr.0);
        self.option(request.added, |to, (member, epoch)| {
            to.broker(member);
            to.broker_epoch(epoch);
        });
    }

    fn batch(&mut self, batch: Batch) {
        self.offset(batch.base);
        self.i32(batch.records);
        self.epoch(batch.leader_epoch);
        self.u32(batch.value.0);
        if self.stamps {
            self.option(batch.stamp, Self::stamp);
        }
    }

    fn stamp(&mut self, stamp: Stamp) {
        self.i16(stamp.epoch.0);
        self.i32(stamp.sequence.0);
    }

    fn in_flight(&mut self, sent: InFlight) {
        self.u32(sent.value.0);
        self.stamp(sent.stamp);
        self.option(sent.owed_by, Self::broker);
    }

    fn remembered(&mut self, batch: Remembered) {
        self.i32(batch.sequence.0);
        self.i32(batch.records);
        self.offset(batch.base);
    }

    fn request(&mut self, request: Request) {
        self.broker(request.to);
        self.epoch(request.leader_epoch);
        self.offset(request.fetch_offset);
        self.option(request.last_fetched_epoch, Self::epoch);
        self.broker_epoch(request.broker_epoch);
    }

    fn exchange(&mut self, exchange: Exchange) {
        match exchange {
            Exchange::Request(request) => {
                self.byte(0);
                self.request(request);
            }
            Exchange::Answer(answer) => {
                self.byte(1);
                self.epoch(answer.leader_epoch);
                self.offset(answer.fetch_offset);
                self.body(answer.body);
            }
            Exchange::Cut { epoch, end_offset } => {
                self.byte(2);
                self.option(epoch, Self::epoch);
                self.offset(end_offset);
            }
        }
    }

    fn body(&mut self, body: Body) {
        match body {
            Body::Records { batch, high_watermark } => {
                self.byte(0);
                self.option(batch, Self::batch);
                self.offset(high_watermark);
            }
            Body::Diverging { epoch, end_offset, high_watermark } => {
                self.byte(1);
                self.option(epoch, Self::epoch);
                self.offset(end_offset);
                self.offset(high_watermark);
            }
            Body::Error(error) => {
                self.byte(2);
                self.byte(match error {
                    Rejection::FencedLeaderEpoch => 0,
                    Rejection::UnknownLeaderEpoch => 1,
                    Rejection::NotLeaderOrFollower => 2,
                    Rejection::OffsetOutOfRange => 3,
                });
            }
        }
    }
}
