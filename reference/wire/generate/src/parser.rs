//! Tokens to a schema, by recursive descent: one function a noun of the grammar.
//!
//! Whether names, versions and defaults make sense together is `check`'s business.

use crate::lexer::{Token, tokens};
use crate::schema::{Fault, Field, File, Kind, Literal, Message, Place, Range, Struct, Type};

/// Parses one file.
///
/// # Errors
/// The first place at which the text is not a schema.
pub fn parse(text: &str) -> Result<File, Fault> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0 };
    let mut file = File::default();
    while parser.next < parser.tokens.len() {
        parser.item(&mut file)?;
    }
    Ok(file)
}

struct Parser {
    tokens: Vec<(Token, Place)>,
    next: usize,
}

/// The settings at the head of an API or a message.
#[derive(Default)]
struct Settings {
    key: Option<i16>,
    broker: bool,
    controller: bool,
    versions: Option<(i16, i16)>,
    flexible: Option<i16>,
    unstable: bool,
}

impl Parser {
    /// `api Name { settings request {…} response {…} struct… }`, or
    /// `message Name { settings fields {…} struct… }`.
    fn item(&mut self, file: &mut File) -> Result<(), Fault> {
        let doc = self.doc();
        let place = self.place();
        let is_api = match self.word()?.as_str() {
            "api" => true,
            "message" => false,
            other => {
                return Err(Fault::new(place, format!("`{other}` is neither api nor message")));
            }
        };
        let name = self.word()?;
        self.sign('{')?;
        let mut settings = Settings::default();
        while !self.accept('}') {
            let doc_within = self.doc();
            let place = self.place();
            let word = self.word()?;
            match (word.as_str(), is_api) {
                ("request", true) | ("response", true) | ("fields", false) => {
                    let (suffix, kind) = kind(&word, &name, &settings);
                    let mut body = self.body(format!("{name}{suffix}"), place)?;
                    body.doc = if is_api { doc_within } else { doc.clone() };
                    file.messages.push(message(body, kind, &settings)?);
                }
                ("struct", _) => {
                    let name = self.word()?;
                    let mut shared = self.body(name, place)?;
                    shared.doc = doc_within;
                    file.structs.push(shared);
                }
                _ => self.setting(&word, place, &mut settings)?,
            }
        }
        Ok(())
    }

    fn setting(&mut self, word: &str, place: Place, into: &mut Settings) -> Result<(), Fault> {
        match word {
            "key" => into.key = Some(self.small()?),
            "listeners" => {
                while let Some(listener) = self.accept_word(&["broker", "controller"]) {
                    into.broker |= listener == "broker";
                    into.controller |= listener == "controller";
                }
            }
            "versions" => {
                let range = self.range()?;
                let last = range.last.ok_or_else(|| Fault::new(place, "versions need an end"))?;
                into.versions = Some((range.first, last));
            }
            "flexible" => {
                let range = self.range()?;
                if range.last.is_some() {
                    return Err(Fault::new(place, "flexible versions have no end: write `9+`"));
                }
                into.flexible = Some(range.first);
            }
            "unstable" => into.unstable = true,
            _ => return Err(Fault::new(place, format!("`{word}` is no setting"))),
        }
        Ok(())
    }

    /// `{ field… }`
    fn body(&mut self, name: String, place: Place) -> Result<Struct, Fault> {
        self.sign('{')?;
        let mut fields = Vec::new();
        while !self.accept('}') {
            fields.push(self.field()?);
        }
        Ok(Struct { name, doc: Vec::new(), fields, place })
    }

    /// `name: type versions attribute… { field… }`
    fn field(&mut self) -> Result<Field, Fault> {
        let doc = self.doc();
        let place = self.place();
        let name = self.word()?;
        self.sign(':')?;
        let kind = self.kind()?;
        let always_nullable = self.accept('?');
        let versions = if self.at_int() { Some(self.range()?) } else { None };
        let everywhere = versions.unwrap_or(Range { first: 0, last: None });
        let null = always_nullable.then_some(everywhere);
        let mut field = Field {
            name,
            doc,
            kind,
            versions,
            null,
            tag: None,
            default: None,
            ignorable: false,
            inflexible: false,
            inline: None,
            place,
        };
        while let Some(attribute) = self.attribute() {
            match attribute.as_str() {
                "=" => field.default = Some(self.literal()?),
                "null" => field.null = Some(self.range()?),
                "tag" => field.tag = Some(self.small()? as u32),
                "ignorable" => field.ignorable = true,
                _ => field.inflexible = true,
            }
        }
        if self.tokens.get(self.next).is_some_and(|(token, _)| *token == Token::Sign('{')) {
            let Some(name) = field.struct_name().map(str::to_owned) else {
                return Err(Fault::new(place, "only a struct or an array of structs has fields"));
            };
            field.inline = Some(self.body(name, place)?);
        }
        Ok(field)
    }

    /// The start of an attribute, unless the next token starts another field.
    fn attribute(&mut self) -> Option<String> {
        if self.accept('=') {
            return Some("=".to_owned());
        }
        let is_name = matches!(self.tokens.get(self.next + 1), Some((Token::Sign(':'), _)));
        if is_name { None } else { self.accept_word(&["null", "tag", "ignorable", "inflexible"]) }
    }

    fn kind(&mut self) -> Result<Type, Fault> {
        if self.accept('[') {
            let element = self.kind()?;
            self.sign(']')?;
            return Ok(Type::Array(Box::new(element)));
        }
        Ok(match self.word()?.as_str() {
            "int8" => Type::Int8,
            "int16" => Type::Int16,
            "int32" => Type::Int32,
            "int64" => Type::Int64,
            "uint16" => Type::Uint16,
            "uint32" => Type::Uint32,
            "float64" => Type::Float64,
            "bool" => Type::Bool,
            "string" => Type::String,
            "bytes" => Type::Bytes,
            "records" => Type::Records,
            "uuid" => Type::Uuid,
            name => Type::Struct(name.to_owned()),
        })
    }

    fn literal(&mut self) -> Result<Literal, Fault> {
        let place = self.place();
        let negative = self.accept('-');
        match self.advance() {
            Some(Token::Int(value)) => Ok(Literal::Int(if negative { -value } else { value })),
            Some(Token::Text(text)) if !negative => Ok(Literal::Text(text)),
            Some(Token::Word(word)) if word == "null" => Ok(Literal::Null),
            Some(Token::Word(word)) if word == "true" || word == "false" => {
                Ok(Literal::Bool(word == "true"))
            }
            _ => Err(Fault::new(place, "a default is a number, a string, true, false or null")),
        }
    }

    /// `4`, `4-18` or `4+`.
    fn range(&mut self) -> Result<Range, Fault> {
        let first = self.small()?;
        if self.accept('+') {
            return Ok(Range { first, last: None });
        }
        let last = if self.accept('-') { self.small()? } else { first };
        Ok(Range { first, last: Some(last) })
    }

    fn small(&mut self) -> Result<i16, Fault> {
        let place = self.place();
        match self.advance() {
            Some(Token::Int(value)) => {
                i16::try_from(value).map_err(|_| Fault::new(place, "the number is too large"))
            }
            _ => Err(Fault::new(place, "a number is due")),
        }
    }

    fn doc(&mut self) -> Vec<String> {
        let mut lines = Vec::new();
        while let Some((Token::Doc(line), _)) = self.tokens.get(self.next) {
            lines.push(line.clone());
            self.next += 1;
        }
        lines
    }

    fn word(&mut self) -> Result<String, Fault> {
        let place = self.place();
        match self.advance() {
            Some(Token::Word(word)) => Ok(word),
            _ => Err(Fault::new(place, "a word is due")),
        }
    }

    fn sign(&mut self, sign: char) -> Result<(), Fault> {
        let place = self.place();
        if self.accept(sign) { Ok(()) } else { Err(Fault::new(place, format!("`{sign}` is due"))) }
    }

    fn accept(&mut self, sign: char) -> bool {
        let there = matches!(self.tokens.get(self.next), Some((Token::Sign(s), _)) if *s == sign);
        self.next += usize::from(there);
        there
    }

    fn accept_word(&mut self, words: &[&str]) -> Option<String> {
        match self.tokens.get(self.next) {
            Some((Token::Word(word), _)) if words.contains(&word.as_str()) => {
                self.next += 1;
                Some(word.clone())
            }
            _ => None,
        }
    }

    fn at_int(&self) -> bool {
        matches!(self.tokens.get(self.next), Some((Token::Int(_), _)))
    }

    fn advance(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.next)?.0.clone();
        self.next += 1;
        Some(token)
    }

    /// The place of the next token; past the end, that of the last.
    fn place(&self) -> Place {
        let next = self.tokens.get(self.next).or_else(|| self.tokens.last());
        next.map(|(_, place)| *place).unwrap_or_default()
    }
}

fn kind(word: &str, api: &str, settings: &Settings) -> (&'static str, Kind) {
    let api = api.to_owned();
    match word {
        "request" => {
            let Settings { broker, controller, .. } = *settings;
            let key = settings.key.unwrap_or(-1);
            ("Request", Kind::Request { api, key, broker, controller })
        }
        "response" => ("Response", Kind::Response { api }),
        _ => ("", Kind::Other { key: settings.key }),
    }
}

fn message(body: Struct, kind: Kind, settings: &Settings) -> Result<Message, Fault> {
    let Some(versions) = settings.versions else {
        return Err(Fault::new(body.place, "`versions` must come before the fields"));
    };
    if matches!(kind, Kind::Request { key: ..0, .. }) {
        return Err(Fault::new(body.place, "`key` must come before the request"));
    }
    let Settings { flexible, unstable, .. } = *settings;
    Ok(Message { body, kind, versions, flexible, unstable })
}
