//! A field under another name, one of another type and one that is not in the pickle.

use pickle_core::{Error, Pickle, Result, Source, Unpickle, Writer};

#[derive(Debug, Clone, PartialEq, ::pickle_core::Pickle)]
#[pickle(module = "field_attributes")]
pub struct Sample {
    #[pickle(rename = "number")]
    pub count: i64,
    #[pickle(with = minutes)]
    pub at: u32,
    #[pickle(skip)]
    pub cache: Option<String>,
}

/// Minutes since midnight in Rust, `hh:mm` in Python.
mod minutes {
    use super::{Error, Pickle, Result, Source, Unpickle, Writer};

    pub(super) fn pickle(minutes: &u32, writer: &mut Writer<'_>) -> Result<()> {
        format!("{:02}:{:02}", minutes / 60, minutes % 60).pickle(writer)
    }

    pub(super) fn unpickle(source: &mut Source<'_, '_>) -> Result<u32> {
        let text = <&str>::unpickle(source)?;
        let (hours, minutes) = text.split_once(':').ok_or_else(|| Error::custom("expected hh:mm"))?;
        let number = |digits: &str| digits.parse::<u32>().map_err(Error::custom);
        Ok(number(hours)? * 60 + number(minutes)?)
    }
}
