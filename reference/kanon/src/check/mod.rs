//! `kanon check`: every state of small worlds is visited and judged, and every historical mistake
//! is made on purpose, to see that the property named for it breaks.
//!
//! It decides what is searched, and what the findings are worth; how a world is searched is the
//! engines' matter, and what holds in it is the specification's.

mod arguments;
mod finding;
mod json;
mod plan;
mod print;
#[cfg(test)]
mod tests;
mod watch;

pub(crate) use arguments::Arguments;

use arguments::Engine;
use finding::{Fate, FlawFinding, WorldFinding};
use model::explorer::{Observer, Outcome, Search, Stop};
use model::replication::Replication;
use plan::{FlawPlan, Plan, WorldPlan};
use spec::{Rules, Step};
use std::fs::File;
use std::io::Write;
use std::process::ExitCode;
use std::time::Instant;
use watch::Watch;

/// The exit code of whatever the caller did wrong, as clap has it.
const USAGE: u8 = 2;

/// Runs the subcommand.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    if arguments.list {
        print::list();
        return ExitCode::SUCCESS;
    }
    let prepared = plan::plan(arguments).and_then(|plan| Ok((plan, open(arguments)?)));
    let (plan, json) = match prepared {
        Ok(prepared) => prepared,
        Err(what) => return misused(&what),
    };
    let findings = search_all(arguments, &plan);
    if let Some(mut file) = json
        && let Err(error) = file.write_all(findings.json().as_bytes())
    {
        return misused(&format!("the JSON cannot be written: {error}"));
    }
    ExitCode::from(findings.fate().exit_code())
}

fn misused(what: &str) -> ExitCode {
    eprintln!("error: {what}\n\nFor more information, try 'kanon check --help'.");
    ExitCode::from(USAGE)
}

/// Opens the file for the JSON before anything is searched: a search may be long.
fn open(arguments: &Arguments) -> Result<Option<File>, String> {
    let Some(path) = &arguments.json else { return Ok(None) };
    let file = File::create(path);
    file.map(Some).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

/// All that was found.
#[derive(Debug, Default)]
struct Findings {
    worlds: Vec<WorldFinding>,
    flaws: Vec<FlawFinding>,
}

impl Findings {
    /// The worst fate of all. What was broken stays broken whatever was cut short beside it.
    fn fate(&self) -> Fate {
        let worlds = self.worlds.iter().map(WorldFinding::fate);
        let flaws = self.flaws.iter().map(FlawFinding::fate);
        worlds.chain(flaws).max().unwrap_or(Fate::Passed)
    }

    fn json(&self) -> String {
        json::render(self)
    }
}

fn search_all(arguments: &Arguments, plan: &Plan) -> Findings {
    let mut watch = Watch::new(arguments);
    let mut findings = Findings::default();
    let print = print::Printer::new(arguments, plan);
    print.opening();
    if !plan.worlds.is_empty() {
        print.worlds_head();
    }
    for world in &plan.worlds {
        let finding = search_world(arguments, world, &mut watch);
        print.world(&finding);
        findings.worlds.push(finding);
    }
    if !plan.flaws.is_empty() {
        print.flaws_head();
    }
    for flaw in &plan.flaws {
        let finding = search_flaw(arguments, flaw, &mut watch);
        print.flaw(&finding);
        findings.flaws.push(finding);
    }
    print.closing(&findings, watch.elapsed());
    findings
}

fn search_world(arguments: &Arguments, plan: &WorldPlan, watch: &mut Watch) -> WorldFinding {
    let model = plan.settings.model(Rules::ALL);
    watch.begin(plan.name, plan.pinned.map(|pinned| pinned.states));
    let started = Instant::now();
    let outcome = search(arguments, model, Stop::Never, watch);
    let seconds = started.elapsed().as_secs_f64();
    watch.end();
    WorldFinding { plan: *plan, outcome, seconds }
}

fn search_flaw(arguments: &Arguments, plan: &FlawPlan, watch: &mut Watch) -> FlawFinding {
    let mistake = plan.mistake;
    let model = plan.settings.model(Rules::ALL.without(mistake));
    watch.begin(mistake.name(), None);
    let started = Instant::now();
    let outcome = search(arguments, model, Stop::WhenBroken(mistake.breaks()), watch);
    let seconds = started.elapsed().as_secs_f64();
    watch.end();
    FlawFinding { plan: *plan, outcome, seconds }
}

fn search(
    arguments: &Arguments,
    model: Replication,
    stop: Stop,
    observer: &mut dyn Observer,
) -> Outcome<Step> {
    match arguments.engine {
        Engine::Kanon => Search::new(&model).threads(arguments.threads()).stop(stop).run(observer),
        // The order in which depth and the lengths of paths are exact; it takes one thread.
        Engine::Stateright => {
            let order = model_stateright::Order::BreadthFirst;
            model_stateright::search(model, order, stop, observer)
        }
    }
}
