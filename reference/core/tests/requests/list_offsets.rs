//! ListOffsets: where a consumer may begin.

use crate::{Driven, ME, OTHER, learn};
use kanon_core::{Error, Found, Input, ListOffsets, Output, PartitionId, RequestId, Which};
use spec::{LeaderEpoch, Offset};

fn ask(broker: &mut Driven, which: Which, epoch: Option<i32>) -> Result<Found, Error> {
    let (request, partition) = (RequestId(1), PartitionId(0));
    let leader_epoch = epoch.map(LeaderEpoch);
    let asked = ListOffsets { request, partition, leader_epoch, which };
    match broker.step(Input::ListOffsets(asked)).as_slice() {
        [Output::Offset { result, .. }] => *result,
        other => panic!("{other:?}"),
    }
}

fn at(offset: i64, epoch: i32) -> Result<Found, Error> {
    Ok(Found::At { offset: Offset(offset), leader_epoch: Some(LeaderEpoch(epoch)) })
}

//= CON-5 test
#[test]
fn the_latest_offset_is_the_high_watermark() {
    let mut broker = Driven::leading(&[0], &[ME]);
    broker.write(0, 3);
    assert_eq!(ask(&mut broker, Which::Earliest, None), at(0, 3));
    assert_eq!(ask(&mut broker, Which::Latest, Some(3)), at(3, 3));
    let (end, otherwise) = (Offset(3), None);
    let found = ask(&mut broker, Which::Timestamp(5), None);
    assert_eq!(found, Ok(Found::ByTimestamp { timestamp: 5, end, otherwise }));
    let found = ask(&mut broker, Which::MaxTimestamp, None);
    assert_eq!(found, Ok(Found::MaxTimestamp { end, otherwise }));
}

//= CON-5 test
#[test]
fn a_new_leader_does_not_say_less_than_the_one_before_may_have_said() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    broker.write(0, 3);
    broker.step(Input::Learn(learn(0, Some(ME), 4, &[ME, OTHER])));
    assert_eq!(ask(&mut broker, Which::Latest, None), Err(Error::OffsetNotAvailable));
    assert_eq!(ask(&mut broker, Which::Earliest, None), at(0, 3));
    let (end, otherwise) = (Offset(0), Some(Error::OffsetNotAvailable));
    let found = ask(&mut broker, Which::Timestamp(5), None);
    assert_eq!(found, Ok(Found::ByTimestamp { timestamp: 5, end, otherwise }));
}

/// What has been written in older epochs is deleted, and its epochs are not said any more.
#[test]
fn the_earliest_offset_is_in_the_epoch_that_wrote_it() {
    let mut broker = Driven::leading(&[0], &[ME]);
    broker.write(0, 3);
    broker.step(Input::Learn(learn(0, Some(ME), 4, &[ME])));
    broker.write(0, 2);
    for (start, epoch) in [(2, 3), (3, 4), (4, 4), (5, 4)] {
        let (partition, offset) = (PartitionId(0), Offset(start));
        broker.step(Input::DeleteBefore { partition, offset });
        assert_eq!(ask(&mut broker, Which::Earliest, None), at(start, epoch));
    }
}

//= CON-5 test
//= REP-6 test
#[test]
fn only_the_leader_of_the_epoch_answers() {
    let mut broker = Driven::leading(&[0], &[ME]);
    assert_eq!(ask(&mut broker, Which::Latest, Some(2)), Err(Error::FencedLeaderEpoch));
    assert_eq!(ask(&mut broker, Which::Latest, Some(4)), Err(Error::UnknownLeaderEpoch));
    broker.step(Input::Learn(learn(0, Some(OTHER), 5, &[ME])));
    assert_eq!(ask(&mut broker, Which::Latest, None), Err(Error::NotLeaderOrFollower));
}
