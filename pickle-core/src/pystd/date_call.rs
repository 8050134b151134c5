//! The calls that make a `date`, `time` or `datetime`: with one packed `bytes`, as pickles have them, or with numbers.

use std::borrow::Cow;

use super::TzInfo;
use super::call::{call_arguments, tuple_arguments};
use crate::class::Class;
use crate::{Error, Kind, Result, Source, Unpickle};

/// The bit of the month or hour in packed bytes that says `fold=1`.
pub(super) const FOLD_BIT: u8 = 0x80;

/// What one of the classes is called with.
pub(super) struct DateCall<'de> {
    pub(super) numbers: Numbers<'de>,
    pub(super) tzinfo: Option<TzInfo>,
}

/// Year, month, day, hour, minute, second and microsecond, as far as the class has them.
pub(super) enum Numbers<'de> {
    /// Big-endian, in as few bytes as each takes.
    Packed(Cow<'de, [u8]>),
    Listed(Vec<i64>),
}

/// Takes a call of the class; errors of `make` are placed at its byte.
pub(super) fn read_call<'de, T>(
    source: &mut Source<'_, 'de>,
    class: &'static Class,
    make: impl FnOnce(DateCall<'de>) -> Result<T>,
) -> Result<T> {
    let offset = source.offset();
    if let Some(bytes) = source.called_with_bytes(class) {
        return make(DateCall { numbers: Numbers::Packed(bytes), tzinfo: None });
    }
    let arguments = call_arguments(source, class, Argument::read)?;
    made_of(arguments, class, make).map_err(|error| error.at_offset(offset))
}

/// Takes the tuple of the arguments of such a call, for a subclass.
pub(super) fn read_tuple<'de, T>(
    source: &mut Source<'_, 'de>,
    class: &'static Class,
    make: impl FnOnce(DateCall<'de>) -> Result<T>,
) -> Result<T> {
    let offset = source.offset();
    let arguments = tuple_arguments(source, class, Argument::read)?;
    made_of(arguments, class, make).map_err(|error| error.at_offset(offset))
}

fn made_of<'de, T>(
    arguments: Vec<Argument<'de>>,
    class: &Class,
    make: impl FnOnce(DateCall<'de>) -> Result<T>,
) -> Result<T> {
    match DateCall::from_arguments(arguments) {
        Some(call) => make(call),
        None => Err(Error::mismatch(format!("{class} made from packed bytes or numbers"), "other arguments")),
    }
}

/// As many packed bytes as a `target` has.
pub(super) fn packed_bytes<const N: usize>(target: &'static str, bytes: &[u8]) -> Result<[u8; N]> {
    let wrong_length = |_| Error::out_of_range(target, format!("expected {N} packed bytes, found {}", bytes.len()));
    <[u8; N]>::try_from(bytes).map_err(wrong_length)
}

impl<'de> DateCall<'de> {
    fn from_arguments(mut arguments: Vec<Argument<'de>>) -> Option<DateCall<'de>> {
        let tzinfo = match arguments.pop_if(|argument| matches!(argument, Argument::TzInfo(_))) {
            Some(Argument::TzInfo(tzinfo)) => tzinfo,
            _ => None,
        };
        let packed = arguments.pop_if(|argument| matches!(argument, Argument::Packed(_)));
        let numbers = match (packed, arguments) {
            (Some(Argument::Packed(bytes)), before) if before.is_empty() => Numbers::Packed(bytes),
            (None, numbers) => Numbers::Listed(numbers.into_iter().map(Argument::number).collect::<Option<_>>()?),
            _ => return None,
        };
        Some(DateCall { numbers, tzinfo })
    }
}

/// One argument of such a call.
enum Argument<'de> {
    Packed(Cow<'de, [u8]>),
    Number(i64),
    TzInfo(Option<TzInfo>),
}

impl<'de> Argument<'de> {
    fn number(self) -> Option<i64> {
        match self {
            Argument::Number(number) => Some(number),
            _ => None,
        }
    }

    fn read(source: &mut Source<'_, 'de>) -> Result<Argument<'de>> {
        Ok(match source.kind() {
            Kind::Int | Kind::Bool => Argument::Number(source.i64()?),
            Kind::Bytes | Kind::ByteString => Argument::Packed(source.bytes()?),
            // Python takes a str whose characters are bytes too: Python 2 pickles that went through other tools.
            Kind::Str => Argument::Packed(latin1_bytes(source)?.into()),
            _ => Argument::TzInfo(Option::unpickle(source)?),
        })
    }
}

/// Takes a `str` whose characters are bytes.
pub(super) fn latin1_bytes(source: &mut Source<'_, '_>) -> Result<Vec<u8>> {
    let text = source.str()?;
    crate::encoding::latin1_bytes(&text).map(Cow::into_owned).ok_or_else(|| source.mismatch("packed bytes"))
}
