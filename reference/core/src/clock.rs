//! Moments, as the driver's clock tells them. The core reads no clock: it adds and compares.

/// A moment, in milliseconds since an origin of the driver's choice that stays the same while the
/// broker runs. In worlds without a clock it is always the same one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub i64);

impl Time {
    /// So many milliseconds later; at once for a negative number, as the wire may hold.
    #[must_use]
    pub fn after_ms(self, ms: i32) -> Time {
        Time(self.0.saturating_add(i64::from(ms.max(0))))
    }
}
