//! JSON.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::serde_format::SerdeFormat;
use crate::name::Format;

/// `serde_json`.
pub(crate) enum Json {}

impl SerdeFormat for Json {
    const FORMAT: Format = Format::SerdeJson;

    fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(value)?)
    }

    fn decode<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T> {
        Ok(serde_json::from_slice(bytes)?)
    }
}
