//! AddRaftVoter (key 80): the codec of `schema/add_raft_voter.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddRaftVoterRequest<'a> {
    pub cluster_id: Option<&'a str>,
    pub timeout_ms: i32,
    pub voter_id: i32,
    pub voter_directory_id: Uuid,
    pub listeners: Vec<Listener<'a>>,
    /// Since version 1; true by default.
    pub ack_when_committed: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for AddRaftVoterRequest<'_> {
    fn default() -> Self {
        Self {
            cluster_id: Some(""),
            timeout_ms: 0,
            voter_id: 0,
            voter_directory_id: Uuid::ZERO,
            listeners: Vec::new(),
            ack_when_committed: true,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for AddRaftVoterRequest<'a> {
    const SIZE_MIN: usize = 27;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("cluster_id", &mut self.cluster_id)?;
        r.field("timeout_ms", &mut self.timeout_ms)?;
        r.field("voter_id", &mut self.voter_id)?;
        r.field("voter_directory_id", &mut self.voter_directory_id)?;
        r.field("listeners", &mut self.listeners)?;
        r.field_if(1 <= version, "ack_when_committed", &mut self.ack_when_committed)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("cluster_id", &self.cluster_id)?;
        w.field("timeout_ms", &self.timeout_ms)?;
        w.field("voter_id", &self.voter_id)?;
        w.field("voter_directory_id", &self.voter_directory_id)?;
        w.field("listeners", &self.listeners)?;
        w.field_or(
            1 <= version,
            "ack_when_committed",
            &self.ack_when_committed,
            self.ack_when_committed,
        )?;
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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddRaftVoterResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for AddRaftVoterResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: Some(""),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for AddRaftVoterResponse<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for AddRaftVoterRequest<'a> {
    const NAME: &'static str = "AddRaftVoterRequest";
    const API: Option<ApiKey> = Some(ApiKey::AddRaftVoter);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for AddRaftVoterRequest<'a> {
    const KEY: ApiKey = ApiKey::AddRaftVoter;
    type Response<'b> = AddRaftVoterResponse<'b>;
}

impl<'a> Message<'a> for AddRaftVoterResponse<'a> {
    const NAME: &'static str = "AddRaftVoterResponse";
    const API: Option<ApiKey> = Some(ApiKey::AddRaftVoter);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
