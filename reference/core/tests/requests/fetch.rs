//! Fetch: what a consumer gets, and when.

use crate::{Driven, FOLLOWER, ME, NOW, OTHER, fetch, from, learn, produce};
use kanon_core::{
    Acks, Asker, Error, Fetch, FetchPartition, Fetched, FetchedBody, Input, Output, RequestId,
};
use spec::{LeaderEpoch, Offset};

/// The answer's partitions, if that is all that came out.
pub(crate) fn answered(out: &[Output]) -> Option<Vec<Result<Fetched, Error>>> {
    match out {
        [Output::Answer { partitions, .. }] => {
            Some(partitions.iter().map(|answer| answer.result).collect())
        }
        _ => None,
    }
}

/// What is answered of the only partition.
fn only(out: &[Output]) -> Fetched {
    let answers = answered(out).expect("an answer");
    answers[0].expect("no error")
}

pub(crate) fn range(start: i64, end: i64) -> Result<Fetched, Error> {
    let (start, end) = (Offset(start), Offset(end));
    let body = FetchedBody::Range { start, end, max_bytes: 1_000 };
    Ok(Fetched { body, high_watermark: end, log_start: Offset(0) })
}

pub(crate) fn waits(out: &[Output], request: u64) -> bool {
    let (request, deadline) = (RequestId(request), NOW.after_ms(500));
    out == [Output::Wait { request, deadline }]
}

#[test]
fn a_consumer_reads_up_to_the_high_watermark_and_a_follower_beyond() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    broker.write(0, 3);
    let follower = |offset| Fetch {
        from: Asker::Follower(FOLLOWER),
        max_wait_ms: 0,
        ..fetch(1, &[from(0, offset)])
    };
    let Fetched { body, high_watermark, .. } = only(&broker.step(Input::Fetch(follower(1))));
    assert_eq!(body, FetchedBody::Range { start: Offset(1), end: Offset(3), max_bytes: 1_000 });
    assert_eq!(high_watermark, Offset(0), "before the leader took note of this fetch");
    let out = broker.step(Input::Fetch(fetch(2, &[from(0, 0)])));
    assert_eq!(answered(&out), Some(vec![range(0, 1)]));
}

#[test]
fn a_fetch_waits_for_a_byte_and_is_answered_after_the_write() {
    let mut broker = Driven::leading(&[0], &[ME]);
    assert!(waits(&broker.step(Input::Fetch(fetch(1, &[from(0, 0)]))), 1));
    let out = broker.step(produce(2, 0, Acks::Leader));
    assert!(matches!(out[..2], [Output::Append { .. }, Output::Reply { .. }]));
    assert_eq!(answered(&out[2..]), Some(vec![range(0, 1)]));
    let passed = broker.step(Input::DeadlinePassed { request: RequestId(1) });
    assert_eq!(passed, [], "it was answered");
}

#[test]
fn the_bytes_of_all_partitions_count_together() {
    let mut broker = Driven::leading(&[0, 1], &[ME]);
    let asked = Fetch { min_bytes: 30, ..fetch(1, &[from(0, 0), from(1, 0)]) };
    assert!(waits(&broker.step(Input::Fetch(asked)), 1));
    for partition in [0, 1] {
        assert_eq!(broker.step(produce(2, partition, Acks::Leader)).len(), 2, "not enough yet");
    }
    let out = broker.step(produce(2, 1, Acks::Leader));
    assert_eq!(answered(&out[2..]), Some(vec![range(0, 1), range(0, 2)]));
}

#[test]
fn more_bytes_of_one_partition_than_it_may_give_do_not_count() {
    let mut broker = Driven::leading(&[0], &[ME]);
    broker.write(0, 5);
    let asked = FetchPartition { max_bytes: 20, ..from(0, 0) };
    let out = broker.step(Input::Fetch(Fetch { min_bytes: 30, ..fetch(1, &[asked]) }));
    assert!(waits(&out, 1), "50 bytes are there, of which 20 may go");
    let out = broker.step(Input::Fetch(Fetch { min_bytes: 20, ..fetch(2, &[asked]) }));
    assert!(answered(&out).is_some());
}

#[test]
fn a_deadline_answers_with_what_there_is() {
    let mut broker = Driven::leading(&[0], &[ME]);
    broker.write(0, 1);
    let asked = Fetch { min_bytes: 500, ..fetch(1, &[from(0, 0)]) };
    assert!(waits(&broker.step(Input::Fetch(asked)), 1));
    let out = broker.step(Input::DeadlinePassed { request: RequestId(1) });
    assert_eq!(answered(&out), Some(vec![range(0, 1)]));
    let again = broker.step(Input::Fetch(fetch(1, &[from(0, 1)])));
    assert!(waits(&again, 1), "the number may be used again");
}

#[test]
fn who_asks_for_nothing_or_cannot_wait_is_answered_at_once() {
    let mut broker = Driven::leading(&[0], &[ME]);
    for asked in [
        fetch(1, &[]),
        Fetch { min_bytes: 0, ..fetch(1, &[from(0, 0)]) },
        Fetch { max_wait_ms: 0, ..fetch(1, &[from(0, 0)]) },
        Fetch { max_wait_ms: -1, ..fetch(1, &[from(0, 0)]) },
    ] {
        assert!(answered(&broker.step(Input::Fetch(asked))).is_some());
    }
}

//= REP-6 test
//= REP-7 test
#[test]
fn an_error_is_answered_at_once() {
    let mut broker = Driven::leading(&[0], &[ME]);
    broker.write(0, 2);
    let of_epoch = |epoch| FetchPartition { leader_epoch: Some(LeaderEpoch(epoch)), ..from(0, 0) };
    let after =
        |epoch| FetchPartition { last_fetched_epoch: Some(LeaderEpoch(epoch)), ..from(0, 0) };
    for (asked, error) in [
        (from(0, 3), Error::OffsetOutOfRange),
        (from(0, -1), Error::OffsetOutOfRange),
        (from(0, i64::MAX), Error::OffsetOutOfRange),
        (from(7, 0), Error::UnknownTopicOrPartition),
        (of_epoch(2), Error::FencedLeaderEpoch),
        (of_epoch(4), Error::UnknownLeaderEpoch),
        (after(4), Error::OffsetOutOfRange),
    ] {
        let out = broker.step(Input::Fetch(fetch(1, &[from(0, 2), asked])));
        assert_eq!(answered(&out), Some(vec![range(2, 2), Err(error)]));
    }
}

#[test]
fn a_fetch_that_waits_is_answered_when_its_leader_is_deposed() {
    let mut broker = Driven::leading(&[0, 1], &[ME]);
    let from = Asker::Consumer { leader_only: true };
    let asked = Fetch { from, ..fetch(1, &[crate::from(0, 0), crate::from(1, 0)]) };
    broker.step(Input::Fetch(asked));
    let out = broker.step(Input::Learn(learn(1, Some(OTHER), 4, &[OTHER])));
    assert_eq!(answered(&out), Some(vec![range(0, 0), Err(Error::NotLeaderOrFollower)]));
    let out = broker.step(produce(2, 0, Acks::Leader));
    assert_eq!(out.len(), 2, "nobody waits any more");
}

//= REP-8 test
#[test]
fn a_consumer_too_is_told_where_its_log_parts() {
    let mut broker = Driven::leading(&[0], &[ME]);
    broker.write(0, 1);
    let asked = FetchPartition { last_fetched_epoch: Some(LeaderEpoch(2)), ..from(0, 1) };
    let Fetched { body, .. } = only(&broker.step(Input::Fetch(fetch(1, &[asked]))));
    let (epoch, end_offset) = (Some(LeaderEpoch(2)), Offset(0));
    assert_eq!(body, FetchedBody::Diverging { epoch, end_offset });
}

#[test]
fn a_fetch_from_below_the_known_headers_has_enough() {
    let mut broker = Driven::leading(&[0], &[ME]);
    broker.write(0, 1_000);
    let asked = Fetch { min_bytes: i32::MAX, max_bytes: i32::MAX, ..fetch(1, &[from(0, 0)]) };
    assert!(waits(&broker.step(Input::Fetch(asked.clone())), 1), "it may give 1000 bytes");
    let all = FetchPartition { max_bytes: i32::MAX, ..from(0, 0) };
    let asked = Fetch { request: RequestId(2), partitions: vec![all], ..asked };
    assert!(answered(&broker.step(Input::Fetch(asked))).is_some());
}
