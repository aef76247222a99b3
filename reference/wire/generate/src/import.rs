//! Kafka's own schemas, as JSON with comments, to our language: the facts without the prose.
//!
//! For taking in a new version of Kafka: the result is read, compared and given documentation
//! by hand. Not used by any build.

use crate::schema::Range;
use serde_json::Value;
use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write;

/// The schema of an API from its request and its response, or of one other message.
///
/// # Errors
/// A text that is no schema of Kafka's.
pub fn import(texts: &[String]) -> Result<String, Box<dyn Error>> {
    let mut messages = Vec::new();
    for text in texts {
        messages.push(serde_json::from_str::<Value>(&without_comments(text))?);
    }
    let first = messages.first().ok_or("no file is given")?;
    let versions = text(first, "validVersions")?;
    let mut out = String::new();
    let is_api = text(first, "type")? == "request";
    let name = text(first, "name")?;
    let (word, title) = if is_api {
        ("api", name.strip_suffix("Request").unwrap_or(name))
    } else {
        ("message", name)
    };
    writeln!(out, "{word} {title} {{")?;
    if let Some(key) = first.get("apiKey") {
        writeln!(out, "    key {key}")?;
    }
    if let Some(listeners) = first.get("listeners").and_then(Value::as_array) {
        let names: Vec<&str> = listeners.iter().filter_map(Value::as_str).collect();
        writeln!(out, "    listeners {}", names.join(" "))?;
    }
    writeln!(out, "    versions {versions}")?;
    match first.get("flexibleVersions").and_then(Value::as_str) {
        None | Some("none") => {}
        Some(flexible) => writeln!(out, "    flexible {flexible}")?,
    }
    if first.get("latestVersionUnstable").and_then(Value::as_bool) == Some(true) {
        out.push_str("    unstable\n");
    }
    let mut taken = BTreeSet::new();
    for message in &messages {
        let kind = if is_api { text(message, "type")? } else { "fields" };
        let mut names = BTreeSet::new();
        gather(message, &mut names);
        let import = Import { clashes: names.intersection(&taken).cloned().collect() };
        taken.extend(names);
        let parent = range(versions)?;
        writeln!(out, "\n    {kind} {{")?;
        import.fields(message, parent, 2, &mut out)?;
        out.push_str("    }\n");
        for shared in array(message, "commonStructs") {
            writeln!(out, "\n    struct {} {{", import.rename(text(shared, "name")?))?;
            import.fields(shared, parent, 2, &mut out)?;
            out.push_str("    }\n");
        }
    }
    out.push_str("}\n");
    Ok(out)
}

/// The name under which a text's message belongs together with others, and whether it comes
/// second there, as a response does; `None` for a message of which no version is left.
///
/// # Errors
/// A text that is no schema of Kafka's.
pub(crate) fn name_and_partner(text_of: &str) -> Result<Option<(String, bool)>, Box<dyn Error>> {
    let message = serde_json::from_str::<Value>(&without_comments(text_of))?;
    let name = text(&message, "name")?;
    if text(&message, "validVersions")? == "none" {
        return Ok(None);
    }
    Ok(Some(match text(&message, "type")? {
        "request" => (name.trim_end_matches("Request").to_owned(), false),
        "response" => (name.trim_end_matches("Response").to_owned(), true),
        _ => (format!("{name} alone"), false),
    }))
}

struct Import {
    /// Names of structs that the request has as well.
    clashes: BTreeSet<String>,
}

impl Import {
    fn rename(&self, name: &str) -> String {
        if self.clashes.contains(name) { format!("Response{name}") } else { name.to_owned() }
    }

    fn fields(
        &self,
        body: &Value,
        parent: Range,
        depth: usize,
        out: &mut String,
    ) -> Result<(), Box<dyn Error>> {
        let indent = "    ".repeat(depth);
        for field in array(body, "fields") {
            let versions = field.get("versions").or_else(|| field.get("taggedVersions"));
            let versions = versions.and_then(Value::as_str).ok_or("a field has no versions")?;
            let (line, here) = self.field(field, versions, parent)?;
            if here.last.is_some_and(|last| last < here.first) {
                continue; // A field of versions that are gone.
            }
            write!(out, "{indent}{line}")?;
            if array(field, "fields").is_empty() {
                out.push('\n');
                continue;
            }
            out.push_str(" {\n");
            self.fields(field, here, depth + 1, out)?;
            writeln!(out, "{indent}}}")?;
        }
        Ok(())
    }

    /// A field without its struct's fields, and the versions in which it occurs.
    fn field(
        &self,
        field: &Value,
        versions: &str,
        parent: Range,
    ) -> Result<(String, Range), Box<dyn Error>> {
        let (own, kind) = (range(versions)?, text(field, "type")?);
        let here = overlap(own, parent);
        let base = kind.trim_start_matches("[]");
        let is_struct = base.starts_with(|c: char| c.is_ascii_uppercase());
        let name = if is_struct { self.rename(base) } else { base.to_owned() };
        let mut line = format!("{}: ", snake(text(field, "name")?));
        line += &if kind == base { name } else { format!("[{name}]") };
        let null = field.get("nullableVersions").and_then(Value::as_str);
        let null = null.map(range).transpose()?.map(|null| overlap(null, here));
        if null == Some(here) {
            line.push('?');
        }
        if here != parent {
            write!(line, " {versions}")?;
        }
        if let Some(null) = null.filter(|null| *null != here) {
            let last = null.last.filter(|last| here.last.is_none_or(|end| *last < end));
            match last {
                Some(last) => write!(line, " null {}-{last}", null.first)?,
                None => write!(line, " null {}+", null.first)?,
            }
        }
        if let Some(tag) = field.get("tag") {
            write!(line, " tag {tag}")?;
        }
        if let Some(default) = default(field, base) {
            write!(line, " = {default}")?;
        }
        if here != parent && flag(field, "ignorable") {
            line += " ignorable";
        }
        if field.get("flexibleVersions").and_then(Value::as_str) == Some("none") {
            line += " inflexible";
        }
        Ok((line, here))
    }
}

/// The default, unless it is what a field has without one.
fn default(field: &Value, base: &str) -> Option<String> {
    let default = match field.get("default")? {
        Value::String(text) => text.clone(),
        Value::Null => return None,
        other => other.to_string(),
    };
    match (default.as_str(), base) {
        ("" | "false" | "0", _) => None,
        ("null", _) => Some(default),
        (_, "string") => Some(format!("{default:?}")),
        _ => Some(default),
    }
}

fn gather(body: &Value, names: &mut BTreeSet<String>) {
    for shared in array(body, "commonStructs") {
        names.extend(text(shared, "name").ok().map(str::to_owned));
        gather(shared, names);
    }
    for field in array(body, "fields") {
        if !array(field, "fields").is_empty() {
            let kind = text(field, "type").unwrap_or_default();
            names.insert(kind.trim_start_matches("[]").to_owned());
        }
        gather(field, names);
    }
}

fn array<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, name: &str) -> Result<&'v str, String> {
    value.get(name).and_then(Value::as_str).ok_or_else(|| format!("`{name}` is missing"))
}

fn flag(value: &Value, name: &str) -> bool {
    matches!(value.get(name), Some(Value::Bool(true)))
        || value.get(name).and_then(Value::as_str) == Some("true")
}

fn range(text: &str) -> Result<Range, Box<dyn Error>> {
    let text = text.trim();
    if let Some(first) = text.strip_suffix('+') {
        return Ok(Range { first: first.parse()?, last: None });
    }
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Ok(Range { first: first.parse()?, last: Some(last.parse()?) })
}

fn overlap(left: Range, right: Range) -> Range {
    let last = match (left.last, right.last) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (left, right) => left.or(right),
    };
    Range { first: left.first.max(right.first), last }
}

/// A name in snake case. A capital begins a word after a small letter or a digit, and before a
/// small letter: `KRaftVersion` is `k_raft_version`, so that Kafka's name can be had back.
fn snake(name: &str) -> String {
    let mut out = String::new();
    let letters: Vec<char> = name.chars().collect();
    for (index, letter) in letters.iter().enumerate() {
        let is_small = |at: Option<usize>| {
            let letter = at.and_then(|at| letters.get(at));
            letter.is_some_and(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
        };
        let is_start = is_small(index.checked_sub(1)) || is_small(Some(index + 1));
        if 0 < index && letter.is_ascii_uppercase() && is_start {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

/// Kafka's comments begin with `//` on a line of their own, or behind a line's last comma,
/// bracket, or value.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut is_quoted = false;
        let mut end = line.len();
        for (index, character) in line.char_indices() {
            is_quoted ^= character == '"';
            if !is_quoted && line[index..].starts_with("//") {
                end = index;
                break;
            }
        }
        out.push_str(&line[..end]);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_over_and_prose_does_not() {
        let request = r#"// Licence.
            { "apiKey": 9, "type": "request", "listeners": ["broker"], "name": "FooRequest",
              "validVersions": "2-5", "flexibleVersions": "4+", "latestVersionUnstable": true,
              "fields": [ // a note
                { "name": "GroupId", "type": "string", "versions": "0+", "about": "Prose." },
                { "name": "Old", "type": "bool", "versions": "0-3", "ignorable": true },
                { "name": "Parts", "type": "[]Part", "versions": "3+", "nullableVersions": "4+",
                  "fields": [
                    { "name": "Id", "type": "int32", "versions": "3+", "default": "-1" },
                    { "name": "Note", "type": "string", "versions": "4+", "taggedVersions": "4+",
                      "tag": 0, "nullableVersions": "4+", "default": "null" } ] } ] }"#;
        let response = r#"{ "apiKey": 9, "type": "response", "name": "FooResponse",
              "validVersions": "2-5", "flexibleVersions": "4+", "fields": [
                { "name": "Parts", "type": "[]Part", "versions": "0+", "fields": [
                    { "name": "Id", "type": "int32", "versions": "0+" } ] } ] }"#;
        let due = "\
api Foo {
    key 9
    listeners broker
    versions 2-5
    flexible 4+
    unstable

    request {
        group_id: string
        old: bool 0-3 ignorable
        parts: [Part] 3+ null 4+ {
            id: int32 = -1
            note: string? 4+ tag 0 = null
        }
    }

    response {
        parts: [ResponsePart] {
            id: int32
        }
    }
}
";
        let imported = import(&[request.to_owned(), response.to_owned()]).unwrap();
        assert_eq!(imported, due);
        let file = crate::parse(&imported).unwrap();
        assert_eq!(crate::check(&file), Ok(()));
    }
}
