//! The way to each flaw, as committed under `tests/scenarios`.

use model::{Kind, Model, flaws};
use sim::Cluster;
use spec::{Rules, Scenario, property, view};
use std::{fs, path::PathBuf};

fn scenarios() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios")
}

fn read(name: &str) -> Scenario {
    let path = scenarios().join(name).with_extension("scn");
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.parse().unwrap_or_else(|e| panic!("{}:{e}", path.display()))
}

/// With the rule left out of both, they take the same way, and both break the named property, and
/// do so at the last step and not before.
#[test]
fn the_way_to_each_flaw_breaks_model_and_reference_alike() {
    for flaw in flaws::ALL {
        let name = flaw.mistake.name();
        let scenario = read(name);
        let model = flaw.place.under(Rules::ALL.without(flaw.mistake));
        assert_eq!(scenario.world, model.world(), "{name}: the world of the flaw");
        assert_eq!(scenario.steps.len(), flaw.steps, "{name}: the recorded shortest length");
        let broken = |view: &dyn spec::View| {
            let properties = property::always::<dyn spec::View>();
            let named = properties.iter().find(|p| p.name == flaw.mistake.breaks());
            !(named.expect("a property").holds)(view)
        };
        let mut state = model.initial_states().remove(0);
        let mut cluster = Cluster::new(&scenario.world);
        for (place, (line, step)) in (1..).zip(&scenario.steps) {
            state = model.next_state(&state, *step).unwrap_or_else(|| panic!("{name}:{line}"));
            cluster.apply(*step).unwrap_or_else(|_| panic!("{name}:{line}: `{step}` refused"));
            let shown = || (spec::Snapshot::of(&state), spec::Snapshot::of(&cluster));
            assert!(view::same(&state, &cluster), "{name}:{line}: views differ\n{:#?}", shown());
            assert_eq!(broken(&state), place == flaw.steps, "{name}:{line}: the model");
            assert_eq!(broken(&cluster), place == flaw.steps, "{name}:{line}: the reference");
        }
    }
}

/// With every rule in force, the reference takes the same way, and nothing breaks.
#[test]
fn the_way_to_each_flaw_is_survived() {
    for flaw in flaws::ALL {
        let mut scenario = read(flaw.mistake.name());
        scenario.world.rules = Rules::ALL;
        let mut cluster = Cluster::new(&scenario.world);
        for (line, step) in &scenario.steps {
            let _refused_or_not = cluster.apply(*step);
            for property in property::always::<Cluster>() {
                let (name, broke) = (flaw.mistake.name(), property.name);
                assert!((property.holds)(&cluster), "{name}:{line}: {broke} breaks");
            }
        }
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

/// The properties that flaws name are properties of the model that must hold always.
#[test]
fn each_flaw_names_a_property() {
    for flaw in flaws::ALL {
        let properties = flaw.place.under(Rules::ALL).properties();
        let named = properties.iter().find(|property| property.name == flaw.mistake.breaks());
        assert_eq!(named.expect("a property").kind, Kind::Always);
    }
}
