//! postcard: no names, no types, and only Rust on both sides.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::serde_format::SerdeFormat;
use crate::name::Format;

/// `postcard`.
pub(crate) enum Postcard {}

impl SerdeFormat for Postcard {
    const FORMAT: Format = Format::Postcard;

    fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>> {
        Ok(postcard::to_stdvec(value)?)
    }

    fn decode<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T> {
        Ok(postcard::from_bytes(bytes)?)
    }
}
