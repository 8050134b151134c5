//! `bytes` and `bytearray`, owned and borrowed.

use std::any::Any;
use std::borrow::Cow;

use super::text::not_verbatim;
use crate::schema::described;
use crate::{ByteArray, Bytes, Pickle, Result, Source, Unpickle, Writer};

impl Pickle for Bytes {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.bytes(self)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Bytes {
    described!(Type::Bytes);

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let bytes = source.bytes().map(|bytes| Bytes(bytes.into_owned()));
        bytes.or_else(|error| source.persistent_or(error))
    }
}

impl Pickle for ByteArray {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.byte_array(self)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for ByteArray {
    described!(Type::ByteArray);

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let bytes = source.bytes().map(|bytes| ByteArray(bytes.into_owned()));
        bytes.or_else(|error| source.persistent_or(error))
    }
}

/// Borrows from the input, which has to hold the bytes verbatim: protocols 0 to 2 have no opcode for bytes.
impl<'de: 'a, 'a> Unpickle<'de> for &'a [u8] {
    described!(Type::Bytes);

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        match source.bytes()? {
            Cow::Borrowed(bytes) => Ok(bytes),
            Cow::Owned(_) => Err(not_verbatim(source, "bytes", "Bytes or Cow<[u8]>")),
        }
    }
}

/// Borrows from the input where that holds the bytes verbatim.
impl<'de: 'a, 'a> Unpickle<'de> for Cow<'a, [u8]> {
    described!(Type::Bytes);

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.bytes()
    }
}
