//! AbortTransactionRecord: the codec of `schema/metadata_log/abort_transaction_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AbortTransactionRecord<'a> {
    /// Tag 0.
    pub reason: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AbortTransactionRecord<'a> {
    const SIZE_MIN: usize = 1;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("reason", &mut self.reason)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let mut tags = Tags::new();
        tags.field_if(self.reason.is_some(), w, 0, "reason", &self.reason)?;
        tags.finish(w, &self.unknown_tagged)
    }
}

impl<'a> Message<'a> for AbortTransactionRecord<'a> {
    const NAME: &'static str = "AbortTransactionRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(25);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
