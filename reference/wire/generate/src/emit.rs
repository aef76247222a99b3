//! A checked schema to Rust: one module a file, in which each struct has its fields, a `read`
//! and a `write` that name every field in the order of the wire and ask for versions at run
//! time. What a type looks like in bytes is not decided here but in the wire crate's `value`.

use crate::defaults::{comparison, default_value, ident};
use crate::index::titles;
use crate::plan::{Plan, Planned, bounds};
use crate::schema::{Field, File, Kind, Literal, Message, Type};
use std::fmt::Write;

/// The Rust of one schema file, not yet formatted.
pub(crate) fn module(file_name: &str, file: &File) -> String {
    let plan = Plan::new(file);
    let mut out = format!(
        "//! {}: the codec of `schema/{file_name}`.\n//!\n\
         //! Written by `cargo generate-wire`; change the schema, not this file.\n\n\
         #![allow(missing_docs, reason = \"the schema documents what its name does not say\")]\n\n",
        titles(file),
    );
    out.push_str("use alloc::vec::Vec;\n");
    out.push_str("use crate::{ApiKey, Error, Message, Nullable, Reader, Request, Tags,\n");
    out.push_str("    UnknownTagged, Uuid, Value, Versions, Writer};\n\n");
    for planned in &plan.structs {
        declaration(&plan, planned, &mut out);
        default(planned, &mut out);
        value(&plan, planned, &mut out);
        if planned.nullable {
            nullable(planned, &mut out);
        }
    }
    for known in &file.messages {
        message(&plan, file, known, &mut out);
    }
    without_unused_imports(out)
}

/// `<'a>` where a struct borrows, nothing where it does not.
fn life(planned: &Planned<'_>) -> &'static str {
    if planned.borrows { "<'a>" } else { "" }
}

fn declaration(plan: &Plan<'_>, planned: &Planned<'_>, out: &mut String) {
    let body = planned.body;
    let mut doc = body.doc.clone();
    if doc.is_empty() && planned.used_as != body.name {
        doc.push(format!("An element of `{}`.", planned.used_as));
    }
    docs(&doc, out);
    let eq = if planned.has_float { "" } else { ", Eq" };
    let default = if is_derivable(planned) { ", Default" } else { "" };
    let _ = writeln!(out, "#[derive(Debug, Clone, PartialEq{eq}{default})]");
    let _ = writeln!(out, "pub struct {}{} {{", body.name, life(planned));
    for field in &body.fields {
        docs(&field_doc(planned, field), out);
        let _ = writeln!(out, "pub {}: {},", ident(&field.name), rust_type(plan, field));
    }
    if planned.tagged {
        out.push_str("/// Tagged fields that the schema does not know.\n");
        out.push_str("pub unknown_tagged: UnknownTagged<'a>,\n");
    }
    out.push_str("}\n\n");
}

fn docs(lines: &[String], out: &mut String) {
    for line in lines {
        let _ = writeln!(out, "/// {line}");
    }
}

/// What the schema says in words, then what it says in attributes.
fn field_doc(planned: &Planned<'_>, field: &Field) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(range) = field.versions {
        match bounds(planned.versions, range) {
            (None, None) => {}
            (Some(first), None) => facts.push(format!("since version {first}")),
            (None, Some(last)) => facts.push(format!("until version {last}")),
            (Some(first), Some(last)) => facts.push(format!("versions {first} to {last}")),
        }
    }
    if let Some(tag) = field.tag {
        facts.push(format!("tag {tag}"));
    }
    match &field.default {
        None | Some(Literal::Null) => {}
        Some(Literal::Int(value)) => facts.push(format!("{value} by default")),
        Some(Literal::Bool(value)) => facts.push(format!("{value} by default")),
        Some(Literal::Text(value)) => facts.push(format!("{value:?} by default")),
    }
    if field.ignorable && field.versions.is_some() {
        facts.push("dropped by other versions".to_owned());
    }
    let mut doc = field.doc.clone();
    let facts = facts.join("; ");
    if let Some(first) = facts.get(..1) {
        if !doc.is_empty() {
            doc.push(String::new());
        }
        doc.push(format!("{}{}.", first.to_uppercase(), &facts[1..]));
    }
    doc
}

fn base_type(plan: &Plan<'_>, kind: &Type) -> String {
    match kind {
        Type::Int8 => "i8".to_owned(),
        Type::Int16 => "i16".to_owned(),
        Type::Int32 => "i32".to_owned(),
        Type::Int64 => "i64".to_owned(),
        Type::Uint16 => "u16".to_owned(),
        Type::Uint32 => "u32".to_owned(),
        Type::Float64 => "f64".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::String => "&'a str".to_owned(),
        Type::Bytes | Type::Records => "&'a [u8]".to_owned(),
        Type::Uuid => "Uuid".to_owned(),
        Type::Struct(name) => format!("{name}{}", plan.get(name).map_or("", life)),
        Type::Array(element) => format!("Vec<{}>", base_type(plan, element)),
    }
}

fn rust_type(plan: &Plan<'_>, field: &Field) -> String {
    let base = base_type(plan, &field.kind);
    if field.null.is_some() { format!("Option<{base}>") } else { base }
}

fn is_derivable(planned: &Planned<'_>) -> bool {
    planned.body.fields.iter().all(|field| default_value(field).1)
}

fn default(planned: &Planned<'_>, out: &mut String) {
    if is_derivable(planned) {
        return;
    }
    let name = &planned.body.name;
    let anonymous = if planned.borrows { "<'_>" } else { "" };
    let _ =
        writeln!(out, "impl Default for {name}{anonymous} {{\nfn default() -> Self {{\nSelf {{");
    for field in &planned.body.fields {
        let _ = writeln!(out, "{}: {},", ident(&field.name), default_value(field).0);
    }
    if planned.tagged {
        out.push_str("unknown_tagged: Vec::new(),\n");
    }
    out.push_str("}\n}\n}\n\n");
}

/// The condition on `version` under which the field is there, if it is not always there.
fn condition(planned: &Planned<'_>, range: Option<crate::schema::Range>) -> Option<String> {
    match bounds(planned.versions, range?) {
        (None, None) => None,
        (Some(first), None) => Some(format!("{first} <= version")),
        (None, Some(last)) => Some(format!("version <= {last}")),
        (Some(first), Some(last)) => Some(format!("({first}..={last}).contains(&version)")),
    }
}

/// The method that carries the field, with its first arguments, before the value: `field`,
/// `inflexible` or `nullable`, followed by `_if` or `_or` where a version may lack the field.
fn call(planned: &Planned<'_>, field: &Field, lacking: &str) -> String {
    let (first, last) = planned.versions;
    let mut here = (first..=last).filter(|version| field.is_in(*version));
    let name = &field.name;
    if field.inflexible {
        return format!("inflexible(\"{name}\", ");
    }
    let (suffix, condition) = match condition(planned, field.versions) {
        Some(condition) => (lacking, format!("{condition}, ")),
        None => ("", String::new()),
    };
    if field.null.is_none() || here.all(|version| field.is_nullable(version)) {
        return format!("field{suffix}({condition}\"{name}\", ");
    }
    let allowed = crate::emit::condition(planned, field.null).unwrap_or_else(|| "true".to_owned());
    format!("nullable{suffix}({condition}{allowed}, \"{name}\", ")
}

fn value(plan: &Plan<'_>, planned: &Planned<'_>, out: &mut String) {
    let name = &planned.body.name;
    let _ = writeln!(out, "impl<'a> Value<'a> for {name}{} {{", life(planned));
    let _ = writeln!(out, "const SIZE_MIN: usize = {};\n", plan.size_min(planned));
    out.push_str("fn read(&mut self, r: &mut Reader<'a>) -> Result<(), Error> {\n");
    let body = read_body(planned);
    if asks_for_version(&body) {
        out.push_str("let version = r.version();\n");
    }
    let _ =
        write!(out, "{body}}}\n\nfn write(&self, w: &mut Writer<'_>) -> Result<(), Error> {{\n");
    let body = write_body(planned);
    if asks_for_version(&body) {
        out.push_str("let version = w.version();\n");
    }
    let _ = write!(out, "{body}}}\n}}\n\n");
}

/// Whether a body has a condition on the version; a field may be called `version` as well.
fn asks_for_version(body: &str) -> bool {
    ["<= version", "version <= ", "&version"].iter().any(|condition| body.contains(condition))
}

fn read_body(planned: &Planned<'_>) -> String {
    let mut out = String::new();
    for field in planned.body.fields.iter().filter(|field| field.tag.is_none()) {
        let call = call(planned, field, "_if");
        let _ = writeln!(out, "r.{call}&mut self.{})?;", ident(&field.name));
    }
    if planned.tags().is_empty() {
        let last =
            if planned.tagged { "r.unknown_tags(&mut self.unknown_tagged)\n" } else { "Ok(())\n" };
        out.push_str(last);
        return out;
    }
    out.push_str("r.tags(&mut self.unknown_tagged, |r, tag| {\nmatch tag {\n");
    for (tag, field) in planned.tags() {
        let guard = condition(planned, field.versions);
        // A version that lacks the tag is not flexible, or treats it as unknown.
        let guard = guard.map(|condition| format!(" if {condition}")).unwrap_or_default();
        let value = format!("\"{}\", &mut self.{}", field.name, ident(&field.name));
        let method = if is_nullable_struct(field) { "tagged_struct" } else { "field" };
        let _ = writeln!(out, "{tag}{guard} => {{\nr.{method}({value})?;\n}}");
    }
    out.push_str("_ => return Ok(false),\n}\nOk(true)\n})\n");
    out
}

fn is_nullable_struct(field: &Field) -> bool {
    matches!(field.kind, Type::Struct(_)) && field.null.is_some()
}

fn write_body(planned: &Planned<'_>) -> String {
    let mut out = String::new();
    for field in planned.body.fields.iter().filter(|field| field.tag.is_none()) {
        let is_droppable = field.ignorable || condition(planned, field.versions).is_none();
        let call = call(planned, field, if is_droppable { "_if" } else { "_or" });
        let _ = write!(out, "w.{call}&self.{}", ident(&field.name));
        if !is_droppable {
            let _ = write!(out, ", {}", comparison(field).0);
        }
        out.push_str(")?;\n");
    }
    if planned.tags().is_empty() {
        let last =
            if planned.tagged { "w.unknown_tags(&self.unknown_tagged)\n" } else { "Ok(())\n" };
        out.push_str(last);
        return out;
    }
    out.push_str("let mut tags = Tags::new();\n");
    for (tag, field) in planned.tags() {
        let (absent, present) = comparison(field);
        let name = &field.name;
        let value = format!("{tag}, \"{name}\", &self.{}", ident(name));
        let method = if is_nullable_struct(field) { "struct_if" } else { "field_if" };
        let _ = match (condition(planned, field.versions), field.ignorable) {
            (None, _) => writeln!(out, "tags.{method}({present}, w, {value})?;"),
            (Some(condition), true) => {
                writeln!(out, "tags.{method}({condition} && {present}, w, {value})?;")
            }
            (Some(condition), false) => writeln!(
                out,
                "w.lacking({condition}, \"{name}\", {absent})?;\n\
                 tags.{method}({present}, w, {value})?;",
            ),
        };
    }
    out.push_str("tags.finish(w, &self.unknown_tagged)\n");
    out
}

fn nullable(planned: &Planned<'_>, out: &mut String) {
    let (name, life) = (&planned.body.name, life(planned));
    let _ = write!(
        out,
        "impl<'a> Nullable<'a> for {name}{life} {{\n\
         fn read_nullable(into: &mut Option<Self>, r: &mut Reader<'a>) -> Result<(), Error> {{\n\
         crate::value::read_struct(into, crate::value::NULL_STRUCT, r)\n}}\n\n\
         fn write_nullable(value: Option<&Self>, w: &mut Writer<'_>) -> Result<(), Error> {{\n\
         crate::value::write_struct(value, crate::value::NULL_STRUCT, w)\n}}\n}}\n\n",
    );
}

fn message(plan: &Plan<'_>, file: &File, known: &Message, out: &mut String) {
    let name = &known.body.name;
    let life = plan.get(name).map_or("", life);
    let api = match &known.kind {
        Kind::Request { api, .. } | Kind::Response { api } => format!("Some(ApiKey::{api})"),
        Kind::Other { .. } => "None".to_owned(),
    };
    let record = match known.kind {
        Kind::Other { key: Some(key) } => format!("const RECORD: Option<i16> = Some({key});\n"),
        _ => String::new(),
    };
    let (first, last) = known.versions;
    let flexible = known.flexible;
    let _ = write!(
        out,
        "impl<'a> Message<'a> for {name}{life} {{\n\
         const NAME: &'static str = \"{name}\";\n\
         const API: Option<ApiKey> = {api};\n{record}\
         const VERSIONS: Versions = Versions {{ first: {first}, last: {last} }};\n\
         const FLEXIBLE_SINCE: Option<i16> = {flexible:?};\n}}\n\n",
    );
    let Kind::Request { api, .. } = &known.kind else { return };
    let response = Kind::Response { api: api.clone() };
    let Some(response) = file.messages.iter().find(|other| other.kind == response) else { return };
    let response = &response.body.name;
    let borrowed =
        if plan.get(response).is_some_and(|response| response.borrows) { "<'b>" } else { "" };
    let _ = write!(
        out,
        "impl<'a> Request<'a> for {name}{life} {{\n\
         const KEY: ApiKey = ApiKey::{api};\n\
         type Response<'b> = {response}{borrowed};\n}}\n\n",
    );
}

/// Drops the names that this module does not need from its imports.
fn without_unused_imports(text: String) -> String {
    let Some((before, rest)) = text.split_once("use crate::{") else { return text };
    let Some((names, body)) = rest.split_once("};\n") else { return text };
    let used = |name: &str| {
        let mut words = body.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        words.any(|word| word == name)
    };
    let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| used(name)).collect();
    let before =
        if used("Vec") { before } else { before.trim_end_matches("use alloc::vec::Vec;\n") };
    format!("{before}use crate::{{{}}};\n{body}", names.join(", "))
}
