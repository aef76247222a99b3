//! Idempotent producers, with Kafka's own numbers: five batches, and sequences to 2³¹ − 1.

use crate::{Driven, ME, OTHER, empty, from, learn};
use kanon_core::{
    Acks, Asker, Batch, Error, Fetch, Input, KnownBatch, KnownProducer, Output, PartitionId,
    Produce, Produced, RequestId, Restore, Stamp, Taken, TakenBody, replay,
};
use spec::{BrokerId, LeaderEpoch, Offset, ProducerEpoch, ProducerId, Sequence, producer::Limits};

const PARTITION: PartitionId = PartitionId(0);
const PRODUCER: ProducerId = ProducerId(42);

fn stamp(epoch: i16, sequence: i32) -> Stamp {
    let (epoch, sequence) = (ProducerEpoch(epoch), Sequence(sequence));
    Stamp { producer: PRODUCER, epoch, sequence }
}

fn sends(request: u64, acks: Acks, records: i32, stamp: Stamp) -> Input {
    Input::Produce(Produce {
        request: RequestId(request),
        partition: PARTITION,
        acks,
        records,
        size_bytes: 10,
        timeout_ms: 500,
        stamp: Some(stamp),
    })
}

/// What is answered at once, and whether anything was written.
#[track_caller]
fn told(out: &[Output]) -> (Result<i64, Error>, bool) {
    let written = out.iter().any(|output| matches!(output, Output::Append { .. }));
    let mut replies = out.iter().filter_map(|output| match output {
        Output::Reply { result, .. } => Some(*result),
        _ => None,
    });
    let reply = replies.next().expect("an answer");
    assert_eq!(replies.next(), None, "one answer to one request");
    (reply.map(|produced: Produced| produced.base_offset.0), written)
}

impl Driven {
    #[track_caller]
    fn send(&mut self, records: i32, stamp: Stamp) -> (Result<i64, Error>, bool) {
        told(&self.step(sends(1, Acks::Leader, records, stamp)))
    }

    /// The epoch and the sequences that are remembered.
    fn remembers(&self) -> Option<(i16, Vec<i32>)> {
        let partition = self.0.partition(PARTITION).expect("a partition");
        let (epoch, batches) = partition.remembers(PRODUCER)?;
        Some((epoch.0, batches.map(|batch| batch.sequence.0).collect()))
    }
}

const OUT_OF_ORDER: (Result<i64, Error>, bool) = (Err(Error::OutOfOrderSequenceNumber), false);

//= PRD-4 test
#[test]
fn a_batch_that_is_sent_again_is_answered_with_its_first_offset() {
    let mut broker = Driven::leading(&[0], &[ME]);
    for n in 0..6 {
        assert_eq!(broker.send(2, stamp(0, 2 * n)), (Ok(i64::from(2 * n)), true));
    }
    // The last five, and not the one before.
    for n in 1..6 {
        assert_eq!(broker.send(2, stamp(0, 2 * n)), (Ok(i64::from(2 * n)), false));
    }
    assert_eq!(broker.send(2, stamp(0, 0)), OUT_OF_ORDER);
    // Only if it is the same batch.
    assert_eq!(broker.send(1, stamp(0, 10)), OUT_OF_ORDER);
    assert_eq!(broker.send(2, stamp(0, 12)), (Ok(12), true));
}

//= PRD-4 test
//= REP-3 test
#[test]
fn sent_again_it_waits_as_the_first_one_does() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    broker.step(sends(1, Acks::All, 1, stamp(0, 0)));
    broker.step(sends(2, Acks::All, 1, stamp(0, 1)));
    let out = broker.step(sends(3, Acks::All, 1, stamp(0, 0)));
    assert!(matches!(out[..], [Output::Wait { request: RequestId(3), .. }]), "{out:?}");
    let fetch = Fetch {
        request: RequestId(9),
        from: Asker::Follower(crate::FOLLOWER),
        partitions: vec![from(0, 1)],
        min_bytes: 0,
        max_bytes: 1,
        max_wait_ms: 0,
    };
    let out = broker.step(Input::Fetch(fetch));
    let replied: Vec<_> = out
        .iter()
        .filter_map(|output| match output {
            Output::Reply { request, result: Ok(produced), .. } => {
                Some((request.0, produced.base_offset.0))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        replied,
        [(1, 0), (3, 0)],
        "in the order of their batches, and nothing of the other"
    );
    // What is committed already is answered at once.
    assert_eq!(told(&broker.step(sends(4, Acks::All, 1, stamp(0, 0)))), (Ok(0), false));
}

//= PRD-5 test
#[test]
fn epochs_and_sequences_are_checked() {
    let mut broker = Driven::leading(&[0], &[ME]);
    assert_eq!(broker.send(3, stamp(4, 17)), (Ok(0), true), "without state, any sequence");
    assert_eq!(broker.send(1, stamp(4, 21)), OUT_OF_ORDER, "a gap");
    assert_eq!(broker.send(1, stamp(4, 19)), OUT_OF_ORDER, "within what was written");
    let older = (Err(Error::InvalidProducerEpoch), false);
    assert_eq!(broker.send(1, stamp(3, 0)), older);
    assert_eq!(broker.send(1, stamp(5, 20)), OUT_OF_ORDER, "a newer epoch begins with 0");
    assert_eq!(broker.send(1, stamp(5, 0)), (Ok(3), true));
    assert_eq!(broker.send(3, stamp(4, 17)), older, "though it is in the log");
    let another = Stamp { producer: ProducerId(7), ..stamp(0, 5) };
    assert_eq!(broker.send(1, another), (Ok(4), true), "another producer is another matter");
    assert_eq!(broker.remembers(), Some((5, vec![0])));
}

//= PRD-5 test
#[test]
fn after_the_last_sequence_comes_0() {
    let mut broker = Driven::leading(&[0], &[ME]);
    assert_eq!(broker.send(2, stamp(0, i32::MAX - 2)), (Ok(0), true));
    // Two sequences before the end, and one of its records is the first again.
    assert_eq!(broker.send(2, stamp(0, i32::MAX)), (Ok(2), true));
    assert_eq!(broker.send(1, stamp(0, 0)), OUT_OF_ORDER);
    assert_eq!(broker.send(2, stamp(0, i32::MAX)), (Ok(2), false));
    assert_eq!(broker.send(1, stamp(0, 1)), (Ok(4), true));
}

//= PRD-6 test
#[test]
fn what_is_refused_is_not_noted() {
    let mut broker = Driven::leading(&[0], &[ME]);
    let mut state = crate::state(Some(ME), 3, 4, &[ME]);
    state.min_insync_replicas = 2;
    let change = kanon_core::PartitionChange::cleanly(state);
    broker.step(Input::Learn(kanon_core::Decision::of_partition(PARTITION, change)));
    let out = broker.step(sends(1, Acks::All, 1, stamp(0, 0)));
    assert_eq!(told(&out), (Err(Error::NotEnoughReplicas), false));
    assert_eq!(broker.remembers(), None);
    assert_eq!(broker.send(1, stamp(0, 0)), (Ok(0), true));
}

fn header(base: i64, epoch: i32, sequence: i32) -> Batch {
    Batch {
        base: Offset(base),
        records: 1,
        leader_epoch: LeaderEpoch(epoch),
        size_bytes: 10,
        stamp: Some(stamp(0, sequence)),
    }
}

//= PRD-7 test
#[test]
fn a_cut_takes_from_what_is_remembered_also_below_the_headers_that_are_kept() {
    let known =
        |n: i32| KnownBatch { sequence: Sequence(n), records: 1, base: Offset(i64::from(n)) };
    let before = KnownProducer {
        id: PRODUCER,
        epoch: ProducerEpoch(0),
        batches: (0..4).map(known).collect(),
    };
    let restore = Restore {
        log_end: Offset(7),
        tail: vec![header(4, 1, 4), header(5, 1, 5), header(6, 1, 6)],
        producers: vec![before],
        high_watermark: Offset(4),
        ..empty(PARTITION)
    };
    for (cut, remembered) in [(6, vec![1, 2, 3, 4, 5]), (4, vec![0, 1, 2, 3]), (2, vec![0, 1])] {
        let mut broker = Driven(kanon_core::Broker::new(ME, spec::Rules::ALL));
        broker.step(Input::Restore(restore.clone()));
        assert_eq!(broker.remembers(), Some((0, vec![2, 3, 4, 5, 6])));
        broker.step(Input::Registered { broker_epoch: spec::BrokerEpoch(0) });
        broker.step(Input::Learn(learn(0, Some(OTHER), 3, &[OTHER])));
        let body = TakenBody::Diverging {
            epoch: Some(LeaderEpoch(1)),
            end_offset: Offset(cut),
            high_watermark: Offset(0),
        };
        let (leader_epoch, fetch_offset) = (LeaderEpoch(3), Offset(7));
        let answer = Taken { leader_epoch, fetch_offset, body };
        broker.step(Input::Take { partition: PARTITION, answer });
        let out = broker.step(Input::Cut { partition: PARTITION });
        assert_eq!(broker.remembers(), Some((0, remembered)), "cut at {cut}");
        let asked = Output::ReadProducers { partition: PARTITION, end: Offset(cut) };
        assert_eq!(out.contains(&asked), cut < 4, "cut at {cut}: {out:?}");
    }
}

//= PRD-7 test
#[test]
fn what_is_replayed_is_what_was_remembered() {
    let mut broker = Driven::leading(&[0], &[ME]);
    let mut headers = Vec::new();
    for sequence in 0..200 {
        for output in broker.step(sends(1, Acks::Leader, 1, stamp(0, sequence))) {
            headers.extend(match output {
                Output::Append { batch, .. } => Some(batch),
                _ => None,
            });
        }
    }
    let (below, tail) = headers.split_at(150);
    let producers = replay(&[], below, Limits::KAFKA);
    let mut restored = Driven(kanon_core::Broker::new(BrokerId(1), spec::Rules::ALL));
    restored.step(Input::Restore(Restore {
        log_end: Offset(200),
        tail: tail.to_vec(),
        producers,
        high_watermark: Offset(150),
        ..empty(PARTITION)
    }));
    assert_eq!(restored.remembers(), broker.remembers());
    assert_eq!(restored.remembers(), Some((0, vec![195, 196, 197, 198, 199])));
}

//= PRD-8 test
//= PRD-9 test
//= STO-2 test
#[test]
fn what_is_deleted_is_remembered_and_what_is_forgotten_is_not() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    assert_eq!(broker.send(1, stamp(0, 0)), (Ok(0), true));
    let delete = |offset| Input::DeleteBefore { partition: PARTITION, offset: Offset(offset) };
    assert_eq!(broker.step(delete(1)), [], "nothing is committed");
    let mut broker = Driven::leading(&[0], &[ME]);
    assert_eq!(broker.send(1, stamp(0, 0)), (Ok(0), true));
    let deleted = Output::DeleteBefore { partition: PARTITION, offset: Offset(1) };
    assert_eq!(broker.step(delete(9)), [deleted]);
    assert_eq!(broker.step(delete(1)), [], "it begins there already");
    assert_eq!(broker.send(1, stamp(0, 0)), (Ok(0), false));
    broker.step(Input::Forget { partition: PARTITION, producer: PRODUCER });
    assert_eq!(broker.remembers(), None);
    assert_eq!(broker.send(1, stamp(0, 5)), (Ok(1), true));
}
