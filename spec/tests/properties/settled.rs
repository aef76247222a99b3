//! What must come about: when there is nothing left to be done, and when it must come to that.

use crate::cluster::{Cluster, PROPOSAL, batch, set};
use spec::replication::properties::has_settled;
use spec::view::{Alter, Stage};
use spec::{BrokerId, BrokerSet, Offset, Value, property};

type Change = fn(&mut Cluster);

//= REP-19 test
#[test]
fn each_thing_that_is_left_to_be_done_is_seen() {
    let left: [(&str, Change); 11] = [
        ("nobody leads", |cluster| cluster.controller.leader = None),
        ("a broker that runs is not in sync", |cluster| cluster.controller.isr = set([0, 1])),
        ("a reassignment is under way", |cluster| cluster.controller.removing = set([0])),
        ("a decision is not learnt", |cluster| cluster.replicas[0].learnt = Some(6)),
        ("a broker has not registered", |cluster| cluster.replicas[0].learnt = None),
        ("a log is shorter", |cluster| {
            cluster.replicas[2].has(vec![batch(0, 1, 0, 0)]);
            cluster.replicas[2].high_watermark = Offset(1);
        }),
        ("a log is another", |cluster| {
            cluster.replicas[2].has(vec![batch(0, 1, 0, 0), batch(1, 2, 1, 2)]);
        }),
        ("what is committed is not known to be", |cluster| {
            cluster.replicas[2].high_watermark = Offset(1);
        }),
        ("a request waits", |cluster| cluster.replicas[1].waiting = vec![Value(2)]),
        ("a proposal is not answered", |cluster| {
            let (request, stage) = (PROPOSAL, Stage::Unsent);
            cluster.replicas[1].alter = Some(Alter { request, stage });
        }),
        ("a proposal is not known to have ended", |cluster| {
            cluster.replicas[1].proposed = Some(set([0, 1]));
        }),
    ];
    assert!(has_settled(&Cluster::settled()));
    for (what, change) in left {
        let mut cluster = Cluster::settled();
        change(&mut cluster);
        assert!(!has_settled(&cluster), "{what}");
    }
}

/// Who is down, or about to stop, is not waited for.
#[test]
fn who_stays_away_is_not_missed() {
    let away: [(&str, Change); 2] = [
        ("one is down", |cluster| cluster.replicas[2].up = false),
        ("one is about to stop", |cluster| cluster.registered[2].shutting_down = true),
    ];
    for (what, change) in away {
        let mut cluster = Cluster::settled();
        cluster.controller.isr = set([0, 1]);
        cluster.replicas[2].has(vec![]);
        assert!(!has_settled(&cluster), "{what}, but not yet");
        change(&mut cluster);
        assert!(has_settled(&cluster), "{what}");
    }
}

#[test]
fn it_must_settle_where_one_can_lead_and_enough_are_there_to_commit() {
    let [live] = property::live::<Cluster>().try_into().expect("one");
    let sound: [(&str, Change, bool); 8] = [
        ("the leader is there", |_| {}, true),
        ("the leader is down", |cluster| cluster.replicas[1].up = false, true),
        ("the only one in sync is down", |cluster| cluster.replicas[1].broker_epoch = None, false),
        ("it is about to stop", |cluster| cluster.registered[1].shutting_down = true, false),
        ("two must be in sync, and two are there", |cluster| cluster.min_isr = 2, true),
        ("three must be, and two are there", |cluster| cluster.min_isr = 3, false),
        (
            "an eligible leader replica is there",
            |cluster| {
                cluster.min_isr = 2;
                (cluster.controller.isr, cluster.controller.elr) = (BrokerSet::EMPTY, set([0]));
            },
            true,
        ),
        ("nobody is in sync", |cluster| cluster.controller.isr = BrokerSet::EMPTY, false),
    ];
    for (what, change, must) in sound {
        let mut cluster = Cluster::sound();
        change(&mut cluster);
        assert_eq!((live.from)(&cluster), must, "{what}");
        // What has to settle has not, and what has not to is not waited for.
        assert_eq!((live.goal)(&cluster), !must, "{what}");
    }
    let mut settled = Cluster::settled();
    assert!(
        (live.from)(&settled) && (live.goal)(&settled),
        "what has settled has come to its goal"
    );
    settled.controller.leader = Some(BrokerId(0));
    assert!((live.goal)(&settled), "whoever leads");
}
