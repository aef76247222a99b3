//! What worlds have in common.

use crate::replication::Replication;
use spec::Rules;

/// What the worlds of two brokers have in common: two records, two elections, a follower that may
/// be found to lag, no fault.
pub(crate) const BASE: Replication = Replication {
    brokers: 2,
    replicas: 2,
    isr: 2,
    min_isr: 1,
    elr: true,
    consumer: false,
    producer: 0,
    last_sequence: 0,
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
    hang_ups: 0,
    abandons: 0,
    delays: 0,
    forgets: 0,
    deletes: 0,
    acks: 0,
    guards: true,
    rules: Rules::ALL,
};

/// What the worlds of the idempotent producer have in common: two batches that are remembered, and
/// room enough among six sequences; nobody lags.
pub(crate) const PRODUCER: Replication =
    Replication { producer: 2, last_sequence: 5, hang_ups: 1, shrinks: 0, guards: false, ..BASE };

/// Three brokers, all in sync, one record, two elections, and a follower that may be found to lag.
pub(crate) const THREE: Replication =
    Replication { brokers: 3, replicas: 3, isr: 3, records: 1, epochs: 2, ..BASE };
