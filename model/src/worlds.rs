//! The worlds that are searched, with the counts that they are known to have.
//!
//! A count that changes is a change of meaning, and is explained where it is changed.

use crate::{
    Model,
    parity::{self, Parity, Protocol},
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

/// What the worlds of two brokers have in common: two records, three elections, no fault.
pub(crate) const BASE: Replication = Replication {
    brokers: 2,
    isr: 2,
    min_isr: 1,
    elr: true,
    records: 2,
    batch: 1,
    epochs: 2,
    crashes: 0,
    losses: 0,
    orphans: 0,
    expiries: 0,
    shrinks: 1,
    suspicions: 0,
    stops: 0,
    uncleans: 0,
    acks: 0,
    guards: true,
    rules: Rules::ALL,
};

/// Three brokers, all in sync, one record, two elections.
pub(crate) const THREE: Replication =
    Replication { brokers: 3, isr: 3, records: 1, epochs: 2, ..BASE };

const fn pinned(states: u64, transitions: u64, depth: u32) -> Pinned {
    Pinned { states, transitions, depth }
}

/// All worlds.
pub const ALL: &[World] = &[
    World {
        name: "two",
        about: "two brokers, two records, four elections, and nothing lost",
        settings: Settings::Replication(Replication { epochs: 4, ..BASE }),
        pinned: pinned(415_464, 1_415_188, 45),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-acks",
        about: "either kind of acknowledgement, and a produce request whose deadline passes",
        settings: Settings::Replication(Replication { epochs: 2, acks: 2, expiries: 1, ..BASE }),
        pinned: pinned(72_441, 234_516, 33),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-lossy",
        about: "a message is lost, and a request arrives after its sender gave it up",
        settings: Settings::Replication(Replication { losses: 1, orphans: 1, ..BASE }),
        pinned: pinned(1_478_697, 7_093_589, 42),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-crash",
        about: "a crash that loses any suffix of what was not flushed",
        settings: Settings::Replication(Replication { crashes: 1, ..BASE }),
        pinned: pinned(4_293_735, 22_841_307, 46),
        how: How::Plainly,
        full: false,
    },
    World {
        name: "two-crashes",
        about: "two crashes, one record, and a request that was given up",
        settings: Settings::Replication(Replication { records: 1, crashes: 2, orphans: 1, ..BASE }),
        pinned: pinned(1_819_163, 9_998_150, 42),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-batches",
        about: "batches of one record and of two, and a crash that may cut one",
        settings: Settings::Replication(Replication {
            records: 3,
            batch: 2,
            epochs: 2,
            crashes: 1,
            ..BASE
        }),
        pinned: pinned(7_372_458, 39_171_824, 42),
        how: How::Plainly,
        full: false,
    },
    World {
        name: "three",
        about: "three brokers, one record, two elections",
        settings: Settings::Replication(THREE),
        pinned: pinned(1_723_034, 7_905_780, 44),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "three-records",
        about: "three brokers, two records, one election",
        settings: Settings::Replication(Replication { records: 2, epochs: 1, ..THREE }),
        pinned: pinned(562_360, 2_432_540, 39),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "three-isr",
        about: "an ISR of two that is as small as it may be, and a third broker that may join it",
        settings: Settings::Replication(Replication { isr: 2, min_isr: 2, ..THREE }),
        pinned: pinned(1_841_869, 8_363_812, 44),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "three-crash",
        about: "three brokers and a crash",
        settings: Settings::Replication(Replication { epochs: 1, crashes: 1, ..THREE }),
        pinned: pinned(1_644_359, 10_045_481, 39),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "three-orphan",
        about: "three brokers, min.insync.replicas 2, and a request that was given up",
        settings: Settings::Replication(Replication { min_isr: 2, orphans: 1, ..THREE }),
        pinned: pinned(15_907_750, 86_491_517, 48),
        how: How::BySymmetry,
        full: true,
    },
    World {
        name: "parity",
        about: "atomic fetches and no loss, as a public TLA+ specification has it (its `Kip320`)",
        settings: Settings::Parity(Parity {
            replicas: 3,
            log: 2,
            records: 2,
            epochs: 3,
            protocol: Protocol::Kip320,
        }),
        pinned: pinned(9_985_570, 26_629_362, 32),
        how: How::Plainly,
        full: false,
    },
    World {
        name: "three-hostile",
        about: "a crash, a loss and an orphan",
        settings: Settings::Replication(Replication {
            epochs: 1,
            crashes: 1,
            losses: 1,
            orphans: 1,
            ..THREE
        }),
        pinned: pinned(25_062_540, 202_877_576, 41),
        how: How::BySymmetry,
        full: true,
    },
    World {
        name: "three-crash-2",
        about: "a crash and another election, min.insync.replicas 2",
        settings: Settings::Replication(Replication { min_isr: 2, crashes: 1, ..THREE }),
        pinned: pinned(52_178_052, 350_101_301, 49),
        how: How::BySymmetry,
        full: true,
    },
    World {
        name: "three-crash-lossy",
        about: "a crash and a lost message, min.insync.replicas 2: more than 100 million states",
        settings: Settings::Replication(Replication { min_isr: 2, crashes: 1, losses: 1, ..THREE }),
        pinned: pinned(108_445_116, 843_176_377, 50),
        how: How::BySymmetry,
        full: true,
    },
];

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
