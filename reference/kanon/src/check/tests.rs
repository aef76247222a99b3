//! What findings are worth, and how arguments are read.

use super::arguments::{bytes, duration};
use super::finding::{Fate, FlawFinding, Found, Verdict, Way, WorldFinding};
use super::plan::{FlawPlan, WorldPlan};
use super::print::grouped;
use super::{Findings, json};
use model::Kind;
use model::explorer::{End, Limit};
use model::worlds::{self, Pinned};
use serde_json::{Value, json};
use spec::Mistake;
use std::time::Duration;

const PINNED: Pinned = Pinned { states: 10, transitions: 20, depth: 5 };
const MISTAKE: Mistake = Mistake::TruncateToHighWatermark;

fn found(end: End, verdicts: &[(&'static str, Kind, Option<usize>)]) -> Found {
    let way = |steps| Way { steps, text: String::new() };
    let verdicts = verdicts.iter().map(|(name, kind, first)| Verdict {
        name,
        kind: *kind,
        way: first.map(way),
    });
    let Pinned { states, transitions, depth } = PINNED;
    Found { states, transitions, depth, end, verdicts: verdicts.collect() }
}

fn world(found: Found) -> WorldFinding {
    let settings = worlds::ALL[0].settings;
    let plan = WorldPlan { name: "small", settings, pinned: Some(PINNED) };
    WorldFinding { plan, found, seconds: 0.5 }
}

fn flaw(steps: Option<usize>, found: Found) -> FlawFinding {
    let settings = worlds::ALL[0].settings;
    let plan = FlawPlan { mistake: MISTAKE, world: "small", settings, steps };
    FlawFinding { plan, found, seconds: 0.25 }
}

const CUT: End = End::Cut(Limit::Time);

#[test]
fn a_world_passes_if_all_holds_and_all_counts_are_pinned() {
    let holds = [("A", Kind::Always, None), ("S", Kind::Sometimes, Some(2))];
    let passed = world(found(End::Exhausted, &holds));
    assert_eq!((passed.fate(), passed.failures()), (Fate::Passed, vec![]));

    let broken = [("A", Kind::Always, Some(3)), ("S", Kind::Sometimes, Some(2))];
    let failed = world(found(End::Exhausted, &broken));
    assert_eq!(
        (failed.fate(), failed.failures()),
        (Fate::Failed, vec!["A BROKEN after 3 steps".to_owned()])
    );

    let unseen = [("A", Kind::Always, None), ("S", Kind::Sometimes, None)];
    assert_eq!(world(found(End::Exhausted, &unseen)).fate(), Fate::Failed);
}

#[test]
fn a_count_that_is_not_the_pinned_one_fails() {
    let counts: [fn(&mut Found); 3] =
        [|it| it.states += 1, |it| it.transitions -= 1, |it| it.depth += 1];
    for count in counts {
        let mut finding = world(found(End::Exhausted, &[]));
        count(&mut finding.found);
        assert_eq!((finding.fate(), finding.failures().len()), (Fate::Failed, 1));
        finding.plan.pinned = None;
        assert_eq!(finding.fate(), Fate::Passed);
    }
}

#[test]
fn a_search_that_was_cut_never_passes() {
    // What it broke is broken; what it did not see it may not have come to.
    assert_eq!(world(found(CUT, &[("A", Kind::Always, None)])).fate(), Fate::Cut);
    assert_eq!(world(found(CUT, &[("S", Kind::Sometimes, None)])).fate(), Fate::Cut);
    assert_eq!(world(found(CUT, &[("A", Kind::Always, Some(1))])).fate(), Fate::Failed);
    let mut fewer = found(CUT, &[]);
    fewer.states = 1;
    assert_eq!(world(fewer).fate(), Fate::Cut);
}

#[test]
fn a_flaw_is_caught_by_its_own_property_at_its_own_length() {
    let own = MISTAKE.breaks();
    let broke = |steps| found(End::Stopped, &[(own, Kind::Always, Some(steps))]);
    assert_eq!(flaw(Some(14), broke(14)).fate(), Fate::Passed);
    assert_eq!(flaw(Some(14), broke(13)).fate(), Fate::Failed);
    assert_eq!(flaw(None, broke(13)).fate(), Fate::Passed);

    let nothing = found(End::Exhausted, &[(own, Kind::Always, None)]);
    assert_eq!(flaw(Some(14), nothing).fate(), Fate::Failed);

    let both = [("Other", Kind::Always, Some(3)), (own, Kind::Always, Some(14))];
    let finding = flaw(Some(14), found(End::Stopped, &both));
    assert_eq!((finding.fate(), finding.broke()), (Fate::Passed, Some(own)));

    let other = [("Other", Kind::Always, Some(3)), (own, Kind::Always, None)];
    let finding = flaw(Some(3), found(End::Exhausted, &other));
    assert_eq!((finding.fate(), finding.broke()), (Fate::Failed, Some("Other")));

    assert_eq!(flaw(Some(14), found(CUT, &other)).fate(), Fate::Cut);
}

#[test]
fn the_worst_decides_the_exit_code() {
    let passed = || world(found(End::Exhausted, &[]));
    let cut = || world(found(CUT, &[]));
    let failed = || flaw(None, found(End::Exhausted, &[]));
    let code = |worlds, flaws| Findings { worlds, flaws }.fate().exit_code();
    assert_eq!(code(vec![], vec![]), 0);
    assert_eq!(code(vec![passed()], vec![]), 0);
    assert_eq!(code(vec![passed(), cut()], vec![]), 3);
    assert_eq!(code(vec![cut()], vec![failed()]), 1);
}

#[test]
fn findings_as_json() {
    let verdicts = [("A", Kind::Always, None), ("S", Kind::Sometimes, Some(2))];
    let mut findings = Findings { worlds: vec![], flaws: vec![] };
    findings.worlds.push(world(found(End::Exhausted, &verdicts)));
    let own = [("Other", Kind::Always, Some(3)), (MISTAKE.breaks(), Kind::Always, Some(14))];
    findings.flaws.push(flaw(Some(14), found(End::Stopped, &own)));
    findings.flaws.push(flaw(Some(14), found(End::Exhausted, &own[..1])));
    let mut rendered: Value = serde_json::from_str(&json::render(&findings)).expect("is JSON");
    let settings = rendered["worlds"][0].as_object_mut().expect("an object").remove("settings");
    assert_eq!(settings.expect("settings")["brokers"], 2);
    let name = MISTAKE.name();
    assert_eq!(
        rendered,
        json!({
            "worlds": [{
                "name": "small", "states": 10, "transitions": 20, "depth": 5, "seconds": 0.5,
                "complete": true,
                "properties": [
                    { "name": "A", "kind": "always", "holds": true, "steps": null },
                    { "name": "S", "kind": "sometimes", "holds": true, "steps": 2 },
                ],
            }],
            "flaws": [
                { "name": name, "world": "small", "property": MISTAKE.breaks(),
                  "broke": MISTAKE.breaks(), "steps": 14, "caught": true, "seconds": 0.25 },
                { "name": name, "world": "small", "property": MISTAKE.breaks(),
                  "broke": "Other", "steps": 3, "caught": false, "seconds": 0.25 },
            ],
        })
    );
}

/// A search that was cut says nothing of what it did not see decided.
#[test]
fn what_is_not_decided_is_null() {
    let verdicts = [
        ("A", Kind::Always, None),
        ("B", Kind::Always, Some(1)),
        ("S", Kind::Sometimes, None),
        ("T", Kind::Sometimes, Some(1)),
    ];
    let holds = |end| {
        let findings = Findings { worlds: vec![world(found(end, &verdicts))], flaws: vec![] };
        let rendered: Value = serde_json::from_str(&json::render(&findings)).expect("is JSON");
        let properties = rendered["worlds"][0]["properties"].as_array().expect("a list").clone();
        properties.iter().map(|property| property["holds"].as_bool()).collect::<Vec<_>>()
    };
    assert_eq!(holds(End::Exhausted), [Some(true), Some(false), Some(false), Some(true)]);
    assert_eq!(holds(CUT), [None, Some(false), None, Some(true)]);
}

#[test]
fn times_and_sizes() {
    let seconds = |text| duration(text).map(|time| time.as_secs_f64());
    assert_eq!(seconds("90"), Ok(90.0));
    assert_eq!(seconds("0.5s"), Ok(0.5));
    assert_eq!(seconds("1.5m"), Ok(90.0));
    assert_eq!(duration("2h"), Ok(Duration::from_secs(7200)));
    assert_eq!(bytes("3"), Ok(3 << 20));
    assert_eq!(bytes("3k"), Ok(3 << 10));
    assert_eq!(bytes("1.5G"), Ok(3 << 29));
    for wrong in ["", "s", "-1", "1x", "nan", "inf", "1e400", "9".repeat(400).as_str()] {
        assert!(duration(wrong).is_err() && bytes(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn digits_in_groups() {
    let numbers = [0, 999, 1000, 1_234_567].map(grouped);
    assert_eq!(numbers, ["0", "999", "1,000", "1,234,567"]);
}
