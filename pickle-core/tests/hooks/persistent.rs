//! Persistent ids both ways.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use pickle_core::pystd::OrderedDict;
use pickle_core::{
    Any, ByteArray, Bytes, Error, Graph, Maybe, Persistent, Pickle, Pickler, Protocol, Result, Source, Unpickle,
    Unpickler, Value, Writer, dumps, loads,
};

use crate::python::{self, Pickled};
use crate::{Memo, Order, memos};

fn with_tuple_ids() -> Pickler {
    Pickler::new().persistent_id(|value| Some(("Memo", value.downcast_ref::<Memo>()?.key)))
}

fn with_text_ids() -> Pickler {
    Pickler::new().persistent_id(|value| Some(format!("memo-{}", value.downcast_ref::<Memo>()?.key)))
}

/// Ids that hold values with ids of their own.
fn with_nested_ids() -> Pickler {
    Pickler::new().persistent_id(|value| -> Option<Box<dyn Pickle>> {
        if let Some(memo) = value.downcast_ref::<Memo>() {
            return Some(Box::new(memo.key));
        }
        let order = value.downcast_ref::<Order>()?;
        Some(Box::new((memos()[order.id as usize].clone(), "order")))
    })
}

fn memo(key: usize) -> Result<Memo> {
    memos().get(key).cloned().ok_or_else(|| Error::custom(format!("there is no memo {key}")))
}

fn of_tuple_ids<'de>() -> Unpickler<'de> {
    Unpickler::new().persistent_load(|(kind, key): (String, usize)| match &*kind {
        "Memo" => memo(key),
        _ => Err(Error::custom(format!("unsupported kind of object: {kind}"))),
    })
}

fn of_text_ids<'de>() -> Unpickler<'de> {
    Unpickler::new().persistent_load(|id: String| match id.strip_prefix("memo-").and_then(|key| key.parse().ok()) {
        Some(key) => memo(key),
        None => Err(Error::custom("no id of a memo")),
    })
}

fn some_memos() -> Vec<Memo> {
    let [first, _, third] = memos();
    vec![third.clone(), first, third]
}

#[test]
fn python_loads_rusts_persistent_ids() {
    let mut pickles = Vec::new();
    for protocol in Protocol::ALL {
        let text = with_text_ids().protocol(protocol).dumps(&some_memos()).unwrap();
        pickles.push(Pickled::new("text", protocol, text));
        if protocol > Protocol::V0 {
            let tuples = with_tuple_ids().protocol(protocol).dumps(&some_memos()).unwrap();
            pickles.push(Pickled::new("tuple", protocol, tuples));
            let nested = with_nested_ids().protocol(protocol).dumps(&Mixed).unwrap();
            pickles.push(Pickled::new("nested", protocol, nested));
        }
    }
    python::check(&pickles);
}

/// `[Order(1), Memo(2)]`.
struct Mixed;

impl Pickle for Mixed {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut list = writer.list(2)?;
        list.item(&Order { id: 1 })?;
        list.item(&memos()[2])?;
        list.end()
    }
}

#[test]
fn rust_loads_pythons_persistent_ids() {
    for (python, pickles) in python::written() {
        for pickled in pickles.iter().filter(|pickled| pickled.name == "text" || pickled.name == "tuple") {
            let unpickler = if pickled.name == "text" { of_text_ids() } else { of_tuple_ids() };
            let loaded: Vec<Memo> = unpickler
                .loads(&pickled.bytes)
                .unwrap_or_else(|error| panic!("{} {}: {error}", python, pickled.protocol));
            assert_eq!(loaded, some_memos());
        }
    }
}

#[test]
fn ids_inside_ids_are_resolved_inside_out() {
    let unpickler =
        Unpickler::new().persistent_load(memo).persistent_load(|(memo, _): (Memo, String)| Ok(Order { id: memo.key }));
    struct Loaded(Order, Memo);
    impl<'de> Unpickle<'de> for Loaded {
        fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
            let mut items = source.list()?;
            Ok(Loaded(items.item()?, items.item()?))
        }
    }
    for (_, pickles) in python::written() {
        for pickled in pickles.iter().filter(|pickled| pickled.name == "nested") {
            let loaded: Loaded = unpickler.loads(&pickled.bytes).unwrap();
            assert_eq!((loaded.0, loaded.1), (Order { id: 1 }, memo(2).unwrap()));
        }
    }
}

#[test]
fn graph_and_any_keep_persistent_ids_and_dump_them_back() {
    for protocol in Protocol::ALL {
        let bytes = with_text_ids().protocol(protocol).dumps(&some_memos()).unwrap();
        let graph = Graph::loads(&bytes).unwrap();
        let again = Pickler::new().protocol(protocol).dumps(&graph).unwrap();
        assert_eq!(of_text_ids().loads::<Vec<Memo>>(&again).unwrap(), some_memos());
        let any: Vec<Any> = loads(&bytes).unwrap();
        let Value::Persistent(id) = any[0].value() else { panic!("not a persistent id") };
        assert_eq!(id.load::<String>().unwrap(), "memo-2");
        let again = Pickler::new().protocol(protocol).dumps(&any).unwrap();
        assert_eq!(of_text_ids().loads::<Vec<Memo>>(&again).unwrap(), some_memos());
    }
}

#[test]
fn protocol_0_has_ids_of_one_line_of_text_only() {
    let expected = "cannot pickle: protocol 0 has persistent ids of one line of ASCII only; use protocol 1 or higher";
    let at_0 = |pickler: Pickler| pickler.protocol(Protocol::V0).dumps(&memos()[0]).map_err(|error| error.to_string());
    let with = |id: &'static str| Pickler::new().persistent_id(move |value| value.is::<Memo>().then_some(id));
    assert_eq!(at_0(with("memo 7")).unwrap(), b"Pmemo 7\n.");
    assert_eq!(at_0(with("two\nlines")).unwrap_err(), expected);
    assert_eq!(at_0(with("é")).unwrap_err(), expected);
    assert_eq!(at_0(with_tuple_ids()).unwrap_err(), expected);
    assert!(with("two\nlines").protocol(Protocol::V1).dumps(&memos()[0]).is_ok());
}

#[test]
fn an_id_that_nothing_resolves_is_an_error_that_says_what_to_do() {
    let bytes = with_tuple_ids().dumps(&some_memos()).unwrap();
    let todo = "say with Unpickler::persistent_load what it stands for, or load it as Persistent, Any or Graph";
    let error = loads::<Vec<Memo>>(&bytes).unwrap_err().to_string();
    assert_eq!(error, format!("[0]: expected shop.Memo, found a persistent id; {todo} (at byte 23)"));
    let error = loads::<Vec<String>>(&bytes).unwrap_err().to_string();
    assert_eq!(error, format!("[0]: expected str, found a persistent id; {todo} (at byte 23)"));
    // A function for another type does not help.
    let error = of_tuple_ids().loads::<Vec<Order>>(&bytes).unwrap_err().to_string();
    assert_eq!(error, format!("[0]: expected shop.Order, found a persistent id; {todo} (at byte 23)"));
}

#[test]
fn the_error_of_persistent_load_has_a_place() {
    let bytes = with_tuple_ids().dumps(&vec![Memo { key: 9, task: String::new() }]).unwrap();
    let error = of_tuple_ids().loads::<Vec<Memo>>(&bytes).unwrap_err();
    assert_eq!(error.to_string(), "[0]: there is no memo 9 (at byte 21)");
    let error = of_text_ids().loads::<Vec<Memo>>(&bytes).unwrap_err();
    assert_eq!(error.to_string(), "[0]: expected str, found tuple (at byte 21)");
}

#[test]
fn values_are_asked_about_wherever_they_are() {
    #[derive(Pickle)]
    #[pickle(module = "shop")]
    struct Fields {
        field: Memo,
        option: Option<Memo>,
        boxed: Box<Memo>,
    }
    let memo = || memos()[1].clone();
    let fields = Fields { field: memo(), option: Some(memo()), boxed: Box::new(memo()) };
    let containers =
        ([memo()], vec![memo()], BTreeMap::from([("key", memo())]), <OrderedDict<_, _>>::from_iter([(1, memo())]));
    let trait_object: Box<dyn Pickle> = Box::new(memo());
    let value = (fields, containers, Rc::new(memo()), Arc::new(memo()), &memo(), trait_object, Maybe::Present(memo()));
    let bytes = with_text_ids().dumps(&value).unwrap();
    assert!(!bytes.windows(7).any(|seven| seven == b"prepare"));
    assert_eq!(bytes.iter().filter(|byte| **byte == b'Q').count(), 12);
}

#[test]
fn the_value_itself_may_be_external() {
    assert_eq!(with_text_ids().dumps(&memos()[2]).unwrap(), dumps(&Persistent("memo-2")).unwrap());
}

/// As in CPython, each reference to an external value is its id again: the memo does not know the value.
#[test]
fn shared_values_are_written_as_ids_each_time() {
    let shared = Rc::new(memos()[0].clone());
    let bytes = with_tuple_ids().dumps(&[shared.clone(), shared]).unwrap();
    assert_eq!(bytes.iter().filter(|byte| **byte == b'Q').count(), 2);
    assert_eq!(of_tuple_ids().loads::<Vec<Memo>>(&bytes).unwrap().len(), 2);
}

#[test]
fn persistent_load_may_give_a_shared_pointer() {
    let bytes = with_tuple_ids().dumps(&some_memos()).unwrap();
    let cached = Arc::new(memos()[2].clone());
    let unpickler = Unpickler::new().persistent_load(|(_, key): (String, i64)| {
        Ok(if key == 2 { cached.clone() } else { Arc::new(Memo { key, task: String::new() }) })
    });
    let loaded: Vec<Arc<Memo>> = unpickler.loads(&bytes).unwrap();
    assert!(Arc::ptr_eq(&loaded[0], &loaded[2]) && Arc::ptr_eq(&loaded[0], &cached));
}

/// PyTorch's storages, and its classes of the legacy format.
#[test]
fn an_id_may_stand_for_a_class() {
    let bytes = b"\x80\x02X\x05\0\0\0OrderQ)\x81}X\x02\0\0\0idK\x03sb.";
    let graph = Graph::loads(bytes).unwrap();
    let Value::Object(object) = graph.root().value() else { panic!("not an object") };
    let Value::Persistent(id) = object.callable().unwrap().value() else { panic!("not a persistent id") };
    assert_eq!(id.load::<String>().unwrap(), "Order");
    let error = graph.load::<Order>().unwrap_err().to_string();
    assert_eq!(error, "expected shop.Order, found an object made by a persistent id (at byte 14)");
}

#[test]
fn a_hook_that_gives_the_value_as_its_own_id_meets_the_limit_of_depth() {
    let pickler = Pickler::new().persistent_id(|value| value.downcast_ref::<Memo>().map(|memo| Box::new(memo.clone())));
    let error = pickler.dumps(&memos()[0]).unwrap_err().to_string();
    assert!(error.contains("Pickler::max_depth"), "{error}");
}

#[test]
fn a_pickle_of_ids_inside_ids_meets_the_limit_of_depth() {
    struct Nested;
    impl<'de> Unpickle<'de> for Nested {
        fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
            match source.take_none()? {
                true => Ok(Nested),
                false => source.persistent_id::<Nested>(),
            }
        }
    }
    let nested = |depth: usize| [b"N".as_slice(), &vec![b'Q'; depth], b"."].concat();
    assert!(loads::<Nested>(&nested(100)).is_ok());
    let error = loads::<Nested>(&nested(100_000)).map(drop).unwrap_err().to_string();
    assert!(error.contains("Limits::max_tree_depth"), "{error}");
}

/// Python: `l = []; l.append(<persistent id of l>)` has no end.
#[test]
fn an_id_that_contains_its_own_value_is_an_error() {
    let error = loads::<Persistent<Vec<Persistent<Vec<i64>>>>>(b"]q\x00h\x00QaQ.").unwrap_err().to_string();
    assert!(error.contains("contains itself"), "{error}");
}

#[test]
fn containers_are_not_asked_about_but_their_items_are() {
    thread_local!(static ASKED: Cell<usize> = const { Cell::new(0) });
    let pickler = Pickler::new().persistent_id(|value| {
        ASKED.with(|asked| asked.set(asked.get() + 1));
        value.is::<i64>().then_some("int")
    });
    let bytes = pickler.dumps(&vec![1_i64, 2]).unwrap();
    assert_eq!(ASKED.with(Cell::get), 2);
    assert_eq!(loads::<Vec<Persistent<String>>>(&bytes).unwrap().len(), 2);
}

#[test]
fn a_pickler_with_a_buffer_callback_asks_for_the_id_of_the_whole_value_too() {
    let [memo, ..] = memos();
    let pickler = || with_tuple_ids().protocol(Protocol::V5);
    let alone = pickler().dumps(&memo).unwrap();
    assert_eq!(pickler().dumps_with_buffers(&memo, &[]).unwrap().0, alone);
    assert_eq!(pickler().buffer_callback(|_| ()).dumps(&memo).unwrap(), alone);
    assert!(matches!(Graph::loads(&alone).unwrap().root().value(), Value::Persistent(_)));
}

#[test]
fn texts_and_data_can_be_elsewhere() {
    let texts = ["a", "b"];
    let unpickler = Unpickler::new()
        .persistent_load(|key: usize| texts.get(key).map(ToString::to_string).ok_or_else(|| Error::custom("no text")))
        .persistent_load(|length: usize| Ok(Bytes(vec![0; length])))
        .persistent_load(|length: usize| Ok(ByteArray(vec![1; length])));
    // Python: `(id(1), 'here')`
    let loaded: (String, String) = unpickler.loads(b"\x80\x02K\x01QX\x04\x00\x00\x00here\x86.").expect("two texts");
    assert_eq!(loaded, ("b".to_owned(), "here".to_owned()));
    assert_eq!(unpickler.loads::<Bytes>(b"\x80\x02K\x01Q.").expect("data"), Bytes(vec![0]));
    assert_eq!(unpickler.loads::<ByteArray>(b"\x80\x02K\x01Q.").expect("data"), ByteArray(vec![1]));
    let error = unpickler.loads::<Vec<String>>(b"\x80\x02]K\x05Qa.").expect_err("there is no such text");
    assert_eq!(error.to_string(), "[0]: no text (at byte 3)");
    let error = loads::<String>(b"\x80\x02K\x01Q.").expect_err("nobody knows it");
    assert_eq!(
        error.to_string(),
        "expected str, found a persistent id; say with Unpickler::persistent_load what it stands for, or load it as \
         Persistent, Any or Graph (at byte 4)"
    );
}
