//! A broker: a rounded card with its id, whether it leads, what it knows, and what the controller
//! has of it.
//!
//! A star leads by the controller's word, a hollow star only by its own; a broker that is down is
//! hollow and has a cross; one that is fenced is hatched and dashed, and a chip says so.

use super::{Layout, change::Change, log::n};
use spec::{BrokerId, view, view::View};
use yew::{Html, classes, html};

/// An ISR of more members than these is counted, not listed.
const MEMBERS_MAX: u32 = 4;

/// The card, in the coordinates of its lane.
pub fn draw<V: View>(view: &V, broker: BrokerId, change: &Change, layout: &Layout) -> Html {
    let fenced = view.registered(broker).fenced;
    let class = classes!(
        "broker",
        (!view.is_up(broker)).then_some("down"),
        fenced.then_some("fenced"),
        change.card.then_some("halo")
    );
    let card = layout.card;
    let [knows, registered] = says(view, broker);
    let title = format!("broker {broker}: {knows}; {registered}{}", noticed(view, broker));
    let role = role(view, broker);
    html! {
        <g {class}>
            <title>{ title }</title>
            <rect class="card" x={n(card.x)} y={n(card.y)} width={n(card.width)}
                height={n(card.height)} rx="10" />
            <text class="id" x={n(card.x + 13.0)} y={n(card.y + 29.0)}>{ broker.0 }</text>
            <text class="role" x={n(card.x + 34.0)} y={n(card.y + 28.0)}>{ role }</text>
            if layout.narrow {
                <text class="small" x={n(card.x + 58.0)} y={n(card.y + 18.0)}>{ knows }</text>
                <text class="small" x={n(card.x + 58.0)} y={n(card.y + 33.0)}>{ registered }</text>
            } else {
                <text class="small" x={n(card.x + 13.0)} y={n(card.y + 46.0)}>{ knows }</text>
                <text class="small" x={n(card.x + 13.0)} y={n(card.y + 61.0)}>{ registered }</text>
            }
            { chip(view, broker, layout) }
        </g>
    }
}

/// What the controller takes it for, where that is not the ordinary.
fn chip<V: View>(view: &V, broker: BrokerId, layout: &Layout) -> Html {
    let registered = view.registered(broker);
    let text = match () {
        () if registered.fenced && registered.shutting_down => "fenced, leaving",
        () if registered.fenced => "fenced",
        () if registered.shutting_down => "leaving",
        () if !noticed(view, broker).is_empty() => "unnoticed",
        () => return Html::default(),
    };
    let width = text.chars().count() as f64 * 6.4 + 14.0;
    let (x, y) = (layout.card.right() - width - 8.0, layout.card.y + 10.0);
    html! {
        <g class="chip">
            <rect x={n(x)} y={n(y)} width={n(width)} height="18" rx="9" />
            <text x={n(x + width / 2.0)} y={n(y + 13.0)}>{ text }</text>
        </g>
    }
}

/// That the controller takes it for active though it has gone, if so.
fn noticed<V: View>(view: &V, broker: BrokerId) -> &'static str {
    if view.registered(broker).is_active() && view.broker_epoch(broker).is_none() {
        "; the controller has not noticed"
    } else {
        ""
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

/// What it knows, and which incarnation of it the controller has.
fn says<V: View>(view: &V, broker: BrokerId) -> [String; 2] {
    let epoch = view.registered(broker).broker_epoch;
    if !view.is_up(broker) {
        let how = match view.stopped_cleanly(broker) {
            Some(own) if own == epoch => "stopped cleanly".to_owned(),
            Some(own) => format!("stopped cleanly as {own}"),
            None => "crashed; this is its disk".to_owned(),
        };
        return [how, format!("broker epoch {epoch}")];
    }
    let registered = match view.broker_epoch(broker) {
        Some(own) if own == epoch => format!("broker epoch {own}"),
        Some(own) => format!("broker epoch {own}, not {epoch}"),
        None => format!("not registered · last {epoch}"),
    };
    [knows(view, broker), registered]
}

fn knows<V: View>(view: &V, broker: BrokerId) -> String {
    let Some(known) = view.known(broker) else {
        let none = !view.controller().replicas.contains(broker);
        return if none { "no replica" } else { "knows nothing yet" }.to_owned();
    };
    let (epoch, state) = (known.leader_epoch, known.partition_epoch);
    match known.leader {
        Some(leader) if leader == broker && known.isr.len() <= MEMBERS_MAX => {
            format!("leads e{epoch} · p{state} · ISR {}", known.isr)
        }
        Some(leader) if leader == broker => {
            format!("leads e{epoch} · p{state} · ISR of {}", known.isr.len())
        }
        Some(leader) => format!("follows {leader} · e{epoch} · p{state}"),
        None => format!("no leader · e{epoch} · p{state}"),
    }
}
