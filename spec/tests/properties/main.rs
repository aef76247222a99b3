//! The properties, each seen to fail: what is broken by hand breaks it, and nothing else; what is
//! sound breaks none. That they hold where brokers take steps is the model checker's to show.

extern crate kanon_spec as spec;

mod broken;
mod cluster;
mod produced;
mod seen;
mod settled;

use broken::cases;
use cluster::{Cluster, DIVERGING, answer, batch, known, set};
use spec::view::{self, Decision};
use spec::{BrokerEpoch, BrokerSet, Kind, Offset, Snapshot, property};

/// The names of those that do not hold, of all properties or of those that hold always.
fn false_ones(cluster: &Cluster, sometimes: bool) -> Vec<&'static str> {
    let all = property::all::<Cluster>().into_iter();
    let judged = all.filter(|property| sometimes || property.kind == Kind::Always);
    judged.filter(|property| !(property.holds)(cluster)).map(|property| property.name).collect()
}

fn kind(name: &str) -> Option<Kind> {
    let all = property::all::<Cluster>();
    all.iter().find(|property| property.name == name).map(|property| property.kind)
}

/// So that a case can only be false by what it changes.
#[test]
fn every_property_holds_in_the_sound_cluster() {
    assert_eq!(false_ones(&Cluster::sound(), true), Vec::<&str>::new());
}

//= LOG-2 test
//= LOG-3 test
//= LOG-5 test
//= REP-14 test
#[test]
fn every_case_breaks_its_property_and_no_other() {
    for case in cases() {
        let mut cluster = Cluster::sound();
        (case.breaks)(&mut cluster);
        let what = format!("{}: {}", case.property, case.what);
        // A guard against empty worlds may be false anywhere, so only guards' cases ask for it.
        let sometimes = kind(case.property) == Some(Kind::Sometimes);
        assert_eq!(false_ones(&cluster, sometimes), [case.property], "{what}");
    }
}

#[test]
fn every_property_has_a_case_and_every_case_a_property() {
    for property in property::all::<Cluster>() {
        let has = cases().any(|case| case.property == property.name);
        assert!(has, "nothing shows that {} can be false", property.name);
    }
    for case in cases() {
        assert!(kind(case.property).is_some(), "there is no property {}", case.property);
    }
}

#[test]
fn names_are_said_once_and_always_leaves_out_what_holds_sometimes() {
    let all = property::all::<Cluster>();
    for (place, property) in all.iter().enumerate() {
        assert!(all[..place].iter().all(|other| other.name != property.name), "{}", property.name);
    }
    let always = property::always::<Cluster>();
    let due = all.iter().filter(|property| property.kind == Kind::Always);
    let names = |property: &property::Property<Cluster>| property.name;
    assert_eq!(always.iter().map(names).collect::<Vec<_>>(), due.map(names).collect::<Vec<_>>());
}

/// What is near to a broken case and still sound: a property that breaks here says too much.
type NearlyBroken = &'static [(&'static str, fn(&mut Cluster))];

const LOGS_AND_LEADERS: NearlyBroken = &[
    ("two leaders, each of its own epoch", |cluster| cluster.replicas[0].known = known(0, 0)),
    ("the same, the older one last", |cluster| cluster.replicas[2].known = known(2, 0)),
    ("two followers of one leader in one epoch", |cluster| {
        cluster.replicas[2].known = known(1, 2);
    }),
    ("a leader that has written nothing, and its epoch at the end of its log", |cluster| {
        cluster.replicas[0].epochs[1] = Some(Offset(2));
    }),
    ("the same, with an empty log", |cluster| {
        cluster.replicas[2].has(vec![]);
        cluster.replicas[2].epochs[1] = Some(Offset(0));
    }),
    ("nobody leads", |cluster| cluster.controller.leader = None),
    ("a follower behind the high watermark, outside of the ISR", |cluster| {
        cluster.replicas[2].has(vec![]);
    }),
    ("a follower whose high watermark is far behind", |cluster| {
        cluster.replicas[0].high_watermark = Offset(0);
    }),
    ("a member of the ISR that lacks what is not committed", |cluster| {
        cluster.controller.isr = set([1, 2]);
        cluster.replicas[1].high_watermark = Offset(1);
        cluster.committed[2] = false;
    }),
    ("logs that differ in epochs at one offset", |cluster| {
        cluster.replicas[2].has(vec![batch(0, 1, 0, 0), batch(1, 1, 1, 3)]);
    }),
    ("a leader of an older epoch that has committed what is elsewhere by now", |cluster| {
        cluster.replicas[0].known = known(0, 0);
        cluster.replicas[0].high_watermark = Offset(2);
        cluster.committed[1] = true;
        let log = vec![batch(0, 1, 0, 0), batch(1, 2, 2, 2), batch(3, 1, 2, 1)];
        cluster.replicas[1].has(log);
    }),
];

const INCARNATIONS_AND_LOSSES: NearlyBroken = &[
    ("a member that lacks what is committed, and is back as another incarnation", |cluster| {
        cluster.controller.isr = set([0, 1]);
        cluster.replicas[0].broker_epoch = None;
    }),
    ("the same, with an older registration", |cluster| {
        cluster.controller.isr = set([0, 1]);
        cluster.registered[0].broker_epoch = BrokerEpoch(2);
    }),
    ("the same, that was stopped cleanly, and registered since", |cluster| {
        cluster.controller.isr = set([1, 2]);
        cluster.registered[2].broker_epoch = BrokerEpoch(1);
    }),
    ("an eligible leader replica that crashed", |cluster| {
        cluster.min_isr = 2;
        cluster.controller.elr = set([2]);
        cluster.replicas[2].stopped_cleanly = None;
    }),
    ("a loss that is given up, after as many crashes as must be in sync", |cluster| {
        cluster.crashes = 1;
        (cluster.committed[1], cluster.given_up[1]) = (true, true);
    }),
    ("the same, after an unclean election", |cluster| {
        cluster.unclean_elections = 1;
        (cluster.committed[1], cluster.given_up[1]) = (true, true);
    }),
    ("the same, where there are no eligible leader replicas", |cluster| {
        cluster.elr = false;
        (cluster.committed[1], cluster.given_up[1]) = (true, true);
    }),
    ("the last member, fenced, where there are no eligible leader replicas", |cluster| {
        (cluster.elr, cluster.controller.leader) = (false, None);
        cluster.registered[1].fenced = true;
    }),
    ("nobody in sync, and nobody could be elected", |cluster| {
        (cluster.controller.leader, cluster.controller.isr) = (None, BrokerSet::EMPTY);
    }),
    ("an eligible leader replica that is fenced, beside a leader", |cluster| {
        cluster.min_isr = 2;
        cluster.controller.elr = set([2]);
        cluster.replicas[2].stopped_cleanly = None;
        cluster.registered[2].fenced = true;
    }),
];

#[test]
fn what_only_looks_broken_breaks_nothing() {
    let near = LOGS_AND_LEADERS.iter().chain(INCARNATIONS_AND_LOSSES).chain(produced::NOT_BROKEN);
    for (what, change) in near {
        let mut cluster = Cluster::sound();
        change(&mut cluster);
        assert_eq!(false_ones(&cluster, false), Vec::<&str>::new(), "{what}");
    }
}

/// A snapshot is what was seen: it encodes, and is judged, as what it was taken of.
#[test]
fn a_snapshot_of_a_broken_cluster_is_as_broken() {
    let sound = Cluster::sound();
    for case in cases() {
        let mut cluster = Cluster::sound();
        (case.breaks)(&mut cluster);
        let snapshot = Snapshot::of(&cluster);
        assert!(view::same(&snapshot, &cluster), "{}", case.what);
        assert!(!view::same(&snapshot, &sound), "{}: the encoding does not show it", case.what);
        let of_cluster = property::all::<Cluster>();
        let of_snapshot = property::all::<Snapshot>();
        for (one, other) in of_cluster.iter().zip(&of_snapshot) {
            assert_eq!((one.holds)(&cluster), (other.holds)(&snapshot), "{}", one.name);
        }
    }
}

/// The guards against empty worlds do not ask for more than they say.
#[test]
fn what_holds_somewhere_holds_in_other_forms_too() {
    let holds = |name: &str, cluster: &Cluster| !false_ones(cluster, true).contains(&name);
    let mut cluster = Cluster::sound();
    cluster.replicas[0].exchange = None;
    cluster.replicas[1].exchange = answer(DIVERGING);
    assert!(holds("LogsDiverge", &cluster));
    let isr = BrokerSet::first(1);
    cluster.controller = Decision { leader: None, isr, ..cluster.controller };
    cluster.replicas[2].has(vec![batch(0, 1, 0, 0), batch(1, 1, 1, 1)]);
    cluster.committed = vec![true, true, false];
    assert!(holds("CommitsInALaterEpoch", &cluster));
}
