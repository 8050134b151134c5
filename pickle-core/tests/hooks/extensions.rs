//! The codes of the extension registry both ways.

use pickle_core::{Any, ExtensionRegistry, Graph, Pickle, Pickler, Protocol, Unpickler, Value, copyreg, dumps, loads};

use crate::Order;
use crate::python::{self, Pickled};

const CODES: [i32; 6] = [1, 255, 256, 65535, 65536, i32::MAX];

fn registry(code: i32) -> ExtensionRegistry {
    let mut registry = ExtensionRegistry::new();
    registry.add("shop", "Order", code).unwrap();
    registry
}

fn orders() -> Vec<Order> {
    vec![Order { id: 1 }, Order { id: 2 }]
}

fn names_the_class(bytes: &[u8]) -> bool {
    bytes.windows(4).any(|four| four == b"shop")
}

#[test]
fn python_loads_rusts_extension_codes() {
    let mut pickles = Vec::new();
    for protocol in Protocol::ALL {
        for code in CODES {
            let pickler = Pickler::new().protocol(protocol).extensions(registry(code));
            let bytes = pickler.dumps(&orders()).unwrap();
            assert_eq!(names_the_class(&bytes), protocol < Protocol::V2);
            pickles.push(Pickled::new(&format!("extension {code}"), protocol, bytes));
        }
    }
    python::check(&pickles);
}

/// CPython writes such a code at protocols 2 and 3 too, and then does not read it.
#[test]
fn the_code_of_a_class_in_a_class_is_written_where_python_reads_it() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop", name = "Outer.Inner")]
    struct Inner {
        id: i64,
    }
    let mut registry = ExtensionRegistry::new();
    registry.add("shop", "Outer.Inner", 9).unwrap();
    let mut pickles = Vec::new();
    for protocol in Protocol::ALL {
        let bytes = Pickler::new().protocol(protocol).extensions(registry.clone()).dumps(&Inner { id: 3 }).unwrap();
        assert_eq!(names_the_class(&bytes), protocol < Protocol::V4);
        assert_eq!(Unpickler::new().extensions(registry.clone()).loads::<Inner>(&bytes).unwrap(), Inner { id: 3 });
        pickles.push(Pickled::new("nested extension", protocol, bytes));
    }
    python::check(&pickles);
    // Python's own, at protocol 2.
    let graph = Unpickler::new().extensions(registry).graph(b"\x80\x02\x82\x09.").unwrap();
    let Value::Global(class) = graph.root().value() else { panic!("not a global") };
    assert_eq!(class.name, "Outer.Inner");
}

#[test]
fn rust_loads_pythons_extension_codes() {
    for (python, pickles) in python::written() {
        for pickled in pickles.iter().filter(|pickled| pickled.name.starts_with("extension")) {
            let code = pickled.name.split_once(' ').unwrap().1.parse().unwrap();
            let loaded: Vec<Order> = Unpickler::new()
                .extensions(registry(code))
                .loads(&pickled.bytes)
                .unwrap_or_else(|error| panic!("{} {} {}: {error}", python, pickled.name, pickled.protocol));
            assert_eq!(loaded, orders());
            assert_eq!(names_the_class(&pickled.bytes), pickled.protocol < Protocol::V2);
        }
    }
}

#[test]
fn a_code_without_a_global_stays_a_code() {
    for code in CODES {
        let bytes = Pickler::new().extensions(registry(code)).dumps(&orders()).unwrap();
        let any: Any = loads(&bytes).unwrap();
        let again = dumps(&any).unwrap();
        assert!(!names_the_class(&again));
        assert_eq!(Unpickler::new().extensions(registry(code)).loads::<Vec<Order>>(&again).unwrap(), orders());
    }
    let graph = Graph::loads(b"\x80\x02\x82\x07.").unwrap();
    assert!(matches!(graph.root().value(), Value::Extension(7)));
}

#[test]
fn a_code_without_a_global_is_a_clear_error_of_a_typed_load() {
    let todo = "(give it a global with copyreg::add_extension or Unpickler::extensions)";
    let bytes = Pickler::new().extensions(registry(7)).dumps(&orders()).unwrap();
    let error = loads::<Vec<Order>>(&bytes).unwrap_err().to_string();
    assert!(
        error.starts_with(&format!(
            "[0]: expected shop.Order, found an object made by the extension code 7 {todo} (at byte "
        )),
        "{error}"
    );
}

/// As CPython: a registry of the reader maps Python 2's names.
#[test]
fn names_of_python_2_in_a_registry_are_mapped_below_protocol_3() {
    let mut registry = ExtensionRegistry::new();
    registry.add("__builtin__", "xrange", 3).unwrap();
    let unpickler = Unpickler::new().extensions(registry);
    for (bytes, expected) in [(b"\x80\x02\x82\x03.", "range"), (b"\x80\x04\x82\x03.", "xrange")] {
        let graph = unpickler.graph(bytes).unwrap();
        let Value::Global(global) = graph.root().value() else { panic!("not a global") };
        assert_eq!(&*global.name, expected);
    }
}

#[test]
fn the_process_wide_registry_serves_where_no_other_is_given() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "warehouse")]
    struct Shelf {
        number: i64,
    }
    let shelf = Shelf { number: 3 };
    copyreg::add_extension("warehouse", "Shelf", 4_000).unwrap();
    assert!(copyreg::add_extension("warehouse", "Shelf", 4_001).is_err());
    assert_eq!(copyreg::extension_registry().code("warehouse", "Shelf"), Some(4_000));
    let bytes = dumps(&shelf).unwrap();
    assert!(!bytes.windows(5).any(|five| five == b"Shelf"));
    assert_eq!(loads::<Shelf>(&bytes).unwrap(), shelf);
    let empty = Unpickler::new().extensions(ExtensionRegistry::new());
    assert!(empty.loads::<Shelf>(&bytes).is_err());
    copyreg::remove_extension("warehouse", "Shelf", 4_000).unwrap();
    assert!(copyreg::remove_extension("warehouse", "Shelf", 4_000).is_err());
    assert!(loads::<Shelf>(&bytes).is_err());
    assert!(dumps(&shelf).unwrap().windows(5).any(|five| five == b"Shelf"));
    assert_eq!(copyreg::extension_registry(), ExtensionRegistry::new());
    copyreg::add_extension("warehouse", "Shelf", 4_000).unwrap();
    copyreg::clear_extensions();
    assert!(copyreg::extension_registry().is_empty());
}
