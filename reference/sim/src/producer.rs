//! The idempotent producer and its steps: `look-up`, `send`, `retry`, `hang-up`, `abandon`,
//! `delay`, `arrive`, and `forget`. (PRD-1 to PRD-3, PRD-9 to PRD-11)
//!
//! What a broker makes of a batch is its own to decide; what a client makes of the answer is here,
//! as `TransactionManager` and `Sender` do it.

use crate::{
    cluster::{Cluster, Ghost, PARTITION},
    driver::Held,
    event::Event,
};
use alloc::{vec, vec::Vec};
use kanon_core::{Acks, Error, Input, Produce, RequestId};
use spec::{
    BrokerId, LeaderEpoch, Offset, ProducerEpoch, ProducerId, Refused, Sequence, Value, View,
    producer::{InFlight, Late, Limits, Producer, Stamp},
};

/// Its number.
pub(crate) const PRODUCER: ProducerId = ProducerId(0);

/// A client that writes each of its batches once, and in order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Client {
    /// What it knows.
    pub(crate) shown: Producer,
    pub(crate) in_flight: Vec<InFlight>,
    /// Its request that is held up.
    pub(crate) late: Option<Late>,
    /// How often a broker has forgotten it: the judge's knowledge.
    pub(crate) forgets: u32,
    /// Whether a leader that knew nothing of it took a batch from the middle: the judge's, too.
    pub(crate) appended_blindly: bool,
}

impl Client {
    /// It has sent nothing, and knows who led first.
    pub(crate) fn new(limits: Limits, leader: BrokerId) -> Client {
        let next = Stamp { epoch: ProducerEpoch(0), sequence: Sequence(0) };
        Client {
            shown: Producer { limits, leader, leader_epoch: LeaderEpoch(0), next },
            in_flight: vec![],
            late: None,
            forgets: 0,
            appended_blindly: false,
        }
    }

    /// The sequence of the batch after one.
    fn next_after(&self, sequence: Sequence) -> Sequence {
        let last = self.shown.limits.last_sequence;
        if sequence == last { Sequence(0) } else { Sequence(sequence.0 + 1) }
    }

    /// Whether nothing that was sent after the first in flight has been acknowledged.
    fn first_is_next(&self) -> bool {
        let Some(first) = self.in_flight.first() else { return false };
        let mut sequences = self.in_flight.iter().map(|sent| sent.stamp.sequence);
        let mut expected = first.stamp.sequence;
        let in_turn = sequences.all(|sequence| {
            let right = sequence == expected;
            expected = self.next_after(expected);
            right
        });
        in_turn && expected == self.shown.next.sequence
    }

    /// Raises its epoch, and stamps anew what is in flight. (`bumpIdempotentProducerEpoch`)
    //= PRD-10
    fn raise_epoch(&mut self) {
        let epoch = ProducerEpoch(self.shown.next.epoch.0 + 1);
        let mut sequence = Sequence(0);
        for at in 0..self.in_flight.len() {
            self.in_flight[at].stamp = Stamp { epoch, sequence };
            sequence = self.next_after(sequence);
        }
        self.shown.next = Stamp { epoch, sequence };
    }

    /// An answer of a broker has come, or will never come.
    //= PRD-3
    fn hear(&mut self, from: BrokerId, value: Value, acknowledged: bool) {
        let of = |sent: &InFlight| sent.value == value && sent.owed_by == Some(from);
        if acknowledged {
            self.in_flight.retain(|sent| !of(sent));
        } else {
            self.in_flight.iter_mut().filter(|sent| of(sent)).for_each(|sent| sent.owed_by = None);
        }
    }

    /// A broker has ended.
    //= PRD-3
    //= PRD-11
    pub(crate) fn lose(&mut self, ended: BrokerId) {
        let owed = self.in_flight.iter_mut().filter(|sent| sent.owed_by == Some(ended));
        owed.for_each(|sent| sent.owed_by = None);
        self.late = self.late.filter(|late| late.to != ended);
    }
}

impl Cluster {
    /// What brokers are told of producers.
    pub(crate) fn limits(&self) -> Limits {
        self.producer.as_ref().map_or(Limits::KAFKA, |client| client.shown.limits)
    }

    //= PRD-1
    pub(crate) fn look_up(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let known = self.known(broker).ok_or(Refused)?;
        let leader = known.leader.ok_or(Refused)?;
        let producer = &mut self.producer.as_mut().ok_or(Refused)?.shown;
        if known.leader_epoch <= producer.leader_epoch {
            return Err(Refused);
        }
        producer.leader = leader;
        producer.leader_epoch = known.leader_epoch;
        said.push(Event::TakenForLeader(leader, known.leader_epoch));
        Ok(())
    }

    /// The producer, if it takes this broker for the leader.
    fn producer_of(&mut self, leader: BrokerId) -> Result<&mut Client, Refused> {
        self.producer.as_mut().filter(|client| client.shown.leader == leader).ok_or(Refused)
    }

    //= PRD-2
    pub(crate) fn send(&mut self, broker: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        let up = self.is_up(broker);
        let value = Value(self.values());
        let client = self.producer_of(broker)?;
        let room = client.in_flight.len() < client.shown.limits.remembered as usize;
        let all_owed = client.in_flight.iter().all(|sent| sent.owed_by.is_some());
        if !up || !room || !all_owed {
            return Err(Refused);
        }
        let stamp = client.shown.next;
        client.shown.next.sequence = client.next_after(stamp.sequence);
        client.in_flight.push(InFlight { value, stamp, owed_by: Some(broker) });
        self.ghosts.push(Ghost::default());
        self.reaches(broker, value, stamp, said);
        Ok(())
    }

    //= PRD-2
    pub(crate) fn retry(&mut self, broker: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        let up = self.is_up(broker);
        let client = self.producer_of(broker)?;
        let first = client.in_flight.first_mut();
        let first = first.filter(|first| up && first.owed_by.is_none()).ok_or(Refused)?;
        first.owed_by = Some(broker);
        let InFlight { value, stamp, .. } = *first;
        self.reaches(broker, value, stamp, said);
        Ok(())
    }

    /// A request reaches a broker, whose answer the producer waits for.
    fn reaches(&mut self, broker: BrokerId, value: Value, stamp: Stamp, said: &mut Vec<Event>) {
        let before = said.len();
        self.produce_stamped(broker, value, stamp, false, said);
        //= PRD-10
        let gap = Event::Rejected(Some(value), Error::OutOfOrderSequenceNumber);
        let client = self.producer.as_mut().expect("a producer has sent");
        let is_first = client.in_flight.first().is_some_and(|first| first.value == value);
        if said[before..].contains(&gap) && is_first && client.first_is_next() {
            client.raise_epoch();
            said.push(Event::ProducerEpoch(client.shown.next.epoch));
        }
    }

    fn produce_stamped(
        &mut self,
        broker: BrokerId,
        value: Value,
        stamp: Stamp,
        late: bool,
        said: &mut Vec<Event>,
    ) {
        let blind = self.remembers(broker).is_none() && stamp.sequence != Sequence(0);
        let produce = Produce {
            request: self.unused(broker, value),
            partition: PARTITION,
            acks: Acks::All,
            records: 1,
            size_bytes: 1,
            timeout_ms: 0,
            stamp: Some(to_core(stamp)),
        };
        let before = said.len();
        let held = Held::Stamped { value, stamp, late: late.then_some(produce.request) };
        self.deliver(broker, Input::Produce(produce), held, said);
        //= PRD-12
        let appended = said[before..].iter().any(|event| matches!(event, Event::Appended(_)));
        let client = self.producer.as_mut().expect("a producer has sent");
        client.appended_blindly |= blind && appended;
    }

    /// A number for a request that writes a value: none of those that wait has it.
    fn unused(&self, broker: BrokerId, value: Value) -> RequestId {
        let numbered = |again: u64| RequestId(again << 32 | u64::from(value.0));
        let waits = |request: RequestId| {
            self.partition(broker).is_some_and(|own| own.waiting().any(|waits| waits == request))
        };
        (0..).map(numbered).find(|request| !waits(*request)).expect("not all numbers wait")
    }

    /// The producer is told what became of a request, if it waits for that.
    //= PRD-3
    pub(crate) fn tell_producer(&mut self, from: BrokerId, value: Value, acknowledged: bool) {
        if let Some(client) = &mut self.producer {
            client.hear(from, value, acknowledged);
        }
    }

    //= PRD-3
    pub(crate) fn hang_up(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let client = self.producer.as_mut().ok_or(Refused)?;
        if !client.in_flight.iter().any(|sent| sent.owed_by == Some(broker)) {
            return Err(Refused);
        }
        let late = client.late;
        client.lose(broker);
        client.late = late;
        said.push(Event::Lost);
        Ok(())
    }

    //= PRD-10
    pub(crate) fn abandon(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let client = self.producer.as_mut().ok_or(Refused)?;
        let all_owed = client.in_flight.iter().all(|sent| sent.owed_by == Some(broker));
        if client.in_flight.is_empty() || !all_owed {
            return Err(Refused);
        }
        client.in_flight.clear();
        client.raise_epoch();
        said.push(Event::ProducerEpoch(client.shown.next.epoch));
        Ok(())
    }

    //= PRD-11
    pub(crate) fn delay(&mut self, broker: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        let client = self.producer_of(broker)?;
        let first = client.in_flight.first().filter(|first| first.owed_by.is_none());
        let InFlight { value, stamp, .. } = *first.ok_or(Refused)?;
        if client.late.is_some() {
            return Err(Refused);
        }
        client.late = Some(Late { to: broker, value, stamp });
        said.push(Event::HeldUp(value));
        Ok(())
    }

    //= PRD-11
    pub(crate) fn arrive(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let up = self.is_up(broker);
        let client = self.producer.as_mut().ok_or(Refused)?;
        let late = client.late.take_if(|late| up && late.to == broker).ok_or(Refused)?;
        self.produce_stamped(broker, late.value, late.stamp, true, said);
        Ok(())
    }

    //= PRD-9
    pub(crate) fn forget(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        if self.remembers(broker).is_none() {
            return Err(Refused);
        }
        let forget = Input::Forget { partition: PARTITION, producer: PRODUCER };
        self.deliver(broker, forget, Held::Nothing, said);
        self.node_mut(broker).forgotten = self.log_end(broker);
        self.producer.as_mut().expect("a broker has remembered it").forgets += 1;
        said.push(Event::Forgot);
        Ok(())
    }

    //= STO-1
    pub(crate) fn delete_old(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let offset = self.high_watermark(broker);
        if !self.is_up(broker) || offset == self.log_start(broker) || offset == Offset(0) {
            return Err(Refused);
        }
        let delete = Input::DeleteBefore { partition: PARTITION, offset };
        self.deliver(broker, delete, Held::Nothing, said);
        Ok(())
    }
}

/// A stamp as the core has it.
pub(crate) fn to_core(stamp: Stamp) -> kanon_core::Stamp {
    let Stamp { epoch, sequence } = stamp;
    kanon_core::Stamp { producer: PRODUCER, epoch, sequence }
}
