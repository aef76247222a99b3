//! AlterClientQuotas (key 49): the codec of `schema/alter_client_quotas.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Request, UnknownTagged, Value, Versions, Writer};
use alloc::vec::Vec;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct AlterClientQuotasRequest<'a> {
    pub entries: Vec<EntryData<'a>>,
    pub validate_only: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AlterClientQuotasRequest<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("entries", &mut self.entries)?;
        r.field("validate_only", &mut self.validate_only)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("entries", &self.entries)?;
        w.field("validate_only", &self.validate_only)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `entries`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EntryData<'a> {
    pub entity: Vec<EntityData<'a>>,
    pub ops: Vec<OpData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for EntryData<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("entity", &mut self.entity)?;
        r.field("ops", &mut self.ops)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("entity", &self.entity)?;
        w.field("ops", &self.ops)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `entity`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityData<'a> {
    pub entity_type: &'a str,
    pub entity_name: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for EntityData<'_> {
    fn default() -> Self {
        Self { entity_type: "", entity_name: Some(""), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for EntityData<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("entity_type", &mut self.entity_type)?;
        r.field("entity_name", &mut self.entity_name)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("entity_type", &self.entity_type)?;
        w.field("entity_name", &self.entity_name)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `ops`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OpData<'a> {
    pub key: &'a str,
    pub value: f64,
    pub remove: bool,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for OpData<'a> {
    const SIZE_MIN: usize = 11;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("key", &mut self.key)?;
        r.field("value", &mut self.value)?;
        r.field("remove", &mut self.remove)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("key", &self.key)?;
        w.field("value", &self.value)?;
        w.field("remove", &self.remove)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AlterClientQuotasResponse<'a> {
    pub throttle_time_ms: i32,
    pub entries: Vec<ResponseEntryData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for AlterClientQuotasResponse<'a> {
    const SIZE_MIN: usize = 6;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("throttle_time_ms", &mut self.throttle_time_ms)?;
        r.field("entries", &mut self.entries)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("throttle_time_ms", &self.throttle_time_ms)?;
        w.field("entries", &self.entries)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `entries`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseEntryData<'a> {
    pub error_code: i16,
    pub error_message: Option<&'a str>,
    pub entity: Vec<ResponseEntityData<'a>>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ResponseEntryData<'_> {
    fn default() -> Self {
        Self {
            error_code: 0,
            error_message: Some(""),
            entity: Vec::new(),
            unknown_tagged: Vec::new(),
        }
    }
}

impl<'a> Value<'a> for ResponseEntryData<'a> {
    const SIZE_MIN: usize = 5;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("error_code", &mut self.error_code)?;
        r.field("error_message", &mut self.error_message)?;
        r.field("entity", &mut self.entity)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("error_code", &self.error_code)?;
        w.field("error_message", &self.error_message)?;
        w.field("entity", &self.entity)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

/// An element of `entity`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseEntityData<'a> {
    pub entity_type: &'a str,
    pub entity_name: Option<&'a str>,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl Default for ResponseEntityData<'_> {
    fn default() -> Self {
        Self { entity_type: "", entity_name: Some(""), unknown_tagged: Vec::new() }
    }
}

impl<'a> Value<'a> for ResponseEntityData<'a> {
    const SIZE_MIN: usize = 3;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("entity_type", &mut self.entity_type)?;
        r.field("entity_name", &mut self.entity_name)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("entity_type", &self.entity_type)?;
        w.field("entity_name", &self.entity_name)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for AlterClientQuotasRequest<'a> {
    const NAME: &'static str = "AlterClientQuotasRequest";
    const API: Option<ApiKey> = Some(ApiKey::AlterClientQuotas);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(1);
}

impl<'a> Request<'a> for AlterClientQuotasRequest<'a> {
    const KEY: ApiKey = ApiKey::AlterClientQuotas;
    type Response<'b> = AlterClientQuotasResponse<'b>;
}

impl<'a> Message<'a> for AlterClientQuotasResponse<'a> {
    const NAME: &'static str = "AlterClientQuotasResponse";
    const API: Option<ApiKey> = Some(ApiKey::AlterClientQuotas);
    const VERSIONS: Versions = Versions { first: 0, last: 1 };
    const FLEXIBLE_SINCE: Option<i16> = Some(1);
}
