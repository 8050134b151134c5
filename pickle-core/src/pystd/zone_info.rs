//! `ZoneInfo`: Python's `zoneinfo.ZoneInfo`.

use std::fmt;

use super::call::{argument, argument_of, called_class};
use crate::class::Class;
use crate::schema::described;
use crate::{Part, Pickle, Result, Source, Unpickle, Writer};

/// Python's `zoneinfo.ZoneInfo`, since 3.9: a time zone of the IANA database, by its key.
///
/// Its rules are not in the pickle: Python looks them up again when it loads one.
///
/// ```
/// use pickle_core::pystd::ZoneInfo;
/// use pickle_core::{dumps, loads};
///
/// let paris = ZoneInfo::new("Europe/Paris");
/// assert_eq!(loads::<ZoneInfo>(&dumps(&paris)?)?, paris);
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ZoneInfo {
    /// The key, such as `Europe/Paris`.
    pub key: String,
    /// Whether Python takes the one object that it has for the key; it does not after `ZoneInfo.no_cache`.
    pub from_cache: bool,
}

pub(super) static CLASS: Class = called_class(
    "zoneinfo",
    "ZoneInfo",
    ("zoneinfo", "ZoneInfo._unpickle"),
    &[argument("key"), argument("from_cache")],
);

impl ZoneInfo {
    /// The time zone of a key; Python's `ZoneInfo(key)`.
    pub fn new(key: impl Into<String>) -> ZoneInfo {
        ZoneInfo { key: key.into(), from_cache: true }
    }

    /// What makes two of them equal, as bytes.
    pub(super) fn content(&self) -> Vec<u8> {
        [&[u8::from(self.from_cache)], self.key.as_bytes()].concat()
    }
}

impl Pickle for ZoneInfo {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.immutable("zoneinfo.ZoneInfo", &self.content(), |writer| {
            writer.reduce("zoneinfo", "ZoneInfo._unpickle", 2, |arguments| {
                arguments.item(&self.key)?;
                arguments.item(&i64::from(self.from_cache))
            })
        })
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for ZoneInfo {
    described!(Type::Standard(StandardClass::ZoneInfo));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let (mut key, mut from_cache) = (None, true);
        let mut object = source.object(&CLASS)?;
        while let Some(part) = object.next_part()? {
            match part {
                Part::Field(0) => key = Some(argument_of(&mut object, String::unpickle)?),
                Part::Field(_) => from_cache = argument_of(&mut object, Source::i64)? != 0,
                Part::Unknown => return Err(object.unknown()),
                _ => return Err(object.unexpected()),
            }
        }
        match key {
            Some(key) => Ok(ZoneInfo { key, from_cache }),
            None => Err(object.missing(0)),
        }
    }
}

/// The key; Python's `str` of it.
impl fmt::Display for ZoneInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.key)
    }
}
