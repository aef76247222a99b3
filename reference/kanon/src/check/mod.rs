//! `kanon check`: every state of small worlds is visited and judged, and every historical mistake
//! is made on purpose, to see that the property named for it breaks.
//!
//! It decides what is searched, and what the findings are worth; how a world is searched is the
//! engines' matter, and what holds in it is the specification's.

mod arguments;
mod explore;
mod finding;
mod json;
mod junit;
mod plan;
mod print;
mod replay;
#[cfg(test)]
mod tests;
mod watch;

pub(crate) use arguments::{Arguments, setting};

use crate::outcome;
use arguments::Engine;
use finding::{Fate, FlawFinding, Found, WorldFinding};
use model::Model;
use model::explorer::{Observer, Search, Stop};
use model::worlds::{How, Settings, Visitor};
use plan::{FlawPlan, Plan, Searching, WorldPlan};
use spec::Rules;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use watch::Watch;

/// Runs the subcommand.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    if arguments.list {
        print::list();
        return ExitCode::SUCCESS;
    }
    if arguments.explore {
        let explored = plan::plan(arguments).and_then(|it| explore::explore(&it, arguments.listen));
        return explored.map_or_else(|what| misused(&what), |()| ExitCode::SUCCESS);
    }
    let prepared = plan::plan(arguments).and_then(|plan| Ok((plan, open(arguments)?)));
    let (plan, reports) = match prepared {
        Ok(prepared) => prepared,
        Err(what) => return misused(&what),
    };
    let findings = search_all(arguments, &plan);
    let fate = findings.fate();
    let mut code = ExitCode::from(fate.exit_code());
    for report in reports {
        if let Err(what) = report.write(&findings) {
            let misused = misused(&what);
            // What was found is worse.
            code = if fate == Fate::Passed { misused } else { code };
        }
    }
    code
}

fn misused(what: &str) -> ExitCode {
    outcome::misused("check", what)
}

/// A file to be written when all is found.
struct Report {
    path: PathBuf,
    file: File,
    render: fn(&Findings) -> String,
}

impl Report {
    fn write(mut self, findings: &Findings) -> Result<(), String> {
        let written = self.file.write_all((self.render)(findings).as_bytes());
        written.map_err(|error| format!("{} cannot be written: {error}", self.path.display()))
    }
}

/// Opens the files before anything is searched: a search may be long.
fn open(arguments: &Arguments) -> Result<Vec<Report>, String> {
    let json = arguments.json.iter().map(|path| (path, json::render as fn(&Findings) -> String));
    let junit = arguments.junit.iter().map(|path| (path, junit::render as _));
    let reports = json.chain(junit).map(|(path, render)| match File::create(path) {
        Ok(file) => Ok(Report { path: path.clone(), file, render }),
        Err(error) => Err(format!("{} cannot be written: {error}", path.display())),
    });
    reports.collect()
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
    watch.begin(plan.name, plan.pinned.map(|pinned| pinned.states));
    let task = Task { how: plan.how, ..Task::new(arguments, watch) };
    let (found, seconds) = search(&plan.settings, Rules::ALL, task);
    let bytes = watch.end();
    WorldFinding { plan: *plan, found, seconds, bytes }
}

fn search_flaw(arguments: &Arguments, plan: &FlawPlan, watch: &mut Watch) -> FlawFinding {
    let replay = plan.scenario.map(|scenario| replay::replay(plan, scenario));
    if plan.search != Searching::Made {
        return FlawFinding { plan: *plan, replay, found: None, seconds: 0.0 };
    }
    let mistake = plan.mistake;
    watch.begin(mistake.name(), None);
    let task = Task::new(arguments, watch);
    let task = match plan.is_live() {
        // On the graph, which must be whole.
        true => Task { how: How::WithGraph, ..task },
        false => Task { stop: Stop::WhenBroken(mistake.breaks()), ..task },
    };
    let (found, seconds) = search(&plan.settings, Rules::ALL.without(mistake), task);
    watch.end();
    FlawFinding { plan: *plan, replay, found: Some(found), seconds }
}

fn search(settings: &Settings, rules: Rules, task: Task<'_>) -> (Found, f64) {
    let started = Instant::now();
    let found = settings.visit(rules, task);
    (found, started.elapsed().as_secs_f64())
}

/// A search to be made in whichever model it is handed.
struct Task<'a> {
    arguments: &'a Arguments,
    how: How,
    stop: Stop,
    observer: &'a mut dyn Observer,
}

impl<'a> Task<'a> {
    fn new(arguments: &'a Arguments, observer: &'a mut dyn Observer) -> Self {
        Task { arguments, how: How::Plainly, stop: Stop::Never, observer }
    }
}

impl Visitor for Task<'_> {
    type Answer = Found;

    fn visit<M: Model<State: 'static, Action: 'static> + Copy + Send + 'static>(
        self,
        model: M,
    ) -> Found {
        let Task { arguments, how, stop, observer } = self;
        let outcome = match arguments.engine {
            Engine::Kanon => Search::new(&model)
                .threads(arguments.threads())
                .liveness(how == How::WithGraph)
                .symmetry(how == How::BySymmetry)
                .stop(stop)
                .run(observer),
            // The order in which depth and the lengths of paths are exact; it takes one thread.
            Engine::Stateright => {
                let order = model_stateright::Order::BreadthFirst;
                model_stateright::search(model, order, stop, observer)
            }
        };
        Found::of(&model, outcome)
    }
}
