//! Our schemas against Kafka's own: which facts differ, so that a new version of Kafka can be
//! taken in. Words, names of structs and the order of attributes do not count.

use crate::import::{import, name_and_partner};
use crate::schema::{Field, File, Kind, Message, Struct, Type};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

/// What differs between Kafka's schemas in a folder and its folders, and ours: a line each, `-`
/// before what only ours say, `+` before what only Kafka's do. Empty if nothing does.
///
/// # Errors
/// A file that cannot be read, or that is no schema.
pub fn compare(ours: &[(String, File)], folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut theirs = BTreeMap::new();
    for text in pairs(folder)?.into_values() {
        let imported = import(&text)?;
        let file = crate::parse(&imported)?;
        theirs.extend(facts(&file));
    }
    let mut here = BTreeMap::new();
    for (_, file) in ours {
        here.extend(facts(file));
    }
    let mut lines = Vec::new();
    for name in here.keys().filter(|name| !theirs.contains_key(*name)) {
        lines.push(format!("-{name}"));
    }
    for (name, facts) in theirs {
        match here.get(&name) {
            None => lines.extend(facts.iter().map(|line| format!("+{line}"))),
            Some(known) => lines.extend(differences(known, &facts)),
        }
    }
    Ok(lines)
}

/// The texts of a folder by API or message, those of versions that are all gone left out.
fn pairs(folder: &Path) -> Result<BTreeMap<String, Vec<String>>, Box<dyn Error>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let text = fs::read_to_string(&path)?;
                let named = name_and_partner(&text);
                let named = named.map_err(|error| format!("{}: {error}", path.display()))?;
                if let Some((name, is_second)) = named {
                    let texts = found.entry(name).or_default();
                    texts.insert(if is_second { texts.len() } else { 0 }, text);
                }
            }
        }
    }
    Ok(found)
}

/// The facts of each message of a file, by its name.
fn facts(file: &File) -> Vec<(String, Vec<String>)> {
    let of_message = |message: &Message| {
        let name = message.body.name.clone();
        let kind = match &message.kind {
            Kind::Request { key, broker, controller, .. } => {
                format!(" key {key} broker {broker} controller {controller}")
            }
            Kind::Response { .. } => String::new(),
            Kind::Other { key } => format!(" record {key:?}"),
        };
        let (first, last) = message.versions;
        let flexible = message.flexible;
        let unstable = if message.unstable { " unstable" } else { "" };
        let head = format!("{name}:{kind} versions {first}-{last} flexible {flexible:?}{unstable}");
        let mut lines = vec![head];
        let versions: Vec<i16> = (first..=last).collect();
        of_fields(file, &message.body, &name, &versions, &mut lines);
        (name, lines)
    };
    file.messages.iter().map(of_message).collect()
}

fn of_fields(file: &File, body: &Struct, path: &str, versions: &[i16], lines: &mut Vec<String>) {
    for field in &body.fields {
        let here: Vec<i16> = versions.iter().copied().filter(|at| field.is_in(*at)).collect();
        let path = format!("{path}.{}", field.name);
        let null: Vec<i16> = here.iter().copied().filter(|at| field.is_nullable(*at)).collect();
        let droppable = field.ignorable && here.len() < versions.len();
        lines.push(format!(
            "{path}: {} versions {} null {} tag {:?} default {:?} drops {droppable} old form {}",
            type_name(field),
            range(&here, versions),
            range(&null, versions),
            field.tag,
            field.default,
            field.inflexible,
        ));
        if let Some(inner) = field.struct_name().and_then(|name| file.find(name)) {
            of_fields(file, inner, &path, &here, lines);
        }
    }
}

fn type_name(field: &Field) -> String {
    match &field.kind {
        Type::Struct(_) => "struct".to_owned(),
        Type::Array(element) => match element.as_ref() {
            Type::Struct(_) => "[struct]".to_owned(),
            element => format!("[{element:?}]"),
        },
        plain => format!("{plain:?}"),
    }
}

/// From the first of some versions to their last, which is left open if there is none after it.
fn range(some: &[i16], of: &[i16]) -> String {
    match (some.first(), some.last()) {
        (Some(first), last) if last == of.last() => format!("{first}+"),
        (Some(first), Some(last)) => format!("{first}-{last}"),
        _ => "none".to_owned(),
    }
}

/// The lines that two lists do not share, each list's in its order.
fn differences(ours: &[String], theirs: &[String]) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut left, mut right) = (ours.iter().peekable(), theirs.iter().peekable());
    while left.peek().is_some() || right.peek().is_some() {
        match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if a == b => _ = (left.next(), right.next()),
            (Some(a), _) if !theirs.contains(a) => {
                lines.extend(left.next().map(|line| format!("-{line}")));
            }
            (_, Some(b)) if !ours.contains(b) => {
                lines.extend(right.next().map(|line| format!("+{line}")));
            }
            // Both are in both lists, in another order.
            _ => {
                lines.extend(left.next().map(|line| format!("-{line} (moved)")));
                lines.extend(right.next().map(|line| format!("+{line} (moved)")));
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn lines(ours: &str, json: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for (index, text) in json.iter().enumerate() {
            fs::write(folder.path().join(format!("{index}.json")), text).unwrap();
        }
        let file = crate::parse(ours).unwrap();
        compare(&[("foo".to_owned(), file)], folder.path()).unwrap()
    }

    const OURS: &str = "message Foo { key 1 versions 0-1 flexible 1+
        fields { a: [Bar] { x: int32 } b: int64 1+ ignorable } }";

    #[test]
    fn the_same_facts_are_no_difference() {
        let json = r#"{ "type": "metadata", "apiKey": 1, "name": "Foo", "validVersions": "0-1",
            "flexibleVersions": "1+", "fields": [
            { "name": "A", "type": "[]Other", "versions": "0+", "fields": [
                { "name": "X", "type": "int32", "versions": "0+" } ] },
            { "name": "B", "type": "int64", "versions": "1+", "ignorable": true } ] }"#;
        assert_eq!(lines(OURS, &[json]), Vec::<String>::new());
    }

    #[test]
    fn what_changed_is_named() {
        let json = r#"{ "type": "metadata", "apiKey": 1, "name": "Foo", "validVersions": "0-2",
            "flexibleVersions": "1+", "fields": [
            { "name": "A", "type": "[]Other", "versions": "0+", "fields": [
                { "name": "X", "type": "int64", "versions": "0+" } ] },
            { "name": "B", "type": "int64", "versions": "1+", "ignorable": true },
            { "name": "C", "type": "bool", "versions": "2+" } ] }"#;
        let found = lines(OURS, &[json]);
        let starts: BTreeSet<&str> = found.iter().filter_map(|it| it.split(": ").next()).collect();
        let due = ["-Foo", "+Foo", "-Foo.a.x", "+Foo.a.x", "+Foo.c"];
        assert_eq!(starts, BTreeSet::from(due), "{found:#?}");
        assert_eq!(lines(OURS, &[]), ["-Foo"]);
    }
}
