//! The explorer on models whose graphs are known, and against a search too simple to be wrong.

use super::toys::{COUNTERS_MAX, Count, Counters, Jugs, Peterson, Pour};
use super::*;
use alloc::collections::{BTreeMap, VecDeque};
use alloc::vec;
use xxhash_rust::xxh3::xxh3_128;

fn counters(counters: u8, max: u8) -> Counters {
    Counters { counters, max, refused: 2, starts: 0 }
}

/// One queue, whole states in a map: what every outcome must be.
fn textbook<M: Model>(model: &M) -> Outcome<M::Action>
where
    M::State: Ord,
{
    let mut seen = BTreeMap::new();
    let mut queue = VecDeque::new();
    for state in model.initial_states() {
        if seen.insert(state.clone(), ()).is_none() {
            queue.push_back((state, Vec::new()));
        }
    }
    let verdict = |it: &Property<_>| Verdict { name: it.name, kind: it.kind, first: None };
    let mut verdicts: Vec<_> = model.properties().iter().map(verdict).collect();
    let (mut states, mut transitions, mut depth) = (0, 0, 0);
    while let Some((state, path)) = queue.pop_front() {
        states += 1;
        depth = path.len() as u32 + 1;
        for (verdict, property) in verdicts.iter_mut().zip(model.properties()) {
            let decides = (property.holds)(&state) == (property.kind == Kind::Sometimes);
            if decides && verdict.first.is_none() {
                verdict.first = Some(path.clone());
            }
        }
        let mut actions = Vec::new();
        model.actions(&state, &mut actions);
        for action in actions {
            let Some(next) = model.next_state(&state, action) else { continue };
            transitions += 1;
            if seen.insert(next.clone(), ()).is_none() {
                let mut path = path.clone();
                path.push(action);
                queue.push_back((next, path));
            }
        }
    }
    Outcome {
        states,
        transitions,
        depth,
        end: End::Exhausted,
        verdicts,
        liveness: Vec::new(),
        unreduced: None,
    }
}

#[test]
fn counts_are_those_of_the_graph() {
    let outcome = Search::new(&counters(4, 3)).run(&mut ());
    assert_eq!(outcome.states, 4u64.pow(4));
    // Of the four values of a counter, three let it count on.
    assert_eq!(outcome.transitions, 4 * 3 * 4u64.pow(3));
    assert_eq!(outcome.depth, 4 * 3 + 1);
    assert!(outcome.passes());

    // In each of the 16 states of the jugs (one of them is full or empty), both can be filled and
    // emptied, which are self-loops where they are so already; and in 14, one flows into the other.
    let outcome = Search::new(&Jugs).run(&mut ());
    assert_eq!((outcome.states, outcome.transitions, outcome.depth), (16, 16 * 4 + 14, 8));
    assert!(outcome.complete() && !outcome.passes());
}

#[test]
fn it_finds_what_the_textbook_search_finds() {
    assert_eq!(Search::new(&Jugs).run(&mut ()), textbook(&Jugs));
    for starts in [0, 1, 3] {
        // Large enough for levels of several pages: the widest holds 24,017 states.
        let model = Counters { counters: 7, max: 5, refused: 2, starts };
        let model = if starts == 0 { model } else { Counters { counters: 4, ..model } };
        assert_eq!(Search::new(&model).run(&mut ()), textbook(&model));
    }
}

#[test]
fn the_path_is_a_shortest_one_and_the_first_of_those() {
    let outcome = Search::new(&Jugs).run(&mut ());
    let riddle = [Pour::Fill(1), Pour::Over(1), Pour::Empty(0)];
    let riddle = [riddle, [Pour::Over(1), Pour::Fill(1), Pour::Over(1)]].concat();
    assert_eq!(outcome.path("no jug holds 4"), Some(riddle.as_slice()));
    assert_eq!(outcome.path("both are full"), Some([Pour::Fill(0), Pour::Fill(1)].as_slice()));
    assert_eq!(outcome.path("no jug overflows"), None);
    assert_eq!(outcome.path("no such property"), None);

    let outcome = Search::new(&counters(5, 5)).run(&mut ());
    let path = outcome.path("the first two sum to 3");
    assert_eq!(path, Some([Count(0), Count(0), Count(0)].as_slice()));
}

#[test]
fn a_rule_left_out_breaks_its_property() {
    let outcome = Search::new(&Peterson { gives_way: true }).run(&mut ());
    assert!(outcome.passes());
    let outcome = Search::new(&Peterson { gives_way: false }).run(&mut ());
    assert!(outcome.complete() && !outcome.passes());
    assert_eq!(outcome.path("mutual exclusion").map(<[_]>::len), Some(6));
}

#[test]
fn a_world_that_is_emptier_than_it_seems_does_not_pass() {
    let outcome = Search::new(&counters(2, 1)).run(&mut ());
    let verdict = outcome.verdict("the first two sum to 3").expect("it is a property of counters");
    assert!(outcome.complete() && !verdict.holds() && !outcome.passes());
}

#[test]
fn a_search_stops_at_the_break_it_was_told_of() {
    let whole = Search::new(&Jugs).run(&mut ());
    for stop in [Stop::AtFirstBreak, Stop::WhenBroken("no jug holds 4")] {
        let outcome = Search::new(&Jugs).stop(stop).run(&mut ());
        assert_eq!(outcome.end, End::Stopped);
        assert!(outcome.states < whole.states && !outcome.passes());
        assert_eq!(outcome.path("no jug holds 4"), whole.path("no jug holds 4"));
    }
    let outcome = Search::new(&Jugs).stop(Stop::WhenBroken("no jug overflows")).run(&mut ());
    assert_eq!(outcome, whole);
}

#[test]
#[should_panic(expected = "no property both are full that must hold always")]
fn a_search_is_not_told_to_stop_at_what_cannot_break() {
    Search::new(&Jugs).stop(Stop::WhenBroken("both are full")).run(&mut ());
}

#[test]
fn a_search_that_was_cut_says_so_and_does_not_pass() {
    let model = counters(4, 3);
    let limits = [
        (Limits { states: 100, ..Limits::default() }, Limit::States),
        (Limits { bytes: 1000, ..Limits::default() }, Limit::Memory),
    ];
    for (limits, limit) in limits {
        let outcome = Search::new(&model).limits(limits).run(&mut ());
        assert_eq!(outcome.end, End::Cut(limit));
        assert!(!outcome.complete() && !outcome.passes() && outcome.states < 256);
    }
    let mut pages = 0;
    let outcome = Search::new(&model).run(&mut |progress: &Progress| {
        pages += 1;
        assert_eq!((progress.depth, progress.frontier < progress.states), (pages, 1 < pages));
        if pages == 5 { ControlFlow::Break(Limit::Time) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(outcome.end, End::Cut(Limit::Time));
    // The states less than five steps from the start: all sums up to 4, none beyond 3 in one.
    assert_eq!((outcome.depth, outcome.states), (5, 1 + 4 + 10 + 20 + 31));
}

#[test]
fn a_limit_that_is_reached_with_the_last_state_cuts_nothing() {
    // The last state is deepest, so it is found when no other is left; it has still to be expanded.
    let exact = Limits { states: 256, ..Limits::default() };
    let outcome = Search::new(&counters(4, 3)).limits(exact).run(&mut ());
    assert_eq!((outcome.end, outcome.states), (End::Cut(Limit::States), 256));
    let above = Limits { states: 257, ..Limits::default() };
    assert!(Search::new(&counters(4, 3)).limits(above).run(&mut ()).passes());
}

/// A walk over a few states whose fingerprints are chosen.
struct Chosen(fn(u8) -> u128);

impl Model for Chosen {
    type State = u8;
    type Action = Count;

    fn initial_states(&self) -> Vec<u8> {
        vec![0]
    }

    fn actions(&self, _: &u8, actions: &mut Vec<Count>) {
        actions.push(Count(0));
    }

    fn next_state(&self, state: &u8, _: Count) -> Option<u8> {
        (*state < 99).then(|| state + 1)
    }

    fn fingerprint(&self, state: &u8) -> u128 {
        (self.0)(*state)
    }

    fn properties(&self) -> Vec<Property<u8>> {
        vec![Property { name: "below 50", kind: Kind::Always, holds: |s| *s < 50 }]
    }
}

/// All bits of a fingerprint count, wherever they are; and only fingerprints do: where a model
/// gives two states the same one, the second is lost with all behind it.
#[test]
fn states_are_told_apart_by_their_whole_fingerprints() {
    let apart: [fn(u8) -> u128; 4] = [
        |state| u128::from(state) + 1,
        |state| u128::from(state) << 120,
        |state| 1 << state,
        |state| u128::from(state) << 60 | 7,
    ];
    for fingerprint in apart {
        let outcome = Search::new(&Chosen(fingerprint)).run(&mut ());
        assert_eq!((outcome.states, outcome.depth), (100, 100));
        assert_eq!(outcome.path("below 50").map(<[_]>::len), Some(50));
    }
    let outcome = Search::new(&Chosen(|state| u128::from(state % 40) + 1)).run(&mut ());
    assert_eq!((outcome.states, outcome.path("below 50")), (40, None));
}

/// The toys' fingerprints are of every byte of their states.
#[test]
fn no_byte_of_a_state_is_left_out_of_its_fingerprint() {
    let model = counters(4, 3);
    let zero = [0; COUNTERS_MAX];
    for byte in 0..COUNTERS_MAX {
        let mut state = zero;
        state[byte] = 1;
        assert_ne!(model.fingerprint(&state), model.fingerprint(&zero));
    }
    assert_eq!(model.fingerprint(&zero), xxh3_128(&zero));
}

#[cfg(feature = "std")]
fn check_threads<M: Model>(model: &M, stop: Stop, limits: Limits) {
    let log = |threads| {
        let threads = core::num::NonZeroUsize::new(threads).expect("not zero");
        let mut log = Vec::new();
        let search = Search::new(model).stop(stop).limits(limits).threads(threads);
        let outcome = search.run(&mut |progress: &Progress| {
            log.push(*progress);
            ControlFlow::Continue(())
        });
        (outcome, log)
    };
    let alone = log(1);
    for threads in [2, 3, 8] {
        assert_eq!(log(threads), alone);
    }
}

/// Not only the outcome: whatever an observer can see is the same.
#[cfg(feature = "std")]
#[test]
fn any_number_of_threads_finds_the_same() {
    let wide = counters(7, 5);
    let limits = Limits::default();
    check_threads(&wide, Stop::Never, limits);
    check_threads(&wide, Stop::Never, Limits { states: 100_000, ..limits });
    check_threads(&wide, Stop::Never, Limits { bytes: 16 << 20, ..limits });
    check_threads(&Counters { starts: 4, ..wide }, Stop::Never, limits);
    check_threads(&Counters { max: 250, counters: 2, ..wide }, Stop::AtFirstBreak, limits);
    check_threads(&Jugs, Stop::WhenBroken("no jug holds 4"), limits);
}
