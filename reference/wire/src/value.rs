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

/// The most elements that an array's memory is set aside for before any has been read.
const ELEMENTS_AT_ONCE: usize = 256;

/// The most bytes of a string, in every version.
const STRING_LENGTH_MAX: usize = 0x7fff;

/// Something that a field can hold.
pub trait Value<'a>: Sized {
    /// The fewest bytes that a value takes in any version: what bounds an array's count.
    const SIZE_MIN: usize;

    /// Reads a value, borrowing from the bytes.
    ///
    /// # Errors
    /// Whatever the bytes have wrong.
    fn read(reader: &mut Reader<'a>) -> Result<Self, Error>;

    /// Writes the value.
    ///
    /// # Errors
    /// Whatever the version cannot carry.
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error>;
}

/// A value that has a form for null.
pub trait Nullable<'a>: Value<'a> {
    /// Reads a value or null.
    ///
    /// # Errors
    /// Whatever the bytes have wrong.
    fn read_nullable(reader: &mut Reader<'a>) -> Result<Option<Self>, Error>;

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
            fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
                reader.array().map(<$number>::from_be_bytes)
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
    fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        // Any byte but zero is true, as in Kafka.
        reader.array().map(|[byte]: [u8; 1]| byte != 0)
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
    fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        reader.array().map(Uuid)
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
    fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        not_null(reader)
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        Self::write_nullable(Some(self), writer)
    }
}

impl<'a> Nullable<'a> for &'a str {
    #[inline]
    fn read_nullable(reader: &mut Reader<'a>) -> Result<Option<Self>, Error> {
        let start = reader.position();
        let Some(length) = reader.length(false)? else { return Ok(None) };
        if STRING_LENGTH_MAX < length {
            return Err(reader.error_at(start, What::BadLength(length as i64)));
        }
        let first = reader.position();
        match core::str::from_utf8(reader.take(length)?) {
            Ok(text) => Ok(Some(text)),
            Err(wrong) => Err(reader.error_at(first + wrong.valid_up_to(), What::NotUtf8)),
        }
    }

    #[inline]
    fn write_nullable(value: Option<&Self>, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.length(false, value.map(|text| text.len()))?;
        writer.put(value.map(|text| text.as_bytes()).unwrap_or_default());
        Ok(())
    }
}

impl<'a> Value<'a> for &'a [u8] {
    const SIZE_MIN: usize = 1;

    #[inline]
    fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        not_null(reader)
    }

    #[inline]
    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        Self::write_nullable(Some(self), writer)
    }
}

impl<'a> Nullable<'a> for &'a [u8] {
    #[inline]
    fn read_nullable(reader: &mut Reader<'a>) -> Result<Option<Self>, Error> {
        let Some(length) = reader.length(true)? else { return Ok(None) };
        reader.take(length).map(Some)
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

    fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        not_null(reader)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        Self::write_nullable(Some(self), writer)
    }
}

impl<'a, T: Value<'a>> Nullable<'a> for Vec<T> {
    fn read_nullable(reader: &mut Reader<'a>) -> Result<Option<Self>, Error> {
        let start = reader.position();
        let Some(declared) = reader.length(true)? else { return Ok(None) };
        let most = reader.left() / T::SIZE_MIN.max(1);
        if most < declared {
            return Err(reader.error_at(start, What::BadCount { declared, most }));
        }
        let mut elements = Vec::with_capacity(declared.min(ELEMENTS_AT_ONCE));
        for index in 0..declared {
            elements.push(T::read(reader).map_err(|error| error.element(index))?);
        }
        Ok(Some(elements))
    }

    fn write_nullable(value: Option<&Self>, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.length(true, value.map(Vec::len))?;
        for (index, element) in value.into_iter().flatten().enumerate() {
            element.write(writer).map_err(|error| error.element(index))?;
        }
        Ok(())
    }
}

impl<'a, T: Nullable<'a>> Value<'a> for Option<T> {
    const SIZE_MIN: usize = 1;

    fn read(reader: &mut Reader<'a>) -> Result<Self, Error> {
        T::read_nullable(reader)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        T::write_nullable(self.as_ref(), writer)
    }
}

fn not_null<'a, T: Nullable<'a>>(reader: &mut Reader<'a>) -> Result<T, Error> {
    let start = reader.position();
    match T::read_nullable(reader)? {
        Some(value) => Ok(value),
        None => Err(reader.error_at(start, What::UnexpectedNull)),
    }
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
    r: &mut Reader<'a>,
    null: i8,
) -> Result<Option<T>, Error> {
    let start = r.position();
    match i8::read(r)? {
        1 => T::read(r).map(Some),
        marker if marker == null => Ok(None),
        marker => Err(r.error_at(start, What::BadMarker(marker))),
    }
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
