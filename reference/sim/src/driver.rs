//! The driver of each broker: brings it an input and carries out what it wants done, in order, as
//! the contract in `kanon-core`'s page says.

use crate::{
    cluster::{Cluster, PARTITION},
    consumer::CONSUMER,
    event::Event,
    network::FETCH,
    polls::polled,
    words,
};
use alloc::{collections::VecDeque, vec::Vec};
use kanon_core::{
    Broker, Error, FetchAnswer, Fetched, FetchedBody, Input, Output, Partition, Produced,
    RequestId, Time,
};
use spec::{
    Acks, BrokerId, Mistake, Offset, Rules, Value, View,
    producer::Stamp,
    view::{Alter, Answer, Batch, Body, Exchange, Stage},
};

/// There is no clock in a world: what waits for time is a step of its own.
const NOW: Time = Time(0);

/// What the driver holds while an input is handled: the part that the broker does not see.
#[derive(Clone, Copy)]
pub(crate) enum Held {
    Nothing,
    /// The produce request's value, and what it asked for.
    Produce(Value, Acks),
    /// The idempotent producer's value and what is on its batch; of one that comes late, the number
    /// of the request whose answer nobody hears.
    Stamped {
        value: Value,
        stamp: Stamp,
        late: Option<RequestId>,
    },
    /// The batch of the answer that is taken.
    Answer(Option<Batch>),
    /// Whose fetch is served; the answer of an orphan goes nowhere.
    Fetch {
        follower: BrokerId,
        orphan: bool,
    },
    /// The consumer's fetch.
    Read,
}

/// The value that a produce request writes: its number is made of it.
pub(crate) fn value_of(request: RequestId) -> Value {
    Value((request.0 & u64::from(u32::MAX)) as u32)
}

impl Cluster {
    /// Brings an input to a broker that is up; says whether anything came out.
    pub(crate) fn deliver(
        &mut self,
        to: BrokerId,
        input: Input,
        held: Held,
        said: &mut Vec<Event>,
    ) -> bool {
        let mut inputs = VecDeque::from([input]);
        let mut any = false;
        while let Some(input) = inputs.pop_front() {
            let broker = self.node_mut(to).broker.as_mut().expect("a broker that is up");
            let mark = |broker: &Broker| broker.partition(PARTITION).map(Partition::high_watermark);
            let before = mark(broker);
            let end = broker.partition(PARTITION).map(Partition::log_end);
            let mut out = Vec::new();
            broker.step(NOW, input, &mut out);
            let waits = out.iter().any(|output| matches!(output, Output::Wait { .. }));
            let mut advanced = mark(broker).filter(|after| Some(*after) != before);
            any |= !out.is_empty();
            for output in out {
                if let Output::Truncate { end: cut, .. } = &output {
                    assert!(Some(*cut) < end, "LOG-8: there is something to cut");
                }
                // What is acknowledged is so because of it.
                if matches!(output, Output::Reply { .. }) {
                    said.extend(advanced.take().map(Event::HighWatermark));
                }
                inputs.extend(self.carry_out(to, output, held, said));
            }
            said.extend(advanced.map(Event::HighWatermark));
            if let Held::Produce(value, _) = held {
                assert!(waits == self.waiting(to, value), "REP-3: who waits has a deadline");
            }
        }
        any
    }

    /// Carries out one output; what comes of it may be the broker's next input.
    fn carry_out(
        &mut self,
        broker: BrokerId,
        output: Output,
        held: Held,
        said: &mut Vec<Event>,
    ) -> Option<Input> {
        match output {
            Output::Append { batch, .. } => self.append(broker, batch, held, said),
            Output::Copy { start, end, .. } => {
                let Held::Answer(Some(batch)) = held else { unreachable!("an answer is taken") };
                assert!(batch.base == start && batch.end() == end, "an answer has one batch");
                self.node_mut(broker).disk.append(batch);
                said.push(Event::Copied(batch));
            }
            Output::Truncate { partition, end } => {
                //= STO-7
                let cut = self.node_mut(broker).disk.truncate(end);
                //= PRD-7
                if !self.rules.omit(Mistake::KeepProducerState) {
                    self.node_mut(broker).forgotten = Offset(0);
                }
                said.push(Event::Truncated(cut));
                return (cut < end).then_some(Input::Truncated { partition, end: cut });
            }
            Output::ReadProducers { partition, .. } => {
                let producers = self.node(broker).disk.producers(self.limits());
                return Some(Input::Producers { partition, producers });
            }
            Output::DeleteBefore { offset, .. } => {
                self.node_mut(broker).disk.delete_before(offset);
                said.push(Event::Begins(offset));
            }
            Output::Delete { .. } => {
                self.node_mut(broker).disk.delete_replica();
                self.node_mut(broker).forgotten = Offset(0);
                said.push(Event::Deleted);
            }
            Output::EpochStarts { starts, .. } => {
                let disk = &mut self.node_mut(broker).disk;
                assert!(disk.epoch_file() != starts, "LOG-4: the file is to be another");
                disk.write_epochs(&starts);
            }
            Output::Checkpoint { high_watermarks } => {
                for (_, high_watermark) in high_watermarks {
                    self.node_mut(broker).disk.write_checkpoint(high_watermark);
                    said.push(Event::Checkpointed(high_watermark));
                }
            }
            Output::Reply { request, result, .. } => {
                if let Ok(produced) = result {
                    self.assert_told_truly(broker, request, produced);
                }
                self.reply(broker, request, result.err(), held, said);
            }
            Output::Answer { request, partitions, .. } if [FETCH, CONSUMER].contains(&request) => {
                for answer in partitions {
                    self.answer(broker, answer, held, said);
                }
            }
            Output::Answer { request, partitions, .. } => said.push(polled(request, &partitions)),
            Output::Send { to, fetch } => {
                let request = words::fetch(to, fetch);
                self.node_mut(broker).exchange = Some(Exchange::Request(request));
                said.push(Event::Asked(request));
            }
            Output::Alter(request) => {
                let request = words::proposal(&request);
                self.node_mut(broker).alter = Some(Alter { request, stage: Stage::Sent });
                said.push(Event::Proposed(request));
            }
            Output::Offset { result, .. } => self.take_offset(result, said),
            Output::EpochEnd { result, .. } => self.take_epoch_end(result, said),
            Output::Deleted { .. } => unreachable!("nobody asks to delete records here"),
            // There is no clock here.
            Output::Wait { .. } => {}
        }
        None
    }

    /// Where the batch is, as the producer is told, is where it is.
    fn assert_told_truly(&self, broker: BrokerId, request: RequestId, told: Produced) {
        let mut batches = self.node(broker).disk.batches().iter();
        let is_there =
            |batch: &Batch| batch.value == value_of(request) && batch.base == told.base_offset;
        let mistaken = self.rules != Rules::ALL;
        assert!(mistaken || batches.any(is_there), "REP-2, REP-3, PRD-4");
        assert!(told.log_start == self.node(broker).disk.log_start(), "STO-1");
    }

    fn append(
        &mut self,
        broker: BrokerId,
        header: kanon_core::Batch,
        held: Held,
        said: &mut Vec<Event>,
    ) {
        let (value, stamp) = match held {
            Held::Produce(value, _) => (value, None),
            Held::Stamped { value, stamp, .. } => (value, Some(stamp)),
            _ => unreachable!("a produce request is handled"),
        };
        let batch = Batch {
            base: header.base,
            records: header.records,
            leader_epoch: header.leader_epoch,
            value,
            stamp,
        };
        self.node_mut(broker).disk.append(batch);
        if stamp.is_none() {
            self.ghosts.push(crate::cluster::Ghost::default());
        }
        said.push(Event::Appended(batch));
    }

    /// A producer's request is answered. Its number is that of the value it wrote.
    fn reply(
        &mut self,
        broker: BrokerId,
        request: RequestId,
        error: Option<Error>,
        held: Held,
        said: &mut Vec<Event>,
    ) {
        let value = value_of(request);
        let heard = !matches!(held, Held::Stamped { late, .. } if late == Some(request));
        if heard || error.is_none() {
            self.tell_producer(broker, value, error.is_none());
        }
        let written = (value.0 as usize) < self.ghosts.len();
        match error {
            Some(error) => said.push(Event::Rejected(written.then_some(value), error)),
            None => {
                // Only those of `acks=all` ever wait.
                let of_leader = matches!(held, Held::Produce(of, Acks::Leader) if of == value);
                self.ghost(value).acknowledged |= !of_leader;
                said.push(Event::Acknowledged(value));
            }
        }
    }

    /// A broker answers a fetch, of a follower or the consumer.
    fn answer(&mut self, broker: BrokerId, found: FetchAnswer, held: Held, said: &mut Vec<Event>) {
        let body = self.fill(broker, found.result);
        let (follower, orphan) = match held {
            Held::Fetch { follower, orphan } => (follower, orphan),
            Held::Read => return self.take_records(broker, body, said),
            _ => unreachable!("a fetch is served"),
        };
        said.push(Event::Answered(body));
        if !orphan {
            let leader_epoch = found.asked.leader_epoch.expect("a follower says its epoch");
            let fetch_offset = found.asked.fetch_offset;
            let answer = Answer { leader_epoch, fetch_offset, body };
            self.node_mut(follower).exchange = Some(Exchange::Answer(answer));
        }
    }

    /// A range is filled with one batch, which is how far `max_bytes` of 1 reach.
    fn fill(&self, broker: BrokerId, found: Result<Fetched, Error>) -> Body {
        match found {
            Ok(Fetched { body, high_watermark, .. }) => match body {
                FetchedBody::Range { start, end, .. } => {
                    let batch = self.node(broker).disk.batch_at(start, end);
                    Body::Records { batch, high_watermark }
                }
                FetchedBody::Diverging { epoch, end_offset } => {
                    Body::Diverging { epoch, end_offset, high_watermark }
                }
            },
            Err(error) => Body::Error(words::rejection(error)),
        }
    }
}
