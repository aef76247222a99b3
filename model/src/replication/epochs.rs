//! The leader-epoch cache, in four bytes: for each epoch from 0 to 7 a nibble that says where it
//! starts in the log, or that the log has none of it.

/// Epochs that the cache has room for.
pub(super) const EPOCHS: u8 = 8;

const BITS: u32 = 4;
const ABSENT: u32 = 0xf;

//= LOG-4
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Epochs(pub(super) u32);

impl Epochs {
    pub(super) const EMPTY: Epochs = Epochs(u32::MAX);

    /// Where an epoch starts.
    pub(super) fn start(self, epoch: u8) -> Option<u8> {
        let start = self.0 >> (u32::from(epoch) * BITS) & ABSENT;
        (epoch < EPOCHS && start != ABSENT).then_some(start as u8)
    }

    /// The newest epoch.
    pub(super) fn latest(self) -> Option<u8> {
        self.floor(EPOCHS - 1)
    }

    /// The largest epoch that is at most this one.
    pub(super) fn floor(self, epoch: u8) -> Option<u8> {
        (0..=epoch).rev().find(|of| self.start(*of).is_some())
    }

    /// Where an epoch and all before it end: at the start of the next, or at the end of the log.
    pub(super) fn end_of(self, epoch: u8, log_end: u8) -> u8 {
        (epoch + 1..EPOCHS).find_map(|next| self.start(next)).unwrap_or(log_end)
    }

    /// Notes that an epoch starts there, unless it is the newest already.
    pub(super) fn note(&mut self, epoch: u8, start: u8) {
        if self.latest() == Some(epoch) {
            return;
        }
        self.truncate(start);
        let newer = u32::MAX << (u32::from(epoch) * BITS);
        let ours = ABSENT << (u32::from(epoch) * BITS);
        self.0 = (self.0 | newer) & !ours | u32::from(start) << (u32::from(epoch) * BITS);
    }

    /// Drops every epoch that starts there or later.
    pub(super) fn truncate(&mut self, end: u8) {
        for epoch in 0..EPOCHS {
            if self.start(epoch).is_some_and(|start| end <= start) {
                self.0 |= ABSENT << (u32::from(epoch) * BITS);
            }
        }
    }
}
