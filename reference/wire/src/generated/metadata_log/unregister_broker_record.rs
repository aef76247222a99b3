//! UnregisterBrokerRecord: the codec of `schema/metadata_log/unregister_broker_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnregisterBrokerRecord<'a> {
    pub broker_id: i32,
    pub broker_epoch: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for UnregisterBrokerRecord<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("broker_id", &mut self.broker_id)?;
        r.field("broker_epoch", &mut self.broker_epoch)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("broker_id", &self.broker_id)?;
        w.field("broker_epoch", &self.broker_epoch)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for UnregisterBrokerRecord<'a> {
    const NAME: &'static str = "UnregisterBrokerRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(1);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
