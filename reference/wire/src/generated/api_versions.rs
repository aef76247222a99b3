//! ApiVersions (key 18): the codec of `schema/api_versions.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{
    ApiKey, Error, Message, Reader, Request, Tags, UnknownTagged, Value, Versions, Writer,
};
use alloc::vec::Vec;

/// Which APIs a broker serves, in which versions: the first request on most connections.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApiVersionsRequest<'a> {
    /// The client library's name.
    ///
    /// Since version 3; dropped by other versions.
    pub client_software_name: &'a str,
    /// The client library's version.
    ///
    /// Since version 3; dropped by other versions.
    pub client_software_version: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ApiVersionsRequest<'a> {
    const SIZE_MIN: usize = 0;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(3 <= version, "client_software_name", &mut self.client_software_name)?;
        r.field_if(3 <= version, "client_software_version", &mut self.client_software_version)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_if(3 <= version, "client_software_name", &self.client_software_name)?;
        w.field_if(3 <= version, "client_software_version", &self.client_software_version)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// The answer to an ApiVersions request. Its header is of version 0 always (KIP-511).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiVersionsResponse<'a> {
    /// An error of the whole request, or 0.
    pub error_code: i16,
    /// The APIs that the broker serves.
    pub api_keys: Vec<ApiVersion<'a>>,
    /// Milliseconds for which the client is held back because of a quota.
    ///
    /// Since version 1; dropped by other versions.
    pub throttle_time_ms: i32,
    /// Features that the broker could run with. Before version 4 those whose lowest version
    /// is 0 must be left out (KAFKA-17011).
    ///
    /// Since version 3; tag 0; dropped by other versions.
    pub supported_features: Vec<SupportedFeatureKey<'a>>,
    /// The epoch of the finalized features, or -1 if it is not known.
    ///
    /// Since version 3; tag 1; -1 by default; dropped by other versions.
    pub finalized_features_epoch: i64,
    /// Features in force in the cluster.
    ///
    /// Since version 3; tag 2; dropped by other versions.
    pub finalized_features: Vec<FinalizedFeatureKey<'a>>,
    /// Ready to migrate from ZooKeeper: never, since Kafka 4.0.
    ///
    /// Since version 3; tag 3; dropped by other versions.
    pub zk_migration_ready: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ApiVersionsResponse<'_> {
    fn default() -> Self {
        Self {
            error_code: 0,
            api_keys: Vec::new(),
            throttle_time_ms: 0,
            supported_features: Vec::new(),
            finalized_features_epoch: -1,
            finalized_features: Vec::new(),
            zk_migration_ready: false,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for ApiVersionsResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("error_code", &mut self.error_code)?;
        r.field("api_keys", &mut self.api_keys)?;
        r.field_if(1 <= version, "throttle_time_ms", &mut self.throttle_time_ms)?;
        r.tags(&mut self.unknown_tagged, |r, tag| {
            match tag {
                0 if 3 <= version => {
                    r.field("supported_features", &mut self.supported_features)?;
                }
                1 if 3 <= version => {
                    r.field("finalized_features_epoch", &mut self.finalized_features_epoch)?;
                }
                2 if 3 <= version => {
                    r.field("finalized_features", &mut self.finalized_features)?;
                }
                3 if 3 <= version => {
                    r.field("zk_migration_ready", &mut self.zk_migration_ready)?;
                }
                _ => return Ok(false),
            }
            Ok(true)
        })
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("error_code", &self.error_code)?;
        w.field("api_keys", &self.api_keys)?;
        w.field_if(1 <= version, "throttle_time_ms", &self.throttle_time_ms)?;
        let mut tags = Tags::new();
        tags.field_if(
            3 <= version && !self.supported_features.is_empty(),
            w,
            0,
            "supported_features",
            &self.supported_features,
        )?;
        tags.field_if(
            3 <= version && self.finalized_features_epoch != -1,
            w,
            1,
            "finalized_features_epoch",
            &self.finalized_features_epoch,
        )?;
        tags.field_if(
            3 <= version && !self.finalized_features.is_empty(),
            w,
            2,
            "finalized_features",
            &self.finalized_features,
        )?;
        tags.field_if(
            3 <= version && self.zk_migration_ready,
            w,
            3,
            "zk_migration_ready",
            &self.zk_migration_ready,
        )?;
        tags.finish(w, &self.unknown_tagged)
    }
}

/// An element of `api_keys`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApiVersion<'a> {
    /// The API's key.
    pub api_key: i16,
    /// The lowest version.
    pub min_version: i16,
    /// The highest version.
    pub max_version: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ApiVersion<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("api_key", &mut self.api_key)?;
        r.field("min_version", &mut self.min_version)?;
        r.field("max_version", &mut self.max_version)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("api_key", &self.api_key)?;
        w.field("min_version", &self.min_version)?;
        w.field("max_version", &self.max_version)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `supported_features`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SupportedFeatureKey<'a> {
    /// The feature's name.
    pub name: &'a str,
    /// The lowest version.
    pub min_version: i16,
    /// The highest version.
    pub max_version: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for SupportedFeatureKey<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("min_version", &mut self.min_version)?;
        r.field("max_version", &mut self.max_version)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("min_version", &self.min_version)?;
        w.field("max_version", &self.max_version)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `finalized_features`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FinalizedFeatureKey<'a> {
    /// The feature's name.
    pub name: &'a str,
    /// The highest level in force.
    pub max_version_level: i16,
    /// The lowest level in force.
    pub min_version_level: i16,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for FinalizedFeatureKey<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("max_version_level", &mut self.max_version_level)?;
        r.field("min_version_level", &mut self.min_version_level)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("max_version_level", &self.max_version_level)?;
        w.field("min_version_level", &self.min_version_level)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ApiVersionsRequest<'a> {
    const NAME: &'static str = "ApiVersionsRequest";
    const API: Option<ApiKey> = Some(ApiKey::ApiVersions);
    const VERSIONS: Versions = Versions { first: 0, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(3);
}

impl<'a> Request<'a> for ApiVersionsRequest<'a> {
    const KEY: ApiKey = ApiKey::ApiVersions;
    type Response<'b> = ApiVersionsResponse<'b>;
}

impl<'a> Message<'a> for ApiVersionsResponse<'a> {
    const NAME: &'static str = "ApiVersionsResponse";
    const API: Option<ApiKey> = Some(ApiKey::ApiVersions);
    const VERSIONS: Versions = Versions { first: 0, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(3);
}
