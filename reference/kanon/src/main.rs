//! The command `kanon`.
//!
//! Each subcommand is a module that declares its arguments and has one function `run`; here they
//! are only put together. Exit codes are each subcommand's own; a usage error is always 2, clap's.

mod bench;
mod check;
mod dump_log;
mod figures;
mod frame;
mod outcome;
mod play;
mod repair;
mod run;
mod serve;
mod sim;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The canonical Kafka: a specification, a model that is checked exhaustively, and a broker that
/// takes the same steps.
#[derive(Debug, Parser)]
#[command(name = "kanon", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Bench(bench::Arguments),
    Check(check::Arguments),
    Frame(frame::Arguments),
    DumpLog(dump_log::Arguments),
    Play(play::Arguments),
    Repair(repair::Arguments),
    Run(run::Arguments),
    Serve(serve::Arguments),
    Sim(sim::Arguments),
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Frame(arguments) => frame::run(&arguments),
        Command::Play(arguments) => play::run(&arguments),
        Command::DumpLog(arguments) => dump_log::run(&arguments),
        Command::Repair(arguments) => repair::run(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Sim(arguments) => sim::run(&arguments),
    }
}
