//! QuorumStateData: the codec of `schema/data/quorum_state_data.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuorumStateData<'a> {
    /// Until version 0.
    pub cluster_id: &'a str,
    /// -1 by default.
    pub leader_id: i32,
    /// -1 by default.
    pub leader_epoch: i32,
    /// -1 by default.
    pub voted_id: i32,
    /// Since version 1.
    pub voted_directory_id: Uuid,
    /// Until version 0.
    pub applied_offset: i64,
    /// Until version 0.
    pub current_voters: Option<Vec<Voter<'a>>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for QuorumStateData<'_> {
    fn default() -> Self {
        Self {
            cluster_id: "",
            leader_id: -1,
            leader_epoch: -1,
            voted_id: -1,
            voted_directory_id: Uuid::ZERO,
            applied_offset: 0,
            current_voters: Some(Vec::new()),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for QuorumStateData<'a> {
    const SIZE_MIN: usize = 23;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(version <= 0, "cluster_id", &mut self.cluster_id)?;
        r.field("leader_id", &mut self.leader_id)?;
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.field("voted_id", &mut self.voted_id)?;
        r.field_if(1 <= version, "voted_directory_id", &mut self.voted_directory_id)?;
        r.field_if(version <= 0, "applied_offset", &mut self.applied_offset)?;
        r.field_if(version <= 0, "current_voters", &mut self.current_voters)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_or(version <= 0, "cluster_id", &self.cluster_id, self.cluster_id.is_empty())?;
        w.field("leader_id", &self.leader_id)?;
        w.field("leader_epoch", &self.leader_epoch)?;
        w.field("voted_id", &self.voted_id)?;
        w.field_or(
            1 <= version,
            "voted_directory_id",
            &self.voted_directory_id,
            self.voted_directory_id.is_zero(),
        )?;
        w.field_or(version <= 0, "applied_offset", &self.applied_offset, self.applied_offset == 0)?;
        w.field_or(
            version <= 0,
            "current_voters",
            &self.current_voters,
            self.current_voters.as_ref().is_some_and(Vec::is_empty),
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `current_voters`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voter<'a> {
    pub voter_id: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Voter<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("voter_id", &mut self.voter_id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("voter_id", &self.voter_id)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for QuorumStateData<'a> {
    const NAME: &'static str = "QuorumStateData";
    const API: Option<ApiKey> = None;
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
