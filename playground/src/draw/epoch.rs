//! The fills of the leader epochs: eight, told apart by people of every colour vision, and after
//! eight they begin again. Colour is never alone: the epoch stands in text where it changes.

use spec::LeaderEpoch;
use yew::{Html, html};

/// How many fills there are.
pub const FILLS: i32 = 8;

/// The number of an epoch's fill.
#[must_use]
pub fn fill(epoch: LeaderEpoch) -> i32 {
    epoch.0.rem_euclid(FILLS)
}

/// The hatchings for what is not committed, one for each fill, and that of a broker that is fenced.
pub fn patterns() -> Html {
    let pattern = |number: i32| {
        html! {
            <pattern id={format!("hatch-{number}")} width="6" height="6"
                patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="6" height="6" class="paper" />
                <rect width="2" height="6" style={format!("fill: var(--epoch-{number})")} />
            </pattern>
        }
    };
    let fenced = html! {
        <pattern id="fenced" width="9" height="9" patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)">
            <rect width="9" height="9" class="paper" />
            <line x2="0" y2="9" class="fenced-line" />
        </pattern>
    };
    html! { <defs>{ for (0..FILLS).map(pattern) }{ fenced }</defs> }
}
