//! Both engines on small models: all that is comparable is the same.

use crate::{Order, search};
use model::explorer::toys::{Counters, Jugs, Peterson};
use model::explorer::{End, Limit, Outcome, Progress, Search, Stop};
use model::{Kind, Model, Property};
use std::ops::ControlFlow;

fn lengths<A>(outcome: &Outcome<A>) -> Vec<(&'static str, bool, Option<usize>)> {
    let length = |path: &Vec<A>| path.len();
    let verdicts = outcome.verdicts.iter();
    verdicts.map(|it| (it.name, it.holds(), it.first.as_ref().map(length))).collect()
}

fn check<M: Model + Clone + Send + 'static>(model: &M)
where
    M::State: 'static,
    M::Action: 'static,
{
    let ours = Search::new(model).run(&mut ());
    let theirs = search(model.clone(), Order::BreadthFirst, Stop::Never, &mut ());
    assert_eq!(theirs.end, End::Exhausted);
    assert_eq!((theirs.states, theirs.transitions), (ours.states, ours.transitions));
    assert_eq!(theirs.depth, ours.depth);
    assert_eq!(lengths(&theirs), lengths(&ours));
    for threads in [1, 2] {
        let deep = search(model.clone(), Order::DepthFirst(threads), Stop::Never, &mut ());
        assert_eq!(deep.end, End::Exhausted);
        assert_eq!((deep.states, deep.transitions), (ours.states, ours.transitions));
        for (deep, ours) in deep.verdicts.iter().zip(&ours.verdicts) {
            assert_eq!((deep.name, deep.kind, deep.holds()), (ours.name, ours.kind, ours.holds()));
        }
    }
}

#[test]
fn both_engines_find_the_same() {
    check(&Jugs);
    check(&Peterson { gives_way: true });
    check(&Peterson { gives_way: false });
    check(&Counters { counters: 2, max: 1, refused: 1, starts: 0 });
    check(&Counters { counters: 4, max: 6, refused: 1, starts: 3 });
    check(&Counters { counters: 6, max: 5, refused: 1, starts: 0 });
}

/// A walk of 9,999 steps; every property is decided where it begins.
#[derive(Clone)]
struct Walk;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Go;

impl std::fmt::Display for Go {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("go")
    }
}

impl Model for Walk {
    type State = u16;
    type Action = Go;

    /// The same one twice.
    fn initial_states(&self) -> Vec<u16> {
        vec![0, 0]
    }

    fn actions(&self, _: &u16, actions: &mut Vec<Go>) {
        actions.push(Go);
    }

    fn next_state(&self, state: &u16, _: Go) -> Option<u16> {
        (*state < 9_999).then(|| state + 1)
    }

    fn fingerprint(&self, state: &u16) -> u128 {
        u128::from(*state) + 1
    }

    fn properties(&self) -> Vec<Property<u16>> {
        vec![
            Property { name: "odd or even", kind: Kind::Sometimes, holds: |_| true },
            Property { name: "not below ten", kind: Kind::Always, holds: |s| 10 <= *s },
        ]
    }
}

/// Left alone, Stateright ends when every property has been decided, and does not expand a state
/// that decides all of them.
#[test]
fn it_goes_on_when_all_is_decided() {
    check(&Walk);
    let outcome = search(Walk, Order::BreadthFirst, Stop::Never, &mut ());
    assert_eq!((outcome.states, outcome.transitions, outcome.depth), (10_000, 9_999, 10_000));
}

/// Left alone, Stateright answers with the last state that it found, not with the first.
#[test]
fn the_first_break_is_kept() {
    let outcome = search(Walk, Order::BreadthFirst, Stop::Never, &mut ());
    assert_eq!(
        lengths(&outcome),
        [("odd or even", true, Some(0)), ("not below ten", false, Some(0))]
    );
}

#[test]
fn it_stops_at_the_break_it_was_told_of() {
    for stop in [Stop::AtFirstBreak, Stop::WhenBroken("not below ten")] {
        let outcome = search(Walk, Order::BreadthFirst, stop, &mut ());
        assert_eq!(outcome.end, End::Stopped);
        assert!(outcome.states < 10_000 && !outcome.passes());
        assert_eq!(outcome.path("not below ten"), Some([].as_slice()));
    }
    let outcome = search(Jugs, Order::BreadthFirst, Stop::WhenBroken("no jug overflows"), &mut ());
    assert_eq!(outcome.end, End::Exhausted);
}

#[test]
fn a_search_that_was_cut_says_so_and_does_not_pass() {
    let model = Counters { counters: 12, max: 9, refused: 0, starts: 0 };
    for order in [Order::BreadthFirst, Order::DepthFirst(2)] {
        let outcome =
            search(model.clone(), order, Stop::Never, &mut |progress: &Progress| match 1000
                < progress.states
            {
                true => ControlFlow::Break(Limit::Time),
                false => ControlFlow::Continue(()),
            });
        assert_eq!(outcome.end, End::Cut(Limit::Time));
        assert!(1000 < outcome.states && !outcome.passes());
    }
}
