//! `kanon run`: plays a scenario on the simulation, which is made of real brokers, and prints it
//! with its answers. What is printed is a scenario again.
//!
//! It judges nothing itself: the properties are the specification's, the answers the simulation's.

use clap::Args;
use sim::Trace;
use spec::{Rules, Scenario};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

const EXIT_CODES: &str = "\
Exit codes:
  0  played; properties may break where the scenario leaves out a rule
  1  a property broke although every rule is kept, or the last state is not that of its `state` line
  2  usage, or a line that is not of the scenario format: it is named as FILE:line:column";

/// Plays a scenario, and prints what the brokers answered and the digest of the last state.
#[derive(Args, Debug)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// The scenario.
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Runs the subcommand.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let name = arguments.file.display();
    let text = match fs::read_to_string(&arguments.file) {
        Ok(text) => text,
        Err(error) => return complain(2, &[format!("error: {name}: {error}")]),
    };
    let scenario: Scenario = match text.parse() {
        Ok(scenario) => scenario,
        Err(malformed) => return complain(2, &[format!("{name}:{malformed}")]),
    };
    let trace = sim::play(&scenario);
    // A reader that has seen enough, such as `head`, is no failure.
    let _ = write!(std::io::stdout().lock(), "{trace}");
    let complaints = complaints(&scenario, &trace);
    complain(u8::from(!complaints.is_empty()), &complaints)
}

/// What is wrong with a scenario's end.
fn complaints(scenario: &Scenario, trace: &Trace) -> Vec<String> {
    let mut complaints = Vec::new();
    if scenario.world.rules == Rules::ALL {
        let broke = trace.broke().map(|(line, name)| format!("line {line}: {name} breaks"));
        complaints.extend(broke);
    }
    if let Some(state) = scenario.state
        && state != trace.state
    {
        complaints.push(format!("the last state is {}, not {state}", trace.state));
    }
    complaints
}

fn complain(code: u8, lines: &[String]) -> ExitCode {
    for line in lines {
        eprintln!("{line}");
    }
    ExitCode::from(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn played(text: &str) -> (String, Vec<String>) {
        let scenario: Scenario = text.parse().expect("a scenario");
        let trace = sim::play(&scenario);
        (trace.to_string(), complaints(&scenario, &trace))
    }

    #[test]
    fn what_is_printed_plays_to_the_same_end() {
        let (printed, none) = played("brokers 2\nproduce 0 acks=all\nask 1\nserve 1\nask 1\n");
        assert!(none.is_empty());
        assert_eq!(played(&printed), (printed, vec![]));
    }

    #[test]
    fn another_state_than_the_one_said_is_a_complaint() {
        let text = format!("brokers 2\nproduce 0 acks=all\nstate {}\n", "0".repeat(32));
        let (_, complaints) = played(&text);
        assert!(matches!(&complaints[..], [one] if one.ends_with(&"0".repeat(32))));
    }
}
