//! Fields as lines: offset, bytes, name and value.

use crate::node::{Content, Node};
use std::fmt::Write;

/// Bytes that a line shows of a field; of a longer one it shows the first, and how many there are.
const BYTES_SHOWN: usize = 8;

/// Characters of a line's first columns.
const VALUE_COLUMN: usize = 38;

/// A message, a line a field: the offset of its first byte in `bytes` and after it, indented as it
/// lies, its name and value. `start` is where the message begins in `bytes`.
#[must_use]
pub fn print(node: &Node<'_>, bytes: &[u8], start: usize) -> String {
    let mut out = String::new();
    line(node, bytes, start, 0, &mut out);
    out
}

fn line(node: &Node<'_>, bytes: &[u8], base: usize, depth: usize, out: &mut String) {
    let own = bytes.get(base + node.start..base + node.own_end).unwrap_or_default();
    let mut hex = String::new();
    for byte in own.iter().take(BYTES_SHOWN) {
        let _ = write!(hex, "{byte:02x} ");
    }
    if BYTES_SHOWN < own.len() {
        let _ = write!(hex, "… {}", own.len());
    }
    let head = format!("{:6}  {hex}", base + node.start);
    let tag = node.tag.map(|tag| format!("tag {tag} ")).unwrap_or_default();
    let indent = "  ".repeat(depth);
    let value = value(&node.content);
    let _ = writeln!(out, "{head:VALUE_COLUMN$}{indent}{tag}{}{value}", node.name);
    if let Content::Array(inner) | Content::Struct(inner) = &node.content {
        for node in inner {
            line(node, bytes, base, depth + 1, out);
        }
    }
}

fn value(content: &Content<'_>) -> String {
    match content {
        Content::Null => ": null".to_owned(),
        Content::Bool(value) => format!(": {value}"),
        Content::Integer(value) => format!(": {value}"),
        Content::Float(value) => format!(": {value}"),
        Content::Uuid(value) => format!(": {value}"),
        Content::Text(value) => format!(": {value:?}"),
        Content::Bytes(value) => format!(": {} bytes", value.len()),
        Content::Array(elements) => format!(": {} elements", elements.len()),
        Content::Struct(_) => String::new(),
        Content::Tags(count) => format!(": {count}"),
        Content::Unknown(value) => format!(" field of {} bytes", value.len()),
    }
}
