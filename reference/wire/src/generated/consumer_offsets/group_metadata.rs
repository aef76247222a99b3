//! GroupMetadataKey, GroupMetadataValue: the codec of `schema/consumer_offsets/group_metadata.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupMetadataKey<'a> {
    pub group: &'a str,
}

impl<'a> Value<'a> for GroupMetadataKey<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group", &mut self.group)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group", &self.group)?;
        Ok(())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupMetadataValue<'a> {
    pub protocol_type: &'a str,
    pub generation: i32,
    pub protocol: Option<&'a str>,
    pub leader: Option<&'a str>,
    /// Since version 2; -1 by default; dropped by other versions.
    pub current_state_timestamp: i64,
    pub members: Vec<MemberMetadata<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for GroupMetadataValue<'_> {
    fn default() -> Self {
        Self {
            protocol_type: "",
            generation: 0,
            protocol: Some(""),
            leader: Some(""),
            current_state_timestamp: -1,
            members: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for GroupMetadataValue<'a> {
    const SIZE_MIN: usize = 14;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("protocol_type", &mut self.protocol_type)?;
        r.field("generation", &mut self.generation)?;
        r.field("protocol", &mut self.protocol)?;
        r.field("leader", &mut self.leader)?;
        r.field_if(2 <= version, "current_state_timestamp", &mut self.current_state_timestamp)?;
        r.field("members", &mut self.members)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("protocol_type", &self.protocol_type)?;
        w.field("generation", &self.generation)?;
        w.field("protocol", &self.protocol)?;
        w.field("leader", &self.leader)?;
        w.field_if(2 <= version, "current_state_timestamp", &self.current_state_timestamp)?;
        w.field("members", &self.members)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `members`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberMetadata<'a> {
    pub member_id: &'a str,
    /// Since version 3; dropped by other versions.
    pub group_instance_id: Option<&'a str>,
    pub client_id: &'a str,
    pub client_host: &'a str,
    /// Since version 1; -1 by default; dropped by other versions.
    pub rebalance_timeout: i32,
    pub session_timeout: i32,
    pub subscription: &'a [u8],
    pub assignment: &'a [u8],
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for MemberMetadata<'_> {
    fn default() -> Self {
        Self {
            member_id: "",
            group_instance_id: None,
            client_id: "",
            client_host: "",
            rebalance_timeout: -1,
            session_timeout: 0,
            subscription: &[],
            assignment: &[],
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for MemberMetadata<'a> {
    const SIZE_MIN: usize = 15;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("member_id", &mut self.member_id)?;
        r.field_if(3 <= version, "group_instance_id", &mut self.group_instance_id)?;
        r.field("client_id", &mut self.client_id)?;
        r.field("client_host", &mut self.client_host)?;
        r.field_if(1 <= version, "rebalance_timeout", &mut self.rebalance_timeout)?;
        r.field("session_timeout", &mut self.session_timeout)?;
        r.field("subscription", &mut self.subscription)?;
        r.field("assignment", &mut self.assignment)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("member_id", &self.member_id)?;
        w.field_if(3 <= version, "group_instance_id", &self.group_instance_id)?;
        w.field("client_id", &self.client_id)?;
        w.field("client_host", &self.client_host)?;
        w.field_if(1 <= version, "rebalance_timeout", &self.rebalance_timeout)?;
        w.field("session_timeout", &self.session_timeout)?;
        w.field("subscription", &self.subscription)?;
        w.field("assignment", &self.assignment)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for GroupMetadataKey<'a> {
    const NAME: &'static str = "GroupMetadataKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(2);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for GroupMetadataValue<'a> {
    const NAME: &'static str = "GroupMetadataValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(2);
    const VERSIONS: Versions = Versions { first: 0, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(4);
}
