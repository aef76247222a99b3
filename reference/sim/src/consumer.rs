//! The consumer and its steps: `refresh`, `validate`, `read`, `latest`. (CON-1 to CON-6)
//!
//! What brokers answer is theirs to decide, but for who leads, which a broker's metadata says and
//! not its log; what a client makes of it is here. It is one of those that read from any replica.

use crate::{
    cluster::{Cluster, PARTITION},
    driver::Held,
    event::Event,
};
use alloc::{vec, vec::Vec};
use kanon_core::{
    Asker, EpochEnd, Error, Fetch, FetchPartition, Found, Input, ListOffsets, OffsetForLeaderEpoch,
    RequestId, Which,
};
use spec::{
    BrokerId, LeaderEpoch, Mistake, Offset, Refused, View,
    view::{self, Batch, Body},
};

/// The number of every request of the consumer: each is answered in the step that makes it.
pub(crate) const CONSUMER: RequestId = RequestId(u64::MAX - 1);

/// A client that reads what is committed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Consumer {
    /// What it knows, and what the judge knows of it.
    pub(crate) shown: view::Consumer,
    /// What it has read below its position, as far back as it can tell that it is there still: the
    /// judge's knowledge, for a client keeps nothing.
    history: Vec<Batch>,
}

impl Consumer {
    /// It has read nothing, and knows who led first.
    pub(crate) fn new(leader: BrokerId) -> Consumer {
        let shown = view::Consumer {
            leader,
            leader_epoch: LeaderEpoch(0),
            position: Offset(0),
            last_epoch: None,
            must_validate: false,
            latest: None,
            went_back: false,
            torn: false,
        };
        Consumer { shown, history: vec![] }
    }

    /// Reads on from an offset before its position, after a batch of this epoch. Where the log
    /// parts from what was read in older epochs it cannot tell.
    //= CON-4
    fn seek(&mut self, position: Offset, last_epoch: Option<LeaderEpoch>) {
        let known = last_epoch == self.shown.last_epoch;
        self.history.retain(|batch| known && batch.end() <= position);
        self.shown.position = position;
        self.shown.last_epoch = last_epoch;
    }

    /// Whether a log lacks any of what was read.
    fn lacks(&self, log: &[Batch]) -> bool {
        let since = self.history.first().map(|batch| batch.base);
        let from = log.iter().position(|batch| Some(batch.base) == since);
        !log.get(from.unwrap_or(0)..).is_some_and(|log| log.starts_with(&self.history))
    }
}

impl Cluster {
    //= CON-1
    pub(crate) fn refresh(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let known = self.known(broker).ok_or(Refused)?;
        let leader = known.leader.ok_or(Refused)?;
        let validates = !self.rules.omit(Mistake::NoValidation);
        let consumer = &mut self.consumer.as_mut().ok_or(Refused)?.shown;
        if known.leader_epoch <= consumer.leader_epoch {
            return Err(Refused);
        }
        consumer.leader = leader;
        consumer.leader_epoch = known.leader_epoch;
        consumer.must_validate = consumer.last_epoch.is_some() && validates;
        said.push(Event::TakenForLeader(leader, known.leader_epoch));
        said.extend(consumer.must_validate.then_some(Event::ToValidate(consumer.position)));
        Ok(())
    }

    //= CON-2
    pub(crate) fn validate(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let consumer = self.consumer_of_leader(broker)?;
        if !consumer.must_validate {
            return Err(Refused);
        }
        let asked = OffsetForLeaderEpoch {
            request: CONSUMER,
            partition: PARTITION,
            leader_epoch: Some(consumer.leader_epoch),
            epoch: consumer.last_epoch,
        };
        self.deliver(broker, Input::OffsetForLeaderEpoch(asked), Held::Nothing, said);
        Ok(())
    }

    /// The answer to that: what has been read is still there, or some of it is not.
    //= CON-2
    pub(crate) fn take_epoch_end(
        &mut self,
        answer: Result<Option<EpochEnd>, Error>,
        said: &mut Vec<Event>,
    ) {
        let consumer = self.consumer.as_mut().expect("nobody else asks where an epoch ends");
        let found = match answer {
            Ok(found) => found,
            Err(error) => return said.push(Event::AnsweredError(error)),
        };
        said.push(Event::EpochEnds(found));
        consumer.shown.must_validate = false;
        let position = consumer.shown.position;
        let before = match found {
            // A policy says where to begin when nothing is left to hold on to: at the start.
            None => Some((Offset(0), None)),
            Some(EpochEnd { epoch, end_offset }) if end_offset < position => {
                Some((end_offset, Some(epoch)))
            }
            Some(EpochEnd { epoch, .. }) => {
                // Its last batch is not in this log, and nothing says so.
                //= CON-4
                if Some(epoch) < consumer.shown.last_epoch {
                    consumer.history.clear();
                }
                None
            }
        };
        said.push(match before {
            Some((position, epoch)) => {
                consumer.seek(position, epoch);
                Event::ReadsFrom(position)
            }
            None => Event::Valid(position),
        });
    }

    //= CON-3
    pub(crate) fn read(&mut self, broker: BrokerId, said: &mut Vec<Event>) -> Result<(), Refused> {
        let consumer = self.consumer.as_ref().ok_or(Refused)?.shown;
        if !self.is_up(broker) || consumer.must_validate {
            return Err(Refused);
        }
        let asked = FetchPartition {
            partition: PARTITION,
            leader_epoch: Some(consumer.leader_epoch),
            fetch_offset: consumer.position,
            last_fetched_epoch: None,
            max_bytes: 1,
        };
        let fetch = Fetch {
            request: CONSUMER,
            from: Asker::Consumer { leader_only: false },
            partitions: vec![asked],
            min_bytes: 0,
            max_bytes: 1,
            max_wait_ms: 0,
        };
        self.deliver(broker, Input::Fetch(fetch), Held::Read, said);
        Ok(())
    }

    /// The answer to that, of this broker.
    //= CON-3
    pub(crate) fn take_records(&mut self, broker: BrokerId, answer: Body, said: &mut Vec<Event>) {
        let Body::Records { batch: Some(batch), .. } = answer else {
            return said.push(Event::Answered(answer));
        };
        let mut consumer = self.consumer.take().expect("a consumer has asked");
        //= CON-4
        let promised =
            self.ghosts.iter().all(|ghost| !ghost.given_up) || consumer.shown.leader == broker;
        consumer.shown.torn |= promised && consumer.lacks(self.node(broker).disk.batches());
        consumer.history.push(batch);
        if !promised {
            consumer.history.clear();
        }
        consumer.shown.position = batch.end();
        consumer.shown.last_epoch = Some(batch.leader_epoch);
        said.push(Event::Read(batch));
        self.consumer = Some(consumer);
    }

    //= CON-5
    pub(crate) fn latest(
        &mut self,
        broker: BrokerId,
        said: &mut Vec<Event>,
    ) -> Result<(), Refused> {
        let consumer = self.consumer_of_leader(broker)?;
        let asked = ListOffsets {
            request: CONSUMER,
            partition: PARTITION,
            leader_epoch: Some(consumer.leader_epoch),
            which: Which::Latest,
        };
        self.deliver(broker, Input::ListOffsets(asked), Held::Nothing, said);
        Ok(())
    }

    /// The answer to that.
    //= CON-5
    pub(crate) fn take_offset(&mut self, answer: Result<Found, Error>, said: &mut Vec<Event>) {
        let consumer = self.consumer.as_mut().expect("nobody else asks for an offset");
        match answer {
            Ok(Found::At { offset, .. }) => {
                //= CON-6
                consumer.shown.went_back |= Some(offset) < consumer.shown.latest;
                consumer.shown.latest = Some(offset);
                said.push(Event::Ends(offset));
            }
            Ok(other) => unreachable!("an end is not looked for: {other:?}"),
            Err(error) => said.push(Event::AnsweredError(error)),
        }
    }

    /// The consumer, if it takes this broker for the leader, and reaches it.
    fn consumer_of_leader(&self, broker: BrokerId) -> Result<view::Consumer, Refused> {
        let consumer = self.consumer.as_ref().ok_or(Refused)?.shown;
        let asks = self.is_up(broker) && consumer.leader == broker;
        if asks { Ok(consumer) } else { Err(Refused) }
    }
}
