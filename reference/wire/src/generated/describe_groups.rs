//! DescribeGroups (key 15): the codec of `schema/describe_groups.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribeGroupsRequest<'a> {
    pub groups: Vec<&'a str>,
    /// Since version 3.
    pub include_authorized_operations: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribeGroupsRequest<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("groups", &mut self.groups)?;
        r.field_if(
            3 <= version,
            "include_authorized_operations",
            &mut self.include_authorized_operations,
        )?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("groups", &self.groups)?;
        w.field_or(
            3 <= version,
            "include_authorized_operations",
            &self.include_authorized_operations,
            !self.include_authorized_operations,
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribeGroupsResponse<'a> {
    /// Since version 1; dropped by other versions.
    pub throttle_time_ms: i32,
    pub groups: Vec<DescribedGroup<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribeGroupsResponse<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(1 <= version, "throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("groups", &mut self.groups)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(1 <= version, "throttle_time_ms", &self.throttle_time_ms)?;
        w.field("groups", &self.groups)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `groups`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribedGroup<'a> {
    pub error_code: i16,
    /// Since version 6.
    pub error_message: Option<&'a str>,
    pub group_id: &'a str,
    pub group_state: &'a str,
    pub protocol_type: &'a str,
    pub protocol_data: &'a str,
    pub members: Vec<DescribedGroupMember<'a>>,
    /// Since version 3; -2147483648 by default.
    pub authorized_operations: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribedGroup<'_> {
    fn default() -> Self {
        Self {
            error_code: 0,
            error_message: None,
            group_id: "",
            group_state: "",
            protocol_type: "",
            protocol_data: "",
            members: Vec::new(),
            authorized_operations: i32::MIN,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribedGroup<'a> {
    const SIZE_MIN: usize = 12;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("error_code", &mut self.error_code)?;
        r.field_if(6 <= version, "error_message", &mut self.error_message)?;
        r.field("group_id", &mut self.group_id)?;
        r.field("group_state", &mut self.group_state)?;
        r.field("protocol_type", &mut self.protocol_type)?;
        r.field("protocol_data", &mut self.protocol_data)?;
        r.field("members", &mut self.members)?;
        r.field_if(3 <= version, "authorized_operations", &mut self.authorized_operations)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("error_code", &self.error_code)?;
        w.field_or(
            6 <= version,
            "error_message",
            &self.error_message,
            self.error_message.is_none(),
        )?;
        w.field("group_id", &self.group_id)?;
        w.field("group_state", &self.group_state)?;
        w.field("protocol_type", &self.protocol_type)?;
        w.field("protocol_data", &self.protocol_data)?;
        w.field("members", &self.members)?;
        w.field_or(
            3 <= version,
            "authorized_operations",
            &self.authorized_operations,
            self.authorized_operations == i32::MIN,
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `members`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribedGroupMember<'a> {
    pub member_id: &'a str,
    /// Since version 4; dropped by other versions.
    pub group_instance_id: Option<&'a str>,
    pub client_id: &'a str,
    pub client_host: &'a str,
    pub member_metadata: &'a [u8],
    pub member_assignment: &'a [u8],
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribedGroupMember<'a> {
    const SIZE_MIN: usize = 7;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("member_id", &mut self.member_id)?;
        r.field_if(4 <= version, "group_instance_id", &mut self.group_instance_id)?;
        r.field("client_id", &mut self.client_id)?;
        r.field("client_host", &mut self.client_host)?;
        r.field("member_metadata", &mut self.member_metadata)?;
        r.field("member_assignment", &mut self.member_assignment)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("member_id", &self.member_id)?;
        w.field_if(4 <= version, "group_instance_id", &self.group_instance_id)?;
        w.field("client_id", &self.client_id)?;
        w.field("client_host", &self.client_host)?;
        w.field("member_metadata", &self.member_metadata)?;
        w.field("member_assignment", &self.member_assignment)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for DescribeGroupsRequest<'a> {
    const NAME: &'static str = "DescribeGroupsRequest";
    const API: Option<ApiKey> = Some(ApiKey::DescribeGroups);
    const VERSIONS: Versions = Versions { first: 0, last: 6 };
    const FLEXIBLE_SINCE: Option<i16> = Some(5);
}

impl<'a> Request<'a> for DescribeGroupsRequest<'a> {
    const KEY: ApiKey = ApiKey::DescribeGroups;
    type Response<'b> = DescribeGroupsResponse<'b>;
}

impl<'a> Message<'a> for DescribeGroupsResponse<'a> {
    const NAME: &'static str = "DescribeGroupsResponse";
    const API: Option<ApiKey> = Some(ApiKey::DescribeGroups);
    const VERSIONS: Versions = Versions { first: 0, last: 6 };
    const FLEXIBLE_SINCE: Option<i16> = Some(5);
}
