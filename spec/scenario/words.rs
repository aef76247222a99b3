//! Words, and where they stand, so that what is wrong can be pointed at.

use super::Malformed;
use crate::{World, ids::BrokerId};
use alloc::{format, string::String, vec::Vec};
use core::str::FromStr;

/// One word of a line, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl Word<'_> {
    pub(super) fn wrong(self, what: impl Into<String>) -> Malformed {
        Malformed { line: self.line, column: self.column, what: what.into() }
    }
}

pub(super) fn words(line: &str, number: usize) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    for text in line.split_whitespace() {
        let before = text.as_ptr() as usize - line.as_ptr() as usize;
        let column = line.get(..before).map_or(0, |before| before.chars().count()) + 1;
        words.push(Word { text, line: number, column });
    }
    words
}

pub(super) fn only<'a, T: FromStr>(
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

pub(super) fn broker(word: Word<'_>, world: &World) -> Result<BrokerId, Malformed> {
    match word.text.parse() {
        Ok(id) if (0..world.brokers).contains(&id) => Ok(BrokerId(id)),
        _ => Err(word.wrong(format!("the brokers of this world are 0 to {}", world.brokers - 1))),
    }
}

pub(super) fn twice(argument: &str) -> String {
    format!("`{argument}` was said before in this line")
}
