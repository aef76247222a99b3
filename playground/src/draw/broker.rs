//! A broker: a rounded card with its id, whether it leads, and what it knows.
//!
//! A star leads by the controller's word, a hollow star only by its own; a broker that is down is
//! hollow and has a cross.

use super::{Layout, change::Change, log::n};
use spec::{BrokerId, view, view::View};
use yew::{Html, classes, html};

/// The card, in the coordinates of its lane.
pub fn draw<V: View>(view: &V, broker: BrokerId, change: &Change, layout: &Layout) -> Html {
    let up = view.is_up(broker);
    let class = classes!("broker", (!up).then_some("down"), change.card.then_some("halo"));
    let (x, y, width, height) = if layout.narrow {
        (24.0, 0.0, layout.width - 34.0, 30.0)
    } else {
        (44.0, 14.0, 160.0, 78.0)
    };
    html! {
        <g {class}>
            <title>{ format!("broker {broker}: {}", says(view, broker).join(", ")) }</title>
            <rect x={n(x)} y={n(y)} width={n(width)} height={n(height)} rx="10" />
            if layout.narrow { { in_a_row(view, broker, x, y) } }
            else { { in_a_card(view, broker, x, y) } }
        </g>
    }
}

fn in_a_card<V: View>(view: &V, broker: BrokerId, x: f64, y: f64) -> Html {
    let lines = says(view, broker);
    html! {
        <>
            <text class="id" x={n(x + 14.0)} y={n(y + 32.0)}>{ broker.0 }</text>
            <text class="role" x={n(x + 40.0)} y={n(y + 29.0)}>{ role(view, broker) }</text>
            { for lines.into_iter().zip([50.0, 66.0]).map(|(line, down)| html! {
                <text class="small" x={n(x + 14.0)} y={n(y + down)}>{ line }</text>
            }) }
        </>
    }
}

fn in_a_row<V: View>(view: &V, broker: BrokerId, x: f64, y: f64) -> Html {
    html! {
        <>
            <text class="id" x={n(x + 10.0)} y={n(y + 22.0)}>{ broker.0 }</text>
            <text class="role" x={n(x + 30.0)} y={n(y + 21.0)}>{ role(view, broker) }</text>
            <text class="small" x={n(x + 54.0)} y={n(y + 20.0)}>
                { says(view, broker).join(" · ") }
            </text>
        </>
    }
}

fn role<V: View>(view: &V, broker: BrokerId) -> &'static str {
    match () {
        () if !view.is_up(broker) => "✕",
        () if leads_now(view, broker) => "★",
        () if view::leads(view, broker) => "☆",
        () => "",
    }
}

/// Whether it leads by its own word and the controller's.
pub fn leads_now<V: View>(view: &V, broker: BrokerId) -> bool {
    let now = view.controller();
    view::leads(view, broker)
        && now.leader == Some(broker)
        && view.known(broker).is_some_and(|known| known.leader_epoch == now.leader_epoch)
}

/// What it knows, in two lines at most.
fn says<V: View>(view: &V, broker: BrokerId) -> Vec<String> {
    if !view.is_up(broker) {
        return vec!["down".into(), "its disk is what you see".into()];
    }
    let now = view.controller();
    let Some(known) = view.known(broker) else {
        return vec!["knows no leader yet".into(), format!("epoch {} to learn", now.leader_epoch)];
    };
    let epoch = known.leader_epoch;
    let what = match known.leader {
        Some(leader) if leader == broker => format!("leads epoch {epoch}"),
        Some(leader) => format!("follows {leader} in epoch {epoch}"),
        None => format!("no leader in epoch {epoch}"),
    };
    if epoch < now.leader_epoch {
        return vec![what, format!("epoch {} to learn", now.leader_epoch)];
    }
    vec![what]
}
