//! TopicRecord: the codec of `schema/metadata_log/topic_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Uuid, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicRecord<'a> {
    pub name: &'a str,
    pub topic_id: Uuid,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for TopicRecord<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("topic_id", &mut self.topic_id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("topic_id", &self.topic_id)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for TopicRecord<'a> {
    const NAME: &'static str = "TopicRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(2);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
