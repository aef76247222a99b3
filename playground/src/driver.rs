//! The driver behind *play* at the end of a run: it heals, in a fixed round, so that the same run
//! goes on the same way in every browser.
//!
//! It knows no protocol: it tries steps on a copy and takes the first that is possible and leads
//! on. It never crashes, restarts, elects, loses or produces.

use sim::Cluster;
use spec::{
    BrokerId, Step,
    step::Make,
    view::{self, View},
};

/// The order in which what heals is tried, before followers ask for more.
const ROUND: [Make; 10] = [
    Step::Register,
    Step::Unfence,
    Step::Learn,
    Step::Altered,
    Step::Cut,
    Step::Take,
    Step::Resend,
    Step::Alter,
    Step::Fence,
    Step::Serve,
];

/// The next step towards a cluster in which who runs is registered, knows what the controller
/// decided, has the leader's log and high watermark and is in sync; `None` once it is so, or no
/// step leads there.
#[must_use]
pub fn heal(now: &Cluster) -> Option<Step> {
    let round = ROUND.into_iter().flat_map(|make| view::brokers(now).map(make));
    let ask = behind(now).map(Step::Ask);
    round.chain(expansions(now)).chain(ask).find(|step| is_possible(now, *step))
}

fn is_possible(now: &Cluster, step: Step) -> bool {
    now.clone().apply(step).is_ok()
}

/// Every leader with every follower.
fn expansions(now: &Cluster) -> impl Iterator<Item = Step> + '_ {
    let leaders = view::brokers(now).filter(|leader| view::leads(now, *leader));
    leaders.flat_map(|leader| {
        view::brokers(now).map(move |follower| Step::Expand { leader, follower })
    })
}

/// The followers that have not yet what their leader has, or that it has not heard of as they are.
fn behind(now: &Cluster) -> impl Iterator<Item = BrokerId> + '_ {
    let leader = now.controller().leader.filter(|leader| view::leads(now, *leader));
    view::brokers(now).filter(move |follower| {
        leader.is_some_and(|leader| {
            let end = now.log_end(leader);
            let heard =
                now.follower(leader, *follower).map(|heard| (heard.end, heard.broker_epoch));
            let own = now.broker_epoch(*follower).map(|epoch| (end, epoch));
            *follower != leader
                && (now.log_end(*follower) != end
                    || now.high_watermark(*follower) != now.high_watermark(leader)
                    || heard != own)
        })
    })
}
