//! Settings of worlds as text: names, values, ranges, help. What they mean is each model's own.

use alloc::{format, string::String, vec::Vec};
use core::fmt;

/// A setting of a world of type `W`, held there as a number.
pub(crate) struct Field<W> {
    pub(crate) name: &'static str,
    pub(crate) values: Values,
    pub(crate) get: fn(&W) -> u8,
    pub(crate) set: fn(&mut W, u8),
    pub(crate) means: &'static str,
}

/// What a setting may be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Values {
    /// A number from the first to the second.
    Range(u8, u8),
    /// One of these words, held as its place among them.
    Words(&'static [&'static str]),
}

/// What a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(u8),
    /// A word.
    Word(&'static str),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => number.fmt(f),
            Value::Word(word) => word.fmt(f),
        }
    }
}

impl Values {
    fn read(self, name: &str, text: &str) -> Result<u8, String> {
        match self {
            Values::Range(least, most) => {
                let number = text.parse().ok().filter(|number| (least..=most).contains(number));
                number.ok_or_else(|| format!("{name} is {least} to {most}, and not `{text}`"))
            }
            Values::Words(words) => {
                let mut places = (0..).zip(words).filter(|(_, word)| **word == text);
                let place = places.next().map(|(place, _)| place);
                let words = words.join(", ");
                place.ok_or_else(|| format!("{name} is one of {words}, and not `{text}`"))
            }
        }
    }

    fn show(self, number: u8) -> Value {
        match self {
            Values::Range(..) => Value::Number(number),
            Values::Words(words) => Value::Word(words[usize::from(number)]),
        }
    }
}

impl fmt::Display for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Values::Range(least, most) => write!(f, "{least} to {most}"),
            Values::Words(words) => f.write_str(&words.join(", ")),
        }
    }
}

/// Changes the setting of that name.
///
/// # Errors
/// A sentence that says what there is to set, or the range of it.
pub(crate) fn set<W>(
    fields: &[Field<W>],
    world: &mut W,
    name: &str,
    value: &str,
) -> Result<(), String> {
    let Some(field) = fields.iter().find(|field| field.name == name) else {
        let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
        return Err(format!("no setting is named `{name}`: there are {}", known.join(", ")));
    };
    (field.set)(world, field.values.read(name, value)?);
    Ok(())
}

/// The names and the values of all settings.
pub(crate) fn entries<W>(fields: &[Field<W>], world: &W) -> Vec<(&'static str, Value)> {
    fields.iter().map(|field| (field.name, field.values.show((field.get)(world)))).collect()
}

/// The names of all settings, and what they mean, for a person.
pub(crate) fn help<W>(fields: &[Field<W>]) -> Vec<(&'static str, String)> {
    let means = |field: &Field<W>| format!("{}: {}", field.values, field.means);
    fields.iter().map(|field| (field.name, means(field))).collect()
}
