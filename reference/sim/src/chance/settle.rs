//! All is mended, and in a bounded number of rounds everything comes to rest. (Liveness, as far as
//! one way of healing shows it)

use crate::Cluster;
use alloc::vec::Vec;
use spec::{BrokerId, Refused, Step, View, replication::properties::has_settled, view};

/// Takes a step, or has it refused; the caller may judge what comes of it.
pub type Take<'a> = dyn FnMut(&mut Cluster, Step) -> Result<(), Refused> + 'a;

/// Mends all: every broker runs, somebody leads, everyone knows, and nothing is lost any more. Then
/// followers fetch until every log is the leader's, the ISR is all, all of it is committed
/// everywhere, and nobody waits for an answer. Says whether it came to that.
pub fn settle(cluster: &mut Cluster, take: &mut Take<'_>) -> bool {
    let brokers: Vec<BrokerId> = view::brokers(cluster).collect();
    for broker in brokers.iter().filter(|broker| !cluster.is_up(**broker)).collect::<Vec<_>>() {
        let _refused = take(cluster, Step::Restart(*broker));
    }
    let now = cluster.controller();
    if now.leader.is_none()
        && let Some(member) = now.isr.iter().next()
    {
        let _refused = take(cluster, Step::Elect(member));
    }
    for broker in &brokers {
        let _knew = take(cluster, Step::Learn(*broker));
    }
    // Each round brings a batch or a cut; there are no more of either than values were written,
    // and a few rounds more tell leaders of the last one, and followers of the high watermark.
    for _ in 0..cluster.values() + 20 {
        if settled(cluster) {
            return true;
        }
        for follower in &brokers {
            for step in [Step::Ask, Step::Serve, Step::Take, Step::Cut, Step::Expand] {
                let _refused = take(cluster, step(*follower));
            }
        }
    }
    settled(cluster)
}

/// Whether nothing is left to be done, and every broker runs.
#[must_use]
pub fn settled<V: View + ?Sized>(view: &V) -> bool {
    view::brokers(view).all(|broker| view.is_up(broker)) && has_settled(view)
}
