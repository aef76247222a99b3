//! The way to each flaw, as committed under `tests/scenarios`.

use crate::pair::difference;
use model::{
    Kind, Model,
    flaws::{self, Flaw},
    replication::{Replication, State},
    settle::{Settled, settle},
};
use sim::Cluster;
use spec::{Rules, Scenario, Step, View, property, view};
use std::{fs, path::PathBuf};

fn scenarios() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn read(name: &str) -> Scenario {
    let path = scenarios().join(name).with_extension("scn");
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.parse().unwrap_or_else(|e| panic!("{}:{e}", path.display()))
}

/// Both, and the steps that they are to take.
struct Both {
    name: &'static str,
    model: Replication,
    state: State,
    cluster: Cluster,
}

impl Both {
    fn new(flaw: &Flaw, rules: Rules) -> Self {
        let model = flaw.place.under(rules);
        let state = model.initial_states().remove(0);
        let cluster = Cluster::new(&model.world());
        Both { name: flaw.mistake.name(), model, state, cluster }
    }

    /// Takes a step, or refuses it; says which. Both do the same.
    #[track_caller]
    fn step(&mut self, step: Step) -> bool {
        let next = self.model.next_state(&self.state, step);
        let taken = self.cluster.apply(step).is_ok();
        assert_eq!(next.is_some(), taken, "{}: `{step}` is refused by one", self.name);
        self.state = next.unwrap_or(self.state);
        let name = self.name;
        let shown = || difference(&self.state, &self.cluster);
        assert!(view::same(&self.state, &self.cluster), "{name}: `{step}`\n{}", shown());
        taken
    }
}

/// Whether a property holds, under a name that is of such a one.
fn always<V: View + ?Sized>(name: &str) -> Option<fn(&V) -> bool> {
    property::always::<V>().into_iter().find(|it| it.name == name).map(|it| it.holds)
}

/// Whether what is to come about has, under a name that is of such a thing.
fn goal<V: View + ?Sized>(name: &str) -> Option<fn(&V) -> bool> {
    property::live::<V>().into_iter().find(|live| live.name == name).map(|live| live.goal)
}

/// With the rule left out of both, they take the same way, and both break the named property, and
/// do so at the last step and not before; or, if it must come about, go round for ever from there.
#[test]
fn the_way_to_each_flaw_breaks_model_and_reference_alike() {
    for flaw in flaws::ALL {
        let (name, breaks) = (flaw.mistake.name(), flaw.mistake.breaks());
        let scenario = read(name);
        let mut both = Both::new(flaw, Rules::ALL.without(flaw.mistake));
        assert_eq!(scenario.world, both.model.world(), "{name}: the world of the flaw");
        assert_eq!(scenario.steps.len(), flaw.steps, "{name}: the recorded shortest length");
        let named = always::<State>(breaks).zip(always::<Cluster>(breaks));
        for (place, (line, step)) in (1..).zip(&scenario.steps) {
            assert!(both.step(*step), "{name}:{line}: `{step}` refused");
            if let Some((by_model, by_reference)) = named {
                let last = place == flaw.steps;
                assert_eq!(by_model(&both.state), !last, "{name}:{line}: the model");
                assert_eq!(by_reference(&both.cluster), !last, "{name}:{line}: the reference");
            }
        }
        if named.is_none() {
            goes_round(&mut both, breaks);
        }
    }
}

/// Heal-and-settle never comes to the goal, nor does the reference, which is taken along.
#[track_caller]
fn goes_round(both: &mut Both, breaks: &str) {
    let reached = goal::<State>(breaks).expect("what must come about");
    let seen = goal::<Cluster>(breaks).expect("what must come about");
    let settled = settle(&both.model, &both.state, reached);
    let Settled::Never { stem, round } = settled else { panic!("{}: it comes about", both.name) };
    for step in stem {
        assert!(both.step(step) && !seen(&both.cluster));
    }
    let before = both.cluster.clone();
    for step in round {
        assert!(both.step(step) && !seen(&both.cluster));
    }
    assert_eq!(both.cluster, before, "{}: the round ends where it began", both.name);
}

/// With every rule in force, both take the same way, and nothing breaks; what must come about does.
#[test]
fn the_way_to_each_flaw_is_survived() {
    for flaw in flaws::ALL {
        let (name, breaks) = (flaw.mistake.name(), flaw.mistake.breaks());
        let mut both = Both::new(flaw, Rules::ALL);
        for (line, step) in &read(name).steps {
            let _refused_or_not = both.step(*step);
            for property in property::always::<Cluster>() {
                assert!((property.holds)(&both.cluster), "{name}:{line}: {} breaks", property.name);
            }
        }
        let (Some(reached), Some(seen)) = (goal(breaks), goal::<Cluster>(breaks)) else { continue };
        let settled = settle(&both.model, &both.state, reached);
        let Settled::Reached(steps) = settled else { panic!("{name}: it never comes about") };
        assert!(steps.into_iter().all(|step| both.step(step)) && seen(&both.cluster), "{name}");
    }
}

/// Every committed scenario is one, and what is printed of it reads as the same.
#[test]
fn every_scenario_can_be_read_and_printed() {
    let mut read_so_far = 0;
    for entry in fs::read_dir(scenarios()).expect("the folder of scenarios") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        let scenario = read(name);
        let again: Scenario = scenario.to_string().parse().expect("what is printed");
        assert_eq!(again.world, scenario.world);
        assert!(again.steps.iter().map(|s| s.1).eq(scenario.steps.iter().map(|s| s.1)));
        read_so_far += 1;
    }
    assert!(flaws::ALL.len() <= read_so_far);
}

/// What PRD-12 does not promise does happen, with every rule in force, as in Kafka 4.3.
//= PRD-12 test
#[test]
fn a_batch_may_be_written_twice_after_a_leader_that_knew_nothing() {
    let scenario = read("twice-after-a-blind-append");
    assert_eq!(scenario.world.rules, Rules::ALL);
    let mut cluster = Cluster::new(&scenario.world);
    for (line, step) in &scenario.steps {
        assert!(cluster.apply(*step).is_ok(), "{line}: `{step}` refused");
    }
    let leader = cluster.controller().leader.expect("a leader");
    let committed = cluster.high_watermark(leader);
    let log = view::log(&cluster, leader).take_while(|batch| batch.end() <= committed);
    assert!(log.map(|batch| batch.value.0).eq([1, 0, 1]), "one value is committed twice");
    assert!(cluster.appended_blindly() && cluster.crashes() == 0);
}

/// What CON-4 does not promise does happen, with every rule in force, as in Kafka 4.3: what has
/// been read is not in the log from which the consumer reads on.
//= CON-4 test
#[test]
fn a_validation_by_offsets_alone_passes_where_another_batch_stands() {
    let scenario = read("reads-on-after-another-epoch");
    assert_eq!(scenario.world.rules, Rules::ALL);
    let mut cluster = Cluster::new(&scenario.world);
    for (line, step) in &scenario.steps {
        assert!(cluster.apply(*step).is_ok(), "{line}: `{step}` refused");
    }
    // It has read the batch that begins at 0 of epoch 1, and the one at 1 of the newest epoch.
    let consumer = cluster.consumer().expect("a consumer");
    let (leader, epoch) = (consumer.leader, consumer.last_epoch.expect("a batch was read"));
    let log: Vec<_> = view::log(&cluster, leader).collect();
    assert!(log.iter().any(|batch| batch.leader_epoch == epoch && batch.base.0 == 1));
    assert!(log.iter().all(|batch| batch.leader_epoch.0 != 1), "what was read at 0 is gone");
    assert!(!consumer.torn, "and was not promised");
}

/// What flaws name is a property of the model that must hold always, or something that must come
/// about there.
#[test]
fn each_flaw_names_a_property() {
    for flaw in flaws::ALL {
        let (model, breaks) = (flaw.place.under(Rules::ALL), flaw.mistake.breaks());
        let properties = model.properties().into_iter();
        let mut always = properties.filter(|property| property.kind == Kind::Always);
        let live = model.liveness().iter().any(|live| live.name == breaks);
        assert!(always.any(|property| property.name == breaks) != live, "{}", flaw.mistake);
    }
}
