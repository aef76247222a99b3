//! AlterUserScramCredentials (key 51): the codec of `schema/alter_user_scram_credentials.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AlterUserScramCredentialsRequest<'a> {
    pub deletions: Vec<ScramCredentialDeletion<'a>>,
    pub upsertions: Vec<ScramCredentialUpsertion<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AlterUserScramCredentialsRequest<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("deletions", &mut self.deletions)?;
        r.field("upsertions", &mut self.upsertions)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("deletions", &self.deletions)?;
        w.field("upsertions", &self.upsertions)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `deletions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScramCredentialDeletion<'a> {
    pub name: &'a str,
    pub mechanism: i8,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ScramCredentialDeletion<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("mechanism", &mut self.mechanism)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("mechanism", &self.mechanism)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `upsertions`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScramCredentialUpsertion<'a> {
    pub name: &'a str,
    pub mechanism: i8,
    pub iterations: i32,
    pub salt: &'a [u8],
    pub salted_password: &'a [u8],
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for ScramCredentialUpsertion<'a> {
    const SIZE_MIN: usize = 9;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("mechanism", &mut self.mechanism)?;
        r.field("iterations", &mut self.iterations)?;
        r.field("salt", &mut self.salt)?;
        r.field("salted_password", &mut self.salted_password)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("mechanism", &self.mechanism)?;
        w.field("iterations", &self.iterations)?;
        w.field("salt", &self.salt)?;
        w.field("salted_password", &self.salted_password)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AlterUserScramCredentialsResponse<'a> {
    pub throttle_time_ms: i32,
    pub results: Vec<AlterUserScramCredentialsResult<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AlterUserScramCredentialsResponse<'a> {
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
pub struct AlterUserScramCredentialsResult<'a> {
    pub user: &'a str,
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for AlterUserScramCredentialsResult<'_> {
    fn default() -> Self {
        Self { user: "", error_code: 0, error_message: Some(""), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for AlterUserScramCredentialsResult<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("user", &mut self.user)?;
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("user", &self.user)?;
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for AlterUserScramCredentialsRequest<'a> {
    const NAME: &'static str = "AlterUserScramCredentialsRequest";
    const API: Option<ApiKey> = Some(ApiKey::AlterUserScramCredentials);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}

impl<'a> Request<'a> for AlterUserScramCredentialsRequest<'a> {
    const KEY: ApiKey = ApiKey::AlterUserScramCredentials;
    type Response<'b> = AlterUserScramCredentialsResponse<'b>;
}

impl<'a> Message<'a> for AlterUserScramCredentialsResponse<'a> {
    const NAME: &'static str = "AlterUserScramCredentialsResponse";
    const API: Option<ApiKey> = Some(ApiKey::AlterUserScramCredentials);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
