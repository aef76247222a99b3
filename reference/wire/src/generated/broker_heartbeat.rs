//! BrokerHeartbeat (key 63): the codec of `schema/broker_heartbeat.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, Tags, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokerHeartbeatRequest<'a> {
    pub broker_id: i32,
    /// -1 by default.
    pub broker_epoch: i64,
    pub current_metadata_offset: i64,
    pub want_fence: bool,
    pub want_shut_down: bool,
    /// Since version 1; tag 0.
    pub offline_log_dirs: Vec<Uuid>,
    /// Since version 2; tag 1.
    pub cordoned_log_dirs: Option<Vec<Uuid>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for BrokerHeartbeatRequest<'_> {
    fn default() -> Self {
        Self {
            broker_id: 0,
            broker_epoch: -1,
            current_metadata_offset: 0,
            want_fence: false,
            want_shut_down: false,
            offline_log_dirs: Vec::new(),
            cordoned_log_dirs: None,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for BrokerHeartbeatRequest<'a> {
    const SIZE_MIN: usize = 23;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("broker_id", &mut self.broker_id)?;
        r.field("broker_epoch", &mut self.broker_epoch)?;
        r.field("current_metadata_offset", &mut self.current_metadata_offset)?;
        r.field("want_fence", &mut self.want_fence)?;
        r.field("want_shut_down", &mut self.want_shut_down)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 1 <= version => {
                    r.field("offline_log_dirs", &mut self.offline_log_dirs)?;
                }
                1 if 2 <= version => {
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
        w.field("current_metadata_offset", &self.current_metadata_offset)?;
        w.field("want_fence", &self.want_fence)?;
        w.field("want_shut_down", &self.want_shut_down)?;
        let mut tags = Tags::new();
        w.lacking(1 <= version, "offline_log_dirs", self.offline_log_dirs.is_empty())?;
        tags.field_if(
            !self.offline_log_dirs.is_empty(),
            w,
            0,
            "offline_log_dirs",
            &self.offline_log_dirs,
        )?;
        w.lacking(2 <= version, "cordoned_log_dirs", self.cordoned_log_dirs.is_none())?;
        tags.field_if(
            self.cordoned_log_dirs.is_some(),
            w,
            1,
            "cordoned_log_dirs",
            &self.cordoned_log_dirs,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokerHeartbeatResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub is_caught_up: bool,
    /// True by default.
    pub is_fenced: bool,
    pub should_shut_down: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for BrokerHeartbeatResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            error_code: 0,
            is_caught_up: false,
            is_fenced: true,
            should_shut_down: false,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for BrokerHeartbeatResponse<'a> {
    const SIZE_MIN: usize = 10;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("is_caught_up", &mut self.is_caught_up)?;
        r.field("is_fenced", &mut self.is_fenced)?;
        r.field("should_shut_down", &mut self.should_shut_down)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("is_caught_up", &self.is_caught_up)?;
        w.field("is_fenced", &self.is_fenced)?;
        w.field("should_shut_down", &self.should_shut_down)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for BrokerHeartbeatRequest<'a> {
    const NAME: &'static str = "BrokerHeartbeatRequest";
    const API: Option<ApiKey> = Some(ApiKey::BrokerHeartbeat);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for BrokerHeartbeatRequest<'a> {
    const KEY: ApiKey = ApiKey::BrokerHeartbeat;
    type Response<'b> = BrokerHeartbeatResponse<'b>;
}

impl<'a> Message<'a> for BrokerHeartbeatResponse<'a> {
    const NAME: &'static str = "BrokerHeartbeatResponse";
    const API: Option<ApiKey> = Some(ApiKey::BrokerHeartbeat);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
