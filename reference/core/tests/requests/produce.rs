//! Produce: acknowledgements, deadlines, errors.

use crate::{Driven, FOLLOWER, ME, OTHER, from, learn, produce};
use kanon_core::{
    Acks, Asker, Batch, Error, Fetch, FetchPartition, Input, Output, PartitionId, Produced,
    RequestId, Time,
};
use spec::{LeaderEpoch, Offset};

fn batch(base: i64) -> Batch {
    Batch {
        base: Offset(base),
        records: 1,
        leader_epoch: LeaderEpoch(3),
        size_bytes: 10,
        stamp: None,
    }
}

fn append(request: u64, base: i64) -> Output {
    let (partition, request) = (PartitionId(0), RequestId(request));
    Output::Append { partition, request, batch: batch(base) }
}

fn reply(request: u64, result: Result<i64, Error>) -> Output {
    let produced = |base| Produced { base_offset: Offset(base), log_start: Offset(0) };
    let result = result.map(produced);
    Output::Reply { request: RequestId(request), partition: PartitionId(0), result }
}

//= REP-2 test
#[test]
fn the_write_comes_before_the_reply() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    for (request, acks) in [(0, Acks::Leader), (1, Acks::None)] {
        let base = i64::try_from(request).expect("small");
        let out = broker.step(produce(request, 0, acks));
        assert_eq!(out, [append(request, base), reply(request, Ok(base))]);
    }
}

//= REP-3 test
#[test]
fn alone_in_sync_it_acknowledges_at_once() {
    let mut broker = Driven::leading(&[0], &[ME]);
    let out = broker.step(produce(7, 0, Acks::All));
    assert_eq!(out, [append(7, 0), reply(7, Ok(0))]);
}

//= REP-3 test
#[test]
fn it_waits_for_the_others_and_acknowledges_in_order() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    let wait = Output::Wait { request: RequestId(1), deadline: Time(1_500) };
    assert_eq!(broker.step(produce(1, 0, Acks::All)), [append(1, 0), wait]);
    broker.step(produce(2, 0, Acks::All));
    broker.step(produce(3, 0, Acks::All));
    // The follower has two of three.
    let asked = from(0, 2);
    let fetch =
        Fetch { from: Asker::Follower(FOLLOWER), max_wait_ms: 0, ..crate::fetch(9, &[asked]) };
    let out = broker.step(Input::Fetch(fetch));
    assert_eq!(out[1..], [reply(1, Ok(0)), reply(2, Ok(1))]);
    let partition = broker.0.partition(PartitionId(0)).expect("restored");
    assert_eq!(partition.waiting().collect::<Vec<_>>(), [RequestId(3)]);
}

//= REP-4 test
#[test]
fn a_deadline_fails_its_own_request_and_says_nothing_twice() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    broker.step(produce(1, 0, Acks::All));
    broker.step(produce(2, 0, Acks::All));
    let passed = || Input::DeadlinePassed { request: RequestId(2) };
    assert_eq!(broker.step(passed()), [reply(2, Err(Error::RequestTimedOut))]);
    assert_eq!(broker.step(passed()), []);
    let deposed = broker.step(Input::Learn(learn(0, Some(OTHER), 4, &[ME, OTHER])));
    assert_eq!(deposed, [reply(1, Err(Error::NotLeaderOrFollower))]);
}

/// A broker that learns decisions one by one is never told so; one that learns several at once is.
//= REP-4 test
//= REP-9 test
#[test]
fn a_leader_of_a_new_epoch_keeps_its_requests_waiting_and_forgets_its_followers() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    broker.step(produce(1, 0, Acks::All));
    let heard = |broker: &Driven| broker.0.partition(PartitionId(0))?.heard_of(OTHER);
    let asks = |epoch, offset| {
        let asked = FetchPartition { leader_epoch: Some(LeaderEpoch(epoch)), ..from(0, offset) };
        let fetch = crate::fetch(9, &[asked]);
        Input::Fetch(Fetch { from: Asker::Follower(FOLLOWER), max_wait_ms: 0, ..fetch })
    };
    broker.step(asks(3, 0));
    assert!(heard(&broker).is_some());
    broker.step(Input::Learn(learn(0, Some(ME), 5, &[ME, OTHER])));
    assert_eq!(heard(&broker), None);
    let out = broker.step(asks(5, 1));
    assert_eq!(out[1..], [reply(1, Ok(0))]);
}

//= REP-1 test
#[test]
fn what_is_not_led_is_not_written() {
    let mut broker = Driven::started(&[0]);
    let unknown = Input::Produce(kanon_core::Produce {
        request: RequestId(1),
        partition: PartitionId(8),
        acks: Acks::None,
        records: 1,
        size_bytes: 10,
        timeout_ms: 0,
        stamp: None,
    });
    let Output::Reply { result, .. } = broker.step(unknown).remove(0) else { panic!("a reply") };
    assert_eq!(result, Err(Error::UnknownTopicOrPartition));
    let out = broker.step(produce(1, 0, Acks::Leader));
    assert_eq!(out, [reply(1, Err(Error::NotLeaderOrFollower))]);
    broker.step(Input::Learn(learn(0, None, 4, &[ME])));
    let out = broker.step(produce(1, 0, Acks::Leader));
    assert_eq!(out, [reply(1, Err(Error::NotLeaderOrFollower))]);
}

#[test]
fn after_its_disk_has_failed_a_partition_takes_no_step() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    broker.step(produce(1, 0, Acks::All));
    let failed = broker.step(Input::DiskFailed { partition: PartitionId(0) });
    assert_eq!(failed, [reply(1, Err(Error::KafkaStorageError))]);
    let out = broker.step(produce(2, 0, Acks::Leader));
    assert_eq!(out, [reply(2, Err(Error::KafkaStorageError))]);
    assert_eq!(broker.step(Input::Learn(learn(0, Some(ME), 9, &[ME]))), []);
    assert_eq!(broker.step(Input::Checkpoint), [Output::Checkpoint { high_watermarks: vec![] }]);
}
