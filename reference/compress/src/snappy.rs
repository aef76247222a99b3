//! Snappy in both of its framings.
//!
//! Java's producer and those that follow it write xerial's: a header of 16 bytes, then chunks,
//! each a length (four bytes, big-endian) and a block. librdkafka writes one bare block. Both are
//! read, told apart by the header, as `SnappyInputStream` of snappy-java does, which Kafka uses
//! (`SnappyCompression`). Snappy has no checksum in either framing: the batch's own must do.

use crate::Codec;
use crate::error::{Error, Fault};
use crate::piece::{Piece, Step, room};
use snap::raw::{Decoder, Encoder, decompress_len};

/// What xerial's framing begins with.
const MAGIC: [u8; 8] = *b"\x82SNAPPY\0";
/// Magic, version and the oldest version that can read it, each of four bytes.
const HEADER_SIZE: usize = 16;
/// Bytes of a chunk before it is compressed, as snappy-java cuts them.
const CHUNK_SIZE: usize = 32 * 1024;
/// snappy-java refuses chunks above it.
const CHUNK_SIZE_MAX: usize = 512 * 1024 * 1024;
/// A copy of 64 bytes takes three: no block becomes more than so many times its size.
const RATIO_MAX: u64 = 22;

/// What is kept between inputs.
#[derive(Default)]
pub(crate) struct Memory {
    decoder: Decoder,
}

pub(crate) struct Stream<'a> {
    memory: &'a mut Memory,
    at: usize,
    phase: Phase,
}

enum Phase {
    Begin,
    Chunks,
    Ended,
}

impl<'a> Stream<'a> {
    pub(crate) fn new(memory: &'a mut Memory) -> Stream<'a> {
        Stream { memory, at: 0, phase: Phase::Begin }
    }

    pub(crate) fn position(&self) -> usize {
        self.at
    }

    pub(crate) fn step(&mut self, step: &mut Step<'_>) -> Result<Piece, Error> {
        match self.phase {
            Phase::Begin => {
                if step.input.get(..HEADER_SIZE).is_some_and(|head| head.starts_with(&MAGIC)) {
                    self.header(step.input)?;
                    self.phase = Phase::Chunks;
                    return Ok(Piece::Buffered(0));
                }
                self.phase = Phase::Ended;
                self.block(step.input, step.buffer, step.left)
            }
            Phase::Chunks => self.chunk(step),
            Phase::Ended => Ok(Piece::End),
        }
    }

    /// A chunk, or another header, where two outputs have been put one after the other. Fewer
    /// than four bytes at the end are left unread, as snappy-java does.
    fn chunk(&mut self, step: &mut Step<'_>) -> Result<Piece, Error> {
        let rest = step.input.get(self.at..).unwrap_or_default();
        let Some((length, rest)) = rest.split_first_chunk() else {
            self.phase = Phase::Ended;
            return Ok(Piece::End);
        };
        if MAGIC.starts_with(length) {
            self.header(step.input)?;
            return Ok(Piece::Buffered(0));
        }
        let declared = u32::from_be_bytes(*length);
        let length = declared as usize;
        if CHUNK_SIZE_MAX < length {
            let (declared, most) = (declared.into(), CHUNK_SIZE_MAX as u64);
            return Err(self.fault(Fault::BadLength { declared, most }));
        }
        let Some(block) = rest.get(..length) else { return Err(self.fault(Fault::Truncated)) };
        let piece = self.block(block, step.buffer, step.left)?;
        self.at += 4 + length;
        Ok(piece)
    }

    fn header(&mut self, input: &[u8]) -> Result<(), Error> {
        let header = input.get(self.at..).and_then(|rest| rest.get(..HEADER_SIZE));
        let Some(header) = header else { return Err(self.fault(Fault::Truncated)) };
        if !header.starts_with(&MAGIC) {
            return Err(self.fault(Fault::BadHeader("magic")));
        }
        let version = header.get(8..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default();
        if i32::from_be_bytes(version) < 1 {
            return Err(self.fault(Fault::BadHeader("version")));
        }
        self.at += HEADER_SIZE;
        Ok(())
    }

    fn block(&mut self, block: &[u8], buffer: &mut Vec<u8>, left: usize) -> Result<Piece, Error> {
        let Ok(size) = decompress_len(block) else { return Err(self.fault(Fault::Damaged)) };
        let (declared, most) = (size as u64, block.len() as u64 * RATIO_MAX);
        if block.is_empty() {
            return Err(self.fault(Fault::Truncated));
        }
        if most < declared {
            return Err(self.fault(Fault::BadLength { declared, most }));
        }
        if left < size {
            return Err(self.fault(Fault::TooLarge { limit: left }));
        }
        match self.memory.decoder.decompress(block, room(buffer, size)) {
            Ok(size) => Ok(Piece::Buffered(size)),
            Err(_) => Err(self.fault(Fault::Damaged)),
        }
    }

    fn fault(&self, what: Fault) -> Error {
        Error::new(Codec::Snappy, self.at, what)
    }
}

/// Writes xerial's framing, as Java's producer does.
pub(crate) fn compress(input: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&1i32.to_be_bytes());
    out.extend_from_slice(&1i32.to_be_bytes());
    let mut encoder = Encoder::new();
    for chunk in input.chunks(CHUNK_SIZE) {
        let length_at = out.len();
        out.extend_from_slice(&[0; 4]);
        let block_at = out.len();
        out.resize(block_at + snap::raw::max_compress_len(chunk.len()), 0);
        let size = encoder
            .compress(chunk, out.get_mut(block_at..).unwrap_or_default())
            .expect("a chunk of 32 KiB fits the room that the library asks for");
        out.truncate(block_at + size);
        if let Some(length) = out.get_mut(length_at..block_at) {
            length.copy_from_slice(&(size as u32).to_be_bytes());
        }
    }
}
