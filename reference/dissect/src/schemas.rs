//! Finding a message's schema. The texts are compiled in, and parsed when one is asked for.

use crate::error::Error;
use kanon_wire_generate::parse;
use kanon_wire_generate::schema::{File, Kind, Message, Struct};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use wire::ApiKey;

/// Whether a frame goes to a broker or comes from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To a broker.
    Request,
    /// From a broker.
    Response,
}

/// The schema of one message.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    file: &'static File,
    index: usize,
}

impl Schema {
    /// The schema of an API's request or response.
    ///
    /// # Errors
    /// No API has this key.
    pub fn api(key: i16, direction: Direction) -> Result<Schema, Error> {
        let api = ApiKey::from_code(key);
        let api = api.ok_or_else(|| Error::plain(format!("no API has the key {key}")))?;
        Schema::named(&match direction {
            Direction::Request => format!("{}Request", api.name()),
            Direction::Response => format!("{}Response", api.name()),
        })
    }

    /// The schema of a message by its name: `FetchRequest`, `RequestHeader`, `OffsetCommitValue`.
    ///
    /// # Errors
    /// No message has this name.
    pub fn named(name: &str) -> Result<Schema, Error> {
        let known = all().get(name).copied();
        known.ok_or_else(|| Error::plain(format!("no message is called {name}")))
    }

    /// The names of all messages, sorted.
    #[must_use]
    pub fn names() -> Vec<String> {
        all().keys().map(|name| (*name).to_owned()).collect()
    }

    /// The message's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        &self.message().body.name
    }

    /// The first and the last version.
    #[must_use]
    pub fn versions(&self) -> (i16, i16) {
        self.message().versions
    }

    /// The API's key, for a request.
    #[must_use]
    pub fn key(&self) -> Option<i16> {
        match self.message().kind {
            Kind::Request { key, .. } => Some(key),
            _ => None,
        }
    }

    #[allow(clippy::indexing_slicing, reason = "`named` found the message at this index")]
    pub(crate) fn message(&self) -> &'static Message {
        &self.file.messages[self.index]
    }

    pub(crate) fn find(&self, name: &str) -> Result<&'static Struct, Error> {
        let found = self.file.find(name);
        found.ok_or_else(|| Error::plain(format!("the schema has no struct {name}")))
    }

    pub(crate) fn check_version(&self, version: i16) -> Result<(), Error> {
        let (first, last) = self.versions();
        if (first..=last).contains(&version) {
            return Ok(());
        }
        let what = format!("there are versions {first} to {last} of it");
        Err(Error::plain(what).of(self.name(), version))
    }
}

/// Every schema by its message's name, parsed once: some milliseconds.
fn all() -> &'static BTreeMap<&'static str, Schema> {
    static ALL: OnceLock<BTreeMap<&'static str, Schema>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = BTreeMap::new();
        for (module, text) in wire::SCHEMAS {
            let file = parse(text).unwrap_or_else(|fault| panic!("schema {module}: {fault}"));
            // They are there as long as the program is.
            let file: &'static File = Box::leak(Box::new(file));
            for (index, message) in file.messages.iter().enumerate() {
                all.insert(message.body.name.as_str(), Schema { file, index });
            }
        }
        all
    })
}
