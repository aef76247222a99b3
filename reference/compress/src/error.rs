//! What can be wrong with compressed bytes, and where.

use crate::Codec;
use std::fmt;

/// Compressed bytes that are not what they should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Error {
    /// As what they were read.
    pub codec: Codec,
    /// The byte of the compressed input where the part begins that is wrong: a header, a block,
    /// a checksum; for gzip and zstd, how far the library had read.
    pub offset: usize,
    /// What is wrong there.
    pub what: Fault,
}

/// The ways in which compressed bytes can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The input ends before the stream does.
    Truncated,
    /// A header that the codec does not have, or that Kafka does not read; named by its field.
    BadHeader(&'static str),
    /// A block or its data that cannot be.
    Damaged,
    /// A block that declares more bytes than its own can become.
    BadLength {
        /// The bytes that it declares, compressed or not, as the codec's blocks do.
        declared: u64,
        /// The most that it could be.
        most: u64,
    },
    /// A checksum, or gzip's size in its place, that does not match the content.
    BadChecksum {
        /// In the input.
        stored: u32,
        /// Of the content.
        computed: u32,
    },
    /// The output would exceed what the caller allows, in bytes.
    TooLarge {
        /// What the caller allows.
        limit: usize,
    },
}

impl Error {
    pub(crate) fn new(codec: Codec, offset: usize, what: Fault) -> Error {
        Error { codec, offset, what }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} at compressed byte {}: {}", self.codec, self.offset, self.what)
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Truncated => out.write_str("the bytes end before the stream does"),
            Fault::BadHeader(field) => write!(out, "a header with the wrong {field}"),
            Fault::Damaged => out.write_str("the data is damaged"),
            Fault::BadLength { declared, most } => {
                write!(out, "a block declares {declared} bytes and can have {most}")
            }
            Fault::BadChecksum { stored, computed } => {
                write!(out, "checksum {stored:08x} stored, {computed:08x} computed")
            }
            Fault::TooLarge { limit } => write!(out, "more than {limit} bytes when decompressed"),
        }
    }
}
