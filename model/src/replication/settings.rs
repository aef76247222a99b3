//! The settings of a world, as the command line knows them.

use super::{MAX_BROKERS, MAX_EPOCH, MAX_VALUES, Replication, noted::REMEMBERED};
use crate::settings::{Field, Values};
use alloc::{format, string::String};
use spec::Rules;

const fn number(
    name: &'static str,
    (least, most): (u8, u8),
    get: fn(&Replication) -> u8,
    set: fn(&mut Replication, u8),
    means: &'static str,
) -> Field<Replication> {
    Field { name, values: Values::Range(least, most), get, set, means }
}

const BROKERS: u8 = MAX_BROKERS as u8;

/// All of them.
pub(crate) const FIELDS: [Field<Replication>; 27] = [
    number("brokers", (2, BROKERS), |w| w.brokers, |w, n| w.brokers = n, "brokers"),
    number(
        "replicas",
        (1, BROKERS),
        |w| w.replicas,
        |w, n| w.replicas = n,
        "brokers that have a replica at first",
    ),
    number("isr", (1, BROKERS), |w| w.isr, |w, n| w.isr = n, "brokers that are in sync at first"),
    number("min-isr", (1, BROKERS), |w| w.min_isr, |w, n| w.min_isr = n, "min.insync.replicas"),
    Field {
        name: "elr",
        values: Values::Words(&["off", "on"]),
        get: |w| u8::from(w.elr),
        set: |w, n| w.elr = n == 1,
        means: "eligible leader replicas",
    },
    Field {
        name: "consumer",
        values: Values::Words(&["none", "one"]),
        get: |w| u8::from(w.consumer),
        set: |w, n| w.consumer = n == 1,
        means: "a consumer",
    },
    number(
        "producer",
        (0, REMEMBERED as u8),
        |w| w.producer,
        |w, n| w.producer = n,
        "batches that brokers remember of an idempotent producer; 0: there is none",
    ),
    number(
        "last-sequence",
        (0, 15),
        |w| w.last_sequence,
        |w, n| w.last_sequence = n,
        "its last sequence, after which comes 0",
    ),
    number(
        "records",
        (0, MAX_VALUES),
        |w| w.records,
        |w, n| w.records = n,
        "records that producers write, at most",
    ),
    number("batch", (1, 2), |w| w.batch, |w, n| w.batch = n, "records in a batch, at most"),
    number(
        "epochs",
        (0, MAX_EPOCH),
        |w| w.epochs,
        |w, n| w.epochs = n,
        "highest leader epoch that an operator begins; the first is 0",
    ),
    number("crashes", (0, 9), |w| w.crashes, |w, n| w.crashes = n, "how often a broker may crash"),
    number("losses", (0, 9), |w| w.losses, |w, n| w.losses = n, "how often a message may be lost"),
    number(
        "orphans",
        (0, 9),
        |w| w.orphans,
        |w, n| w.orphans = n,
        "how often a broker may give up a request",
    ),
    number(
        "expiries",
        (0, 9),
        |w| w.expiries,
        |w, n| w.expiries = n,
        "how often a produce deadline may pass",
    ),
    number(
        "shrinks",
        (0, 9),
        |w| w.shrinks,
        |w, n| w.shrinks = n,
        "how often a leader may find a follower to lag",
    ),
    number(
        "suspicions",
        (0, 9),
        |w| w.suspicions,
        |w, n| w.suspicions = n,
        "how often a broker that runs may be fenced",
    ),
    number(
        "stops",
        (0, 9),
        |w| w.stops,
        |w, n| w.stops = n,
        "how often a broker may announce its end, or end cleanly",
    ),
    number(
        "uncleans",
        (0, 9),
        |w| w.uncleans,
        |w, n| w.uncleans = n,
        "how often an operator may elect uncleanly",
    ),
    number(
        "reassigns",
        (0, 9),
        |w| w.reassigns,
        |w, n| w.reassigns = n,
        "how often a broker may be given a replica, or be deprived of it",
    ),
    number(
        "leaps",
        (0, 9),
        |w| w.leaps,
        |w, n| w.leaps = n,
        "how often a broker may apply several decisions at once",
    ),
    number(
        "hang-ups",
        (0, 3),
        |w| w.hang_ups,
        |w, n| w.hang_ups = n,
        "how often the idempotent producer may stop waiting for answers",
    ),
    number(
        "abandons",
        (0, 3),
        |w| w.abandons,
        |w, n| w.abandons = n,
        "how often it may give up what is in flight",
    ),
    number(
        "delays",
        (0, 3),
        |w| w.delays,
        |w, n| w.delays = n,
        "how often a request of it may be held up",
    ),
    number(
        "forgets",
        (0, 9),
        |w| w.forgets,
        |w, n| w.forgets = n,
        "how often a broker may forget it",
    ),
    number(
        "deletes",
        (0, 9),
        |w| w.deletes,
        |w, n| w.deletes = n,
        "how often a broker may delete what is committed",
    ),
    Field {
        name: "acks",
        values: Values::Words(&["all", "1", "either"]),
        get: |w| w.acks,
        set: |w, n| w.acks = n,
        means: "which acknowledgements producers ask for",
    },
];

impl Replication {
    /// Whether the settings make sense together.
    ///
    /// # Errors
    /// A sentence that says which two do not.
    pub(crate) fn consistent(&self) -> Result<(), String> {
        if self.brokers < self.replicas {
            let Replication { brokers, replicas, .. } = self;
            return Err(format!("replicas={replicas} is more than brokers={brokers}"));
        }
        if self.replicas < self.isr {
            return Err(format!("isr={} is more than replicas={}", self.isr, self.replicas));
        }
        let others = self.hang_ups + self.abandons + self.delays + self.forgets;
        if self.producer == 0 && 0 < others + self.last_sequence {
            return Err("without producer=N there is nothing that it does".into());
        }
        if self.producer != 0 && self.last_sequence + 1 < 2 * self.producer {
            return Err("last-sequence is at least twice producer, less one".into());
        }
        if 3 < 2 * self.hang_ups + self.delays {
            return Err("twice hang-ups, and delays, are 3 at most together".into());
        }
        if self.producer != 0 && 0 < self.expiries {
            return Err("no deadline of the idempotent producer's requests passes".into());
        }
        let behind = self.crashes + self.shrinks + self.reassigns + self.uncleans;
        if 0 < self.deletes && (self.consumer || 0 < behind || self.isr < self.replicas) {
            return Err(
                "deletes= is for worlds in which nobody that runs is behind what is deleted".into(),
            );
        }
        let ends = self.crashes + self.stops + self.suspicions;
        let epochs = self.epochs + 2 * ends + self.uncleans + self.reassigns;
        if MAX_EPOCH < epochs {
            let what = "epochs, two for each crash, stop and suspicion, uncleans and reassigns";
            return Err(format!("{what}, are {MAX_EPOCH} at most together, and not {epochs}"));
        }
        Ok(())
    }

    /// The same world with these rules in force; without some rule, the `sometimes` properties are
    /// not judged.
    #[must_use]
    pub fn under(self, rules: Rules) -> Self {
        Replication { rules, guards: self.guards && rules == Rules::ALL, ..self }
    }
}
