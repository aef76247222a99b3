//! What was found, for people: tables that grow as searches end, and scenarios.
//!
//! Where a scenario was asked for, all else is printed as comments, so that the whole output is a
//! scenario file.

use super::arguments::Engine;
use super::finding::{Fate, FlawFinding, WorldFinding, limit_name};
use super::plan::{Plan, Searching, is_live};
use super::{Arguments, Findings};
use crate::figures::{grouped, rate};
use crate::outcome::{USAGE, complain, has_seen_enough};
use model::explorer::End;
use model::worlds::Settings;
use model::{flaws, worlds};
use std::fmt::Display;
use std::io::Write;
use std::time::Duration;

/// Lists worlds, flaws and settings.
pub(super) fn list() {
    say("", "Worlds:");
    for world in worlds::ALL {
        let full = if world.full { " (with --full)" } else { "" };
        say("", format!("  {}{full}: {}", world.name, world.about));
        say("", format!("      {}", world.settings));
        let pinned = world.pinned;
        let (states, transitions) = (grouped(pinned.states), grouped(pinned.transitions));
        say(
            "",
            format!("      {states} states, {transitions} transitions, depth {}", pinned.depth),
        );
    }
    say("", "\nFlaws (one rule is left out, all others are in force):");
    for flaw in flaws::ALL {
        let mistake = flaw.mistake;
        say("", format!("  {mistake} ({}): in {} steps", mistake.source(), flaw.steps));
        let (breaks, world) = (mistake.breaks(), flaw.world);
        let what = match is_live(mistake) {
            true => format!("{breaks} never comes about in world {world} (live)"),
            false => format!("breaks {breaks} in world {world}"),
        };
        say("", format!("      {what}"));
        say("", format!("      {}", flaw.settings()));
    }
    say("", "\nSettings (--set name=value,...):");
    for (worlds, settings) in Settings::help() {
        say("", format!("  of {worlds}"));
        for (name, means) in settings {
            say("", format!("    {name:<10} {means}"));
        }
    }
}

/// Prints as the arguments ask.
#[derive(Debug)]
pub(super) struct Printer {
    engine: Engine,
    threads: usize,
    scenarios: bool,
    /// Before each line that is not of a scenario.
    before: &'static str,
    /// How wide names are.
    width: usize,
}

impl Printer {
    pub(super) fn new(arguments: &Arguments, plan: &Plan) -> Self {
        let scenarios = !arguments.flaw.is_empty();
        let worlds = plan.worlds.iter().map(|world| world.name);
        let flaws = plan.flaws.iter().map(|flaw| flaw.mistake.name());
        Self {
            engine: arguments.engine,
            threads: arguments.threads().get(),
            scenarios,
            before: if scenarios { "# " } else { "" },
            width: worlds.chain(flaws).map(str::len).max().unwrap_or(0),
        }
    }

    pub(super) fn opening(&self) {
        let engine = match self.engine {
            Engine::Kanon => format!("engine kanon, {}", plural(self.threads, "thread")),
            Engine::Stateright => "engine stateright, breadth first, 1 thread".to_owned(),
        };
        self.say(engine);
    }

    pub(super) fn worlds_head(&self) {
        let columns = ["states", "transitions", "depth", "seconds", "states/s"];
        self.row("world", columns, "verdict");
    }

    pub(super) fn world(&self, finding: &WorldFinding) {
        let found = &finding.found;
        let columns = [
            &grouped(found.states),
            &grouped(found.transitions),
            &found.depth.to_string(),
            &format!("{:.2}", finding.seconds),
            &grouped(rate(found.states, finding.seconds)),
        ];
        let mut verdict = finding.failures();
        match found.end {
            End::Cut(limit) => verdict.push(format!("CUT by the {} limit", limit_name(limit))),
            _ if verdict.is_empty() => verdict.push(finding.verdict().to_owned()),
            _ => {}
        }
        self.row(finding.plan.name, columns.map(String::as_str), &verdict.join("; "));
        for (name, way) in found.never() {
            self.say(format!("# {name} never comes about in world {} thus:", finding.plan.name));
            say("", way.text.trim_end());
        }
        for (name, way) in found.broken() {
            self.say(format!("# {name} breaks in world {} thus:", finding.plan.name));
            say("", way.text.trim_end());
        }
    }

    pub(super) fn flaws_head(&self) {
        let columns = ["states", "transitions", "steps", "seconds", "states/s"];
        self.row("flaw", columns, "verdict");
    }

    pub(super) fn flaw(&self, finding: &FlawFinding) {
        let (found, mistake) = (finding.found.as_ref(), finding.plan.mistake);
        let or_dash = |cell: Option<String>| cell.unwrap_or_else(|| "-".to_owned());
        let columns = [
            &or_dash(found.map(|found| grouped(found.states))),
            &or_dash(found.map(|found| grouped(found.transitions))),
            &or_dash(finding.steps().map(|steps| steps.to_string())),
            &or_dash(found.map(|_| format!("{:.2}", finding.seconds))),
            &or_dash(found.map(|found| grouped(rate(found.states, finding.seconds)))),
        ];
        self.row(mistake.name(), columns.map(String::as_str), &flaw_verdict(finding));
        if let Some(way) = finding.way().filter(|_| self.scenarios) {
            let broke = finding.broke().unwrap_or_default();
            let (steps, source) = (way.steps, mistake.source());
            self.say(match broke == mistake.breaks() && finding.plan.is_live() {
                true => format!(
                    "{source}: {broke} never comes about after {steps} steps, no way is shorter"
                ),
                false => format!("{source}: {broke} breaks in {steps} steps, no way is shorter"),
            });
            say("", way.text.trim_end());
        }
    }

    pub(super) fn closing(&self, findings: &Findings, elapsed: Duration) {
        if let Some(largest) = findings.worlds.iter().max_by_key(|it| it.found.states) {
            let states = largest.found.states;
            self.say(format!(
                "largest world: {}, {} states, {} states/s, at most {:.0} bytes a state",
                largest.plan.name,
                grouped(states),
                grouped(rate(states, largest.seconds)),
                largest.bytes as f64 / states.max(1) as f64,
            ));
        }
        let searched = [(findings.worlds.len(), "world"), (findings.flaws.len(), "flaw")];
        let searched = searched.iter().filter(|(count, _)| 0 < *count);
        let searched: Vec<_> = searched.map(|(count, what)| plural(*count, what)).collect();
        let verdict = match findings.fate() {
            Fate::Passed => "PASSED",
            Fate::Cut => "CUT SHORT, which shows nothing",
            Fate::Failed => "FAILED",
        };
        let (searched, seconds) = (searched.join(" and "), elapsed.as_secs_f64());
        self.say(format!("{searched} in {seconds:.1} s: {verdict}"));
    }

    fn row(&self, name: &str, columns: [&str; 5], verdict: &str) {
        let [a, b, c, d, e] = columns;
        let width = self.width;
        self.say(format!("{name:<width$} {a:>12} {b:>13} {c:>5} {d:>8} {e:>10}  {verdict}"));
    }

    fn say(&self, what: impl Display) {
        say(self.before, what);
    }
}

pub(super) fn flaw_verdict(finding: &FlawFinding) -> String {
    let own = finding.plan.mistake.breaks();
    let shows = match finding.plan.is_live() {
        true => format!("{own} never comes about"),
        false => format!("{own} broke"),
    };
    let replay = match &finding.replay {
        Some(Err(why)) => Some(format!("NOT REPLAYED: {why}")),
        Some(Ok(())) => Some("replayed".to_owned()),
        None => None,
    };
    let search = finding.found.as_ref().map(|_| search_verdict(finding, &shows));
    let unsearched = match finding.plan.search {
        Searching::Unable => format!("{shows} (stateright cannot judge it)"),
        Searching::Made | Searching::Full => format!("{shows} (--full searches)"),
    };
    let unsearched = Some(unsearched).filter(|_| search.is_none() && finding.replayed());
    search.into_iter().chain(replay).chain(unsearched).collect::<Vec<_>>().join("; ")
}

/// What a search says, given what it is to show.
fn search_verdict(finding: &FlawFinding, shows: &str) -> String {
    let own = finding.plan.mistake.breaks();
    if let Some(beside) = finding.beside() {
        return format!("NOT ISOLATED: {beside} broke, which must hold always");
    }
    match (finding.broke(), finding.cut()) {
        (_, Some(limit)) => format!("CUT by the {} limit", limit_name(limit)),
        (Some(broke), None) if broke == own => match (finding.steps(), finding.plan.steps) {
            (Some(found), Some(steps)) if found != steps => {
                format!("NOT CAUGHT: {shows} after {found} steps, but {steps} are recorded")
            }
            _ => format!("caught: {shows}"),
        },
        (Some(broke), None) => format!("NOT CAUGHT: {broke} broke, and not {own}"),
        (None, None) if finding.plan.is_live() => format!("NOT CAUGHT: {own} comes about"),
        (None, None) => format!("NOT CAUGHT: {own} did not break"),
    }
}

/// Prints lines. That nobody reads them is no failure of a check; that they cannot be written is
/// one, for a scenario may be among them: it ends the command.
fn say(before: &str, what: impl Display) {
    let mut out = std::io::stdout().lock();
    for line in what.to_string().split('\n') {
        match writeln!(out, "{}", format!("{before}{line}").trim_end()) {
            Err(error) if !has_seen_enough(&error) => {
                complain(USAGE, format_args!("what was found cannot be printed: {error}"));
                std::process::exit(i32::from(USAGE));
            }
            _ => {}
        }
    }
}

fn plural(count: usize, what: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {what}{s}")
}
