//! The consumer, below all lanes: whom it takes for the leader, and how far it has read.

use super::{Card, Layout, log::n};
use spec::view::{Consumer, View};
use yew::{Html, classes, html};

/// The consumer's row; nothing where there is none.
pub fn draw<V: View>(now: &V, before: Option<&V>, layout: &Layout) -> Html {
    let Some(consumer) = now.consumer() else { return Html::default() };
    let changed = before.is_some_and(|before| before.consumer() != now.consumer());
    let class = classes!("consumer", changed.then_some("halo"));
    let Card { x, width, .. } = layout.card;
    let knows = format!("takes {} for leader, epoch {}", consumer.leader, consumer.leader_epoch);
    html! {
        <g {class} data-consumer={consumer.position.to_string()}
            transform={format!("translate(0 {:.1})", layout.bottom())}>
            <title>{ title(&consumer) }</title>
            <rect class="card" x={n(x)} y="4" width={n(width)} height="42" rx="8" />
            <text class="name" x={n(x + 10.0)} y="21">{ "consumer" }</text>
            <text class="small" x={n(x + 10.0)} y="38">{ knows }</text>
            { read(&consumer, layout) }
        </g>
    }
}

/// What has been read: a bar as long as the records, a head at the position, and the doubts.
fn read(consumer: &Consumer, layout: &Layout) -> Html {
    let (from, to) = (layout.log_x, layout.x(consumer.position).min(layout.wire_x));
    let y = if layout.narrow { 60.0 } else { 16.0 };
    let doubts = classes!("read", consumer.must_validate.then_some("doubts"));
    html! {
        <g class={doubts}>
            <line x1={n(from)} x2={n(to)} y1={n(y)} y2={n(y)} />
            <path d={format!("M{to:.1} {:.1}l9 5l-9 5z", y - 5.0)} />
            <text class="small" x={n(from)} y={n(y + 22.0)}>{ state(consumer) }</text>
        </g>
    }
}

/// Where it reads on, and what it was told, in words.
fn state(consumer: &Consumer) -> String {
    let mut says = format!("reads from {}", consumer.position);
    if let Some(epoch) = consumer.last_epoch {
        says += &format!(" · after epoch {epoch}");
    }
    if consumer.must_validate {
        says += " · to validate";
    }
    if let Some(end) = consumer.latest {
        says += &format!(" · end {end}");
    }
    says
}

fn title(consumer: &Consumer) -> String {
    let Consumer { leader, leader_epoch, .. } = consumer;
    format!(
        "the consumer {}; it takes broker {leader} for the leader of epoch {leader_epoch}",
        state(consumer)
    )
}
