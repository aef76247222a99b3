//! Where `compress` meets the words of `wire`: what decompresses for whoever reads entries whole.
//!
//! It does not judge batches piece by piece; `server` does, without a buffer.

use compress::{Codec, Decompressor};
use wire::batch::{Compression, Decompress};

/// Decompresses batches of any format, each up to so many bytes.
#[derive(Debug)]
pub struct Codecs {
    decompressor: Decompressor,
    limit: usize,
}

impl Codecs {
    /// A batch may become `limit` bytes and no more. Keep it: its memory serves the next batch.
    #[must_use]
    pub fn new(limit: usize) -> Codecs {
        Codecs { decompressor: Decompressor::new(), limit }
    }
}

impl Decompress for Codecs {
    type Error = compress::Error;

    fn decompress(
        &mut self,
        compression: Compression,
        magic: i8,
        input: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), compress::Error> {
        match Codec::from_code(compression.code()) {
            Some(codec) if magic == 0 => {
                self.decompressor.open_format_0(codec, input, self.limit).append_to(out)
            }
            Some(codec) => self.decompressor.append(codec, input, self.limit, out),
            None => {
                out.extend_from_slice(input);
                Ok(())
            }
        }
    }
}

/// Appends what records become in a batch of a compression.
pub(crate) fn compress_records(compression: Compression, records: &[u8], out: &mut Vec<u8>) {
    match Codec::from_code(compression.code()) {
        Some(codec) => compress::compress(codec, records, out),
        None => out.extend_from_slice(records),
    }
}
