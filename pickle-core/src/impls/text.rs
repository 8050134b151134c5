//! `str`, owned and borrowed.

use std::any::Any;
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::{Pickle, Result, Source, Unpickle, Writer};

impl Pickle for str {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.str(self)
    }
}

impl Pickle for String {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.str(self)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for String {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.str().map(Cow::into_owned)
    }
}

impl<'de> Unpickle<'de> for Box<str> {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.str().map(Box::from)
    }
}

impl<'de> Unpickle<'de> for Rc<str> {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.shared(|source| source.str().map(Rc::from))
    }
}

impl<'de> Unpickle<'de> for Arc<str> {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.shared(|source| source.str().map(Arc::from))
    }
}

/// Borrows from the input, which has to hold the text verbatim: protocol 0 may escape it.
impl<'de: 'a, 'a> Unpickle<'de> for &'a str {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        match source.str()? {
            Cow::Borrowed(text) => Ok(text),
            Cow::Owned(_) => Err(source.out_of_range("&str", NOT_VERBATIM)),
        }
    }
}

/// Borrows from the input where that holds the text verbatim.
impl<'de: 'a, 'a> Unpickle<'de> for Cow<'a, str> {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.str()
    }
}

pub(super) const NOT_VERBATIM: &str = "the pickle does not hold it verbatim; an owned type or Cow can be loaded";
