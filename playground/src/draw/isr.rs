//! The ISR as a bus at the left of the lanes, hanging from the controller, whose word it is: who is
//! in sync is plugged in, an eligible leader replica by a dotted line, the others not at all.
//!
//! A plus or minus at a plug is what a leader has proposed and does not know to be decided; in a
//! circle it says that the broker is being given a replica, or deprived of it. Without one it has
//! no plug.

use super::{Layout, change::Change, log::n, watermark};
use spec::{BrokerId, view, view::View};
use yew::{Html, classes, html};

/// The bus, in the coordinates of the stage.
pub fn bus<V: View>(view: &V, layout: &Layout) -> Html {
    let isr = view.controller().isr;
    let (size, min) = (isr.len(), view.min_isr());
    let state = match () {
        () if size < min => "short",
        () if size == min => "at-min",
        () => "",
    };
    let x = bus_x(layout);
    let last = BrokerId(view.brokers() - 1);
    html! {
        <g class={classes!("isr", state)}>
            <title>{ format!("in sync: {isr}; min.insync.replicas {min}") }</title>
            <line class="bus" x1={n(x)} x2={n(x)} y1={n(layout.controller + 2.0)}
                y2={n(plug_y(layout, last))} />
        </g>
    }
}

/// One broker's plug, in the coordinates of the stage.
pub fn plug<V: View>(view: &V, broker: BrokerId, change: &Change, layout: &Layout) -> Html {
    let now = view.controller();
    let (inside, eligible) = (now.isr.contains(broker), now.elr.contains(broker));
    let (state, says) = match () {
        () if inside => ("in", "in sync"),
        () if eligible => ("elr", "out of sync, and an eligible leader replica"),
        () if now.replicas.contains(broker) => ("out", "out of sync"),
        () => ("none", "without a replica"),
    };
    let class = classes!("plug", state, change.plug.then_some("halo"));
    let (x, y, card) = (bus_x(layout), plug_y(layout, broker), layout.card.x);
    html! {
        <g {class}>
            <title>{ format!("broker {broker} is {says}{}", heard(view, broker)) }</title>
            if inside || eligible {
                <line x1={n(x)} x2={n(card)} y1={n(y)} y2={n(y)} />
            } else if !layout.narrow && state == "out" {
                <path d={format!("M{card} {y}h-9m0 -5v10m-4 -8h4m-4 6h4")} />
            }
            if state != "none" {
                <circle cx={n(x)} cy={n(y)} r="5.5" />
            }
            { reassigned(view, broker, layout) }
            { proposed(view, broker, layout) }
            { behind(view, broker, layout) }
        </g>
    }
}

/// What the leader has heard of a follower last.
fn heard<V: View>(view: &V, broker: BrokerId) -> String {
    let leader = watermark::leader(view).filter(|leader| *leader != broker);
    let Some(leader) = leader else { return String::new() };
    match view.follower(leader, broker) {
        Some(heard) => format!(
            "; broker {leader} has heard of it up to {}, in broker epoch {}",
            heard.end, heard.broker_epoch
        ),
        None => format!("; broker {leader} has not heard of it in its leader epoch"),
    }
}

/// That a leader has proposed to take it in or out.
fn proposed<V: View>(view: &V, broker: BrokerId, layout: &Layout) -> Html {
    let inside = view.controller().isr.contains(broker);
    let mut wishes = view::brokers(view).filter_map(|leader| view.proposed(leader));
    if !wishes.any(|isr| isr.contains(broker) != inside) {
        return Html::default();
    }
    let (mark, says) = if inside {
        ("−", "proposed to leave the ISR")
    } else {
        ("+", "proposed to join the ISR")
    };
    wish(broker, mark, says, -9.0, layout)
}

/// A mark at a plug, so far below it.
fn wish(broker: BrokerId, mark: &str, says: &str, below: f64, layout: &Layout) -> Html {
    let (x, y) = (bus_x(layout) + if layout.narrow { -1.0 } else { 13.0 }, plug_y(layout, broker));
    html! {
        <text class="wish" x={n(x)} y={n(y + below)}>
            <title>{ format!("broker {broker} is {says}") }</title>{ mark }
        </text>
    }
}

/// That a reassignment is under way that gives it a replica, or takes it away.
fn reassigned<V: View>(view: &V, broker: BrokerId, layout: &Layout) -> Html {
    let now = view.controller();
    let (mark, says) = match () {
        () if now.adding.contains(broker) => ("⊕", "being added"),
        () if now.removing.contains(broker) => ("⊖", "being removed"),
        () => return Html::default(),
    };
    wish(broker, mark, says, 20.0, layout)
}

/// How far the replica is behind, in records.
fn behind<V: View>(view: &V, broker: BrokerId, layout: &Layout) -> Html {
    let leader = view.controller().leader.filter(|leader| view::leads(view, *leader));
    let lag = leader.map_or(0, |leader| view.log_end(leader).0 - view.log_end(broker).0);
    let now = view.controller();
    let none = now.isr.contains(broker) || !now.replicas.contains(broker);
    if lag <= 0 || layout.narrow || none {
        return Html::default();
    }
    // Below the mark of a reassignment, if there is one.
    let moves = now.adding.contains(broker) || now.removing.contains(broker);
    let below = if moves { 34.0 } else { 18.0 };
    let (x, y) = (layout.card.x - 3.0, plug_y(layout, broker) + below);
    html! { <text class="small lag" x={n(x)} y={n(y)}>{ format!("−{lag}") }</text> }
}

fn bus_x(layout: &Layout) -> f64 {
    if layout.narrow { 10.0 } else { 20.0 }
}

fn plug_y(layout: &Layout, broker: BrokerId) -> f64 {
    layout.lane(broker) + layout.card.y + layout.card.height / 2.0
}
