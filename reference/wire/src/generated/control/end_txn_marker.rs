//! EndTxnMarker: the codec of `schema/control/end_txn_marker.schema`.
//!
//! Written by `cargo generate-wire`; change the schema, not this file.

#![allow(missing_docs, reason = "the schema documents what its name does not say")]

use crate::{ApiKey, Error, Message, Reader, Value, Versions, Writer};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EndTxnMarker {
    pub coordinator_epoch: i32,
}

impl<'a> Value<'a> for EndTxnMarker {
    const SIZE_MIN: usize = 4;

    fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {
        r.field("coordinator_epoch", &mut self.coordinator_epoch)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {
        w.field("coordinator_epoch", &self.coordinator_epoch)?;
        Ok(())
    }
}

impl<'a> Message<'a> for EndTxnMarker {
    const NAME: &'static str = "EndTxnMarker";
    const API: Option<ApiKey> = None;
    const VERSIONS: Versions = Versions { first: 0, last: 0 };
    const FLEXIBLE_SINCE: Option<i16> = None;
}
