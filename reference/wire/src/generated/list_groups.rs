//! ListGroups (key 16): the codec of `schema/list_groups.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListGroupsRequest<'a> {
    /// Since version 4.
    pub states_filter: Vec<&'a str>,
    /// Since version 5.
    pub types_filter: Vec<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ListGroupsRequest<'a> {
    const SIZE_MIN: usize = 0;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(4 <= version, "states_filter", &mut self.states_filter)?;
        r.field_if(5 <= version, "types_filter", &mut self.types_filter)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_or(
            4 <= version,
            "states_filter",
            &self.states_filter,
            self.states_filter.is_empty(),
        )?;
        w.field_or(5 <= version, "types_filter", &self.types_filter, self.types_filter.is_empty())?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListGroupsResponse<'a> {
    /// Since version 1; dropped by other versions.
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub groups: Vec<ListedGroup<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ListGroupsResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(1 <= version, "throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("groups", &mut self.groups)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(1 <= version, "throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("groups", &self.groups)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `groups`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedGroup<'a> {
    pub group_id: &'a str,
    pub protocol_type: &'a str,
    /// Since version 4; dropped by other versions.
    pub group_state: &'a str,
    /// Since version 5; dropped by other versions.
    pub group_type: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ListedGroup<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("group_id", &mut self.group_id)?;
        r.field("protocol_type", &mut self.protocol_type)?;
        r.field_if(4 <= version, "group_state", &mut self.group_state)?;
        r.field_if(5 <= version, "group_type", &mut self.group_type)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("group_id", &self.group_id)?;
        w.field("protocol_type", &self.protocol_type)?;
        w.field_if(4 <= version, "group_state", &self.group_state)?;
        w.field_if(5 <= version, "group_type", &self.group_type)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ListGroupsRequest<'a> {
    const NAME: &'static str = "ListGroupsRequest";
    const API: Option<ApiKey> = Some(ApiKey::ListGroups);
    const VERSIONS: Versions = Versions { first: 0, last: 5 };
    const FLEXIBLE_SINCE: Option<i16> = Some(3);
}

impl<'a> Request<'a> for ListGroupsRequest<'a> {
    const KEY: ApiKey = ApiKey::ListGroups;
    type Response<'b> = ListGroupsResponse<'b>;
}

impl<'a> Message<'a> for ListGroupsResponse<'a> {
    const NAME: &'static str = "ListGroupsResponse";
    const API: Option<ApiKey> = Some(ApiKey::ListGroups);
    const VERSIONS: Versions = Versions { first: 0, last: 5 };
    const FLEXIBLE_SINCE: Option<i16> = Some(3);
}
