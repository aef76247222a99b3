//! `kanon run`: plays a scenario on the simulation, which is made of real brokers, and prints it
//! with its answers. What is printed is a scenario again.
//!
//! It judges nothing itself: the properties are the specification's, the answers the simulation's.

use crate::outcome::{Failure, USAGE, complain, print};
use clap::Args;
use sim::Trace;
use spec::{Rules, Scenario, scenario::Malformed};
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

const EXIT_CODES: &str = "\
Exit codes:
  0  played; properties may break where the scenario leaves out a rule
  1  a property broke although every rule is kept, the last state is not that of its `state` line,
     or the output could not be written
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
    let bytes = match fs::read(&arguments.file) {
        Ok(bytes) => bytes,
        Err(error) => return complain(USAGE, format_args!("{name}: {error}")),
    };
    let scenario = match read(&bytes) {
        Ok(scenario) => scenario,
        Err(malformed) => return complain(USAGE, format_args!("{name}:{malformed}")),
    };
    let trace = sim::play(&scenario);
    if let Err(error) = print(&trace.to_string(), &mut io::stdout().lock()) {
        return complain(1, Failure::Output(error));
    }
    let mut code = ExitCode::SUCCESS;
    for complaint in complaints(&scenario, &trace) {
        code = complain(1, complaint);
    }
    code
}

/// Reads a scenario. What is no text has a place as well, so that it can be found.
fn read(bytes: &[u8]) -> Result<Scenario, Malformed> {
    match str::from_utf8(bytes) {
        Ok(text) => text.parse(),
        Err(error) => {
            let (text, rest) = bytes.split_at(error.valid_up_to());
            let text = String::from_utf8_lossy(text);
            let line = text.split('\n').count();
            let column = text.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let byte = rest.first().copied().unwrap_or_default();
            let what = format!("the byte 0x{byte:02x} is not UTF-8 here, and a scenario is UTF-8");
            Err(Malformed { line, column, what })
        }
    }
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

    #[test]
    fn what_is_not_utf_8_is_named_by_line_and_column() {
        let place = |bytes: &[u8]| {
            let error = read(bytes).expect_err("it is no text");
            assert!(error.what.contains("UTF-8"), "{error}");
            (error.line, error.column)
        };
        assert_eq!(place(b"\xff"), (1, 1));
        assert_eq!(place(b"brokers 2\n\n# caf\xc3\xa9 \xe9\n"), (3, 8));
        assert_eq!(place(b"brokers 2\r\nask 1\xc3"), (2, 6), "a character that is cut short");
        assert_eq!(place(b"brokers 2\n\x80"), (2, 1));
    }
}
