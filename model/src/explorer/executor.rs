//! Who carries out pieces of work that do not depend on each other: this thread, or several.
//!
//! It decides nothing about results: which worker takes which piece is chance, so a piece may
//! write only into itself (or set flags that nobody reads before all pieces are done).

/// Carries out independent pieces of work.
pub(super) trait Executor {
    /// Calls `work` once for each item, with its position, in any order; returns when all are done.
    fn each<T: Send>(&self, items: &mut [T], work: &(impl Fn(usize, &mut T) + Sync));
}

/// One item after the other.
pub(super) struct Serial;

impl Executor for Serial {
    fn each<T: Send>(&self, items: &mut [T], work: &(impl Fn(usize, &mut T) + Sync)) {
        for (position, item) in items.iter_mut().enumerate() {
            work(position, item);
        }
    }
}

/// As many workers as it says, this thread among them; whoever is free takes the next item.
#[cfg(feature = "std")]
pub(super) struct Threads(pub(super) usize);

#[cfg(feature = "std")]
impl Executor for Threads {
    fn each<T: Send>(&self, items: &mut [T], work: &(impl Fn(usize, &mut T) + Sync)) {
        let workers = self.0.min(items.len());
        if workers < 2 {
            return Serial.each(items, work);
        }
        let queue = std::sync::Mutex::new(items.iter_mut().enumerate());
        let take = || queue.lock().expect("no worker panics while it takes an item").next();
        let worker = || {
            while let Some((position, item)) = take() {
                work(position, item);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..workers {
                scope.spawn(worker);
            }
            worker();
        });
    }
}
