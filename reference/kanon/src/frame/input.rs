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

/// The bytes that hex stands for, blanks between its digits left out, and a `0x` at the front of a
/// word; bytes that are no text are left as they are.
///
/// # Errors
/// The input is text, and yet no hex: the first character that is none, or the odd count.
pub(super) fn from_hex(input: Vec<u8>) -> Result<Vec<u8>, String> {
    // No frame and no batch is all text: the size, the key or the length begin with zeros.
    let is_text = |byte: &u8| byte.is_ascii_graphic() || byte.is_ascii_whitespace();
    if !input.iter().all(is_text) {
        return Ok(input);
    }
    let (mut digits, mut at) = (Vec::new(), 0);
    for word in input.split(u8::is_ascii_whitespace) {
        let bare = word.strip_prefix(b"0x").or_else(|| word.strip_prefix(b"0X")).unwrap_or(word);
        let skipped = word.len() - bare.len();
        for (place, byte) in (at + skipped..).zip(bare) {
            let wrong =
                || format!("not hex: the character {:?} at byte {place}", char::from(*byte));
            digits.push(digit(*byte).ok_or_else(wrong)?);
        }
        at += word.len() + 1;
    }
    if !digits.len().is_multiple_of(2) {
        return Err(format!("not hex: an odd number of digits, {}", digits.len()));
    }
    Ok(digits
        .chunks_exact(2)
        .map(|pair| pair.iter().fold(0, |all, half| all << 4 | half))
        .collect())
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
        let hex = |input: &[u8]| from_hex(input.to_vec());
        assert_eq!(hex(b"00 1f\nA0\n"), Ok(vec![0, 0x1f, 0xa0]));
        assert_eq!(hex(b"0x00 0X1fA0\n"), Ok(vec![0, 0x1f, 0xa0]));
        assert_eq!(hex(&[0, 0, 0, 12]), Ok(vec![0, 0, 0, 12]));
        assert_eq!(hex(b""), Ok(Vec::new()));
        let why = |input: &[u8]| hex(input).unwrap_err();
        assert_eq!(why(b"12 3\n"), "not hex: an odd number of digits, 3");
        assert_eq!(why(b"12 0x3z"), "not hex: the character 'z' at byte 6");
        assert_eq!(why(b"00000000: 0012 0003"), "not hex: the character ':' at byte 8");
        assert_eq!(to_hex(&[0, 0x1f, 0xa0]), "001fa0");
    }
}
