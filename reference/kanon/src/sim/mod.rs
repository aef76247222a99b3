//! `kanon sim`: whole clusters in bad weather, by chance and by seed; what fails is printed as a
//! scenario, as short as it can be made.
//!
//! It draws nothing and judges nothing itself: the weather is the simulation's, the properties are
//! the specification's.

mod arguments;
mod seeds;

pub(crate) use arguments::Arguments;

use crate::outcome::{self, USAGE, complain};
use seeds::{Failed, Found};
use sim::play;
use spec::Scenario;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Instant;

/// Runs the subcommand.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    // Opened before anything is run: it may be long.
    let out = match arguments.out.as_ref().map(File::create).transpose() {
        Ok(out) => out,
        Err(error) => return unwritten(&error),
    };
    let began = Instant::now();
    let world = |seed| arguments.world(seed);
    let found = seeds::run(&world, arguments.seeds(), arguments.steps, arguments.threads());
    let report = report(arguments, &found, began.elapsed().as_secs_f64());
    let missing = if arguments.cover { found.tally.missing() } else { Vec::new() };
    let written = match &found.failed {
        None => print(&report),
        Some(failed) => {
            let scenario = tell(arguments, failed);
            match out {
                Some(mut file) => file.write_all(scenario.as_bytes()).and_then(|()| print(&report)),
                None => print(&format!("{report}{scenario}")),
            }
        }
    };
    if let Err(error) = written {
        return unwritten(&error);
    }
    if found.failed.is_none() && !missing.is_empty() {
        let missing = missing.join(", ");
        return complain(1, format_args!("in no run at all there was any of: {missing}"));
    }
    ExitCode::from(u8::from(found.failed.is_some()))
}

/// What was run and what happened, as comments of a scenario.
fn report(arguments: &Arguments, found: &Found, seconds: f64) -> String {
    let mut report = String::new();
    let line = |report: &mut String, line: &str| {
        writeln!(report, "# {line}").expect("a String takes it");
    };
    let rate = found.tally.of("steps") as f64 / seconds.max(1e-9);
    line(
        &mut report,
        &format!(
            "{} of {} seeds from {} on, {} steps, {seconds:.1} s, {rate:.0} steps/s",
            found.runs,
            arguments.seeds,
            arguments.seed,
            found.tally.of("steps"),
        ),
    );
    found.tally.lines(96).iter().for_each(|counts| line(&mut report, counts));
    match &found.failed {
        None => line(&mut report, "every property held, and every run came to rest"),
        Some(Failed { seed, how, scenario }) => {
            let steps = scenario.steps.len();
            line(&mut report, &format!("seed {seed}: after {steps} steps {how}"));
        }
    }
    report
}

/// The shortened scenario, with where it came from and the digest of its last state.
fn tell(arguments: &Arguments, failed: &Failed) -> String {
    let mut scenario: Scenario = failed.shortened();
    // The world that it was found in: what is left of it may be plainer.
    let world = failed.scenario.world;
    let mut command = format!("kanon sim --seed {} --steps {}", failed.seed, arguments.steps);
    let (brokers, min_isr) = (world.brokers, world.min_isr);
    let elr = if world.elr { "on" } else { "off" };
    write!(command, " --brokers {brokers} --min-isr {min_isr} --elr {elr}")
        .expect("a String takes it");
    for mistake in world.rules.omitted() {
        write!(command, " --without {mistake}").expect("a String takes it");
    }
    let steps = scenario.steps.len();
    // A broker that panics has no last state.
    if matches!(failed.how, seeds::How::Wrong(_)) {
        scenario.state = Some(play(&scenario).state);
    }
    format!("# {command}\n# After {steps} steps {}.\n{scenario}", failed.how)
}

fn print(text: &str) -> io::Result<()> {
    outcome::print(text, &mut io::stdout().lock())
}

fn unwritten(error: &io::Error) -> ExitCode {
    complain(USAGE, format_args!("what was found cannot be written: {error}"))
}
