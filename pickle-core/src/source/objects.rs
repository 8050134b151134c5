//! Moving a source through the parts of an object: arguments, keywords, items, state, in the order of the pickle.

mod making;
mod nodes;
mod phase;
mod pydantic;
mod state;
mod usual;

use std::borrow::Cow;

use super::{Source, TakenStep};
use crate::class::Class;
use crate::error::{Error, Result};
use crate::flatten::{LoadInstance, TakePart, Walk};
use crate::stream::{ObjectCursor, unpredicted};
use crate::unpickle::Unpickle;

use nodes::NodeObject;
pub(crate) use phase::Order;
pub(crate) use usual::UsualFields;

/// The parts of an instance of a class, one after another, whatever the layout of its pickle.
///
/// This is what `#[derive(Pickle)]` uses. [`next_part`](ObjectReader::next_part) says which part comes next;
/// [`value`](ObjectReader::value) then takes it, or [`skip`](ObjectReader::skip) passes over it. A field may come more
/// than once (as an argument and in the state); the last one counts, as in Python.
pub struct ObjectReader<'a, 's, 'de> {
    way: Way<'a, 's, 'de>,
    /// The position of the first field of the struct that is being made: not 0 for a flattened one.
    first: usize,
}

enum Way<'a, 's, 'de> {
    Graph(NodeObject<'a, 's, 'de>),
    Stream(StreamObject<'a, 's, 'de>),
}

/// An object in a stream, and how far its parts were taken.
struct StreamObject<'a, 's, 'de> {
    source: &'a mut Source<'s, 'de>,
    cursor: ObjectCursor,
}

/// What comes next in an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The field at this position of [`Class::fields`].
    Field(usize),
    /// An attribute that the class description does not have; [`ObjectReader::unknown_attribute`] takes it.
    Unknown,
    /// An item that the pickle appends or adds to the object, for subclasses of list and set.
    Item,
    /// An entry that the pickle sets in the object, for subclasses of dict; [`ObjectReader::entry`] takes it.
    Entry,
    /// The whole state, for [`Layout::Custom`](crate::Layout::Custom).
    State,
}

impl<'a, 's, 'de> ObjectReader<'a, 's, 'de> {
    /// Goes into the object.
    #[inline]
    pub(super) fn new(source: &'a mut Source<'s, 'de>, class: &'static Class) -> Result<Self> {
        let way = match &mut source.stream {
            Some(stream) => {
                let cursor = stream.object(class)?;
                return Ok(ObjectReader::in_stream(source, cursor));
            }
            None => Way::Graph(NodeObject::new(source, class)?),
        };
        Ok(ObjectReader { way, first: 0 })
    }

    #[inline(always)]
    fn in_stream(source: &'a mut Source<'s, 'de>, cursor: ObjectCursor) -> Self {
        ObjectReader { way: Way::Stream(StreamObject { source, cursor }), first: 0 }
    }

    /// Goes into the object of a stream where it is at once seen to be one as they usually are.
    // The reader is where it stays: what is written in parts is slow to move as a whole.
    #[inline(always)]
    fn begins_as_usual(&mut self) -> bool {
        match &mut self.way {
            Way::Stream(StreamObject { source, cursor }) => match &mut source.stream {
                Some(stream) => stream.begins_usual_object(cursor),
                None => false,
            },
            Way::Graph(_) => false,
        }
    }

    /// What comes next, or nothing behind the last part.
    ///
    /// # Errors
    ///
    /// When the pickle gives the object a state of another layout than the class accepts.
    #[inline]
    pub fn next_part(&mut self) -> Result<Option<Part>> {
        match &mut self.way {
            Way::Stream(StreamObject { source, cursor }) => match &mut source.stream {
                Some(stream) => stream.next_part(cursor),
                None => Ok(None),
            },
            Way::Graph(object) => object.next_part(),
        }
    }

    /// The part that [`next_part`](ObjectReader::next_part) announced.
    ///
    /// # Errors
    ///
    /// When it cannot be loaded as a `T`; the error's path names the attribute.
    pub fn value<T: Unpickle<'de>>(&mut self) -> Result<T> {
        self.value_with(T::unpickle)
    }

    /// The part that [`next_part`](ObjectReader::next_part) announced, as `load` takes it.
    ///
    /// # Errors
    ///
    /// When `load` fails; the error's path names the attribute.
    #[inline]
    pub fn value_with<T>(&mut self, load: impl FnOnce(&mut Source<'s, 'de>) -> Result<T>) -> Result<T> {
        match &mut self.way {
            Way::Stream(object) => load(object.source),
            Way::Graph(object) => object.value_with(load),
        }
    }

    /// Puts the part that [`next_part`](ObjectReader::next_part) announced into a variable.
    ///
    /// # Errors
    ///
    /// As [`value`](ObjectReader::value).
    pub fn fill<T: Unpickle<'de>>(&mut self, variable: &mut Option<T>) -> Result<()> {
        self.fill_with(variable, T::unpickle)
    }

    /// Puts the part that [`next_part`](ObjectReader::next_part) announced into a variable, as `load` takes it.
    ///
    /// # Errors
    ///
    /// As [`value_with`](ObjectReader::value_with).
    #[inline]
    pub fn fill_with<T>(
        &mut self,
        variable: &mut Option<T>,
        load: impl FnOnce(&mut Source<'s, 'de>) -> Result<T>,
    ) -> Result<()> {
        *variable = Some(self.value_with(load)?);
        Ok(())
    }

    /// The key and the value that a [`Part::Entry`] announced.
    ///
    /// # Errors
    ///
    /// When one of them cannot be loaded, and when the object is a dict and the key cannot be one.
    pub fn entry<K: Unpickle<'de>, V: Unpickle<'de>>(&mut self) -> Result<(K, V)> {
        match &mut self.way {
            Way::Stream(object) => object.source.entry_in_stream(),
            Way::Graph(object) => object.entry(),
        }
    }

    /// Passes over the part that [`next_part`](ObjectReader::next_part) announced.
    ///
    /// # Errors
    ///
    /// When the part is not well-formed.
    pub fn skip(&mut self) -> Result<()> {
        match &mut self.way {
            Way::Stream(object) => object.source.in_graph(|_| Ok(())),
            Way::Graph(object) => {
                object.skip();
                Ok(())
            }
        }
    }

    /// Makes a struct whose fields are those of the object from the position `first` on, with the parts that `walk` hands
    /// over, and puts it into a variable.
    #[doc(hidden)]
    pub fn flatten<T: LoadInstance<'de>>(
        &mut self,
        variable: &mut Option<T>,
        first: usize,
        walk: impl FnOnce(&mut ObjectReader<'_, '_, 'de>, TakePart<'_, 'de>) -> Result<()>,
    ) -> Result<()> {
        self.first += first;
        *variable = Some(T::load_instance(self, walk)?);
        self.first -= first;
        Ok(())
    }

    /// The error of an object without this field, a position in [`Class::fields`].
    #[cold]
    pub fn missing(&self, field: usize) -> Error {
        match &self.way {
            Way::Stream(_) => unpredicted(),
            Way::Graph(object) => object.missing(self.first + field),
        }
    }

    /// The value of a field that the object lacks: an error, unless the type is [`Maybe`](crate::Maybe).
    ///
    /// # Errors
    ///
    /// As [`missing`](ObjectReader::missing).
    pub fn absent<T: Unpickle<'de>>(&self, field: usize) -> Result<T> {
        T::absent().ok_or_else(|| self.missing(field))
    }

    /// The name and the value of the attribute that a [`Part::Unknown`] announced; of another part, the name is empty.
    ///
    /// # Errors
    ///
    /// When the value cannot be loaded as a `T`; the error's path names the attribute.
    pub fn unknown_attribute<T: Unpickle<'de>>(&mut self) -> Result<(Cow<'de, str>, T)> {
        let name = match &mut self.way {
            Way::Stream(object) => {
                object.source.stream.as_mut().map(|stream| stream.unknown_name()).unwrap_or_default()
            }
            Way::Graph(object) => {
                let name = object.unknown_name();
                object.source.charge_bytes(name.len())?;
                name
            }
        };
        Ok((name, self.value()?))
    }

    /// The error of an object with an attribute that the Rust type does not know: the one that a [`Part::Unknown`]
    /// announced.
    #[cold]
    pub fn unknown(&self) -> Error {
        match &self.way {
            Way::Stream(_) => unpredicted(),
            Way::Graph(object) => object.unknown(),
        }
    }

    /// The error of an object with a part that the Rust type has no place for: items, or entries.
    #[cold]
    pub fn unexpected(&self) -> Error {
        match &self.way {
            Way::Stream(_) => unpredicted(),
            Way::Graph(object) => object.unexpected(),
        }
    }
}

impl<'s, 'de> Source<'s, 'de> {
    /// Takes what a call of the class with one text gives, as that text, where a stream sees that at once; else nothing is
    /// taken.
    pub(crate) fn called_with_text(&mut self, class: &'static Class) -> Option<&'de str> {
        self.stream.as_mut()?.called_with_text(class)
    }

    /// The same for one `bytes`.
    pub(crate) fn called_with_bytes(&mut self, class: &'static Class) -> Option<Cow<'de, [u8]>> {
        self.stream.as_mut()?.called_with_bytes(class)
    }

    /// Takes an instance of the class of a derived struct: what `#[derive(Pickle)]` calls.
    #[doc(hidden)]
    #[inline]
    pub fn instance<T: LoadInstance<'de>>(&mut self) -> Result<T> {
        // Each mention of the constant may be at an address of its own, by which what is known of the class is found.
        let class = T::CLASS;
        if self.stream.is_some() {
            let mut object = ObjectReader::in_stream(self, ObjectCursor::new(class));
            if object.begins_as_usual() {
                return T::load_instance(&mut object, WholeObject);
            }
        } else if let Some(attributes) = self.enter_in_order(class) {
            let object = NodeObject::in_order(self, class, attributes);
            return T::load_instance(&mut ObjectReader { way: Way::Graph(object), first: 0 }, WholeObject);
        }
        self.other_instance(class)
    }

    fn other_instance<T: LoadInstance<'de>>(&mut self, class: &'static Class) -> Result<T> {
        if self.stream.as_mut().is_some_and(|stream| !stream.predicts(class)) {
            return self.in_graph(|source| source.instance());
        }
        T::load_instance(&mut ObjectReader::new(self, class)?, WholeObject)
    }
}

/// The walk through all of an object.
struct WholeObject;

impl<'de> Walk<'de> for WholeObject {
    #[inline(always)]
    fn usual_fields<'r, 's>(&self, object: &'r mut ObjectReader<'_, 's, 'de>) -> Option<UsualFields<'r, 's, 'de>> {
        match &mut object.way {
            Way::Stream(object) => UsualFields::in_stream(object),
            Way::Graph(object) => object.usual_fields(),
        }
    }

    fn walk(self, object: &mut ObjectReader<'_, '_, 'de>, take: TakePart<'_, 'de>) -> Result<()> {
        while let Some(part) = object.next_part()? {
            take(part, object)?;
        }
        Ok(())
    }
}

/// What is left of an object would be taken for what follows it.
impl Drop for StreamObject<'_, '_, '_> {
    fn drop(&mut self) {
        if self.cursor.is_open()
            && let Some(stream) = &mut self.source.stream
        {
            stream.give_way();
        }
    }
}
