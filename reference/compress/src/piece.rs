//! One step of a codec: what it may use, and what has come of it.

use std::ops::Range;

/// Where the decompressed bytes of one step are.
pub(crate) enum Piece {
    /// At the start of the buffer, so many of them.
    Buffered(usize),
    /// In the input itself: stored, not compressed.
    Stored(Range<usize>),
    /// Nowhere: the stream has ended.
    End,
}

/// What one step of a codec may use.
pub(crate) struct Step<'s> {
    pub(crate) input: &'s [u8],
    pub(crate) buffer: &'s mut Vec<u8>,
    /// How many bytes more the caller allows.
    pub(crate) left: usize,
}

/// Makes room for `size` bytes in the buffer, which never shrinks.
pub(crate) fn room(buffer: &mut Vec<u8>, size: usize) -> &mut [u8] {
    if buffer.len() < size {
        buffer.resize(size, 0);
    }
    buffer.get_mut(..size).unwrap_or_default()
}
