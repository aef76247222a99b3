//! The driver behind *play* at the end of a run: it heals, in a fixed round, so that the same run
//! goes on the same way in every browser.
//!
//! It knows no protocol: it tries steps on a copy and takes the first that is possible and leads
//! on. It never crashes, elects, loses or produces.

use sim::Cluster;
use spec::{
    Step,
    view::{self, View},
};

/// The next step towards a cluster in which everybody knows what the controller decided and every
/// follower that runs has the leader's log and high watermark; `None` once it is so.
#[must_use]
pub fn heal(now: &Cluster) -> Option<Step> {
    let possible = |step: &Step| now.clone().apply(*step).is_ok();
    let round = |make: fn(spec::BrokerId) -> Step| view::brokers(now).map(make);
    let act = round(Step::Learn).chain(round(Step::Cut));
    let deliver = round(Step::Take).chain(round(Step::Serve));
    act.chain(deliver).chain(behind(now).map(Step::Ask)).find(possible)
}

/// The followers that have not yet what their leader has.
fn behind(now: &Cluster) -> impl Iterator<Item = spec::BrokerId> + '_ {
    let leader = now.controller().leader.filter(|leader| view::leads(now, *leader));
    view::brokers(now).filter(move |follower| {
        leader.is_some_and(|leader| {
            let end = now.log_end(leader);
            *follower != leader
                && (now.log_end(*follower) != end
                    || now.high_watermark(*follower) != now.high_watermark(leader)
                    || now.follower_end(leader, *follower) != Some(end))
        })
    })
}
