//! A run as the fragment of a link: `#2/3-7-1~m12-late-answer/p0a.a1.s1.t1/4`.
//!
//! Version, then the world (brokers, ISR as bits in hexadecimal, min-isr; `replicas-` and who has
//! one at first, `elr-off`, `consumer`, `producer-` and its limits; the mistakes), the steps (a
//! letter, a broker, what else there is to say), and the place. Short enough for some hundred steps
//! to fit where a link may be pasted. Titles and notes are not in it. What it reads is judged by
//! the same grammar as any text: it is turned into a scenario first.
//!
//! Links of version 1 are told apart, not read: in them brokers did not register, `learn` took all
//! decisions at once, and `shrink` and `expand` named no leader.

use crate::script::{Line, Script};
use spec::{Acks, BrokerSet, Mistake, Offset, Step, World, producer::Limits};
use std::fmt::Write;

const VERSION: &str = "2";

/// What separates the world's parts after its numbers.
const AND: char = '~';

const ELR_OFF: &str = "elr-off";
const CONSUMER: &str = "consumer";
const REPLICAS: &str = "replicas-";
const PRODUCER: &str = "producer-";

/// Each verb's letter.
const LETTERS: [(char, &str); 47] = [
    ('p', "produce"),
    ('x', "expire"),
    ('a', "ask"),
    ('s', "serve"),
    ('t', "take"),
    ('u', "cut"),
    ('l', "lose"),
    ('g', "give-up"),
    ('o', "serve-orphan"),
    ('f', "flush"),
    ('k', "checkpoint"),
    ('c', "crash"),
    ('r', "restart"),
    ('q', "stop"),
    ('b', "register"),
    ('j', "fence"),
    ('y', "suspect"),
    ('v', "unfence"),
    ('w', "leave"),
    ('e', "elect"),
    ('E', "elect-unclean"),
    ('V', "recover"),
    ('n', "learn"),
    ('h', "shrink"),
    ('d', "expand"),
    ('m', "alter"),
    ('M', "altered"),
    ('L', "lose-alter"),
    ('G', "give-up-alter"),
    ('O', "alter-orphan"),
    ('R', "resend"),
    ('i', "refresh"),
    ('I', "validate"),
    ('z', "read"),
    ('Z', "latest"),
    ('N', "catch-up"),
    ('A', "assign"),
    ('U', "unassign"),
    ('K', "look-up"),
    ('S', "send"),
    ('T', "retry"),
    ('H', "hang-up"),
    ('B', "abandon"),
    ('D', "delay"),
    ('P', "arrive"),
    ('F', "forget"),
    ('X', "delete-old"),
];

/// The fragment, without its `#`, for a script and a place in it.
#[must_use]
pub fn write(script: &Script, at: usize) -> String {
    let World { brokers, replicas, isr, min_isr, elr, consumer, producer, rules } = script.world;
    let mut link = format!("{VERSION}/{brokers}-{:x}-{min_isr}", isr.0);
    if replicas != BrokerSet::first(brokers) {
        let _infallible = write!(link, "{AND}{REPLICAS}{:x}", replicas.0);
    }
    if !elr {
        let _infallible = write!(link, "{AND}{ELR_OFF}");
    }
    if consumer {
        let _infallible = write!(link, "{AND}{CONSUMER}");
    }
    if let Some(Limits { remembered, last_sequence }) = producer {
        let _infallible = write!(link, "{AND}{PRODUCER}{remembered}-{last_sequence}");
    }
    for mistake in rules.omitted() {
        let _infallible = write!(link, "{AND}{mistake}");
    }
    let steps: Vec<String> = script.lines.iter().map(|line| token(line.step)).collect();
    let _infallible = write!(link, "/{}/{at}", steps.join("."));
    link
}

fn token(step: Step) -> String {
    let verb = step.verb();
    let letter = LETTERS.iter().find(|(_, word)| *word == verb).map_or('?', |(letter, _)| *letter);
    let broker = step.broker();
    match step {
        Step::Produce { acks, records, .. } => {
            let acks = if acks == Acks::All { 'a' } else { 'l' };
            let records = if records == 1 { String::new() } else { records.to_string() };
            format!("{letter}{broker}{acks}{records}")
        }
        Step::Crash { keep: Offset(keep), .. } => format!("{letter}{broker}k{keep}"),
        Step::Shrink { follower, .. } | Step::Expand { follower, .. } => {
            format!("{letter}{broker}f{follower}")
        }
        _ => format!("{letter}{broker}"),
    }
}

/// Reads a fragment, without its `#`: the script, and the place in it.
///
/// # Errors
/// What is wrong with the link, in a sentence.
pub fn read(link: &str) -> Result<(Script, usize), String> {
    let parts: Vec<&str> = link.split('/').collect();
    let [version, world, steps, at] = parts[..] else {
        return Err("it does not have the four parts of a link from this page".into());
    };
    match version {
        VERSION => {}
        "1" => return Err(old(steps)),
        _ => return Err(format!("its version is `{version}`, and this page reads {VERSION}")),
    }
    let mut text = world_text(world)?;
    for token in steps.split('.').filter(|token| !token.is_empty()) {
        let line = step_text(token).ok_or_else(|| format!("`{token}` is not a step of a link"))?;
        let _infallible = writeln!(text, "{line}");
    }
    let script = Script::read(&text).map_err(|error| {
        let line = text.lines().nth(error.line - 1).unwrap_or_default();
        format!("it says `{line}`: {}", error.what)
    })?;
    let at = at.parse().map_err(|_| format!("`{at}` is not a place in its steps"))?;
    Ok((script, at))
}

/// Why a link of version 1 is not read.
fn old(steps: &str) -> String {
    let gone = steps.split('.').find(|token| token.starts_with(['h', 'd']));
    let step = gone.map_or(String::new(), |token| {
        let verb = if token.starts_with('h') { "shrink" } else { "expand" };
        format!("; its step `{verb}` named no leader, and is gone")
    });
    format!("its version is 1, from before brokers registered with the controller{step}")
}

fn world_text(world: &str) -> Result<String, String> {
    let wrong = || format!("`{world}` is not a world: brokers, ISR, min-isr, mistakes");
    let mut parts = world.split(AND);
    let numbers: Vec<&str> = parts.next().unwrap_or_default().split('-').collect();
    let [brokers, isr, min_isr] = numbers[..] else { return Err(wrong()) };
    let set = |hex| u32::from_str_radix(hex, 16).map(BrokerSet).map_err(|_| wrong());
    let isr = set(isr)?;
    let mut text = format!("brokers {brokers}\n");
    // Who is in sync is said after who has a replica.
    for hex in parts.clone().filter_map(|part| part.strip_prefix(REPLICAS)) {
        let _infallible = writeln!(text, "replicas {}", set(hex)?);
    }
    let _infallible = writeln!(text, "isr {isr}\nmin-isr {min_isr}");
    for part in parts.filter(|part| !part.starts_with(REPLICAS)) {
        let _infallible = match part {
            ELR_OFF => writeln!(text, "elr off"),
            CONSUMER => writeln!(text, "{CONSUMER}"),
            _ if part.starts_with(PRODUCER) => writeln!(text, "{}", producer(part)?),
            _ if Mistake::named(part).is_some() => writeln!(text, "without {part}"),
            _ => return Err(format!("`{part}` is not a mistake")),
        };
    }
    Ok(text)
}

/// The line of a scenario that says what the producer's limits are.
fn producer(part: &str) -> Result<String, String> {
    let numbers: Vec<&str> = part.split('-').skip(1).collect();
    let [remembered, last] = numbers[..] else {
        return Err(format!("`{part}` is not a producer: how much is remembered, last sequence"));
    };
    Ok(format!("producer remembered={remembered} last-sequence={last}"))
}

/// The line of a scenario that a token stands for.
fn step_text(token: &str) -> Option<String> {
    let mut chars = token.chars();
    let letter = chars.next()?;
    let verb = LETTERS.iter().find(|(own, _)| *own == letter)?.1;
    let rest = chars.as_str();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (broker, more) = rest.split_at(digits);
    let mut marks = more.chars();
    match (verb, marks.next(), marks.as_str()) {
        ("produce", Some(acks @ ('a' | 'l')), records) => {
            let acks = if acks == 'a' { "all" } else { "1" };
            let records = if records.is_empty() { "1" } else { records };
            Some(format!("produce {broker} acks={acks} records={records}"))
        }
        ("crash", Some('k'), keep) => Some(format!("crash {broker} keep={keep}")),
        ("shrink" | "expand", Some('f'), follower) => {
            Some(format!("{verb} {broker} follower={follower}"))
        }
        ("produce" | "crash" | "shrink" | "expand", ..) => None,
        (plain, None, _) => Some(format!("{plain} {broker}")),
        (_, Some(_), _) => None,
    }
}

/// The steps of a script, without its notes: what a link keeps of it.
#[must_use]
pub fn bare(script: &Script) -> Script {
    let lines = script.lines.iter().map(|line| Line::from(line.step)).collect();
    Script { lines, ..Script::empty(script.world) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec::BrokerId;

    fn every_verb() -> Script {
        let mut world = World::of(12);
        world.min_isr = 2;
        world.elr = false;
        world.replicas = BrokerSet::first(7);
        world.isr = BrokerSet::first(5);
        world.consumer = true;
        world.producer = Some(Limits::KAFKA);
        world.rules = Mistake::ALL.into_iter().fold(world.rules, spec::Rules::without);
        let mut script = Script::empty(world);
        let plain = spec::step::PLAIN.iter().map(|(_, make)| make(BrokerId(11)));
        script.lines.extend(plain.map(Line::from));
        for (acks, records) in [(Acks::All, 1), (Acks::Leader, 1), (Acks::All, 20)] {
            let step = Step::Produce { broker: BrokerId(10), acks, records };
            script.lines.push(Line::from(step));
        }
        script.lines.push(Line::from(Step::Crash { broker: BrokerId(3), keep: Offset(17) }));
        let (leader, follower) = (BrokerId(1), BrokerId(11));
        script.lines.push(Line::from(Step::Shrink { leader, follower }));
        script.lines.push(Line::from(Step::Expand { leader, follower }));
        script
    }

    #[test]
    fn every_verb_comes_back() {
        let script = every_verb();
        let mut verbs: Vec<&str> = script.lines.iter().map(|line| line.step.verb()).collect();
        verbs.sort_unstable();
        verbs.dedup();
        assert_eq!(verbs.len(), LETTERS.len());
        let mut letters = LETTERS.map(|(letter, _)| letter).to_vec();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), LETTERS.len(), "no letter stands for two verbs");
        assert_eq!(read(&write(&script, 5)), Ok((script, 5)));
    }

    #[test]
    fn two_hundred_steps_fit_a_link() {
        let mut script = Script::empty(World::of(3));
        script.lines = (0..200).map(|n| Line::from(Step::Ask(BrokerId(n % 3)))).collect();
        assert!(write(&script, 200).len() < 2000);
    }

    #[test]
    fn a_bad_link_says_what_is_wrong() {
        let cases = [
            ("", "four parts"),
            ("9/3-7-1//0", "version"),
            ("1/3-7-1/p0a.a1/0", "registered"),
            ("1/3-7-1/p0a.h2/0", "`shrink` named no leader"),
            ("2/3//0", "not a world"),
            ("2/3-7-1~m99-none//0", "m99-none"),
            ("2/99-7-1//0", "1 to 32 brokers"),
            ("2/3-f-1//0", "brokers of this world are 0 to 2"),
            ("2/3-7-1/Q0/0", "`Q0` is not a step"),
            ("2/3-7-1/a9/0", "0 to 2"),
            ("2/3-7-1/p0/0", "`p0`"),
            ("2/3-7-1/c0k/0", "keep"),
            ("2/3-7-1/h0/0", "`h0`"),
            ("2/3-7-1/h0f/0", "0 to 2"),
            ("2/3-7-1/a0a/0", "`a0a`"),
            ("2/3-7-1/aé/0", "`aé`"),
            ("2/3-7-1/a0/x", "`x` is not a place"),
        ];
        for (link, says) in cases {
            let error = read(link).expect_err(link);
            assert!(error.contains(says), "{link}: {error}");
        }
    }
}
