//! The scenario format as it is read: what is well formed, and how each thing that is not is
//! named. What the steps do is the model's and the simulation's matter.

use kanon_spec::digest::Digest;
use kanon_spec::producer::Limits;
use kanon_spec::scenario::{MAX_BROKERS, Malformed};
use kanon_spec::{
    Acks, BrokerId, BrokerSet, Mistake, Offset, Rules, Scenario, Sequence, Step, World,
};

const STATE: &str = "state 0123456789abcdef0123456789abcdef";

fn read(text: &str) -> Result<Scenario, Malformed> {
    text.parse()
}

/// Reads what is malformed: the error as it is printed.
fn wrong(text: &str) -> String {
    match read(text) {
        Err(malformed) => malformed.to_string(),
        Ok(scenario) => panic!("{text:?} was read as {scenario:?}"),
    }
}

/// Each text is refused with an error that begins with the place and the words beside it.
fn check(cases: &[(&str, &str)]) {
    for (text, due) in cases {
        let error = wrong(text);
        assert!(error.starts_with(due), "{text:?}: {error:?} is not {due:?}");
    }
}

#[test]
fn a_world_and_steps_are_read_as_they_are_written() {
    let text = format!(
        "# A title.\n\nbrokers 4\nreplicas 0 1 2\nisr 0 2 # not 1\n  min-isr 2\nelr off\nconsumer\n\
         without m01-truncate-to-high-watermark\nwithout m04-serve-newer-epoch\n\
         produce 0 acks=all\n---- an answer\nproduce 2 records=3 acks=1\ncrash 1 keep=7\n\
         give-up 2\nshrink 0 follower=2\nexpand 1 follower=0\n\
         give-up-alter 1\n{STATE}\n---- an answer\n# The end.\n"
    );
    let scenario = read(&text).expect("well formed");
    let rules = Rules::ALL.without(Mistake::TruncateToHighWatermark);
    let rules = rules.without(Mistake::ServeNewerEpoch);
    let isr: BrokerSet = [BrokerId(0), BrokerId(2)].into_iter().collect();
    let replicas = BrokerSet::first(3);
    assert_eq!(
        scenario.world,
        World {
            brokers: 4,
            replicas,
            isr,
            min_isr: 2,
            elr: false,
            consumer: true,
            producer: None,
            rules,
        }
    );
    let steps = [
        (11, Step::Produce { broker: BrokerId(0), acks: Acks::All, records: 1 }),
        (13, Step::Produce { broker: BrokerId(2), acks: Acks::Leader, records: 3 }),
        (14, Step::Crash { broker: BrokerId(1), keep: Offset(7) }),
        (15, Step::GiveUp(BrokerId(2))),
        (16, Step::Shrink { leader: BrokerId(0), follower: BrokerId(2) }),
        (17, Step::Expand { leader: BrokerId(1), follower: BrokerId(0) }),
        (18, Step::GiveUpAlter(BrokerId(1))),
    ];
    assert_eq!(scenario.steps, steps);
    assert_eq!(scenario.state, Some(Digest(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef)));
}

#[test]
fn what_a_world_does_not_say_is_as_it_is_by_default() {
    let scenario = read("brokers 2").expect("well formed");
    assert_eq!(scenario, Scenario::new(World::of(2), []));
    let most = format!("brokers {MAX_BROKERS}\n");
    assert_eq!(read(&most).expect("well formed").world.isr.len(), 32);
    assert!(read("brokers 2").expect("well formed").world.elr);
    assert!(read("brokers 2\nelr on").expect("well formed").world.elr);
    assert!(!read("brokers 2").expect("well formed").world.consumer);
    let producer = read("brokers 2\nproducer\n").expect("well formed").world.producer;
    assert_eq!(producer, Some(Limits::KAFKA));
}

/// Each word of the world and of the steps, in a scenario that has them all.
#[test]
fn every_verb_is_a_step() {
    let plain = "expire ask serve take cut lose give-up serve-orphan flush checkpoint restart stop \
                 register fence suspect unfence leave elect elect-unclean recover learn alter \
                 altered lose-alter give-up-alter alter-orphan resend refresh validate read \
                 latest catch-up assign unassign look-up send retry hang-up abandon delay arrive \
                 forget delete-old";
    let mut text = "brokers 2\n".to_owned();
    for verb in plain.split_whitespace() {
        text.push_str(&format!("{verb} 1\n"));
    }
    let scenario = read(&text).expect("well formed");
    let made = kanon_spec::step::PLAIN.iter().map(|(_, make)| make(BrokerId(1)));
    let steps = scenario.steps.iter().map(|(_, step)| *step);
    assert!(steps.eq(made), "the verbs, in their order");
    for (_, step) in scenario.steps {
        assert_eq!(step.broker(), BrokerId(1));
        assert_eq!(step.to_string(), format!("{} 1", step.verb()));
    }
}

#[test]
fn what_is_printed_is_read_again() {
    let plain = kanon_spec::step::PLAIN.iter().map(|(_, make)| make(BrokerId(1)));
    let crash = Step::Crash { broker: BrokerId(0), keep: Offset(2) };
    let produce = |acks, records| Step::Produce { broker: BrokerId(0), acks, records };
    let (leader, follower) = (BrokerId(0), BrokerId(1));
    let proposals = [Step::Shrink { leader, follower }, Step::Expand { leader, follower }];
    let others = [crash, produce(Acks::All, 1), produce(Acks::Leader, 1000)];
    let others = others.into_iter().chain(proposals);
    let rules = Mistake::ALL.into_iter().fold(Rules::ALL, Rules::without);
    let producer = Some(Limits { remembered: 2, last_sequence: Sequence(3) });
    let world = World { rules, min_isr: 2, elr: false, producer, ..World::of(2) };
    let mut scenario = Scenario::new(world, plain.chain(others));
    scenario.state = Some(Digest(1));
    let again = read(&scenario.to_string()).expect("well formed");
    let steps = |scenario: &Scenario| scenario.steps.iter().map(|s| s.1).collect::<Vec<_>>();
    assert_eq!((steps(&again), again.world), (steps(&scenario), scenario.world));
    assert_eq!(again.state, scenario.state);
}

#[test]
fn lines_may_end_as_windows_ends_them() {
    let text = format!("# A.\nbrokers 2\nisr 1\n\nproduce 1 acks=all\n---- b\nask 0\n{STATE}\n");
    assert_eq!(read(&text.replace('\n', "\r\n")), read(&text));
    assert!(read(&text).is_ok());
    check(&[("brokers 2\r\nask 7\r\n", "2:5: the brokers of this world are 0 to 1")]);
}

#[test]
fn a_byte_order_mark_is_named() {
    let mark = "1:1: the text begins with a byte order mark: remove it";
    check(&[("\u{feff}brokers 2\n", mark), ("\u{feff}", mark)]);
}

#[test]
fn a_second_state_is_refused() {
    let two = format!("brokers 2\n{STATE}\n\n{STATE}\n");
    check(&[(&two, "4:1: `state` was said before, on line 2")]);
}

#[test]
fn nothing_comes_after_the_state() {
    for line in ["ask 1", "isr 0", "brokers 2", "min-isr 1", "elr on", "without m01", "nonsense"] {
        let text = format!("brokers 2\n{STATE}\n  {line}\n");
        check(&[(&text, "3:3: `state`, on line 2, is the last line: nothing comes after it")]);
    }
}

#[test]
fn nothing_comes_before_the_brokers() {
    let begins = "1:1: a scenario begins with a line such as `brokers 3`";
    let without = "without m01-truncate-to-high-watermark";
    for line in [STATE, "isr 0", "min-isr 1", "elr on", without, "ask 1", "shrink 1 follower=0"] {
        check(&[(&format!("{line}\nbrokers 2\n"), begins)]);
    }
    check(&[
        ("", "1:1: the scenario has no world"),
        ("# A.\n---- b\n", "2:1: the scenario has no world"),
    ]);
}

#[test]
fn no_line_of_the_world_is_said_twice() {
    check(&[
        ("brokers 2\nbrokers 2\n", "2:1: `brokers` was said before, on line 1"),
        ("brokers 2\nisr 1\n\n isr 0\n", "4:2: `isr` was said before, on line 2"),
        ("brokers 2\nmin-isr 1\nmin-isr 2\n", "3:1: `min-isr` was said before, on line 2"),
        ("brokers 2\nelr on\nelr off\n", "3:1: `elr` was said before, on line 2"),
        (
            "brokers 2\nwithout m04-serve-newer-epoch\nwithout m04-serve-newer-epoch\n",
            "3:9: `m04-serve-newer-epoch` was said before, on line 2",
        ),
    ]);
}

#[test]
fn no_argument_is_said_twice() {
    check(&[
        ("brokers 2\nproduce 0 acks=1 acks=all\n", "2:18: `acks` was said before in this line"),
        ("brokers 2\nproduce 0 acks=1 acks=no\n", "2:18: `acks` was said before in this line"),
        (
            "brokers 2\nproduce 0 records=1 acks=1 records=1\n",
            "2:28: `records` was said before in this line",
        ),
        ("brokers 2\nisr 1 0 1\n", "2:9: `1` was said before in this line"),
    ]);
}

#[test]
fn the_world_comes_before_the_steps() {
    for line in ["brokers 2", "isr 0", "min-isr 1", "elr off", "without m04-serve-newer-epoch"] {
        let verb = line.split(' ').next().expect("a verb");
        let due = format!("3:1: `{verb}` belongs before the first step");
        check(&[(&format!("brokers 2\nask 1\n{line}\n"), &due)]);
    }
}

#[test]
fn lines_of_the_world_are_named_where_they_are_wrong() {
    check(&[
        ("brokers 0\n", "1:9: a world has 1 to 32 brokers"),
        ("brokers 33\n", "1:9: a world has 1 to 32 brokers"),
        ("brokers two\n", "1:9: `brokers` takes a number"),
        ("brokers\n", "1:1: `brokers` takes a number"),
        ("brokers 2 3\n", "1:11: `brokers` takes a number and nothing else"),
        ("brokers 2\nisr\n", "2:1: `isr` names at least one broker"),
        ("brokers 2\nisr 0 2\n", "2:7: the brokers of this world are 0 to 1"),
        ("brokers 2\nmin-isr 0\n", "2:9: min-isr is at least 1"),
        ("brokers 2\nelr\n", "2:1: `elr` takes `on` or `off`"),
        ("brokers 2\nelr yes\n", "2:5: elr is `on` or `off`"),
        ("brokers 2\nelr on off\n", "2:8: `elr` takes `on` or `off` and nothing else"),
        ("brokers 2\nreplicas\n", "2:1: `replicas` names at least one broker"),
        ("brokers 2\nreplicas 2\n", "2:10: the brokers of this world are 0 to 1"),
        ("brokers 3\nreplicas 0 1\nisr 2\n", "3:1: broker 2 has no replica"),
        ("brokers 2\nconsumer 1\n", "2:10: `consumer` stands alone"),
        ("brokers 2\nproducer 5\n", "2:10: `producer` takes `remembered=N` and `last-sequence=N`"),
        ("brokers 2\nproducer remembered=0\n", "2:10: a number from 1 to 1000"),
        ("brokers 2\nproducer remembered=2 remembered=2\n", "2:23: `producer` takes"),
        ("brokers 2\nproducer remembered=2 last-sequence=2\n", "2:1: `last-sequence` is at"),
        ("brokers 2\nwithout m99\n", "2:9: `m99` is not a mistake: they are m01-"),
    ]);
}

#[test]
fn steps_are_named_where_they_are_wrong() {
    check(&[
        ("brokers 2\nfetch 1\n", "2:1: `fetch` is not a step: the steps are produce, crash, "),
        ("brokers 2\nask\n", "2:1: `ask` names a broker: `ask 0`"),
        ("brokers 2\nask 2\n", "2:5: the brokers of this world are 0 to 1"),
        ("brokers 2\nask -1\n", "2:5: the brokers of this world are 0 to 1"),
        ("brokers 2\nask 1 2\n", "2:7: `ask` names a broker only"),
        ("brokers 2\nproduce 0\n", "2:1: `produce` takes `acks=1` or `acks=all`"),
        ("brokers 2\nproduce 0 acks=0\n", "2:11: acks is `1` or `all`"),
        ("brokers 2\nproduce 0 acks=1 records=0\n", "2:18: a batch has 1 to 1000 records"),
        ("brokers 2\nproduce 0 acks=1 records=1001\n", "2:18: a batch has 1 to 1000 records"),
        ("brokers 2\nproduce 0 acks=1 keep=1\n", "2:18: `produce` takes `acks=1|all`"),
        ("brokers 2\ncrash 0\n", "2:1: `crash` takes `keep=N`"),
        ("brokers 2\ncrash 0 acks=1\n", "2:9: `crash` takes `keep=N`"),
        ("brokers 2\ncrash 0 keep=-1\n", "2:9: keep is an offset: 0 or more"),
        ("brokers 2\ncrash 0 keep=1 keep=1\n", "2:1: `crash` takes `keep=N`"),
        ("brokers 2\nshrink\n", "2:1: `shrink` names a broker: `shrink 0`"),
        ("brokers 2\nshrink 0\n", "2:1: `shrink` takes `follower=B`"),
        ("brokers 2\nexpand 0 1\n", "2:10: `expand` takes `follower=B`"),
        ("brokers 2\nexpand 0 leader=1\n", "2:10: `expand` takes `follower=B`"),
        ("brokers 2\nshrink 2 follower=1\n", "2:8: the brokers of this world are 0 to 1"),
        ("brokers 2\nexpand 0 follower=2\n", "2:10: the brokers of this world are 0 to 1"),
        ("brokers 2\nexpand 0 follower=\n", "2:10: the brokers of this world are 0 to 1"),
        ("brokers 2\nshrink 0 follower=1 follower=1\n", "2:1: `shrink` takes `follower=B`"),
        ("brokers 2\nelect-unclean 0 follower=1\n", "2:17: `elect-unclean` names a broker only"),
    ]);
}

/// Lines and columns count what a person counts: columns are characters, not bytes.
#[test]
fn columns_are_characters() {
    check(&[("brokers 2\nask  \u{e9}\u{e9} 1 # \u{e9}\n", "2:6: the brokers")]);
    check(&[("brokers 2\nask 1 \u{e9}\u{e9} x\n", "2:7: `ask` names a broker only")]);
    check(&[("brokers 2\n\u{2003}\u{2003}ask 2\n", "2:7: the brokers of this world are 0 to 1")]);
}

#[test]
fn a_state_is_32_hex_digits() {
    let long = format!("brokers 2\nstate {}\n", "0".repeat(33));
    let sign = format!("brokers 2\nstate +{}\n", "0".repeat(31));
    check(&[
        ("brokers 2\nstate\n", "2:1: `state` takes 32 hex digits"),
        ("brokers 2\nstate 0 0\n", "2:9: `state` takes 32 hex digits and nothing else"),
        ("brokers 2\nstate 12\n", "2:7: a digest is 32 hex digits"),
        (&long, "2:7: a digest is 32 hex digits"),
        (&sign, "2:7: a digest is 32 hex digits"),
    ]);
}
