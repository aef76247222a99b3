//! Fetch, as the leader answers it: what there is for a consumer or a follower, where logs part,
//! what it says of the follower, and the long poll. (REP-6 to REP-9;
//! `ReplicaManager.fetchMessages`, `Partition.fetchRecords`, `DelayedFetch`)
//!
//! How many bytes really fit is found out by the driver, which fills the ranges. Fetches from
//! followers other than the leader (KIP-392) and fetch sessions (KIP-227) are not here.

use crate::{
    Broker, Error, Fetch, FetchAnswer, FetchPartition, Fetched, FetchedBody, Output, PartitionId,
    Replica, RequestId,
    partition::{Partition, Role, Step},
};
use alloc::vec::Vec;
use spec::{LeaderEpoch, Mistake, Offset, Rules};

impl Broker {
    /// Answers a fetch now, or when there is something to answer.
    pub(crate) fn fetch(&mut self, fetch: &Fetch, step: &mut Step<'_>) {
        // What is answered is what there was before the leader took note of the fetch.
        let answers = self.read(fetch, step.rules);
        if fetch.max_wait_ms <= 0 || self.is_worth_answering(fetch, &answers) {
            let (request, max_bytes) = (fetch.request, fetch.max_bytes);
            step.out.push(Output::Answer { request, max_bytes, partitions: answers.clone() });
        } else {
            let deadline = step.now.after_ms(fetch.max_wait_ms);
            step.out.push(Output::Wait { request: fetch.request, deadline });
            self.poll(fetch.clone());
        }
        if let Some(follower) = fetch.replica {
            for answer in &answers {
                self.note(follower, answer, step);
            }
        }
    }

    /// Answers with what there is.
    pub(crate) fn answer(&self, fetch: &Fetch, step: &mut Step<'_>) {
        let (request, max_bytes) = (fetch.request, fetch.max_bytes);
        let partitions = self.read(fetch, step.rules);
        step.out.push(Output::Answer { request, max_bytes, partitions });
    }

    /// Something has changed in a partition: answers the fetches for which it was enough.
    pub(crate) fn wake(&mut self, partition: PartitionId, step: &mut Step<'_>) {
        let Some(changed) = self.partitions.get(&partition) else { return };
        let pollers: Vec<RequestId> = changed.pollers.iter().copied().collect();
        for request in pollers {
            let Some(fetch) = self.fetches.get(&request) else { continue };
            let answers = self.read(fetch, step.rules);
            if self.is_worth_answering(fetch, &answers) {
                let max_bytes = fetch.max_bytes;
                step.out.push(Output::Answer { request, max_bytes, partitions: answers });
                self.forget_poll(request);
            }
        }
    }

    fn poll(&mut self, fetch: Fetch) {
        for asked in &fetch.partitions {
            if let Some(partition) = self.partitions.get_mut(&asked.partition) {
                partition.pollers.insert(fetch.request);
            }
        }
        let before = self.fetches.insert(fetch.request, fetch);
        assert!(before.is_none(), "a request's number is used again only once it was answered");
    }

    pub(crate) fn forget_poll(&mut self, request: RequestId) -> Option<Fetch> {
        let fetch = self.fetches.remove(&request)?;
        for asked in &fetch.partitions {
            if let Some(partition) = self.partitions.get_mut(&asked.partition) {
                partition.pollers.remove(&request);
            }
        }
        Some(fetch)
    }

    fn read(&self, fetch: &Fetch, rules: Rules) -> Vec<FetchAnswer> {
        let read = |asked: &FetchPartition| {
            let partition = self.partitions.get(&asked.partition);
            let partition = partition.ok_or(Error::UnknownTopicOrPartition)?;
            let fetched = partition.read(asked, fetch.replica, rules)?;
            let records = matches!(fetched.body, FetchedBody::Range { .. });
            match fetch.replica {
                //= REP-9
                Some(follower) if records && self.has_ended(follower) => {
                    Err(Error::NotLeaderOrFollower)
                }
                _ => Ok(fetched),
            }
        };
        let asked = fetch.partitions.iter();
        asked.map(|asked| FetchAnswer { asked: *asked, result: read(asked) }).collect()
    }

    /// Whether this broker knows of a later incarnation of a follower than the one that asks.
    /// (KIP-903, `Replica.updateFetchStateOrThrow`)
    //= REP-9
    fn has_ended(&self, follower: Replica) -> bool {
        let (Some(registered), Some(broker_epoch)) =
            (self.brokers.get(&follower.broker), follower.broker_epoch)
        else {
            return false;
        };
        !registered.fenced && broker_epoch < registered.broker_epoch
    }

    /// An error, a place where logs part, or enough bytes.
    fn is_worth_answering(&self, fetch: &Fetch, answers: &[FetchAnswer]) -> bool {
        let mut bytes = 0i64;
        for FetchAnswer { asked, result } in answers {
            let Ok(Fetched { body: FetchedBody::Range { start, end, .. }, .. }) = result else {
                return true;
            };
            if let Some(partition) = self.partitions.get(&asked.partition) {
                let there = partition.log.bytes_between(*start, *end);
                bytes = bytes.saturating_add(there.min(i64::from(asked.max_bytes.max(1))));
            }
        }
        answers.is_empty() || i64::from(fetch.min_bytes.min(fetch.max_bytes)) <= bytes
    }

    fn note(&mut self, follower: Replica, answer: &FetchAnswer, step: &mut Step<'_>) {
        let Some(partition) = self.partitions.get_mut(&answer.asked.partition) else { return };
        let Ok(fetched) = &answer.result else { return };
        let diverges = matches!(fetched.body, FetchedBody::Diverging { .. });
        //= REP-9
        if diverges && !step.rules.omit(Mistake::StateFromDivergingFetch) {
            return;
        }
        if let Role::Leader(leader) = &mut partition.role {
            leader.heard(follower, answer.asked.fetch_offset);
            partition.advance(step);
            partition.assert_properties(step.rules);
            self.wake(answer.asked.partition, step);
        }
    }
}

impl Partition {
    fn read(
        &self,
        asked: &FetchPartition,
        replica: Option<Replica>,
        rules: Rules,
    ) -> Result<Fetched, Error> {
        let leader = self.leading(asked.leader_epoch, rules)?;
        if replica.is_some_and(|follower| !leader.has_replica(follower.broker)) {
            // The follower may know of a newer assignment (`Partition.followerReplicaOrThrow`).
            return Err(match asked.leader_epoch {
                Some(_) => Error::UnknownLeaderEpoch,
                None => Error::NotLeaderOrFollower,
            });
        }
        let last = asked.last_fetched_epoch.filter(|_| !rules.omit(Mistake::CompareNoEpochs));
        let body = match last {
            Some(last) => self.diverging(last, asked.fetch_offset, rules)?,
            None => None,
        };
        let within = self.log.start() <= asked.fetch_offset && asked.fetch_offset <= self.log.end();
        if body.is_none() && !within {
            return Err(Error::OffsetOutOfRange);
        }
        // A follower reads what is not committed yet, or it never would be.
        let end = if replica.is_some() { self.log.end() } else { self.high_watermark };
        let range =
            FetchedBody::Range { start: asked.fetch_offset, end, max_bytes: asked.max_bytes };
        Ok(Fetched {
            body: body.unwrap_or(range),
            high_watermark: self.high_watermark,
            log_start: self.log.start(),
        })
    }

    /// Where the log of one that has this epoch last, and ends at `fetch_offset`, parts from this.
    fn diverging(
        &self,
        last: LeaderEpoch,
        fetch_offset: Offset,
        rules: Rules,
    ) -> Result<Option<FetchedBody>, Error> {
        let epochs = &self.log.epochs;
        //= REP-7
        if epochs.last() < Some(last) || fetch_offset < self.log.start() {
            return Err(Error::OffsetOutOfRange);
        }
        let log_end = self.log.end();
        if rules.omit(Mistake::AnswerOnlyAnOffset) {
            let end_offset = epochs.end_of(last, log_end);
            let diverges = end_offset < fetch_offset;
            return Ok(diverges.then_some(FetchedBody::Diverging { epoch: None, end_offset }));
        }
        //= REP-8
        let epoch = epochs.at_most(last).unwrap_or(last);
        let end_offset = epochs.end_of(epoch, log_end);
        let diverges = epoch < last || end_offset < fetch_offset;
        Ok(diverges.then_some(FetchedBody::Diverging { epoch: Some(epoch), end_offset }))
    }
}
