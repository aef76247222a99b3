//! The offset axis, once for all lanes.

use super::{Layout, log::n};
use spec::Offset;
use yew::{Html, html};

/// The numbers of the offsets, above the first lane.
pub fn draw(layout: &Layout) -> Html {
    let shown = (0..layout.slots).map(|slot| Offset(layout.first.0 + slot));
    let y = layout.top() + 4.0;
    let number = |offset: Offset| {
        let x = layout.x(offset) + layout.cell / 2.0;
        html! { <text x={n(x)} y={n(y)}>{ offset.0 }</text> }
    };
    html! {
        <g class="axis" aria-hidden="true">
            if !layout.narrow { { for shown.map(number) } }
            if !layout.narrow {
                <text class="heading" x={n(layout.wire_x + 12.0)} y={n(y)}>{ "in flight" }</text>
            }
        </g>
    }
}
