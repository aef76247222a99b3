//! What findings are worth, and how arguments are read.

use super::arguments::{bytes, duration};
use super::finding::{Fate, FlawFinding, WorldFinding};
use super::plan::{FlawPlan, WorldPlan};
use super::print::grouped;
use super::{Findings, json};
use model::Kind;
use model::explorer::{End, Limit, Outcome, Verdict};
use model::worlds::{self, Pinned};
use serde_json::{Value, json};
use spec::{BrokerId, Mistake, Step};
use std::time::Duration;

const PINNED: Pinned = Pinned { states: 10, transitions: 20, depth: 5 };
const MISTAKE: Mistake = Mistake::TruncateToHighWatermark;

fn outcome(end: End, verdicts: &[(&'static str, Kind, Option<usize>)]) -> Outcome<Step> {
    let path = |steps| vec![Step::Ask(BrokerId(1)); steps];
    let verdicts = verdicts.iter().map(|(name, kind, first)| Verdict {
        name,
        kind: *kind,
        first: first.map(path),
    });
    let Pinned { states, transitions, depth } = PINNED;
    Outcome { states, transitions, depth, end, verdicts: verdicts.collect() }
}

fn world(outcome: Outcome<Step>) -> WorldFinding {
    let settings = worlds::ALL[0].settings;
    let plan = WorldPlan { name: "small", settings, pinned: Some(PINNED) };
    WorldFinding { plan, outcome, seconds: 0.5 }
}

fn flaw(steps: Option<usize>, outcome: Outcome<Step>) -> FlawFinding {
    let settings = worlds::ALL[0].settings;
    let plan = FlawPlan { mistake: MISTAKE, world: "small", settings, steps };
    FlawFinding { plan, outcome, seconds: 0.25 }
}

const CUT: End = End::Cut(Limit::Time);

#[test]
fn a_world_passes_if_all_holds_and_all_counts_are_pinned() {
    let holds = [("A", Kind::Always, None), ("S", Kind::Sometimes, Some(2))];
    let passed = world(outcome(End::Exhausted, &holds));
    assert_eq!((passed.fate(), passed.failures()), (Fate::Passed, vec![]));

    let broken = [("A", Kind::Always, Some(3)), ("S", Kind::Sometimes, Some(2))];
    let failed = world(outcome(End::Exhausted, &broken));
    assert_eq!((failed.fate(), failed.failures()), (Fate::Failed, vec!["A BROKEN".to_owned()]));

    let unseen = [("A", Kind::Always, None), ("S", Kind::Sometimes, None)];
    assert_eq!(world(outcome(End::Exhausted, &unseen)).fate(), Fate::Failed);
}

#[test]
fn a_count_that_is_not_the_pinned_one_fails() {
    let counts: [fn(&mut Outcome<Step>); 3] =
        [|it| it.states += 1, |it| it.transitions -= 1, |it| it.depth += 1];
    for count in counts {
        let mut finding = world(outcome(End::Exhausted, &[]));
        count(&mut finding.outcome);
        assert_eq!((finding.fate(), finding.failures().len()), (Fate::Failed, 1));
        finding.plan.pinned = None;
        assert_eq!(finding.fate(), Fate::Passed);
    }
}

#[test]
fn a_search_that_was_cut_never_passes() {
    // What it broke is broken; what it did not see it may not have come to.
    assert_eq!(world(outcome(CUT, &[("A", Kind::Always, None)])).fate(), Fate::Cut);
    assert_eq!(world(outcome(CUT, &[("S", Kind::Sometimes, None)])).fate(), Fate::Cut);
    assert_eq!(world(outcome(CUT, &[("A", Kind::Always, Some(1))])).fate(), Fate::Failed);
    let mut fewer = outcome(CUT, &[]);
    fewer.states = 1;
    assert_eq!(world(fewer).fate(), Fate::Cut);
}

#[test]
fn a_flaw_is_caught_by_its_own_property_at_its_own_length() {
    let own = MISTAKE.breaks();
    let broke = |steps| outcome(End::Stopped, &[(own, Kind::Always, Some(steps))]);
    assert_eq!(flaw(Some(14), broke(14)).fate(), Fate::Passed);
    assert_eq!(flaw(Some(14), broke(13)).fate(), Fate::Failed);
    assert_eq!(flaw(None, broke(13)).fate(), Fate::Passed);

    let nothing = outcome(End::Exhausted, &[(own, Kind::Always, None)]);
    assert_eq!(flaw(Some(14), nothing).fate(), Fate::Failed);

    let both = [("Other", Kind::Always, Some(3)), (own, Kind::Always, Some(14))];
    let finding = flaw(Some(14), outcome(End::Stopped, &both));
    assert_eq!((finding.fate(), finding.broke()), (Fate::Passed, Some(own)));

    let other = [("Other", Kind::Always, Some(3)), (own, Kind::Always, None)];
    let finding = flaw(Some(3), outcome(End::Exhausted, &other));
    assert_eq!((finding.fate(), finding.broke()), (Fate::Failed, Some("Other")));

    assert_eq!(flaw(Some(14), outcome(CUT, &other)).fate(), Fate::Cut);
}

#[test]
fn the_worst_decides_the_exit_code() {
    let passed = || world(outcome(End::Exhausted, &[]));
    let cut = || world(outcome(CUT, &[]));
    let failed = || flaw(None, outcome(End::Exhausted, &[]));
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
    findings.worlds.push(world(outcome(End::Exhausted, &verdicts)));
    let own = [("Other", Kind::Always, Some(3)), (MISTAKE.breaks(), Kind::Always, Some(14))];
    findings.flaws.push(flaw(Some(14), outcome(End::Stopped, &own)));
    findings.flaws.push(flaw(Some(14), outcome(End::Exhausted, &own[..1])));
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
                    { "name": "A", "kind": "always", "holds": true },
                    { "name": "S", "kind": "sometimes", "holds": true },
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
