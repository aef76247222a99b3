//! The idempotent producer: what it sends, sends again, and makes of an answer. (PRD-1 to PRD-3,
//! PRD-10, PRD-11)

use super::{
    Replication, State,
    noted::{REMEMBERED, Stamp},
    packed::{Batch, NONE},
};

/// The producer and its limits; where there is none, `remembered` is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Producer {
    pub(super) remembered: u8,
    pub(super) last_sequence: u8,
    /// Whom it takes for the leader, since which epoch.
    pub(super) leader: u8,
    pub(super) leader_epoch: u8,
    pub(super) next: Stamp,
    in_flight: [Sent; REMEMBERED],
    count: u8,
    /// The request that is held up; it is owed to nobody, and `to` is where it is to arrive.
    pub(super) late: Sent,
}

/// A batch that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sent {
    pub(super) value: u8,
    pub(super) stamp: Stamp,
    /// Who owes an answer, or [`NONE`].
    pub(super) to: u8,
}

/// What a broker makes of a producer's batch.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is appended, or was before: there will be an answer, if there was none yet.
    Taken,
    /// Its sequence is not the next one.
    OutOfOrder,
    /// Anything else, after which it may be sent again.
    Rejected,
}

impl Sent {
    const NONE: Sent = Sent { value: NONE, stamp: Stamp { epoch: 0, sequence: 0 }, to: NONE };

    fn bytes(self) -> [u8; 3] {
        [self.value, self.stamp.epoch << 4 | self.stamp.sequence, self.to]
    }
}

impl Producer {
    pub(super) const BYTES: usize = 4 + 3 * (REMEMBERED + 1);

    pub(super) fn new(world: &Replication) -> Producer {
        Producer {
            remembered: world.producer,
            last_sequence: world.last_sequence,
            leader: 0,
            leader_epoch: 0,
            next: Stamp { epoch: 0, sequence: 0 },
            in_flight: [Sent::NONE; REMEMBERED],
            count: 0,
            late: Sent::NONE,
        }
    }

    pub(super) fn in_flight(&self) -> &[Sent] {
        &self.in_flight[..usize::from(self.count)]
    }

    fn in_flight_mut(&mut self) -> &mut [Sent] {
        &mut self.in_flight[..usize::from(self.count)]
    }

    pub(super) fn bytes(&self, to: &mut [u8]) {
        let next = self.next.epoch << 4 | self.next.sequence;
        to[..4].copy_from_slice(&[self.leader, self.leader_epoch, next, self.count]);
        let all = self.in_flight.iter().chain([&self.late]);
        for (to, sent) in to[4..].chunks_exact_mut(3).zip(all) {
            to.copy_from_slice(&sent.bytes());
        }
    }

    /// The batch is owed no answer any more.
    pub(super) fn heard_error(&mut self, from: u8, value: u8) {
        for sent in self.in_flight_mut() {
            if sent.value == value && sent.to == from {
                sent.to = NONE;
            }
        }
    }

    /// Nothing is heard of this broker any more; says whether anything was owed.
    //= PRD-3
    pub(super) fn lose(&mut self, broker: u8) -> bool {
        let mut owed = false;
        for sent in self.in_flight_mut().iter_mut().filter(|sent| sent.to == broker) {
            owed = true;
            sent.to = NONE;
        }
        owed
    }

    /// The broker has ended: what is owed by it, or on its way to it, is lost.
    //= PRD-11
    pub(super) fn end_of(&mut self, broker: u8) {
        self.lose(broker);
        if self.late.to == broker {
            self.late = Sent::NONE;
        }
    }

    /// These values are acknowledged by a broker; those that it owes are in flight no longer.
    //= PRD-3
    pub(super) fn acknowledged(&mut self, from: u8, values: u8) {
        let before = *self;
        let stays = |sent: &&Sent| sent.to != from || values >> sent.value & 1 == 0;
        self.in_flight = [Sent::NONE; REMEMBERED];
        self.count = 0;
        for sent in before.in_flight().iter().filter(stays) {
            self.in_flight[usize::from(self.count)] = *sent;
            self.count += 1;
        }
    }

    /// The sequence that is so many after another.
    fn after(&self, sequence: u8, records: u8) -> u8 {
        (sequence + records) % (self.last_sequence + 1)
    }

    /// Whether nothing that was sent after the first in flight has been acknowledged: all between
    /// it and what comes next is in flight.
    fn nothing_after_first(&self) -> bool {
        let first = self.in_flight().first();
        first
            .is_some_and(|first| self.after(first.stamp.sequence, self.count) == self.next.sequence)
    }

    /// Another epoch, in which all that is in flight is stamped anew.
    //= PRD-10
    fn begin_epoch(&mut self) {
        let epoch = self.next.epoch + 1;
        for (sequence, sent) in (0..).zip(self.in_flight_mut()) {
            sent.stamp = Stamp { epoch, sequence };
        }
        self.next = Stamp { epoch, sequence: self.count };
    }
}

impl Replication {
    //= PRD-1
    pub(super) fn look_up(&self, s: &mut State, b: usize) -> Option<()> {
        let told = &s.replicas[b];
        let newer = told.epoch != NONE && s.producer.leader_epoch < told.epoch;
        (self.producer != 0 && told.up && newer && told.leader != NONE).then_some(())?;
        (s.producer.leader, s.producer.leader_epoch) = (told.leader, told.epoch);
        Some(())
    }

    /// Whether the producer can send to this broker.
    fn reachable(s: &State, b: usize) -> bool {
        usize::from(s.producer.leader) == b && s.replicas[b].up
    }

    //= PRD-2
    pub(super) fn send(&self, s: &mut State, b: usize) -> Option<()> {
        let reachable = Self::reachable(s, b);
        let producer = &mut s.producer;
        let room = producer.count < producer.remembered;
        let all_owed = producer.in_flight().iter().all(|sent| sent.to != NONE);
        (reachable && room && all_owed).then_some(())?;
        let sent = Sent { value: s.spent.values, stamp: producer.next, to: b as u8 };
        producer.next.sequence = producer.after(sent.stamp.sequence, 1);
        producer.in_flight[usize::from(producer.count)] = sent;
        producer.count += 1;
        s.spent.values += 1;
        s.spent.records += 1;
        self.reaches(s, b, sent);
        Some(())
    }

    /// The first batch in flight, if it is to be sent again.
    //= PRD-2
    fn to_send_again(s: &State) -> Option<Sent> {
        s.producer.in_flight().first().copied().filter(|sent| sent.to == NONE)
    }

    //= PRD-2
    pub(super) fn retry(&self, s: &mut State, b: usize) -> Option<()> {
        Self::reachable(s, b).then_some(())?;
        let sent = Self::to_send_again(s)?;
        s.producer.in_flight[0].to = b as u8;
        self.reaches(s, b, sent);
        Some(())
    }

    /// A request reaches a broker, and the producer hears at once if it is rejected.
    fn reaches(&self, s: &mut State, b: usize, sent: Sent) {
        let verdict = self.produce_stamped(s, b, sent);
        if verdict == Verdict::Taken {
            return;
        }
        s.producer.heard_error(b as u8, sent.value);
        //= PRD-10
        let first = s.producer.in_flight().first().is_some_and(|it| it.value == sent.value);
        if verdict == Verdict::OutOfOrder && first && s.producer.nothing_after_first() {
            s.producer.begin_epoch();
        }
    }

    //= PRD-3
    pub(super) fn hang_up(&self, s: &mut State, b: usize) -> Option<()> {
        s.producer.lose(b as u8).then_some(())?;
        s.spent.hang_ups += 1;
        Some(())
    }

    //= PRD-10
    pub(super) fn abandon(&self, s: &mut State, b: usize) -> Option<()> {
        let in_flight = s.producer.in_flight();
        let all_owed = in_flight.iter().all(|sent| usize::from(sent.to) == b);
        (all_owed && !in_flight.is_empty()).then_some(())?;
        s.producer.in_flight = [Sent::NONE; REMEMBERED];
        s.producer.count = 0;
        s.producer.begin_epoch();
        s.spent.abandons += 1;
        Some(())
    }

    //= PRD-11
    pub(super) fn delay(&self, s: &mut State, b: usize) -> Option<()> {
        let sent = Self::to_send_again(s)?;
        let leads = usize::from(s.producer.leader) == b;
        (leads && s.producer.late == Sent::NONE).then_some(())?;
        s.producer.late = Sent { to: b as u8, ..sent };
        s.spent.delays += 1;
        Some(())
    }

    //= PRD-11
    pub(super) fn arrive(&self, s: &mut State, b: usize) -> Option<()> {
        let late = s.producer.late;
        (s.replicas[b].up && usize::from(late.to) == b).then_some(())?;
        s.producer.late = Sent::NONE;
        let _nobody_hears = self.produce_stamped(s, b, late);
        Some(())
    }

    //= PRD-4
    //= PRD-5
    fn produce_stamped(&self, s: &mut State, b: usize, sent: Sent) -> Verdict {
        let world = s.producer;
        let leader = &mut s.replicas[b];
        if !leader.leads(b as u8) {
            return Verdict::Rejected;
        }
        let found = self.judged(leader, sent.stamp, &world);
        let batch = Batch::new(sent.value, leader.epoch, 1).stamped(sent.stamp);
        if !self.enough(leader) {
            //= PRD-6
            if found == Ok(None) && self.rules.omit(spec::Mistake::NoteBeforeAppend) {
                leader.noted.note(batch, leader.end(), world.remembered);
            }
            return Verdict::Rejected;
        }
        let end = match found {
            Err(verdict) => return verdict,
            Ok(Some(end)) => end,
            Ok(None) => {
                //= PRD-12
                s.appended_blindly |= leader.noted.epoch == NONE && sent.stamp.sequence != 0;
                let written = leader.values() >> sent.value & 1 == 1;
                leader.noted.note(batch, leader.end(), world.remembered);
                leader.append(batch);
                if !written {
                    leader.waiting |= 1 << sent.value;
                    self.advance(s, b);
                    return Verdict::Taken;
                }
                leader.end() // Twice in the log, by mistake.
            }
        };
        leader.wait_again(sent.value, end);
        self.advance(s, b);
        self.acknowledge(s, b); // As far as it was committed before.
        Verdict::Taken
    }

    //= PRD-9
    pub(super) fn forget(&self, s: &mut State, b: usize) -> Option<()> {
        let replica = &mut s.replicas[b];
        (replica.up && replica.noted.epoch != NONE).then_some(())?;
        replica.forget_producer();
        s.spent.forgets += 1;
        Some(())
    }
}
