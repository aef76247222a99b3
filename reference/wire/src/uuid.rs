//! Kafka's 128-bit ids of topics and directories, and their text form.
//!
//! The text is URL-safe base64 without padding, 22 characters, as `partition.metadata` and
//! Kafka's tools write it (class `Uuid`). Making a random id needs a source of chance and is
//! therefore the caller's.

use core::fmt;
use core::str::FromStr;

/// The id of a topic or a log directory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Uuid(pub [u8; 16]);

/// A text that is not a [`Uuid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UuidError;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Characters of an id's text.
const TEXT_LENGTH: usize = 22;

impl Uuid {
    /// The id that stands for "none".
    pub const ZERO: Uuid = Uuid([0; 16]);

    /// Whether this is [`Uuid::ZERO`].
    #[must_use]
    pub fn is_zero(self) -> bool {
        self == Uuid::ZERO
    }
}

impl fmt::Display for Uuid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // 132 bits: the id, then four zero bits that fill up the last character.
        let bits = u128::from_be_bytes(self.0);
        for place in 0..TEXT_LENGTH {
            let six = match 122_usize.checked_sub(6 * place) {
                Some(shift) => bits >> shift,
                None => bits << 4,
            } & 0x3f;
            let character = ALPHABET.get(six as usize).copied().unwrap_or(b'A');
            fmt::Write::write_char(out, char::from(character))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Uuid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Uuid({self})")
    }
}

impl FromStr for Uuid {
    type Err = UuidError;

    /// # Errors
    /// [`UuidError`] unless `text` is exactly what `Display` writes for some id.
    fn from_str(text: &str) -> Result<Uuid, UuidError> {
        if text.len() != TEXT_LENGTH {
            return Err(UuidError);
        }
        let mut bits = 0u128;
        for (place, character) in text.bytes().enumerate() {
            let six = ALPHABET.iter().position(|known| *known == character).ok_or(UuidError)?;
            let six = six as u128;
            if place + 1 < TEXT_LENGTH {
                bits = bits << 6 | six;
            } else if six & 0x0f == 0 {
                bits = bits << 2 | six >> 4;
            } else {
                return Err(UuidError);
            }
        }
        Ok(Uuid(bits.to_be_bytes()))
    }
}

impl fmt::Display for UuidError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("not an id: 22 characters of URL-safe base64 are due")
    }
}

impl core::error::Error for UuidError {}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn text_forms() {
        assert_eq!(Uuid::ZERO.to_string(), "AAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(Uuid([0xff; 16]).to_string(), "_____________________w");
        let id = Uuid(*b"0123456789abcdef");
        assert_eq!(id.to_string(), "MDEyMzQ1Njc4OWFiY2RlZg");
        assert_eq!(id.to_string().parse(), Ok(id));
        for wrong in
            ["", "AAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAAAAAA+A"]
        {
            assert_eq!(wrong.parse::<Uuid>(), Err(UuidError), "{wrong}");
        }
    }

    #[test]
    fn every_bit_survives() {
        for bit in 0..128 {
            let id = Uuid((1u128 << bit).to_be_bytes());
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }
}
