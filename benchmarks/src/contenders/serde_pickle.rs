//! serde-pickle, the other pickle library: it has no class instances, so these are pickles of dicts.

use anyhow::Result;
use serde::{Deserialize, Serialize};
use serde_pickle::{DeOptions, SerOptions};

use super::serde_format::SerdeFormat;
use crate::name::Format;

/// `serde-pickle`.
pub(crate) enum SerdePickle {}

impl SerdeFormat for SerdePickle {
    const FORMAT: Format = Format::SerdePickle;

    fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>> {
        Ok(serde_pickle::to_vec(value, SerOptions::new())?)
    }

    fn decode<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T> {
        Ok(serde_pickle::from_slice(bytes, DeOptions::new())?)
    }
}
