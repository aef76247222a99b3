//! What is given: a file or standard input, hex or bytes.

use std::fmt::Write;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// All of a file, or of standard input.
///
/// # Errors
/// What cannot be read, and why.
pub(super) fn read(file: Option<&Path>) -> Result<Vec<u8>, String> {
    match file.filter(|file| *file != Path::new("-")) {
        Some(file) => fs::read(file).map_err(|error| format!("{}: {error}", file.display())),
        None => {
            let mut bytes = Vec::new();
            let outcome = io::stdin().lock().read_to_end(&mut bytes);
            outcome.map_err(|error| format!("standard input: {error}"))?;
            Ok(bytes)
        }
    }
}

/// The bytes that hex stands for, blanks between its digits left out; bytes that are no hex are
/// left as they are.
pub(super) fn from_hex(input: Vec<u8>) -> Vec<u8> {
    let is_blank = |byte: &&u8| byte.is_ascii_whitespace();
    let digits: Option<Vec<u8>> =
        input.iter().filter(|byte| !is_blank(byte)).map(|byte| digit(*byte)).collect();
    match digits {
        Some(digits) if digits.len().is_multiple_of(2) && !digits.is_empty() => digits
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0, |all, half| all << 4 | half))
            .collect(),
        _ => input,
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Bytes as hex.
pub(super) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_and_bytes() {
        assert_eq!(from_hex(b"00 1f\nA0\n".to_vec()), [0, 0x1f, 0xa0]);
        assert_eq!(from_hex(vec![0, 0, 0, 12]), [0, 0, 0, 12]);
        // Half a byte is no hex.
        assert_eq!(from_hex(b"123".to_vec()), b"123");
        assert!(from_hex(Vec::new()).is_empty());
        assert_eq!(to_hex(&[0, 0x1f, 0xa0]), "001fa0");
    }
}
