//! UpdateFeatures (key 57): the codec of `schema/update_features.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateFeaturesRequest<'a> {
    /// 60000 by default.
    pub timeout_ms: i32,
    pub feature_updates: Vec<FeatureUpdateKey<'a>>,
    /// Since version 1.
    pub validate_only: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for UpdateFeaturesRequest<'_> {
    fn default() -> Self {
        Self {
            timeout_ms: 60000,
            feature_updates: Vec::new(),
            validate_only: false,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for UpdateFeaturesRequest<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("timeout_ms", &mut self.timeout_ms)?;
        r.field("feature_updates", &mut self.feature_updates)?;
        r.field_if(1 <= version, "validate_only", &mut self.validate_only)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("timeout_ms", &self.timeout_ms)?;
        w.field("feature_updates", &self.feature_updates)?;
        w.field_or(1 <= version, "validate_only", &self.validate_only, !self.validate_only)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `feature_updates`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureUpdateKey<'a> {
    pub feature: &'a str,
    pub max_version_level: i16,
    /// Until version 0.
    pub allow_downgrade: bool,
    /// Since version 1; 1 by default.
    pub upgrade_type: i8,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for FeatureUpdateKey<'_> {
    fn default() -> Self {
        Self {
            feature: "",
            max_version_level: 0,
            allow_downgrade: false,
            upgrade_type: 1,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for FeatureUpdateKey<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("feature", &mut self.feature)?;
        r.field("max_version_level", &mut self.max_version_level)?;
        r.field_if(version <= 0, "allow_downgrade", &mut self.allow_downgrade)?;
        r.field_if(1 <= version, "upgrade_type", &mut self.upgrade_type)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("feature", &self.feature)?;
        w.field("max_version_level", &self.max_version_level)?;
        w.field_or(version <= 0, "allow_downgrade", &self.allow_downgrade, !self.allow_downgrade)?;
        w.field_or(1 <= version, "upgrade_type", &self.upgrade_type, self.upgrade_type == 1)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateFeaturesResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Until version 1; dropped by other versions.
    pub results: Vec<UpdatableFeatureResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for UpdateFeaturesResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: Some(""),
            results: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for UpdateFeaturesResponse<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field_if(version <= 1, "results", &mut self.results)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field_if(version <= 1, "results", &self.results)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `results`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdatableFeatureResult<'a> {
    pub feature: &'a str,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for UpdatableFeatureResult<'_> {
    fn default() -> Self {
        Self { feature: "", error_code: 0, error_message: Some(""), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for UpdatableFeatureResult<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("feature", &mut self.feature)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("feature", &self.feature)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for UpdateFeaturesRequest<'a> {
    const NAME: &'static str = "UpdateFeaturesRequest";
    const API: Option<ApiKey> = Some(ApiKey::UpdateFeatures);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for UpdateFeaturesRequest<'a> {
    const KEY: ApiKey = ApiKey::UpdateFeatures;
    type Response<'b> = UpdateFeaturesResponse<'b>;
}

impl<'a> Message<'a> for UpdateFeaturesResponse<'a> {
    const NAME: &'static str = "UpdateFeaturesResponse";
    const API: Option<ApiKey> = Some(ApiKey::UpdateFeatures);
    const VERSIONS: Versions = Versions { first: 0, last: 2 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
