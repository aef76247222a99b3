//! DeleteRecords: how far a client may have a log deleted.

use crate::{Driven, ME, OTHER, learn};
use kanon_core::{DeleteRecords, Error, Input, Output, PartitionId, RequestId};
use spec::Offset;

/// Where what stays begins, as the driver is told, and the answer.
fn delete(broker: &mut Driven, offset: Option<i64>) -> (Option<i64>, Result<i64, Error>) {
    let (request, partition) = (RequestId(1), PartitionId(0));
    let asked = DeleteRecords { request, partition, offset: offset.map(Offset) };
    match broker.step(Input::DeleteRecords(asked))[..] {
        [Output::Deleted { result, .. }] => (None, result.map(|start| start.0)),
        [Output::DeleteBefore { offset, .. }, Output::Deleted { result, .. }] => {
            (Some(offset.0), result.map(|start| start.0))
        }
        ref other => panic!("{other:?}"),
    }
}

//= STO-8 test
#[test]
fn up_to_the_high_watermark() {
    let mut broker = Driven::leading(&[0], &[ME]);
    broker.write(0, 5);
    assert_eq!(delete(&mut broker, Some(0)), (None, Ok(0)));
    assert_eq!(delete(&mut broker, Some(3)), (Some(3), Ok(3)));
    // It begins there already, or later.
    assert_eq!(delete(&mut broker, Some(3)), (None, Ok(3)));
    assert_eq!(delete(&mut broker, Some(1)), (None, Ok(3)));
    assert_eq!(delete(&mut broker, Some(6)), (None, Err(Error::OffsetOutOfRange)));
    for negative in [-1, -2, i64::MIN] {
        assert_eq!(delete(&mut broker, Some(negative)), (None, Err(Error::OffsetOutOfRange)));
    }
    assert_eq!(delete(&mut broker, None), (Some(5), Ok(5)));
    assert_eq!(delete(&mut broker, None), (None, Ok(5)));
}

/// What followers do not have may be written in vain.
//= STO-2 test
//= STO-8 test
#[test]
fn nothing_that_is_not_committed() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    broker.write(0, 5);
    assert_eq!(delete(&mut broker, Some(1)), (None, Err(Error::OffsetOutOfRange)));
    assert_eq!(delete(&mut broker, None), (None, Ok(0)));
}

//= STO-8 test
#[test]
fn only_where_it_leads() {
    let mut broker = Driven::leading(&[0], &[ME]);
    broker.step(Input::Learn(learn(0, Some(OTHER), 5, &[ME])));
    assert_eq!(delete(&mut broker, Some(0)), (None, Err(Error::NotLeaderOrFollower)));
    let mut nobody = Driven::started(&[]);
    assert_eq!(delete(&mut nobody, Some(0)).1, Err(Error::UnknownTopicOrPartition));
}
