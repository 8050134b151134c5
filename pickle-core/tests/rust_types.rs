//! Rust's own types load what CPython wrote for them, at every protocol, and what they dump loads again.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fmt::Debug;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::rc::Rc;
use std::sync::Arc;

use pickle_core::{
    Any, Attributes, ByteArray, Bytes, FrozenSet, Global, Graph, IndexMap, IndexSet, Int, Pickle, Pickler, Protocol,
    Tuple, Unpickle, loads,
};

/// The pickles of one value of `data/make_typed_values.py`, one a protocol.
fn pickles(name: &str) -> Vec<(Protocol, Vec<u8>)> {
    include_str!("data/typed-values.txt")
        .lines()
        .filter_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.split_once(' '))
        .map(|(protocol, hex)| (Protocol::ALL[protocol.parse::<usize>().unwrap()], from_hex(hex)))
        .collect()
}

fn from_hex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// CPython's pickles of the value load as `expected`, and the dump of that loads again and is no longer than CPython's.
#[track_caller]
fn check<T>(name: &str, expected: T)
where
    T: for<'de> Unpickle<'de> + Pickle + PartialEq + Debug,
{
    let pickles = pickles(name);
    assert_eq!(pickles.len(), 6, "{name}");
    for (protocol, pickle) in pickles {
        assert_eq!(loads::<T>(&pickle).unwrap(), expected, "{name} at protocol {protocol}");
        let dumped = Pickler::new().protocol(protocol).dumps(&expected).unwrap();
        assert_eq!(loads::<T>(&dumped).unwrap(), expected, "{name} dumped at protocol {protocol}");
        assert!(
            dumped.len() <= pickle.len(),
            "{name} at protocol {protocol}: {dumped:02x?} is longer than {pickle:02x?}"
        );
    }
}

/// Loading the value as a `T` fails with this message, at the end of the default protocol's.
#[track_caller]
fn check_error<T: for<'de> Unpickle<'de> + Debug>(name: &str, message: &str) {
    let (_, pickle) = pickles(name).swap_remove(4);
    assert_eq!(loads::<T>(&pickle).unwrap_err().to_string(), message);
}

#[test]
fn classes_without_a_name_of_their_own() {
    check("none_class", Global::new("types", "NoneType"));
    check("ellipsis_class", Global::new("types", "EllipsisType"));
    check("not_implemented_class", Global::new("types", "NotImplementedType"));
    check("none_class_twice", vec![Global::new("types", "NoneType"), Global::new("types", "NoneType")]);
    assert!(loads::<Global<'_>>(b"cbuiltins\ntype\n(I1\ntR.").is_err());
}

/// They are written as CPython does: one object for each, by the call that makes it.
#[test]
fn classes_without_a_name_of_their_own_exactly() {
    for name in ["none_class_twice", "ellipsis_class"] {
        for (protocol, pickle) in pickles(name) {
            let dump_exactly = |value: &dyn Pickle| Pickler::new().protocol(protocol).exact(true).dumps(value).unwrap();
            let dumped = match loads::<Vec<Global<'_>>>(&pickle) {
                Ok(classes) => dump_exactly(&classes),
                Err(_) => dump_exactly(&loads::<Global<'_>>(&pickle).unwrap()),
            };
            assert_eq!(dumped, pickle, "{name} at protocol {protocol}");
        }
    }
}

#[test]
fn none_and_options() {
    check("none", ());
    check("none", None::<i64>);
    check("zero", Some(0));
    check("true", Some(true));
}

#[test]
fn ints_of_every_width() {
    check("byte", 255_u8);
    check("negative", -1_i8);
    check("i32_min", i32::MIN);
    check("u32_max", u32::MAX);
    check("i64_min", i64::MIN);
    check("i64_max", i64::MAX);
    check("u64_max", u64::MAX);
    check("i128_min", i128::MIN);
    check("u128_max", u128::MAX);
    check("byte", 255_usize);
    check("u64_max", Int::from(u64::MAX));
    check("power_200", "1606938044258990275541962092341162602522202993782792835301376".parse::<Int>().unwrap());
}

#[test]
fn ints_out_of_range_say_which_type_and_value() {
    check_error::<i8>("byte", "value out of range for i8: 255 (at byte 2)");
    check_error::<u64>("negative", "value out of range for u64: -1 (at byte 11)");
    check_error::<i64>(
        "u64_max",
        "value out of range for i64: 18446744073709551615; i128, u128 or pickle_core::Int hold more (at byte 11)",
    );
}

#[test]
fn floats() {
    check("float", -1.5);
    check("float", -1.5_f32);
    check("infinity", f64::INFINITY);
}

#[test]
fn a_float_may_be_an_int_in_python() {
    for (_, pickle) in pickles("float_int") {
        assert_eq!(loads::<f64>(&pickle).unwrap(), 3.0);
    }
    check_error::<f64>("text", "expected float, found str (at byte 11)");
}

#[test]
fn text() {
    check("text", "h\u{e9}llo \u{1f600}\n\\".to_owned());
    check("empty_text", String::new());
    check("character", '\u{20ac}');
    check("text", Box::<str>::from("h\u{e9}llo \u{1f600}\n\\"));
}

#[test]
fn text_and_bytes_borrow_from_the_input() {
    let (_, pickle) = pickles("character").swap_remove(4);
    assert_eq!(loads::<&str>(&pickle).unwrap(), "\u{20ac}");
    assert!(matches!(loads::<Cow<'_, str>>(&pickle).unwrap(), Cow::Borrowed("\u{20ac}")));
    let (_, pickle) = pickles("bytes").swap_remove(4);
    assert_eq!(loads::<&[u8]>(&pickle).unwrap(), b"\x00\xff");
    assert!(matches!(loads::<Cow<'_, [u8]>>(&pickle).unwrap(), Cow::Borrowed(_)));
}

#[test]
fn what_the_input_does_not_hold_verbatim_cannot_be_borrowed() {
    let (_, pickle) = pickles("text").swap_remove(0);
    let error = loads::<&str>(&pickle).unwrap_err().to_string();
    let expected = "expected a str that the pickle holds verbatim, to borrow it, found one that is escaped or converted; \
                    String or Cow<str> can hold it";
    assert_eq!(error, format!("{expected} (at byte 0)"));
    assert!(matches!(loads::<Cow<'_, str>>(&pickle).unwrap(), Cow::Owned(_)));
}

#[test]
fn bytes() {
    check("bytes", Bytes::from(b"\x00\xff"));
    check("empty_bytes", Bytes::default());
    check("bytearray", ByteArray(b"ab".to_vec()));
    check_error::<Vec<u8>>("bytes", "expected list, found bytes (at byte 11)");
}

#[test]
fn a_slice_of_bytes_dumps_as_it_loads() {
    let pickle = pickle_core::dumps(&b"\x00\xff"[..]).unwrap();
    assert_eq!(loads::<&[u8]>(&pickle).unwrap(), b"\x00\xff");
    let pickle = pickle_core::dumps(&vec![0_u8, 255]).unwrap();
    assert_eq!(loads::<Vec<u8>>(&pickle).unwrap(), [0, 255]);
}

#[test]
fn sequences() {
    check("list", vec![1, 2, 3]);
    check("list", [1, 2, 3]);
    check("list", VecDeque::from([1, 2, 3]));
    check("empty_list", Vec::<String>::new());
    check("nested_list", vec![vec![1], vec![], vec![2, 3]]);
    check("long_list", (0..1001).collect::<Vec<i64>>());
    check_error::<[i64; 2]>("list", "expected list of 2, found list of 3 (at byte 11)");
    check_error::<Vec<i64>>("tuple_2", "expected list, found tuple (at byte 17)");
}

#[test]
fn tuples() {
    check("tuple_1", (1,));
    check("tuple_2", (1, "a".to_owned()));
    check("tuple_5", (1, 'a', (), 2.5, true));
    check("tuple_1", Tuple(vec![1]));
    check("empty_tuple", Tuple::<i64>(vec![]));
    check_error::<(i64, i64)>("tuple_2", "[1]: expected int, found str (at byte 13)");
    check_error::<(i64,)>("tuple_2", "expected tuple of 1, found tuple of 2 (at byte 17)");
}

#[test]
fn maps() {
    let entries = || [("b".to_owned(), 1), ("a".to_owned(), 2)];
    check("dict", IndexMap::from(entries()));
    check("dict", HashMap::from(entries()));
    check("dict", BTreeMap::from(entries()));
    check("empty_dict", HashMap::<i64, i64>::new());
    check("int_keys", BTreeMap::from([(1, 'x'), (-1, 'y')]));
    check_error::<HashMap<String, String>>("dict", "['b']: expected str, found int (at byte 18)");
}

#[test]
fn a_dict_keeps_its_order() {
    for (_, pickle) in pickles("dict") {
        let dict: IndexMap<String, i64> = loads(&pickle).unwrap();
        assert!(dict.keys().eq(["b", "a"]));
    }
}

#[test]
fn sets() {
    check("set", HashSet::from([7]));
    check("set", BTreeSet::from([7]));
    check("set", IndexSet::from([7]));
    check("frozenset", FrozenSet::from_iter([7]));
}

#[test]
fn pointers_keep_identity_both_ways() {
    for (protocol, pickle) in pickles("shared_list") {
        let lists: Vec<Rc<Vec<String>>> = loads(&pickle).unwrap();
        assert!(Rc::ptr_eq(&lists[0], &lists[1]), "{protocol}");
        let dumped = Pickler::new().protocol(protocol).dumps(&lists).unwrap();
        let again: Vec<Arc<Vec<String>>> = loads(&dumped).unwrap();
        assert!(Arc::ptr_eq(&again[0], &again[1]), "{protocol}");
        let graph = Graph::loads(&dumped).unwrap();
        assert_eq!(graph.load::<Vec<Vec<String>>>().unwrap(), [["x"], ["x"]]);
    }
}

#[test]
fn pointers_to_text() {
    check("text", Rc::<str>::from("h\u{e9}llo \u{1f600}\n\\"));
    check("text", Arc::<str>::from("h\u{e9}llo \u{1f600}\n\\"));
    check("list", Box::new(vec![1, 2, 3]));
}

#[test]
fn any_holds_every_value() {
    for line in include_str!("data/typed-values.txt").lines() {
        let pickle = from_hex(line.rsplit(' ').next().unwrap());
        let any: Any = loads(&pickle).unwrap();
        assert_eq!(loads::<Any>(&pickle_core::dumps(&any).unwrap()).unwrap(), any, "{line:.60}");
    }
}

#[test]
fn any_is_equal_to_what_shares_in_the_same_way_from_both_sides() {
    // Python: `[[1], [1]]`, and `item = [1]; [item, item]`
    let apart: Any = loads(b"](](K\x01e](K\x01ee.").unwrap();
    let shared: Any = loads(b"](](K\x01eq\x00h\x00e.").unwrap();
    assert_ne!(apart, shared);
    assert_ne!(shared, apart);
    assert_eq!(shared, shared.clone());
}

#[test]
fn any_hashes_what_it_holds() {
    let hash = |pickle: &[u8]| BuildHasherDefault::<DefaultHasher>::new().hash_one(loads::<Any>(pickle).unwrap());
    let tuples: HashSet<u64> =
        (0..1000_i32).map(|number| hash(&[b"J", &number.to_le_bytes()[..], b"\x85."].concat())).collect();
    assert_eq!(tuples.len(), 1000);
    // Python: `(1.5, 'x', cls(0.0))` in two spellings; a shared scalar is no other one.
    let spelled = hash(b"(G\x3f\xf8\0\0\0\0\0\0Vx\ncm\nC\n(G\0\0\0\0\0\0\0\0tRVx\nt.");
    let stored = hash(b"(F1.5\nX\x01\0\0\0xq\x00cm\nC\nF-0.0\n\x85Rh\x00t.");
    assert_eq!(spelled, stored);
}

#[test]
fn attributes_hash_what_they_hold_in_any_order() {
    let hash = |attributes: &Attributes| BuildHasherDefault::<DefaultHasher>::new().hash_one(attributes);
    let make = |entries: &[(&str, i64)]| -> Attributes {
        entries.iter().map(|&(name, value)| (name.to_owned(), Any::from(value))).collect::<IndexMap<_, _>>().into()
    };
    let (one, other) = (make(&[("a", 1), ("b", 2)]), make(&[("b", 2), ("a", 1)]));
    assert_eq!((&one, hash(&one)), (&other, hash(&other)));
    assert_ne!(hash(&one), hash(&make(&[("a", 1), ("b", 3)])));
}

#[test]
fn a_list_that_holds_itself_is_a_clear_error() {
    // Python: `r = []; r.append(r)`
    #[derive(Debug)]
    struct Lists;

    impl<'de> Unpickle<'de> for Lists {
        fn unpickle(source: &mut pickle_core::Source<'_, 'de>) -> pickle_core::Result<Self> {
            source.list()?.next::<Lists>()?;
            Ok(Lists)
        }
    }

    let error = loads::<Lists>(b"\x80\x02]q\x00h\x00a.").unwrap_err();
    assert!(matches!(error.kind(), pickle_core::ErrorKind::Cycle), "{error}");
    assert!(error.to_string().starts_with("[0]: the object contains itself"), "{error}");
}
