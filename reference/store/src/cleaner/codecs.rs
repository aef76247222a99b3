//! Where `compress` meets the words of `wire`.

use compress::{Codec, Decompressor};
use wire::batch::{Compression, Decompress};

/// Decompresses batches, each up to so many bytes.
pub(crate) struct Codecs {
    pub(crate) decompressor: Decompressor,
    pub(crate) limit: usize,
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
pub(super) fn compress_records(compression: Compression, records: &[u8], out: &mut Vec<u8>) {
    match Codec::from_code(compression.code()) {
        Some(codec) => compress::compress(codec, records, out),
        None => out.extend_from_slice(records),
    }
}
