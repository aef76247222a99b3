//! The LZ4 frame, as far as Kafka reads it: one frame of independent blocks.
//!
//! What Kafka refuses is refused (blocks that depend on each other, dictionaries, reserved bits),
//! and what it leaves unread is left unread: the declared content size, the content checksum, and
//! bytes after the end mark. Source: `Lz4BlockInputStream`, `Lz4BlockOutputStream`.

use crate::Codec;
use crate::error::{Error, Fault};
use crate::piece::{Piece, Step, room};
use lz4_flex::block;
use xxhash_rust::xxh32::xxh32;

const MAGIC: [u8; 4] = 0x184d_2204u32.to_le_bytes();
/// Version 1, independent blocks, no checksums: what Kafka writes.
const FLAGS: u8 = 0b0110_0000;
/// Blocks of 64 KiB: what Kafka writes.
const BLOCK_DESCRIPTOR: u8 = 4 << 4;
const BLOCK_SIZE: usize = 64 * 1024;
/// Marks a block that is stored as it is.
const STORED: u32 = 0x8000_0000;
/// Each byte adds at most so many to a run: no block becomes more than so many times its size.
const RATIO_MAX: usize = 255;

/// What is asked of the checksum over the frame's header.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeaderChecksum {
    /// That it is right.
    Checked,
    /// Nothing: in message sets of format 0 it is wrong (KAFKA-3160).
    Any,
}

pub(crate) struct Stream {
    at: usize,
    header_checksum: HeaderChecksum,
    phase: Phase,
}

#[derive(Clone, Copy)]
enum Phase {
    Begin,
    Blocks(Frame),
    Ended,
}

#[derive(Clone, Copy)]
struct Frame {
    block_size_max: usize,
    block_checksums: bool,
    content_checksum: bool,
}

impl Stream {
    pub(crate) fn new(header_checksum: HeaderChecksum) -> Stream {
        Stream { at: 0, header_checksum, phase: Phase::Begin }
    }

    pub(crate) fn position(&self) -> usize {
        self.at
    }

    pub(crate) fn step(&mut self, step: &mut Step<'_>) -> Result<Piece, Error> {
        match self.phase {
            Phase::Begin => {
                self.phase = Phase::Blocks(self.header(step.input)?);
                Ok(Piece::Buffered(0))
            }
            Phase::Blocks(frame) => self.block(frame, step),
            Phase::Ended => Ok(Piece::End),
        }
    }

    fn header(&mut self, input: &[u8]) -> Result<Frame, Error> {
        let descriptor_at = MAGIC.len();
        let [flags, block_descriptor] = self.take(input, descriptor_at)?;
        if !input.starts_with(&MAGIC) {
            return Err(self.fault(Fault::BadHeader("magic")));
        }
        self.at = descriptor_at;
        let wrong = match (flags, block_descriptor) {
            _ if flags & 0b11 != 0 => Some("reserved bits or dictionary"),
            _ if flags & 0b0010_0000 == 0 => Some("dependence of blocks"),
            _ if flags >> 6 != 1 => Some("version"),
            _ if block_descriptor & 0b1000_1111 != 0 => Some("reserved bits"),
            _ if block_descriptor >> 4 < 4 => Some("block size"),
            _ => None,
        };
        if let Some(field) = wrong {
            return Err(self.fault(Fault::BadHeader(field)));
        }
        let has_content_size = flags & 0b1000 != 0;
        let checksum_at = descriptor_at + 2 + if has_content_size { 8 } else { 0 };
        let [stored] = self.take(input, checksum_at)?;
        let descriptor = input.get(descriptor_at..checksum_at).unwrap_or_default();
        let computed = (xxh32(descriptor, 0) >> 8) as u8;
        if self.header_checksum == HeaderChecksum::Checked && stored != computed {
            self.at = checksum_at;
            let (stored, computed) = (stored.into(), computed.into());
            return Err(self.fault(Fault::BadChecksum { stored, computed }));
        }
        self.at = checksum_at + 1;
        Ok(Frame {
            block_size_max: 1 << (2 * (block_descriptor >> 4) + 8),
            block_checksums: flags & 0b1_0000 != 0,
            content_checksum: flags & 0b100 != 0,
        })
    }

    fn block(&mut self, frame: Frame, step: &mut Step<'_>) -> Result<Piece, Error> {
        let head = u32::from_le_bytes(self.take(step.input, self.at)?);
        let begin = self.at + 4;
        let size = (head & !STORED) as usize;
        if size == 0 {
            if frame.content_checksum {
                self.take::<4>(step.input, begin)?;
            }
            self.phase = Phase::Ended;
            return Ok(Piece::End);
        }
        if frame.block_size_max < size {
            let (declared, most) = (size as u64, frame.block_size_max as u64);
            return Err(self.fault(Fault::BadLength { declared, most }));
        }
        let end = begin + size;
        let Some(block) = step.input.get(begin..end) else {
            return Err(self.fault(Fault::Truncated));
        };
        if frame.block_checksums {
            let stored = u32::from_le_bytes(self.take(step.input, end)?);
            let computed = xxh32(block, 0);
            if stored != computed {
                return Err(self.fault(Fault::BadChecksum { stored, computed }));
            }
        }
        let piece = if head & STORED == 0 {
            let most = frame.block_size_max.min(size.saturating_mul(RATIO_MAX));
            match decompress(block, room(step.buffer, most)) {
                Some(size) => Piece::Buffered(size),
                None => return Err(self.fault(Fault::Damaged)),
            }
        } else {
            Piece::Stored(begin..end)
        };
        self.at = end + if frame.block_checksums { 4 } else { 0 };
        Ok(piece)
    }

    fn take<const N: usize>(&self, input: &[u8], at: usize) -> Result<[u8; N], Error> {
        let taken = input.get(at..).and_then(<[u8]>::first_chunk).copied();
        taken.ok_or(self.fault(Fault::Truncated))
    }

    fn fault(&self, what: Fault) -> Error {
        Error::new(Codec::Lz4, self.at, what)
    }
}

/// The number of bytes of a block, decompressed into `out`. Alone, since the library's loop is some
/// 7 % slower where it is made part of another function.
#[inline(never)]
fn decompress(block: &[u8], out: &mut [u8]) -> Option<usize> {
    block::decompress_into(block, out).ok()
}

/// Writes one frame of blocks of 64 KiB without checksums, as Kafka does.
pub(crate) fn compress(input: &[u8], out: &mut Vec<u8>) {
    let descriptor = [FLAGS, BLOCK_DESCRIPTOR];
    out.extend_from_slice(&MAGIC);
    out.extend_from_slice(&descriptor);
    out.push((xxh32(&descriptor, 0) >> 8) as u8);
    for content in input.chunks(BLOCK_SIZE) {
        let block = block::compress(content);
        let (head, block) = if block.len() < content.len() {
            (block.len() as u32, &block[..])
        } else {
            (content.len() as u32 | STORED, content)
        };
        out.extend_from_slice(&head.to_le_bytes());
        out.extend_from_slice(block);
    }
    out.extend_from_slice(&0u32.to_le_bytes());
}
