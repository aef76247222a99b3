//! What `kanon sim` can be told.

use clap::{Args, ValueEnum};
use sim::chance::drawn_world;
use spec::{Mistake, Rules, World, scenario::MAX_BROKERS};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread::available_parallelism;

const EXAMPLES: &str = "\
Examples:
  kanon sim                                    one run, of seed 1
  kanon sim --seeds 1000 --steps 2000          seeds 1 to 1000
  kanon sim --seed 17 --brokers 5 --min-isr 2  one seed again, in a world of five
  kanon sim --seeds 200 --without m01-truncate-to-high-watermark
                                               how a mistake of history shows, made short
  kanon sim --seeds 1000 --out broke.scn && echo held || kanon run broke.scn

Calm weather, storms and partitions take turns: messages are late, lost, given up and sent again,
links are cut one way or both, between brokers or to the controller, brokers crash and lose any
suffix of what was not flushed, the power fails, brokers leave and stop, are taken for dead, start
and register in their own time, disks are slow or full, clocks leap, replicas move, a consumer
reads, the leadership moves, and now and then somebody is elected uncleanly. What of a world is not
said is drawn from the seed. Every property is judged after every step; then all is mended, and must
come to rest. A run is a function of its seed, its steps and its world, on every machine. What fails
is printed as a scenario for `kanon run`, as short as it can be made by leaving steps out; all else
that is printed is a comment there.

A producer writes again what was not acknowledged, which is another value. One world of three has an
idempotent producer instead of the consumer: what that one sends again is the same.

Exit codes:
  0  every property held, and every run came to rest
  1  one did not, or with --cover some kind of step or fault never happened
  2  usage, or a file that cannot be written";

/// Simulates whole clusters in bad weather, and judges them by every property after every step.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The seed, or the first of several.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) seed: u64,

    /// How many steps each run takes, refused ones not counted; then it is mended and settles.
    #[arg(long, value_name = "M", default_value_t = 1000)]
    pub(super) steps: usize,

    /// How many seeds, one after the other.
    #[arg(long, value_name = "COUNT", default_value_t = 1,
          value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) seeds: u64,

    /// How many brokers there are, each with a replica.
    #[arg(long, value_name = "B", default_value_t = 3,
          value_parser = clap::value_parser!(i32).range(1..=i64::from(MAX_BROKERS)))]
    brokers: i32,

    /// min.insync.replicas [default: drawn from each seed]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    min_isr: Option<u32>,

    /// Whether there are eligible leader replicas [default: drawn from each seed, mostly on]
    #[arg(long, value_name = "ELR")]
    elr: Option<Elr>,

    /// Leave out a rule, and so make a historical mistake (may be repeated; the beginning of a name
    /// is enough).
    #[arg(long, value_name = "NAME", value_parser = mistake)]
    without: Vec<Mistake>,

    /// Write the shortened scenario of a failure to this file, not to standard output.
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,

    /// Fail if some kind of step or of fault happened in no run at all.
    #[arg(long)]
    pub(super) cover: bool,

    /// How many threads run seeds; what they find is the same with any number. [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
}

/// Whether there are eligible leader replicas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Elr {
    On,
    Off,
}

impl Arguments {
    /// The world of a seed.
    pub(super) fn world(&self, seed: u64) -> World {
        let rules = self.without.iter().fold(Rules::ALL, |rules, mistake| rules.without(*mistake));
        let elr = self.elr.map(|elr| elr == Elr::On);
        drawn_world(seed, self.brokers, rules, self.min_isr, elr)
    }

    pub(super) fn threads(&self) -> NonZeroUsize {
        let all = || available_parallelism().unwrap_or(NonZeroUsize::MIN);
        self.threads.unwrap_or_else(all)
    }

    /// The seeds to be run. Those beyond the last that there is are none.
    pub(super) fn seeds(&self) -> std::ops::RangeInclusive<u64> {
        self.seed..=self.seed.saturating_add(self.seeds - 1)
    }
}

fn mistake(name: &str) -> Result<Mistake, String> {
    let begins = |mistake: &Mistake| mistake.name().starts_with(name);
    let mut named = Mistake::ALL.into_iter().filter(begins);
    match (named.next(), named.next()) {
        (Some(mistake), None) => Ok(mistake),
        _ => {
            let names = Mistake::ALL.map(Mistake::name).join(", ");
            Err(format!("`{name}` begins the name of one mistake: they are {names}"))
        }
    }
}
