//! gzip: members one after another (RFC 1952), each a header, deflated data, CRC-32 and size.
//!
//! What follows the last member and is none is left unread, as `GZIPInputStream` does, through
//! which Kafka reads (`GzipCompression`).

use crate::Codec;
use crate::error::{Error, Fault};
use crate::piece::{Piece, Step, room};
use flate2::{Crc, Decompress, FlushDecompress, Status};
use std::io::Write;

const CHUNK_SIZE: usize = 64 * 1024;
const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];
const TRAILER_SIZE: usize = 8;
const HEADER_CRC: u8 = 0b10;
const EXTRA: u8 = 0b100;
const NAME: u8 = 0b1000;
const COMMENT: u8 = 0b1_0000;

/// What is kept between inputs.
#[derive(Default)]
pub(crate) struct Memory {
    inflate: Option<Decompress>,
}

pub(crate) struct Stream<'a> {
    inflate: &'a mut Decompress,
    at: usize,
    crc: Crc,
    phase: Phase,
}

enum Phase {
    Begin,
    Member,
    Ended,
}

impl<'a> Stream<'a> {
    pub(crate) fn new(memory: &'a mut Memory) -> Stream<'a> {
        let inflate = memory.inflate.get_or_insert_with(|| Decompress::new(false));
        Stream { inflate, at: 0, crc: Crc::new(), phase: Phase::Begin }
    }

    pub(crate) fn position(&self) -> usize {
        self.at
    }

    pub(crate) fn step(&mut self, step: &mut Step<'_>) -> Result<Piece, Error> {
        match self.phase {
            Phase::Begin => {
                let size =
                    header(step.input).map_err(|(at, what)| Error::new(Codec::Gzip, at, what))?;
                self.begin(size);
                Ok(Piece::Buffered(0))
            }
            Phase::Member => self.inflate(step),
            Phase::Ended => Ok(Piece::End),
        }
    }

    fn begin(&mut self, header_size: usize) {
        self.at += header_size;
        self.inflate.reset(false);
        self.crc.reset();
        self.phase = Phase::Member;
    }

    fn inflate(&mut self, step: &mut Step<'_>) -> Result<Piece, Error> {
        let rest = step.input.get(self.at..).unwrap_or_default();
        let out = room(step.buffer, CHUNK_SIZE);
        let (read, written) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(rest, out, FlushDecompress::None);
        let Ok(status) = status else { return Err(self.fault(Fault::Damaged)) };
        // Both differences are of one call, and so within the slices.
        self.at += (self.inflate.total_in() - read) as usize;
        let size = (self.inflate.total_out() - written) as usize;
        self.crc.update(out.get(..size).unwrap_or_default());
        match status {
            Status::StreamEnd => self.trailer(step.input)?,
            Status::Ok | Status::BufError if size == 0 => {
                return Err(self.fault(Fault::Truncated));
            }
            Status::Ok | Status::BufError => {}
        }
        Ok(Piece::Buffered(size))
    }

    fn trailer(&mut self, input: &[u8]) -> Result<(), Error> {
        let trailer = input.get(self.at..).and_then(<[u8]>::first_chunk::<TRAILER_SIZE>);
        let Some([a, b, c, d, size @ ..]) = trailer else {
            return Err(self.fault(Fault::Truncated));
        };
        let of_crc = (u32::from_le_bytes([*a, *b, *c, *d]), self.crc.sum());
        let of_size = (u32::from_le_bytes(*size), self.crc.amount());
        for (stored, computed) in [of_crc, of_size] {
            if stored != computed {
                return Err(self.fault(Fault::BadChecksum { stored, computed }));
            }
        }
        self.at += TRAILER_SIZE;
        match header(input.get(self.at..).unwrap_or_default()) {
            Ok(size) => self.begin(size),
            Err(_) => self.phase = Phase::Ended,
        }
        Ok(())
    }

    fn fault(&self, what: Fault) -> Error {
        Error::new(Codec::Gzip, self.at, what)
    }
}

/// The size of a member's header, or where and how it is none.
fn header(bytes: &[u8]) -> Result<usize, (usize, Fault)> {
    let truncated = (0, Fault::Truncated);
    let Some([a, b, method, flags, ..]) = bytes.first_chunk::<10>() else { return Err(truncated) };
    if [*a, *b, *method] != MAGIC {
        return Err((0, Fault::BadHeader("magic or method")));
    }
    let mut at = 10;
    if flags & EXTRA != 0 {
        let size = bytes.get(at..).and_then(<[u8]>::first_chunk).ok_or(truncated)?;
        at += 2 + usize::from(u16::from_le_bytes(*size));
    }
    for text in [NAME, COMMENT] {
        if flags & text != 0 {
            let rest = bytes.get(at..).ok_or(truncated)?;
            at += 1 + rest.iter().position(|byte| *byte == 0).ok_or(truncated)?;
        }
    }
    let header = bytes.get(..at).ok_or(truncated)?;
    if flags & HEADER_CRC != 0 {
        let stored = bytes.get(at..).and_then(<[u8]>::first_chunk).ok_or(truncated)?;
        let stored = u32::from(u16::from_le_bytes(*stored));
        let mut crc = Crc::new();
        crc.update(header);
        let computed = crc.sum() & 0xffff;
        if stored != computed {
            return Err((at, Fault::BadChecksum { stored, computed }));
        }
        at += 2;
    }
    Ok(at)
}

/// Writes one member at zlib's default level.
pub(crate) fn compress(input: &[u8], out: &mut Vec<u8>) {
    let mut encoder = flate2::write::GzEncoder::new(out, flate2::Compression::default());
    encoder
        .write_all(input)
        .and_then(|()| encoder.try_finish())
        .expect("writing to memory does not fail");
}
