//! PushTelemetry (key 72): the codec of `schema/push_telemetry.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PushTelemetryRequest<'a> {
    pub client_instance_id: Uuid,
    pub subscription_id: i32,
    pub terminating: bool,
    pub compression_type: i8,
    pub metrics: &'a [u8],
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for PushTelemetryRequest<'a> {
    const SIZE_MIN: usize = 24;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("client_instance_id", &mut self.client_instance_id)?;
        r.field("subscription_id", &mut self.subscription_id)?;
        r.field("terminating", &mut self.terminating)?;
        r.field("compression_type", &mut self.compression_type)?;
        r.field("metrics", &mut self.metrics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("client_instance_id", &self.client_instance_id)?;
        w.field("subscription_id", &self.subscription_id)?;
        w.field("terminating", &self.terminating)?;
        w.field("compression_type", &self.compression_type)?;
        w.field("metrics", &self.metrics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PushTelemetryResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for PushTelemetryResponse<'a> {
    const SIZE_MIN: usize = 7;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for PushTelemetryRequest<'a> {
    const NAME: &'static str = "PushTelemetryRequest";
    const API: Option<ApiKey> = Some(ApiKey::PushTelemetry);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for PushTelemetryRequest<'a> {
    const KEY: ApiKey = ApiKey::PushTelemetry;
    type Response<'b> = PushTelemetryResponse<'b>;
}

impl<'a> Message<'a> for PushTelemetryResponse<'a> {
    const NAME: &'static str = "PushTelemetryResponse";
    const API: Option<ApiKey> = Some(ApiKey::PushTelemetry);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
