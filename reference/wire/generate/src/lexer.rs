//! Text to tokens.
//!
//! `#` opens a line of documentation for what follows, `//` a note to the reader of the
//! schema; line breaks and indentation mean nothing.

use crate::schema::{Fault, Place};

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    /// A name or a keyword.
    Word(String),
    /// An integer without its sign.
    Int(i128),
    /// A string, without its quotes.
    Text(String),
    /// One of `{ } [ ] : ? = + -`.
    Sign(char),
    /// A line of documentation, without its mark.
    Doc(String),
}

/// Cuts a file into tokens with their places.
///
/// # Errors
/// A character that starts no token, an integer that is none, a string that does not end.
pub(crate) fn tokens(text: &str) -> Result<Vec<(Token, Place)>, Fault> {
    let mut tokens = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let mut rest = line;
        loop {
            rest = rest.trim_start();
            let before = line.strip_suffix(rest).unwrap_or_default().chars().count();
            let place = Place { line: number, column: before as u32 + 1 };
            if rest.is_empty() || rest.starts_with("//") {
                break;
            }
            let (token, length) = token(rest).map_err(|what| Fault::new(place, what))?;
            tokens.push((token, place));
            rest = &rest[length..];
        }
    }
    Ok(tokens)
}

/// The token at the start of `rest`, which is not empty, and its length in bytes.
fn token(rest: &str) -> Result<(Token, usize), String> {
    let first = rest.chars().next().unwrap_or(' ');
    if first == '#' {
        return Ok((Token::Doc(rest[1..].trim().to_owned()), rest.len()));
    }
    if first == '"' {
        let Some(length) = rest[1..].find('"') else {
            return Err("a string that does not end on its line".to_owned());
        };
        return Ok((Token::Text(rest[1..=length].to_owned()), length + 2));
    }
    if "{}[]:?=+-".contains(first) {
        return Ok((Token::Sign(first), 1));
    }
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    let word = &rest[..end];
    if word.is_empty() {
        return Err(format!("`{first}` starts nothing"));
    }
    if !first.is_ascii_digit() {
        return Ok((Token::Word(word.to_owned()), end));
    }
    let value = match word.strip_prefix("0x") {
        Some(digits) => i128::from_str_radix(digits, 16),
        None => word.parse(),
    };
    value.map(|value| (Token::Int(value), end)).map_err(|_| format!("`{word}` is no number"))
}
