//! DescribeUserScramCredentials (key 50): the codec of `schema/describe_user_scram_credentials.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeUserScramCredentialsRequest<'a> {
    pub users: Option<Vec<UserName<'a>>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeUserScramCredentialsRequest<'_> {
    fn default() -> Self {
        Self { users: Some(Vec::new()), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for DescribeUserScramCredentialsRequest<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("users", &mut self.users)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("users", &self.users)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `users`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserName<'a> {
    pub name: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for UserName<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeUserScramCredentialsResponse<'a> {
    pub throttle_time_ms: i32,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub results: Vec<DescribeUserScramCredentialsResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeUserScramCredentialsResponse<'_> {
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

impl<'a> Value<'a> for DescribeUserScramCredentialsResponse<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("results", &mut self.results)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("results", &self.results)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `results`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeUserScramCredentialsResult<'a> {
    pub user: &'a str,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub credential_infos: Vec<CredentialInfo<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeUserScramCredentialsResult<'_> {
    fn default() -> Self {
        Self {
            user: "",
            error_code: 0,
            error_message: Some(""),
            credential_infos: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for DescribeUserScramCredentialsResult<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("user", &mut self.user)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("credential_infos", &mut self.credential_infos)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("user", &self.user)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("credential_infos", &self.credential_infos)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `credential_infos`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CredentialInfo<'a> {
    pub mechanism: i8,
    pub iterations: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for CredentialInfo<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("mechanism", &mut self.mechanism)?;
        r.field("iterations", &mut self.iterations)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("mechanism", &self.mechanism)?;
        w.field("iterations", &self.iterations)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for DescribeUserScramCredentialsRequest<'a> {
    const NAME: &'static str = "DescribeUserScramCredentialsRequest";
    const API: Option<ApiKey> = Some(ApiKey::DescribeUserScramCredentials);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for DescribeUserScramCredentialsRequest<'a> {
    const KEY: ApiKey = ApiKey::DescribeUserScramCredentials;
    type Response<'b> = DescribeUserScramCredentialsResponse<'b>;
}

impl<'a> Message<'a> for DescribeUserScramCredentialsResponse<'a> {
    const NAME: &'static str = "DescribeUserScramCredentialsResponse";
    const API: Option<ApiKey> = Some(ApiKey::DescribeUserScramCredentials);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
