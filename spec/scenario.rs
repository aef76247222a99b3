//! Scenarios: what happens to a cluster, as text.
//!
//! ```text
//! # A comment, to the end of its line.
//! brokers 3               the world, first: how many brokers
//! replicas 0 1 2          who has a replica at first                            (all)
//! isr 0 1 2               who is in sync at first; its lowest leads epoch 0     (all)
//! min-isr 1               min.insync.replicas                                   (1)
//! elr on                  whether there are eligible leader replicas            (on)
//! consumer                whether there is one                                  (none)
//! producer remembered=5 last-sequence=2147483647    an idempotent one           (none)
//! without m01-truncate-to-high-watermark    a rule that is left out             (none)
//!
//! produce 0 acks=all      then the steps, one to a line
//! produce 0 acks=1 records=2
//! ask 1
//! crash 1 keep=0
//! expand 0 follower=1
//! ---- an answer: what a run of the step before it said
//! state 0123456789abcdef0123456789abcdef    the digest of the last state
//! ```
//!
//! A *scenario* is steps; a *trace* is a scenario with its answers; both are read by one grammar,
//! so that what a run prints can be run again. Lines end in LF or CRLF. Nothing but a step is said
//! twice, so that no line silently undoes another. A line that is not of this form is named by
//! line and column.

mod words;
mod world;

use crate::{
    World,
    digest::Digest,
    ids::{BrokerId, Offset},
    step::{Acks, PLAIN, Step},
};
use alloc::{format, string::String, vec::Vec};
use core::{fmt, str::FromStr};
use words::{Word, broker, only, twice, words};

/// The most brokers that a scenario may have: what a [`BrokerSet`](crate::BrokerSet) holds.
pub const MAX_BROKERS: i32 = 32;

/// A world and what happens in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    /// Where it begins.
    pub world: World,
    /// What happens, each with the line of the text that says so (from 1).
    pub steps: Vec<(usize, Step)>,
    /// The digest of the last state, if the text gives one.
    pub state: Option<Digest>,
}

/// A line that is not of the scenario format. Lines and columns count from 1, columns in
/// characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Which line.
    pub line: usize,
    /// Where in the line.
    pub column: usize,
    /// What is wrong there, and what would be right.
    pub what: String,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.line, self.column, self.what)
    }
}

impl core::error::Error for Malformed {}

impl Scenario {
    /// A scenario of these steps.
    pub fn new(world: World, steps: impl IntoIterator<Item = Step>) -> Self {
        Scenario { world, steps: (1..).zip(steps).collect(), state: None }
    }
}

impl FromStr for Scenario {
    type Err = Malformed;

    /// Reads a scenario or a trace.
    ///
    /// # Errors
    /// The first line that is malformed, or out of place: the world comes first, begins with
    /// `brokers`, and every broker named is one of it; `state` comes last. A line of the world or
    /// an argument that is said twice is malformed the second time, and so is a byte order mark.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        if text.starts_with('\u{feff}') {
            let what = "the text begins with a byte order mark: remove it".into();
            return Err(Malformed { line: 1, column: 1, what });
        }
        let mut reading = Reading::default();
        for (number, line) in (1..).zip(text.lines()) {
            reading.line(number, line)?;
        }
        let end = text.lines().count().max(1);
        let world = reading.world.ok_or_else(|| Malformed {
            line: end,
            column: 1,
            what: "the scenario has no world: it begins with a line such as `brokers 3`".into(),
        })?;
        Ok(Scenario { world, steps: reading.steps, state: reading.state })
    }
}

const NO_WORLD: &str = "a scenario begins with a line such as `brokers 3`";

/// The verbs that name more than a broker.
const WITH_ARGUMENTS: [&str; 4] = ["produce", "crash", "shrink", "expand"];

#[derive(Default)]
struct Reading {
    world: Option<World>,
    steps: Vec<(usize, Step)>,
    state: Option<Digest>,
    /// What may be said once, and was, with its line: a verb, or the mistake of a `without`.
    said: Vec<(String, usize)>,
}

impl Reading {
    fn line(&mut self, number: usize, line: &str) -> Result<(), Malformed> {
        let said = line.split('#').next().unwrap_or_default();
        if said.trim_start().starts_with("----") {
            return Ok(()); // An answer.
        }
        let words = words(said, number);
        let Some((verb, rest)) = words.split_first() else { return Ok(()) };
        if verb.text != "state"
            && let Some(line) = self.line_of("state")
        {
            let what = format!("`state`, on line {line}, is the last line: nothing comes after it");
            return Err(verb.wrong(what));
        }
        match verb.text {
            "brokers" | "replicas" | "isr" | "min-isr" | "elr" | "consumer" | "producer"
            | "without" => self.world(*verb, rest),
            "state" => self.state(*verb, rest),
            _ => self.step(number, *verb, rest),
        }
    }

    /// On which line something was said that may be said once.
    fn line_of(&self, what: &str) -> Option<usize> {
        self.said.iter().find(|(said, _)| said == what).map(|(_, line)| *line)
    }

    /// Notes that the word was said, which may be said once.
    fn once(&mut self, word: Word<'_>) -> Result<(), Malformed> {
        if let Some(line) = self.line_of(word.text) {
            return Err(word.wrong(format!("`{}` was said before, on line {line}", word.text)));
        }
        self.said.push((word.text.into(), word.line));
        Ok(())
    }

    fn state(&mut self, verb: Word<'_>, rest: &[Word<'_>]) -> Result<(), Malformed> {
        if self.world.is_none() {
            return Err(verb.wrong(NO_WORLD));
        }
        self.once(verb)?;
        let (word, digest): (_, String) = only(verb, rest, "32 hex digits")?;
        let hex = digest.len() == 32 && digest.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u128::from_str_radix(&digest, 16).ok().filter(|_| hex);
        let number = number.ok_or_else(|| word.wrong("a digest is 32 hex digits"))?;
        self.state = Some(Digest(number));
        Ok(())
    }

    fn step(&mut self, number: usize, verb: Word<'_>, rest: &[Word<'_>]) -> Result<(), Malformed> {
        let plain = PLAIN.iter().find(|(word, _)| *word == verb.text);
        if plain.is_none() && !WITH_ARGUMENTS.contains(&verb.text) {
            return Err(verb.wrong(format!("`{}` is not a step: {}", verb.text, all_verbs())));
        }
        let Some(world) = &self.world else {
            return Err(verb.wrong(NO_WORLD));
        };
        let Some((first, rest)) = rest.split_first() else {
            return Err(verb.wrong(format!("`{}` names a broker: `{0} 0`", verb.text)));
        };
        let at = broker(*first, world)?;
        let step = match (plain, verb.text) {
            (Some((_, make)), _) => {
                if let Some(extra) = rest.first() {
                    return Err(extra.wrong(format!("`{}` names a broker only", verb.text)));
                }
                make(at)
            }
            (None, "produce") => produce(verb, at, rest)?,
            (None, "crash") => crash(verb, at, rest)?,
            (None, "shrink") => Step::Shrink { leader: at, follower: of(verb, rest, world)? },
            _ => Step::Expand { leader: at, follower: of(verb, rest, world)? },
        };
        self.steps.push((number, step));
        Ok(())
    }
}

fn produce(verb: Word<'_>, broker: BrokerId, rest: &[Word<'_>]) -> Result<Step, Malformed> {
    let (mut acks, mut records) = (None, None);
    for word in rest {
        match word.text.split_once('=') {
            Some(("acks", _)) if acks.is_some() => return Err(word.wrong(twice("acks"))),
            Some(("records", _)) if records.is_some() => return Err(word.wrong(twice("records"))),
            Some(("acks", "1")) => acks = Some(Acks::Leader),
            Some(("acks", "all")) => acks = Some(Acks::All),
            Some(("acks", _)) => return Err(word.wrong("acks is `1` or `all`")),
            Some(("records", count)) => match count.parse() {
                Ok(count @ 1..=1000) => records = Some(count),
                _ => return Err(word.wrong("a batch has 1 to 1000 records")),
            },
            _ => return Err(word.wrong("`produce` takes `acks=1|all` and `records=N`")),
        }
    }
    let acks = acks.ok_or_else(|| verb.wrong("`produce` takes `acks=1` or `acks=all`"))?;
    Ok(Step::Produce { broker, acks, records: records.unwrap_or(1) })
}

fn crash(verb: Word<'_>, broker: BrokerId, rest: &[Word<'_>]) -> Result<Step, Malformed> {
    match rest {
        [word] => match word.text.split_once('=') {
            Some(("keep", end)) => match end.parse() {
                Ok(end @ 0i64..) => Ok(Step::Crash { broker, keep: Offset(end) }),
                _ => Err(word.wrong("keep is an offset: 0 or more")),
            },
            _ => Err(word.wrong("`crash` takes `keep=N`, the offset at which its log then ends")),
        },
        _ => Err(verb.wrong("`crash` takes `keep=N`, the offset at which its log then ends")),
    }
}

/// The follower that a leader's proposal is about.
fn of(verb: Word<'_>, rest: &[Word<'_>], world: &World) -> Result<BrokerId, Malformed> {
    let what = || format!("`{}` takes `follower=B`, the one that it is about", verb.text);
    match rest {
        [word] => match word.text.split_once('=') {
            Some(("follower", id)) => broker(Word { text: id, ..*word }, world),
            _ => Err(word.wrong(what())),
        },
        _ => Err(verb.wrong(what())),
    }
}

fn all_verbs() -> String {
    let plain = PLAIN.iter().map(|(word, _)| *word);
    let words: Vec<&str> = WITH_ARGUMENTS.into_iter().chain(plain).collect();
    format!("the steps are {}", words.join(", "))
}

impl fmt::Display for Scenario {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.world.fmt(f)?;
        for (_, step) in &self.steps {
            writeln!(f, "{step}")?;
        }
        match self.state {
            Some(state) => writeln!(f, "state {state}"),
            None => Ok(()),
        }
    }
}
