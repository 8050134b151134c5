//! What the derive makes of its input, as formatted Rust.

use syn::{DeriveInput, parse_quote};

use crate::expand;

fn expanded(input: &DeriveInput) -> String {
    let file = syn::parse2(expand(input)).expect("the expansion is a list of items");
    prettyplease::unparse(&file)
}

macro_rules! expansion {
    ($($name:ident: { $($input:tt)* })*) => {$(
        #[test]
        fn $name() {
            let input: DeriveInput = parse_quote! { $($input)* };
            insta::assert_snapshot!(expanded(&input));
        }
    )*};
}

expansion! {
    dict: {
        #[pickle(module = "shop.models")]
        struct Customer {
            id: i64,
            name: String,
        }
    }

    dict_with_everything: {
        #[pickle(
            module = "shop.models",
            name = "Order.Line",
            alias("old.models.Line", "old:Order.Line"),
            accept("list"),
            newargs(id),
            newargs_ex(kind),
            crate = ::toolkit::pickle_core
        )]
        struct Line<'a, T: Copy, const N: usize = 3> {
            #[pickle(arg)]
            id: i64,
            #[pickle(rename = "type", alias = "kind", alias = "sort")]
            kind: &'a str,
            #[pickle(default)]
            count: u32,
            #[pickle(default = "none")]
            note: String,
            #[pickle(default = -1)]
            delta: i64,
            #[pickle(with = self::minutes)]
            at: u32,
            prices: [T; N],
            #[pickle(skip)]
            cache: Option<T>,
            #[pickle(rest)]
            extra: ::pickle_core::Attributes,
        }
    }

    slots: {
        #[pickle(module = "shop", layout = "slots", unknown = "ignore", default)]
        struct Point {
            x: f64,
            y: f64,
            #[pickle(skip)]
            length: f64,
        }
    }

    dict_slots: {
        #[pickle(module = "shop", layout = "dict_slots")]
        struct Point {
            x: f64,
            #[pickle(slot)]
            r#type: String,
        }
    }

    list: {
        #[pickle(module = "shop", layout = "list")]
        struct Point { x: f64, y: f64 }
    }

    args_of_a_tuple_struct: {
        #[pickle(module = "shop", layout = "args")]
        struct Point(f64, f64);
    }

    call: {
        #[pickle(module = "shop", layout = "call")]
        struct Point { x: f64 }
    }

    reduce: {
        #[pickle(module = "shop", reduce = "shop.rebuild", args(b), state(a))]
        struct Point { a: i64, b: i64 }
    }

    reduce_to_new: {
        #[pickle(module = "shop", layout = "slots", reduce = "copyreg.__newobj__", newargs(a))]
        struct Point { #[pickle(arg)] a: i64, b: i64 }
    }

    items: {
        #[pickle(module = "shop")]
        struct Basket<T> {
            #[pickle(items)]
            goods: Vec<T>,
            owner: String,
            #[pickle(rest)]
            extra: ::pickle_core::Attributes,
        }
    }

    reduce_with_everything: {
        #[pickle(module = "shop", reduce = "shop.rebuild", args(b), state(a), state_setter = "shop.restore")]
        struct Everything {
            a: i64,
            b: i64,
            #[pickle(items)]
            items: Vec<i64>,
            #[pickle(entries)]
            entries: ::std::collections::HashMap<String, i64>,
        }
    }

    exception: {
        #[pickle(module = "shop", layout = "call")]
        struct OutOfStock {
            #[pickle(args)]
            args: (String, i64),
            code: ::pickle_core::Maybe<i64>,
            #[pickle(rest)]
            extra: ::pickle_core::Attributes,
        }
    }

    values: {
        #[pickle(module = "shop")]
        struct Wave {
            #[pickle(value = "complex")]
            value: ::pickle_core::pystd::Complex,
            unit: String,
        }
    }

    args_with_state: {
        #[pickle(module = "shop", layout = "args")]
        struct Spot {
            x: i64,
            #[pickle(state)]
            unit: String,
        }
    }

    mapping: {
        #[pickle(layout = "mapping")]
        struct Movie { title: String, year: ::pickle_core::Maybe<i64> }
    }

    pydantic: {
        #[pickle(module = "shop", layout = "pydantic2", accept("pydantic1"))]
        struct Model {
            x: i64,
            #[pickle(private, rename = "_p")]
            p: ::pickle_core::Maybe<i64>,
            #[pickle(fields_set)]
            fields_set: ::pickle_core::IndexSet<String>,
            #[pickle(extra)]
            extra: Option<::pickle_core::Attributes>,
        }
    }

    global: {
        #[pickle(module = "shop", name = "NOWHERE", layout = "global")]
        struct Nowhere;
    }

    getstate: {
        #[pickle(module = "shop", getstate = Point::state, setstate = Point::of_state)]
        struct Point { x: f64 }
    }

    unit_struct: {
        #[pickle(module = "shop")]
        struct Nothing;
    }

    enumeration: {
        #[pickle(module = "shop", name = "Palette.Color")]
        enum Color {
            #[pickle(value = 1, alias("CRIMSON"))]
            RED,
            #[pickle(name = "GREEN", value = (-1.5, "a", b"b", true))]
            Green,
        }
    }

    flatten: {
        #[pickle(module = "shop", layout = "dict_slots", newargs(id))]
        struct Order<'a, T> {
            id: i64,
            #[pickle(flatten)]
            base: Base<'a>,
            price: T,
            #[pickle(flatten)]
            history: History,
            #[pickle(rest)]
            extra: ::pickle_core::Attributes,
        }
    }

    remote: {
        #[pickle(module = "shop", layout = "args", remote = geometry::Point<'a, T>)]
        pub(crate) struct Point<'a, T: Copy> {
            x: T,
            #[pickle(with = self::label)]
            label: &'a str,
        }
    }

    remote_with_getter: {
        #[pickle(module = "shop", remote = geometry::Point)]
        struct Point {
            #[pickle(getter = geometry::Point::x)]
            x: f64,
            y: f64,
        }
    }

    conversions: {
        #[pickle(try_from = Vec<T>, into = (T, T))]
        enum Pair<T> {
            Equal(T),
            Other(T, T),
        }
    }

    conversion_one_way: {
        #[pickle(from = &'a str)]
        struct Name<'a>(&'a str);
    }

    bound: {
        #[pickle(module = "shop", bound(pickle(T: AsRef<str>), unpickle(T: From<&'de str>)))]
        struct Label<T: Clone> {
            #[pickle(with = self::text)]
            text: T,
        }
    }

    bound_of_nothing: {
        #[pickle(module = "shop", bound())]
        struct Marked<T> {
            #[pickle(skip)]
            marker: ::std::marker::PhantomData<T>,
        }
    }

    enumeration_with_everything: {
        #[pickle(module = "shop", by = "name")]
        enum Odd {
            #[pickle(value = None)]
            Nothing,
            #[pickle(value = [1, dict(("k", date(2020, 2, 29)))])]
            Listed,
            WithoutValue,
            #[pickle(other)]
            Other(::pickle_core::Any),
        }
    }

    union: {
        #[pickle(union)]
        enum NumberOrText<'a, T> {
            Number(T),
            Text(&'a str),
            #[pickle(other)]
            Other(::pickle_core::Any),
        }
    }

    union_without_other: {
        #[pickle(union, crate = ::toolkit::pickle_core)]
        enum NumberOrText {
            Number(i64),
            Text(String),
        }
    }

    literal: {
        #[pickle(literal)]
        enum Status {
            #[pickle(value = "open")]
            Open,
            #[pickle(value = 1)]
            One,
        }
    }

    literal_with_other: {
        #[pickle(literal)]
        enum Status {
            #[pickle(value = "open")]
            Open,
            #[pickle(other)]
            Other(String),
        }
    }

    flag: {
        #[pickle(module = "files", flag(READ = 4, r#type = -1))]
        pub struct Permission(i64);
    }

    subclasses: {
        #[pickle(module = "shop", subclasses("shop.Stock", "shop:Bond.Zero"))]
        struct Contract { strike: f64 }
    }

    mistake: {
        #[pickle(module = 5)]
        struct Point<'a, T> { #[pickle(skip, slot)] x: &'a T }
    }

    mistake_in_an_enum: {
        #[pickle(module = "shop")]
        enum Color { Red }
    }
}
