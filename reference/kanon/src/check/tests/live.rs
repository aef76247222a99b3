//! What findings are worth where something never comes about.

use super::*;

/// A mistake that keeps something from coming about.
pub(super) const LIVE: Mistake = Mistake::IsrChangeCommitsNothing;

/// A flaw that keeps something from coming about.
fn live_flaw(steps: Option<usize>, end: End, never: Option<usize>) -> FlawFinding {
    let mut found = found(end, &[("A", Kind::Always, None)]);
    let way = |steps| Way { steps, text: String::new() };
    found.live = vec![(LIVE.breaks(), never.map(way))];
    let finding = flaw(steps, found);
    FlawFinding { plan: FlawPlan { mistake: LIVE, ..finding.plan }, ..finding }
}

#[test]
fn a_flaw_that_keeps_something_from_coming_about_is_caught_by_a_way_without_end() {
    let own = LIVE.breaks();
    let said = |finding: &FlawFinding| (finding.fate(), flaw_verdict(finding));
    let passed = live_flaw(Some(4), End::Exhausted, Some(4));
    assert_eq!(said(&passed), (Fate::Passed, format!("caught: {own} never comes about")));
    assert_eq!((passed.broke(), passed.steps()), (Some(own), Some(4)));
    let shorter = said(&live_flaw(Some(4), End::Exhausted, Some(3)));
    let why = format!("NOT CAUGHT: {own} never comes about after 3 steps, but 4 are recorded");
    assert_eq!(shorter, (Fate::Failed, why));
    let comes = said(&live_flaw(Some(4), End::Exhausted, None));
    assert_eq!(comes, (Fate::Failed, format!("NOT CAUGHT: {own} comes about")));
    // A graph that is not whole is not judged.
    let mut cut = live_flaw(Some(4), CUT, None);
    cut.found.as_mut().expect("a search").live.clear();
    assert_eq!(said(&cut), (Fate::Cut, "CUT by the time limit".to_owned()));
}

#[test]
fn a_flaw_that_breaks_a_state_too_is_not_isolated() {
    for end in [End::Exhausted, CUT] {
        let mut both = live_flaw(Some(4), end, Some(4));
        let way = Way { steps: 2, text: String::new() };
        both.found.as_mut().expect("a search").verdicts[0].way = Some(way);
        let why = "NOT ISOLATED: A broke, which must hold always";
        assert_eq!((both.fate(), flaw_verdict(&both).as_str()), (Fate::Failed, why));
        assert_eq!((both.broke(), both.steps(), both.cut()), (Some("A"), Some(2), None));
    }
}

#[test]
fn a_flaw_that_an_engine_cannot_judge_is_replayed_alone() {
    let left = |search| {
        let finding = live_flaw(Some(4), End::Exhausted, None);
        let plan = FlawPlan { search, ..finding.plan };
        FlawFinding { plan, replay: Some(Ok(())), found: None, ..finding }
    };
    let said = |search| (left(search).fate(), flaw_verdict(&left(search)));
    let (own, passed) = (LIVE.breaks(), Fate::Passed);
    let unable = format!("replayed; {own} never comes about (stateright cannot judge it)");
    assert_eq!(said(Searching::Unable), (passed, unable));
    let full = format!("replayed; {own} never comes about (--full searches)");
    assert_eq!(said(Searching::Full), (passed, full));
}

#[test]
fn reports_say_what_kind_of_flaw_it_is() {
    let passed = flaw(Some(3), found(End::Stopped, &[(MISTAKE.breaks(), Kind::Always, Some(3))]));
    let live = live_flaw(Some(4), End::Exhausted, Some(4));
    let findings = Findings { worlds: vec![], flaws: vec![passed, live] };
    let rendered: Value = serde_json::from_str(&json::render(&findings)).expect("is JSON");
    let kinds = [&rendered["flaws"][0]["kind"], &rendered["flaws"][1]["kind"]];
    assert_eq!(kinds, ["always", "live"]);
    let xml = junit::render(&findings);
    for (class, mistake) in [("flaws", MISTAKE), ("flaws.live", LIVE)] {
        let case = format!("<testcase classname=\"{class}\" name=\"{mistake}\" time=\"0.250\"/>");
        assert!(xml.contains(&case), "{xml}");
    }
}
