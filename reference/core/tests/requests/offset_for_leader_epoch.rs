//! OffsetForLeaderEpoch: whether what a consumer has read is still there.

use crate::{Driven, ME, OTHER, learn};
use kanon_core::{EpochEnd, Error, Input, OffsetForLeaderEpoch, Output, PartitionId, RequestId};
use spec::{LeaderEpoch, Offset};

fn ask(
    broker: &mut Driven,
    leader_epoch: Option<i32>,
    epoch: Option<i32>,
) -> Result<Option<EpochEnd>, Error> {
    let (request, partition) = (RequestId(1), PartitionId(0));
    let asked = OffsetForLeaderEpoch {
        request,
        partition,
        leader_epoch: leader_epoch.map(LeaderEpoch),
        epoch: epoch.map(LeaderEpoch),
    };
    match broker.step(Input::OffsetForLeaderEpoch(asked))[..] {
        [Output::EpochEnd { request: RequestId(1), partition: PartitionId(0), result }] => result,
        ref other => panic!("{other:?}"),
    }
}

fn ends(epoch: i32, end: i64) -> Result<Option<EpochEnd>, Error> {
    Ok(Some(EpochEnd { epoch: LeaderEpoch(epoch), end_offset: Offset(end) }))
}

/// A leader in epoch 6 with two records of epoch 3 and one of 6.
fn leader() -> Driven {
    let mut broker = Driven::leading(&[0], &[ME]);
    broker.write(0, 2);
    broker.step(Input::Learn(learn(0, Some(ME), 6, &[ME])));
    broker.write(0, 1);
    broker
}

//= CON-2 test
#[test]
fn an_epoch_ends_where_the_next_starts_and_the_last_with_the_log() {
    let mut broker = leader();
    for (asked, answer) in [
        (Some(6), ends(6, 3)),
        (Some(3), ends(3, 2)),
        // Of what lies between two epochs the log has the one before.
        (Some(5), ends(3, 2)),
        // All that is known is newer: the log's start.
        (Some(2), ends(2, 0)),
        (Some(7), Ok(None)),
        (None, Ok(None)),
    ] {
        for leader_epoch in [None, Some(6)] {
            assert_eq!(ask(&mut broker, leader_epoch, asked), answer, "{asked:?}");
        }
    }
}

//= CON-2 test
//= REP-6 test
#[test]
fn only_the_leader_of_the_epoch_says_where_one_ends() {
    let mut broker = leader();
    assert_eq!(ask(&mut broker, Some(5), Some(3)), Err(Error::FencedLeaderEpoch));
    assert_eq!(ask(&mut broker, Some(7), Some(3)), Err(Error::UnknownLeaderEpoch));
    broker.step(Input::Learn(learn(0, Some(OTHER), 7, &[ME])));
    for leader_epoch in [None, Some(7)] {
        assert_eq!(ask(&mut broker, leader_epoch, Some(3)), Err(Error::NotLeaderOrFollower));
    }
    let mut has_none = Driven::started(&[]);
    assert_eq!(ask(&mut has_none, None, Some(3)), Err(Error::UnknownTopicOrPartition));
}
