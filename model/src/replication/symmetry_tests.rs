//! Changed names change nothing: with and without symmetry the searches find the same.

use super::Replication;
use crate::{
    explorer::{Search, Stop},
    flaws,
    worlds::THREE,
};
use alloc::vec::Vec;
use spec::Rules;

fn same(world: Replication) {
    let all = Search::new(&world).run(&mut ());
    let canonical = Search::new(&world).symmetry(true).run(&mut ());
    let unreduced = canonical.unreduced.expect("a search by symmetry");
    assert_eq!((unreduced.states, unreduced.transitions), (all.states, all.transitions));
    assert_eq!(canonical.depth, all.depth);
    let verdicts = |outcome: &crate::explorer::Outcome<_>| {
        let verdicts = outcome.verdicts.iter();
        verdicts.map(|it| (it.name, it.first.as_ref().map(Vec::len))).collect::<Vec<_>>()
    };
    assert_eq!(verdicts(&canonical), verdicts(&all));
    let share = canonical.states as f64 / all.states as f64;
    let alike = world.brokers == 3 && world.isr != 2 && world.suspicions == 0;
    assert_eq!(share < 0.6, alike, "{share}");
}

#[test]
fn orbits_add_up_where_two_followers_are_alike() {
    same(Replication { epochs: 1, shrinks: 0, ..THREE });
    same(Replication { epochs: 0, ..THREE });
    same(Replication { epochs: 1, isr: 1, shrinks: 0, ..THREE });
    same(Replication { epochs: 1, records: 0, orphans: 1, ..THREE });
    same(Replication { epochs: 0, acks: 2, min_isr: 2, losses: 1, shrinks: 0, ..THREE });
}

#[test]
fn brokers_that_are_not_alike_keep_their_names() {
    same(Replication { epochs: 1, isr: 2, shrinks: 0, ..THREE });
    same(Replication { epochs: 1, brokers: 2, isr: 2, ..THREE });
    same(Replication { epochs: 0, records: 0, suspicions: 1, ..THREE });
}

#[test]
fn mistakes_are_as_far_away() {
    for flaw in flaws::ALL.iter().filter(|flaw| flaw.place.brokers == 3) {
        let world = flaw.place.under(Rules::ALL.without(flaw.mistake));
        let property = flaw.mistake.breaks();
        let stop = Stop::WhenBroken(property);
        let outcome = Search::new(&world).symmetry(true).stop(stop).run(&mut ());
        assert_eq!(outcome.path(property).map(<[_]>::len), Some(flaw.steps), "{}", flaw.mistake);
    }
}
