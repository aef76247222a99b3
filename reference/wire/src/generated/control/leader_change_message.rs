//! LeaderChangeMessage: the codec of `schema/control/leader_change_message.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LeaderChangeMessage<'a> {
    pub version: i16,
    pub leader_id: i32,
    pub voters: Vec<Voter<'a>>,
    pub granting_voters: Vec<Voter<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for LeaderChangeMessage<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("version", &mut self.version)?;
        r.field("leader_id", &mut self.leader_id)?;
        r.field("voters", &mut self.voters)?;
        r.field("granting_voters", &mut self.granting_voters)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("version", &self.version)?;
        w.field("leader_id", &self.leader_id)?;
        w.field("voters", &self.voters)?;
        w.field("granting_voters", &self.granting_voters)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `voters`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voter<'a> {
    pub voter_id: i32,
    /// Since version 1.
    pub voter_directory_id: Uuid,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for Voter<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("voter_id", &mut self.voter_id)?;
        r.field_if(1 <= version, "voter_directory_id", &mut self.voter_directory_id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("voter_id", &self.voter_id)?;
        w.field_or(
            1 <= version,
            "voter_directory_id",
            &self.voter_directory_id,
            self.voter_directory_id.is_zero(),
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for LeaderChangeMessage<'a> {
    const NAME: &'static str = "LeaderChangeMessage";
    const API: Option<ApiKey> = None;
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
