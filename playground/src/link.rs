//! A run as the fragment of a link: `#1/3-7-1-m01/p0a.a1.s1.t1/4`.
//!
//! Version, then the world (brokers, ISR as bits in hexadecimal, min-isr, the mistakes' numbers),
//! the steps (a letter, a broker, what else there is to say), and the place. Short enough for some
//! hundred steps to fit where a link may be pasted. Titles and notes are not in it. What it reads
//! is judged by the same grammar as any text: it is turned into a scenario first.

use crate::script::{Line, Script};
use spec::{Acks, BrokerSet, Mistake, Offset, Step, World};
use std::fmt::Write;

const VERSION: &str = "1";

/// Each verb's letter.
const LETTERS: [(char, &str); 17] = [
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
    ('e', "elect"),
    ('n', "learn"),
    ('h', "shrink"),
    ('d', "expand"),
];

/// The fragment, without its `#`, for a script and a place in it.
#[must_use]
pub fn write(script: &Script, at: usize) -> String {
    let World { brokers, isr, min_isr, rules } = script.world;
    let mut link = format!("{VERSION}/{brokers}-{:x}-{min_isr}", isr.0);
    for mistake in rules.omitted() {
        let number = mistake.name().split('-').next().unwrap_or_default();
        let _infallible = write!(link, "-{number}");
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
    if version != VERSION {
        return Err(format!("its version is `{version}`, and this page reads {VERSION}"));
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

fn world_text(world: &str) -> Result<String, String> {
    let wrong = || format!("`{world}` is not a world: brokers, ISR, min-isr, mistakes");
    let mut parts = world.split('-');
    let mut next = || parts.next().ok_or_else(wrong);
    let (brokers, isr, min_isr) = (next()?, next()?, next()?);
    let isr = u32::from_str_radix(isr, 16).map(BrokerSet).map_err(|_| wrong())?;
    let mut text = format!("brokers {brokers}\nisr {isr}\nmin-isr {min_isr}\n");
    for number in parts {
        let mistake = Mistake::ALL
            .into_iter()
            .find(|mistake| mistake.name().split('-').next() == Some(number));
        let mistake = mistake.ok_or_else(|| format!("`{number}` is not a mistake's number"))?;
        let _infallible = writeln!(text, "without {mistake}");
    }
    Ok(text)
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
        ("produce" | "crash", ..) => None,
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
        world.rules = world.rules.without(Mistake::TruncateToHighWatermark);
        let mut script = Script::empty(world);
        let plain = spec::step::PLAIN.iter().map(|(_, make)| make(BrokerId(11)));
        script.lines.extend(plain.map(Line::from));
        for (acks, records) in [(Acks::All, 1), (Acks::Leader, 1), (Acks::All, 20)] {
            let step = Step::Produce { broker: BrokerId(10), acks, records };
            script.lines.push(Line::from(step));
        }
        script.lines.push(Line::from(Step::Crash { broker: BrokerId(3), keep: Offset(17) }));
        script
    }

    #[test]
    fn every_verb_comes_back() {
        let script = every_verb();
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
            ("1/3//0", "not a world"),
            ("1/3-7-1-m99//0", "m99"),
            ("1/99-7-1//0", "1 to 32 brokers"),
            ("1/3-f-1//0", "brokers of this world are 0 to 2"),
            ("1/3-7-1/q0/0", "`q0` is not a step"),
            ("1/3-7-1/a9/0", "0 to 2"),
            ("1/3-7-1/p0/0", "`p0`"),
            ("1/3-7-1/c0k/0", "keep"),
            ("1/3-7-1/a0a/0", "`a0a`"),
            ("1/3-7-1/aé/0", "`aé`"),
            ("1/3-7-1/a0/x", "`x` is not a place"),
        ];
        for (link, says) in cases {
            let error = read(link).expect_err(link);
            assert!(error.contains(says), "{link}: {error}");
        }
    }
}
