//! Cutting requests out of a stream: four bytes of size, then that many of content.
//!
//! A size that is negative or above `socket.request.max.bytes` ends the connection before anything
//! is set aside for it; the buffer grows with the bytes that come, not with those declared. A
//! request must be whole within the idle time. What is in a request is not looked at here.

use std::fmt;
use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// The bytes read at once, and what the buffer holds on to between requests.
const CHUNK_BYTES: usize = 64 * 1024;
/// A buffer that grew larger than this is given back once its request is done.
const KEPT_BYTES: usize = 1024 * 1024;
/// Bytes of a frame's size.
const SIZE_BYTES: usize = 4;

/// Why there is no further request.
#[derive(Debug)]
pub(crate) enum FrameError {
    /// The peer closed the connection between two requests, as it may.
    Closed,
    /// The peer closed it within a request, of which so many bytes had come.
    Cut(usize),
    /// A request declares this many bytes.
    Size(i32),
    /// Nothing came, or not enough, within the idle time.
    Idle,
    Socket(io::Error),
}

/// The requests of one connection.
#[derive(Debug)]
pub(crate) struct Frames {
    stream: TcpStream,
    /// What was read: first the frame at hand, behind it what came with it.
    buffer: Vec<u8>,
    /// How many bytes of the buffer have been given out.
    used: usize,
    size_max: usize,
    idle_max: Duration,
}

impl Frames {
    pub(crate) fn new(stream: TcpStream, size_max: usize, idle_max: Duration) -> Frames {
        Frames { stream, buffer: Vec::new(), used: 0, size_max, idle_max }
    }

    /// Waits for the next request to be whole.
    ///
    /// # Errors
    /// [`FrameError`]; there will be no further request.
    pub(crate) fn advance(&mut self) -> Result<(), FrameError> {
        self.drop_used();
        let deadline = Instant::now() + self.idle_max;
        self.fill(SIZE_BYTES, deadline)?;
        let size = self.buffer.first_chunk().map_or(-1, |bytes| i32::from_be_bytes(*bytes));
        let length = usize::try_from(size).ok().filter(|length| *length <= self.size_max);
        let Some(length) = length else { return Err(FrameError::Size(size)) };
        self.fill(SIZE_BYTES + length, deadline)?;
        self.used = SIZE_BYTES + length;
        Ok(())
    }

    /// The content of the request at hand.
    pub(crate) fn content(&self) -> &[u8] {
        self.buffer.get(SIZE_BYTES..self.used).unwrap_or_default()
    }

    /// Whether the peer has gone: its end of the connection is closed and nothing is left to read.
    pub(crate) fn peer_has_gone(&self) -> bool {
        if self.used < self.buffer.len() || self.stream.set_nonblocking(true).is_err() {
            return false;
        }
        let looked = self.stream.peek(&mut [0]);
        let blocks_again = self.stream.set_nonblocking(false).is_ok();
        match looked {
            Ok(read) => read == 0,
            Err(error) => !blocks_again || error.kind() != io::ErrorKind::WouldBlock,
        }
    }

    fn drop_used(&mut self) {
        self.buffer.drain(..self.used);
        self.used = 0;
        if KEPT_BYTES < self.buffer.capacity() && self.buffer.len() < CHUNK_BYTES {
            self.buffer.shrink_to(CHUNK_BYTES);
        }
    }

    /// Reads until the buffer holds so many bytes.
    fn fill(&mut self, wanted: usize, deadline: Instant) -> Result<(), FrameError> {
        while self.buffer.len() < wanted {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(FrameError::Idle);
            }
            self.stream.set_read_timeout(Some(left)).map_err(FrameError::Socket)?;
            let held = self.buffer.len();
            let missing = (wanted - held).clamp(CHUNK_BYTES / 4, CHUNK_BYTES);
            self.buffer.resize(held + missing, 0);
            let read = self.stream.read(self.buffer.get_mut(held..).unwrap_or_default());
            self.buffer.truncate(held + read.as_ref().map_or(0, |read| *read));
            match read {
                Ok(0) if held == 0 => return Err(FrameError::Closed),
                Ok(0) => return Err(FrameError::Cut(held)),
                Ok(_) => {}
                Err(error) => match error.kind() {
                    io::ErrorKind::Interrupted => {}
                    io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => {
                        return Err(FrameError::Idle);
                    }
                    _ => return Err(FrameError::Socket(error)),
                },
            }
        }
        Ok(())
    }
}

impl fmt::Display for FrameError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FrameError::Closed => out.write_str("the peer closed the connection"),
            FrameError::Cut(bytes) => write!(out, "the peer left after {bytes} bytes of a request"),
            FrameError::Size(size) => write!(out, "a request declares {size} bytes"),
            FrameError::Idle => out.write_str("nothing whole came within the idle time"),
            FrameError::Socket(error) => error.fmt(out),
        }
    }
}
