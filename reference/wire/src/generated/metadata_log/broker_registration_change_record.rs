//! BrokerRegistrationChangeRecord: the codec of `schema/metadata_log/broker_registration_change_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Tags, UnknownTagged, Uuid, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BrokerRegistrationChangeRecord<'a> {
    pub broker_id: i32,
    pub broker_epoch: i64,
    /// Tag 0.
    pub fenced: i8,
    /// Since version 1; tag 1.
    pub in_controlled_shutdown: i8,
    /// Since version 2; tag 2.
    pub log_dirs: Vec<Uuid>,
    /// Since version 3; tag 3.
    pub cordoned_log_dirs: Option<Vec<Uuid>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for BrokerRegistrationChangeRecord<'a> {
    const SIZE_MIN: usize = 13;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("broker_id", &mut self.broker_id)?;
        r.field("broker_epoch", &mut self.broker_epoch)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 => {
                    r.field("fenced", &mut self.fenced)?;
                }
                1 if 1 <= version => {
                    r.field("in_controlled_shutdown", &mut self.in_controlled_shutdown)?;
                }
                2 if 2 <= version => {
                    r.field("log_dirs", &mut self.log_dirs)?;
                }
                3 if 3 <= version => {
                    r.field("cordoned_log_dirs", &mut self.cordoned_log_dirs)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("broker_id", &self.broker_id)?;
        w.field("broker_epoch", &self.broker_epoch)?;
        let mut tags = Tags::new();
        tags.field_if(self.fenced != 0, w, 0, "fenced", &self.fenced)?;
        w.lacking(1 <= version, "in_controlled_shutdown", self.in_controlled_shutdown == 0)?;
        tags.field_if(
            self.in_controlled_shutdown != 0,
            w,
            1,
            "in_controlled_shutdown",
            &self.in_controlled_shutdown,
        )?;
        w.lacking(2 <= version, "log_dirs", self.log_dirs.is_empty())?;
        tags.field_if(!self.log_dirs.is_empty(), w, 2, "log_dirs", &self.log_dirs)?;
        w.lacking(3 <= version, "cordoned_log_dirs", self.cordoned_log_dirs.is_none())?;
        tags.field_if(
            self.cordoned_log_dirs.is_some(),
            w,
            3,
            "cordoned_log_dirs",
            &self.cordoned_log_dirs,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

impl<'a> Message<'a> for BrokerRegistrationChangeRecord<'a> {
    const NAME: &'static str = "BrokerRegistrationChangeRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(17);
    const VERSIONS: Versions = Versions { first: 0, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
