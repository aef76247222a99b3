//! ControlRecordTypeSchema: the codec of `schema/control/control_record_type.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ControlRecordTypeSchema {
    pub r#type: i16,
}

impl<'a> Value<'a> for ControlRecordTypeSchema {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("type", &mut self.r#type)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("type", &self.r#type)?;
        Ok(())
    }
}

impl<'a> Message<'a> for ControlRecordTypeSchema {
    const NAME: &'static str = "ControlRecordTypeSchema";
    const API: Option<ApiKey> = None;
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}
