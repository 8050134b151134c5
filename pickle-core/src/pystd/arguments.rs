//! What subclasses of Python's standard classes are made of: modules for `#[pickle(args, with = ..)]`.
//!
//! An instance of such a subclass is a call of it, with the arguments that the standard class would get. Each module here
//! dumps a value of the standard class as the tuple of these arguments, and loads it from such a tuple:
//!
//! ```
//! use pickle_core::pystd::{Decimal, arguments};
//! use pickle_core::{Pickle, loads};
//!
//! // Python: class Price(Decimal): pass
//! #[derive(Pickle)]
//! #[pickle(module = "shop", layout = "call")]
//! struct Price {
//!     #[pickle(args, with = arguments::decimal)]
//!     value: Decimal,
//! }
//!
//! // Python: pickle.dumps(Price('9.90'), protocol=2)
//! let price: Price = loads(b"\x80\x02cshop\nPrice\nX\x04\0\0\09.90\x85R.")?;
//! assert_eq!(price.value, Decimal::new("9.90")?);
//! # Ok::<(), pickle_core::Error>(())
//! ```
//!
//! Subclasses of `date`, `timedelta`, `Decimal` and paths lose further attributes in Python's own pickles.

/// A module with `pickle` and `unpickle` for the arguments of each class.
macro_rules! modules {
    ($($(#[$doc:meta])* $name:ident: $type:ident, $read:ident;)*) => {$(
        $(#[$doc])*
        pub mod $name {
            use crate::pystd::$type;
            use crate::{Result, Source, Writer};

            /// Dumps the tuple of the arguments.
            ///
            /// # Errors
            ///
            /// When one of them has no pickle at this protocol.
            pub fn pickle(value: &$type, writer: &mut Writer<'_>) -> Result<()> {
                value.write_arguments(writer)
            }

            /// Loads the value from the tuple of the arguments.
            ///
            /// # Errors
            ///
            /// When they are other ones than the class takes.
            pub fn unpickle(source: &mut Source<'_, '_>) -> Result<$type> {
                $type::$read(source)
            }
        }
    )*};
}

modules! {
    /// For subclasses of `datetime.date`.
    date: Date, read_arguments;
    /// For subclasses of `datetime.time`.
    time: Time, read_arguments;
    /// For subclasses of `datetime.datetime`.
    datetime: DateTime, read_arguments;
    /// For subclasses of `datetime.timedelta`.
    timedelta: TimeDelta, read_arguments;
    /// For subclasses of `decimal.Decimal`.
    decimal: Decimal, read_arguments;
    /// For subclasses of `pathlib.PosixPath` and `pathlib.PurePosixPath`, and those of `Path` and `PurePath` on Unix. The
    /// value's own class is `PurePosixPath`.
    path: Path, read_posix_arguments;
    /// For subclasses of `pathlib.WindowsPath` and `pathlib.PureWindowsPath`, and those of `Path` and `PurePath` on
    /// Windows. The value's own class is `PureWindowsPath`.
    windows_path: Path, read_windows_arguments;
    /// For `#[pickle(value = "complex")]`: the two parts, or a `complex` below protocol 2. Derived types use it unasked.
    complex: Complex, read_arguments;
}

pub mod byte_array {
    //! For subclasses of `bytearray`.

    use crate::class::Class;
    use crate::graph::Node;
    use crate::pystd::call::{argument, call_class, tuple_arguments};
    use crate::pystd::date_call::latin1_bytes;
    use crate::{ByteArray, Error, Protocol, Result, Source, Writer};

    static CLASS: Class = call_class("builtins", "bytearray", &[argument("source"), argument("encoding")]);

    /// Dumps the tuple of the arguments: the bytes, which below protocol 3 are a text and the name of its encoding.
    ///
    /// # Errors
    ///
    /// Below protocol 4, when there are more than 4 GiB.
    pub fn pickle(value: &ByteArray, writer: &mut Writer<'_>) -> Result<()> {
        let is_text = writer.protocol() < Protocol::V3;
        let mut arguments = writer.tuple(if value.is_empty() { 0 } else { 1 + usize::from(is_text) })?;
        if value.is_empty() {
            return arguments.end();
        }
        if is_text {
            let text: String = value.iter().copied().map(char::from).collect();
            arguments.item(&text)?;
            arguments.item("latin-1")?;
        } else {
            arguments.item_with(|writer| writer.bytes(value))?;
        }
        arguments.end()
    }

    /// Loads the value from the tuple of the arguments.
    ///
    /// # Errors
    ///
    /// When they are other ones than Python pickles: bytes, or a text in Latin-1 and the name of that.
    pub fn unpickle(source: &mut Source<'_, '_>) -> Result<ByteArray> {
        let offset = source.offset();
        let mut arguments = tuple_arguments(source, &CLASS, read_argument)?.into_iter();
        let bytes = arguments.next().unwrap_or_default();
        match arguments.next() {
            None => Ok(ByteArray(bytes)),
            Some(encoding) if matches!(&encoding[..], b"latin-1" | b"latin1") => Ok(ByteArray(bytes)),
            Some(_) => {
                let expected = "bytes, or a text in latin-1, as the arguments of a bytearray";
                Err(Error::mismatch(expected, "a text in another encoding").at_offset(offset))
            }
        }
    }

    fn read_argument(source: &mut Source<'_, '_>) -> Result<Vec<u8>> {
        if source.is_stream() {
            return source.in_graph(read_argument);
        }
        let (graph, id) = source.position();
        match graph.node(id) {
            Node::Str(_) => latin1_bytes(source),
            _ => source.bytes().map(|bytes| bytes.into_owned()),
        }
    }
}
