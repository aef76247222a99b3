//! The clock of deadlines: milliseconds since the driver began, which never go back. And the one of
//! records, which the machine's owner may set.

use std::time::{Duration, Instant, SystemTime};

use kanon_core::Time;

/// Begins with the driver.
#[derive(Debug)]
pub(crate) struct Clock(Instant);

impl Clock {
    pub(crate) fn new() -> Clock {
        Clock(Instant::now())
    }

    pub(crate) fn now(&self) -> Time {
        Time(i64::try_from(self.0.elapsed().as_millis()).unwrap_or(i64::MAX))
    }

    pub(crate) fn after(&self, wait: Duration) -> Time {
        let wait = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
        Time(self.now().0.saturating_add(wait))
    }

    /// How long until that millisecond is over: who waits for it has waited no shorter than asked.
    pub(crate) fn until(&self, time: Time) -> Duration {
        let left = time.0.saturating_add(1).saturating_sub(self.now().0);
        Duration::from_millis(u64::try_from(left).unwrap_or(0))
    }
}

/// The time that records are held against, in milliseconds since 1970.
pub(crate) fn since_1970_ms() -> i64 {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let now_ms = since_1970.map_or(0, |since| since.as_millis());
    i64::try_from(now_ms).unwrap_or(i64::MAX)
}
