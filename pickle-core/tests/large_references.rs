//! References to values that are larger than a stream looks ahead.

use std::collections::BTreeMap;
use std::rc::Rc;

use pickle_core::{Any, Pickle, Pickler, Protocol, Unpickle, Unpickler, dumps};

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "models")]
struct Large {
    entries: BTreeMap<String, i64>,
}

#[derive(Debug, Pickle)]
#[pickle(module = "models")]
struct Pair<A, B> {
    first: A,
    second: B,
}

fn large() -> Large {
    Large { entries: (0..5000).map(|number| (number.to_string(), number)).collect() }
}

/// Loads a pickle in both ways, whose answers have to be the same.
fn check<'de, T: Unpickle<'de> + Pickle>(pickle: &'de [u8]) {
    let unpickler = Unpickler::new();
    let by_graph: T = unpickler.graph(pickle).and_then(|graph| unpickler.load_graph(&graph)).expect("a value");
    if let Some(by_stream) = unpickler.loads_by_stream::<T>(pickle) {
        let (stream, graph) = (dumps(&by_stream).expect("a pickle"), dumps(&by_graph).expect("a pickle"));
        assert!(stream == graph, "{} bytes by the stream, {} by the graph", stream.len(), graph.len());
    }
}

#[test]
fn a_reference_to_a_large_object_is_to_all_of_it() {
    let large = Rc::new(large());
    let pair = Pair { first: Rc::clone(&large), second: large };
    for protocol in Protocol::ALL {
        check::<Pair<Large, Any>>(&Pickler::new().protocol(protocol).dumps(&pair).expect("a pickle"));
    }
}

#[test]
fn a_reference_to_a_large_list_is_to_all_of_it() {
    let list = Rc::new((0..10_000).collect::<Vec<i64>>());
    let pair = Pair { first: Rc::clone(&list), second: list };
    for protocol in Protocol::ALL {
        check::<Pair<Vec<i64>, Any>>(&Pickler::new().protocol(protocol).dumps(&pair).expect("a pickle"));
    }
}

#[test]
fn a_reference_to_an_object_with_large_items_is_to_all_of_it() {
    let list = Rc::new(vec![large()]);
    let pair = Pair { first: Rc::clone(&list), second: list };
    for protocol in Protocol::ALL {
        check::<Pair<Vec<Large>, Vec<Large>>>(&Pickler::new().protocol(protocol).dumps(&pair).expect("a pickle"));
    }
}

#[test]
fn a_reference_behind_other_values_is_to_all_of_it() {
    let large = Rc::new(large());
    let pair = Pair { first: Rc::clone(&large), second: Pair { first: vec![vec![1], vec![], vec![2]], second: large } };
    for protocol in Protocol::ALL {
        check::<Pair<Large, Pair<Vec<Vec<i64>>, Any>>>(
            &Pickler::new().protocol(protocol).dumps(&pair).expect("a pickle"),
        );
    }
}

#[test]
fn an_item_that_is_a_large_object_is_all_of_it() {
    let items = [Some(large()), None, Some(large())];
    for protocol in Protocol::ALL {
        let pickle = Pickler::new().protocol(protocol).dumps(&items).expect("a pickle");
        let unpickler = Unpickler::new();
        let expected: Vec<Any> = unpickler.loads(&pickle).expect("a list");
        let loaded: Vec<Any> = unpickler.list_items(&pickle).collect::<Result<_, _>>().expect("items");
        let read: Vec<Any> = Unpickler::new().read_list_items(&pickle[..]).collect::<Result<_, _>>().expect("items");
        let (expected, loaded, read) = (format!("{expected:?}"), format!("{loaded:?}"), format!("{read:?}"));
        assert!(loaded == expected && read == expected, "{loaded:.300}");
    }
}
