#![doc = include_str!("README.md")]

pub mod properties;

use crate::ids::{BrokerId, LeaderEpoch, Offset};

/// What a consumer knows, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Consumer {
    /// Whom it takes for the leader.
    pub leader: BrokerId,
    /// Since which epoch.
    pub leader_epoch: LeaderEpoch,
    /// The offset of what it reads next.
    pub position: Offset,
    /// The epoch of the last batch that it has read.
    pub last_epoch: Option<LeaderEpoch>,
    /// Whether it has to ask if what it has read is still there.
    pub must_validate: bool,
    /// The end of the log that it was told last.
    pub latest: Option<Offset>,
    /// Whether it was ever told an end before one that it had been told. (A ghost.)
    pub went_back: bool,
    /// Whether it ever read on from a log that lacks what CON-4 says that it has. (A ghost.)
    pub torn: bool,
}
