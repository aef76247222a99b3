//! FenceBrokerRecord: the codec of `schema/metadata_log/fence_broker_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FenceBrokerRecord<'a> {
    pub id: i32,
    pub epoch: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for FenceBrokerRecord<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("id", &mut self.id)?;
        r.field("epoch", &mut self.epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("id", &self.id)?;
        w.field("epoch", &self.epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for FenceBrokerRecord<'a> {
    const NAME: &'static str = "FenceBrokerRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(7);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
