//! What the controller decides, and what it refuses.

use crate::{ME, OTHER};
use kanon_core::{AlterPartition, Controller, Decision, PartitionId, PartitionState, ReplicaLog};
use spec::{
    BrokerEpoch, BrokerId, LeaderEpoch, Offset, PartitionEpoch, Refused, Rules,
    view::{AlterError, Registration},
};
use std::collections::{BTreeMap, BTreeSet};

const PARTITION: PartitionId = PartitionId(0);
const THIRD: BrokerId = BrokerId(3);
const STRANGER: BrokerId = BrokerId(9);

/// A controller, whose decisions take effect at once.
struct Decided(Controller);

impl Decided {
    /// One partition on three brokers, which are all there.
    fn new(isr: &[BrokerId], min_insync_replicas: u32, elr: bool) -> Decided {
        let mut controller = Controller::new(Rules::ALL, elr);
        let replicas = BTreeSet::from([ME, OTHER, THIRD]);
        let isr = isr.iter().copied().collect();
        let mut first = controller.create(PARTITION, replicas.clone(), isr, min_insync_replicas);
        let active =
            Registration { broker_epoch: BrokerEpoch(0), fenced: false, shutting_down: false };
        first.brokers = replicas.into_iter().map(|broker| (broker, active)).collect();
        controller.replay(&first);
        Decided(controller)
    }

    /// Makes a decision that must be possible take effect.
    fn take<E: core::fmt::Debug>(&mut self, decision: Result<Decision, E>) -> &mut Decided {
        self.0.replay(&decision.expect("possible"));
        self
    }

    fn fence(&mut self, broker: BrokerId) -> &mut Decided {
        self.take(self.0.fence(broker))
    }

    fn unfence(&mut self, broker: BrokerId) -> &mut Decided {
        self.take(self.0.unfence(broker))
    }

    fn register(&mut self, broker: BrokerId, stopped_cleanly: Option<i64>) -> &mut Decided {
        let decision = self.0.register(broker, stopped_cleanly.map(BrokerEpoch));
        self.0.replay(&decision);
        self
    }

    fn state(&self) -> &PartitionState {
        self.0.partition(PARTITION).expect("there")
    }

    /// Leader, ISR, ELR.
    fn who(&self) -> (Option<BrokerId>, Vec<BrokerId>, Vec<BrokerId>) {
        let state = self.state();
        let list = |set: &BTreeSet<BrokerId>| set.iter().copied().collect();
        (state.leader, list(&state.isr), list(&state.elr))
    }

    /// Leader epoch and partition epoch.
    fn epochs(&self) -> (i32, i32) {
        (self.state().leader_epoch.0, self.state().partition_epoch.0)
    }
}

//= CTL-8 test
//= CTL-9 test
#[test]
fn who_leaves_too_small_an_isr_stays_eligible_until_it_is_large_enough() {
    let mut decided = Decided::new(&[ME, OTHER, THIRD], 2, true);
    decided.fence(THIRD);
    assert_eq!(decided.who(), (Some(ME), vec![ME, OTHER], vec![]));
    assert_eq!(decided.epochs(), (0, 1));
    decided.fence(ME);
    assert_eq!(decided.who(), (Some(OTHER), vec![OTHER], vec![ME]));
    assert_eq!(decided.epochs(), (1, 2));
    decided.fence(OTHER);
    assert_eq!(decided.who(), (None, vec![], vec![ME, OTHER]));
    assert_eq!(decided.state().last_leader, Some(OTHER));
    decided.unfence(THIRD);
    assert_eq!(decided.who(), (None, vec![], vec![ME, OTHER]));
    assert_eq!(decided.epochs(), (2, 3), "nothing has changed but a registration");
    decided.unfence(ME);
    assert_eq!(decided.who(), (Some(ME), vec![ME], vec![OTHER]));
    assert_eq!((decided.state().last_leader, decided.epochs()), (None, (3, 4)));
}

//= CTL-8 test
#[test]
fn without_eligible_leader_replicas_the_last_member_stays() {
    let mut decided = Decided::new(&[ME, OTHER], 2, false);
    decided.fence(OTHER).fence(ME);
    assert_eq!(decided.who(), (None, vec![ME], vec![]));
    assert_eq!(decided.state().last_leader, None);
    decided.unfence(OTHER);
    assert_eq!(decided.who(), (None, vec![ME], vec![]));
    decided.register(ME, None).unfence(ME);
    assert_eq!(decided.who(), (Some(ME), vec![ME], vec![]));
}

//= CTL-4 test
#[test]
fn a_clean_end_is_a_fencing_and_another_ends_eligibility_too() {
    for (stopped_cleanly, elr) in [(Some(0), vec![ME]), (None, vec![]), (Some(1), vec![])] {
        let mut decided = Decided::new(&[ME, OTHER], 2, true);
        decided.register(ME, stopped_cleanly);
        assert_eq!(decided.who(), (Some(OTHER), vec![OTHER], elr));
        let registration = decided.0.registration(ME).expect("registered");
        assert_eq!(registration.broker_epoch, BrokerEpoch(1));
        assert!(registration.fenced && !registration.shutting_down);
    }
    let mut decided = Decided::new(&[ME, OTHER], 2, true);
    decided.fence(ME);
    assert_eq!(decided.who(), (Some(OTHER), vec![OTHER], vec![ME]));
    decided.register(ME, None);
    assert_eq!(decided.who(), (Some(OTHER), vec![OTHER], vec![]));
}

//= CTL-3 test
#[test]
fn a_broker_that_nobody_knew_is_registered_and_fenced() {
    let mut decided = Decided::new(&[ME], 1, true);
    assert_eq!(decided.0.registration(STRANGER), None);
    decided.register(STRANGER, None);
    let fenced = Registration { broker_epoch: BrokerEpoch(0), fenced: true, shutting_down: false };
    assert_eq!(decided.0.registration(STRANGER), Some(fenced));
    assert_eq!(decided.epochs(), (0, 0));
}

//= CTL-5 test
//= CTL-6 test
//= CTL-7 test
#[test]
fn what_is_so_already_is_refused() {
    let mut decided = Decided::new(&[ME, OTHER], 1, true);
    for broker in [ME, STRANGER] {
        assert_eq!(decided.0.unfence(broker), Err(Refused));
    }
    decided.take(decided.0.leave(ME));
    assert_eq!(decided.who(), (Some(OTHER), vec![OTHER], vec![]));
    assert_eq!(decided.0.leave(ME), Err(Refused));
    decided.fence(ME);
    assert_eq!(decided.0.fence(ME), Err(Refused));
    assert_eq!(decided.0.unfence(ME), Err(Refused), "it is about to stop");
    assert_eq!(decided.0.leave(STRANGER), Err(Refused));
    assert_eq!(decided.0.fence(STRANGER), Err(Refused));
}

//= CTL-10 test
#[test]
fn who_led_last_leads_again_when_nobody_else_is_left() {
    let mut decided = Decided::new(&[ME], 1, true);
    decided.register(ME, None);
    assert_eq!(decided.who(), (None, vec![], vec![]));
    assert_eq!(decided.state().last_leader, Some(ME));
    let decision = decided.0.unfence(ME).expect("possible");
    assert!(decision.partitions[&PARTITION].uncleanly);
    decided.take::<Refused>(Ok(decision));
    assert_eq!(decided.who(), (Some(ME), vec![ME], vec![]));
    assert_eq!(decided.state().last_leader, None);
}

//= REP-15 test
//= CTL-11 test
#[test]
fn an_operator_elects_from_the_isr_or_whomever_when_nobody_leads() {
    let mut decided = Decided::new(&[ME, OTHER], 1, true);
    for broker in [ME, THIRD, STRANGER] {
        assert_eq!(decided.0.elect(PARTITION, broker), Err(Refused));
    }
    assert_eq!(decided.0.elect(PartitionId(7), OTHER), Err(Refused));
    assert_eq!(decided.0.elect_uncleanly(PARTITION, OTHER), Err(Refused), "somebody leads");
    decided.take(decided.0.elect(PARTITION, OTHER));
    assert_eq!(decided.who(), (Some(OTHER), vec![ME, OTHER], vec![]));
    assert_eq!(decided.epochs(), (1, 1));
    decided.fence(ME).fence(OTHER);
    assert_eq!(decided.who(), (None, vec![], vec![OTHER]));
    for broker in [OTHER, STRANGER] {
        assert_eq!(decided.0.elect_uncleanly(PARTITION, broker), Err(Refused));
    }
    decided.take(decided.0.elect_uncleanly(PARTITION, THIRD));
    assert_eq!(decided.who(), (Some(THIRD), vec![THIRD], vec![]));
}

//= CTL-18 test
#[test]
fn a_recovery_elects_the_newest_log_and_of_those_the_longest() {
    let mut decided = Decided::new(&[ME], 1, true);
    let log = |epoch: i32, end| ReplicaLog {
        last_epoch: (0 <= epoch).then_some(LeaderEpoch(epoch)),
        end: Offset(end),
    };
    let logs = |other, third| BTreeMap::from([(OTHER, other), (THIRD, third)]);
    let of_all = logs(log(0, 5), log(1, 2));
    assert_eq!(decided.0.recover(PARTITION, THIRD, &of_all), Err(Refused), "somebody leads");
    decided.fence(ME);
    let recover = |broker, logs| decided.0.recover(PARTITION, broker, &logs).is_ok();
    assert!(recover(THIRD, logs(log(0, 5), log(1, 2))));
    assert!(!recover(OTHER, logs(log(0, 5), log(1, 2))), "it is of an older epoch");
    assert!(!recover(OTHER, logs(log(1, 1), log(1, 2))), "it is shorter");
    assert!(recover(OTHER, logs(log(1, 2), log(1, 2))));
    assert!(recover(OTHER, logs(log(0, 1), log(-1, 0))));
    assert!(!recover(THIRD, BTreeMap::from([(THIRD, log(1, 2))])), "not all have answered");
    assert!(!recover(ME, logs(log(0, 0), log(0, 0))), "it is fenced");
}

fn request(isr: &[BrokerId]) -> AlterPartition {
    AlterPartition {
        partition: PARTITION,
        broker_epoch: BrokerEpoch(0),
        leader_epoch: LeaderEpoch(1),
        partition_epoch: PartitionEpoch(1),
        isr: isr.iter().copied().collect(),
        added: None,
    }
}

//= CTL-14 test
#[test]
fn a_proposal_is_checked_in_this_order() {
    let mut decided = Decided::new(&[ME, OTHER], 1, true);
    decided.take(decided.0.elect(PARTITION, OTHER));
    let good = || request(&[OTHER, THIRD]);
    let (added, elsewhere) = (Some((THIRD, BrokerEpoch(1))), PartitionId(7));
    let answers = |from, request| decided.0.alter_partition(from, &request).1.err();
    // Each has the faults of all after it.
    let worst = AlterPartition { isr: [OTHER, STRANGER].into(), ..good() };
    let at_once = |partition, leader, broker| AlterPartition {
        partition_epoch: PartitionEpoch(partition),
        leader_epoch: LeaderEpoch(leader),
        broker_epoch: BrokerEpoch(broker),
        ..worst.clone()
    };
    for (from, request, error) in [
        (OTHER, at_once(0, 0, 1), AlterError::StaleBrokerEpoch),
        (STRANGER, good(), AlterError::StaleBrokerEpoch),
        (OTHER, at_once(0, 0, 0), AlterError::FencedLeaderEpoch),
        (OTHER, at_once(0, 2, 0), AlterError::FencedLeaderEpoch),
        (ME, at_once(0, 1, 0), AlterError::InvalidRequest),
        (OTHER, at_once(0, 1, 0), AlterError::InvalidUpdateVersion),
        (OTHER, at_once(2, 1, 0), AlterError::InvalidUpdateVersion),
        (OTHER, worst.clone(), AlterError::InvalidRequest),
        (OTHER, request(&[ME, THIRD]), AlterError::InvalidRequest),
        (OTHER, AlterPartition { partition: elsewhere, ..good() }, AlterError::InvalidRequest),
        (OTHER, AlterPartition { added, ..good() }, AlterError::IneligibleReplica),
    ] {
        assert_eq!(answers(from, request.clone()), Some(error), "{from} {request:?}");
    }
    let (decision, answer) = decided.0.alter_partition(OTHER, &good());
    assert_eq!(answer, Ok(PartitionEpoch(2)));
    decided.take::<Refused>(Ok(decision));
    assert_eq!(decided.who(), (Some(OTHER), vec![OTHER, THIRD], vec![]));
    assert_eq!(decided.epochs(), (1, 2));
}

//= CTL-14 test
//= CTL-17 test
#[test]
fn who_is_fenced_or_about_to_stop_does_not_join() {
    for leaves in [true, false] {
        let mut decided = Decided::new(&[OTHER], 1, true);
        let gone = if leaves { decided.0.leave(THIRD) } else { decided.0.fence(THIRD) };
        decided.take(gone);
        let request = AlterPartition {
            leader_epoch: LeaderEpoch(0),
            partition_epoch: PartitionEpoch(0),
            ..request(&[OTHER, THIRD])
        };
        let answer = decided.0.alter_partition(OTHER, &request);
        assert_eq!(answer, (Decision::default(), Err(AlterError::IneligibleReplica)));
    }
}

//= CTL-8 test
#[test]
fn a_proposal_of_what_is_so_decides_nothing() {
    let mut decided = Decided::new(&[ME, OTHER], 1, true);
    decided.take(decided.0.elect(PARTITION, OTHER));
    let answer = decided.0.alter_partition(OTHER, &request(&[ME, OTHER]));
    assert_eq!(answer, (Decision::default(), Ok(PartitionEpoch(1))));
}

//= CTL-1 test
#[test]
fn the_image_is_all_that_was_decided() {
    let mut decided = Decided::new(&[ME, OTHER], 2, true);
    decided.fence(OTHER).register(STRANGER, None);
    let mut other = Controller::new(Rules::ALL, true);
    other.replay(&decided.0.image());
    assert_eq!(other, decided.0);
}
