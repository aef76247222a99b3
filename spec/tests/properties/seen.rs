//! The encoding, and so the digest, shows whatever differs between two clusters, and a snapshot of
//! each shows the same. What differs in brokers' logs is seen with what is broken.

use crate::cluster::{Cluster, PROPOSAL, set};
use spec::view::{self, Alter, AlterError, AlterRequest, Follower, Request, Stage};
use spec::{BrokerEpoch, BrokerId, LeaderEpoch, Offset, PartitionEpoch, Snapshot, Value};

type Change = fn(&mut Cluster);

const CONTROLLER: &[Change] = &[
    |cluster| cluster.min_isr = 2,
    |cluster| cluster.elr = false,
    |cluster| cluster.before.0.isr = set([0, 1]),
    |cluster| cluster.before.1[2].fenced = true,
    |cluster| cluster.controller.leader = None,
    |cluster| cluster.controller.leader = Some(BrokerId(0)),
    |cluster| cluster.controller.partition_epoch = PartitionEpoch(5),
    |cluster| cluster.controller.isr = set([0, 1]),
    |cluster| cluster.controller.elr = set([0]),
    |cluster| cluster.controller.last_leader = Some(BrokerId(0)),
    |cluster| cluster.controller.last_leader = Some(BrokerId(1)),
    |cluster| cluster.registered[0].broker_epoch = BrokerEpoch(2),
    |cluster| cluster.registered[0].fenced = true,
    |cluster| cluster.registered[0].shutting_down = true,
    |cluster| cluster.given_up[1] = true,
    |cluster| cluster.committed[1] = true,
    |cluster| cluster.acknowledged[1] = true,
    |cluster| cluster.crashes = 1,
    |cluster| cluster.unclean_elections = 1,
];

const BROKERS: &[Change] = &[
    |cluster| cluster.replicas[2].up = true,
    |cluster| cluster.replicas[2].stopped_cleanly = None,
    |cluster| cluster.replicas[2].stopped_cleanly = Some(BrokerEpoch(1)),
    |cluster| cluster.replicas[0].broker_epoch = None,
    |cluster| cluster.replicas[0].broker_epoch = Some(BrokerEpoch(0)),
    |cluster| cluster.replicas[0].learnt = Some(7),
    |cluster| cluster.replicas[0].learnt = None,
    |cluster| cluster.replicas[0].known = None,
    |cluster| cluster.known(1).partition_epoch = PartitionEpoch(5),
    |cluster| cluster.known(1).isr = set([0, 1]),
    |cluster| cluster.known(1).leader = None,
    |cluster| cluster.known(0).leader_epoch = LeaderEpoch(1),
    |cluster| cluster.replicas[0].checkpoint = Offset(1),
    |cluster| cluster.replicas[1].waiting = vec![Value(1)],
    |cluster| cluster.replicas[1].waiting = vec![Value(2)],
    |cluster| cluster.replicas[1].followers[0] = heard(1, 1),
    |cluster| cluster.replicas[1].followers[0] = heard(1, 0),
    |cluster| cluster.replicas[1].followers[0] = heard(0, 1),
    |cluster| cluster.replicas[1].followers[2] = heard(1, 1),
];

const PROPOSALS: &[Change] = &[
    |cluster| cluster.replicas[1].proposed = None,
    |cluster| cluster.replicas[1].proposed = Some(set([1])),
    |cluster| cluster.proposes(PROPOSAL, Stage::Unsent),
    |cluster| cluster.proposes(PROPOSAL, Stage::Sent),
    |cluster| cluster.proposes(PROPOSAL, Stage::Agreed(PartitionEpoch(5))),
    |cluster| cluster.proposes(PROPOSAL, Stage::Agreed(PartitionEpoch(6))),
    |cluster| cluster.proposes(PROPOSAL, Stage::Rejected(AlterError::StaleBrokerEpoch)),
    |cluster| cluster.proposes(PROPOSAL, Stage::Rejected(AlterError::FencedLeaderEpoch)),
    |cluster| cluster.proposes(PROPOSAL, Stage::Rejected(AlterError::InvalidRequest)),
    |cluster| cluster.proposes(PROPOSAL, Stage::Rejected(AlterError::InvalidUpdateVersion)),
    |cluster| cluster.proposes(PROPOSAL, Stage::Rejected(AlterError::IneligibleReplica)),
    |cluster| cluster.sent_twice(PROPOSAL),
    |cluster| cluster.sent_twice(AlterRequest { broker_epoch: BrokerEpoch(1), ..PROPOSAL }),
    |cluster| cluster.sent_twice(AlterRequest { leader_epoch: LeaderEpoch(1), ..PROPOSAL }),
    |cluster| cluster.sent_twice(AlterRequest { partition_epoch: PartitionEpoch(3), ..PROPOSAL }),
    |cluster| cluster.sent_twice(AlterRequest { isr: set([1, 2]), ..PROPOSAL }),
    |cluster| cluster.sent_twice(AlterRequest { added: None, ..PROPOSAL }),
    |cluster| cluster.sent_twice(AlterRequest { added: added(2, 1), ..PROPOSAL }),
    |cluster| cluster.sent_twice(AlterRequest { added: added(0, 0), ..PROPOSAL }),
    |cluster| cluster.replicas[0].orphan = Some(FETCH),
    |cluster| cluster.replicas[0].orphan = Some(Request { to: BrokerId(2), ..FETCH }),
    |cluster| {
        cluster.replicas[0].orphan = Some(Request { broker_epoch: BrokerEpoch(0), ..FETCH });
    },
];

const FETCH: Request = Request {
    to: BrokerId(1),
    leader_epoch: LeaderEpoch(2),
    fetch_offset: Offset(2),
    last_fetched_epoch: None,
    broker_epoch: BrokerEpoch(1),
};

fn heard(end: i64, broker_epoch: i64) -> Option<Follower> {
    Some(Follower { end: Offset(end), broker_epoch: BrokerEpoch(broker_epoch) })
}

fn added(broker: i32, broker_epoch: i64) -> Option<(BrokerId, BrokerEpoch)> {
    Some((BrokerId(broker), BrokerEpoch(broker_epoch)))
}

impl Cluster {
    fn known(&mut self, broker: usize) -> &mut view::Leadership {
        self.replicas[broker].known.as_mut().expect("it knows who leads")
    }

    fn proposes(&mut self, request: AlterRequest, stage: Stage) {
        self.replicas[1].alter = Some(Alter { request, stage });
    }

    fn sent_twice(&mut self, request: AlterRequest) {
        self.replicas[1].alter_orphan = Some(request);
    }
}

#[test]
fn every_difference_is_seen() {
    let mut seen: Vec<(usize, Cluster)> = vec![(0, Cluster::sound())];
    for (place, change) in (1..).zip([CONTROLLER, BROKERS, PROPOSALS].into_iter().flatten()) {
        let mut cluster = Cluster::sound();
        change(&mut cluster);
        assert!(
            view::same(&Snapshot::of(&cluster), &cluster),
            "change {place}: a snapshot differs"
        );
        for (other, before) in &seen {
            assert!(!view::same(before, &cluster), "changes {other} and {place} look the same");
        }
        seen.push((place, cluster));
    }
}

/// A decision that no running broker has to learn any more is not shown: what is left of two pasts
/// that differ is the same.
#[test]
fn what_everyone_has_learnt_is_not_seen() {
    let mut sound = Cluster::sound();
    sound.replicas[0].learnt = Some(7);
    let mut other = sound.clone();
    other.before.0.isr = set([0, 1]);
    assert!(view::same(&sound, &other));
}
