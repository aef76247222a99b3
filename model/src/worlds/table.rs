//! Each world with its counts.

use super::{
    How, Pinned, Settings, World,
    bases::{BASE, PRODUCER, THREE},
};
use crate::{
    parity::{Parity, Protocol},
    replication::Replication,
};

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
            epochs: 0,
            batch: 2,
            crashes: 1,
            shrinks: 0,
            ..BASE
        }),
        pinned: pinned(890_865, 4_958_585, 42),
        how: How::WithGraph,
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
        name: "two-producer",
        about: "an idempotent producer that loses an answer, and two elections",
        settings: Settings::Replication(Replication { records: 3, ..PRODUCER }),
        pinned: pinned(314_347, 1_179_873, 53),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-producer-late",
        about: "one that gives up what is in flight, and whose request comes late",
        settings: Settings::Replication(Replication {
            records: 3,
            epochs: 1,
            abandons: 1,
            delays: 1,
            ..PRODUCER
        }),
        pinned: pinned(303_338, 1_036_183, 44),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-producer-wraps",
        about: "one whose sequences begin again, and an election",
        settings: Settings::Replication(Replication {
            records: 5,
            epochs: 1,
            last_sequence: 3,
            ..PRODUCER
        }),
        pinned: pinned(47_494, 141_020, 49),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-producer-deleted",
        about: "brokers delete what is committed, and one forgets the producer",
        settings: Settings::Replication(Replication {
            epochs: 1,
            deletes: 2,
            forgets: 1,
            ..PRODUCER
        }),
        pinned: pinned(344_471, 1_262_474, 47),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-producer-stops",
        about: "a broker deletes what is committed, and one stops cleanly",
        settings: Settings::Replication(Replication {
            epochs: 0,
            deletes: 1,
            stops: 1,
            ..PRODUCER
        }),
        pinned: pinned(435_868, 2_000_827, 47),
        how: How::Plainly,
        full: false,
    },
    World {
        name: "two-producer-crash",
        about: "an idempotent producer, and a crash that loses any suffix",
        settings: Settings::Replication(Replication {
            epochs: 0,
            crashes: 1,
            hang_ups: 0,
            ..PRODUCER
        }),
        pinned: pinned(1_119_213, 6_977_180, 44),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-producer-isr",
        about: "an idempotent producer, min.insync.replicas 2, and a follower that lags",
        settings: Settings::Replication(Replication {
            epochs: 1,
            min_isr: 2,
            shrinks: 1,
            ..PRODUCER
        }),
        pinned: pinned(275_432, 1_222_785, 49),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-reassigned",
        about: "replicas that are given and taken away, and decisions learnt together",
        settings: Settings::Replication(Replication {
            records: 1,
            epochs: 0,
            reassigns: 3,
            leaps: 1,
            ..BASE
        }),
        pinned: pinned(265_647, 1_305_532, 42),
        how: How::WithGraph,
        full: false,
    },
    World {
        name: "two-reassigned-crash",
        about: "a replica is taken away, and a crash that loses any suffix",
        settings: Settings::Replication(Replication {
            min_isr: 2,
            records: 1,
            epochs: 0,
            crashes: 1,
            shrinks: 0,
            reassigns: 1,
            ..BASE
        }),
        pinned: pinned(414_969, 2_176_053, 40),
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
        name: "three-reassigned",
        about: "three brokers, of whom two have a replica, which moves",
        settings: Settings::Replication(Replication {
            replicas: 2,
            isr: 2,
            epochs: 0,
            shrinks: 0,
            reassigns: 2,
            leaps: 1,
            ..THREE
        }),
        pinned: pinned(213_196, 1_169_852, 37),
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
        name: "three-crash",
        about: "two of three in sync, a crash that loses any suffix, either acknowledgement",
        settings: Settings::Replication(Replication {
            isr: 2,
            min_isr: 2,
            epochs: 0,
            crashes: 1,
            shrinks: 0,
            acks: 2,
            ..THREE
        }),
        pinned: pinned(140_050_301, 1_099_963_273, 57),
        how: How::Plainly,
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
];
