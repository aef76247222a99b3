//! Kafka's wire format: bytes to structs and back, every version, as of Kafka 4.3.1.
//!
//! Versions exist only here. A message is one struct for all its versions, generated from
//! `schema/*.schema`; fields that a version lacks keep their default when it is read, and must
//! be at their default, or droppable, when it is written. Structs borrow text and bytes from the
//! frame, so that decoding allocates for arrays alone, and never more than the bytes at hand can
//! fill. No input panics; an [`Error`] says which message, version, field and byte is wrong.
//!
//! What a broker does with a request is not decided here, and neither are sizes of frames,
//! compression or time.
//!
//! | | |
//! |---|---|
//! | [`frame`] | frames: [`frame::Peek`], [`frame::Received`], [`frame::write_response`] |
//! | [`produce`], [`fetch`] | messages with records |
//! | [`list_offsets`], [`offset_for_leader_epoch`] | messages about records |
//! | [`metadata`], [`api_versions`] | and about who serves what |
//! | [`header`] | what stands before each of them |
//! | [`Message`], [`Request`] | what they have in common: `decode`, `encode` |
//! | [`ApiKey`], [`Versions`], [`Listener`] | every API: versions, headers, what is advertised |
//! | [`ErrorCode`] | every error code |
//! | [`batch`], [`crc32c`] | record batches, format 2 |
//!
//! ```
//! use kanon_wire::frame::{self, Received};
//! use kanon_wire::list_offsets::{
//!     ListOffsetsPartitionResponse, ListOffsetsRequest, ListOffsetsResponse,
//!     ListOffsetsTopicResponse,
//! };
//!
//! # let mut stream = Vec::new();
//! # let asked = kanon_wire::list_offsets::ListOffsetsTopic {
//! #     name: "poems",
//! #     partitions: vec![kanon_wire::list_offsets::ListOffsetsPartition {
//! #         timestamp: -1,
//! #         ..Default::default()
//! #     }],
//! #     ..Default::default()
//! # };
//! # let topics = vec![asked];
//! # let request = ListOffsetsRequest { replica_id: -1, topics, ..Default::default() };
//! # let header = kanon_wire::header::RequestHeader {
//! #     request_api_key: 2,
//! #     request_api_version: 7,
//! #     correlation_id: 99,
//! #     client_id: Some("reader"),
//! #     ..Default::default()
//! # };
//! # frame::write_request(&header, &request, &mut stream)?;
//! # let content = &stream[4..];
//! // `content` is what follows a frame's size.
//! let received = Received::read(content)?;
//! let request: ListOffsetsRequest<'_> = received.decode()?;
//!
//! let mut response = ListOffsetsResponse::default();
//! for topic in &request.topics {
//!     let partitions = topic.partitions.iter().map(|partition| ListOffsetsPartitionResponse {
//!         partition_index: partition.partition_index,
//!         offset: 42,
//!         ..Default::default()
//!     });
//!     response.topics.push(ListOffsetsTopicResponse {
//!         name: topic.name,
//!         partitions: partitions.collect(),
//!         ..Default::default()
//!     });
//! }
//!
//! let mut out = Vec::new();
//! let header = &received.header;
//! frame::write_response(header.correlation_id, header.request_api_version, &response, &mut out)?;
//! assert_eq!(out[..8], [0, 0, 0, 46, 0, 0, 0, 99]);
//! # Ok::<(), kanon_wire::Error>(())
//! ```

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
pub use error::{Error, Fault, What};
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
