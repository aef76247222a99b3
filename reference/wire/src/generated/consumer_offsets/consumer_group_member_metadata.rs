//! ConsumerGroupMemberMetadataKey, ConsumerGroupMemberMetadataValue: the codec of `schema/consumer_offsets/consumer_group_member_metadata.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Nullable, Reader, Tags, UnknownTagged, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsumerGroupMemberMetadataKey<'a> {
    pub group_id: &'a str,
    pub member_id: &'a str,
}

impl<'a> Value<'a> for ConsumerGroupMemberMetadataKey<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group_id", &mut self.group_id)?;
        r.field("member_id", &mut self.member_id)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group_id", &self.group_id)?;
        w.field("member_id", &self.member_id)?;
        Ok(())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsumerGroupMemberMetadataValue<'a> {
    pub instance_id: Option<&'a str>,
    pub rack_id: Option<&'a str>,
    pub client_id: &'a str,
    pub client_host: &'a str,
    pub subscribed_topic_names: Vec<&'a str>,
    pub subscribed_topic_regex: Option<&'a str>,
    /// -1 by default.
    pub rebalance_timeout_ms: i32,
    pub server_assignor: Option<&'a str>,
    /// Tag 0.
    pub classic_member_metadata: Option<ClassicMemberMetadata<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ConsumerGroupMemberMetadataValue<'_> {
    fn default() -> Self {
        Self {
            instance_id: Some(""),
            rack_id: Some(""),
            client_id: "",
            client_host: "",
            subscribed_topic_names: Vec::new(),
            subscribed_topic_regex: Some(""),
            rebalance_timeout_ms: -1,
            server_assignor: Some(""),
            classic_member_metadata: Some(ClassicMemberMetadata::default()),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for ConsumerGroupMemberMetadataValue<'a> {
    const SIZE_MIN: usize = 12;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("instance_id", &mut self.instance_id)?;
        r.field("rack_id", &mut self.rack_id)?;
        r.field("client_id", &mut self.client_id)?;
        r.field("client_host", &mut self.client_host)?;
        r.field("subscribed_topic_names", &mut self.subscribed_topic_names)?;
        r.field("subscribed_topic_regex", &mut self.subscribed_topic_regex)?;
        r.field("rebalance_timeout_ms", &mut self.rebalance_timeout_ms)?;
        r.field("server_assignor", &mut self.server_assignor)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.tagged_struct("classic_member_metadata", &mut self.classic_member_metadata)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("instance_id", &self.instance_id)?;
        w.field("rack_id", &self.rack_id)?;
        w.field("client_id", &self.client_id)?;
        w.field("client_host", &self.client_host)?;
        w.field("subscribed_topic_names", &self.subscribed_topic_names)?;
        w.field("subscribed_topic_regex", &self.subscribed_topic_regex)?;
        w.field("rebalance_timeout_ms", &self.rebalance_timeout_ms)?;
        w.field("server_assignor", &self.server_assignor)?;
        let mut tags = Tags::new();
        tags.struct_if(
            self.classic_member_metadata != Some(ClassicMemberMetadata::default()),
            w,
            0,
            "classic_member_metadata",
            &self.classic_member_metadata,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `classic_member_metadata`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClassicMemberMetadata<'a> {
    pub session_timeout_ms: i32,
    pub supported_protocols: Vec<ClassicProtocol<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ClassicMemberMetadata<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("session_timeout_ms", &mut self.session_timeout_ms)?;
        r.field("supported_protocols", &mut self.supported_protocols)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("session_timeout_ms", &self.session_timeout_ms)?;
        w.field("supported_protocols", &self.supported_protocols)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Nullable<'a> for ClassicMemberMetadata<'a> {
    fn read_nullable(into: &mut Option<Self>, r: &mut Reader<'a>) -> Result<(), Error> {
        crate::value::read_struct(into, crate::value::NULL_STRUCT, r)
    }

    fn write_nullable(value: Option<&Self>, w: &mut Writer<'_>) -> Result<(), Error> {
        crate::value::write_struct(value, crate::value::NULL_STRUCT, w)
    }
}

/// An element of `supported_protocols`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClassicProtocol<'a> {
    pub name: &'a str,
    pub metadata: &'a [u8],
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ClassicProtocol<'a> {
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

impl<'a> Message<'a> for ConsumerGroupMemberMetadataKey<'a> {
    const NAME: &'static str = "ConsumerGroupMemberMetadataKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(5);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for ConsumerGroupMemberMetadataValue<'a> {
    const NAME: &'static str = "ConsumerGroupMemberMetadataValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(5);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
