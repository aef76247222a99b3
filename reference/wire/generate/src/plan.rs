//! What the emitter needs to know of each struct and no schema says outright: the versions in
//! which it can occur, whether it borrows, how few bytes it may take.

use crate::schema::{Field, File, Message, Range, Struct, Type};
use std::collections::BTreeMap;

/// The structs of a file, in the order in which they are emitted.
#[derive(Debug)]
pub(crate) struct Plan<'f> {
    /// Each struct once, a message's before those inside it.
    pub(crate) structs: Vec<Planned<'f>>,
    by_name: BTreeMap<&'f str, usize>,
}

/// A struct, and what follows for it from all the places that use it.
#[derive(Debug)]
pub(crate) struct Planned<'f> {
    /// The struct.
    pub(crate) body: &'f Struct,
    /// A field that uses it; its own name for a message.
    pub(crate) used_as: String,
    /// The versions in which it can occur, from the first to the last.
    pub(crate) versions: (i16, i16),
    /// The first version with tagged fields, of any message that uses it.
    pub(crate) flexible: Option<i16>,
    /// Whether it has room for tagged fields.
    pub(crate) tagged: bool,
    /// Whether it borrows from the bytes.
    pub(crate) borrows: bool,
    /// Whether there is a floating-point number in it, which has no total equality.
    pub(crate) has_float: bool,
    /// Whether a field of this type may be null.
    pub(crate) nullable: bool,
}

/// The bounds of `range` that lie inside `versions`, the others being no bounds.
pub(crate) fn bounds(versions: (i16, i16), range: Range) -> (Option<i16>, Option<i16>) {
    let first = (versions.0 < range.first).then_some(range.first);
    let last = range.last.filter(|last| *last < versions.1);
    (first, last)
}

impl<'f> Plan<'f> {
    /// The plan of a checked file.
    pub(crate) fn new(file: &'f File) -> Plan<'f> {
        let mut plan = Plan { structs: Vec::new(), by_name: BTreeMap::new() };
        for message in &file.messages {
            let name = message.body.name.clone();
            plan.add(file, message, &message.body, &name, message.versions);
        }
        // Fields' structs stand after their parents, so that one pass backwards is enough.
        for index in (0..plan.structs.len()).rev() {
            let (borrows, has_float) = plan.contents(&plan.structs[index]);
            plan.structs[index].borrows = borrows;
            plan.structs[index].has_float = has_float;
        }
        plan
    }

    /// A struct by its name.
    pub(crate) fn get(&self, name: &str) -> Option<&Planned<'f>> {
        self.by_name.get(name).map(|index| &self.structs[*index])
    }

    fn add(
        &mut self,
        file: &'f File,
        message: &'f Message,
        body: &'f Struct,
        used_as: &str,
        versions: (i16, i16),
    ) {
        let index = match self.by_name.get(body.name.as_str()) {
            Some(index) => *index,
            None => self.push(body, used_as, versions),
        };
        let planned = &mut self.structs[index];
        planned.versions.0 = planned.versions.0.min(versions.0);
        planned.versions.1 = planned.versions.1.max(versions.1);
        if let Some(first) = message.flexible {
            planned.flexible = Some(planned.flexible.map_or(first, |known| known.min(first)));
        }
        planned.tagged = planned.flexible.is_some();
        for field in &body.fields {
            let Some(inner) = field.struct_name().and_then(|name| file.find(name)) else {
                continue;
            };
            let (first, last) = field.versions.map_or((None, None), |r| bounds(versions, r));
            let within = (first.unwrap_or(versions.0), last.unwrap_or(versions.1));
            self.add(file, message, inner, &field.name, within);
            if matches!(field.kind, Type::Struct(_)) && field.null.is_some() {
                let inner = self.by_name[inner.name.as_str()];
                self.structs[inner].nullable = true;
            }
        }
    }

    fn push(&mut self, body: &'f Struct, used_as: &str, versions: (i16, i16)) -> usize {
        let index = self.structs.len();
        self.by_name.insert(&body.name, index);
        self.structs.push(Planned {
            body,
            used_as: used_as.to_owned(),
            versions,
            flexible: None,
            tagged: false,
            borrows: false,
            has_float: false,
            nullable: false,
        });
        index
    }

    /// Whether a struct borrows, and whether it holds a floating-point number.
    fn contents(&self, planned: &Planned<'f>) -> (bool, bool) {
        let mut borrows = planned.tagged;
        let mut has_float = false;
        for field in &planned.body.fields {
            let kind = match &field.kind {
                Type::Array(element) => element,
                kind => kind,
            };
            borrows |= matches!(kind, Type::String | Type::Bytes | Type::Records);
            has_float |= *kind == Type::Float64;
            if let Some(inner) = field.struct_name().and_then(|name| self.get(name)) {
                let (inner_borrows, inner_float) = self.contents(inner);
                borrows |= inner_borrows;
                has_float |= inner_float;
            }
        }
        (borrows, has_float)
    }

    /// The fewest bytes that a struct takes in any version in which it can occur.
    pub(crate) fn size_min(&self, planned: &Planned<'f>) -> usize {
        let (first, last) = planned.versions;
        (first..=last).map(|version| self.size_at(planned, version)).min().unwrap_or(0)
    }

    fn size_at(&self, planned: &Planned<'f>, version: i16) -> usize {
        let flexible = planned.flexible.is_some_and(|first| first <= version);
        let fields = planned.body.fields.iter();
        let there = fields.filter(|field| field.tag.is_none() && field.is_in(version));
        let sizes = there.map(|field| self.field_size(field, version, flexible));
        sizes.sum::<usize>() + usize::from(flexible)
    }

    fn field_size(&self, field: &Field, version: i16, flexible: bool) -> usize {
        let compact = flexible && !field.inflexible;
        match &field.kind {
            Type::Int8 | Type::Bool => 1,
            Type::Int16 | Type::Uint16 => 2,
            Type::Int32 | Type::Uint32 => 4,
            Type::Int64 | Type::Float64 => 8,
            Type::Uuid => 16,
            _ if matches!(field.kind, Type::Struct(_)) && field.null.is_some() => 1,
            Type::Struct(name) => self.get(name).map_or(0, |inner| self.size_at(inner, version)),
            _ if compact => 1,
            Type::String => 2,
            Type::Bytes | Type::Records | Type::Array(_) => 4,
        }
    }
}

impl<'f> Planned<'f> {
    /// The tagged fields, by tag.
    pub(crate) fn tags(&self) -> BTreeMap<u32, &'f Field> {
        let fields = self.body.fields.iter();
        fields.filter_map(|field| field.tag.map(|tag| (tag, field))).collect()
    }
}
