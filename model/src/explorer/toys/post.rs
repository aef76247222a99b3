//! A letter in the post: what must come about, and what fairness it takes. Whatever can keep it
//! from arriving can be switched on alone.

use crate::{Kind, Live, Model, Property};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::{Display, Formatter, Result};
use xxhash_rust::xxh3::xxh3_128;

/// A letter that is to be delivered, and may be lost so many times.
#[derive(Clone, Debug)]
pub struct Post {
    /// How often it may be lost, which is a fault.
    pub losses: u8,
    /// Whether it is sent again after it was lost.
    pub resends: bool,
    /// Whether its sender may take it back, to send it again later.
    pub recalls: bool,
    /// Whether there is a clock that ticks and has nothing to do with it.
    pub ticks: bool,
    /// Whether what was sent is delivered in the end, if it can be.
    pub delivers: bool,
}

/// What can be done to a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handle {
    /// It is sent, for the first time or again; refused while it is under way.
    Send,
    /// It arrives.
    Deliver,
    /// It is lost.
    Lose,
    /// Its sender takes it back.
    Recall,
    /// The clock's hand moves on, and after two moves is where it was.
    Tick,
    /// Its sender looks at it, which changes nothing.
    Look,
}

impl Display for Handle {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{self:?}")
    }
}

/// Where a letter is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    sent: bool,
    delivered: bool,
    lost: u8,
    hand: bool,
}

impl Model for Post {
    type State = Letter;
    type Action = Handle;

    fn initial_states(&self) -> Vec<Letter> {
        vec![Letter::default()]
    }

    fn actions(&self, letter: &Letter, actions: &mut Vec<Handle>) {
        actions.extend([Handle::Look, Handle::Send, Handle::Deliver, Handle::Recall, Handle::Tick]);
        if letter.lost < self.losses {
            actions.push(Handle::Lose);
        }
    }

    fn next_state(&self, letter: &Letter, action: Handle) -> Option<Letter> {
        let Letter { sent, delivered, lost, hand } = *letter;
        let allowed = match action {
            Handle::Send => !sent && !delivered && (self.resends || lost == 0),
            Handle::Deliver | Handle::Lose => sent,
            Handle::Recall => sent && self.recalls,
            Handle::Tick => self.ticks,
            Handle::Look => true,
        };
        allowed.then_some(match action {
            Handle::Send => Letter { sent: true, ..*letter },
            Handle::Deliver => Letter { sent: false, delivered: true, ..*letter },
            Handle::Lose => Letter { sent: false, lost: lost + 1, ..*letter },
            Handle::Recall => Letter { sent: false, ..*letter },
            Handle::Tick => Letter { hand: !hand, ..*letter },
            Handle::Look => *letter,
        })
    }

    fn fingerprint(&self, letter: &Letter) -> u128 {
        let flags = [letter.sent, letter.delivered, letter.hand].map(u8::from);
        xxh3_128(&[flags.as_slice(), &[letter.lost]].concat())
    }

    fn properties(&self) -> Vec<Property<Letter>> {
        vec![Property { name: "delivered", kind: Kind::Sometimes, holds: |s| s.delivered }]
    }

    fn liveness(&self) -> Vec<Live<Letter>> {
        vec![
            Live { name: "it is delivered", from: |_| true, goal: |s| s.delivered },
            Live { name: "what is sent arrives", from: |s| s.sent, goal: |s| s.delivered },
        ]
    }

    fn fairness(&self, action: Handle) -> Option<u8> {
        match action {
            Handle::Send => Some(0),
            Handle::Deliver => self.delivers.then_some(1),
            Handle::Recall => Some(2),
            Handle::Tick => Some(3),
            Handle::Look => Some(254),
            Handle::Lose => None,
        }
    }
}
