//! JoinGroup (key 11): the codec of `schema/join_group.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinGroupRequest<'a> {
    pub group_id: &'a str,
    pub session_timeout_ms: i32,
    /// Since version 1; -1 by default; dropped by other versions.
    pub rebalance_timeout_ms: i32,
    pub member_id: &'a str,
    /// Since version 5.
    pub group_instance_id: Option<&'a str>,
    pub protocol_type: &'a str,
    pub protocols: Vec<JoinGroupRequestProtocol<'a>>,
    /// Since version 8; dropped by other versions.
    pub reason: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for JoinGroupRequest<'_> {
    fn default() -> Self {
        Self {
            group_id: "",
            session_timeout_ms: 0,
            rebalance_timeout_ms: -1,
            member_id: "",
            group_instance_id: None,
            protocol_type: "",
            protocols: Vec::new(),
            reason: None,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for JoinGroupRequest<'a> {
    const SIZE_MIN: usize = 14;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("group_id", &mut self.group_id)?;
        r.field("session_timeout_ms", &mut self.session_timeout_ms)?;
        r.field_if(1 <= version, "rebalance_timeout_ms", &mut self.rebalance_timeout_ms)?;
        r.field("member_id", &mut self.member_id)?;
        r.field_if(5 <= version, "group_instance_id", &mut self.group_instance_id)?;
        r.field("protocol_type", &mut self.protocol_type)?;
        r.field("protocols", &mut self.protocols)?;
        r.field_if(8 <= version, "reason", &mut self.reason)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("group_id", &self.group_id)?;
        w.field("session_timeout_ms", &self.session_timeout_ms)?;
        w.field_if(1 <= version, "rebalance_timeout_ms", &self.rebalance_timeout_ms)?;
        w.field("member_id", &self.member_id)?;
        w.field_or(
            5 <= version,
            "group_instance_id",
            &self.group_instance_id,
            self.group_instance_id.is_none(),
        )?;
        w.field("protocol_type", &self.protocol_type)?;
        w.field("protocols", &self.protocols)?;
        w.field_if(8 <= version, "reason", &self.reason)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `protocols`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JoinGroupRequestProtocol<'a> {
    pub name: &'a str,
    pub metadata: &'a [u8],
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for JoinGroupRequestProtocol<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("metadata", &mut self.metadata)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("metadata", &self.metadata)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinGroupResponse<'a> {
    /// Since version 2; dropped by other versions.
    pub throttle_time_ms: i32,
    pub error_code: i16,
    /// -1 by default.
    pub generation_id: i32,
    /// Since version 7; dropped by other versions.
    pub protocol_type: Option<&'a str>,
    pub protocol_name: Option<&'a str>,
    pub leader: &'a str,
    /// Since version 9.
    pub skip_assignment: bool,
    pub member_id: &'a str,
    pub members: Vec<JoinGroupResponseMember<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for JoinGroupResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            error_code: 0,
            generation_id: -1,
            protocol_type: None,
            protocol_name: Some(""),
            leader: "",
            skip_assignment: false,
            member_id: "",
            members: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for JoinGroupResponse<'a> {
    const SIZE_MIN: usize = 15;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(2 <= version, "throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("generation_id", &mut self.generation_id)?;
        r.field_if(7 <= version, "protocol_type", &mut self.protocol_type)?;
        r.nullable(7 <= version, "protocol_name", &mut self.protocol_name)?;
        r.field("leader", &mut self.leader)?;
        r.field_if(9 <= version, "skip_assignment", &mut self.skip_assignment)?;
        r.field("member_id", &mut self.member_id)?;
        r.field("members", &mut self.members)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(2 <= version, "throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("generation_id", &self.generation_id)?;
        w.field_if(7 <= version, "protocol_type", &self.protocol_type)?;
        w.nullable(7 <= version, "protocol_name", &self.protocol_name)?;
        w.field("leader", &self.leader)?;
        w.field_or(9 <= version, "skip_assignment", &self.skip_assignment, !self.skip_assignment)?;
        w.field("member_id", &self.member_id)?;
        w.field("members", &self.members)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `members`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct JoinGroupResponseMember<'a> {
    pub member_id: &'a str,
    /// Since version 5; dropped by other versions.
    pub group_instance_id: Option<&'a str>,
    pub metadata: &'a [u8],
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for JoinGroupResponseMember<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("member_id", &mut self.member_id)?;
        r.field_if(5 <= version, "group_instance_id", &mut self.group_instance_id)?;
        r.field("metadata", &mut self.metadata)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("member_id", &self.member_id)?;
        w.field_if(5 <= version, "group_instance_id", &self.group_instance_id)?;
        w.field("metadata", &self.metadata)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for JoinGroupRequest<'a> {
    const NAME: &'static str = "JoinGroupRequest";
    const API: Option<ApiKey> = Some(ApiKey::JoinGroup);
    const VERSIONS: Versions = Versions { first: 0, last: 9 };
    const FLEXIBLE_SINCE: Option<i16> = Some(6);
}

impl<'a> Request<'a> for JoinGroupRequest<'a> {
    const KEY: ApiKey = ApiKey::JoinGroup;
    type Response<'b> = JoinGroupResponse<'b>;
}

impl<'a> Message<'a> for JoinGroupResponse<'a> {
    const NAME: &'static str = "JoinGroupResponse";
    const API: Option<ApiKey> = Some(ApiKey::JoinGroup);
    const VERSIONS: Versions = Versions { first: 0, last: 9 };
    const FLEXIBLE_SINCE: Option<i16> = Some(6);
}
