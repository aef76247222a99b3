//! The session, without a page: what a person does, and what must come of it.

use super::*;
use crate::{driver, link};
use spec::{
    Acks,
    view::{brokers, same},
};

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
    let broken: Vec<_> = examples::all().into_iter().filter(|x| x.mistake.is_some()).collect();
    assert_eq!(broken.len(), Mistake::ALL.len());
    for example in broken {
        let mistake = example.mistake.expect("one of the four");
        let mut session = Session::new(example.script(), usize::MAX);
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
        let session = Session::new(example.script(), usize::MAX);
        let refused = (1..=session.run().len()).find(|at| session.run().moment(*at).refused);
        assert_eq!(refused, None, "{}", example.name);
        assert_eq!(lit(&session).is_empty(), example.mistake.is_none(), "{}", example.name);
    }
}

#[test]
fn a_link_brings_back_the_run_and_the_place() {
    for example in examples::all() {
        let session = Session::new(example.script(), 3);
        let fragment = link::write(session.run().script(), session.at());
        let (script, at) = link::read(&fragment).expect("our own link");
        let other = Session::new(script, at);
        assert_eq!((other.at(), other.digest()), (session.at(), session.digest()));
        assert_eq!(*other.run().script(), link::bare(session.run().script()));
    }
}

#[test]
fn another_world_keeps_the_old_run() {
    let three = script("brokers 3\nproduce 0 acks=1\nask 2\nask 1\nserve 2\n");
    let mut session = Session::new(three.clone(), 4);
    session.set_brokers(2);
    let steps: Vec<String> = session.run().steps().map(|step| step.to_string()).collect();
    assert_eq!(steps, ["produce 0 acks=1", "ask 1"]);
    assert_eq!(session.at(), 2);
    assert_eq!(session.branches(), [three]);

    session.set_min_isr(2);
    assert_eq!(session.now().min_isr(), 2);
}

#[test]
fn healing_ends_with_everybody_up_to_date() {
    let text = "brokers 3\nproduce 0 acks=all records=2\nelect 1\nlearn 1\nproduce 1 acks=1\n";
    let mut session = Session::new(script(text), usize::MAX);
    let mut rounds = 0;
    while let Some(step) = driver::heal(session.now()) {
        assert!(session.act(step), "{step}");
        rounds += 1;
        assert!(rounds < 200, "healing does not end");
    }
    let now = session.now();
    let end = now.log_end(BrokerId(1));
    assert!(brokers(now).all(|b| now.log_end(b) == end && now.high_watermark(b) == end));
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
