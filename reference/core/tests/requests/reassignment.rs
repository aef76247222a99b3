//! What a broker makes of losing its replica, and what the controller refuses to reassign.

use crate::{Driven, ME, OTHER, fetch, from, learn, produce, state};
use kanon_core::{
    Acks, AlterPartition, Controller, Decision, Error, Input, Output, PartitionChange, PartitionId,
    RequestId,
};
use spec::{
    BrokerEpoch, BrokerId, Refused, Rules,
    view::{AlterError, Registration},
};

const PARTITION: PartitionId = PartitionId(0);
const THIRD: BrokerId = BrokerId(3);
const STRANGER: BrokerId = BrokerId(9);

/// A decision by which this broker has no replica.
fn gone() -> Decision {
    let mut state = state(Some(OTHER), 4, 4, &[OTHER]);
    state.replicas.remove(&ME);
    Decision::of_partition(PARTITION, PartitionChange::cleanly(state))
}

//= CTL-21 test
//= REP-4 test
#[test]
fn who_waits_for_a_replica_that_is_gone_is_told_so() {
    let mut driven = Driven::leading(&[0, 1], &[ME, OTHER]);
    driven.step(produce(7, 0, Acks::All));
    driven.step(Input::Fetch(fetch(8, &[from(0, 0), from(1, 0)])));
    let out = driven.step(Input::Learn(gone()));
    let [Output::Reply { request, result, .. }, Output::Delete { .. }, answer] = &out[..] else {
        panic!("{out:?}")
    };
    assert_eq!((*request, *result), (RequestId(7), Err(Error::NotLeaderOrFollower)));
    let Output::Answer { request: RequestId(8), partitions, .. } = answer else {
        panic!("{answer:?}")
    };
    assert_eq!(partitions[0].result, Err(Error::NotLeaderOrFollower));
    assert!(partitions[1].result.is_ok());
    assert!(driven.0.partition(PARTITION).is_none());
    assert_eq!(driven.step(Input::DeadlinePassed { request: RequestId(8) }), []);
    assert_eq!(driven.step(Input::Learn(gone())), [], "it is gone once");
}

/// A client that asks where a replica was is to look for the leader, and not to give up.
//= REP-6 test
#[test]
fn there_is_a_partition_of_which_others_have_replicas() {
    let mut driven = Driven::started(&[]);
    let errors = |out: Vec<Output>| match &out[..] {
        [Output::Reply { result, .. }] => result.expect_err("it has none"),
        other => panic!("{other:?}"),
    };
    assert_eq!(errors(driven.step(produce(1, 0, Acks::All))), Error::UnknownTopicOrPartition);
    driven.step(Input::Learn(gone()));
    assert_eq!(errors(driven.step(produce(2, 0, Acks::All))), Error::NotLeaderOrFollower);
    assert_eq!(errors(driven.step(produce(3, 1, Acks::All))), Error::UnknownTopicOrPartition);
}

//= CTL-12 test
//= CTL-21 test
#[test]
fn a_proposal_outlives_the_replica() {
    let mut driven = Driven::leading(&[0], &[ME, OTHER]);
    let out = driven.step(Input::Shrink { partition: PARTITION, follower: OTHER });
    assert!(matches!(&out[..], [Output::Alter(_)]), "{out:?}");
    driven.step(Input::Learn(gone()));
    assert!(driven.0.unanswered(PARTITION).is_some());
    driven.step(Input::Restore(crate::empty(PARTITION)));
    driven.step(Input::Learn(learn(0, Some(ME), 5, &[ME, OTHER])));
    let shrink = Input::Shrink { partition: PARTITION, follower: OTHER };
    assert_eq!(driven.step(shrink.clone()), [], "one is not answered yet");
    let answer = Err(AlterError::FencedLeaderEpoch);
    assert_eq!(driven.step(Input::Altered { partition: PARTITION, answer }), []);
    assert!(matches!(&driven.step(shrink)[..], [Output::Alter(_)]));
}

/// A partition of these replicas, all in sync, on four brokers that are all there.
fn controller(replicas: &[BrokerId], min_insync_replicas: u32) -> Controller {
    let mut controller = Controller::new(Rules::ALL, true);
    let set = || replicas.iter().copied().collect();
    let mut first = controller.create(PARTITION, set(), set(), min_insync_replicas);
    let active = Registration { broker_epoch: BrokerEpoch(0), fenced: false, shutting_down: false };
    first.brokers = [ME, OTHER, THIRD].map(|broker| (broker, active)).into();
    controller.replay(&first);
    controller
}

fn who(controller: &Controller) -> [Vec<BrokerId>; 4] {
    let state = controller.partition(PARTITION).expect("there");
    let sets = [&state.replicas, &state.adding, &state.removing, &state.isr];
    sets.map(|set| set.iter().copied().collect())
}

//= CTL-19 test
#[test]
fn who_has_a_replica_is_given_none_and_who_has_none_loses_none() {
    let mut controller = controller(&[ME, OTHER], 1);
    for broker in [ME, STRANGER] {
        assert_eq!(controller.assign(PARTITION, broker), Err(Refused), "{broker}");
    }
    assert_eq!(controller.assign(PartitionId(7), THIRD), Err(Refused));
    assert_eq!(controller.unassign(PARTITION, THIRD), Err(Refused));
    controller.replay(&controller.assign(PARTITION, THIRD).expect("possible"));
    assert_eq!(controller.assign(PARTITION, THIRD), Err(Refused));
    assert_eq!(controller.unassign(PARTITION, THIRD), Err(Refused), "it is being added");
    controller.replay(&controller.unassign(PARTITION, ME).expect("possible"));
    assert_eq!(
        who(&controller),
        [vec![ME, OTHER, THIRD], vec![THIRD], vec![ME], vec![ME, OTHER]],
        "the one that comes is not in sync"
    );
    assert_eq!(controller.unassign(PARTITION, ME), Err(Refused), "it is being removed");
}

//= CTL-14 test
//= CTL-20 test
#[test]
fn a_reassignment_is_completed_with_the_isr_that_allows_it() {
    let mut controller = controller(&[ME, OTHER], 2);
    controller.replay(&controller.assign(PARTITION, THIRD).expect("possible"));
    controller.replay(&controller.unassign(PARTITION, OTHER).expect("possible"));
    let state = controller.partition(PARTITION).expect("there").clone();
    let request = AlterPartition {
        partition: PARTITION,
        broker_epoch: BrokerEpoch(0),
        leader_epoch: state.leader_epoch,
        partition_epoch: state.partition_epoch,
        isr: [ME, OTHER, THIRD].into(),
        added: Some((THIRD, BrokerEpoch(0))),
    };
    let (decision, answer) = controller.alter_partition(ME, &request);
    assert_eq!(answer, Err(AlterError::NewLeaderElected));
    controller.replay(&decision);
    assert_eq!(who(&controller), [vec![ME, THIRD], vec![], vec![], vec![ME, THIRD]]);
    let after = controller.partition(PARTITION).expect("there");
    assert_eq!((after.leader, after.leader_epoch), (Some(ME), state.leader_epoch.next()));
}
