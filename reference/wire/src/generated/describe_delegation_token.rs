//! DescribeDelegationToken (key 41): the codec of `schema/describe_delegation_token.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribeDelegationTokenRequest<'a> {
    pub owners: Option<Vec<DescribeDelegationTokenOwner<'a>>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for DescribeDelegationTokenRequest<'_> {
    fn default() -> Self {
        Self { owners: Some(Vec::new()), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for DescribeDelegationTokenRequest<'a> {
    const SIZE_MIN: usize = 2;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("owners", &mut self.owners)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("owners", &self.owners)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `owners`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribeDelegationTokenOwner<'a> {
    pub principal_type: &'a str,
    pub principal_name: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribeDelegationTokenOwner<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("principal_type", &mut self.principal_type)?;
        r.field("principal_name", &mut self.principal_name)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("principal_type", &self.principal_type)?;
        w.field("principal_name", &self.principal_name)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribeDelegationTokenResponse<'a> {
    pub error_code: i16,
    pub tokens: Vec<DescribedDelegationToken<'a>>,
    pub throttle_time_ms: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribeDelegationTokenResponse<'a> {
    const SIZE_MIN: usize = 8;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("error_code", &mut self.error_code)?;
        r.field("tokens", &mut self.tokens)?;
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("error_code", &self.error_code)?;
        w.field("tokens", &self.tokens)?;
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `tokens`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribedDelegationToken<'a> {
    pub principal_type: &'a str,
    pub principal_name: &'a str,
    /// Since version 3.
    pub token_requester_principal_type: &'a str,
    /// Since version 3.
    pub token_requester_principal_name: &'a str,
    pub issue_timestamp: i64,
    pub expiry_timestamp: i64,
    pub max_timestamp: i64,
    pub token_id: &'a str,
    pub hmac: &'a [u8],
    pub renewers: Vec<DescribedDelegationTokenRenewer<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribedDelegationToken<'a> {
    const SIZE_MIN: usize = 30;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        let version = r.version();
        r.field("principal_type", &mut self.principal_type)?;
        r.field("principal_name", &mut self.principal_name)?;
        r.field_if(
            3 <= version,
            "token_requester_principal_type",
            &mut self.token_requester_principal_type,
        )?;
        r.field_if(
            3 <= version,
            "token_requester_principal_name",
            &mut self.token_requester_principal_name,
        )?;
        r.field("issue_timestamp", &mut self.issue_timestamp)?;
        r.field("expiry_timestamp", &mut self.expiry_timestamp)?;
        r.field("max_timestamp", &mut self.max_timestamp)?;
        r.field("token_id", &mut self.token_id)?;
        r.field("hmac", &mut self.hmac)?;
        r.field("renewers", &mut self.renewers)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        let version = w.version();
        w.field("principal_type", &self.principal_type)?;
        w.field("principal_name", &self.principal_name)?;
        w.field_or(
            3 <= version,
            "token_requester_principal_type",
            &self.token_requester_principal_type,
            self.token_requester_principal_type.is_empty(),
        )?;
        w.field_or(
            3 <= version,
            "token_requester_principal_name",
            &self.token_requester_principal_name,
            self.token_requester_principal_name.is_empty(),
        )?;
        w.field("issue_timestamp", &self.issue_timestamp)?;
        w.field("expiry_timestamp", &self.expiry_timestamp)?;
        w.field("max_timestamp", &self.max_timestamp)?;
        w.field("token_id", &self.token_id)?;
        w.field("hmac", &self.hmac)?;
        w.field("renewers", &self.renewers)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `renewers`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DescribedDelegationTokenRenewer<'a> {
    pub principal_type: &'a str,
    pub principal_name: &'a str,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for DescribedDelegationTokenRenewer<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("principal_type", &mut self.principal_type)?;
        r.field("principal_name", &mut self.principal_name)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("principal_type", &self.principal_type)?;
        w.field("principal_name", &self.principal_name)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for DescribeDelegationTokenRequest<'a> {
    const NAME: &'static str = "DescribeDelegationTokenRequest";
    const API: Option<ApiKey> = Some(ApiKey::DescribeDelegationToken);
    const VERSIONS: Versions = Versions { first: 1, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}

impl<'a> Request<'a> for DescribeDelegationTokenRequest<'a> {
    const KEY: ApiKey = ApiKey::DescribeDelegationToken;
    type Response<'b> = DescribeDelegationTokenResponse<'b>;
}

impl<'a> Message<'a> for DescribeDelegationTokenResponse<'a> {
    const NAME: &'static str = "DescribeDelegationTokenResponse";
    const API: Option<ApiKey> = Some(ApiKey::DescribeDelegationToken);
    const VERSIONS: Versions = Versions { first: 1, last: 3 };
    const FLEXIBLE_SINCE: Option<i16> = Some(2);
}
