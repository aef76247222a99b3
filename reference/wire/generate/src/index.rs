//! What lists the modules that are written: their tree, macros over their messages, and the texts
//! that they were written from.

use crate::schema::{File, Kind};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The module that lists a folder's modules and folders; `macros` is what follows them.
pub(crate) fn index(folder: &str, modules: &[(String, File)]) -> String {
    let mut out =
        String::from("//! The modules that `cargo generate-wire` writes, one a schema.\n\n");
    let within = |name: &str| match folder {
        "" => Some(name.to_owned()),
        folder => name.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned),
    };
    let mut folders = BTreeSet::new();
    for (name, file) in modules {
        let Some(name) = within(name) else { continue };
        match name.split_once('/') {
            Some((folder, _)) => _ = folders.insert(folder.to_owned()),
            None => _ = write!(out, "#[doc = \"{}.\"]\npub mod {name};\n", titles(file)),
        }
    }
    for name in folders {
        let _ = writeln!(out, "pub mod {name};");
    }
    out
}

/// A macro over all messages, and one over those that clients and brokers exchange.
pub(crate) fn macros(modules: &[(String, File)]) -> String {
    let list = |is_wanted: &dyn Fn(&str) -> bool| {
        let mut list = String::new();
        for (name, file) in modules.iter().filter(|(name, _)| is_wanted(name)) {
            let path = name.replace('/', "::");
            for message in &file.messages {
                let name = &message.body.name;
                let _ = writeln!(list, "    {name} = $crate::{path}::{name},");
            }
        }
        list
    };
    format!(
        "\n/// Calls the macro named with every message, as `Message = path,`, so that all of\n\
         /// them can be reached by name.\n#[macro_export]\nmacro_rules! for_each_message {{\n\
         ($with:ident) => {{\n$with! {{\n{}}}\n}};\n}}\n\
         \n/// The same with the messages of the protocol alone: requests, responses, headers.\n\
         #[macro_export]\nmacro_rules! for_each_api_message {{\n\
         ($with:ident) => {{\n$with! {{\n{}}}\n}};\n}}\n",
        list(&|_| true),
        list(&|name| !name.contains('/')),
    ) + &texts(modules)
}

/// The schemas' texts as a table, for those who read them at run time.
fn texts(modules: &[(String, File)]) -> String {
    let mut out = String::from(
        "\n/// The schemas that all of this was written from, by module.\n\
         pub const SCHEMAS: &[(&str, &str)] = &[\n",
    );
    for (name, _) in modules {
        let path = format!("../../schema/{name}.schema");
        let _ = writeln!(out, "(\"{name}\", include_str!(\"{path}\")),");
    }
    out.push_str("];\n");
    out
}

/// What the documentation of a module is headed by: its APIs, or its messages.
pub(crate) fn titles(file: &File) -> String {
    let mut names: Vec<String> = Vec::new();
    for message in &file.messages {
        let name = match &message.kind {
            Kind::Request { api, key, .. } => format!("{api} (key {key})"),
            Kind::Response { .. } => continue,
            Kind::Other { .. } => message.body.name.clone(),
        };
        names.push(name);
    }
    names.join(", ")
}
