//! Variable-length integers: seven bits a byte, lowest first, the top bit saying "more".
//!
//! Unsigned ones hold lengths and tags of flexible versions (KIP-482); zigzag ones hold the
//! deltas and lengths inside records (KIP-98). Source: `ByteUtils`. Stricter than Kafka in one
//! thing: bits beyond the type are an error, not dropped.

use alloc::vec::Vec;

/// Reads an unsigned integer of at most `bits` bits off the front of `bytes`; `None` if it
/// does not end within them or exceeds its type, which [`unfinished`] tells apart.
pub(crate) fn read(bytes: &[u8], bits: u32) -> Option<(u64, usize)> {
    let mut value = 0u64;
    let mut shift = 0;
    for (index, byte) in bytes.iter().enumerate() {
        let part = u64::from(byte & 0x7f);
        let room = bits.checked_sub(shift)?;
        if room == 0 || (room < 7 && part >> room != 0) {
            return None;
        }
        value |= part << shift;
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
        shift += 7;
    }
    None
}

/// Whether `bytes` ends in the middle of an integer that might still be one of `bits` bits.
pub(crate) fn unfinished(bytes: &[u8], bits: u32) -> bool {
    bytes.len() < bits.div_ceil(7) as usize && bytes.iter().all(|byte| byte & 0x80 != 0)
}

/// Appends `value` in as few bytes as it takes.
pub(crate) fn write(out: &mut Vec<u8>, mut value: u64) {
    while 0x7f < value {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// The number of bytes that [`write`] would append.
pub(crate) fn size(value: u64) -> usize {
    let bits = u64::BITS - (value | 1).leading_zeros();
    bits.div_ceil(7) as usize
}

/// Small magnitudes of either sign to small unsigned values.
pub(crate) fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

/// The inverse of [`zigzag`].
pub(crate) fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_width_survives() {
        for shift in 0..64 {
            for value in [1u64 << shift, (1u64 << shift) - 1, u64::MAX >> shift] {
                let mut bytes = Vec::new();
                write(&mut bytes, value);
                assert_eq!(bytes.len(), size(value));
                assert_eq!(read(&bytes, 64), Some((value, bytes.len())));
                let small = value <= u64::from(u32::MAX);
                assert_eq!(read(&bytes, 32).is_some(), small, "{value}");
                assert_eq!(unzigzag(zigzag(value as i64)), value as i64);
                bytes.pop();
                assert_eq!(read(&bytes, 64), None);
                assert!(unfinished(&bytes, 64));
            }
        }
    }

    #[test]
    fn the_known_examples_of_zigzag() {
        assert_eq!([0, -1, 1, -2].map(zigzag), [0, 1, 2, 3]);
        assert_eq!([i64::MAX, i64::MIN].map(zigzag), [u64::MAX - 1, u64::MAX]);
    }

    #[test]
    fn an_endless_integer_is_refused() {
        assert_eq!(read(&[0xff; 20], 32), None);
        assert!(!unfinished(&[0xff; 20], 32));
        assert_eq!(read(&[0xff, 0xff, 0xff, 0xff, 0x1f], 32), None);
        assert_eq!(read(&[0xff, 0xff, 0xff, 0xff, 0x0f], 32), Some((0xffff_ffff, 5)));
    }
}
