//! `kanon bench`. `store` is in `storage`; here is `parity`: how fast the explorer is, in the world
//! that TLC can search too, and how fast TLC is on the same machine.
//!
//! It is run by hand: a rate depends on the machine and on what else it does, so no test asks for
//! one. What does not depend on that, unique states and depth, has to agree.

mod measure;
mod storage;
mod tlc;

use crate::check::setting;
use crate::figures::grouped;
use crate::outcome::{complain, misused};
use clap::{Args, Subcommand};
use measure::{Rates, Searched, median, peak_resident};
use model::worlds::{self, Settings};
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread::available_parallelism;
use tlc::Tlc;

const EXAMPLES: &str = "\
Examples:
  kanon bench parity                           ours alone, at the world's own bounds
  kanon bench parity --set epochs=2 --repeats 3 --tlc tla2tools.jar --spec kafka-specification
                                               ours and TLC's, in turn

DIR holds the modules of github.com/hachikuji/kafka-specification. They are copied to a temporary
folder, where TLC runs with as many workers as we have threads. Its time includes the start of
Java, ours that of our threads. With several workers TLC may print a greater depth than there is:
if its depth is not ours, it searches once more with one worker, untimed, and that depth counts.

Exit codes:
  0  measured; where TLC took part, unique states and depth agree
  1  they differ, or TLC did not search to its end
  2  usage";

/// Measures how fast worlds are searched, and a log beside plain writes and reads.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Parity(Parity),
    Store(storage::Arguments),
}

/// Searches the world `parity`, several times, and by TLC if it is told where that is.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
struct Parity {
    /// Change settings of the world (`kanon check --list` has them).
    #[arg(long, value_name = "K=V,...", value_delimiter = ',', value_parser = setting)]
    set: Vec<(String, String)>,

    /// How often it is searched.
    #[arg(long, value_name = "N", default_value = "5")]
    repeats: NonZeroU32,

    /// How many threads search. [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,

    /// Let TLC search too: where its classes are, as `java -cp` has it.
    #[arg(long, value_name = "CLASSPATH", requires = "spec")]
    tlc: Option<String>,

    /// Where the TLA+ modules are.
    #[arg(long, value_name = "DIR", requires = "tlc")]
    spec: Option<PathBuf>,
}

/// Why nothing was measured, or what it showed.
enum Trouble {
    Usage(String),
    Failed(String),
}

/// Runs the subcommand.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let arguments = match &arguments.what {
        What::Parity(arguments) => arguments,
        What::Store(arguments) => return storage::run(arguments),
    };
    match bench(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Trouble::Failed(what)) => complain(1, what),
        Err(Trouble::Usage(what)) => misused("bench parity", &what),
    }
}

fn bench(arguments: &Parity) -> Result<(), Trouble> {
    let settings = settings(arguments).map_err(Trouble::Usage)?;
    let all = || available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let threads = arguments.threads.unwrap_or_else(all);
    let tlc = match (&arguments.tlc, &arguments.spec) {
        (Some(classpath), Some(spec)) => {
            Some(Tlc::prepare(classpath, spec, &settings).map_err(Trouble::Usage)?)
        }
        _ => None,
    };
    println!("parity {settings}, threads {threads}, repeats {}", arguments.repeats);
    println!("{:<6} {:>12} {:>5} {:>8} {:>12}", "who", "states", "depth", "seconds", "states/s");
    let (mut ours, mut theirs) = (Rates::default(), Rates::default());
    let mut bytes_a_state = 0.0_f64;
    for _ in 0..arguments.repeats.get() {
        let (searched, bytes) = measure::search(&settings, threads);
        row("kanon", &searched);
        bytes_a_state = bytes_a_state.max(bytes as f64 / searched.states as f64);
        ours.add(&searched);
        if let Some(tlc) = &tlc {
            let mut by_tlc = tlc.search(threads).map_err(Trouble::Failed)?;
            row("tlc", &by_tlc);
            theirs.add(&by_tlc);
            if by_tlc.states == searched.states && by_tlc.depth != searched.depth {
                by_tlc.depth = tlc.search(NonZeroUsize::MIN).map_err(Trouble::Failed)?.depth;
                println!("tlc with one worker: depth {}", by_tlc.depth);
            }
            compare(&searched, &by_tlc).map_err(Trouble::Failed)?;
        }
    }
    println!("kanon: {ours}; at most {bytes_a_state:.1} bytes a state{}", peak());
    if tlc.is_some() {
        let ratio = median(&ours.0) / median(&theirs.0);
        println!("tlc: {theirs}");
        println!("unique states and depth agree; kanon is {ratio:.1} times as fast (medians)");
    }
    Ok(())
}

/// The world's own, with what is changed.
fn settings(arguments: &Parity) -> Result<Settings, String> {
    let mut settings = worlds::named("parity")?.settings;
    for (name, value) in &arguments.set {
        settings.set(name, value)?;
    }
    settings.consistent()?;
    Ok(settings)
}

fn compare(ours: &Searched, theirs: &Searched) -> Result<(), String> {
    let counts = [
        ("unique states", ours.states, theirs.states),
        ("depth", u64::from(ours.depth), u64::from(theirs.depth)),
    ];
    match counts.into_iter().find(|(_, ours, theirs)| ours != theirs) {
        None => Ok(()),
        Some((what, ours, theirs)) => {
            let (ours, theirs) = (grouped(ours), grouped(theirs));
            Err(format!("{what} differ: {ours} by kanon, {theirs} by TLC"))
        }
    }
}

fn row(who: &str, searched: &Searched) {
    let (states, rate) = (grouped(searched.states), grouped(searched.rate() as u64));
    let (depth, seconds) = (searched.depth, searched.seconds);
    println!("{who:<6} {states:>12} {depth:>5} {seconds:>8.2} {rate:>12}");
}

/// The most memory that this process ever had resident, where the system says.
fn peak() -> String {
    let mib = |bytes: u64| format!(", {} MiB resident at most", bytes >> 20);
    peak_resident().map(mib).unwrap_or_default()
}
