//! Finding a message's schema. The texts are compiled in; the one asked for is parsed.

use crate::error::Error;
use kanon_wire_generate::parse;
use kanon_wire_generate::schema::{File, Kind, Message, Struct};
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
#[derive(Debug, Clone)]
pub struct Schema {
    file: File,
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
        let declares = |text: &str, word: &str, name: &str| {
            text.lines().any(|line| line.strip_prefix(word) == Some(&format!(" {name} {{")))
        };
        let api = name.strip_suffix("Request").or_else(|| name.strip_suffix("Response"));
        let text = wire::SCHEMAS.iter().map(|(_, text)| *text).find(|text| {
            declares(text, "message", name) || api.is_some_and(|api| declares(text, "api", api))
        });
        let text = text.ok_or_else(|| Error::plain(format!("no message is called {name}")))?;
        // A test parses every schema.
        let file = parse(text).map_err(|fault| Error::plain(fault.to_string()))?;
        let index = file.messages.iter().position(|message| message.body.name == name);
        let index = index.ok_or_else(|| Error::plain(format!("no message is called {name}")))?;
        Ok(Schema { file, index })
    }

    /// The names of all messages, in the order of their files.
    ///
    /// # Panics
    /// Never: a test parses every schema.
    #[must_use]
    pub fn names() -> Vec<String> {
        let mut names = Vec::new();
        for (_, text) in wire::SCHEMAS {
            let file = parse(text).expect("the schemas that are compiled in are correct");
            names.extend(file.messages.into_iter().map(|message| message.body.name));
        }
        names
    }

    /// The message's name.
    #[must_use]
    pub fn name(&self) -> &str {
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
    pub(crate) fn message(&self) -> &Message {
        &self.file.messages[self.index]
    }

    pub(crate) fn find(&self, name: &str) -> Result<&Struct, Error> {
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
