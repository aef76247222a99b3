//! What was found, for programs.

use super::Findings;
use super::finding::{FlawFinding, WorldFinding};
use model::Kind;
use model::worlds::Settings;
use serde_json::{Map, Value, json};

/// Renders all findings as one object.
pub(super) fn render(findings: &Findings) -> String {
    let worlds: Vec<Value> = findings.worlds.iter().map(world).collect();
    let flaws: Vec<Value> = findings.flaws.iter().map(flaw).collect();
    format!("{:#}\n", json!({ "worlds": worlds, "flaws": flaws }))
}

fn world(finding: &WorldFinding) -> Value {
    let outcome = &finding.outcome;
    let property = |name: &str, kind, holds: bool| {
        let kind = match kind {
            Kind::Always => "always",
            Kind::Sometimes => "sometimes",
        };
        json!({ "name": name, "kind": kind, "holds": holds })
    };
    let verdicts = outcome.verdicts.iter();
    let properties: Vec<Value> =
        verdicts.map(|it| property(it.name, it.kind, it.holds())).collect();
    json!({
        "name": finding.plan.name,
        "settings": settings(&finding.plan.settings),
        "states": outcome.states,
        "transitions": outcome.transitions,
        "depth": outcome.depth,
        "seconds": finding.seconds,
        "complete": outcome.complete(),
        "properties": properties,
    })
}

fn settings(settings: &Settings) -> Value {
    let entries = settings.entries();
    Value::Object(
        entries.map(|(name, value)| (name.to_owned(), value.into())).collect::<Map<_, _>>(),
    )
}

/// `property` is the one that must break; `broke` is the one that did, if any.
fn flaw(finding: &FlawFinding) -> Value {
    let mistake = finding.plan.mistake;
    json!({
        "name": mistake.name(),
        "world": finding.plan.world,
        "property": mistake.breaks(),
        "broke": finding.broke(),
        "steps": finding.path().map(<[_]>::len),
        "caught": finding.caught(),
        "seconds": finding.seconds,
    })
}
