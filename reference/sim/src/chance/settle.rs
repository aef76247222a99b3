//! All is mended, and in a bounded number of rounds everything comes to rest. (Liveness, as far as
//! one way of healing shows it: REP-19)
//!
//! First those who run heal without those who are down, if they are enough; then all are started.

use crate::Cluster;
use alloc::vec::Vec;
use spec::{
    BrokerId, Refused, Step, View, property,
    replication::properties::has_settled,
    view::{self, Exchange, Stage},
};

/// Takes a step, or has it refused; the caller may judge what comes of it.
pub type Take<'a> = dyn FnMut(&mut Cluster, Step) -> Result<(), Refused> + 'a;

/// Mends all: nothing is lost any more, the dead are fenced, and those who run register, are
/// unfenced, learn all and fetch, until what must come about among them has. Then whoever is down
/// or about to stop starts anew, until every log is the leader's, the ISR is all, all of it is
/// committed everywhere, and nobody waits for an answer. Says whether it came to both.
pub fn settle(cluster: &mut Cluster, take: &mut Take<'_>) -> bool {
    rounds(cluster, take, &|cluster| has_settled(cluster));
    if !property::live::<Cluster>().iter().all(|live| (live.goal)(cluster)) {
        return false;
    }
    for broker in view::brokers(cluster) {
        if cluster.registered(broker).shutting_down && cluster.broker_epoch(broker).is_some() {
            let _stopped = take(cluster, Step::Stop(broker));
        }
        if !cluster.is_up(broker) {
            let _started = take(cluster, Step::Restart(broker));
        }
    }
    rounds(cluster, take, &|cluster| settled(cluster));
    settled(cluster)
}

/// Whether nothing is left to be done, and every broker runs.
#[must_use]
pub fn settled<V: View + ?Sized>(view: &V) -> bool {
    view::brokers(view).all(|broker| view.is_up(broker)) && has_settled(view)
}

/// Each round brings a batch or a cut to everyone, and a proposal to its end: there are no more of
/// those than values were written, epochs begun, and brokers to be added. A few rounds more tell
/// leaders of the last one, and followers of the high watermark.
fn rounds(cluster: &mut Cluster, take: &mut Take<'_>, rest: &dyn Fn(&Cluster) -> bool) {
    let epochs = cluster.controller().leader_epoch.0.unsigned_abs();
    let most = cluster.values() + epochs + 4 * cluster.brokers().unsigned_abs() + 20;
    for _ in 0..most {
        if rest(cluster) {
            return;
        }
        let before = cluster.clone();
        for broker in view::brokers(cluster) {
            return_to_duty(cluster, broker, take);
            agree(cluster, broker, take);
            fetch(cluster, broker, take);
        }
        if before == *cluster {
            return; // Nor will it ever change.
        }
    }
}

/// Who is dead is fenced; who is not registers, learns all, and is unfenced.
fn return_to_duty(cluster: &mut Cluster, broker: BrokerId, take: &mut Take<'_>) {
    let registered = cluster.registered(broker);
    let steps: &[Step] = match (cluster.is_up(broker), cluster.broker_epoch(broker)) {
        (false, _) if !registered.fenced => &[Step::Fence(broker)],
        (false, _) => return,
        (true, None) => &[Step::Register(broker), Step::Unfence(broker)],
        (true, Some(_)) if registered.is_active() => &[],
        (true, Some(_)) => &[Step::Unfence(broker)],
    };
    for step in steps {
        let _refused = take(cluster, *step);
    }
    let news = |cluster: &Cluster| {
        cluster.learnt(broker).is_some_and(|learnt| learnt + 1 < cluster.decisions())
    };
    while news(cluster) && take(cluster, Step::Learn(broker)).is_ok() {}
}

/// A leader's proposals come to their ends, and it proposes to add whom it can.
fn agree(cluster: &mut Cluster, leader: BrokerId, take: &mut Take<'_>) {
    if cluster.alter(leader).is_none() && view::leads(cluster, leader) {
        let isr = cluster.known(leader).map(|known| known.isr).unwrap_or_default();
        let heard = |follower: &BrokerId| {
            !isr.contains(*follower) && cluster.follower(leader, *follower).is_some()
        };
        let followers: Vec<BrokerId> = view::brokers(cluster).filter(heard).collect();
        for follower in followers {
            if take(cluster, Step::Expand { leader, follower }).is_ok() {
                break;
            }
        }
    }
    for _ in 0..3 {
        let step = match cluster.alter(leader).map(|alter| alter.stage) {
            None => return,
            Some(Stage::Unsent) => Step::Resend(leader),
            Some(Stage::Sent) => Step::Alter(leader),
            Some(Stage::Agreed(_) | Stage::Rejected(_)) => Step::Altered(leader),
        };
        let _refused = take(cluster, step);
    }
}

/// A follower brings its exchange to its end, or begins one and does.
fn fetch(cluster: &mut Cluster, follower: BrokerId, take: &mut Take<'_>) {
    let leader = cluster.known(follower).and_then(|known| known.leader);
    if cluster.exchange(follower).is_none() {
        if leader.is_none_or(|leader| leader == follower) {
            return;
        }
        let _refused = take(cluster, Step::Ask(follower));
    }
    if let Some(Exchange::Request(request)) = cluster.exchange(follower) {
        // Nobody waits for ever for an answer of who is down.
        let there = cluster.is_up(request.to);
        let step = if there { Step::Serve(follower) } else { Step::Lose(follower) };
        let _refused = take(cluster, step);
    }
    for step in [Step::Take, Step::Cut] {
        if cluster.exchange(follower).is_some() {
            let _refused = take(cluster, step(follower));
        }
    }
}
