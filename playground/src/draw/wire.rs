//! What is on its way: a pill between a follower and the leader that it asked.
//!
//! A request is filled, an answer hollow, an error has a − and its name, an orphan is dotted. On a
//! narrow stage the pills stand below their follower's log.

use super::{Layout, change::Change, log::n};
use crate::words;
use spec::{
    BrokerId, LeaderEpoch, Offset,
    view::{Answer, Body, Exchange, Request, View},
};
use yew::{Classes, Html, classes, html};

/// A pill's height.
const HEIGHT: f64 = 24.0;
/// Where pills of exchanges, and of orphans, begin and how wide they are, on a wide stage.
const EXCHANGE: (f64, f64) = (10.0, 176.0);
const ORPHAN: (f64, f64) = (191.0, 96.0);

/// How wide they are on a narrow stage, and the gap between them.
const NARROW: (f64, f64, f64) = (214.0, 6.0, 100.0);

/// The pills of one follower, in the coordinates of the stage.
pub fn draw<V: View>(view: &V, follower: BrokerId, change: &Change, layout: &Layout) -> Html {
    let exchange = view.exchange(follower).map(|exchange| {
        let halo = change.exchange.then_some("halo");
        let (class, text, to) = match exchange {
            Exchange::Request(request) => {
                (classes!("request"), request_text(&request), Some(request.to))
            }
            Exchange::Answer(answer) => {
                (answer_class(&answer), answer_text(&answer), answerer(view, follower, &answer))
            }
            Exchange::Cut { epoch, end_offset } => {
                (classes!("answer", "diverging", "taken"), cut_text(epoch, end_offset), None)
            }
        };
        let back = !matches!(exchange, Exchange::Request(_));
        Pill { class: classes!(class, halo), text, follower, leader: to, back, place: EXCHANGE }
            .draw(layout)
    });
    let orphan = view.orphan(follower).map(|request| {
        let class = classes!("request", "orphan", change.orphan.then_some("halo"));
        let text = format!("orphan {}·e{}", request.fetch_offset, request.leader_epoch);
        let leader = Some(request.to);
        Pill { class, text, follower, leader, back: false, place: ORPHAN }.draw(layout)
    });
    html! { <>{ for exchange }{ for orphan }</> }
}

/// Who answered, if the follower still follows in the epoch in which it asked; the answer itself
/// does not say.
fn answerer<V: View>(view: &V, follower: BrokerId, answer: &Answer) -> Option<BrokerId> {
    let known = view.known(follower)?;
    known.leader.filter(|leader| known.leader_epoch == answer.leader_epoch && *leader != follower)
}

fn request_text(request: &Request) -> String {
    let Request { fetch_offset, leader_epoch, last_fetched_epoch, .. } = request;
    let last = last_fetched_epoch.map_or(String::new(), |last| format!(" · last e{last}"));
    format!("fetch {fetch_offset} · e{leader_epoch}{last}")
}

fn answer_text(answer: &Answer) -> String {
    match answer.body {
        Body::Records { batch: Some(batch), high_watermark } => {
            format!("v{} at {} · hw {high_watermark}", batch.value, batch.base)
        }
        Body::Records { batch: None, high_watermark } => format!("no more · hw {high_watermark}"),
        Body::Diverging { epoch: Some(epoch), end_offset, .. } => {
            format!("diverges: e{epoch} ends at {end_offset}")
        }
        Body::Diverging { epoch: None, end_offset, .. } => format!("diverges at {end_offset}"),
        Body::Error(error) => format!("− {}", words::rejection(error)),
    }
}

fn cut_text(epoch: Option<LeaderEpoch>, end_offset: Offset) -> String {
    let epoch = epoch.map_or(String::new(), |epoch| format!("e{epoch} ends "));
    format!("✂ to cut: {epoch}at {end_offset}")
}

fn answer_class(answer: &Answer) -> Classes {
    match answer.body {
        Body::Records { .. } => classes!("answer"),
        Body::Diverging { .. } => classes!("answer", "diverging"),
        Body::Error(_) => classes!("answer", "error"),
    }
}

struct Pill {
    class: Classes,
    text: String,
    follower: BrokerId,
    leader: Option<BrokerId>,
    /// Whether it is on its way back to the follower.
    back: bool,
    place: (f64, f64),
}

impl Pill {
    fn draw(self, layout: &Layout) -> Html {
        let (x, y, width) = self.place(layout);
        let named = layout.narrow && self.place == EXCHANGE;
        let text = if named { self.with_names() } else { self.text.clone() };
        let bend = x + width / 2.0 + 26.0 * f64::from(self.follower.0 % 3 - 1);
        let says =
            format!("{}: {}", self.with_names(), if self.back { "answer" } else { "request" });
        html! {
            <g class={classes!("pill", self.class.clone())}>
                <title>{ says }</title>
                if !layout.narrow { { self.wire(bend, layout) } }
                <rect x={n(x)} y={n(y)} width={n(width)} height={n(HEIGHT)} rx="12" />
                <text x={n(x + width / 2.0)} y={n(y + 16.0)}>{ text }</text>
            </g>
        }
    }

    fn place(&self, layout: &Layout) -> (f64, f64, f64) {
        let orphan = self.place == ORPHAN;
        if layout.narrow {
            let y = layout.lane(self.follower) + layout.cells() + layout.cell_height() + 20.0;
            let left = layout.log_x - 6.0;
            let (own, gap, orphans) = NARROW;
            return if orphan { (left + own + gap, y, orphans) } else { (left, y, own) };
        }
        let up = self.leader.is_some_and(|leader| leader < self.follower);
        let away = if up { -40.0 } else { 40.0 };
        let y = layout.middle(self.follower) + away - HEIGHT / 2.0;
        (layout.wire_x + self.place.0, y, self.place.1)
    }

    /// From the follower's lane to the leader's, with a head where it goes.
    fn wire(&self, x: f64, layout: &Layout) -> Html {
        let own = layout.middle(self.follower);
        let Some(leader) = self.leader else { return Html::default() };
        let other = layout.middle(leader);
        let (from, to) = if self.back { (other, own) } else { (own, other) };
        let left = layout.wire_x - 4.0;
        let bend = if from < to { 8.0 } else { -8.0 };
        let path = format!(
            "M{left} {from}H{}q8 0 8 {bend}V{}q0 {bend} -8 {bend}H{left}",
            x - 8.0,
            to - bend
        );
        html! {
            <>
                <path class="wire" d={path} />
                <path class="head" d={format!("M{left} {to}l9 -5v10z")} />
            </>
        }
    }

    fn with_names(&self) -> String {
        match self.leader {
            Some(leader) if self.back => format!("{} ← {leader}  {}", self.follower, self.text),
            Some(leader) => format!("{} → {leader}  {}", self.follower, self.text),
            None => format!("{} ←  {}", self.follower, self.text),
        }
    }
}
