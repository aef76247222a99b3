//! The controller: one card above all lanes, with the partition's state by its last decision.
//!
//! Who is in sync is a filled token, who is eligible otherwise a dotted one. The bus of the ISR
//! hangs from it (`isr`), and so does the line on which decisions travel (`metadata`).

use super::{Layout, epoch, log::n};
use crate::words;
use spec::{BrokerSet, view::Decision, view::View};
use yew::{AttrValue, Html, classes, html};

/// More tokens than these are written as numbers.
const TOKENS_MAX: u32 = 6;

/// The card, in the coordinates of the stage.
pub fn draw<V: View>(view: &V, before: Option<&V>, layout: &Layout) -> Html {
    let now = view.controller();
    let was = before.filter(|before| before.brokers() == view.brokers()).map(View::controller);
    let decided = before.is_some_and(|before| before.decisions() != view.decisions());
    let facts = Facts { view, now, was };
    let class = classes!("controller", decided.then_some("halo"));
    let last = words::decision(view, view.decisions() - 1);
    let (width, height) = (layout.width - 8.0, layout.controller);
    html! {
        <g {class}>
            <title>{ format!("the controller: {last}") }</title>
            <rect class="card" x="4" y="1" width={n(width)} height={n(height - 1.0)} rx="10" />
            <text class="name" x="18" y="23">
                <tspan class="glyph">{ "◆ " }</tspan>{ "Controller" }
            </text>
            if layout.narrow { { facts.narrow(layout) } } else { { facts.wide(layout) } }
        </g>
    }
}

struct Facts<'a, V> {
    view: &'a V,
    now: Decision,
    was: Option<Decision>,
}

impl<V: View> Facts<'_, V> {
    fn wide(&self, layout: &Layout) -> Html {
        let room = layout.width - 8.0 - 146.0;
        let x = |part: f64| 146.0 + room * part;
        html! {
            <>
                <text class="small" x="18" y="43">{ self.decision() }</text>
                { fact(x(0.0), self.leader_label(), self.leader(), self.changed(|d| d.leader)) }
                { self.epoch(x(0.15)) }
                { fact(
                    x(0.3), "partition epoch", format!("p{}", self.now.partition_epoch),
                    self.changed(|d| d.partition_epoch),
                ) }
                { self.isr(x(0.48), 18.0, 39.0) }
                { self.elr(x(0.78), 18.0, 39.0) }
            </>
        }
    }

    fn narrow(&self, layout: &Layout) -> Html {
        let Decision { leader_epoch, partition_epoch, .. } = self.now;
        let right = layout.width - 18.0;
        let state = format!("{} · e{leader_epoch} · p{partition_epoch}", self.leader());
        html! {
            <>
                <text class="value end" x={n(right)} y="23">{ state }</text>
                <text class="small" x="126" y="23">{ self.decision() }</text>
                { self.isr(18.0, 42.0, 62.0) }
                { self.elr(layout.width * 0.66, 42.0, 62.0) }
            </>
        }
    }

    /// Whether a part of the state is another one than before.
    fn changed<T: PartialEq>(&self, part: impl Fn(&Decision) -> T) -> bool {
        self.was.is_some_and(|was| part(&was) != part(&self.now))
    }

    fn decision(&self) -> String {
        format!("decision {}", self.view.decisions() - 1)
    }

    fn leader(&self) -> String {
        self.now.leader.map_or("nobody".to_owned(), |leader| format!("★ {leader}"))
    }

    /// What stands above the leader: who led last, while nobody does.
    fn leader_label(&self) -> String {
        self.now.last_leader.map_or("leader".to_owned(), |last| format!("leader · last {last}"))
    }

    fn epoch(&self, x: f64) -> Html {
        let epoch = self.now.leader_epoch;
        let fill = format!("fill: var(--epoch-{})", epoch::fill(epoch));
        html! {
            <>
                { fact(x + 14.0, "", format!("e{epoch}"), self.changed(|d| d.leader_epoch)) }
                <text class="small" x={n(x)} y="22">{ "leader epoch" }</text>
                <rect x={n(x)} y="31" width="9" height="12" rx="2.5" style={fill} />
            </>
        }
    }

    fn isr(&self, x: f64, label_y: f64, y: f64) -> Html {
        let (isr, min) = (self.now.isr, self.view.min_isr());
        let few = isr.len() < min.min(self.view.brokers().unsigned_abs());
        let class = classes!("small", few.then_some("short"));
        let beside = x + 23.0 * f64::from(isr.len().clamp(1, TOKENS_MAX)) + 4.0;
        html! {
            <>
                <text {class} x={n(x)} y={n(label_y + 4.0)}>
                    { format!("ISR {} · min {min}", isr.len()) }
                </text>
                { tokens(isr, "in", self.changed(|d| d.isr), x, y) }
                if few {
                    <text class="small short" x={n(beside)} y={n(y + 4.0)}>
                        { "acks=all is refused" }
                    </text>
                }
            </>
        }
    }

    fn elr(&self, x: f64, label_y: f64, y: f64) -> Html {
        let elr = self.now.elr;
        let says = if self.view.elr() { format!("ELR {}", elr.len()) } else { "ELR off".into() };
        html! {
            <>
                <text class="small" x={n(x)} y={n(label_y + 4.0)}>
                    <title>{ "eligible leader replicas: out of the ISR, and yet with all that was \
                              committed" }</title>
                    { says }
                </text>
                { tokens(elr, "elr", self.changed(|d| d.elr), x, y) }
            </>
        }
    }
}

fn fact(x: f64, label: impl Into<AttrValue>, value: String, changed: bool) -> Html {
    let class = classes!("value", changed.then_some("halo"));
    html! {
        <>
            <text class="small" x={n(x)} y="22">{ label.into() }</text>
            <text {class} x={n(x)} y="42">{ value }</text>
        </>
    }
}

/// The members of a set, each in its circle.
fn tokens(set: BrokerSet, class: &'static str, changed: bool, x: f64, y: f64) -> Html {
    let class = classes!("token", class, changed.then_some("halo"));
    if set.is_empty() || TOKENS_MAX < set.len() {
        let text = if set.is_empty() { "–".to_owned() } else { set.to_string() };
        return html! { <text class="value" x={n(x)} y={n(y + 3.0)}>{ text }</text> };
    }
    let one = |(place, broker): (i32, spec::BrokerId)| {
        let x = x + 9.0 + 23.0 * f64::from(place);
        html! {
            <g class={class.clone()}>
                <circle cx={n(x)} cy={n(y)} r="9" />
                <text x={n(x)} y={n(y + 4.0)}>{ broker.0 }</text>
            </g>
        }
    };
    html! { <>{ for (0..).zip(set.iter()).map(one) }</> }
}
