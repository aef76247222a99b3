//! The one bounded reader: compressed bytes at hand in, pieces of what they hold out.

use crate::error::{Error, Fault};
use crate::piece::{Piece, Step};
use crate::{Codec, gzip, lz4, snappy, zstandard};
use std::fmt;

/// What decompression needs of memory, kept from one input to the next.
///
/// It holds the libraries' states and one buffer, which grows with what is really decompressed:
/// to 64 KiB for gzip and zstd, to one block for lz4 (4 MiB at most), to one chunk for snappy.
#[derive(Default)]
pub struct Decompressor {
    buffer: Vec<u8>,
    gzip: gzip::Memory,
    snappy: snappy::Memory,
    zstd: zstandard::Memory,
}

/// One compressed input on its way out; see [`Decompressor::open`].
pub struct Chunks<'a> {
    codec: Codec,
    input: &'a [u8],
    buffer: &'a mut Vec<u8>,
    stream: Stream<'a>,
    limit: usize,
    left: usize,
    ended: bool,
}

enum Stream<'a> {
    Gzip(gzip::Stream<'a>),
    Snappy(snappy::Stream<'a>),
    Lz4(lz4::Stream),
    Zstd(zstandard::Stream<'a>),
}

impl Decompressor {
    /// With no memory used yet.
    #[must_use]
    pub fn new() -> Decompressor {
        Decompressor::default()
    }

    /// Begins to decompress `input`, which may become `limit` bytes and no more.
    pub fn open<'a>(&'a mut self, codec: Codec, input: &'a [u8], limit: usize) -> Chunks<'a> {
        let stream = match codec {
            Codec::Gzip => Stream::Gzip(gzip::Stream::new(&mut self.gzip)),
            Codec::Snappy => Stream::Snappy(snappy::Stream::new(&mut self.snappy)),
            Codec::Lz4 => Stream::Lz4(lz4::Stream::new(lz4::HeaderChecksum::Checked)),
            Codec::Zstd => Stream::Zstd(zstandard::Stream::new(&mut self.zstd)),
        };
        let buffer = &mut self.buffer;
        Chunks { codec, input, buffer, stream, limit, left: limit, ended: false }
    }

    /// As [`Decompressor::open`], for the value of a wrapper in a message set of format 0: its
    /// lz4 frames have a header checksum that old clients computed wrongly, and nobody checks
    /// (`Lz4Compression.wrapForInput`, KAFKA-3160).
    pub fn open_format_0<'a>(
        &'a mut self,
        codec: Codec,
        input: &'a [u8],
        limit: usize,
    ) -> Chunks<'a> {
        let chunks = self.open(codec, input, limit);
        match codec {
            Codec::Lz4 => {
                Chunks { stream: Stream::Lz4(lz4::Stream::new(lz4::HeaderChecksum::Any)), ..chunks }
            }
            _ => chunks,
        }
    }

    /// Appends what `input` holds, at most `limit` bytes, to `out`.
    ///
    /// # Errors
    /// As [`Chunks::next_chunk`]; `out` then ends with what came before the fault.
    pub fn append(
        &mut self,
        codec: Codec,
        input: &[u8],
        limit: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        self.open(codec, input, limit).append_to(out)
    }
}

impl fmt::Debug for Decompressor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let buffer = format_args!("{} bytes", self.buffer.len());
        out.debug_struct("Decompressor").field("buffer", &buffer).finish_non_exhaustive()
    }
}

impl Chunks<'_> {
    /// The next piece of what the input holds; empty at the end, and after an error.
    ///
    /// # Errors
    /// The input is not what its codec writes, or holds more than the caller allows.
    pub fn next_chunk(&mut self) -> Result<&[u8], Error> {
        let piece = self.advance()?;
        let bytes = match piece {
            Piece::Buffered(size) => self.buffer.get(..size),
            Piece::Stored(range) => self.input.get(range),
            Piece::End => Some(&[][..]),
        };
        Ok(bytes.unwrap_or_default())
    }

    /// Appends all that is left to `out`.
    ///
    /// # Errors
    /// As [`Chunks::next_chunk`]; `out` then ends with what came before the fault.
    pub fn append_to(&mut self, out: &mut Vec<u8>) -> Result<(), Error> {
        loop {
            let chunk = self.next_chunk()?;
            if chunk.is_empty() {
                return Ok(());
            }
            out.extend_from_slice(chunk);
        }
    }

    /// Steps to the next piece that has bytes.
    fn advance(&mut self) -> Result<Piece, Error> {
        while !self.ended {
            let piece = self.step().inspect_err(|_| self.ended = true)?;
            let size = match &piece {
                Piece::Buffered(size) => *size,
                Piece::Stored(range) => range.len(),
                Piece::End => {
                    self.ended = true;
                    break;
                }
            };
            let Some(left) = self.left.checked_sub(size) else {
                self.ended = true;
                return Err(self.too_large());
            };
            self.left = left;
            if 0 < size {
                return Ok(piece);
            }
        }
        Ok(Piece::End)
    }

    fn step(&mut self) -> Result<Piece, Error> {
        let step = &mut Step { input: self.input, buffer: self.buffer, left: self.left };
        let stepped = match &mut self.stream {
            Stream::Gzip(stream) => stream.step(step),
            Stream::Snappy(stream) => stream.step(step),
            Stream::Lz4(stream) => stream.step(step),
            Stream::Zstd(stream) => stream.step(step),
        };
        match stepped {
            Err(Error { what: Fault::TooLarge { .. }, .. }) => Err(self.too_large()),
            stepped => stepped,
        }
    }

    fn too_large(&self) -> Error {
        let position = match &self.stream {
            Stream::Gzip(stream) => stream.position(),
            Stream::Snappy(stream) => stream.position(),
            Stream::Lz4(stream) => stream.position(),
            Stream::Zstd(stream) => stream.position(),
        };
        Error::new(self.codec, position, Fault::TooLarge { limit: self.limit })
    }
}
