//! The line on which the controller's decisions travel: to each broker, one by one and in order.
//!
//! A bead is a decision that a broker has yet to apply, with its number; the next one is nearest
//! to the card. A filled bead changes the partition, in the fill of its leader epoch; a hollow one
//! only a registration. The line to who has not registered is broken.

use super::{Layout, change::Change, epoch, log::n};
use crate::words;
use spec::{BrokerId, view::View};
use yew::{Html, classes, html};

/// The line's middle, in the coordinates of a lane.
const Y: f64 = 8.0;
/// A bead's height, and the gap between two.
const BEAD: (f64, f64) = (16.0, 3.0);

/// Where the line comes down from the controller, right of the cards.
pub fn trunk_x(layout: &Layout) -> f64 {
    layout.card.right() + 20.0
}

/// The line to one broker, in the coordinates of the stage.
pub fn line<V: View>(view: &V, broker: BrokerId, layout: &Layout) -> Html {
    if layout.narrow {
        return Html::default();
    }
    let learnt = view.learnt(broker);
    let waits = learnt.is_some_and(|learnt| learnt + 1 < view.decisions());
    let class = classes!("metadata", waits.then_some("waits"), learnt.is_none().then_some("deaf"));
    let (x, y, into) = (trunk_x(layout), layout.lane(broker) + Y, entry_x(layout));
    let card = layout.lane(broker) + layout.card.y;
    // Who does not listen is not reached.
    let path = match learnt {
        Some(_) => format!(
            "M{x} {}V{}q0 6 -6 6H{}q-6 0 -6 6V{card}",
            layout.controller,
            y - 6.0,
            into + 6.0
        ),
        None => format!("M{x} {}V{}q0 6 -6 6H{}", layout.controller, y - 6.0, x - 40.0),
    };
    html! {
        <g {class}>
            <path d={path} />
            if learnt.is_some() {
                <path class="head" d={format!("M{into} {card}l-3.5 -6h7z")} />
            }
        </g>
    }
}

/// The beads of one broker, in the coordinates of its lane.
pub fn beads<V: View>(view: &V, broker: BrokerId, change: &Change, layout: &Layout) -> Html {
    let Some(learnt) = view.learnt(broker) else { return Html::default() };
    let end = if layout.narrow { layout.card.right() } else { trunk_x(layout) } - 14.0;
    let mut x = entry_x(layout) + 12.0;
    let mut drawn = Vec::new();
    for index in learnt + 1..view.decisions() {
        let width = (8.0 + 7.0 * index.to_string().len() as f64).max(BEAD.0);
        if end < x + width {
            let more = format!("+{}", view.decisions() - index);
            drawn.push(html! { <text class="more" x={n(x)} y={n(Y + 4.0)}>{ more }</text> });
            break;
        }
        drawn.push(bead(view, index, x, width));
        x += width + BEAD.1;
    }
    let class = classes!("beads", change.learnt.then_some("halo"));
    html! { <g {class}>{ for drawn }</g> }
}

fn bead<V: View>(view: &V, index: u32, x: f64, width: f64) -> Html {
    let fill = epoch::fill(view.decision(index).leader_epoch);
    let changes = words::changes_partition(view, index);
    let (fill, ink) = match changes {
        true => {
            (format!("fill: var(--epoch-{fill})"), Some(format!("fill: var(--on-epoch-{fill})")))
        }
        false => (String::new(), None),
    };
    html! {
        <g class={classes!("bead", (!changes).then_some("hollow"))}>
            <title>{ format!("to be learnt: {}", words::decision(view, index)) }</title>
            <rect x={n(x)} y={n(Y - BEAD.0 / 2.0)} width={n(width)} height={n(BEAD.0)} rx="8"
                style={fill} />
            <text x={n(x + width / 2.0)} y={n(Y + 4.0)} style={ink}>{ index }</text>
        </g>
    }
}

/// Where the line goes into the card.
fn entry_x(layout: &Layout) -> f64 {
    layout.card.x + 20.0
}
