//! Steps of any kind, possible or not, without regard to time: chaos, and a little nonsense always,
//! so that what is refused is tried too.

use super::{Due, Random, Run};
use crate::Cluster;
use spec::{Acks, Offset, Step, View, step::PLAIN, view::Exchange};

/// A step of any kind, whether possible or not. What moves records along comes often, what shrinks
/// the ISR seldom, or it would be one broker nearly always.
pub fn any_step(cluster: &Cluster, random: &mut Random) -> Step {
    let broker = random.broker(cluster.brokers());
    match random.below(200) {
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
        110..140 => Step::Learn(broker),
        140..165 => Step::Expand(broker),
        165..175 => Step::Restart(broker),
        175..183 => Step::Elect(broker),
        183..188 => Step::GiveUp(broker),
        188..192 => Step::ServeOrphan(broker),
        192..194 => Step::Shrink(broker),
        _ => PLAIN[usize::try_from(random.below(PLAIN.len() as u64)).expect("small")].1(broker),
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
        let _taken = self.take(step);
    }
}
