//! High watermarks: the leader's is one line through all replicas, a follower's own is a tick.

use super::{Layout, broker::leads_now, change::Change, log::n};
use spec::{BrokerId, Offset, view, view::View};
use yew::{Html, classes, html};

/// Whose high watermark is the line: who leads now, or else leads newest by its own word.
pub fn leader<V: View>(view: &V) -> Option<BrokerId> {
    let mut all = view::brokers(view);
    all.find(|broker| leads_now(view, *broker)).or_else(|| {
        let believes = view::brokers(view).filter(|broker| view::leads(view, *broker));
        believes.max_by_key(|broker| view.known(*broker).map(|known| known.leader_epoch))
    })
}

/// The line, in the coordinates of the stage: below the lanes, whose cells leave a gap for it.
pub fn line<V: View>(view: &V, change: &Change, layout: &Layout) -> Html {
    let Some(mark) = leaders(view).filter(|mark| layout.first <= *mark) else {
        return Html::default();
    };
    let x = layout.x(mark);
    let bottom = layout.bottom() - if layout.narrow { 28.0 } else { 14.0 };
    let class = classes!("watermark", change.high_watermark.then_some("halo"));
    let top = label_y(layout) + 20.0;
    html! { <g {class}><line x1={n(x)} x2={n(x)} y1={n(top)} y2={n(bottom)} /></g> }
}

/// The line's label, above all lanes.
pub fn label<V: View>(view: &V, change: &Change, layout: &Layout) -> Html {
    let Some(mark) = leaders(view) else { return Html::default() };
    let label = format!("high watermark {mark}");
    let says = format!("below offset {mark}, the leader knows records to be committed");
    let (width, left) = (label.chars().count() as f64 * 7.6 + 12.0, layout.log_x - 4.0);
    let right = (layout.width - width - 4.0).max(left);
    let x = (layout.x(mark) - width / 2.0).clamp(left, right);
    let y = label_y(layout);
    let class = classes!("watermark", change.high_watermark.then_some("halo"));
    html! {
        <g {class}>
            <title>{ says }</title>
            <rect x={n(x)} y={n(y)} width={n(width)} height="20" rx="10" />
            <text x={n(x + width / 2.0)} y={n(y + 14.0)}>{ label }</text>
        </g>
    }
}

/// Where the label begins, above the axis.
fn label_y(layout: &Layout) -> f64 {
    layout.top() - 36.0
}

/// The leader's high watermark.
fn leaders<V: View>(view: &V) -> Option<Offset> {
    leader(view).map(|leader| view.high_watermark(leader))
}

/// A broker's own high watermark, in the coordinates of its lane; nothing on the line's owner.
pub fn tick<V: View>(view: &V, broker: BrokerId, change: &Change, layout: &Layout) -> Html {
    let mark = view.high_watermark(broker);
    if leader(view) == Some(broker) || mark < layout.first {
        return Html::default();
    }
    let x = layout.x(mark);
    let (top, height) = (layout.cells() - 3.0, layout.cell_height() + 6.0);
    let class = classes!("tick", change.high_watermark.then_some("halo"));
    html! {
        <g {class}>
            <title>{ title(broker, mark, view.is_up(broker)) }</title>
            <path d={format!("M{x} {top}v{height}")} />
            <path class="head" d={format!("M{} {}h8l-4 6z", x - 4.0, top - 4.0)} />
        </g>
    }
}

fn title(broker: BrokerId, mark: Offset, up: bool) -> String {
    let from = if up { "" } else { ", from its checkpoint" };
    format!("broker {broker}'s own high watermark is {mark}{from}")
}
