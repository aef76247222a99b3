//! NoOpRecord: the codec of `schema/metadata_log/no_op_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NoOpRecord<'a> {
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for NoOpRecord<'a> {
    const SIZE_MIN: usize = 1;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for NoOpRecord<'a> {
    const NAME: &'static str = "NoOpRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(20);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
