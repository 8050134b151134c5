//! `Array`: Python's `array.array`.

use super::call::{argument, argument_of, call_class, called_class};
use crate::class::Class;
use crate::schema::described;
use crate::{Error, Global, Part, Pickle, Protocol, Result, Source, Unpickle, Writer};

/// Python's `array.array`: numbers of one machine type, or characters.
///
/// Several typecodes may stand for one Rust type (`l` and `q` for `i64`), so that an array has both. It loads the bytes
/// that protocols 3 and higher have, of either byte order, and the lists that are below.
///
/// ```
/// use pickle_core::pystd::{Array, ArrayValues};
/// use pickle_core::{dumps, loads};
///
/// // Python: `array.array('d', [1.5, 2.5])`
/// let array = Array::from(vec![1.5, 2.5]);
/// assert_eq!(array.typecode(), 'd');
/// let loaded: Array = loads(&dumps(&array)?)?;
/// assert_eq!(*loaded.values(), ArrayValues::F64(vec![1.5, 2.5]));
///
/// let error = Array::new('i', ArrayValues::F64(vec![])).unwrap_err();
/// assert_eq!(error.to_string(), "value out of range for Array: the typecode 'i' is not one of f64");
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Array {
    typecode: char,
    values: ArrayValues,
}

pub(super) static PACKED: Class = called_class(
    "array",
    "array",
    ("array", "_array_reconstructor"),
    &[argument("class"), argument("typecode"), argument("machine_format"), argument("items")],
);

pub(super) static LISTED: Class = call_class("array", "array", &[argument("typecode"), argument("items")]);

/// The machine formats of characters, as `_array_reconstructor` numbers them.
const UTF16_LE: u8 = 18;
const UTF16_BE: u8 = 19;
const UTF32_LE: u8 = 20;
const UTF32_BE: u8 = 21;

/// Each number type: its typecodes, and the numbers of its machine formats in little-endian and in big-endian order.
macro_rules! number_types {
    ($($variant:ident $type:ident $typecodes:literal $default:literal $little:literal $big:literal;)*) => {
        /// The items of an [`Array`].
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum ArrayValues {
            $(
                #[doc = concat!("Numbers of the typecodes `", $typecodes, "`.")]
                $variant(Vec<$type>),
            )*
            /// Characters: the typecodes `u` and, since Python 3.13, `w`.
            Unicode(String),
        }

        impl ArrayValues {
            fn type_name(&self) -> &'static str {
                match self {
                    $(ArrayValues::$variant(_) => stringify!($type),)*
                    ArrayValues::Unicode(_) => "char",
                }
            }

            fn typecodes(&self) -> &'static str {
                match self {
                    $(ArrayValues::$variant(_) => $typecodes,)*
                    ArrayValues::Unicode(_) => "uw",
                }
            }

            /// The number of the machine format in which [`ArrayValues::to_bytes`] gives them.
            fn machine_format(&self) -> u8 {
                match self {
                    $(ArrayValues::$variant(_) => $little,)*
                    ArrayValues::Unicode(_) => UTF32_LE,
                }
            }

            fn to_bytes(&self) -> Vec<u8> {
                match self {
                    $(ArrayValues::$variant(values) => values.iter().flat_map(|value| value.to_le_bytes()).collect(),)*
                    ArrayValues::Unicode(text) => text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
                }
            }

            /// The items in these bytes; nothing where they are none.
            fn from_bytes(machine_format: u8, bytes: &[u8]) -> Option<ArrayValues> {
                Some(match machine_format {
                    $(
                        $little => ArrayValues::$variant(items(bytes)?.map($type::from_le_bytes).collect()),
                        #[allow(unreachable_patterns, reason = "a byte has no order")]
                        $big => ArrayValues::$variant(items(bytes)?.map($type::from_be_bytes).collect()),
                    )*
                    UTF16_LE => ArrayValues::from_utf16(items(bytes)?.map(u16::from_le_bytes).collect())?,
                    UTF16_BE => ArrayValues::from_utf16(items(bytes)?.map(u16::from_be_bytes).collect())?,
                    UTF32_LE => ArrayValues::from_utf32(items(bytes)?.map(u32::from_le_bytes))?,
                    UTF32_BE => ArrayValues::from_utf32(items(bytes)?.map(u32::from_be_bytes))?,
                    _ => return None,
                })
            }

            /// Takes a list of items of this typecode.
            fn read_list(typecode: char, source: &mut Source<'_, '_>) -> Result<ArrayValues> {
                match typecode {
                    $(code if $typecodes.contains(code) => Vec::unpickle(source).map(ArrayValues::$variant),)*
                    'u' | 'w' => Ok(ArrayValues::Unicode(Vec::<char>::unpickle(source)?.into_iter().collect())),
                    _ => Err(unknown_typecode(typecode).at_offset(source.offset())),
                }
            }

            fn write_list(&self, writer: &mut Writer<'_>) -> Result<()> {
                match self {
                    $(ArrayValues::$variant(values) => values.pickle(writer),)*
                    ArrayValues::Unicode(text) => text.chars().collect::<Vec<char>>().pickle(writer),
                }
            }
        }

        $(
            impl From<Vec<$type>> for Array {
                fn from(values: Vec<$type>) -> Array {
                    Array { typecode: $default, values: ArrayValues::$variant(values) }
                }
            }
        )*
    };
}

number_types! {
    U8 u8 "B" 'B' 0 0;
    I8 i8 "b" 'b' 1 1;
    U16 u16 "H" 'H' 2 3;
    I16 i16 "h" 'h' 4 5;
    U32 u32 "I" 'I' 6 7;
    I32 i32 "i" 'i' 8 9;
    U64 u64 "LQ" 'Q' 10 11;
    I64 i64 "lq" 'q' 12 13;
    F32 f32 "f" 'f' 14 15;
    F64 f64 "d" 'd' 16 17;
}

/// The bytes of each item; nothing where they do not come out even.
fn items<const N: usize>(bytes: &[u8]) -> Option<impl Iterator<Item = [u8; N]>> {
    let (items, rest) = bytes.as_chunks::<N>();
    rest.is_empty().then(|| items.iter().copied())
}

impl ArrayValues {
    fn from_utf16(units: Vec<u16>) -> Option<ArrayValues> {
        String::from_utf16(&units).ok().map(ArrayValues::Unicode)
    }

    fn from_utf32(units: impl Iterator<Item = u32>) -> Option<ArrayValues> {
        units.map(char::from_u32).collect::<Option<String>>().map(ArrayValues::Unicode)
    }

    /// The same ints in the Rust type of this typecode: a `long` may have had half the bits on another machine.
    fn widened(self, typecode: char) -> ArrayValues {
        match (self, typecode) {
            (ArrayValues::I32(values), 'l') => ArrayValues::I64(values.into_iter().map(i64::from).collect()),
            (ArrayValues::U32(values), 'L') => ArrayValues::U64(values.into_iter().map(u64::from).collect()),
            (values, _) => values,
        }
    }
}

impl Array {
    /// An array of a typecode of Python's.
    ///
    /// # Errors
    ///
    /// When the typecode is not one of the values' type.
    pub fn new(typecode: char, values: ArrayValues) -> Result<Array> {
        if values.typecodes().contains(typecode) {
            return Ok(Array { typecode, values });
        }
        let reason = format!("the typecode '{}' is not one of {}", typecode.escape_debug(), values.type_name());
        Err(Error::out_of_range("Array", reason))
    }

    /// The typecode, such as `i`.
    pub fn typecode(&self) -> char {
        self.typecode
    }

    /// The items.
    pub fn values(&self) -> &ArrayValues {
        &self.values
    }

    /// The items.
    pub fn into_values(self) -> ArrayValues {
        self.values
    }

    fn from_bytes(typecode: char, machine_format: u8, bytes: &[u8]) -> Result<Array> {
        match ArrayValues::from_bytes(machine_format, bytes) {
            Some(values) => Array::new(typecode, values.widened(typecode)),
            None => {
                let reason = format!("{} bytes are no items of machine format {machine_format}", bytes.len());
                Err(Error::out_of_range("Array", reason))
            }
        }
    }
}

#[cold]
fn unknown_typecode(typecode: char) -> Error {
    let found = format!("'{}'", typecode.escape_debug());
    Error::mismatch("one of the typecodes b, B, u, w, h, H, i, I, l, L, q, Q, f and d", found)
}

impl Pickle for Array {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        if writer.protocol() < Protocol::V3 {
            return writer.reduce("array", "array", 2, |arguments| {
                arguments.item(&self.typecode)?;
                arguments.item_with(|writer| self.values.write_list(writer))
            });
        }
        writer.reduce("array", "_array_reconstructor", 4, |arguments| {
            arguments.item_with(|writer| writer.global("array", "array"))?;
            arguments.item(&self.typecode)?;
            arguments.item(&self.values.machine_format())?;
            arguments.item_with(|writer| writer.bytes(&self.values.to_bytes()))
        })
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Array {
    described!(Type::Standard(StandardClass::Array));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        if source.is_stream() {
            return source.in_graph(Array::unpickle);
        }
        let (graph, id) = source.position();
        let callable = graph.object_view(id).and_then(|view| graph.class_ref(view.class));
        match callable {
            Some(callable) if LISTED.is_named(callable.module, &callable.name) => read_listed(source),
            _ => read_packed(source),
        }
    }
}

fn read_listed(source: &mut Source<'_, '_>) -> Result<Array> {
    let offset = source.offset();
    let (mut typecode, mut values) = (None, None);
    let mut object = source.object(&LISTED)?;
    while let Some(part) = object.next_part()? {
        match (part, typecode) {
            (Part::Field(0), _) => typecode = Some(argument_of(&mut object, char::unpickle)?),
            (Part::Field(_), Some(code)) => {
                values = Some(argument_of(&mut object, |source| ArrayValues::read_list(code, source))?);
            }
            (Part::Unknown, _) => return Err(object.unknown()),
            _ => return Err(object.unexpected()),
        }
    }
    match (typecode, values) {
        (Some(typecode), Some(values)) => Array::new(typecode, values).map_err(|error| error.at_offset(offset)),
        (None, _) => Err(object.missing(0)),
        (_, None) => Err(object.missing(1)),
    }
}

/// Takes the class itself: one of its subclasses would come back as another type.
fn read_class(source: &mut Source<'_, '_>) -> Result<()> {
    let class = Global::unpickle(source)?;
    match LISTED.is_named(&class.module, &class.name) {
        true => Ok(()),
        false => Err(source.mismatch("array.array")),
    }
}

fn read_packed(source: &mut Source<'_, '_>) -> Result<Array> {
    let offset = source.offset();
    let (mut typecode, mut machine_format, mut bytes) = (None, None, None);
    let mut object = source.object(&PACKED)?;
    while let Some(part) = object.next_part()? {
        match part {
            Part::Field(0) => argument_of(&mut object, read_class)?,
            Part::Field(1) => typecode = Some(argument_of(&mut object, char::unpickle)?),
            Part::Field(2) => machine_format = Some(argument_of(&mut object, u8::unpickle)?),
            Part::Field(_) => bytes = Some(argument_of(&mut object, Source::bytes)?),
            Part::Unknown => return Err(object.unknown()),
            _ => return Err(object.unexpected()),
        }
    }
    match (typecode, machine_format, bytes) {
        (Some(typecode), Some(machine_format), Some(bytes)) => {
            Array::from_bytes(typecode, machine_format, &bytes).map_err(|error| error.at_offset(offset))
        }
        (None, ..) => Err(object.missing(1)),
        (_, None, _) => Err(object.missing(2)),
        _ => Err(object.missing(3)),
    }
}
