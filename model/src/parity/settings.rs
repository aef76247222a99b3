//! The settings of a world, as the command line knows them: the constants of the modules.

use super::{MAX_EPOCH, MAX_LOG, MAX_RECORDS, MAX_REPLICAS, Parity, Protocol};
use crate::settings::{Field, Values};

/// All of them.
pub(crate) const FIELDS: [Field<Parity>; 5] = [
    Field {
        name: "replicas",
        values: Values::Range(1, MAX_REPLICAS),
        get: |w| w.replicas,
        set: |w, n| w.replicas = n,
        means: "replicas of the partition (`Replicas`)",
    },
    Field {
        name: "log",
        values: Values::Range(1, MAX_LOG),
        get: |w| w.log,
        set: |w, n| w.log = n,
        means: "records that a log holds, at most (`LogSize`)",
    },
    Field {
        name: "records",
        values: Values::Range(1, MAX_RECORDS),
        get: |w| w.records,
        set: |w, n| w.records = n,
        means: "records that are written, at most (`MaxRecords`)",
    },
    Field {
        name: "epochs",
        values: Values::Range(0, MAX_EPOCH),
        get: |w| w.epochs,
        set: |w, n| w.epochs = n,
        means: "highest leader epoch; the first is 0 (`MaxLeaderEpoch`)",
    },
    Field {
        name: "protocol",
        values: Values::Words(&Protocol::NAMES),
        get: |w| w.protocol as u8,
        set: |w, n| w.protocol = Protocol::ALL[usize::from(n)],
        means: "which of the modules it is",
    },
];
