//! BeginTransactionRecord: the codec of `schema/metadata_log/begin_transaction_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BeginTransactionRecord<'a> {
    /// Tag 0.
    pub name: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for BeginTransactionRecord<'a> {
    const SIZE_MIN: usize = 1;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("name", &mut self.name)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let mut tags = Tags::new();
        tags.field_if(self.name.is_some(), w, 0, "name", &self.name)?;
        tags.finish(w, &self.unknown_tagged)
    }
}

impl<'a> Message<'a> for BeginTransactionRecord<'a> {
    const NAME: &'static str = "BeginTransactionRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(23);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
