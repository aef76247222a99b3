//! VotersRecord: the codec of `schema/control/voters_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VotersRecord<'a> {
    pub version: i16,
    pub voters: Vec<Voter<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for VotersRecord<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("version", &mut self.version)?;
        r.field("voters", &mut self.voters)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("version", &self.version)?;
        w.field("voters", &self.voters)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `voters`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voter<'a> {
    pub voter_id: i32,
    pub voter_directory_id: Uuid,
    pub endpoints: Vec<Endpoint<'a>>,
    pub k_raft_version_feature: KRaftVersionFeature<'a>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Voter<'a> {
    const SIZE_MIN: usize = 27;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("voter_id", &mut self.voter_id)?;
        r.field("voter_directory_id", &mut self.voter_directory_id)?;
        r.field("endpoints", &mut self.endpoints)?;
        r.field("k_raft_version_feature", &mut self.k_raft_version_feature)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("voter_id", &self.voter_id)?;
        w.field("voter_directory_id", &self.voter_directory_id)?;
        w.field("endpoints", &self.endpoints)?;
        w.field("k_raft_version_feature", &self.k_raft_version_feature)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `endpoints`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Endpoint<'a> {
    pub name: &'a str,
    pub host: &'a str,
    pub port: u16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Endpoint<'a> {
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

impl<'a> Message<'a> for VotersRecord<'a> {
    const NAME: &'static str = "VotersRecord";
    const API: Option<ApiKey> = None;
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
