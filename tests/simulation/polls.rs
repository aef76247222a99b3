//! Fetches that wait, by chance: what the model has not, since no step of it hangs on when a fetch
//! is answered.
//!
//! Beside the steps of a walk, consumers and followers ask, and deadlines pass. What may be read,
//! and whether it is enough, is counted anew from the disk after each step: who waits for less is
//! forgotten, who was answered with less was answered too early. In the end come proposals and
//! answers that nobody has sent, and disks fail.

use kanon_core::{
    Asker, Batch, Error, Fetch, FetchPartition, Input, PartitionId, Replica, RequestId, Taken,
    TakenBody,
};
use sim::{
    Cluster, Event, Read,
    chance::{Random, any_step},
};
use spec::{
    Acks, BrokerEpoch, BrokerId, LeaderEpoch, Offset, Step, View, World,
    view::{self, AlterError, AlterRequest},
};
use std::collections::BTreeMap;

const WALKS: u64 = 300;
const STEPS: usize = 4000;
/// A broker counts the bytes of so many batches below the high watermark; more it may take for
/// enough.
const COUNTED: usize = 128;

/// How often things happened.
#[derive(Debug, Default)]
struct Tally {
    at_once: u64,
    woken: u64,
    expired: u64,
    errors: u64,
    of_followers: u64,
    of_ended: u64,
    unfit: u64,
    unfit_proposals: u64,
    failed: u64,
    longest: usize,
}

/// A cluster, and who waits for an answer of whom.
struct Walk {
    cluster: Cluster,
    random: Random,
    next: u64,
    waiting: BTreeMap<RequestId, (BrokerId, Fetch)>,
}

#[test]
fn who_waits_is_answered_when_there_is_enough_and_not_before() {
    let mut tally = Tally::default();
    for seed in 0..WALKS {
        let brokers = 1 + i32::try_from(seed % 3).expect("small");
        let cluster = Cluster::new(&World { min_isr: 1, ..World::of(brokers) });
        let (random, waiting) = (Random::new(seed), BTreeMap::new());
        let mut walk = Walk { cluster, random, next: 1 << 32, waiting };
        for _ in 0..STEPS {
            match walk.random.below(8) {
                0 => walk.asks(&mut tally),
                1 => walk.deadline_passes(&mut tally),
                _ => walk.step(&mut tally),
            }
        }
        walk.proposals_do_not_fit(&mut tally);
        walk.answers_do_not_fit(&mut tally);
        walk.disks_fail(&mut tally);
    }
    println!("{tally:?}");
    let Tally { at_once, woken, expired, errors, of_followers, of_ended, .. } = tally;
    let Tally { unfit, unfit_proposals, failed, longest, .. } = tally;
    let asked = [at_once, woken, expired, errors, of_followers, of_ended];
    let least = asked.into_iter().chain([unfit, unfit_proposals, failed]).min();
    assert!(Some(100) < least && COUNTED < longest, "hardly anything is seen");
}

impl Walk {
    /// One who leads, mostly.
    fn broker(&mut self) -> BrokerId {
        let drawn = self.random.broker(self.cluster.brokers());
        let mut leaders = view::brokers(&self.cluster).filter(|b| view::leads(&self.cluster, *b));
        let leader = leaders.next().unwrap_or(drawn);
        if self.random.one_in(8) { drawn } else { leader }
    }

    fn step(&mut self, tally: &mut Tally) {
        let broker = self.broker();
        let step = match self.random.below(3) {
            0 => Step::Produce { broker, acks: Acks::All, records: 1 },
            _ => any_step(&self.cluster, &mut self.random),
        };
        // Everybody has a replica here.
        if matches!(step, Step::Assign(_) | Step::Unassign(_)) {
            return;
        }
        let Ok(events) = self.cluster.apply(step) else { return };
        if let Step::Crash { broker, .. } | Step::Stop(broker) = step {
            self.waiting.retain(|_, (asked, _)| *asked != broker);
        }
        tally.longest = tally.longest.max(self.cluster.batches(broker));
        tally.woken += self.answered(&events);
        self.judge();
    }

    /// What was answered was what may be read, and enough.
    fn answered(&mut self, events: &[Event]) -> u64 {
        let mut count = 0;
        for event in events {
            let Event::Polled(request, read) = event else { continue };
            let (broker, fetch) = self.waiting.remove(request).expect("who waits");
            assert_eq!(*read, readable(&self.cluster, broker, &fetch), "{fetch:?}");
            let forgets = forgets(&self.cluster, broker, &fetch);
            assert!(forgets || enough(&self.cluster, broker, &fetch), "too early: {fetch:?}");
            count += 1;
        }
        count
    }

    /// Who waits still waits for more than there is. Who has ended is not owed an answer: it learns
    /// of that by the deadline, if at all.
    fn judge(&self) {
        for (broker, fetch) in self.waiting.values() {
            if has_ended(&self.cluster, *broker, fetch) {
                continue;
            }
            assert!(!enough(&self.cluster, *broker, fetch), "forgotten: {fetch:?}");
        }
    }

    fn asks(&mut self, tally: &mut Tally) {
        let broker = self.broker();
        let Some(fetch) = self.fetch(broker, tally) else { return };
        let (read, ready) = (
            readable(&self.cluster, broker, &fetch),
            fetch.max_wait_ms <= 0 || enough(&self.cluster, broker, &fetch),
        );
        let request = fetch.request;
        let Ok(events) = self.cluster.bring_beside(broker, Input::Fetch(fetch.clone())) else {
            return;
        };
        let own = |event: &&Event| matches!(event, Event::Polled(of, _) if *of == request);
        let others: Vec<Event> = events.iter().filter(|event| !own(event)).copied().collect();
        match events.iter().find(own) {
            Some(Event::Polled(_, answer)) => {
                let forgets = forgets(&self.cluster, broker, &fetch);
                assert_eq!(*answer, read, "{fetch:?}");
                assert!(ready || forgets, "too early: {fetch:?}");
                tally.at_once += 1;
                tally.errors += u64::from(matches!(read, Some(Err(_))));
            }
            _ => {
                assert!(!ready, "it need not wait: {fetch:?}");
                self.waiting.insert(request, (broker, fetch));
            }
        }
        tally.woken += self.answered(&others);
        self.judge();
    }

    /// A consumer's fetch, or that of a follower whose log is the beginning of the broker's.
    fn fetch(&mut self, broker: BrokerId, tally: &mut Tally) -> Option<Fetch> {
        let end = self.cluster.log_end(broker).0;
        let far = if self.random.one_in(3) { end.unsigned_abs() } else { 0 };
        let before = self.random.below(12 + far);
        let mut offset = Offset((end + 3).saturating_sub_unsigned(before));
        let replica = match self.random.below(12) {
            0..3 => {
                let follower = self.random.broker(self.cluster.brokers());
                let matches = follower != broker && begins(&self.cluster, follower, broker);
                let epoch = self.cluster.broker_epoch(follower).filter(|_| matches)?;
                offset = self.cluster.log_end(follower);
                let ended = self.random.one_in(4);
                tally.of_ended += u64::from(ended);
                tally.of_followers += 1;
                let broker_epoch = Some(BrokerEpoch(epoch.0 - i64::from(ended)));
                Some(Replica { broker: follower, broker_epoch })
            }
            3 => Some(Replica { broker: BrokerId(31), broker_epoch: None }),
            _ => None,
        };
        let known = self.cluster.known(broker).map_or(0, |known| known.leader_epoch.0);
        let said = [known, known, known + 1, known - 1];
        let leader_epoch =
            self.random.one_of(&[None, None, None, None, Some(0), Some(1), Some(2), Some(3)]);
        let asked = FetchPartition {
            partition: PartitionId(self.random.one_of(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7])),
            leader_epoch: leader_epoch.map(|place: usize| LeaderEpoch(said[place])),
            fetch_offset: offset,
            last_fetched_epoch: None,
            max_bytes: self.random.one_of(&[-1, 0, 1, 4, 1000]),
        };
        self.next += 1;
        Some(Fetch {
            request: RequestId(self.next),
            from: replica.map_or(Asker::Consumer { leader_only: true }, Asker::Follower),
            partitions: if self.random.one_in(20) { vec![] } else { vec![asked] },
            min_bytes: self.random.one_of(&[0, 1, 1, 2, 3, 8, 200]),
            max_bytes: self.random.one_of(&[1, 2, 1000, 1000]),
            max_wait_ms: self.random.one_of(&[-1, 0, 1, 500, 500, 500]),
        })
    }

    /// Who has waited the longest gets what there is; a deadline of nobody's is nothing.
    fn deadline_passes(&mut self, tally: &mut Tally) {
        let Some((request, (broker, fetch))) = self.waiting.pop_first() else { return };
        let read = readable(&self.cluster, broker, &fetch);
        let mut pass = || self.cluster.bring_beside(broker, Input::DeadlinePassed { request });
        assert_eq!(pass(), Ok(vec![Event::Polled(request, read)]));
        assert_eq!(pass(), Ok(vec![]), "it was answered");
        tally.expired += 1;
    }

    /// The ISR is some of the replicas, and the leader is one of it.
    fn proposals_do_not_fit(&self, tally: &mut Tally) {
        let now = self.cluster.controller();
        let Some(leader) = now.leader else { return };
        let (stranger, other) = (BrokerId(31), BrokerId(i32::from(leader.0 == 0)));
        let proposal = AlterRequest {
            broker_epoch: self.cluster.registered(leader).broker_epoch,
            leader_epoch: now.leader_epoch,
            partition_epoch: now.partition_epoch,
            isr: now.isr,
            added: None,
        };
        assert_eq!(self.cluster.would_agree(leader, &proposal), Ok(()), "as it is");
        for isr in [&[leader, stranger][..], &[stranger], &[other], &[]] {
            let proposal = AlterRequest { isr: isr.iter().copied().collect(), ..proposal };
            let said = self.cluster.would_agree(leader, &proposal);
            assert_eq!(said, Err(AlterError::InvalidRequest), "{isr:?}");
        }
        tally.unfit_proposals += 1;
    }

    /// Of an answer whose batch cannot be the next one of the log nothing is written.
    fn answers_do_not_fit(&mut self, tally: &mut Tally) {
        for broker in view::brokers(&self.cluster.clone()) {
            let follows = |known: &view::Leadership| known.leader.is_some_and(|by| by != broker);
            let Some(known) = self.cluster.known(broker).filter(follows) else { continue };
            let end = self.cluster.log_end(broker);
            for (base, records) in [(end.0 + 1, 1), (end.0 - 1, 1), (end.0, 0), (end.0, -1)] {
                let (base, leader_epoch) = (Offset(base), known.leader_epoch);
                let batches =
                    vec![Batch { base, records, leader_epoch, size_bytes: 1, stamp: None }];
                let high_watermark = self.cluster.high_watermark(broker);
                let body = TakenBody::Records { batches, high_watermark };
                let answer = Taken { leader_epoch, fetch_offset: end, body };
                let input = Input::Take { partition: PartitionId(0), answer };
                assert_eq!(self.cluster.bring_beside(broker, input), Ok(vec![]));
                assert_eq!(self.cluster.log_end(broker), end, "{base:?}, {records} records");
            }
            tally.unfit += 1;
        }
    }

    /// A disk fails: what waits is told so, and nothing happens there any more.
    fn disks_fail(&mut self, tally: &mut Tally) {
        for broker in view::brokers(&self.cluster.clone()) {
            let values = (0..self.cluster.values()).map(spec::Value);
            let produced: Vec<_> = values.filter(|v| self.cluster.waiting(broker, *v)).collect();
            let partition = PartitionId(0);
            let failure = Input::DiskFailed { partition };
            let Ok(events) = self.cluster.bring_beside(broker, failure) else { continue };
            for value in &produced {
                assert!(events.contains(&Event::Rejected(Some(*value), Error::KafkaStorageError)));
            }
            let polls = self.waiting.iter().filter(|(_, (asked, _))| *asked == broker);
            for (request, _) in polls.clone() {
                let read = Some(Err(Error::KafkaStorageError));
                assert!(events.contains(&Event::Polled(*request, read)));
            }
            assert_eq!(events.len(), produced.len() + polls.count());
            tally.failed += 1;
            let acks = Acks::All;
            let told = self.cluster.apply(Step::Produce { broker, acks, records: 1 });
            assert_eq!(told, Ok(vec![Event::Rejected(None, Error::KafkaStorageError)]));
            let _learnt = self.cluster.apply(Step::Learn(broker));
            assert_eq!(self.cluster.known(broker), None, "it learns nothing any more");
            let written = self.cluster.apply(Step::Checkpoint(broker)).unwrap_or_default();
            assert_eq!(written, [], "its mark is not in the checkpoint file any more");
        }
    }
}

/// Which follower asks, if one does.
fn follower(fetch: &Fetch) -> Option<Replica> {
    match fetch.from {
        Asker::Follower(replica) => Some(replica),
        Asker::Consumer { .. } => None,
    }
}

/// Whether the one log is the beginning of the other.
fn begins(cluster: &Cluster, one: BrokerId, other: BrokerId) -> bool {
    let count = cluster.batches(one);
    count <= cluster.batches(other)
        && (0..count).all(|place| cluster.batch(one, place) == cluster.batch(other, place))
}

/// What the broker may let it read now, by its disk and by what it has learnt.
fn readable(cluster: &Cluster, broker: BrokerId, fetch: &Fetch) -> Option<Result<Read, Error>> {
    let asked = fetch.partitions.first()?;
    let read = || {
        if asked.partition != PartitionId(0) {
            // Who has not registered knows not which there are.
            let knows = cluster.broker_epoch(broker).is_some();
            let unknown = knows.then_some(Error::UnknownTopicOrPartition);
            return Err(unknown.unwrap_or(Error::NotLeaderOrFollower));
        }
        let known = cluster.known(broker).ok_or(Error::NotLeaderOrFollower)?;
        match asked.leader_epoch {
            Some(said) if said < known.leader_epoch => return Err(Error::FencedLeaderEpoch),
            Some(said) if known.leader_epoch < said => return Err(Error::UnknownLeaderEpoch),
            _ if known.leader != Some(broker) => return Err(Error::NotLeaderOrFollower),
            _ => {}
        }
        let stranger = follower(fetch).is_some_and(|it| cluster.brokers() <= it.broker.0);
        if stranger {
            let says = asked.leader_epoch.map(|_| Error::UnknownLeaderEpoch);
            return Err(says.unwrap_or(Error::NotLeaderOrFollower));
        }
        let log_end = cluster.log_end(broker);
        if asked.fetch_offset < Offset(0) || log_end < asked.fetch_offset {
            return Err(Error::OffsetOutOfRange);
        }
        if has_ended(cluster, broker, fetch) {
            return Err(Error::NotLeaderOrFollower);
        }
        let high_watermark = cluster.high_watermark(broker);
        let end = if follower(fetch).is_some() { log_end } else { high_watermark };
        Ok(Read { start: asked.fetch_offset, end, high_watermark })
    };
    Some(read())
}

/// Whether a fetch begins so far below the high watermark that the bytes are not counted.
fn forgets(cluster: &Cluster, broker: BrokerId, fetch: &Fetch) -> bool {
    let start = fetch.partitions.first().map_or(Offset(0), |asked| asked.fetch_offset);
    let high_watermark = cluster.high_watermark(broker);
    let batches = (0..cluster.batches(broker)).map(|place| cluster.batch(broker, place));
    let between = batches.filter(|batch| start < batch.end() && batch.end() <= high_watermark);
    COUNTED < between.count()
}

/// Whether a follower asked of whom the broker knows a later incarnation.
fn has_ended(cluster: &Cluster, broker: BrokerId, fetch: &Fetch) -> bool {
    follower(fetch).zip(cluster.learnt(broker)).is_some_and(|(replica, learnt)| {
        let registered = cluster.registration(learnt, replica.broker);
        !registered.fenced && replica.broker_epoch < Some(registered.broker_epoch)
    })
}

/// Whether there is what a fetch waits for: an error, enough bytes, or a high watermark that lags
/// behind it. A record is one byte.
fn enough(cluster: &Cluster, broker: BrokerId, fetch: &Fetch) -> bool {
    let Some(Ok(read)) = readable(cluster, broker, fetch) else { return true };
    if read.end < read.start {
        return true;
    }
    let batches = (0..cluster.batches(broker)).map(|place| cluster.batch(broker, place));
    let within = batches.filter(|batch| read.start < batch.end() && batch.end() <= read.end);
    let bytes: i32 = within.map(|batch| batch.records).sum();
    let most = fetch.partitions.first().map_or(0, |asked| asked.max_bytes.max(1));
    fetch.min_bytes.min(fetch.max_bytes) <= bytes.min(most)
}
