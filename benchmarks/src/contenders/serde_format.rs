//! What the formats of serde have in common.

use anyhow::{Result, ensure};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::lineup::Lineup;
use crate::name::{Format, Name, Way};

/// A format of serde.
pub(crate) trait SerdeFormat {
    /// Its name.
    const FORMAT: Format;

    /// A value in a new buffer.
    fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>>;

    /// The value of some bytes.
    fn decode<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T>;
}

/// Enters the loads and dumps of owned values.
pub(crate) fn enter<'a, F: SerdeFormat, T>(lineup: &mut Lineup<'a>, value: &'a T, encoded: &'a [u8]) -> Result<()>
where
    T: Serialize + DeserializeOwned + PartialEq + 'a,
{
    enter_load::<F, T, T>(lineup, Way::Plain, value, encoded)?;
    lineup.dump(Name(F::FORMAT, Way::Plain), encoded.len(), move || F::encode(value).expect("it was encoded before"));
    Ok(())
}

/// Enters the load of values that borrow from their input.
pub(crate) fn enter_borrowed<'a, F: SerdeFormat, T, B>(
    lineup: &mut Lineup<'a>,
    value: &'a T,
    encoded: &'a [u8],
) -> Result<()>
where
    B: Deserialize<'a> + PartialEq<T> + 'a,
{
    enter_load::<F, T, B>(lineup, Way::Borrowed, value, encoded)
}

fn enter_load<'a, F: SerdeFormat, T, L>(
    lineup: &mut Lineup<'a>,
    way: Way,
    value: &'a T,
    encoded: &'a [u8],
) -> Result<()>
where
    L: Deserialize<'a> + PartialEq<T> + 'a,
{
    ensure!(F::decode::<L>(encoded)? == *value, "{} gives another value", F::FORMAT);
    lineup.load(Name(F::FORMAT, way), encoded.len(), move || F::decode::<L>(encoded).expect("it was decoded before"));
    Ok(())
}
