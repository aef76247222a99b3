//! Fetch, by a consumer that reads from a follower: what it gets, and when. (CON-3, KIP-392)

use crate::{
    Driven, ME, OTHER,
    fetch::{answered, range, waits},
    from, learn, produce,
};
use kanon_core::{
    Acks, Asker, Batch, Error, Fetch, FetchPartition, Input, Output, PartitionId, RequestId, Taken,
    TakenBody,
};
use spec::{LeaderEpoch, Offset};

/// A follower in epoch 3 that has three records, of which it knows one to be committed.
fn follower() -> Driven {
    let mut broker = Driven::started(&[0]);
    broker.step(Input::Learn(learn(0, Some(OTHER), 3, &[ME, OTHER])));
    broker.step(copy(0..3, 1));
    broker
}

/// The leader's answer with these records, one to a batch, and its high watermark.
fn copy(offsets: core::ops::Range<i64>, high_watermark: i64) -> Input {
    let fetch_offset = Offset(offsets.start);
    let batch = |base| Batch {
        base: Offset(base),
        records: 1,
        leader_epoch: LeaderEpoch(3),
        size_bytes: 10,
        stamp: None,
    };
    let (batches, high_watermark) = (offsets.map(batch).collect(), Offset(high_watermark));
    let body = TakenBody::Records { batches, high_watermark };
    let answer = Taken { leader_epoch: LeaderEpoch(3), fetch_offset, body };
    Input::Take { partition: PartitionId(0), answer }
}

/// A consumer's fetch that any replica may answer, and what it is answered, if it is at once.
fn read(broker: &mut Driven, request: u64, epoch: Option<i32>, offset: i64) -> Vec<Output> {
    let asked = FetchPartition { leader_epoch: epoch.map(LeaderEpoch), ..from(0, offset) };
    broker.step(Input::Fetch(crate::fetch(request, &[asked])))
}

//= CON-3 test
#[test]
fn a_follower_gives_a_consumer_what_it_knows_to_be_committed() {
    let mut broker = follower();
    for epoch in [None, Some(3)] {
        let out = read(&mut broker, 1, epoch, 0);
        assert_eq!(answered(&out), Some(vec![range(0, 1)]));
    }
}

//= CON-3 test
//= REP-6 test
#[test]
fn a_follower_compares_epochs_as_a_leader_does() {
    let mut broker = follower();
    for (epoch, error) in [(2, Error::FencedLeaderEpoch), (4, Error::UnknownLeaderEpoch)] {
        assert_eq!(answered(&read(&mut broker, 1, Some(epoch), 0)), Some(vec![Err(error)]));
    }
    let mut knows_nothing = Driven::started(&[0]);
    for epoch in [None, Some(0)] {
        let out = read(&mut knows_nothing, 1, epoch, 0);
        assert_eq!(answered(&out), Some(vec![Err(Error::NotLeaderOrFollower)]));
    }
}

//= CON-3 test
#[test]
fn a_follower_has_nothing_beyond_its_end_and_waits_for_nothing_beyond_its_high_watermark() {
    let mut broker = follower();
    let out = read(&mut broker, 1, Some(3), 4);
    assert_eq!(answered(&out), Some(vec![Err(Error::OffsetOutOfRange)]));
    for beyond in [2, 3] {
        let out = read(&mut broker, 1, Some(3), beyond);
        let fetched = answered(&out).expect("an answer")[0].expect("no error");
        assert_eq!(fetched.high_watermark, Offset(1));
    }
    assert!(waits(&read(&mut broker, 1, Some(3), 1), 1));
}

//= CON-3 test
#[test]
fn a_consumer_that_waits_at_a_follower_is_answered_when_more_is_committed_there() {
    let mut broker = follower();
    assert!(waits(&read(&mut broker, 1, Some(3), 1), 1));
    assert!(waits(&read(&mut broker, 2, None, 1), 2));
    let out = broker.step(copy(3..3, 2));
    assert_eq!(answered(&out[..1]), Some(vec![range(1, 2)]));
    assert_eq!(answered(&out[1..]), Some(vec![range(1, 2)]));
    assert_eq!(broker.step(copy(3..3, 3)), [], "nobody waits any more");
}

//= CON-3 test
#[test]
fn a_consumer_that_waits_is_told_of_another_epoch_if_it_has_said_one() {
    let mut broker = follower();
    assert!(waits(&read(&mut broker, 1, Some(3), 1), 1));
    assert!(waits(&read(&mut broker, 2, None, 1), 2));
    let out = broker.step(Input::Learn(learn(0, Some(OTHER), 4, &[ME, OTHER])));
    assert!(matches!(out[..], [Output::Answer { request: RequestId(1), .. }]));
    assert_eq!(answered(&out), Some(vec![Err(Error::FencedLeaderEpoch)]));
}

#[test]
fn only_consumers_that_know_of_reading_from_followers_are_answered_by_one() {
    let mut broker = follower();
    let old = Asker::Consumer { leader_only: true };
    for from in [old, Asker::Follower(crate::FOLLOWER)] {
        let asked = Fetch { from, ..crate::fetch(1, &[crate::from(0, 0)]) };
        let out = broker.step(Input::Fetch(asked));
        assert_eq!(answered(&out), Some(vec![Err(Error::NotLeaderOrFollower)]));
    }
}

#[test]
fn what_waits_at_a_leader_goes_on_when_that_becomes_a_follower() {
    let mut broker = Driven::leading(&[0], &[ME]);
    broker.write(0, 1);
    assert!(waits(&read(&mut broker, 1, None, 1), 1));
    broker.step(Input::Learn(learn(0, Some(OTHER), 4, &[ME, OTHER])));
    assert_eq!(broker.step(produce(2, 0, Acks::All)).len(), 1, "refused, and nothing else");
    let out = broker.step(Input::DeadlinePassed { request: RequestId(1) });
    assert_eq!(answered(&out), Some(vec![range(1, 1)]));
}
