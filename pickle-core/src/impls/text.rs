//! `str`, owned and borrowed.

use std::any::Any;
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::schema::described;
use crate::source::Run;
use crate::{Error, FieldsWriter, Pickle, Result, Source, Unpickle, Writer};

impl Pickle for str {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.str(self)
    }

    #[inline]
    fn pickle_field(&self, index: usize, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
        fields.text(index, self)
    }
}

impl Pickle for String {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.str(self)
    }

    #[inline]
    fn pickle_field(&self, index: usize, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
        fields.text(index, self)
    }

    fn pickle_items(items: &[Self], first: usize, writer: &mut Writer<'_>) -> Result<()> {
        writer.texts(items, first)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for String {
    described!(Type::Str);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        match source.usual_str() {
            Some(text) => Ok(text.to_owned()),
            None => other_string(source),
        }
    }

    #[inline(always)]
    fn unpickle_field(source: &mut Source<'_, 'de>, variable: &mut Option<Self>) -> Result<()> {
        *variable = Some(match source.usual_str() {
            Some(text) => text.to_owned(),
            None => other_string(source)?,
        });
        Ok(())
    }

    fn unpickle_run(run: Run<'_, '_, 'de>, list: &mut Vec<Self>) {
        run.texts(list, str::to_owned);
    }
}

/// A text that is not at once seen to be one of the input.
#[inline(never)]
fn other_string(source: &mut Source<'_, '_>) -> Result<String> {
    source.str().map(Cow::into_owned).or_else(|error| source.persistent_or(error))
}

impl<'de> Unpickle<'de> for Box<str> {
    described!(Type::Str);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.str().map(Box::from)
    }
}

impl<'de> Unpickle<'de> for Rc<str> {
    described!(Type::Str);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.shared(|source| source.str().map(Rc::from))
    }
}

impl<'de> Unpickle<'de> for Arc<str> {
    described!(Type::Str);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.shared(|source| source.str().map(Arc::from))
    }
}

/// Borrows from the input, which has to hold the text verbatim: protocol 0 may escape it.
impl<'de: 'a, 'a> Unpickle<'de> for &'a str {
    described!(Type::Str);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        if let Some(text) = source.usual_str() {
            return Ok(text);
        }
        match source.str()? {
            Cow::Borrowed(text) => Ok(text),
            Cow::Owned(_) => Err(not_verbatim(source, "str", "String or Cow<str>")),
        }
    }

    fn unpickle_run(run: Run<'_, '_, 'de>, list: &mut Vec<Self>) {
        run.texts(list, |text| text);
    }
}

/// Borrows from the input where that holds the text verbatim.
impl<'de: 'a, 'a> Unpickle<'de> for Cow<'a, str> {
    described!(Type::Str);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.str()
    }
}

/// The error of a value that cannot be borrowed.
#[cold]
pub(super) fn not_verbatim(source: &Source<'_, '_>, borrowed: &str, owned: &str) -> Error {
    let expected = format!("a {borrowed} that the pickle holds verbatim, to borrow it");
    let found = format!("one that is escaped or converted; {owned} can hold it");
    Error::mismatch(expected, found).at_offset(source.offset())
}
