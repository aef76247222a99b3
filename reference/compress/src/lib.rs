#![deny(clippy::unwrap_used, clippy::indexing_slicing)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing))]
#![doc = include_str!("../README.md")]

mod decompress;
mod error;
mod gzip;
mod lz4;
mod piece;
mod snappy;
mod zstandard;

pub use decompress::{Chunks, Decompressor};
pub use error::{Error, Fault};

use std::fmt;

/// A compression of records. Source: `CompressionType`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Codec {
    /// RFC 1952, possibly of several members.
    Gzip,
    /// In xerial's framing, or one bare block.
    Snappy,
    /// One LZ4 frame of independent blocks.
    Lz4,
    /// RFC 8878 (KIP-110), possibly of several frames.
    Zstd,
}

impl Codec {
    /// All of them, in the order of their codes.
    pub const ALL: [Codec; 4] = [Codec::Gzip, Codec::Snappy, Codec::Lz4, Codec::Zstd];

    /// The codec of a code in a batch's attributes; none for 0, which means not compressed, and
    /// for 5, 6 and 7, which mean nothing.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Codec> {
        Codec::ALL.into_iter().find(|codec| codec.code() == code)
    }

    /// Its code in a batch's attributes.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Codec::Gzip => 1,
            Codec::Snappy => 2,
            Codec::Lz4 => 3,
            Codec::Zstd => 4,
        }
    }

    /// Its name in Kafka's configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Codec::Gzip => "gzip",
            Codec::Snappy => "snappy",
            Codec::Lz4 => "lz4",
            Codec::Zstd => "zstd",
        }
    }
}

impl fmt::Display for Codec {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// Appends `input`, compressed at Kafka's default level (`CompressionType`: gzip as zlib's
/// default 6, zstd 3, lz4 its fast way), to `out`.
pub fn compress(codec: Codec, input: &[u8], out: &mut Vec<u8>) {
    match codec {
        Codec::Gzip => gzip::compress(input, out),
        Codec::Snappy => snappy::compress(input, out),
        Codec::Lz4 => lz4::compress(input, out),
        Codec::Zstd => zstandard::compress(input, out),
    }
}
