//! Zstandard: frames one after another (RFC 8878), with or without a content size.
//!
//! The library would set aside memory for a frame's window before the first block is read, as much
//! as the header declares. So the header is looked at first: a window of up to 8 MiB, which the
//! RFC asks every decoder to hold, is decoded piece by piece; a larger one, up to the 128 MiB that
//! Kafka's library takes, is decoded in one go into room that doubles as it is filled.
//! Source: `ZstdCompression`.

use crate::Codec;
use crate::error::{Error, Fault};
use crate::piece::{Piece, Step, room};
use zstd::bulk;
use zstd::stream::raw::{Decoder, InBuffer, Operation, OutBuffer};
use zstd::zstd_safe::{CompressionLevel, DParameter, find_frame_compressed_size};

/// Kafka's default (`CompressionType.ZSTD`).
const LEVEL: CompressionLevel = 3;
const CHUNK_SIZE: usize = 64 * 1024;
const MAGIC: [u8; 4] = 0xfd2f_b528u32.to_le_bytes();
/// The lower half byte of a skippable frame's magic is free.
const SKIPPABLE: u32 = 0x184d_2a50;
const STREAMED_WINDOW_LOG_MAX: u32 = 23;
const WINDOW_LOG_MAX: u32 = 27;

/// What is kept between inputs.
#[derive(Default)]
pub(crate) struct Memory {
    decoder: Option<Decoder<'static>>,
}

pub(crate) struct Stream<'a> {
    decoder: &'a mut Decoder<'static>,
    at: usize,
    inside: bool,
}

/// What a frame's header says of the memory that it takes.
struct Header {
    window_size: u64,
    content_size: Option<u64>,
}

impl<'a> Stream<'a> {
    pub(crate) fn new(memory: &'a mut Memory) -> Stream<'a> {
        let decoder = memory.decoder.get_or_insert_with(|| {
            let mut decoder = Decoder::new().expect("a decoder's state is small");
            decoder
                .set_parameter(DParameter::WindowLogMax(STREAMED_WINDOW_LOG_MAX))
                .expect("the library knows windows of 8 MiB");
            decoder
        });
        decoder.reinit().expect("a decoder can begin anew");
        Stream { decoder, at: 0, inside: false }
    }

    pub(crate) fn position(&self) -> usize {
        self.at
    }

    pub(crate) fn step(&mut self, step: &mut Step<'_>) -> Result<Piece, Error> {
        let rest = step.input.get(self.at..).unwrap_or_default();
        if !self.inside {
            if rest.is_empty() {
                return Ok(Piece::End);
            }
            if let Some(header) = header(rest).map_err(|what| self.fault(what))? {
                let left = step.left as u64;
                if header.content_size.is_some_and(|size| left < size) {
                    return Err(self.fault(Fault::TooLarge { limit: step.left }));
                }
                let window_size = header.content_size.unwrap_or(u64::MAX).min(header.window_size);
                if 1 << WINDOW_LOG_MAX < window_size {
                    return Err(self.fault(Fault::BadHeader("window")));
                }
                if 1 << STREAMED_WINDOW_LOG_MAX < window_size {
                    return self.at_once(rest, step.buffer, step.left);
                }
            }
        }
        self.stream(rest, step.buffer)
    }

    fn stream(&mut self, rest: &[u8], buffer: &mut Vec<u8>) -> Result<Piece, Error> {
        let mut input = InBuffer::around(rest);
        let out = room(buffer, CHUNK_SIZE);
        let mut output = OutBuffer::around(out);
        let hint = self.decoder.run(&mut input, &mut output);
        let Ok(hint) = hint else { return Err(self.fault(Fault::Damaged)) };
        let (read, written) = (input.pos(), output.pos());
        self.at += read;
        self.inside = hint != 0;
        if read == 0 && written == 0 && hint != 0 {
            return Err(self.fault(Fault::Truncated));
        }
        Ok(Piece::Buffered(written))
    }

    /// Decodes a whole frame. The room is doubled only after the frame has been seen to fill it.
    fn at_once(&mut self, rest: &[u8], buffer: &mut Vec<u8>, left: usize) -> Result<Piece, Error> {
        let size = find_frame_compressed_size(rest).ok().and_then(|size| rest.get(..size));
        let Some(frame) = size else { return Err(self.fault(Fault::Truncated)) };
        let mut decoder = bulk::Decompressor::new().expect("a decoder's state is small");
        let mut attempt = CHUNK_SIZE.min(left);
        loop {
            let out = room(buffer, attempt);
            match decoder.decompress_to_buffer(frame, out) {
                Ok(size) => {
                    self.at += frame.len();
                    return Ok(Piece::Buffered(size));
                }
                Err(error) if is_full(&error) && attempt < left => {
                    attempt = attempt.saturating_mul(2).min(left);
                }
                Err(error) if is_full(&error) => {
                    return Err(self.fault(Fault::TooLarge { limit: left }));
                }
                Err(_) => return Err(self.fault(Fault::Damaged)),
            }
        }
    }

    fn fault(&self, what: Fault) -> Error {
        Error::new(Codec::Zstd, self.at, what)
    }
}

/// Whether the library says that the output is too small, for which it has a name only.
fn is_full(error: &std::io::Error) -> bool {
    error.to_string().contains("too small")
}

/// Reads a frame's header; `None` for a frame to skip, or one whose header is not whole, of
/// which the library will say so.
fn header(bytes: &[u8]) -> Result<Option<Header>, Fault> {
    let Some((magic, rest)) = bytes.split_first_chunk() else { return Err(Fault::Truncated) };
    if u32::from_le_bytes(*magic) & !0xf == SKIPPABLE {
        return Ok(None);
    }
    if *magic != MAGIC {
        return Err(Fault::BadHeader("magic"));
    }
    Ok(descriptor(rest))
}

fn descriptor(bytes: &[u8]) -> Option<Header> {
    let (descriptor, rest) = bytes.split_first()?;
    let is_single_segment = descriptor & 0b10_0000 != 0;
    let (window, rest) = if is_single_segment {
        (None, rest)
    } else {
        rest.split_first().map(|(w, rest)| (Some(*w), rest))?
    };
    let dictionary_id_size = [0, 1, 2, 4].get(usize::from(descriptor & 0b11))?;
    let rest = rest.get(*dictionary_id_size..)?;
    let content_size = match descriptor >> 6 {
        0 if is_single_segment => Some(u64::from(*rest.first()?)),
        0 => None,
        1 => Some(u64::from(u16::from_le_bytes(*rest.first_chunk()?)) + 256),
        2 => Some(u64::from(u32::from_le_bytes(*rest.first_chunk()?))),
        _ => Some(u64::from_le_bytes(*rest.first_chunk()?)),
    };
    let window_size = match window {
        Some(window) => {
            let base = 1u64 << (10 + (window >> 3));
            base + base / 8 * u64::from(window & 0b111)
        }
        None => content_size?,
    };
    Some(Header { window_size, content_size })
}

/// Writes one frame.
pub(crate) fn compress(input: &[u8], out: &mut Vec<u8>) {
    let frame = bulk::compress(input, LEVEL).expect("the library has room for any input");
    out.extend_from_slice(&frame);
}
