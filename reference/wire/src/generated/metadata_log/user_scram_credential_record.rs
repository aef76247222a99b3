//! UserScramCredentialRecord: the codec of `schema/metadata_log/user_scram_credential_record.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, UnknownTagged, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UserScramCredentialRecord<'a> {
    pub name: &'a str,
    pub mechanism: i8,
    pub salt: &'a [u8],
    pub stored_key: &'a [u8],
    pub server_key: &'a [u8],
    pub iterations: i32,
    /// Tagged fields that the schema does not know.
    pub unknown_tagged: UnknownTagged<'a>,
}

impl<'a> Value<'a> for UserScramCredentialRecord<'a> {
    const SIZE_MIN: usize = 10;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("name", &mut self.name)?;
        r.field("mechanism", &mut self.mechanism)?;
        r.field("salt", &mut self.salt)?;
        r.field("stored_key", &mut self.stored_key)?;
        r.field("server_key", &mut self.server_key)?;
        r.field("iterations", &mut self.iterations)?;
        r.unknown_tags(&mut self.unknown_tagged)
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("name", &self.name)?;
        w.field("mechanism", &self.mechanism)?;
        w.field("salt", &self.salt)?;
        w.field("stored_key", &self.stored_key)?;
        w.field("server_key", &self.server_key)?;
        w.field("iterations", &self.iterations)?;
        w.unknown_tags(&self.unknown_tagged)
    }
}

impl<'a> Message<'a> for UserScramCredentialRecord<'a> {
    const NAME: &'static str = "UserScramCredentialRecord";
    const API: Option<ApiKey> = None;
    const RECORD: Option<i16> = Some(11);
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = Some(0);
}
