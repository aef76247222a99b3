//! GetTelemetrySubscriptions (key 71): the codec of `schema/get_telemetry_subscriptions.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, UnknownTagged, Uuid, Value, Versions, Writer,
};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetTelemetrySubscriptionsRequest<'a> {
    pub client_instance_id: Uuid,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for GetTelemetrySubscriptionsRequest<'a> {
    const SIZE_MIN: usize = 17;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("client_instance_id", &mut self.client_instance_id)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("client_instance_id", &self.client_instance_id)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GetTelemetrySubscriptionsResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub client_instance_id: Uuid,
    pub subscription_id: i32,
    pub accepted_compression_types: Vec<i8>,
    pub push_interval_ms: i32,
    pub telemetry_max_bytes: i32,
    pub delta_temporality: bool,
    pub requested_metrics: Vec<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for GetTelemetrySubscriptionsResponse<'a> {
    const SIZE_MIN: usize = 38;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("client_instance_id", &mut self.client_instance_id)?;
        r.field("subscription_id", &mut self.subscription_id)?;
        r.field("accepted_compression_types", &mut self.accepted_compression_types)?;
        r.field("push_interval_ms", &mut self.push_interval_ms)?;
        r.field("telemetry_max_bytes", &mut self.telemetry_max_bytes)?;
        r.field("delta_temporality", &mut self.delta_temporality)?;
        r.field("requested_metrics", &mut self.requested_metrics)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("client_instance_id", &self.client_instance_id)?;
        w.field("subscription_id", &self.subscription_id)?;
        w.field("accepted_compression_types", &self.accepted_compression_types)?;
        w.field("push_interval_ms", &self.push_interval_ms)?;
        w.field("telemetry_max_bytes", &self.telemetry_max_bytes)?;
        w.field("delta_temporality", &self.delta_temporality)?;
        w.field("requested_metrics", &self.requested_metrics)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for GetTelemetrySubscriptionsRequest<'a> {
    const NAME: &'static str = "GetTelemetrySubscriptionsRequest";
    const API: Option<ApiKey> = Some(ApiKey::GetTelemetrySubscriptions);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for GetTelemetrySubscriptionsRequest<'a> {
    const KEY: ApiKey = ApiKey::GetTelemetrySubscriptions;
    type Response<'b> = GetTelemetrySubscriptionsResponse<'b>;
}

impl<'a> Message<'a> for GetTelemetrySubscriptionsResponse<'a> {
    const NAME: &'static str = "GetTelemetrySubscriptionsResponse";
    const API: Option<ApiKey> = Some(ApiKey::GetTelemetrySubscriptions);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
