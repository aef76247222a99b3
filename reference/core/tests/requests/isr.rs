//! What a leader proposes, what it makes of the answer, and whom it believes.

use crate::{Driven, FOLLOWER, ME, OTHER, fetch, from, learn, produce, state};
use kanon_core::{
    Acks, AlterPartition, Asker, Decision, Error, Fetch, Input, Output, PartitionChange,
    PartitionId, Replica, RequestId,
};
use spec::{
    BrokerEpoch, BrokerId, LeaderEpoch, Offset, PartitionEpoch,
    view::{AlterError, Registration},
};

const PARTITION: PartitionId = PartitionId(0);

fn proposal(isr: &[BrokerId], added: Option<(BrokerId, BrokerEpoch)>) -> Output {
    Output::Alter(AlterPartition {
        partition: PARTITION,
        broker_epoch: BrokerEpoch(0),
        leader_epoch: LeaderEpoch(3),
        partition_epoch: PartitionEpoch(3),
        isr: isr.iter().copied().collect(),
        added,
    })
}

/// The other broker is registered so.
fn registered(broker_epoch: i64, fenced: bool) -> Input {
    let broker_epoch = BrokerEpoch(broker_epoch);
    let registration = Registration { broker_epoch, fenced, shutting_down: false };
    Input::Learn(Decision { brokers: [(OTHER, registration)].into(), ..Decision::default() })
}

fn newer(partition_epoch: i32, isr: &[BrokerId]) -> Input {
    let change = PartitionChange::cleanly(state(Some(ME), 3, partition_epoch, isr));
    Input::Learn(Decision::of_partition(PARTITION, change))
}

fn shrink() -> Input {
    Input::Shrink { partition: PARTITION, follower: OTHER }
}

fn expand() -> Input {
    Input::Expand { partition: PARTITION, follower: OTHER }
}

fn altered(answer: Result<i32, AlterError>) -> Input {
    Input::Altered { partition: PARTITION, answer: answer.map(PartitionEpoch) }
}

/// A fetch of the other broker, in some incarnation of it.
fn asks(broker_epoch: Option<i64>, offset: i64) -> Input {
    let replica = Replica { broker_epoch: broker_epoch.map(BrokerEpoch), ..FOLLOWER };
    let asked = fetch(9, &[from(0, offset)]);
    Input::Fetch(Fetch { from: Asker::Follower(replica), max_wait_ms: 0, ..asked })
}

fn isr(broker: &Driven) -> Vec<BrokerId> {
    let partition = broker.0.partition(PARTITION).expect("restored");
    partition.isr().expect("it leads").iter().copied().collect()
}

fn proposed(broker: &Driven) -> Option<Vec<BrokerId>> {
    let partition = broker.0.partition(PARTITION).expect("restored");
    partition.proposed().map(|isr| isr.iter().copied().collect())
}

//= CTL-12 test
//= CTL-15 test
#[test]
fn a_proposal_is_made_once_and_is_the_isr_when_the_controller_has_agreed() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    broker.step(produce(1, 0, Acks::All));
    assert_eq!(broker.step(shrink()), [proposal(&[ME], None)]);
    assert_eq!(broker.step(shrink()), [], "one is on its way");
    assert_eq!((isr(&broker), proposed(&broker)), (vec![ME, OTHER], Some(vec![ME])));
    let out = broker.step(altered(Ok(4)));
    assert!(matches!(out[..], [Output::Reply { request: RequestId(1), result: Ok(_), .. }]));
    assert_eq!((isr(&broker), proposed(&broker)), (vec![ME], None));
    let partition = broker.0.partition(PARTITION).expect("restored");
    assert_eq!(partition.partition_epoch(), Some(PartitionEpoch(4)));
    assert_eq!(broker.step(altered(Ok(5))), [], "nothing was asked");
    assert_eq!(partition_epoch(&broker), Some(PartitionEpoch(4)));
}

fn partition_epoch(broker: &Driven) -> Option<PartitionEpoch> {
    broker.0.partition(PARTITION).expect("restored").partition_epoch()
}

//= CTL-15 test
#[test]
fn only_ineligibility_ends_a_proposal() {
    for (error, ends) in [
        (AlterError::StaleBrokerEpoch, false),
        (AlterError::FencedLeaderEpoch, false),
        (AlterError::InvalidRequest, false),
        (AlterError::InvalidUpdateVersion, false),
        (AlterError::IneligibleReplica, true),
    ] {
        let mut broker = Driven::leading(&[0], &[ME, OTHER]);
        broker.step(shrink());
        assert_eq!(broker.step(altered(Err(error))), []);
        assert_eq!(proposed(&broker).is_none(), ends, "{error:?}");
        assert_eq!(broker.step(shrink()).len(), usize::from(ends), "{error:?}");
    }
}

//= CTL-15 test
//= REP-10 test
#[test]
fn who_is_not_to_join_is_waited_for_no_longer() {
    let mut broker = Driven::leading(&[0], &[ME]);
    broker.step(registered(0, false));
    broker.step(asks(Some(0), 0));
    assert_eq!(broker.step(expand()).len(), 1);
    let out = broker.step(produce(1, 0, Acks::All));
    assert!(matches!(out[..], [Output::Append { .. }, Output::Wait { .. }]));
    let out = broker.step(altered(Err(AlterError::IneligibleReplica)));
    assert!(matches!(out[..], [Output::Reply { request: RequestId(1), result: Ok(_), .. }]));
}

//= CTL-2 test
//= CTL-15 test
#[test]
fn a_newer_state_ends_a_proposal_and_the_answer_that_comes_later_is_not_heeded() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    broker.step(shrink());
    assert_eq!(broker.step(newer(3, &[ME, OTHER])), [], "it is known");
    assert_eq!(proposed(&broker), Some(vec![ME]));
    broker.step(newer(5, &[ME, OTHER]));
    assert_eq!(proposed(&broker), None);
    assert_eq!(broker.step(shrink()), [], "the request is not answered yet");
    assert_eq!(broker.step(altered(Ok(4))), []);
    assert_eq!(
        (isr(&broker), partition_epoch(&broker)),
        (vec![ME, OTHER], Some(PartitionEpoch(5)))
    );
    assert_eq!(broker.step(shrink()).len(), 1);
}

//= CTL-12 test
#[test]
fn a_request_outlives_the_leadership_that_made_it() {
    let mut broker = Driven::leading(&[0], &[ME, OTHER]);
    broker.step(shrink());
    broker.step(Input::Learn(learn(0, Some(OTHER), 4, &[ME, OTHER])));
    broker.step(Input::Learn(learn(0, Some(ME), 5, &[ME, OTHER])));
    assert_eq!(broker.step(shrink()), [], "the request is not answered yet");
    broker.step(altered(Ok(6)));
    assert_eq!(
        (isr(&broker), partition_epoch(&broker)),
        (vec![ME, OTHER], Some(PartitionEpoch(5)))
    );
}

//= CTL-16 test
//= REP-13 test
#[test]
fn who_may_join_is_there_and_the_one_that_was_heard_of() {
    let joins = [ME, OTHER];
    for (registration, asked_as, proposes) in [
        (None, Some(0), None),
        (Some((0, true)), Some(0), None),
        (Some((0, false)), Some(0), Some(proposal(&joins, Some((OTHER, BrokerEpoch(0)))))),
        (Some((0, false)), Some(1), None),
        (Some((0, false)), None, Some(proposal(&joins, None))),
    ] {
        let mut broker = Driven::leading(&[0], &[ME]);
        if let Some((broker_epoch, fenced)) = registration {
            broker.step(registered(broker_epoch, fenced));
        }
        assert_eq!(broker.step(expand()), [], "it has not been heard of");
        broker.step(asks(asked_as, 0));
        assert_eq!(broker.step(expand()), Vec::from_iter(proposes));
    }
}

//= REP-9 test
#[test]
fn a_fetch_of_an_incarnation_that_has_ended_counts_for_nothing() {
    for (registration, asked_as, counts) in [
        ((1, false), Some(0), false),
        ((1, false), Some(1), true),
        ((1, false), Some(2), true),
        ((1, false), None, true),
        ((1, true), Some(0), true),
    ] {
        let mut broker = Driven::leading(&[0], &[ME, OTHER]);
        broker.step(produce(1, 0, Acks::Leader));
        broker.step(registered(registration.0, registration.1));
        let out = broker.step(asks(asked_as, 1));
        let Some(Output::Answer { partitions, .. }) = out.first() else { panic!("an answer") };
        let error = partitions[0].result.err();
        assert_eq!(error, (!counts).then_some(Error::NotLeaderOrFollower));
        let partition = broker.0.partition(PARTITION).expect("restored");
        assert_eq!(partition.heard_of(OTHER).is_some(), counts);
        let mark = Offset(i64::from(counts));
        assert_eq!(partition.high_watermark(), mark);
    }
}

#[test]
fn what_is_decided_about_others_partitions_is_left_aside() {
    let mut broker = Driven::leading(&[0], &[ME]);
    assert_eq!(broker.step(Input::Learn(learn(7, Some(ME), 4, &[ME]))), []);
    assert!(broker.0.partition(PartitionId(7)).is_none());
}
