//! LeaveGroup (key 13): the codec of `schema/leave_group.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeaveGroupRequest<'a> {
    pub group_id: &'a str,
    /// Until version 2.
    pub member_id: &'a str,
    /// Since version 3.
    pub members: Vec<MemberIdentity<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for LeaveGroupRequest<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("group_id", &mut self.group_id)?;
        r.field_if(version <= 2, "member_id", &mut self.member_id)?;
        r.field_if(3 <= version, "members", &mut self.members)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("group_id", &self.group_id)?;
        w.field_or(version <= 2, "member_id", &self.member_id, self.member_id.is_empty())?;
        w.field_or(3 <= version, "members", &self.members, self.members.is_empty())?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `members`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberIdentity<'a> {
    pub member_id: &'a str,
    pub group_instance_id: Option<&'a str>,
    /// Since version 5; dropped by other versions.
    pub reason: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for MemberIdentity<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("member_id", &mut self.member_id)?;
        r.field("group_instance_id", &mut self.group_instance_id)?;
        r.field_if(5 <= version, "reason", &mut self.reason)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("member_id", &self.member_id)?;
        w.field("group_instance_id", &self.group_instance_id)?;
        w.field_if(5 <= version, "reason", &self.reason)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeaveGroupResponse<'a> {
    /// Since version 1; dropped by other versions.
    pub throttle_time_ms: i32,
    pub error_code: i16,
    /// Since version 3.
    pub members: Vec<MemberResponse<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for LeaveGroupResponse<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(1 <= version, "throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field_if(3 <= version, "members", &mut self.members)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(1 <= version, "throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field_or(3 <= version, "members", &self.members, self.members.is_empty())?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `members`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberResponse<'a> {
    pub member_id: &'a str,
    pub group_instance_id: Option<&'a str>,
    pub error_code: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for MemberResponse<'_> {
    fn default() -> Self {
        Self {
            member_id: "",
            group_instance_id: Some(""),
            error_code: 0,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for MemberResponse<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("member_id", &mut self.member_id)?;
        r.field("group_instance_id", &mut self.group_instance_id)?;
        r.field("error_code", &mut self.error_code)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("member_id", &self.member_id)?;
        w.field("group_instance_id", &self.group_instance_id)?;
        w.field("error_code", &self.error_code)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for LeaveGroupRequest<'a> {
    const NAME: &'static str = "LeaveGroupRequest";
    const API: Option<ApiKey> = Some(ApiKey::LeaveGroup);
    const VERSIONS: Versions = Versions { first: 0, last: 5 };
    const FLEXIBLE_SINCE: Option<i16> = Some(4);
}

impl<'a> Request<'a> for LeaveGroupRequest<'a> {
    const KEY: ApiKey = ApiKey::LeaveGroup;
    type Response<'b> = LeaveGroupResponse<'b>;
}

impl<'a> Message<'a> for LeaveGroupResponse<'a> {
    const NAME: &'static str = "LeaveGroupResponse";
    const API: Option<ApiKey> = Some(ApiKey::LeaveGroup);
    const VERSIONS: Versions = Versions { first: 0, last: 5 };
    const FLEXIBLE_SINCE: Option<i16> = Some(4);
}
