//! CreateAcls (key 30): the codec of `schema/create_acls.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CreateAclsRequest<'a> {
    pub creations: Vec<AclCreation<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for CreateAclsRequest<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("creations", &mut self.creations)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("creations", &self.creations)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `creations`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AclCreation<'a> {
    pub resource_type: i8,
    pub resource_name: &'a str,
    /// 3 by default.
    pub resource_pattern_type: i8,
    pub principal: &'a str,
    pub host: &'a str,
    pub operation: i8,
    pub permission_type: i8,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for AclCreation<'_> {
    fn default() -> Self {
        Self {
            resource_type: 0,
            resource_name: "",
            resource_pattern_type: 3,
            principal: "",
            host: "",
            operation: 0,
            permission_type: 0,
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for AclCreation<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("resource_type", &mut self.resource_type)?;
        r.field("resource_name", &mut self.resource_name)?;
        r.field("resource_pattern_type", &mut self.resource_pattern_type)?;
        r.field("principal", &mut self.principal)?;
        r.field("host", &mut self.host)?;
        r.field("operation", &mut self.operation)?;
        r.field("permission_type", &mut self.permission_type)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("resource_type", &self.resource_type)?;
        w.field("resource_name", &self.resource_name)?;
        w.field("resource_pattern_type", &self.resource_pattern_type)?;
        w.field("principal", &self.principal)?;
        w.field("host", &self.host)?;
        w.field("operation", &self.operation)?;
        w.field("permission_type", &self.permission_type)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CreateAclsResponse<'a> {
    pub throttle_time_ms: i32,
    pub results: Vec<AclCreationResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for CreateAclsResponse<'a> {
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
pub struct AclCreationResult<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for AclCreationResult<'_> {
    fn default() -> Self {
        Self { error_code: 0, error_message: Some(""), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for AclCreationResult<'a> {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for CreateAclsRequest<'a> {
    const NAME: &'static str = "CreateAclsRequest";
    const API: Option<ApiKey> = Some(ApiKey::CreateAcls);
    const VERSIONS: Versions = Versions { first: 1, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}

impl<'a> Request<'a> for CreateAclsRequest<'a> {
    const KEY: ApiKey = ApiKey::CreateAcls;
    type Response<'b> = CreateAclsResponse<'b>;
}

impl<'a> Message<'a> for CreateAclsResponse<'a> {
    const NAME: &'static str = "CreateAclsResponse";
    const API: Option<ApiKey> = Some(ApiKey::CreateAcls);
    const VERSIONS: Versions = Versions { first: 1, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}
