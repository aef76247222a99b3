//! What a leader proposes to the controller: a pill at its card, with a wire to the controller.
//!
//! A request on its way is filled and its arrow goes up; an answer is hollow and comes down, an
//! error has a − and its name. What is to be sent again has no wire. A proposal that was answered
//! with an error, and that the leader keeps all the same, is dashed; the first sending of one that
//! was sent again is an orphan, and dotted.

use super::{Layout, change::Change, log::n};
use crate::words;
use spec::{
    BrokerId,
    view::{Alter, AlterRequest, Stage, View},
};
use yew::{Classes, Html, classes, html};

/// A pill's height.
const HEIGHT: f64 = 22.0;
/// How wide an orphan is.
const ORPHAN_WIDTH: f64 = 128.0;

/// The pills of one leader, in the coordinates of the stage.
pub fn draw<V: View>(view: &V, leader: BrokerId, change: &Change, layout: &Layout) -> Html {
    let halo = change.proposal.then_some("halo");
    let pill = match (view.alter(leader), view.proposed(leader)) {
        (Some(alter), proposed) => Some(asked(leader, &alter, proposed.is_some())),
        (None, Some(isr)) => Some(Pill {
            class: classes!("kept"),
            text: format!("still proposes ISR {}", words::members(isr)),
            says: format!(
                "broker {leader} keeps to its proposal: an earlier sending may have been \
                           agreed to"
            ),
            leader,
            way: Way::None,
        }),
        (None, None) => None,
    };
    let pill = pill.map(|pill| pill.draw(halo, layout));
    let orphan = view.alter_orphan(leader).map(|request| {
        orphan(leader, &request).draw(change.proposal_orphan.then_some("halo"), layout)
    });
    html! { <>{ for pill }{ for orphan }</> }
}

/// Which way a pill goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// To the controller.
    Up,
    /// From the controller.
    Down,
    /// To the controller, and nobody waits for the answer.
    Orphan,
    /// Nowhere.
    None,
}

struct Pill {
    class: Classes,
    text: String,
    says: String,
    leader: BrokerId,
    way: Way,
}

fn asked(leader: BrokerId, alter: &Alter, wanted: bool) -> Pill {
    let (class, way) = match alter.stage {
        Stage::Unsent => (classes!("answer", "unsent"), Way::None),
        Stage::Sent => (classes!("request"), Way::Up),
        Stage::Agreed(_) => (classes!("answer"), Way::Down),
        Stage::Rejected(_) => (classes!("answer", "error"), Way::Down),
    };
    let moot = if wanted { "" } else { " (the proposal has ended since)" };
    let says = format!("broker {leader}: {}{moot}", words::alter_request(&alter.request));
    let class = classes!(class, (!wanted).then_some("moot"));
    Pill { class, text: words::alter(alter), says, leader, way }
}

fn orphan(leader: BrokerId, request: &AlterRequest) -> Pill {
    Pill {
        class: classes!("request", "orphan"),
        text: format!("orphan: ISR {}", words::members(request.isr)),
        says: format!("sent once already by broker {leader}: {}", words::alter_request(request)),
        leader,
        way: Way::Orphan,
    }
}

impl Pill {
    fn draw(self, halo: Option<&'static str>, layout: &Layout) -> Html {
        let (x, y, width) = self.place(layout);
        html! {
            <g class={classes!("pill", "proposal", self.class.clone(), halo)}>
                <title>{ self.says.clone() }</title>
                if !layout.narrow { { self.wire(x, y, width, layout) } }
                <rect x={n(x)} y={n(y)} width={n(width)} height={n(HEIGHT)} rx="11" />
                <text x={n(x + width / 2.0)} y={n(y + 15.0)}>{ self.text(layout) }</text>
            </g>
        }
    }

    /// On a narrow stage there is no wire, and an arrow says where it goes.
    fn text(&self, layout: &Layout) -> String {
        match self.way {
            Way::Up if layout.narrow => format!("◆ ← {}", self.text),
            Way::Down if layout.narrow => format!("◆ → {}", self.text),
            _ => self.text.clone(),
        }
    }

    fn place(&self, layout: &Layout) -> (f64, f64, f64) {
        let card = layout.card;
        let y = layout.lane(self.leader) + card.bottom() - 8.0;
        match (self.way, layout.narrow) {
            (Way::Orphan, false) => (layout.log_x + 6.0, y, ORPHAN_WIDTH),
            (_, false) => (card.x + 4.0, y, card.width - 4.0),
            (Way::Orphan, true) => (card.x + 4.0, y, 108.0),
            (_, true) => (card.right() - 186.0, y, 182.0),
        }
    }

    /// From the pill to the controller, or back, with a head where it goes.
    fn wire(&self, x: f64, y: f64, width: f64, layout: &Layout) -> Html {
        let middle = y + HEIGHT / 2.0;
        // Ways up beside each other, so that two leaders' are told apart, and orphans from others.
        let own = 3.0 * f64::from(self.leader.0 % 3);
        let trunk = layout.card.right() + if self.way == Way::Orphan { 15.0 } else { 5.0 + own };
        let top = layout.controller;
        let (from, bend) = match self.way {
            Way::None => return Html::default(),
            Way::Orphan => (x, trunk + 4.0),
            Way::Up | Way::Down => (x + width, trunk - 4.0),
        };
        let path =
            format!("M{from} {middle}H{bend}Q{trunk} {middle} {trunk} {}V{top}", middle - 4.0);
        let head = match self.way {
            Way::Down => format!("M{from} {middle}l8 -4.5v9z"),
            _ => format!("M{trunk} {top}l-4.5 8h9z"),
        };
        html! {
            <>
                <path class="wire" d={path} />
                <path class="head" d={head} />
            </>
        }
    }
}
