//! The language: what is refused, with its place, and what is emitted for what the committed
//! schemas do not use yet.

use kanon_wire_generate::{check, module, parse};

/// The message for a schema that is wrong.
fn fault(text: &str) -> String {
    match parse(text).and_then(|file| check(&file)) {
        Ok(()) => panic!("nothing is wrong with {text}"),
        Err(fault) => fault.to_string(),
    }
}

/// The message for a field that is wrong, in versions 0 to 3, flexible since 2.
fn field_fault(field: &str) -> String {
    fault(&format!("message Foo {{ versions 0-3 flexible 2+\nfields {{\n{field}\n}} }}"))
}

#[test]
fn what_is_no_schema_is_named_by_its_place() {
    assert_eq!(fault("\n  what Foo {"), "2:3: `what` is neither api nor message");
    assert_eq!(fault("api Foo { key 1 $ }"), "1:17: `$` starts nothing");
    assert_eq!(fault("api Foo { key 99999 }"), "1:15: the number is too large");
    assert_eq!(fault("api Foo { key 0xZZ }"), "1:15: `0xZZ` is no number");
    assert_eq!(fault("api Foo { verions 1 }"), "1:11: `verions` is no setting");
    assert_eq!(fault("api Foo { versions 3+ }"), "1:11: versions need an end");
    assert_eq!(
        fault("api Foo { flexible 3-4 }"),
        "1:11: flexible versions have no end: write `9+`"
    );
    assert_eq!(
        fault("api Foo { versions 0 request { } }"),
        "1:22: `key` must come before the request"
    );
    assert_eq!(fault("message Foo { fields { } }"), "1:15: `versions` must come before the fields");
    assert_eq!(fault("message Foo { versions 2-1 fields { } }"), "1:28: the versions are empty");
    assert_eq!(field_fault("a int8"), "3:3: `:` is due");
    assert_eq!(field_fault("a: string = \"x"), "3:13: a string that does not end on its line");
    assert_eq!(
        field_fault("a: int8 = x"),
        "3:11: a default is a number, a string, true, false or null"
    );
}

#[test]
fn what_makes_no_sense_is_refused() {
    let gone = "3:1: no version of the message has this field";
    assert_eq!(field_fault("a: int8 4+"), gone);
    assert_eq!(field_fault("a: int8 1+ tag 0"), "3:1: version 1 is not flexible and has no tags");
    assert_eq!(
        field_fault("a: int8 2-3 tag 0"),
        "3:1: a tag is never free again: the versions must be open"
    );
    assert_eq!(field_fault("a: int8 2+ tag 0\nb: int8 2+ tag 0"), "4:1: tag 0 is taken");
    assert_eq!(field_fault("a: int8 2+ tag 1"), "2:1: tag 0 is missing");
    assert_eq!(field_fault("a: int8?"), "3:1: this type has no null");
    assert_eq!(field_fault("a: int8 = 128"), "3:1: the default does not fit the type");
    assert_eq!(field_fault("a: bool = 1"), "3:1: the default does not fit the type");
    assert_eq!(field_fault("a: string null 2+ = null"), "3:1: the default does not fit the type");
    assert_eq!(field_fault("a: [[int8]]"), "3:1: an array holds neither arrays nor records");
    assert_eq!(field_fault("a: Bar"), "3:1: there is no struct Bar");
    assert_eq!(field_fault("a: int8\na: int8"), "4:1: two fields are called a");
    assert_eq!(field_fault("aB: int8"), "3:1: aB is not a name in snake case, or is taken");
    assert_eq!(field_fault("a: bar { b: int8 }"), "3:1: bar is not in upper camel case");
    assert_eq!(
        field_fault("a: int8 { b: int8 }"),
        "3:1: only a struct or an array of structs has fields"
    );
    assert_eq!(
        field_fault("a: Bar { b: int8 }\nc: [Bar] { b: int8 }"),
        "4:1: two structs are called Bar"
    );
    assert_eq!(field_fault("a: Bar { b: [Bar] }"), "3:1: Bar contains itself");
    assert_eq!(
        field_fault("a: Bar null 2+ { b: int8 }"),
        "3:1: a struct is nullable in all versions of the field or in none"
    );
    let unused = "message Foo { versions 0 fields { } struct Bar { a: int8 } }";
    assert_eq!(fault(unused), "1:37: nothing uses Bar");
}

/// Looks for each line in what is emitted, in this order.
fn emits(text: &str, lines: &[&str]) {
    let file = parse(text).unwrap();
    check(&file).unwrap();
    let emitted = module("sample", &file).unwrap();
    let mut rest = emitted.as_str();
    for line in lines {
        let Some(place) = rest.find(line) else { panic!("no `{line}` in\n{rest}") };
        rest = &rest[place + line.len()..];
    }
}

#[test]
fn rarely_used_parts_of_the_language() {
    emits(
        "message Foo { key 7 versions 0-1 flexible 0+
            fields {
                type: uint16
                ratio: float64 = 2
                next: Bar? = null
                last: Bar 1+
                raw: bytes
                all: [uuid]? 1+ = null ignorable
                late: string null 1+
                note: string 1+ tag 0 = \"none\"
                rest: Bar? 1+ tag 1
            }
            struct Bar { at: uint32 = 4294967295 } }",
        &[
            "#[derive(Debug, Clone, PartialEq)]\npub struct Foo<'a> {",
            "pub r#type: u16,",
            "pub ratio: f64,",
            "pub next: Option<Bar<'a>>,",
            "pub raw: &'a [u8],",
            "pub all: Option<Vec<Uuid>>,",
            "ratio: 2.0,",
            "next: None,",
            "last: Bar::default(),",
            "late: Some(\"\"),",
            "note: \"none\",",
            "rest: Some(Bar::default()),",
            "r.field(\"type\", &mut self.r#type)?;",
            "r.nullable(1 <= version, \"late\", &mut self.late)?;",
            "1 if 1 <= version => {",
            "w.field_or(1 <= version, \"last\", &self.last, self.last == Bar::default())?;",
            "w.field_if(1 <= version, \"all\", &self.all)?;",
            "w.lacking(1 <= version, \"note\", self.note == \"none\")?;",
            "tags.field_if(self.note != \"none\", w, 0, \"note\", &self.note)?;",
            "pub struct Bar<'a> {",
            "at: 4294967295,",
            "impl<'a> Nullable<'a> for Bar<'a> {",
            "const API: Option<ApiKey> = None;",
            "const RECORD: Option<i16> = Some(7);",
        ],
    );
}

#[test]
fn nothing_borrows_where_there_is_nothing_to_borrow() {
    emits(
        "message Foo { versions 0-1 fields { list: [Bar] 0 { id: int32 } done: bool = true } }",
        &[
            "pub struct Foo {",
            "pub list: Vec<Bar>,",
            "impl<'a> Value<'a> for Foo {",
            "const SIZE_MIN: usize = 1;",
            "r.field_if(version <= 0, \"list\", &mut self.list)?;",
            "w.field_or(version <= 0, \"list\", &self.list, self.list.is_empty())?;",
            "Ok(())",
            "pub struct Bar {\n",
        ],
    );
}
