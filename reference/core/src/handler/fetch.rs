//! Fetch, as it is answered: what there is for a consumer, by any replica, or for a follower, by
//! the leader; where logs part, what it says of the follower, and the long poll. (REP-6 to REP-9,
//! CON-3; `ReplicaManager.fetchMessages`, `Partition.fetchRecords`, `DelayedFetch`)
//!
//! How many bytes really fit is found out by the driver, which fills the ranges. A leader names no
//! replica that is better to read from (no replica selector is set by default, KIP-392), and fetch
//! sessions (KIP-227) are not here.

use crate::{
    Asker, Broker, EpochEnd, Error, Fetch, FetchAnswer, FetchPartition, Fetched, FetchedBody,
    Output, PartitionId, Replica, RequestId,
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
        if let Asker::Follower(follower) = fetch.from {
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
            let partition = partition.ok_or_else(|| self.lacks(asked.partition))?;
            let fetched = partition.read(asked, fetch.from, rules)?;
            let records = matches!(fetched.body, FetchedBody::Range { .. });
            match fetch.from {
                //= REP-9
                Asker::Follower(follower) if records && self.has_ended(follower) => {
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

    /// An error, a place where logs part, enough bytes, or an offset that nothing can be waited for
    /// at, because the high watermark lags behind it. (`DelayedFetch.tryComplete`)
    fn is_worth_answering(&self, fetch: &Fetch, answers: &[FetchAnswer]) -> bool {
        let mut bytes = 0i64;
        for FetchAnswer { asked, result } in answers {
            let Ok(Fetched { body: FetchedBody::Range { start, end, .. }, .. }) = result else {
                return true;
            };
            if end < start {
                return true;
            }
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
    fn read(&self, asked: &FetchPartition, from: Asker, rules: Rules) -> Result<Fetched, Error> {
        // A follower reads what is not committed yet, or it never would be.
        let end = match from {
            Asker::Follower(follower) => {
                self.follower_of(asked.leader_epoch, follower, rules)?;
                self.log.end()
            }
            Asker::Consumer { leader_only } => {
                self.may_read(asked.leader_epoch, leader_only)?;
                self.high_watermark
            }
        };
        let last = asked.last_fetched_epoch.filter(|_| !rules.omit(Mistake::CompareNoEpochs));
        let body = match last {
            Some(last) => self.diverging(last, asked.fetch_offset, rules)?,
            None => None,
        };
        let within = self.log.start() <= asked.fetch_offset && asked.fetch_offset <= self.log.end();
        if body.is_none() && !within {
            return Err(Error::OffsetOutOfRange);
        }
        let range =
            FetchedBody::Range { start: asked.fetch_offset, end, max_bytes: asked.max_bytes };
        Ok(Fetched {
            body: body.unwrap_or(range),
            high_watermark: self.high_watermark,
            log_start: self.log.start(),
        })
    }

    /// Whether a follower may fetch here. It may know of a newer assignment than this leader.
    /// (`Partition.followerReplicaOrThrow`)
    fn follower_of(
        &self,
        epoch: Option<LeaderEpoch>,
        follower: Replica,
        rules: Rules,
    ) -> Result<(), Error> {
        let leader = self.leading(epoch, rules)?;
        match epoch {
            _ if leader.has_replica(follower.broker) => Ok(()),
            Some(_) => Err(Error::UnknownLeaderEpoch),
            None => Err(Error::NotLeaderOrFollower),
        }
    }

    /// Whether a consumer may read here. (KIP-392)
    //= CON-3
    fn may_read(&self, epoch: Option<LeaderEpoch>, leader_only: bool) -> Result<(), Error> {
        if leader_only {
            self.leading(epoch, Rules::ALL).map(|_| ())
        } else {
            self.check_epoch(epoch, Rules::ALL)
        }
    }

    /// Where the log of one that has this epoch last, and ends at `fetch_offset`, parts from this.
    fn diverging(
        &self,
        last: LeaderEpoch,
        fetch_offset: Offset,
        rules: Rules,
    ) -> Result<Option<FetchedBody>, Error> {
        //= REP-7
        let found = self.log.epoch_end(last).filter(|_| self.log.start() <= fetch_offset);
        let EpochEnd { epoch, end_offset } = found.ok_or(Error::OffsetOutOfRange)?;
        if rules.omit(Mistake::AnswerOnlyAnOffset) {
            let end_offset = self.log.epochs.end_of(last, self.log.end());
            let diverges = end_offset < fetch_offset;
            return Ok(diverges.then_some(FetchedBody::Diverging { epoch: None, end_offset }));
        }
        //= REP-8
        let diverges = epoch < last || end_offset < fetch_offset;
        Ok(diverges.then_some(FetchedBody::Diverging { epoch: Some(epoch), end_offset }))
    }
}
