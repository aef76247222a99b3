//! The ISR as a bus at the left of the lanes: who is in sync is plugged in.

use super::{Layout, change::Change, log::n};
use spec::{BrokerId, view, view::View};
use yew::{Html, classes, html};

/// The bus and its label, in the coordinates of the stage.
pub fn bus<V: View>(view: &V, layout: &Layout) -> Html {
    let isr = view.controller().isr;
    let (size, min) = (isr.len(), view.min_isr());
    let state = match () {
        () if size < min => "short",
        () if size == min => "at-min",
        () => "",
    };
    let refused = if size < min { " · acks=all is refused" } else { "" };
    let x = bus_x(layout);
    let last = BrokerId(view.brokers() - 1);
    html! {
        <g class={classes!("isr", state)}>
            <title>{ format!("in sync: {isr}; min.insync.replicas {min}") }</title>
            <line class="bus" x1={n(x)} x2={n(x)} y1={n(layout.top() - 8.0)}
                y2={n(plug_y(layout, last))} />
            <text x={n(x - 6.0)} y="20">
                <tspan class="strong">{ format!("ISR {size}") }</tspan>
                { format!(" · min {min}{refused}") }
            </text>
        </g>
    }
}

/// One broker's plug, in the coordinates of the stage.
pub fn plug<V: View>(view: &V, broker: BrokerId, change: &Change, layout: &Layout) -> Html {
    let inside = view.controller().isr.contains(broker);
    let class = classes!("plug", if inside { "in" } else { "out" }, change.plug.then_some("halo"));
    let (x, y) = (bus_x(layout), plug_y(layout, broker));
    let card = if layout.narrow { 24.0 } else { 44.0 };
    let says = if inside { "in sync" } else { "out of sync" };
    html! {
        <g {class}>
            <title>{ format!("broker {broker} is {says}") }</title>
            if inside {
                <line x1={n(x)} x2={n(card)} y1={n(y)} y2={n(y)} />
                <circle cx={n(x)} cy={n(y)} r="5.5" />
            } else {
                <circle cx={n(x)} cy={n(y)} r="5.5" />
                if !layout.narrow {
                    <path d={format!("M{card} {y}h-9m0 -5v10m-4 -8h4m-4 6h4")} />
                }
                { behind(view, broker, layout) }
            }
        </g>
    }
}

/// How far the replica is behind, in records.
fn behind<V: View>(view: &V, broker: BrokerId, layout: &Layout) -> Html {
    let leader = view.controller().leader.filter(|leader| view::leads(view, *leader));
    let lag = leader.map_or(0, |leader| view.log_end(leader).0 - view.log_end(broker).0);
    if lag <= 0 || layout.narrow {
        return Html::default();
    }
    let y = plug_y(layout, broker) + 24.0;
    html! { <text class="small" x="8" y={n(y)}>{ format!("−{lag}") }</text> }
}

fn bus_x(layout: &Layout) -> f64 {
    if layout.narrow { 10.0 } else { 18.0 }
}

fn plug_y(layout: &Layout, broker: BrokerId) -> f64 {
    layout.lane(broker) + if layout.narrow { 15.0 } else { 53.0 }
}
