//! MessagePack, with the names of the fields.

use std::cell::RefCell;
use std::hint::black_box;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::serde_format::SerdeFormat;
use crate::lineup::Lineup;
use crate::name::{Format, Name, Way};

/// `rmp-serde`.
pub(crate) enum Rmp {}

impl SerdeFormat for Rmp {
    const FORMAT: Format = Format::RmpSerde;

    fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>> {
        Ok(rmp_serde::to_vec_named(value)?)
    }

    fn decode<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T> {
        Ok(rmp_serde::from_slice(bytes)?)
    }
}

/// Enters the dump into a buffer that is there already.
pub(crate) fn enter_reused<'a>(lineup: &mut Lineup<'a>, value: &'a impl Serialize, encoded_len: usize) {
    let buffer = RefCell::new(Vec::with_capacity(encoded_len));
    lineup.dump(Name(Format::RmpSerde, Way::ReusedBuffer), encoded_len, move || {
        let buffer = &mut *buffer.borrow_mut();
        buffer.clear();
        rmp_serde::encode::write_named(buffer, value).expect("it was encoded before");
        black_box(buffer);
    });
}
