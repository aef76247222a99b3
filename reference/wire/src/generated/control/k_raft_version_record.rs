//! KRaftVersionRecord: the codec of `schema/control/k_raft_version_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KRaftVersionRecord<'a> {
    pub version: i16,
    pub k_raft_version: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for KRaftVersionRecord<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("version", &mut self.version)?;
        r.field("k_raft_version", &mut self.k_raft_version)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("version", &self.version)?;
        w.field("k_raft_version", &self.k_raft_version)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for KRaftVersionRecord<'a> {
    const NAME: &'static str = "KRaftVersionRecord";
    const API: Option<ApiKey> = None;
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
