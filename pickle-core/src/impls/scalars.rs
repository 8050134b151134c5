//! `()`, `Option`, bools, ints and floats.

use std::any::Any;

use crate::schema::described;
use crate::source::Run;
use crate::writer::Word;
use crate::{FieldsWriter, Int, Pickle, Result, Source, Unpickle, Writer};

/// `None`.
impl Pickle for () {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.none()
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for () {
    described!(Type::None);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.none()
    }
}

/// The value itself, or `None`.
impl<T: Pickle> Pickle for Option<T> {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        match self {
            Some(value) => writer.value(value),
            None => writer.none(),
        }
    }

    #[inline]
    fn pickle_field(&self, index: usize, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
        match self {
            Some(value) => value.pickle_field(index, fields),
            None if fields.write_word(index, Word::NONE) => Ok(()),
            None => fields.uncommon(index, self),
        }
    }
}

impl<'de, T: Unpickle<'de>> Unpickle<'de> for Option<T> {
    described!(|describer| T::describe(describer).or_none());

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        if source.take_none()? {
            return Ok(None);
        }
        T::unpickle(source).map(Some)
    }
}

impl Pickle for bool {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.bool(*self)
    }

    #[inline]
    fn pickle_field(&self, index: usize, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
        match fields.write_word(index, Word::of_bool(*self)) {
            true => Ok(()),
            false => fields.uncommon(index, self),
        }
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for bool {
    described!(Type::Bool);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.bool()
    }
}

impl Pickle for f64 {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.float(*self)
    }

    #[inline]
    fn pickle_field(&self, index: usize, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
        match fields.write_float(index, *self) {
            true => Ok(()),
            false => fields.uncommon(index, self),
        }
    }

    fn pickle_items(items: &[Self], first: usize, writer: &mut Writer<'_>) -> Result<()> {
        writer.scalars(items, first, Writer::float)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for f64 {
    described!(Type::Float);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.float()
    }

    fn unpickle_run(run: Run<'_, '_, 'de>, list: &mut Vec<Self>) {
        run.floats(list, |value| value);
    }
}

impl Pickle for f32 {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.float(f64::from(*self))
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

/// Rounds to the nearest `f32`, as a Python float is always an `f64`.
impl<'de> Unpickle<'de> for f32 {
    described!(Type::Float);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        Ok(source.float()? as f32)
    }

    fn unpickle_run(run: Run<'_, '_, 'de>, list: &mut Vec<Self>) {
        run.floats(list, |value| value as f32);
    }
}

impl Pickle for Int {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.big_int(self)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Int {
    described!(Type::Int);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.int()
    }
}

/// Ints that every `i64` value holds.
macro_rules! small_ints {
    ($($type:ident)*) => {$(
        impl Pickle for $type {
            #[inline]
            fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
                writer.int(i64::from(*self))
            }

            #[inline]
            fn pickle_field(&self, index: usize, fields: &mut FieldsWriter<'_, '_>) -> Result<()> {
                match fields.write_int(index, i64::from(*self)) {
                    true => Ok(()),
                    false => fields.uncommon(index, self),
                }
            }

            fn pickle_items(items: &[Self], first: usize, writer: &mut Writer<'_>) -> Result<()> {
                writer.scalars(items, first, |writer, item| writer.int(i64::from(item)))
            }

            fn as_any(&self) -> Option<&dyn Any> {
                Some(self)
            }
        }

        impl<'de> Unpickle<'de> for $type {
            described!(Type::Int);

            #[inline]
            fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
                let value = source.i64()?;
                $type::try_from(value).map_err(|_| source.out_of_range(stringify!($type), value.to_string()))
            }

            fn unpickle_run(run: Run<'_, '_, 'de>, list: &mut Vec<Self>) {
                run.ints(list, |value| $type::try_from(value).ok());
            }
        }
    )*};
}

small_ints!(i8 i16 i32 i64 u16 u32);

impl Pickle for u8 {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.int(i64::from(*self))
    }

    fn pickle_slice(items: &[Self], writer: &mut Writer<'_>) -> Result<()> {
        writer.bytes(items)
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for u8 {
    described!(Type::Int);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let value = source.i64()?;
        u8::try_from(value).map_err(|_| source.out_of_range("u8", value.to_string()))
    }

    fn unpickle_run(run: Run<'_, '_, 'de>, list: &mut Vec<Self>) {
        run.ints(list, |value| u8::try_from(value).ok());
    }
}

/// Ints that may be outside `i64`.
macro_rules! large_ints {
    ($($type:ident)*) => {$(
        impl Pickle for $type {
            #[inline]
            fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
                match i64::try_from(*self) {
                    Ok(small) => writer.int(small),
                    Err(_) => writer.big_int(&Int::from(*self)),
                }
            }

            fn as_any(&self) -> Option<&dyn Any> {
                Some(self)
            }
        }

        impl<'de> Unpickle<'de> for $type {
            described!(Type::Int);

            #[inline]
            fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
                let value = source.int()?;
                $type::try_from(&value).map_err(|_| source.int_out_of_range(stringify!($type), &value))
            }

            fn unpickle_run(run: Run<'_, '_, 'de>, list: &mut Vec<Self>) {
                run.ints(list, |value| $type::try_from(value).ok());
            }
        }
    )*};
}

large_ints!(u64 i128 u128 isize usize);

/// A `str` of one character.
impl Pickle for char {
    #[inline]
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.str(self.encode_utf8(&mut [0; 4]))
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for char {
    described!(Type::Str);

    #[inline]
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        let text = source.str()?;
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(character),
            _ => Err(source.out_of_range("char", format!("a str of {} characters", text.chars().count()))),
        }
    }
}
