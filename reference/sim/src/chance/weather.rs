//! How likely faults are, and how long everything takes: by the weather, which changes in the
//! course of a run, and by what kinds of faults a run has at all.
//!
//! Not every run has every fault: what one fault hides, runs without it reach. (Groce et al.,
//! *Swarm testing*, ISSTA 2012)

use super::random::{Random, Range};

/// All figures are ticks, but those that end in `_in`: once in so many times, never if 0. A range
/// that ends in 0 is never.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weather {
    pub(super) name: &'static str,
    /// How long it stays.
    pub(super) stays: Range,
    /// How long a message is on its way; one in so many takes much longer.
    pub(super) delay: Range,
    pub(super) late_in: u64,
    pub(super) late: Range,
    pub(super) lost_in: u64,
    /// How long who has asked waits for an answer.
    pub(super) patience: Range,
    pub(super) learn: Range,
    pub(super) flush: Range,
    /// For how long a follower may lag.
    pub(super) lag: u64,
    /// How often a broker says that it is there; one that has started registers then.
    pub(super) heartbeat: Range,
    /// For how long the controller may not hear of a broker.
    pub(super) session: u64,
    pub(super) produce: Range,
    pub(super) crash: Range,
    pub(super) stop: Range,
    pub(super) cut: Range,
    pub(super) whim: Range,
    pub(super) leap: Range,
    pub(super) reassign: Range,
}

pub(super) const CALM: Weather = Weather {
    name: "calm",
    stays: (50, 250),
    delay: (1, 2),
    late_in: 0,
    late: (0, 0),
    lost_in: 0,
    patience: (60, 90),
    learn: (1, 5),
    flush: (5, 40),
    lag: 40,
    heartbeat: (2, 6),
    session: 60,
    produce: (8, 30),
    crash: (0, 0),
    stop: (100, 600),
    cut: (0, 0),
    whim: (100, 400),
    leap: (0, 0),
    reassign: (80, 300),
};

pub(super) const STORMY: Weather = Weather {
    name: "stormy",
    stays: (100, 300),
    delay: (1, 12),
    late_in: 10,
    late: (20, 120),
    lost_in: 20,
    patience: (8, 40),
    learn: (1, 40),
    flush: (20, 200),
    lag: 30,
    heartbeat: (5, 30),
    session: 40,
    produce: (5, 30),
    crash: (30, 150),
    stop: (100, 400),
    cut: (0, 0),
    whim: (10, 60),
    leap: (50, 200),
    reassign: (60, 200),
};

pub(super) const PARTITIONED: Weather = Weather {
    name: "partitioned",
    stays: (100, 300),
    delay: (1, 5),
    late_in: 30,
    late: (20, 60),
    lost_in: 50,
    patience: (15, 60),
    learn: (1, 10),
    flush: (10, 80),
    lag: 40,
    heartbeat: (2, 10),
    session: 30,
    produce: (5, 30),
    crash: (100, 400),
    stop: (0, 0),
    cut: (10, 80),
    whim: (40, 200),
    leap: (100, 400),
    reassign: (60, 300),
};

/// Nothing breaks, but who leads, who is in sync and who is there changes faster than the word of
/// it and than messages.
pub(super) const RESTLESS: Weather = Weather {
    name: "restless",
    stays: (100, 300),
    delay: (1, 6),
    late_in: 3,
    late: (10, 60),
    lost_in: 0,
    patience: (3, 15),
    learn: (1, 60),
    flush: (10, 80),
    lag: 10,
    heartbeat: (3, 15),
    session: 12,
    produce: (1, 12),
    crash: (0, 0),
    stop: (50, 200),
    cut: (0, 0),
    whim: (5, 40),
    leap: (0, 0),
    reassign: (10, 80),
};

/// Who is in sync changes faster than the word of it, and the word is lost and sent again; who
/// leads stays.
pub(super) const WAVERING: Weather = Weather {
    name: "wavering",
    stays: (100, 300),
    delay: (1, 6),
    late_in: 4,
    late: (10, 60),
    lost_in: 12,
    patience: (3, 20),
    learn: (5, 80),
    flush: (40, 200),
    lag: 25,
    heartbeat: (1, 4),
    session: 80,
    produce: (1, 10),
    crash: (60, 300),
    stop: (100, 400),
    cut: (0, 0),
    whim: (0, 0),
    leap: (0, 0),
    reassign: (30, 200),
};

/// Everything happens at once, in any order, as fast as can be; then it is calm for a moment.
pub(super) const CHAOTIC: Weather = Weather { name: "chaotic", stays: (5, 30), ..CALM };

/// The kinds of faults that a run has: each with a chance of three in four, or one in two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Faults {
    pub(super) loss: bool,
    pub(super) lateness: bool,
    pub(super) impatience: bool,
    pub(super) crashes: Crashes,
    pub(super) power_cuts: bool,
    pub(super) stops: bool,
    pub(super) cuts: bool,
    pub(super) whims: bool,
    pub(super) leaps: bool,
    pub(super) slow_disks: bool,
    pub(super) full_disks: bool,
    pub(super) lagging: bool,
    pub(super) nonsense: bool,
    /// Brokers that run are taken for dead.
    pub(super) suspicion: bool,
    /// Crashes lose what was not flushed, at times.
    pub(super) losses: bool,
    /// Replicas move.
    pub(super) reassigns: bool,
    /// An operator has patience with a leaderless partition no longer.
    pub(super) unclean: bool,
}

/// How often brokers crash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Crashes {
    Often,
    /// Fewer times than `min.insync.replicas` counts, so that nothing may be lost. (REP-14)
    Few,
    /// As few, and each of one who is about to join the ISR.
    Aimed,
    Never,
}

impl Faults {
    pub(super) fn drawn(random: &mut Random) -> Faults {
        use Crashes::{Aimed, Few, Never, Often};
        let crashes = random.one_of(&[Often, Often, Often, Few, Few, Aimed, Aimed, Never]);
        let unclean = random.below(3) == 0;
        let reassigns = random.below(3) == 0;
        let full_disks = random.below(3) == 0;
        let mut has = || random.below(4) != 0;
        Faults {
            loss: has(),
            lateness: has(),
            impatience: has(),
            crashes,
            power_cuts: has(),
            stops: has(),
            cuts: has(),
            whims: has(),
            leaps: has(),
            slow_disks: has(),
            lagging: has(),
            full_disks,
            nonsense: has(),
            suspicion: has(),
            losses: has(),
            reassigns,
            unclean,
        }
    }
}

const OTHERS: [Weather; 5] = [STORMY, PARTITIONED, RESTLESS, WAVERING, CHAOTIC];

/// The weather after this one: calm after any other, so that logs grow.
pub(super) fn next(now: &Weather, random: &mut Random) -> Weather {
    match now.name {
        "calm" => random.one_of(&OTHERS),
        _ if random.one_in(3) => random.one_of(&OTHERS),
        _ => CALM,
    }
}
