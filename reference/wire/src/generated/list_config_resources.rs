//! ListConfigResources (key 74): the codec of `schema/list_config_resources.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListConfigResourcesRequest<'a> {
    /// Since version 1.
    pub resource_types: Vec<i8>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ListConfigResourcesRequest<'a> {
    const SIZE_MIN: usize = 1;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field_if(1 <= version, "resource_types", &mut self.resource_types)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field_or(
            1 <= version,
            "resource_types",
            &self.resource_types,
            self.resource_types.is_empty(),
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListConfigResourcesResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub config_resources: Vec<ConfigResource<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ListConfigResourcesResponse<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("config_resources", &mut self.config_resources)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("config_resources", &self.config_resources)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `config_resources`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigResource<'a> {
    pub resource_name: &'a str,
    /// Since version 1; 16 by default; dropped by other versions.
    pub resource_type: i8,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ConfigResource<'_> {
    fn default() -> Self {
        Self { resource_name: "", resource_type: 16, unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for ConfigResource<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("resource_name", &mut self.resource_name)?;
        r.field_if(1 <= version, "resource_type", &mut self.resource_type)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("resource_name", &self.resource_name)?;
        w.field_if(1 <= version, "resource_type", &self.resource_type)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for ListConfigResourcesRequest<'a> {
    const NAME: &'static str = "ListConfigResourcesRequest";
    const API: Option<ApiKey> = Some(ApiKey::ListConfigResources);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for ListConfigResourcesRequest<'a> {
    const KEY: ApiKey = ApiKey::ListConfigResources;
    type Response<'b> = ListConfigResourcesResponse<'b>;
}

impl<'a> Message<'a> for ListConfigResourcesResponse<'a> {
    const NAME: &'static str = "ListConfigResourcesResponse";
    const API: Option<ApiKey> = Some(ApiKey::ListConfigResources);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
