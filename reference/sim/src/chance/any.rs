//! Steps of any kind, possible or not, without regard to time: chaos, and a little nonsense always,
//! so that what is refused is tried too.

use super::{Due, Random, Run};
use crate::Cluster;
use spec::{
    Acks, BrokerId, Offset, Step, View,
    step::PLAIN,
    view::{Exchange, Stage},
};

/// A step of any kind, whether possible or not. What moves records along and what brings brokers
/// back comes often; what shrinks the ISR seldom, or it would be one broker nearly always.
pub fn any_step(cluster: &Cluster, random: &mut Random) -> Step {
    let broker = random.broker(cluster.brokers());
    match random.below(300) {
        0..16 => Step::Produce {
            broker: cluster.controller().leader.unwrap_or(broker),
            acks: if random.below(2) == 0 { Acks::Leader } else { Acks::All },
            records: 1 + i32::try_from(random.below(3)).expect("few records"),
        },
        16..19 => {
            let (from, to) = (cluster.flushed_end(broker).0, cluster.log_end(broker).0);
            let keep = random.below((to - from + 2).unsigned_abs()); // One too far, at times.
            Step::Crash { broker, keep: Offset(from + i64::try_from(keep).expect("small")) }
        }
        19..110 => match cluster.exchange(broker) {
            None => Step::Ask(broker),
            Some(Exchange::Request(_)) => Step::Serve(broker),
            Some(Exchange::Answer(_)) => Step::Take(broker),
            Some(Exchange::Cut { .. }) => Step::Cut(broker),
        },
        110..160 => Step::Learn(broker),
        160..220 => proposes(cluster, random),
        220..250 => comes_back(cluster, broker),
        250..258 => Step::Elect(broker),
        258..263 => Step::GiveUp(broker),
        263..267 => Step::ServeOrphan(broker),
        267..269 => Step::Shrink { leader: leader(cluster, random), follower: broker },
        269..272 => Step::GiveUpAlter(leader(cluster, random)),
        272..275 => Step::AlterOrphan(broker),
        275..277 => Step::LoseAlter(leader(cluster, random)),
        277..281 => Step::Fence(broker),
        281..283 => Step::Recover(broker),
        _ => {
            let producers = if cluster.producer().is_none() { PRODUCERS } else { 0 };
            let without = ENDS_PROMISES + producers;
            random.one_of(&PLAIN[..PLAIN.len() - without]).1(broker)
        }
    }
}

/// How many verbs at the end of [`PLAIN`] are left out: `delete-old`, for who is behind what is
/// deleted stays there (STO-3), and `forget`, after which little is promised of the producer.
const ENDS_PROMISES: usize = 2;
/// How many before those are the idempotent producer's.
const PRODUCERS: usize = 7;

/// What a leader's proposal waits for, or another proposal to add somebody.
fn proposes(cluster: &Cluster, random: &mut Random) -> Step {
    let leader = leader(cluster, random);
    match cluster.alter(leader).map(|alter| alter.stage) {
        None => Step::Expand { leader, follower: random.broker(cluster.brokers()) },
        Some(Stage::Unsent) => Step::Resend(leader),
        Some(Stage::Sent) => Step::Alter(leader),
        Some(Stage::Agreed(_) | Stage::Rejected(_)) => Step::Altered(leader),
    }
}

/// Who leads, by the controller's word or by its own.
fn leader(cluster: &Cluster, random: &mut Random) -> BrokerId {
    let drawn = random.broker(cluster.brokers());
    let says_so = spec::view::leads(cluster, drawn) || cluster.alter(drawn).is_some();
    let chosen = cluster.controller().leader.filter(|_| !says_so);
    chosen.unwrap_or(drawn)
}

/// What a broker waits for that does not lead or follow yet.
fn comes_back(cluster: &Cluster, broker: BrokerId) -> Step {
    if !cluster.is_up(broker) {
        Step::Restart(broker)
    } else if cluster.broker_epoch(broker).is_none() {
        Step::Register(broker)
    } else if cluster.registered(broker).shutting_down {
        Step::Stop(broker)
    } else {
        Step::Unfence(broker)
    }
}

impl Run {
    /// Many steps, whether possible or not, while no time passes.
    pub(super) fn chaos(&mut self) {
        for _ in 0..self.random.within((100, 400)) {
            self.anything();
        }
    }

    pub(super) fn any(&mut self) {
        if self.by_chance(Due::Any, (20, 200), self.faults.nonsense) {
            self.anything();
        }
    }

    fn anything(&mut self) {
        let step = any_step(&self.cluster, &mut self.random);
        let allowed = match step {
            Step::ElectUnclean(_) | Step::Recover(_) => self.faults.unclean,
            Step::Crash { broker, keep } => {
                let loses = keep < self.cluster.log_end(broker);
                self.may_crash() && (self.faults.losses || !loses)
            }
            _ => true,
        };
        if allowed {
            let _taken = self.take(step);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ENDS_PROMISES, PLAIN, PRODUCERS};

    #[test]
    fn the_last_verbs_are_those_that_are_left_out() {
        let (others, left_out) = PLAIN.split_at(PLAIN.len() - ENDS_PROMISES);
        assert!(left_out.iter().map(|it| it.0).eq(["forget", "delete-old"]));
        let (_, producers) = others.split_at(others.len() - PRODUCERS);
        assert_eq!(producers.first().map(|it| it.0), Some("look-up"));
        assert_eq!(producers.last().map(|it| it.0), Some("arrive"));
    }
}
