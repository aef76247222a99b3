//! All of a cluster on one stage: the controller, and below it lanes, plugs, watermark, wires, each
//! covering those before it.

use super::{
    Layout, axis, broker,
    change::{self, Change},
    consumer, controller, epoch, isr,
    log::{self, Log},
    metadata, proposal, watermark, wire,
};
use crate::{session::Session, words};
use spec::{BrokerId, view, view::View};
use yew::{Html, html};

/// The cluster of a session, on a stage of that width.
pub fn stage(session: &Session, width: f64) -> Html {
    let (now, layout) = (session.now(), Layout::new(width, session.now()));
    let changed = |broker| change::between(session.before(), now, broker);
    let mut all: Vec<(BrokerId, Change)> = Vec::new();
    all.extend(view::brokers(now).map(|broker| (broker, changed(broker))));
    let of_leader = watermark::leader(now).map(changed).unwrap_or_default();
    let lanes = all.iter().map(|(broker, change)| lane(session, *broker, change, &layout));
    let plugs = all.iter().map(|(broker, change)| isr::plug(now, *broker, change, &layout));
    let lines = view::brokers(now).map(|broker| metadata::line(now, broker, &layout));
    let proposals = all.iter();
    let proposals = proposals.map(|(broker, change)| proposal::draw(now, *broker, change, &layout));
    let wires = all.iter().map(|(broker, change)| wire::draw(now, *broker, change, &layout));
    html! {
        <svg class="stage" role="img" aria-label={in_words(now)}
            viewBox={format!("0 0 {:.0} {:.0}", layout.width, layout.height)}
            width={log::n(layout.width)} height={log::n(layout.height)}>
            { epoch::patterns() }
            { axis::draw(&layout) }
            { isr::bus(now, &layout) }
            { for lines }
            { watermark::line(now, &of_leader, &layout) }
            { for lanes }
            { for plugs }
            { watermark::label(now, &of_leader, &layout) }
            { for wires }
            { for proposals }
            { consumer::draw(now, session.before(), &layout) }
            { controller::draw(now, session.before(), &layout) }
        </svg>
    }
}

fn lane(session: &Session, broker: BrokerId, change: &Change, layout: &Layout) -> Html {
    let view = session.now();
    let log = Log { view, broker, change, cut: session.cut(broker) };
    html! {
        <g class="lane" transform={format!("translate(0 {:.1})", layout.lane(broker))}>
            { broker::draw(view, broker, change, layout) }
            { metadata::beads(view, broker, change, layout) }
            { log.draw(layout) }
            { watermark::tick(view, broker, change, layout) }
        </g>
    }
}

/// The picture for those who do not see it.
fn in_words<V: View>(view: &V) -> String {
    let leader = watermark::leader(view).map_or("nobody leads".into(), |leader| {
        format!("broker {leader} leads, high watermark {}", view.high_watermark(leader))
    });
    let now = view.controller();
    let brokers = view::brokers(view).map(|broker| one_in_words(view, broker));
    let brokers: Vec<String> = brokers.collect();
    let reads = view.consumer().map(|c| format!("; the consumer reads from {}", c.position));
    format!(
        "{leader}; in sync {}, eligible otherwise {}; {}{}",
        words::members(now.isr),
        words::members(now.elr),
        brokers.join("; "),
        reads.unwrap_or_default()
    )
}

fn one_in_words<V: View>(view: &V, broker: BrokerId) -> String {
    let mut says = format!("broker {broker} ends at {}", view.log_end(broker));
    if !view.is_up(broker) {
        says += ", down";
    }
    if !view.registered(broker).is_active() {
        says += ", ";
        says += words::state(view.registered(broker));
    }
    let learnt = view.learnt(broker).map_or(0, |learnt| view.decisions() - 1 - learnt);
    if 0 < learnt {
        says += &format!(", {learnt} decisions to learn");
    }
    let alter = view.alter(broker).map(|alter| words::alter(&alter));
    alter.map_or(says.clone(), |alter| format!("{says}, its proposal: {alter}"))
}
