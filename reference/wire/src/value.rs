//! How each type of the schema language lies in bytes.
//!
//! Integers are big-endian; strings, bytes and arrays carry a length, whose form depends on
//! whether the version is flexible (KIP-482). Structs are generated and build on these.

use crate::error::{Error, What};
use crate::reader::Reader;
use crate::uuid::Uuid;
use crate::writer::Writer;
use alloc::vec::Vec;

/// Tagged fields that the schema does not know, as (tag, content): kept when a message is
/// read and written back with it, in ascending order of tag.
pub type UnknownTagged<'a> = Vec<(u32, &'a [u8])>;

/// The most elements that an array's memory is set aside for before those before them are read.
const ELEMENTS_AT_ONCE: usize = 256;

/// The most bytes of a string, in every version.
const STRING_LENGTH_MAX: usize = 0x7fff;

/// Something that a field can hold.
pub trait Value<'a>: Default {
    /// The fewest bytes that a value takes in any version: what bounds an array's count.
    const SIZE_MIN: usize;

    /// Reads a value, borrowing from the bytes, into this one, which is as `Default` has it.
    ///
    /// What is read stands at once where it stays: a struct that was made elsewhere and then moved
    /// would cost more than all of its fields.
    ///
    /// # Errors
    /// Whatever the bytes have wrong; the value is of no use then.
    fn read(&mut self, reader: &mut Reader<'a>) -> Result<(), Error>;

    /// Writes the value.
    ///
    /// # Errors
    /// Whatever the version cannot carry.
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error>;
}

/// A value that has a form for null.
pub trait Nullable<'a>: Value<'a> {
    /// Reads a value or null; the rest as [`Value::read`].
    ///
    /// # Errors
    /// Whatever the bytes have wrong.
    fn read_nullable(into: &mut Option<Self>, reader: &mut Reader<'a>) -> Result<(), Error>;

    /// Writes a value or null.
    ///
    /// # Errors
    /// Whatever the version cannot carry.
    fn write_nullable(value: Option<&Self>, writer: &mut Writer<'_>) -> Result<(), Error>;
}

macro_rules! number {
    ($($number:ty),*) => {$(
        impl<'a> Value<'a> for $number {
            const SIZE_MIN: usize = size_of::<$number>();

            #[inline]
            fn read(&mut self, reader: &mut Reader<'a>) -> Result<(), Error> {
                *self = <$number>::from_be_bytes(reader.array()?);
                Ok(())
            }

            #[inline]
            fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                writer.put(&self.to_be_bytes());
                Ok(())
            }
        }
    )*};
}

number!(i8, i16, i32, i64, u16, u32, f64);

impl<'a> Value<'a> for bool {
    const SIZE_MIN: usize = 1;

    #[inline]
    fn read(&mut self, reader: &mut Reader<'a>) -> Result<(), Error> {
        // Any byte but zero is true, as in Kafka.
        *self = reader.array()? != [0];
        Ok(())
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.put(&[u8::from(*self)]);
        Ok(())
    }
}

impl<'a> Value<'a> for Uuid {
    const SIZE_MIN: usize = 16;

    #[inline]
    fn read(&mut self, reader: &mut Reader<'a>) -> Result<(), Error> {
        self.0 = reader.array()?;
        Ok(())
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.put(&self.0);
        Ok(())
    }
}

impl<'a> Value<'a> for &'a str {
    const SIZE_MIN: usize = 1;

    #[inline]
    fn read(&mut self, reader: &mut Reader<'a>) -> Result<(), Error> {
        let start = reader.position();
        let length = reader.length(false)?;
        *self = text(not_null(length, start, reader)?, start, reader)?;
        Ok(())
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        Self::write_nullable(Some(self), writer)
    }
}

impl<'a> Nullable<'a> for &'a str {
    #[inline]
    fn read_nullable(into: &mut Option<Self>, reader: &mut Reader<'a>) -> Result<(), Error> {
        let start = reader.position();
        *into = match reader.length(false)? {
            Some(length) => Some(text(length, start, reader)?),
            None => None,
        };
        Ok(())
    }

    #[inline]
    fn write_nullable(value: Option<&Self>, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.length(false, value.map(|text| text.len()))?;
        writer.put(value.map(|text| text.as_bytes()).unwrap_or_default());
        Ok(())
    }
}

/// So many bytes of text; its length began at `start`.
#[inline]
fn text<'a>(length: usize, start: usize, reader: &mut Reader<'a>) -> Result<&'a str, Error> {
    if STRING_LENGTH_MAX < length {
        return Err(reader.error_at(start, What::BadLength(length as i64)));
    }
    let first = reader.position();
    let bytes = reader.take(length)?;
    core::str::from_utf8(bytes)
        .map_err(|wrong| reader.error_at(first + wrong.valid_up_to(), What::NotUtf8))
}

impl<'a> Value<'a> for &'a [u8] {
    const SIZE_MIN: usize = 1;

    #[inline]
    fn read(&mut self, reader: &mut Reader<'a>) -> Result<(), Error> {
        let start = reader.position();
        let length = reader.length(true)?;
        *self = reader.take(not_null(length, start, reader)?)?;
        Ok(())
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        Self::write_nullable(Some(self), writer)
    }
}

impl<'a> Nullable<'a> for &'a [u8] {
    #[inline]
    fn read_nullable(into: &mut Option<Self>, reader: &mut Reader<'a>) -> Result<(), Error> {
        *into = match reader.length(true)? {
            Some(length) => Some(reader.take(length)?),
            None => None,
        };
        Ok(())
    }

    #[inline]
    fn write_nullable(value: Option<&Self>, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.length(true, value.map(|bytes| bytes.len()))?;
        writer.put(value.copied().unwrap_or_default());
        Ok(())
    }
}

impl<'a, T: Value<'a>> Value<'a> for Vec<T> {
    const SIZE_MIN: usize = 1;

    fn read(&mut self, reader: &mut Reader<'a>) -> Result<(), Error> {
        let start = reader.position();
        let length = reader.length(true)?;
        read_elements(self, not_null(length, start, reader)?, start, reader)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.length(true, Some(self.len()))?;
        for (index, element) in self.iter().enumerate() {
            element.write(writer).map_err(|error| error.element(index))?;
        }
        Ok(())
    }
}

impl<'a, T: Value<'a>> Nullable<'a> for Vec<T> {
    fn read_nullable(into: &mut Option<Self>, reader: &mut Reader<'a>) -> Result<(), Error> {
        let start = reader.position();
        let Some(declared) = reader.length(true)? else {
            *into = None;
            return Ok(());
        };
        read_elements(into.insert(Vec::new()), declared, start, reader)
    }

    fn write_nullable(value: Option<&Self>, writer: &mut Writer<'_>) -> Result<(), Error> {
        match value {
            Some(elements) => elements.write(writer),
            None => writer.length(true, None),
        }
    }
}

/// Reads as many elements as an array declares, whose length began at `start`, into an empty one.
fn read_elements<'a, T: Value<'a>>(
    elements: &mut Vec<T>,
    declared: usize,
    start: usize,
    reader: &mut Reader<'a>,
) -> Result<(), Error> {
    let most = reader.left() / T::SIZE_MIN.max(1);
    if most < declared {
        return Err(reader.error_at(start, What::BadCount { declared, most }));
    }
    *elements = Vec::with_capacity(declared.min(ELEMENTS_AT_ONCE));
    while elements.len() < declared {
        let begin = elements.len();
        elements.resize_with(declared.min(begin + ELEMENTS_AT_ONCE), T::default);
        for (index, element) in elements.iter_mut().enumerate().skip(begin) {
            element.read(reader).map_err(|error| error.element(index))?;
        }
    }
    Ok(())
}

impl<'a, T: Nullable<'a>> Value<'a> for Option<T> {
    const SIZE_MIN: usize = 1;

    #[inline]
    fn read(&mut self, reader: &mut Reader<'a>) -> Result<(), Error> {
        T::read_nullable(self, reader)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        T::write_nullable(self.as_ref(), writer)
    }
}

/// A length that may not be null's; it began at `start`.
#[inline]
fn not_null(length: Option<usize>, start: usize, reader: &Reader<'_>) -> Result<usize, Error> {
    length.ok_or_else(|| reader.error_at(start, What::UnexpectedNull))
}

/// The byte before a nullable struct that is null.
pub(crate) const NULL_STRUCT: i8 = -1;

/// The same in a tagged field: there Kafka reads and writes the marker as an unsigned integer of
/// variable length, and null as 0 (`MessageDataGenerator.generateStructReader`).
pub(crate) const NULL_TAGGED_STRUCT: i8 = 0;

/// A nullable struct: a byte that is 1 before the struct, `null` for none.
///
/// # Errors
/// Whatever the bytes have wrong.
pub(crate) fn read_struct<'a, T: Value<'a>>(
    into: &mut Option<T>,
    null: i8,
    reader: &mut Reader<'a>,
) -> Result<(), Error> {
    let start = reader.position();
    let marker = i8::from_be_bytes(reader.array()?);
    if marker == 1 {
        return into.insert(T::default()).read(reader);
    }
    if marker == null {
        *into = None;
        return Ok(());
    }
    Err(reader.error_at(start, What::BadMarker(marker)))
}

/// The inverse of [`read_struct`].
///
/// # Errors
/// Whatever the version cannot carry.
pub(crate) fn write_struct<'a, T: Value<'a>>(
    value: Option<&T>,
    null: i8,
    writer: &mut Writer<'_>,
) -> Result<(), Error> {
    writer.put(&if value.is_some() { 1 } else { null }.to_be_bytes());
    value.map_or(Ok(()), |value| value.write(writer))
}
