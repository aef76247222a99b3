//! Work that is done beside other work, on as many threads as there are cores, and told as if it
//! had been done in order.

use crate::lockstep::threads;
use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// What comes of each item, in their order.
///
/// # Panics
/// As the first of the items does that panics, whichever thread comes to it first.
pub(crate) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    type Outcome<R> = Result<R, Box<dyn Any + Send>>;
    let next = AtomicUsize::new(0);
    let outcomes: Mutex<Vec<(usize, Outcome<R>)>> = Mutex::default();
    let take = || {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(place) else { return };
            let outcome = catch_unwind(AssertUnwindSafe(|| work(item)));
            let has_failed = outcome.is_err();
            outcomes.lock().expect("nothing panics here").push((place, outcome));
            if has_failed {
                return;
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads().get() {
            scope.spawn(take);
        }
    });
    let mut outcomes = outcomes.into_inner().expect("nothing panics here");
    outcomes.sort_by_key(|(place, _)| *place);
    let told = outcomes.into_iter().map(|(_, outcome)| match outcome {
        Ok(result) => result,
        Err(panic) => resume_unwind(panic),
    });
    told.collect()
}

#[test]
fn results_are_in_order_and_the_first_panic_is_told() {
    let items: Vec<u32> = (0..100).collect();
    assert_eq!(each(&items, |item| item * 2), items.iter().map(|it| it * 2).collect::<Vec<_>>());
    for _ in 0..20 {
        let work = |item: &u32| assert!(item % 40 != 7, "{item}");
        let panic = catch_unwind(|| each(&items, work)).expect_err("two items panic");
        assert_eq!(panic.downcast_ref::<String>().map(String::as_str), Some("7"));
    }
}
