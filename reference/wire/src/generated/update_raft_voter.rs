//! UpdateRaftVoter (key 82): the codec of `schema/update_raft_voter.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, Tags, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateRaftVoterRequest<'a> {
    pub cluster_id: Option<&'a str>,
    pub current_leader_epoch: i32,
    pub voter_id: i32,
    pub voter_directory_id: Uuid,
    pub listeners: Vec<Listener<'a>>,
    pub k_raft_version_feature: KRaftVersionFeature<'a>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for UpdateRaftVoterRequest<'_> {
    fn default() -> Self {
        Self {
            cluster_id: Some(""),
            current_leader_epoch: 0,
            voter_id: 0,
            voter_directory_id: Uuid::ZERO,
            listeners: Vec::new(),
            k_raft_version_feature: KRaftVersionFeature::default(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for UpdateRaftVoterRequest<'a> {
    const SIZE_MIN: usize = 32;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("cluster_id", &mut self.cluster_id)?;
        r.field("current_leader_epoch", &mut self.current_leader_epoch)?;
        r.field("voter_id", &mut self.voter_id)?;
        r.field("voter_directory_id", &mut self.voter_directory_id)?;
        r.field("listeners", &mut self.listeners)?;
        r.field("k_raft_version_feature", &mut self.k_raft_version_feature)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("cluster_id", &self.cluster_id)?;
        w.field("current_leader_epoch", &self.current_leader_epoch)?;
        w.field("voter_id", &self.voter_id)?;
        w.field("voter_directory_id", &self.voter_directory_id)?;
        w.field("listeners", &self.listeners)?;
        w.field("k_raft_version_feature", &self.k_raft_version_feature)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `listeners`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listener<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Listener<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("host", &mut self.host)?;
        r.field("port", &mut self.port)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("host", &self.host)?;
        w.field("port", &self.port)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `k_raft_version_feature`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KRaftVersionFeature<'a> {
    pub min_supported_version: i16,
    pub max_supported_version: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for KRaftVersionFeature<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("min_supported_version", &mut self.min_supported_version)?;
        r.field("max_supported_version", &mut self.max_supported_version)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("min_supported_version", &self.min_supported_version)?;
        w.field("max_supported_version", &self.max_supported_version)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UpdateRaftVoterResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    /// Tag 0.
    pub current_leader: CurrentLeader<'a>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for UpdateRaftVoterResponse<'a> {
    const SIZE_MIN: usize = 7;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("current_leader", &mut self.current_leader)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        let mut tags = Tags::new();
        tags.field_if(
            self.current_leader != CurrentLeader::default(),
            w,
            0,
            "current_leader",
            &self.current_leader,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `current_leader`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentLeader<'a> {
    /// -1 by default.
    pub leader_id: i32,
    /// -1 by default.
    pub leader_epoch: i32,
    pub host: &'a str,
    pub port: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for CurrentLeader<'_> {
    fn default() -> Self {
        Self { leader_id: -1, leader_epoch: -1, host: "", port: 0, unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for CurrentLeader<'a> {
    const SIZE_MIN: usize = 14;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("leader_id", &mut self.leader_id)?;
        r.field("leader_epoch", &mut self.leader_epoch)?;
        r.field("host", &mut self.host)?;
        r.field("port", &mut self.port)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("leader_id", &self.leader_id)?;
        w.field("leader_epoch", &self.leader_epoch)?;
        w.field("host", &self.host)?;
        w.field("port", &self.port)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for UpdateRaftVoterRequest<'a> {
    const NAME: &'static str = "UpdateRaftVoterRequest";
    const API: Option<ApiKey> = Some(ApiKey::UpdateRaftVoter);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for UpdateRaftVoterRequest<'a> {
    const KEY: ApiKey = ApiKey::UpdateRaftVoter;
    type Response<'b> = UpdateRaftVoterResponse<'b>;
}

impl<'a> Message<'a> for UpdateRaftVoterResponse<'a> {
    const NAME: &'static str = "UpdateRaftVoterResponse";
    const API: Option<ApiKey> = Some(ApiKey::UpdateRaftVoter);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
