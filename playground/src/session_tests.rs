//! The session, without a page: what a person does, and what must come of it.

use super::*;
use crate::{driver, link};
use spec::{Acks, view::same};

fn script(text: &str) -> Script {
    Script::read(text).expect("a well-formed text")
}

/// One record from leader to follower, acknowledged at the end.
fn lesson() -> Script {
    script(
        "brokers 2\nproduce 0 acks=all\nask 1\nserve 1\ntake 1\nask 1\nserve 1\ntake 1\n\
         ask 1\nserve 1\n",
    )
}

fn lit(session: &Session) -> Vec<(&'static str, usize)> {
    let lamps = session.lamps();
    lamps.iter().filter_map(|lamp| lamp.broke.map(|at| (lamp.name, at))).collect()
}

#[test]
fn undo_and_redo_come_back_to_the_same_state() {
    let mut session = Session::new(lesson(), 0);
    let mut digests = vec![session.digest()];
    for _ in 0..session.run().len() {
        session.redo();
        digests.push(session.digest());
    }
    assert!(session.at_end());
    for digest in digests.iter().rev() {
        assert_eq!(session.digest(), *digest);
        session.undo();
    }
    assert_eq!(session.at(), 0);
}

#[test]
fn seeking_is_playing() {
    let long = (0..40).map(|_| "produce 0 acks=1\nask 1\nserve 1\ntake 1\n");
    let script = script(&format!("brokers 2\n{}", long.collect::<String>()));
    let mut cluster = Cluster::new(&script.world);
    let mut session = Session::new(script.clone(), 160);
    for (at, line) in script.lines.iter().enumerate() {
        session.seek(at);
        assert!(same(session.now(), &cluster), "after {at} steps");
        let _refused = cluster.apply(line.step);
    }
}

#[test]
fn the_next_step_again_is_redo_and_another_one_forks() {
    let mut session = Session::new(lesson(), 1);
    assert!(session.act(Step::Ask(BrokerId(1))));
    assert_eq!((session.at(), session.run().len()), (2, 9));
    assert!(session.branches().is_empty());

    assert!(session.act(Step::Flush(BrokerId(0))));
    assert_eq!((session.at(), session.run().len()), (3, 3));
    assert_eq!(session.branches(), [lesson()]);

    let forked = session.digest();
    session.switch(0);
    assert_eq!((session.at(), session.run().len()), (2, 9), "where the two part");
    session.switch(0);
    session.seek(3);
    assert_eq!(session.digest(), forked);
    assert_eq!(session.branches().len(), 1, "the way that was left is one, not many");
}

#[test]
fn a_refused_step_is_not_done_but_may_be_read() {
    let mut session = Session::new(lesson(), 0);
    let before = session.digest();
    assert!(!session.act(Step::Take(BrokerId(1))));
    assert_eq!((session.at(), session.digest()), (0, before));

    let session = Session::new(script("brokers 2\ntake 1\n"), 1);
    assert!(session.run().moment(1).refused);
    assert_eq!((session.at(), session.digest()), (1, before));
}

#[test]
fn the_record_is_acknowledged_when_the_leader_has_heard_it() {
    let mut session = Session::new(lesson(), 4);
    assert!(!session.now().acknowledged(spec::Value(0)));
    session.seek(6);
    assert!(session.now().acknowledged(spec::Value(0)));
    assert!(lit(&session).is_empty());
}

#[test]
fn each_mistake_breaks_its_property_and_its_rule_mends_it() {
    let live: Vec<&str> = spec::property::live::<Cluster>().iter().map(|live| live.name).collect();
    let broken: Vec<_> = examples::all().iter().filter(|x| x.mistake.is_some()).collect();
    for mistake in Mistake::ALL {
        assert!(broken.iter().any(|x| x.mistake == Some(mistake)), "no example makes {mistake}");
    }
    for example in broken {
        let mistake = example.mistake.expect("one that is made");
        let mut session = Session::new(example.script.clone(), usize::MAX);
        if live.contains(&mistake.breaks()) {
            // What never comes about, no step breaks: it shows when there is nothing left to do.
            heal(&mut session);
        }
        let last = session.run().len();
        let broken = lit(&session);
        assert!(broken.contains(&(mistake.breaks(), last)), "{mistake}: {broken:?}");
        let with = session.digest();
        session.set_rule(mistake, false);
        assert_eq!((session.at(), lit(&session)), (last, vec![]), "{mistake}");
        session.set_rule(mistake, true);
        assert_eq!(session.digest(), with);
    }
}

#[test]
fn healthy_examples_light_no_lamp_and_every_step_of_an_example_is_possible() {
    for example in examples::all() {
        let session = Session::new(example.script.clone(), usize::MAX);
        let refused = (1..=session.run().len()).find(|at| session.run().moment(*at).refused);
        assert_eq!(refused, None, "{}", example.name);
        assert!(example.mistake.is_some() || lit(&session).is_empty(), "{}", example.name);
    }
}

#[test]
fn a_link_brings_back_the_run_and_the_place() {
    for example in examples::all() {
        let session = Session::new(example.script.clone(), 3);
        let fragment = link::write(session.run().script(), session.at());
        let (script, at) = link::read(&fragment).expect("our own link");
        let other = Session::new(script, at);
        assert_eq!((other.at(), other.digest()), (session.at(), session.digest()));
        assert_eq!(*other.run().script(), link::bare(session.run().script()));
    }
}

#[test]
fn another_world_keeps_the_old_run() {
    let three = script("brokers 3\nproduce 0 acks=1\nask 2\nask 1\nshrink 0 follower=2\nserve 2\n");
    let mut session = Session::new(three.clone(), 5);
    session.set_brokers(2);
    let steps: Vec<String> = session.run().steps().map(|step| step.to_string()).collect();
    assert_eq!(steps, ["produce 0 acks=1", "ask 1"]);
    assert_eq!(session.at(), 2);
    assert_eq!(session.branches(), [three]);

    session.set_min_isr(2);
    session.set_elr(false);
    assert_eq!((session.now().min_isr(), session.now().elr()), (2, false));
    assert_eq!(session.at(), 2);
}

/// Heals to the end, and says in how many steps.
fn heal(session: &mut Session) -> usize {
    for steps in 0..200 {
        let Some(step) = driver::heal(session.now()) else { return steps };
        assert!(session.act(step), "{step}");
    }
    panic!("healing does not end");
}

#[test]
fn healing_ends_with_everybody_up_to_date() {
    let texts = [
        "brokers 3\nproduce 0 acks=all records=2\nelect 1\nlearn 1\nproduce 1 acks=1\n",
        "brokers 3\nproduce 0 acks=1\ncrash 0 keep=1\nfence 0\nlearn 1\nproduce 1 acks=1\n\
         restart 0\n",
        "brokers 3\nproduce 0 acks=all\nshrink 0 follower=2\ngive-up-alter 0\nresend 0\n\
         alter 0\nlose-alter 0\n",
        "brokers 3\nmin-isr 2\nsuspect 1\nleave 2\nstop 2\nrestart 2\nproduce 0 acks=1\n",
        "brokers 3\nelr off\nproduce 0 acks=all\nsuspect 0\nsuspect 1\ncrash 2 keep=0\n\
         fence 2\nrestart 2\n",
    ];
    for text in texts {
        let mut session = Session::new(script(text), usize::MAX);
        let refused = (0..=session.run().len()).find(|at| session.run().moment(*at).refused);
        assert_eq!(refused, None, "{text}");
        assert!(0 < heal(&mut session), "{text}");
        assert!(spec::replication::properties::has_settled(session.now()), "{text}");
        assert_eq!(lit(&session), [], "{text}");
    }
}

#[test]
fn healing_goes_as_far_as_it_can_with_a_broker_that_is_gone() {
    let text = "brokers 3\nproduce 0 acks=all\ncrash 0 keep=0\n";
    let mut session = Session::new(script(text), usize::MAX);
    heal(&mut session);
    let now = session.now();
    assert!(now.registered(BrokerId(0)).fenced && !now.is_up(BrokerId(0)));
    assert_eq!(now.controller().leader, Some(BrokerId(1)));
    assert!(spec::replication::properties::has_settled(now));
}

#[test]
fn what_never_comes_about_is_lit_where_nothing_is_left_to_do() {
    let text = "brokers 2\nwithout m19-isr-change-commits-nothing\nproduce 0 acks=all\n\
        crash 1 keep=0\n";
    let mut session = Session::new(script(text), usize::MAX);
    assert_eq!(lit(&session), [], "it may come about still");
    heal(&mut session);
    let last = session.run().len();
    assert_eq!(lit(&session), [("FollowersCatchUp", last)]);
    session.set_rule(Mistake::IsrChangeCommitsNothing, false);
    assert_eq!(lit(&session), []);
}

#[test]
fn a_run_does_not_grow_for_ever() {
    let step = Step::Produce { broker: BrokerId(0), acks: Acks::Leader, records: 1 };
    let mut full = Script::empty(World::of(1));
    full.lines = vec![Line::from(step); STEPS_MAX + 5];
    let mut session = Session::new(full, usize::MAX);
    assert_eq!(session.run().len(), STEPS_MAX);
    assert!(!session.act(step));
}
