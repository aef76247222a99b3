//! Links that are cut, each way by itself: between two brokers, or a broker and the controller.
//!
//! A cut shows in no view: what would have to cross it is not offered until it is mended.

use super::{Due, Run};
use alloc::{vec, vec::Vec};
use spec::BrokerId;

/// For each pair, from when on it is whole.
#[derive(Clone, Debug)]
pub(super) struct Links {
    ends: usize,
    whole_from: Vec<u64>,
}

impl Links {
    pub(super) fn new(brokers: i32) -> Links {
        let ends = usize::try_from(brokers).expect("a world has brokers") + 1;
        Links { ends, whole_from: vec![0; ends * ends] }
    }

    /// Cuts one way until then.
    pub(super) fn cut(&mut self, from: End, to: End, until: u64) {
        let place = self.place(from, to);
        self.whole_from[place] = self.whole_from[place].max(until);
    }

    /// From when on something can get from the one to the other; now, if nothing is cut.
    pub(super) fn whole_from(&self, from: End, to: End) -> u64 {
        self.whole_from[self.place(from, to)]
    }

    fn place(&self, from: End, to: End) -> usize {
        let number = |end: End| match end {
            End::Broker(broker) => usize::try_from(broker.0).expect("a broker of this world"),
            End::Controller => self.ends - 1,
        };
        number(from) * self.ends + number(to)
    }
}

/// Who is at the end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Broker(BrokerId),
    Controller,
}

impl Run {
    /// A link fails: both ways, one way, or all of those around some of the brokers.
    pub(super) fn cut(&mut self) {
        if !self.by_chance(Due::Cut, self.weather.cut, self.faults.cuts) {
            return;
        }
        let ends: Vec<End> = self.brokers().map(End::Broker).chain([End::Controller]).collect();
        let until = self.agenda.now + self.random.within((10, 120));
        let from = self.random.one_of(&ends);
        let others: Vec<End> = ends.iter().copied().filter(|end| *end != from).collect();
        let to = self.random.one_of(&others);
        match self.random.below(4) {
            0 => {
                self.tally.count("cuts of two ways");
                self.links.cut(from, to, until);
                self.links.cut(to, from, until);
            }
            1 | 2 => {
                self.tally.count("cuts of one way");
                self.links.cut(from, to, until);
            }
            _ => {
                self.tally.count("islands");
                let (island, sea): (Vec<End>, Vec<End>) =
                    ends.iter().partition(|_| self.random.one_in(2));
                for (one, other) in island.iter().flat_map(|a| sea.iter().map(move |b| (*a, *b))) {
                    self.links.cut(one, other, until);
                    self.links.cut(other, one, until);
                }
            }
        }
    }
}
