//! The clock of deadlines: milliseconds since the driver began, which never go back.

use std::time::{Duration, Instant};

use kanon_core::Time;

#[derive(Debug)]
pub(super) struct Clock(Instant);

impl Clock {
    pub(super) fn new() -> Clock {
        Clock(Instant::now())
    }

    pub(super) fn now(&self) -> Time {
        Time(i64::try_from(self.0.elapsed().as_millis()).unwrap_or(i64::MAX))
    }

    pub(super) fn after(&self, wait: Duration) -> Time {
        let wait = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
        Time(self.now().0.saturating_add(wait))
    }

    /// How long until then; a millisecond more than needed is better than waking too early.
    pub(super) fn until(&self, time: Time) -> Duration {
        let left = time.0.saturating_sub(self.now().0);
        Duration::from_millis(u64::try_from(left).unwrap_or(0))
    }
}
