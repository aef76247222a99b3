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

/// What the worlds of two brokers have in common: two records, two elections, a follower that may
/// be found to lag, no fault.
pub(crate) const BASE: Replication = Replication {
    brokers: 2,
    replicas: 2,
    isr: 2,
    min_isr: 1,
    elr: true,
    consumer: false,
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
    reassigns: 0,
    leaps: 0,
    acks: 0,
    guards: true,
    rules: Rules::ALL,
};

/// Three brokers, all in sync, one record, two elections, and a follower that may be found to lag.
pub(crate) const THREE: Replication =
    Replication { brokers: 3, replicas: 3, isr: 3, records: 1, epochs: 2, ..BASE };

const fn pinned(states: u64, transitions: u64, depth: u32) -> Pinned {
    Pinned { states, transitions, depth }
}

/// All worlds.
pub const ALL: &[World] = &[
    World {
        name: "two",
        about: "two brokers, two records, three elections, and a follower that lags",
        settings: Settings::Replication(Replication { epochs: 3, ..BASE }),
        pinned: pinned(1_084_837, 4_284_425, 51),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-acks",
        about: "either kind of acknowledgement, and a produce request whose deadline passes",
        settings: Settings::Replication(Replication { epochs: 1, acks: 2, expiries: 1, ..BASE }),
        pinned: pinned(152_362, 597_708, 36),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-lossy",
        about: "a message is lost, and a request arrives after its sender gave it up",
        settings: Settings::Replication(Replication { records: 1, losses: 1, orphans: 1, ..BASE }),
        pinned: pinned(931_797, 4_968_146, 44),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-suspect",
        about: "a broker that runs is fenced, a message is lost, and a request given up",
        settings: Settings::Replication(Replication {
            records: 1,
            epochs: 0,
            suspicions: 1,
            losses: 1,
            orphans: 1,
            ..BASE
        }),
        pinned: pinned(639_242, 3_511_454, 44),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-crash",
        about: "an election, and a crash that loses any suffix of what was not flushed",
        settings: Settings::Replication(Replication { records: 1, epochs: 1, crashes: 1, ..BASE }),
        pinned: pinned(2_177_510, 11_632_470, 48),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-crash-orphan",
        about: "a crash, and a request that arrives after its sender gave it up",
        settings: Settings::Replication(Replication {
            records: 1,
            epochs: 0,
            crashes: 1,
            orphans: 1,
            ..BASE
        }),
        pinned: pinned(2_379_442, 13_824_451, 49),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-crashes",
        about: "two crashes with min.insync.replicas 2: more than it promises to survive",
        settings: Settings::Replication(Replication {
            records: 1,
            epochs: 0,
            min_isr: 2,
            crashes: 2,
            ..BASE
        }),
        pinned: pinned(5_961_588, 30_427_635, 61),
        how: How::Plainly,
        full: false,
    },
    World {
        name: "two-batches",
        about: "batches of one record and of two, and a crash that may cut one",
        settings: Settings::Replication(Replication {
            epochs: 1,
            batch: 2,
            crashes: 1,
            shrinks: 0,
            ..BASE
        }),
        pinned: pinned(5_199_734, 29_090_071, 47),
        how: How::Plainly,
        full: false,
    },
    World {
        name: "two-stops",
        about: "controlled shutdowns and clean stops",
        settings: Settings::Replication(Replication { epochs: 0, stops: 2, records: 1, ..BASE }),
        pinned: pinned(1_048_477, 3_912_300, 53),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-unclean",
        about: "no eligible leader replicas, a crash, and an operator who elects uncleanly",
        settings: Settings::Replication(Replication {
            elr: false,
            records: 1,
            epochs: 0,
            crashes: 1,
            uncleans: 1,
            ..BASE
        }),
        pinned: pinned(427_392, 2_121_030, 41),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-consumer",
        about: "a consumer that reads from either broker, and batches of one record and of two",
        settings: Settings::Replication(Replication {
            consumer: true,
            epochs: 1,
            batch: 2,
            ..BASE
        }),
        pinned: pinned(496_252, 3_497_661, 38),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-consumer-unclean",
        about: "a consumer, a crash, and an operator who elects uncleanly",
        settings: Settings::Replication(Replication {
            consumer: true,
            isr: 1,
            elr: false,
            records: 1,
            epochs: 0,
            crashes: 1,
            shrinks: 0,
            uncleans: 1,
            ..BASE
        }),
        pinned: pinned(1_955_090, 16_043_430, 41),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "three",
        about: "three brokers, one record, an election, and a follower that lags",
        settings: Settings::Replication(Replication { epochs: 1, ..THREE }),
        pinned: pinned(1_485_134, 7_750_130, 46),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "three-elections",
        about: "three brokers, of whom two are in sync, and two elections",
        settings: Settings::Replication(Replication { isr: 2, shrinks: 0, ..THREE }),
        pinned: pinned(2_842_769, 15_066_746, 55),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "three-isr",
        about: "one broker in sync, two that may join it, and an election",
        settings: Settings::Replication(Replication { isr: 1, epochs: 1, shrinks: 0, ..THREE }),
        pinned: pinned(551_404, 2_849_876, 49),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "three-suspect",
        about: "two brokers in sync, of whom one may be fenced, and one that joins them",
        settings: Settings::Replication(Replication {
            isr: 2,
            epochs: 0,
            shrinks: 0,
            suspicions: 1,
            ..THREE
        }),
        pinned: pinned(2_145_335, 12_747_443, 49),
        how: How::WithGraph,
        full: false,
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
