//! Rust tuples of 1 to 12 and `Tuple` of any length.

use super::sequences::all;
use crate::schema::described;
use crate::{Pickle, Result, Source, Tuple, Unpickle, Writer};

impl<T: Pickle> Pickle for Tuple<T> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut tuple = writer.tuple(self.len())?;
        for item in &self.0 {
            tuple.item(item)?;
        }
        tuple.end()
    }
}

impl<'de, T: Unpickle<'de>> Unpickle<'de> for Tuple<T> {
    described!(|describer| Type::VariadicTuple(describer.boxed::<T>()));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        source.in_graph(|source| all(&mut source.tuple()?)).map(Tuple)
    }
}

macro_rules! tuples {
    ($($length:literal $($type:ident $index:tt)*;)*) => {$(
        impl<$($type: Pickle),*> Pickle for ($($type,)*) {
            fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
                let mut tuple = writer.tuple($length)?;
                $(tuple.item(&self.$index)?;)*
                tuple.end()
            }
        }

        impl<'de, $($type: Unpickle<'de>),*> Unpickle<'de> for ($($type,)*) {
            described!(|describer| Type::Tuple(vec![$($type::describe(describer)),*]));

            fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
                let mut items = source.tuple_of($length)?;
                Ok(($(items.item::<$type>()?,)*))
            }
        }
    )*};
}

tuples! {
    1 A 0;
    2 A 0 B 1;
    3 A 0 B 1 C 2;
    4 A 0 B 1 C 2 D 3;
    5 A 0 B 1 C 2 D 3 E 4;
    6 A 0 B 1 C 2 D 3 E 4 F 5;
    7 A 0 B 1 C 2 D 3 E 4 F 5 G 6;
    8 A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7;
    9 A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8;
    10 A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9;
    11 A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10;
    12 A 0 B 1 C 2 D 3 E 4 F 5 G 6 H 7 I 8 J 9 K 10 L 11;
}
