//! What every generated message has in common.

use crate::api_key::{ApiKey, Versions};
use crate::error::{Error, What};
use crate::reader::Reader;
use crate::value::Value;
use crate::writer::Writer;
use alloc::vec::Vec;

/// A whole message: a request, a response or a header, of one of several versions.
pub trait Message<'a>: Value<'a> {
    /// The name with the direction, such as `FetchRequest`.
    const NAME: &'static str;
    /// The API's key; `None` for headers and other messages that are no API's.
    const API: Option<ApiKey>;
    /// The type that goes before a record of this kind in an internal topic; `None` for what is
    /// no such record.
    const RECORD: Option<i16> = None;
    /// The versions that can be read and written.
    const VERSIONS: Versions;
    /// The first version with compact lengths and tagged fields (KIP-482), if any.
    const FLEXIBLE_SINCE: Option<i16>;

    /// Whether `version` has compact lengths and tagged fields.
    #[must_use]
    fn is_flexible(version: i16) -> bool {
        Self::FLEXIBLE_SINCE.is_some_and(|first| first <= version)
    }

    /// Reads the message from exactly these bytes, borrowing from them.
    ///
    /// # Errors
    /// Whatever the bytes have wrong; bytes left over are an error too.
    #[inline]
    fn decode(bytes: &'a [u8], version: i16) -> Result<Self, Error> {
        let mut message = Self::default();
        match read_front(&mut message, bytes, version)?.len() {
            0 => Ok(message),
            left => {
                let end = bytes.len() - left;
                Err(Error::new(Self::NAME, version, end, What::Trailing(left)))
            }
        }
    }

    /// Reads the message from the front of the bytes and returns what follows it.
    ///
    /// # Errors
    /// Whatever the bytes have wrong.
    #[inline]
    fn decode_front(bytes: &'a [u8], version: i16) -> Result<(Self, &'a [u8]), Error> {
        let mut message = Self::default();
        let rest = read_front(&mut message, bytes, version)?;
        Ok((message, rest))
    }

    /// Appends the message to `out`; on an error `out` is left as it was.
    ///
    /// # Errors
    /// Whatever the version cannot carry.
    fn encode(&self, version: i16, out: &mut Vec<u8>) -> Result<(), Error> {
        if !Self::VERSIONS.contains(version) {
            return Err(Error::new(Self::NAME, version, 0, What::UnsupportedVersion));
        }
        let start = out.len();
        let outcome = self.write(&mut Writer::new::<Self>(out, version));
        if outcome.is_err() {
            out.truncate(start);
        }
        outcome
    }
}

/// Reads a message, which is as `Default` has it, from the front of the bytes and returns what
/// follows it.
#[inline]
fn read_front<'a, M: Message<'a>>(
    message: &mut M,
    bytes: &'a [u8],
    version: i16,
) -> Result<&'a [u8], Error> {
    if !M::VERSIONS.contains(version) {
        return Err(Error::new(M::NAME, version, 0, What::UnsupportedVersion));
    }
    let mut reader = Reader::new::<M>(bytes, version);
    message.read(&mut reader)?;
    Ok(reader.rest())
}

/// A request, which knows the type of its response.
pub trait Request<'a>: Message<'a> {
    /// The API's key.
    const KEY: ApiKey;
    /// What a broker answers with, at the same version.
    type Response<'b>: Message<'b>;
}
