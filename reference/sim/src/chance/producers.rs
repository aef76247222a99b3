//! Producers: they write to whom they take for the leader, and what was not acknowledged they write
//! again. In a world that is another value.

use super::{Due, Random, Run};
use crate::Event;
use alloc::vec::Vec;
use spec::{Acks, BrokerId, Step, Value, View, World, view};

/// How long a produce request may wait at its leader: the same for all, so that the first that came
/// is the first whose deadline passes.
const TIMEOUT: u64 = 60;
/// How long a producer waits for an answer.
const PATIENCE: u64 = 90;

/// A producer, with one request at a time.
#[derive(Clone, Debug)]
pub(super) struct Producer {
    acks: Acks,
    /// Whom it takes for the leader.
    leader: BrokerId,
    /// How many records its batch has, until that is acknowledged.
    records: Option<i32>,
    /// What its request wrote, and since when it waits for the answer.
    waits: Option<(Value, u64)>,
}

/// Two or three, of both kinds.
pub(super) fn some(world: &World, random: &mut Random) -> Vec<Producer> {
    let kinds = [Acks::All, Acks::Leader, Acks::All];
    let count = usize::try_from(2 + random.below(2)).expect("few");
    let leader = world.leader();
    let make = |acks| Producer { acks, leader, records: None, waits: None };
    kinds.into_iter().take(count).map(make).collect()
}

impl Run {
    pub(super) fn produce(&mut self, number: usize) {
        let pause = self.random.within(self.weather.produce);
        self.put(pause, Due::Produce(number));
        let producer = &self.producers[number];
        if let Some((_, since)) = producer.waits
            && self.agenda.now < since + PATIENCE
        {
            return;
        }
        if producer.waits.is_some() {
            // Nobody says what became of it: written, perhaps.
            self.tally.count("retries of what was written");
            self.look_up_the_leader(number);
        }
        self.write(number);
    }

    fn write(&mut self, number: usize) {
        let again = self.producers[number].records.is_some();
        let drawn = 1 + i32::from(self.random.one_in(3));
        let producer = &mut self.producers[number];
        producer.waits = None;
        let records = *producer.records.get_or_insert(drawn);
        let (broker, acks) = (producer.leader, producer.acks);
        if again {
            self.tally.count("retries");
        }
        if !self.cluster.is_up(broker) {
            self.look_up_the_leader(number);
            return;
        }
        if view::leads(&self.cluster, broker) && self.finds_no_room(broker) {
            self.look_up_the_leader(number);
            return;
        }
        let Some(events) = self.take(Step::Produce { broker, acks, records }) else { return };
        let written = events.iter().find_map(|event| match event {
            Event::Appended(batch) => Some(batch.value),
            _ => None,
        });
        let Some(value) = written else { return self.look_up_the_leader(number) };
        let acknowledged = events.contains(&Event::Acknowledged(value));
        // An answer may get lost on its way to the producer, as any message may.
        let heard = !(self.faults.loss && self.random.one_in(self.weather.lost_in));
        let producer = &mut self.producers[number];
        if acknowledged && heard {
            producer.records = None;
        } else {
            producer.waits = Some((value, self.agenda.now));
        }
        if self.cluster.waiting(broker, value) {
            self.put(TIMEOUT, Due::Deadline(broker, value));
        }
    }

    /// Metadata comes from any broker, and may be old.
    fn look_up_the_leader(&mut self, number: usize) {
        let asked = self.random.broker(self.world.brokers);
        let known = self.cluster.known(asked).and_then(|known| known.leader);
        let leader = known.or(self.cluster.controller().leader).unwrap_or(asked);
        self.producers[number].leader = leader;
    }

    /// A producer is told what became of its request.
    pub(super) fn answered(&mut self, value: Value, acknowledged: bool) {
        let waits = |producer: &&mut Producer| producer.waits.is_some_and(|(of, _)| of == value);
        if let Some(producer) = self.producers.iter_mut().find(waits) {
            producer.waits = None;
            if acknowledged {
                producer.records = None;
            }
        }
    }

    pub(super) fn deadline(&mut self, broker: BrokerId, value: Value) {
        if self.cluster.waiting(broker, value) {
            let _expired = self.take(Step::Expire(broker));
        }
    }
}
