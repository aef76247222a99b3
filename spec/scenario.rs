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

use crate::{
    World,
    digest::Digest,
    ids::{BrokerId, BrokerSet, Offset},
    mistakes::Mistake,
    step::{Acks, PLAIN, Step},
};
use alloc::{format, string::String, vec::Vec};
use core::{fmt, str::FromStr};

/// The most brokers that a scenario may have: what a [`BrokerSet`] holds.
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

/// One word of a line, and where it stands.
#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    line: usize,
    column: usize,
}

impl Word<'_> {
    fn wrong(self, what: impl Into<String>) -> Malformed {
        Malformed { line: self.line, column: self.column, what: what.into() }
    }
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
            "brokers" | "replicas" | "isr" | "min-isr" | "elr" | "consumer" | "without" => {
                self.world(*verb, rest)
            }
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

    fn world(&mut self, verb: Word<'_>, rest: &[Word<'_>]) -> Result<(), Malformed> {
        if !self.steps.is_empty() {
            return Err(verb.wrong(format!("`{}` belongs before the first step", verb.text)));
        }
        if verb.text != "without" {
            self.once(verb)?;
        }
        if verb.text == "brokers" {
            let (count, brokers) = only(verb, rest, "a number")?;
            if !(1..=MAX_BROKERS).contains(&brokers) {
                return Err(count.wrong(format!("a world has 1 to {MAX_BROKERS} brokers")));
            }
            self.world = Some(World::of(brokers));
            return Ok(());
        }
        let Some(world) = &mut self.world else {
            return Err(verb.wrong(NO_WORLD));
        };
        match verb.text {
            "replicas" => {
                world.replicas = members(rest, world)?;
                if world.replicas.is_empty() {
                    return Err(verb.wrong("`replicas` names at least one broker"));
                }
                world.isr = world.replicas;
            }
            "isr" => {
                world.isr = members(rest, world)?;
                if world.isr.is_empty() {
                    return Err(verb.wrong("`isr` names at least one broker"));
                }
                if let Some(other) = world.isr.iter().find(|it| !world.replicas.contains(*it)) {
                    return Err(verb.wrong(format!("broker {other} has no replica")));
                }
            }
            "min-isr" => {
                let (count, min_isr) = only(verb, rest, "a number")?;
                if min_isr == 0 {
                    return Err(count.wrong("min-isr is at least 1"));
                }
                world.min_isr = min_isr;
            }
            "consumer" => {
                if let Some(extra) = rest.first() {
                    return Err(extra.wrong("`consumer` stands alone"));
                }
                world.consumer = true;
            }
            "elr" => {
                let (word, elr): (_, String) = only(verb, rest, "`on` or `off`")?;
                world.elr = match elr.as_str() {
                    "on" => true,
                    "off" => false,
                    _ => return Err(word.wrong("elr is `on` or `off`")),
                };
            }
            _ => {
                let (word, name): (_, String) = only(verb, rest, "the name of a mistake")?;
                let mistake = Mistake::named(&name).ok_or_else(|| word.wrong(no_mistake(&name)))?;
                world.rules = world.rules.without(mistake);
                self.once(word)?;
            }
        }
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

fn twice(argument: &str) -> String {
    format!("`{argument}` was said before in this line")
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

fn words(line: &str, number: usize) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for text in line.split_whitespace() {
        let before = text.as_ptr() as usize - line.as_ptr() as usize;
        let column = line.get(..before).map_or(0, |before| before.chars().count()) + 1;
        words.push(Word { text, line: number, column });
    }
    words
}

fn only<'a, T: FromStr>(
    verb: Word<'a>,
    rest: &[Word<'a>],
    what: &str,
) -> Result<(Word<'a>, T), Malformed> {
    match rest {
        [word] => match word.text.parse() {
            Ok(value) => Ok((*word, value)),
            Err(_) => Err(word.wrong(format!("`{}` takes {what}", verb.text))),
        },
        [] => Err(verb.wrong(format!("`{}` takes {what}", verb.text))),
        [_, extra, ..] => {
            Err(extra.wrong(format!("`{}` takes {what} and nothing else", verb.text)))
        }
    }
}

fn members(words: &[Word<'_>], world: &World) -> Result<BrokerSet, Malformed> {
    words.iter().try_fold(BrokerSet::EMPTY, |members, word| {
        let member = broker(*word, world)?;
        if members.contains(member) {
            return Err(word.wrong(twice(word.text)));
        }
        Ok(members.with(member))
    })
}

fn broker(word: Word<'_>, world: &World) -> Result<BrokerId, Malformed> {
    match word.text.parse() {
        Ok(id) if (0..world.brokers).contains(&id) => Ok(BrokerId(id)),
        _ => Err(word.wrong(format!("the brokers of this world are 0 to {}", world.brokers - 1))),
    }
}

fn all_verbs() -> String {
    let plain = PLAIN.iter().map(|(word, _)| *word);
    let words: Vec<&str> = WITH_ARGUMENTS.into_iter().chain(plain).collect();
    format!("the steps are {}", words.join(", "))
}

fn no_mistake(name: &str) -> String {
    let names: Vec<&str> = Mistake::ALL.iter().map(|mistake| mistake.name()).collect();
    format!("`{name}` is not a mistake: they are {}", names.join(", "))
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
