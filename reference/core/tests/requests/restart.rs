//! A broker that starts with what its disk has, and cuts below the headers that it keeps.

use crate::{Driven, ME, OTHER, empty, from, learn};
use kanon_core::{
    Batch, Broker, EpochStart, Input, Output, PartitionId, Restore, Taken, TakenBody,
};
use spec::{LeaderEpoch, Offset, Rules};

fn batch(base: i64, epoch: i32) -> Batch {
    Batch {
        base: Offset(base),
        records: 2,
        leader_epoch: LeaderEpoch(epoch),
        size_bytes: 10,
        stamp: None,
    }
}

fn starts(entries: &[(i32, i64)]) -> Vec<EpochStart> {
    let entry = |(epoch, start)| EpochStart { epoch: LeaderEpoch(epoch), start: Offset(start) };
    entries.iter().copied().map(entry).collect()
}

const PARTITION: PartitionId = PartitionId(0);

fn restored(disk: Restore) -> (Driven, Vec<Output>) {
    let mut broker = Driven(Broker::new(ME, Rules::ALL));
    let out = broker.step(Input::Restore(disk));
    (broker, out)
}

//= LOG-9 test
#[test]
fn the_high_watermark_is_the_checkpointed_one_at_most_the_end() {
    for (checkpoint, expected) in [(0, 0), (3, 3), (9, 4)] {
        let (broker, out) = restored(Restore {
            log_end: Offset(4),
            tail: vec![batch(0, 1), batch(2, 1)],
            producers: vec![],
            epoch_starts: starts(&[(1, 0)]),
            high_watermark: Offset(checkpoint),
            ..empty(PARTITION)
        });
        assert_eq!(out, []);
        let partition = broker.0.partition(PARTITION).expect("restored");
        assert_eq!(partition.high_watermark(), Offset(expected));
        assert_eq!(partition.flushed_end(), Offset(4));
        assert_eq!(partition.leadership(), None);
    }
}

//= LOG-4 test
#[test]
fn an_epoch_file_that_says_too_much_or_too_little_is_written_anew() {
    let (broker, out) = restored(Restore {
        log_end: Offset(4),
        tail: vec![batch(0, 1), batch(2, 5)],
        producers: vec![],
        epoch_starts: starts(&[(1, 0), (7, 4)]),
        ..empty(PARTITION)
    });
    let starts = starts(&[(1, 0), (5, 2)]);
    assert_eq!(out, [Output::EpochStarts { partition: PARTITION, starts: starts.clone() }]);
    assert_eq!(broker.0.partition(PARTITION).expect("restored").epoch_starts(), starts);
}

#[test]
fn a_tail_need_not_be_the_whole_log() {
    let (mut broker, out) = restored(Restore {
        log_start: Offset(10),
        log_end: Offset(100),
        tail: vec![batch(96, 3), batch(98, 3)],
        producers: vec![],
        epoch_starts: starts(&[(3, 10)]),
        high_watermark: Offset(98),
        ..empty(PARTITION)
    });
    assert_eq!(out, []);
    broker.step(Input::Learn(learn(0, Some(ME), 4, &[ME])));
    let partition = broker.0.partition(PARTITION).expect("restored");
    assert_eq!(partition.high_watermark(), Offset(100));
    let out = broker.step(Input::Fetch(crate::fetch(1, &[from(0, 9)])));
    let error = kanon_core::Error::OffsetOutOfRange;
    assert!(matches!(&out[..], [Output::Answer { partitions, .. }]
        if partitions[0].result == Err(error)));
}

//= REP-11 test
#[test]
fn a_cut_below_the_tail_is_corrected_by_the_driver() {
    let (mut broker, _) = restored(Restore {
        log_end: Offset(100),
        tail: vec![batch(98, 3)],
        producers: vec![],
        epoch_starts: starts(&[(3, 0)]),
        high_watermark: Offset(50),
        ..empty(PARTITION)
    });
    broker.step(Input::Learn(learn(0, Some(OTHER), 7, &[OTHER])));
    let high_watermark = Offset(0);
    let body = TakenBody::Diverging {
        epoch: Some(LeaderEpoch(3)),
        end_offset: Offset(41),
        high_watermark,
    };
    let answer = Taken { leader_epoch: LeaderEpoch(7), fetch_offset: Offset(100), body };
    assert_eq!(broker.step(Input::Take { partition: PARTITION, answer }), []);
    let out = broker.step(Input::Cut { partition: PARTITION });
    assert_eq!(out, [Output::Truncate { partition: PARTITION, end: Offset(41) }]);
    assert_eq!(broker.step(Input::Cut { partition: PARTITION }), []);
    broker.step(Input::Truncated { partition: PARTITION, end: Offset(40) });
    let partition = broker.0.partition(PARTITION).expect("restored");
    assert_eq!((partition.log_end(), partition.high_watermark()), (Offset(40), Offset(40)));
}

//= REP-18 test
#[test]
fn batches_that_do_not_belong_at_the_end_are_not_copied() {
    let mut broker = Driven::started(&[0]);
    broker.step(Input::Learn(learn(0, Some(OTHER), 2, &[OTHER])));
    let empty_one = Batch { records: 0, ..batch(4, 2) };
    let endless = Batch { base: Offset(i64::MAX), ..batch(0, 2) };
    for (batches, end) in [
        (vec![batch(1, 2)], 0),
        (vec![endless], 0),
        (vec![batch(0, 1), batch(2, 2), batch(2, 2)], 4),
        (vec![empty_one], 4),
    ] {
        let fetch_offset = broker.0.partition(PARTITION).expect("restored").log_end();
        let high_watermark = Offset(i64::MAX);
        let body = TakenBody::Records { batches, high_watermark };
        let answer = Taken { leader_epoch: LeaderEpoch(2), fetch_offset, body };
        broker.step(Input::Take { partition: PARTITION, answer });
        let partition = broker.0.partition(PARTITION).expect("restored");
        assert_eq!(partition.log_end(), Offset(end));
        assert_eq!(partition.high_watermark(), Offset(end));
    }
}
