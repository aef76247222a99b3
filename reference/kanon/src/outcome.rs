//! How a subcommand ends: what it says on standard error, and when it has printed enough.
//!
//! All of them say why in the form of clap's usage errors: `error: `, then the reason. A reader
//! that has seen enough, such as `head`, is no failure. Which exit code stands for what is each
//! subcommand's own.

use std::fmt::{self, Display};
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// The exit code of what the caller did wrong, clap's.
pub(crate) const USAGE: u8 = 2;

/// Why a subcommand ended before it had printed all.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What it was given is not what it is said to be.
    Input(String),
    /// The output cannot be written.
    Output(io::Error),
}

impl Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(why) => out.write_str(why),
            Self::Output(error) => write!(out, "the output cannot be written: {error}"),
        }
    }
}

impl From<String> for Failure {
    fn from(why: String) -> Self {
        Self::Input(why)
    }
}

impl From<&str> for Failure {
    fn from(why: &str) -> Self {
        Self::Input(why.to_owned())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Input(error.to_string())
    }
}

/// The exit code of a subcommand that has printed: its own, or 1 after a failure.
pub(crate) fn end(out: &mut dyn Write, done: Result<ExitCode, Failure>) -> ExitCode {
    // What was printed before a failure stands before it.
    match out.flush().map_err(Failure::Output).and(done) {
        Ok(code) => code,
        Err(Failure::Output(error)) if has_seen_enough(&error) => ExitCode::SUCCESS,
        Err(failure) => complain(1, failure),
    }
}

/// Writes all of a text, for whoever reads on.
pub(crate) fn print(text: &str, out: &mut dyn Write) -> io::Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if has_seen_enough(&error) => Ok(()),
        written => written,
    }
}

/// Whether what cannot be written has no reader any more.
pub(crate) fn has_seen_enough(error: &io::Error) -> bool {
    error.kind() == ErrorKind::BrokenPipe
}

/// Says why on standard error; gives the exit code.
pub(crate) fn complain(code: u8, why: impl Display) -> ExitCode {
    // Where nobody can be told, the exit code still says it.
    let _untold = writeln!(io::stderr(), "error: {why}");
    ExitCode::from(code)
}

/// The same of what only the subcommand itself can find wrong with its arguments: as clap has it.
pub(crate) fn misused(command: &str, why: &str) -> ExitCode {
    complain(USAGE, format_args!("{why}\n\nFor more information, try 'kanon {command} --help'."))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A device that takes nothing, for a reason of its own.
    struct Stuck(ErrorKind);

    impl Write for Stuck {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn only_a_reader_that_went_away_is_no_failure() {
        assert!(print("a", &mut Stuck(ErrorKind::BrokenPipe)).is_ok());
        assert!(print("a", &mut Stuck(ErrorKind::StorageFull)).is_err());
    }
}
