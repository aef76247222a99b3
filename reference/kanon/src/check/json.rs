//! What was found, for programs.

use super::Findings;
use super::finding::{FlawFinding, Verdict, Way, WorldFinding};
use model::Kind;
use model::settings::Value as Setting;
use model::worlds::Settings;
use serde_json::{Map, Value, json};

/// Renders all findings as one object.
pub(super) fn render(findings: &Findings) -> String {
    let worlds: Vec<Value> = findings.worlds.iter().map(world).collect();
    let flaws: Vec<Value> = findings.flaws.iter().map(flaw).collect();
    format!("{:#}\n", json!({ "worlds": worlds, "flaws": flaws }))
}

/// `holds` is null where a limit ended the search before that was decided; `steps` is how many lead
/// to what breaks or witnesses a property.
fn world(finding: &WorldFinding) -> Value {
    let found = &finding.found;
    let property = |verdict: &Verdict| {
        let kind = match verdict.kind {
            Kind::Always => "always",
            Kind::Sometimes => "sometimes",
        };
        let steps = verdict.way.as_ref().map(|way| way.steps);
        let holds = found.holds(verdict);
        json!({ "name": verdict.name, "kind": kind, "holds": holds, "steps": steps })
    };
    let live = |(name, way): &(&str, Option<Way>)| {
        let steps = way.as_ref().map(|way| way.steps);
        json!({ "name": name, "kind": "live", "holds": way.is_none(), "steps": steps })
    };
    let properties = found.verdicts.iter().map(property).chain(found.live.iter().map(live));
    let properties: Vec<Value> = properties.collect();
    json!({
        "name": finding.plan.name,
        "settings": settings(&finding.plan.settings),
        "states": found.states,
        "transitions": found.transitions,
        "depth": found.depth,
        "seconds": finding.seconds,
        "bytes": finding.bytes,
        "complete": found.complete(),
        "properties": properties,
    })
}

fn settings(settings: &Settings) -> Value {
    let entries = settings.entries().into_iter().map(|(name, value)| {
        let value = match value {
            Setting::Number(number) => number.into(),
            Setting::Word(word) => word.into(),
        };
        (name.to_owned(), value)
    });
    Value::Object(entries.collect::<Map<_, _>>())
}

/// `property` is the one that must break, and `kind` whether it must hold always or come about;
/// `broke` is the one that did, if any. `replayed` says
/// whether the committed scenario was replayed and did what it must, `searched` whether a search
/// for the shortest way was made.
fn flaw(finding: &FlawFinding) -> Value {
    let mistake = finding.plan.mistake;
    json!({
        "name": mistake.name(),
        "world": finding.plan.world,
        "property": mistake.breaks(),
        "kind": if finding.plan.is_live() { "live" } else { "always" },
        "broke": finding.broke(),
        "steps": finding.steps(),
        "caught": finding.caught(),
        "replayed": finding.replayed(),
        "searched": finding.found.is_some(),
        "seconds": finding.seconds,
    })
}
