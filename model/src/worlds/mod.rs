//! The worlds that are searched, with the counts that they are known to have.
//!
//! A count that changes is a change of meaning, and is explained where it is changed.

mod bases;
mod table;

pub(crate) use bases::{BASE, PRODUCER, THREE};
pub use table::ALL;

use crate::{
    Model,
    parity::{self, Parity},
    replication::{self, Replication},
    settings::{self, Value},
};
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use spec::Rules;

/// A world: what it is for, how large it is, and what a search of it counts.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// Its size and its budgets.
    pub settings: Settings,
    /// What a search of it counts, at just these settings.
    pub pinned: Pinned,
    /// How the explorer searches it.
    pub how: How,
    /// Whether only `kanon check --full` searches it.
    pub full: bool,
}

/// How a world is searched; whatever it is, every state counts, and all properties are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// State by state.
    Plainly,
    /// Keeping the graph, on which is judged what must [come about](crate::Live).
    WithGraph,
    /// One state stands for all that differ in names only.
    BySymmetry,
}

/// What a whole search counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pinned {
    /// Unique states.
    pub states: u64,
    /// Steps that were not refused, those that change nothing included.
    pub transitions: u64,
    /// The most steps that any state is away from the first, and one: the first has depth 1.
    pub depth: u32,
}

/// A world's size and budgets: each a number or a word with a name, to be set by the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settings {
    /// Of a world of [`replication`].
    Replication(Replication),
    /// Of a world of [`parity`].
    Parity(Parity),
}

/// Is shown a world's model, whatever its type is.
pub trait Visitor {
    /// What comes of it.
    type Answer;

    /// Is called once.
    fn visit<M: Model<State: 'static, Action: 'static> + Copy + Send + 'static>(
        self,
        model: M,
    ) -> Self::Answer;
}

impl Settings {
    /// Changes one of them.
    ///
    /// # Errors
    /// A sentence that says what there is to set, or the range of it.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        match self {
            Settings::Replication(world) => {
                settings::set(&replication::FIELDS, world, name, value)?;
                world.guards = false;
                Ok(())
            }
            Settings::Parity(world) => settings::set(&parity::FIELDS, world, name, value),
        }
    }

    /// Whether they make sense together.
    ///
    /// # Errors
    /// A sentence that says which two do not.
    pub fn consistent(&self) -> Result<(), String> {
        match self {
            Settings::Replication(world) => world.consistent(),
            Settings::Parity(_) => Ok(()),
        }
    }

    /// Their names and values.
    #[must_use]
    pub fn entries(&self) -> Vec<(&'static str, Value)> {
        match self {
            Settings::Replication(world) => settings::entries(&replication::FIELDS, world),
            Settings::Parity(world) => settings::entries(&parity::FIELDS, world),
        }
    }

    /// For each kind of world its settings, and what they mean, for a person.
    #[must_use]
    pub fn help() -> Vec<(&'static str, Vec<(&'static str, String)>)> {
        let replication = settings::help(&replication::FIELDS);
        [("all but parity", replication), ("parity", settings::help(&parity::FIELDS))].into()
    }

    /// Whether a rule of the specification can be left out there.
    #[must_use]
    pub fn has_mistakes(&self) -> bool {
        matches!(self, Settings::Replication(_))
    }

    /// Shows the visitor the model of the world, with these rules in force. Without some rule, the
    /// `sometimes` properties are not judged. The rules of `parity` are its protocol's.
    pub fn visit<V: Visitor>(&self, rules: Rules, visitor: V) -> V::Answer {
        match self {
            Settings::Replication(world) => visitor.visit(world.under(rules)),
            Settings::Parity(world) => visitor.visit(*world),
        }
    }
}

impl core::fmt::Display for Settings {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let entries = self.entries();
        let entries: Vec<String> = entries.iter().map(|(k, v)| format!("{k}={v}")).collect();
        f.write_str(&entries.join(","))
    }
}

/// The world of that name.
///
/// # Errors
/// A sentence that says which there are.
pub fn named(name: &str) -> Result<&'static World, String> {
    ALL.iter().find(|world| world.name == name).ok_or_else(|| {
        let known: Vec<String> = ALL.iter().map(|world| world.name.to_string()).collect();
        format!("no world is named `{name}`: there are {}", known.join(", "))
    })
}
