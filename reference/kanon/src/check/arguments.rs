//! What `kanon check` can be told.

use clap::{Args, ValueEnum};
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;
use std::time::Duration;

const EXAMPLES: &str = "\
Examples:
  kanon check                                  all default worlds, then every flaw
  kanon check --list                           what there is to search
  kanon check --world two --set records=3      one world, with another bound
  kanon check --flaw m01 > m01.scn             the shortest scenario of a historical mistake
  kanon check --full --time-limit 30m --memory-limit 8G --json found.json
  kanon check --junit found.xml                for continuous integration
  kanon check --world two --explore            Stateright's Explorer, on http://127.0.0.1:3000/

A flaw leaves out one rule. It is caught if the property named for it breaks, after as many steps
as are recorded: in a replay of its committed scenario, whose last step breaks it and none before,
and which breaks nothing where every rule is in force; and in a search for the shortest way, which
is left to --full where it is long.

Some flaws break no state, but keep something from ever coming about. Their scenario leads to where
it never does: from there heal-and-settle, which does all that heals in turn, goes round for ever,
and with every rule in force it does not. The search finds such a round, which is printed as
comments, and fails if a state breaks too.

Counts are compared with those that are pinned, and scenarios replayed, where no setting differs.

Exit codes:
  0  everything holds, and every flaw was caught
  1  a property broke, a count is not the one that is pinned, or a flaw was not caught
  2  usage; what was found cannot be written, or the Explorer not be served
  3  a limit ended a search: what was cut short never passes";

/// Searches small worlds of the protocol wholly: visits every state, judges it by every property,
/// and finds the shortest way to what breaks.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// List worlds, flaws and settings; search nothing.
    #[arg(long, exclusive = true)]
    pub(super) list: bool,

    /// Search this world (may be repeated); with --flaw, search for the flaw in it.
    #[arg(long, value_name = "NAME")]
    pub(super) world: Vec<String>,

    /// Change settings of the worlds searched: of all that have them where no world is named, and
    /// then no flaw is searched, for each has a world of its own.
    #[arg(long, value_name = "K=V,...", value_delimiter = ',', value_parser = setting)]
    pub(super) set: Vec<(String, String)>,

    /// Leave out one rule, in the flaw's own world, and print the shortest scenario to the property
    /// that breaks (may be repeated; the beginning of a name is enough).
    #[arg(long, value_name = "NAME")]
    pub(super) flaw: Vec<String>,

    /// Search the large worlds too, and every flaw, however long it takes.
    #[arg(long)]
    pub(super) full: bool,

    /// Who searches. Stateright takes one thread, and finds the same; it cannot judge what must
    /// come about.
    #[arg(long, value_enum, default_value_t = Engine::Kanon)]
    pub(super) engine: Engine,

    /// Write what was found to this file, as JSON.
    #[arg(long, value_name = "FILE")]
    pub(super) json: Option<PathBuf>,

    /// Write what was found to this file, as JUnit's XML: what was cut short is an error.
    #[arg(long, value_name = "FILE")]
    pub(super) junit: Option<PathBuf>,

    /// Search nothing: open Stateright's Explorer on the one world, or the one flaw, that is named.
    #[arg(long, conflicts_with_all = ["full", "json", "junit", "time_limit", "memory_limit"])]
    pub(super) explore: bool,

    /// Where the Explorer listens: an address of this machine only; port 0 takes a free one.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:3000", requires = "explore")]
    pub(super) listen: SocketAddr,

    /// How long the whole command may search, in seconds, or with s, m or h.
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub(super) time_limit: Option<Duration>,

    /// How much memory it may use, in MiB, or with K, M or G.
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    pub(super) memory_limit: Option<u64>,

    /// How many threads search; what they find is the same with any number. [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

impl Arguments {
    pub(super) fn threads(&self) -> NonZeroUsize {
        let all = || available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.threads.unwrap_or_else(all)
    }
}

/// Who searches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Engine {
    /// Our own explorer.
    Kanon,
    /// Stateright, through an adapter.
    Stateright,
}

/// Reads one setting.
pub(crate) fn setting(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("a setting is written name=value")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let units = [('s', 1.0), ('m', 60.0), ('h', 3600.0)];
    let seconds = quantity(text, &units, 1.0).ok_or("a time is written 90, 90s, 1.5m or 2h")?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}

pub(super) fn bytes(text: &str) -> Result<u64, String> {
    const KIB: f64 = 1024.0;
    let units = [('K', KIB), ('M', KIB * KIB), ('G', KIB * KIB * KIB)];
    let bytes = quantity(text, &units, KIB * KIB).ok_or("a size is written 512, 512M or 1.5G")?;
    Ok(bytes as u64)
}

/// A number that is not negative, and what its unit, if it has one, stands for.
fn quantity(text: &str, units: &[(char, f64)], plain: f64) -> Option<f64> {
    let is_last =
        |unit: &char| text.ends_with([unit.to_ascii_lowercase(), unit.to_ascii_uppercase()]);
    let unit = units.iter().find(|(unit, _)| is_last(unit));
    let (number, factor) = match unit {
        Some((_, factor)) => (&text[..text.len() - 1], *factor),
        None => (text, plain),
    };
    let number: f64 = number.parse().ok()?;
    let quantity = number * factor;
    (quantity.is_finite() && 0.0 <= quantity).then_some(quantity)
}
