//! Takes frames apart by their schemas: every field with its bytes, and JSON in the shape of
//! Kafka's own converters, both ways.
//!
//! Where `kanon-wire` turns bytes into structs of Rust, this crate obeys the same schemas as they
//! stand, at run time: for looking at frames, for comparing them with what Kafka's own classes make
//! of them, and as a second reading that shares no line with the generated one. It is plain rather
//! than fast, and a field takes more memory than its bytes. As strict as `kanon-wire`; it knows
//! nothing of brokers.
//!
//! | | |
//! |---|---|
//! | [`Schema`] | a message's schema, by API or by name |
//! | [`Node`], [`read`] | bytes to fields, each with its place |
//! | [`print()`] | fields as lines |
//! | [`to_json`], [`write()`] | fields to JSON, and JSON to bytes |
//! | [`frame`] | headers with bodies |
//! | [`read_batch`], [`read_records`] | record batches as fields |
//!
//! ```
//! use kanon_dissect::{Schema, read, to_json, write};
//!
//! let schema = Schema::named("HeartbeatRequest")?;
//! let bytes = b"\x00\x01g\x00\x00\x00\x05\x00\x01m";
//! let fields = read(&schema, 0, bytes)?;
//! let json = to_json(&fields);
//! assert_eq!(json.to_string(), r#"{"groupId":"g","generationId":5,"memberId":"m"}"#);
//! assert_eq!(write(&schema, 0, &json)?, bytes);
//! # Ok::<(), kanon_dissect::Error>(())
//! ```

#![deny(clippy::unwrap_used, clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing))]

mod batch;
mod error;
pub mod frame;
mod json;
mod node;
mod print;
mod read;
mod schemas;
mod write;

pub use batch::{read_batch, read_records};
pub use error::Error;
pub use json::to_json;
pub use node::{Content, Node};
pub use print::print;
pub use read::{read, read_front};
pub use schemas::{Direction, Schema};
pub use write::write;
