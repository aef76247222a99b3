//! Symmetry: what it leaves out is what the orbits say, and what it tells is true of the model.

use super::toys::{Counters, Work, Workers};
use super::*;

const FOUR: Workers = Workers { workers: 4, turns: 3 };

/// Takes the steps of a path; none is refused.
fn take(model: &Workers, path: &[Work]) -> super::toys::Shop {
    path.iter().fold(model.initial_states()[0], |shop, work| {
        model.next_state(&shop, *work).expect("no step of a path is refused")
    })
}

#[test]
fn the_counts_are_those_of_multisets() {
    let whole = Search::new(&FOUR).run(&mut ());
    assert_eq!(whole.states, 4u64.pow(4) + 4 * 3 * 4u64.pow(3));
    assert_eq!(whole.unreduced, None);
    let reduced = Search::new(&FOUR).symmetry(true).run(&mut ());
    // Four numbers up to 3 in any order, C(7, 4); or one below 3 and three in any order, C(6, 3).
    assert_eq!(reduced.states, 35 + 3 * 20);
    assert!(reduced.complete());
}

#[test]
fn the_orbits_add_up_to_the_search_without_symmetry() {
    for workers in 1..=4 {
        for turns in 1..=4 {
            let model = Workers { workers, turns };
            let whole = Search::new(&model).run(&mut ());
            let reduced = Search::new(&model).symmetry(true).run(&mut ());
            let Outcome { states, transitions, .. } = whole;
            assert_eq!(reduced.unreduced, Some(Unreduced { states, transitions }));
            assert_eq!((reduced.depth, reduced.end), (whole.depth, whole.end));
            let verdicts = whole.verdicts.iter().zip(&reduced.verdicts);
            for (whole, reduced) in verdicts {
                let length = |verdict: &Verdict<_>| verdict.first.as_ref().map(Vec::len);
                assert_eq!(length(whole), length(reduced), "{}", whole.name);
            }
        }
    }
}

#[test]
fn a_path_is_one_of_the_model_without_symmetry() {
    let outcome = Search::new(&FOUR).symmetry(true).run(&mut ());
    let mut lengths = [5, 9, 16].into_iter();
    for (verdict, property) in outcome.verdicts.iter().zip(FOUR.properties()) {
        let Some(path) = &verdict.first else { continue };
        let decides = property.kind == Kind::Sometimes;
        assert_eq!((property.holds)(&take(&FOUR, path)), decides, "{}", property.name);
        assert_eq!(Some(path.len()), lengths.next(), "{}", property.name);
    }
    assert_eq!(lengths.next(), None);
    // With names that change on the way, the same actions would be refused.
    let path = outcome.path("none takes it alone").expect("one can be alone");
    assert!(path.iter().all(|work| matches!(work, Work::Take(0) | Work::Done(0))));
}

/// Without names to change, nothing is reduced.
#[test]
fn a_model_without_symmetry_is_searched_whole() {
    let model = Counters { counters: 4, max: 3, refused: 1, starts: 2 };
    let whole = Search::new(&model).run(&mut ());
    let unreduced = Unreduced { states: whole.states, transitions: whole.transitions };
    let reduced = Search::new(&model).symmetry(true).run(&mut ());
    assert_eq!(reduced, Outcome { unreduced: Some(unreduced), ..whole });
}

#[test]
#[should_panic(expected = "liveness is not judged on canonical states")]
fn symmetry_and_liveness_are_not_had_together() {
    Search::new(&FOUR).symmetry(true).liveness(true).run(&mut ());
}

#[cfg(feature = "std")]
#[test]
fn any_number_of_threads_finds_the_same() {
    let model = Workers { workers: 4, turns: 12 };
    let alone = Search::new(&model).symmetry(true).run(&mut ());
    let threads = core::num::NonZeroUsize::new(3).expect("not zero");
    assert_eq!(Search::new(&model).symmetry(true).threads(threads).run(&mut ()), alone);
}
