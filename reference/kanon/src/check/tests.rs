//! What findings are worth, and how arguments are read.

mod live;

use super::arguments::{bytes, duration};
use super::finding::{Fate, FlawFinding, Found, Verdict, Way, WorldFinding};
use super::plan::{FlawPlan, Searching, WorldPlan, is_live, searches};
use super::print::flaw_verdict;
use super::replay::replay;
use super::{Findings, json, junit};
use crate::figures::grouped;
use clap::Parser as _;
use model::Kind;
use model::explorer::{End, Limit};
use model::flaws;
use model::worlds::{self, How, Pinned};
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
    Found { states, transitions, depth, end, verdicts: verdicts.collect(), live: vec![] }
}

fn world(found: Found) -> WorldFinding {
    let settings = worlds::ALL[0].settings;
    let plan = WorldPlan { name: "small", settings, how: How::Plainly, pinned: Some(PINNED) };
    WorldFinding { plan, found, seconds: 0.5, bytes: 640 }
}

fn flaw(steps: Option<usize>, found: Found) -> FlawFinding {
    let settings = worlds::ALL[0].settings;
    let plan = FlawPlan {
        mistake: MISTAKE,
        world: "small",
        settings,
        steps,
        scenario: None,
        search: Searching::Made,
    };
    FlawFinding { plan, replay: None, found: Some(found), seconds: 0.25 }
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
fn what_never_comes_about_fails() {
    let mut finding = world(found(End::Exhausted, &[]));
    finding.found.live = vec![("L", None)];
    assert_eq!(finding.fate(), Fate::Passed);
    finding.found.live = vec![("L", Some(Way { steps: 4, text: String::new() }))];
    assert_eq!(finding.fate(), Fate::Failed);
    let findings = Findings { worlds: vec![finding], flaws: vec![] };
    let rendered: Value = serde_json::from_str(&json::render(&findings)).expect("is JSON");
    let live = json!([{ "name": "L", "kind": "live", "holds": false, "steps": 4 }]);
    assert_eq!(rendered["worlds"][0]["properties"], live);
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
fn a_flaw_that_is_replayed_amiss_is_not_caught_whatever_a_search_finds() {
    let own = MISTAKE.breaks();
    let broke = || found(End::Stopped, &[(own, Kind::Always, Some(14))]);
    let with = |replay: Option<Result<(), &str>>, found: Option<Found>| {
        let replay = replay.map(|done| done.map_err(str::to_owned));
        let finding = FlawFinding { replay, found, ..flaw(Some(14), broke()) };
        (finding.fate(), finding.replayed(), finding.steps(), flaw_verdict(&finding))
    };
    let caught = format!("caught: {own} broke");
    assert_eq!(with(None, Some(broke())), (Fate::Passed, false, Some(14), caught.clone()));
    let both = format!("{caught}; replayed");
    assert_eq!(with(Some(Ok(())), Some(broke())), (Fate::Passed, true, Some(14), both));
    let alone = format!("replayed; {own} broke (--full searches)");
    assert_eq!(with(Some(Ok(())), None), (Fate::Passed, true, Some(14), alone));
    let amiss = format!("{caught}; NOT REPLAYED: line 9: why");
    let why = Some(Err("line 9: why"));
    assert_eq!(with(why, Some(broke())), (Fate::Failed, false, Some(14), amiss));
    let amiss = "NOT REPLAYED: line 9: why".to_owned();
    assert_eq!(with(why, None), (Fate::Failed, false, None, amiss));
    // A search that was cut is no comfort, and no excuse.
    let cut = || Some(found(CUT, &[(own, Kind::Always, None)]));
    assert_eq!(with(Some(Ok(())), cut()).0, Fate::Cut);
    assert_eq!(with(why, cut()).0, Fate::Failed);
    assert_eq!(with(None, None).0, Fate::Failed);
}

fn own_plan(flaw: &flaws::Flaw) -> FlawPlan {
    FlawPlan {
        mistake: flaw.mistake,
        world: flaw.world,
        settings: flaw.settings(),
        steps: Some(flaw.steps),
        scenario: Some(flaw.scenario),
        search: Searching::Full,
    }
}

#[track_caller]
fn not_replayed(plan: &FlawPlan, text: &str, hint: &str) {
    let why = replay(plan, text).expect_err(hint);
    assert!(why.contains(hint), "{}: {why}", plan.mistake);
}

/// Every committed scenario replays, and none does that was changed.
#[test]
fn a_scenario_that_is_not_the_flaws_own_is_not_replayed() {
    for flaw in flaws::ALL {
        let (mistake, plan) = (flaw.mistake, own_plan(flaw));
        assert_eq!(replay(&plan, flaw.scenario), Ok(()), "{mistake}");
        let lines: Vec<&str> = flaw.scenario.lines().collect();
        let without = format!("without {mistake}");
        let first = lines.iter().position(|line| *line == without).expect("its rules") + 1;
        let with = |line: &str| {
            let changed = [&lines[..first], &[line], &lines[first..]].concat();
            changed.join("\n")
        };
        let other = FlawPlan { steps: None, ..plan };
        not_replayed(&plan, &with("ask 1"), "are recorded");
        not_replayed(&other, &with("take 1"), "`take 1` is refused");
        not_replayed(&other, &with("expire 0"), "`expire 0` is not offered");
        let (one, two) = ("min-isr 1", "min-isr 2");
        let (is, not) = if lines.contains(&one) { (one, two) } else { (two, one) };
        not_replayed(&other, &flaw.scenario.replace(is, not), "world");
        not_replayed(&other, &flaw.scenario.replace(&format!("{without}\n"), ""), "world");
        not_replayed(&other, &flaw.scenario.replace("brokers", "broker"), "malformed");
        let steps = lines.iter().filter(|line| !line.starts_with("state "));
        let steps: Vec<&str> = steps.copied().collect();
        let early = format!("{}\nstate {}\n", steps.join("\n"), "0".repeat(32));
        not_replayed(&other, &early, "the last state");
        if is_live(mistake) {
            let nothing = format!("{}\n", lines[..first].join("\n"));
            not_replayed(&other, &nothing, "comes about after");
        } else {
            let (last, rest) = steps.split_last().expect("many lines");
            not_replayed(&other, &rest.join("\n"), "does not break");
            let twice = format!("{}\n{last}\n", steps.join("\n"));
            not_replayed(&other, &twice, "is broken before this step");
        }
    }
}

/// What is long to search is searched where it is asked for, or where nothing is replayed.
#[test]
fn a_long_search_is_left_to_full() {
    let searches = |mistake: Mistake, long: bool, replayed: bool, arguments: &[&str]| {
        let flaw = flaws::ALL.iter().find(|flaw| flaw.mistake == mistake).expect("a flaw");
        let arguments = ["kanon", "check"].iter().chain(arguments);
        let crate::Command::Check(arguments) = crate::Arguments::parse_from(arguments).command
        else {
            panic!("not the command that was called");
        };
        searches(&arguments, &flaws::Flaw { long, ..*flaw }, replayed)
    };
    for mistake in [MISTAKE, live::LIVE] {
        let searches =
            |long, replayed, arguments: &[&str]| searches(mistake, long, replayed, arguments);
        assert_eq!(searches(true, true, &[]), Searching::Full);
        assert_eq!(searches(true, true, &["--full"]), Searching::Made);
        assert_eq!(searches(true, true, &["--flaw", "m01"]), Searching::Made);
        assert_eq!(searches(false, true, &[]), Searching::Made, "short ones always");
        assert_eq!(searches(true, false, &[]), Searching::Made, "nothing is replayed");
    }
    let stateright = ["--full", "--engine", "stateright"];
    assert_eq!(searches(MISTAKE, true, true, &stateright), Searching::Made);
    assert_eq!(searches(live::LIVE, true, true, &stateright), Searching::Unable);
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
    let replayed = flaw(Some(14), found(End::Stopped, &own));
    findings.flaws.push(FlawFinding { replay: Some(Ok(())), found: None, ..replayed });
    let mut rendered: Value = serde_json::from_str(&json::render(&findings)).expect("is JSON");
    let settings = rendered["worlds"][0].as_object_mut().expect("an object").remove("settings");
    assert_eq!(settings.expect("settings")["brokers"], 2);
    let name = MISTAKE.name();
    assert_eq!(
        rendered,
        json!({
            "worlds": [{
                "name": "small", "states": 10, "transitions": 20, "depth": 5, "seconds": 0.5,
                "bytes": 640,
                "complete": true,
                "properties": [
                    { "name": "A", "kind": "always", "holds": true, "steps": null },
                    { "name": "S", "kind": "sometimes", "holds": true, "steps": 2 },
                ],
            }],
            "flaws": [
                { "name": name, "world": "small", "property": MISTAKE.breaks(), "kind": "always",
                  "broke": MISTAKE.breaks(), "steps": 14, "caught": true, "replayed": false,
                  "searched": true, "seconds": 0.25 },
                { "name": name, "world": "small", "property": MISTAKE.breaks(), "kind": "always",
                  "broke": "Other", "steps": 3, "caught": false, "replayed": false,
                  "searched": true, "seconds": 0.25 },
                { "name": name, "world": "small", "property": MISTAKE.breaks(), "kind": "always",
                  "broke": MISTAKE.breaks(), "steps": 14, "caught": true, "replayed": true,
                  "searched": false, "seconds": 0.25 },
            ],
        })
    );
}

#[test]
fn findings_as_junit() {
    let own = MISTAKE.breaks();
    let broken = [("A<B", Kind::Always, Some(3))];
    let mut way = world(found(End::Exhausted, &broken));
    way.found.verdicts[0].way.as_mut().expect("it broke").text = "brokers 2\nask 1\n".to_owned();
    let passed = flaw(Some(3), found(End::Stopped, &[(own, Kind::Always, Some(3))]));
    let failed = flaw(Some(3), found(End::Exhausted, &[(own, Kind::Always, None)]));
    let findings = Findings {
        worlds: vec![world(found(End::Exhausted, &[])), way, world(found(CUT, &[]))],
        flaws: vec![passed, failed, flaw(Some(3), found(CUT, &[(own, Kind::Always, None)]))],
    };
    let name = MISTAKE.name();
    assert_eq!(
        junit::render(&findings),
        format!(
            r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="kanon check" tests="6" failures="2" errors="2" time="2.250">
  <testsuite name="worlds" tests="3" failures="1" errors="1" time="1.500">
    <testcase classname="worlds" name="small" time="0.500"/>
    <testcase classname="worlds" name="small" time="0.500">
      <failure message="A&lt;B BROKEN after 3 steps"># A&lt;B
brokers 2
ask 1</failure>
    </testcase>
    <testcase classname="worlds" name="small" time="0.500">
      <error message="cut by the time limit"></error>
    </testcase>
  </testsuite>
  <testsuite name="flaws" tests="3" failures="1" errors="1" time="0.750">
    <testcase classname="flaws" name="{name}" time="0.250"/>
    <testcase classname="flaws" name="{name}" time="0.250">
      <failure message="NOT CAUGHT: {own} did not break"></failure>
    </testcase>
    <testcase classname="flaws" name="{name}" time="0.250">
      <error message="CUT by the time limit"></error>
    </testcase>
  </testsuite>
</testsuites>
"#
        )
    );
    let nothing = junit::render(&Findings::default());
    assert_eq!(nothing.matches(r#" tests="0" failures="0" errors="0" time="0.000">"#).count(), 3);
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
