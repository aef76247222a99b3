//! DescribeAcls (key 29): the codec of `schema/describe_acls.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeAclsRequest<'a> {
    pub resource_type_filter: i8,
    pub resource_name_filter: Option<&'a str>,
    /// 3 by default.
    pub pattern_type_filter: i8,
    pub principal_filter: Option<&'a str>,
    pub host_filter: Option<&'a str>,
    pub operation: i8,
    pub permission_type: i8,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeAclsRequest<'_> {
    fn default() -> Self {
        Self {
            resource_type_filter: 0,
            resource_name_filter: Some(""),
            pattern_type_filter: 3,
            principal_filter: Some(""),
            host_filter: Some(""),
            operation: 0,
            permission_type: 0,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeAclsRequest<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("resource_type_filter", &mut self.resource_type_filter)?;
        r.field("resource_name_filter", &mut self.resource_name_filter)?;
        r.field("pattern_type_filter", &mut self.pattern_type_filter)?;
        r.field("principal_filter", &mut self.principal_filter)?;
        r.field("host_filter", &mut self.host_filter)?;
        r.field("operation", &mut self.operation)?;
        r.field("permission_type", &mut self.permission_type)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("resource_type_filter", &self.resource_type_filter)?;
        w.field("resource_name_filter", &self.resource_name_filter)?;
        w.field("pattern_type_filter", &self.pattern_type_filter)?;
        w.field("principal_filter", &self.principal_filter)?;
        w.field("host_filter", &self.host_filter)?;
        w.field("operation", &self.operation)?;
        w.field("permission_type", &self.permission_type)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeAclsResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub resources: Vec<DescribeAclsResource<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeAclsResponse<'_> {
    fn default() -> Self {
        Self {
            throttle_time_ms: 0,
            error_code: 0,
            error_message: Some(""),
            resources: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeAclsResponse<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("resources", &mut self.resources)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("resources", &self.resources)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `resources`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeAclsResource<'a> {
    pub resource_type: i8,
    pub resource_name: &'a str,
    /// 3 by default.
    pub pattern_type: i8,
    pub acls: Vec<AclDescription<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeAclsResource<'_> {
    fn default() -> Self {
        Self {
            resource_type: 0,
            resource_name: "",
            pattern_type: 3,
            acls: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeAclsResource<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("resource_type", &mut self.resource_type)?;
        r.field("resource_name", &mut self.resource_name)?;
        r.field("pattern_type", &mut self.pattern_type)?;
        r.field("acls", &mut self.acls)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("resource_type", &self.resource_type)?;
        w.field("resource_name", &self.resource_name)?;
        w.field("pattern_type", &self.pattern_type)?;
        w.field("acls", &self.acls)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `acls`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AclDescription<'a> {
    pub principal: &'a str,
    pub host: &'a str,
    pub operation: i8,
    pub permission_type: i8,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AclDescription<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("principal", &mut self.principal)?;
        r.field("host", &mut self.host)?;
        r.field("operation", &mut self.operation)?;
        r.field("permission_type", &mut self.permission_type)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("principal", &self.principal)?;
        w.field("host", &self.host)?;
        w.field("operation", &self.operation)?;
        w.field("permission_type", &self.permission_type)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for DescribeAclsRequest<'a> {
    const NAME: &'static str = "DescribeAclsRequest";
    const API: Option<ApiKey> = Some(ApiKey::DescribeAcls);
    const VERSIONS: Versions = Versions { first: 1, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}

impl<'a> Request<'a> for DescribeAclsRequest<'a> {
    const KEY: ApiKey = ApiKey::DescribeAcls;
    type Response<'b> = DescribeAclsResponse<'b>;
}

impl<'a> Message<'a> for DescribeAclsResponse<'a> {
    const NAME: &'static str = "DescribeAclsResponse";
    const API: Option<ApiKey> = Some(ApiKey::DescribeAcls);
    const VERSIONS: Versions = Versions { first: 1, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}
