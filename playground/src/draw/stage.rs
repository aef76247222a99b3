//! All of a cluster on one stage: lanes, plugs, watermark, wires, each covering those before it.

use super::{
    Layout, axis, broker,
    change::{self, Change},
    epoch, isr,
    log::{self, Log},
    watermark, wire,
};
use crate::session::Session;
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
    let wires = all.iter().map(|(broker, change)| wire::draw(now, *broker, change, &layout));
    html! {
        <svg class="stage" role="img" aria-label={in_words(now)}
            viewBox={format!("0 0 {:.0} {:.0}", layout.width, layout.height)}
            width={log::n(layout.width)} height={log::n(layout.height)}>
            { epoch::patterns() }
            { axis::draw(&layout) }
            { isr::bus(now, &layout) }
            { watermark::line(now, &of_leader, &layout) }
            { for lanes }
            { for plugs }
            { watermark::label(now, &of_leader, &layout) }
            { for wires }
        </svg>
    }
}

fn lane(session: &Session, broker: BrokerId, change: &Change, layout: &Layout) -> Html {
    let view = session.now();
    let log = Log { view, broker, change, cut: session.cut(broker) };
    html! {
        <g class="lane" transform={format!("translate(0 {:.1})", layout.lane(broker))}>
            { broker::draw(view, broker, change, layout) }
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
    let broker = |broker| {
        let up = if view.is_up(broker) { "" } else { ", down" };
        format!("broker {broker} ends at {}{up}", view.log_end(broker))
    };
    let brokers: Vec<String> = view::brokers(view).map(broker).collect();
    format!("{leader}; in sync {}; {}", view.controller().isr, brokers.join("; "))
}
