//! `RefCell`, which leaves no trace in a pickle.

use std::cell::RefCell;

use crate::schema::described;
use crate::{Error, Pickle, Result, Source, Unpickle, Writer};

/// Dumps as its value, which must not be borrowed mutably.
impl<T: Pickle + ?Sized> Pickle for RefCell<T> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        match self.try_borrow() {
            Ok(value) => writer.value(&*value),
            Err(_) => Err(Error::unpicklable("a RefCell is mutably borrowed while it is dumped")),
        }
    }
}

impl<'de, T: Unpickle<'de>> Unpickle<'de> for RefCell<T> {
    described!(|describer| T::describe(describer));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        T::unpickle(source).map(RefCell::new)
    }
}
