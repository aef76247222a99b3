#![doc = include_str!("lib.md")]
#![no_std]
#![deny(clippy::unwrap_used, clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing))]

extern crate alloc;

mod api_key;
pub mod batch;
mod error;
mod error_code;
pub mod frame;
mod generated;
mod message;
mod reader;
mod uuid;
mod value;
mod varint;
mod writer;

pub use api_key::{ApiKey, Listener, Versions};
pub use error::{Error, What};
pub use error_code::ErrorCode;
pub use generated::*;
pub use message::{Message, Request};
pub use reader::Reader;
pub use uuid::{Uuid, UuidError};
pub use value::{Nullable, UnknownTagged, Value};
pub use writer::{Tags, Writer};

/// CRC-32C (Castagnoli) of `bytes`, the checksum of record batches.
///
/// Source: `org.apache.kafka.common.utils.Crc32C`.
#[must_use]
pub fn crc32c(bytes: &[u8]) -> u32 {
    crc_fast::crc32_iscsi(bytes)
}
