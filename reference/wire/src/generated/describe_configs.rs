//! DescribeConfigs (key 32): the codec of `schema/describe_configs.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribeConfigsRequest<'a> {
    pub resources: Vec<DescribeConfigsResource<'a>>,
    pub include_synonyms: bool,
    /// Since version 3.
    pub include_documentation: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribeConfigsRequest<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("resources", &mut self.resources)?;
        r.field("include_synonyms", &mut self.include_synonyms)?;
        r.field_if(3 <= version, "include_documentation", &mut self.include_documentation)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("resources", &self.resources)?;
        w.field("include_synonyms", &self.include_synonyms)?;
        w.field_or(
            3 <= version,
            "include_documentation",
            &self.include_documentation,
            !self.include_documentation,
        )?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `resources`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeConfigsResource<'a> {
    pub resource_type: i8,
    pub resource_name: &'a str,
    pub configuration_keys: Option<Vec<&'a str>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeConfigsResource<'_> {
    fn default() -> Self {
        Self {
            resource_type: 0,
            resource_name: "",
            configuration_keys: Some(Vec::new()),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeConfigsResource<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("resource_type", &mut self.resource_type)?;
        r.field("resource_name", &mut self.resource_name)?;
        r.field("configuration_keys", &mut self.configuration_keys)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("resource_type", &self.resource_type)?;
        w.field("resource_name", &self.resource_name)?;
        w.field("configuration_keys", &self.configuration_keys)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribeConfigsResponse<'a> {
    pub throttle_time_ms: i32,
    pub results: Vec<DescribeConfigsResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribeConfigsResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("results", &mut self.results)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("results", &self.results)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `results`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeConfigsResult<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub resource_type: i8,
    pub resource_name: &'a str,
    pub configs: Vec<DescribeConfigsResourceResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeConfigsResult<'_> {
    fn default() -> Self {
        Self {
            error_code: 0,
            error_message: Some(""),
            resource_type: 0,
            resource_name: "",
            configs: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeConfigsResult<'a> {
    const SIZE_MIN: usize = 7;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("resource_type", &mut self.resource_type)?;
        r.field("resource_name", &mut self.resource_name)?;
        r.field("configs", &mut self.configs)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("resource_type", &self.resource_type)?;
        w.field("resource_name", &self.resource_name)?;
        w.field("configs", &self.configs)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `configs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeConfigsResourceResult<'a> {
    pub name: &'a str,
    pub value: Option<&'a str>,
    pub read_only: bool,
    /// -1 by default.
    pub config_source: i8,
    pub is_sensitive: bool,
    pub synonyms: Vec<DescribeConfigsSynonym<'a>>,
    /// Since version 3; dropped by other versions.
    pub config_type: i8,
    /// Since version 3; dropped by other versions.
    pub documentation: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeConfigsResourceResult<'_> {
    fn default() -> Self {
        Self {
            name: "",
            value: Some(""),
            read_only: false,
            config_source: -1,
            is_sensitive: false,
            synonyms: Vec::new(),
            config_type: 0,
            documentation: Some(""),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeConfigsResourceResult<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("name", &mut self.name)?;
        r.field("value", &mut self.value)?;
        r.field("read_only", &mut self.read_only)?;
        r.field("config_source", &mut self.config_source)?;
        r.field("is_sensitive", &mut self.is_sensitive)?;
        r.field("synonyms", &mut self.synonyms)?;
        r.field_if(3 <= version, "config_type", &mut self.config_type)?;
        r.field_if(3 <= version, "documentation", &mut self.documentation)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("name", &self.name)?;
        w.field("value", &self.value)?;
        w.field("read_only", &self.read_only)?;
        w.field("config_source", &self.config_source)?;
        w.field("is_sensitive", &self.is_sensitive)?;
        w.field("synonyms", &self.synonyms)?;
        w.field_if(3 <= version, "config_type", &self.config_type)?;
        w.field_if(3 <= version, "documentation", &self.documentation)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `synonyms`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeConfigsSynonym<'a> {
    pub name: &'a str,
    pub value: Option<&'a str>,
    pub source: i8,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeConfigsSynonym<'_> {
    fn default() -> Self {
        Self { name: "", value: Some(""), source: 0, unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for DescribeConfigsSynonym<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("value", &mut self.value)?;
        r.field("source", &mut self.source)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("value", &self.value)?;
        w.field("source", &self.source)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for DescribeConfigsRequest<'a> {
    const NAME: &'static str = "DescribeConfigsRequest";
    const API: Option<ApiKey> = Some(ApiKey::DescribeConfigs);
    const VERSIONS: Versions = Versions { first: 1, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(4);
}

impl<'a> Request<'a> for DescribeConfigsRequest<'a> {
    const KEY: ApiKey = ApiKey::DescribeConfigs;
    type Response<'b> = DescribeConfigsResponse<'b>;
}

impl<'a> Message<'a> for DescribeConfigsResponse<'a> {
    const NAME: &'static str = "DescribeConfigsResponse";
    const API: Option<ApiKey> = Some(ApiKey::DescribeConfigs);
    const VERSIONS: Versions = Versions { first: 1, last: 4 };
    const FLEXIBLE_SINCE: Option<i16> = Some(4);
}
