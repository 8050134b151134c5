//! The policy on globals.

use pickle_core::{
    Any, ErrorKind, ExtensionRegistry, Global, Globals, Graph, Pickle, Pickler, Protocol, Result, Unpickler, Writer,
};

use crate::{Order, python};

fn read<'de>(globals: Globals, bytes: &'de [u8]) -> Result<Graph<'de>> {
    Unpickler::new().find_class(globals).graph(bytes)
}

/// Where the pickle is refused, and for which global.
#[track_caller]
fn refused(globals: Globals, bytes: &[u8], expected: &str, offset: u64) {
    let error = read(globals, bytes).unwrap_err();
    let ErrorKind::GlobalForbidden { module, name } = error.kind() else { panic!("{error}") };
    assert_eq!((format!("{module}.{name}").as_str(), error.offset()), (expected, Some(offset)));
    assert!(!error.kind().is_pickling());
}

#[test]
fn every_opcode_that_names_a_global_is_checked() {
    let shop = || Globals::deny_all().allow_module("shop");
    refused(shop(), b"(lcos\nsystem\na.", "os.system", 2);
    refused(shop(), b"\x80\x04\x8c\x02os\x8c\x06system\x93.", "os.system", 14);
    refused(shop(), b"(ios\nsystem\n.", "os.system", 1);
    refused(shop(), b"(cos\nsystem\no.", "os.system", 1);
    // In a value that is thrown away.
    refused(shop(), b"cos\nsystem\n0N.", "os.system", 0);
    for bytes in [b"(lcshop\nOrder\na.".as_slice(), b"(ishop\nOrder\n.", b"(cshop\nOrder\no."] {
        assert!(read(shop(), bytes).is_ok());
    }
}

#[test]
fn codes_of_the_extension_registry_are_checked_by_name() {
    let mut registry = ExtensionRegistry::new();
    registry.add("os", "system", 7).unwrap();
    let unpickler = Unpickler::new().extensions(registry);
    for bytes in [b"\x80\x02\x82\x07.".as_slice(), b"\x80\x02\x83\x07\0.", b"\x80\x02\x84\x07\0\0\0."] {
        assert!(unpickler.graph(bytes).is_ok());
        let error = unpickler.clone().find_class(Globals::deny_all()).graph(bytes).unwrap_err();
        assert_eq!(error.to_string(), "the global os.system is forbidden by Unpickler::find_class (at byte 2)");
    }
    let error = unpickler.find_class(Globals::deny_all()).graph(b"\x80\x02\x82\x08.").unwrap_err();
    let expected = "invalid argument of EXT1: the extension code is not registered, so that Unpickler::find_class cannot \
                    look at its name (at byte 2)";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn names_are_python_3s() {
    let range = || Globals::deny_all().allow("builtins", "range");
    assert!(read(range(), b"c__builtin__\nxrange\n.").is_ok());
    refused(range(), b"\x80\x04\x8c\x0b__builtin__\x8c\x06xrange\x93.", "__builtin__.xrange", 23);
    let as_python_2 = Unpickler::new().fix_imports(false).find_class(range());
    assert!(as_python_2.graph(b"c__builtin__\nxrange\n.").is_err());
}

#[test]
fn a_class_that_type_gives_is_asked_for_as_type() {
    let named = || Globals::deny_all().allow_module("types");
    refused(named(), b"cbuiltins\ntype\n(NtR.", "builtins.type", 0);
    let called = || Globals::deny_all().allow("builtins", "type");
    refused(called(), b"cbuiltins\ntype\n(cbuiltins\nEllipsis\ntR.", "builtins.Ellipsis", 16);
    let class: Global<'_> = Unpickler::new().find_class(called()).loads(b"cbuiltins\ntype\n(NtR.").unwrap();
    assert_eq!(class, Global::new("types", "NoneType"));
}

#[test]
fn what_getattr_reaches_is_a_global_too() {
    let inner = || Globals::deny_all().allow("shop", "Outer.Inner").allow("shop", "Outer").allow("builtins", "getattr");
    let reach = |name: &str| format!("cbuiltins\ngetattr\n(cshop\nOuter\nV{name}\ntR.").into_bytes();
    assert!(read(inner(), &reach("Inner")).is_ok());
    refused(inner(), &reach("__init__"), "shop.Outer.__init__", 42);
    // A dotted name is the same at protocol 4.
    assert!(read(inner(), b"\x80\x04\x8c\x04shop\x8c\x0bOuter.Inner\x93.").is_ok());
    refused(inner(), b"\x80\x04\x8c\x04shop\x8c\x0eOuter.__init__\x93.", "shop.Outer.__init__", 24);
    // A whole module does not open what its members reach.
    let module = || Globals::deny_all().allow_module("shop").allow("builtins", "getattr");
    refused(module(), &reach("Inner"), "shop.Outer.Inner", 39);
    // `getattr` itself has to be allowed.
    refused(Globals::deny_all().allow_module("shop"), &reach("Inner"), "builtins.getattr", 0);
}

#[test]
fn getattr_reaches_nothing_from_what_has_no_name() {
    let globals =
        || Globals::deny_all().allow("shop", "Order").allow("builtins", "getattr").allow("functools", "partial");
    // `getattr(Order(), '__class__')`
    let error = read(globals(), b"cbuiltins\ngetattr\n(cshop\nOrder\n)RV__class__\ntR.").unwrap_err().to_string();
    assert!(error.contains("getattr reaches what Unpickler::find_class cannot name"), "{error}");
    // `partial(getattr, Order, '__init__')()`
    let by_partial = b"cfunctools\npartial\n(cbuiltins\ngetattr\ncshop\nOrder\nV__init__\ntR)R.";
    let error = read(globals(), by_partial).unwrap_err().to_string();
    assert!(error.starts_with("the global builtins.getattr is forbidden"), "{error}");
    // `getattr` by `OBJ`, which calls it as `REDUCE` does.
    let by_obj = b"(cbuiltins\ngetattr\ncshop\nOrder\nV__init__\no.";
    assert!(read(globals(), by_obj).is_err());
    let by_inst = b"(cshop\nOrder\nV__init__\nibuiltins\ngetattr\n.";
    assert!(read(globals(), by_inst).is_err());
}

/// Names of more than 32 parts have no name here.
#[test]
fn getattr_does_not_reach_without_end() {
    let chain = |length: usize| {
        let open = b"cbuiltins\ngetattr\n(".repeat(length);
        [open.as_slice(), b"cshop\nOuter\n", &b"Va\ntR".repeat(length), b"."].concat()
    };
    let all = || Globals::from_fn(|_, _| true);
    assert!(read(all(), &chain(31)).is_ok());
    assert!(read(all(), &chain(32)).is_err());
    assert!(read(Globals::allow_all(), &chain(1_000)).is_ok());
}

#[test]
fn a_policy_on_a_typed_load_comes_before_the_type() {
    let bytes = Pickler::new().dumps(&Order { id: 3 }).unwrap();
    let denied = Unpickler::new().find_class(Globals::deny_all()).loads::<Order>(&bytes).unwrap_err();
    assert!(matches!(denied.kind(), ErrorKind::GlobalForbidden { .. }));
    let allowed = Unpickler::new().find_class(Globals::deny_all().allow_type::<Order>());
    assert_eq!(allowed.loads::<Order>(&bytes).unwrap(), Order { id: 3 });
    assert!(allowed.loads::<Any>(&bytes).is_ok());
}

/// Every layout is let through at every protocol, with nothing allowed but its type.
#[test]
fn allow_type_allows_what_the_writer_needs() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Outer.Slots", layout = "slots")]
    struct Slots {
        x: i64,
    }
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "args")]
    struct Named(i64, i64);
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "call")]
    struct Called {
        x: i64,
    }
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", reduce = "shop.Outer.rebuild", args(x))]
    struct Rebuilt {
        x: i64,
    }
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Outer.Keywords", newargs(x), newargs_ex(y))]
    struct Keywords {
        x: i64,
        y: i64,
    }
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Outer.Frozen", layout = "list")]
    struct Frozen {
        x: i64,
    }
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Outer.Attrs", layout = "attrs")]
    struct Attrs {
        x: i64,
    }
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", layout = "msgspec_kw_only")]
    struct Keyword {
        x: i64,
    }
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Meters(#[pickle(value = "int")] i64);
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    struct Goods(#[pickle(items)] Vec<i64>);
    fn check<
        T: Pickle + pickle_core::PickleClass + for<'de> pickle_core::Unpickle<'de> + PartialEq + std::fmt::Debug,
    >(
        value: &T,
    ) {
        for protocol in Protocol::ALL {
            let Ok(bytes) = Pickler::new().protocol(protocol).dumps(value) else { continue };
            let unpickler = Unpickler::new().find_class(Globals::deny_all().allow_type::<T>());
            let loaded: T = unpickler.loads(&bytes).unwrap_or_else(|error| panic!("{protocol} {value:?}: {error}"));
            assert_eq!(loaded, *value);
        }
    }
    check(&Slots { x: 1 });
    check(&Named(1, 2));
    check(&Called { x: 1 });
    check(&Rebuilt { x: 1 });
    check(&Keywords { x: 1, y: 2 });
    check(&Frozen { x: 1 });
    check(&Attrs { x: 1 });
    check(&Keyword { x: 1 });
    check(&Meters(1));
    check(&Goods(vec![1]));
    check(&Order { id: 1 });
}

#[test]
fn allow_type_allows_what_python_needs() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Outer.Inner")]
    struct Inner {
        id: i64,
    }
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Outer.Keywords", newargs(x), newargs_ex(y))]
    struct Keywords {
        #[pickle(arg)]
        x: i64,
        #[pickle(arg)]
        y: i64,
    }
    let inner = Unpickler::new().find_class(Globals::deny_all().allow_type::<Inner>());
    let keywords = Unpickler::new().find_class(Globals::deny_all().allow_type::<Keywords>());
    for (python, pickles) in python::written() {
        for pickled in pickles {
            let place = format!("{} {} {}", python, pickled.name, pickled.protocol);
            match &*pickled.name {
                "class in a class" => {
                    let loaded: Inner = inner.loads(&pickled.bytes).unwrap_or_else(|error| panic!("{place}: {error}"));
                    assert_eq!(loaded, Inner { id: 3 });
                    assert!(Unpickler::new().find_class(Globals::deny_all()).graph(&pickled.bytes).is_err());
                }
                "keywords" => {
                    let loaded: Keywords =
                        keywords.loads(&pickled.bytes).unwrap_or_else(|error| panic!("{place}: {error}"));
                    assert_eq!(loaded, Keywords { x: 1, y: 2 });
                }
                _ => {}
            }
        }
    }
}

#[test]
fn data_of_old_protocols_is_asked_for_as_globals() {
    struct Data;
    impl Pickle for Data {
        fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
            let mut tuple = writer.tuple(5)?;
            tuple.item_with(|writer| writer.bytes(b"\xff"))?;
            tuple.item_with(|writer| writer.bytes(b""))?;
            tuple.item_with(|writer| writer.byte_array(b"\xff"))?;
            tuple.item_with(|writer| writer.set(0)?.end())?;
            tuple.item_with(|writer| writer.frozen_set(0)?.end())?;
            tuple.end()
        }
    }
    for protocol in Protocol::ALL {
        let bytes = Pickler::new().protocol(protocol).dumps(&Data).unwrap();
        assert_eq!(read(Globals::deny_all(), &bytes).is_ok(), protocol >= Protocol::V5);
        assert!(read(Globals::deny_all().allow_data(), &bytes).is_ok());
    }
}

#[test]
fn a_function_is_asked_once_for_each_name() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let globals = Globals::from_fn(|_, _| {
        ASKED.fetch_add(1, Ordering::Relaxed);
        true
    });
    assert!(read(globals, b"(cshop\nOrder\ncshop\nOrder\ncshop\nItem\nt.").is_ok());
    assert_eq!(ASKED.load(Ordering::Relaxed), 2);
}

#[test]
fn more_can_be_allowed_on_top_of_a_function() {
    let globals = Globals::from_fn(|module, _| module == "shop").allow("datetime", "date");
    assert!(globals.allows("shop", "Order") && globals.allows("datetime", "date"));
    assert!(!globals.allows("datetime", "time"));
    assert!(Globals::allow_all().allow("shop", "Order").allows("os", "system"));
}

#[test]
fn long_names_are_shortened() {
    let bytes = format!("c{}\nx\n.", "m".repeat(100_000)).into_bytes();
    assert!(read(Globals::deny_all(), &bytes).unwrap_err().to_string().len() < 200);
}

#[test]
fn a_policy_holds_for_what_a_later_pickle_of_a_stream_does_with_an_earlier_one() {
    // The first pickle makes a list and names getattr, the second appends getattr to that list, for someone to call.
    let pickles = b"\x80\x02]q\0.\x80\x02h\0c__builtin__\ngetattr\nq\x01a.";
    let allowed = Globals::deny_all().allow("builtins", "getattr");
    let mut stream = Unpickler::new().find_class(allowed).slice_stream(pickles);
    stream.load::<Any>().unwrap();
    let error = stream.load::<Any>().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::GlobalForbidden { .. }), "{error}");
}
