//! ConsumerGroupRegularExpressionKey, ConsumerGroupRegularExpressionValue: the codec of `schema/consumer_offsets/consumer_group_regular_expression.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsumerGroupRegularExpressionKey<'a> {
    pub group_id: &'a str,
    pub regular_expression: &'a str,
}

impl<'a> Value<'a> for ConsumerGroupRegularExpressionKey<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("group_id", &mut self.group_id)?;
        r.field("regular_expression", &mut self.regular_expression)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("group_id", &self.group_id)?;
        w.field("regular_expression", &self.regular_expression)?;
        Ok(())
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsumerGroupRegularExpressionValue<'a> {
    pub topics: Vec<&'a str>,
    pub version: i64,
    pub timestamp: i64,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ConsumerGroupRegularExpressionValue<'a> {
    const SIZE_MIN: usize = 18;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("topics", &mut self.topics)?;
        r.field("version", &mut self.version)?;
        r.field("timestamp", &mut self.timestamp)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("topics", &self.topics)?;
        w.field("version", &self.version)?;
        w.field("timestamp", &self.timestamp)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ConsumerGroupRegularExpressionKey<'a> {
    const NAME: &'static str = "ConsumerGroupRegularExpressionKey";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(16);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}

impl<'a> Message<'a> for ConsumerGroupRegularExpressionValue<'a> {
    const NAME: &'static str = "ConsumerGroupRegularExpressionValue";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(16);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
