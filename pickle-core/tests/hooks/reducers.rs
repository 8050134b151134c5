//! `reducer_override`, dispatch tables, and who is asked first.

use std::rc::Rc;
use std::sync::Mutex;

use pickle_core::{
    Bytes, DispatchTable, Graph, Int, Pickle, Pickler, Result, Unpickle, Value, Writer, copyreg, dumps, loads,
};

use crate::{Memo, Order, memos};

/// What a pickle is, to tell who wrote it.
fn text(bytes: &[u8]) -> String {
    loads(bytes).unwrap()
}

fn table_of(text: &'static str) -> DispatchTable {
    DispatchTable::new().register(move |_: &Memo, writer| writer.str(text))
}

#[test]
fn persistent_id_comes_first_then_reducer_override_then_the_table() {
    let memo = &memos()[0];
    let table = Pickler::new().dispatch_table(table_of("table"));
    assert_eq!(text(&table.dumps(memo).unwrap()), "table");
    let reducer = table.reducer_override(|value, writer| value.is::<Memo>().then(|| writer.str("reducer")));
    assert_eq!(text(&reducer.dumps(memo).unwrap()), "reducer");
    let persistent = reducer.persistent_id(|value| value.is::<Memo>().then_some("id"));
    let bytes = persistent.dumps(memo).unwrap();
    let graph = Graph::loads(&bytes).unwrap();
    assert!(matches!(graph.root().value(), Value::Persistent(_)));
}

#[test]
fn a_reducer_that_declines_leaves_the_value_to_the_others() {
    let declines = Pickler::new().reducer_override(|_, _| None);
    assert_eq!(loads::<Memo>(&declines.dumps(&memos()[0]).unwrap()).unwrap(), memos()[0]);
    let with_table = declines.dispatch_table(table_of("table"));
    assert_eq!(text(&with_table.dumps(&memos()[0]).unwrap()), "table");
}

/// As CPython's: None, bool, int, float, bytes, str, dict, frozenset, list and tuple go their own way.
#[test]
fn reducer_override_is_not_asked_about_the_built_in_types() {
    static ASKED: Mutex<Vec<i64>> = Mutex::new(Vec::new());
    let pickler = Pickler::new().reducer_override(|value, _| {
        let order = value.downcast_ref::<Order>().expect("only orders are asked about");
        ASKED.lock().unwrap().push(order.id);
        None
    });
    let scalars = (true, 1_i64, 1_u8, 1.5_f64, "text".to_owned(), Bytes(vec![1]), Int::from(1), (), 'x');
    let value = (scalars, vec![Some(Order { id: 1 })], Rc::new(Order { id: 2 }), (None::<i64>, "borrowed"));
    pickler.dumps(&value).unwrap();
    assert_eq!(*ASKED.lock().unwrap(), [1, 2]);
}

#[test]
fn a_table_may_change_types_that_are_not_derived() {
    let table = DispatchTable::new().register(|number: &f64, writer| writer.int(*number as i64));
    let bytes = Pickler::new().dispatch_table(table).dumps(&vec![1.5, 2.5]).unwrap();
    assert_eq!(loads::<Vec<i64>>(&bytes).unwrap(), [1, 2]);
}

#[test]
fn a_private_table_takes_the_place_of_the_process_wide_one() {
    #[derive(Debug, Pickle)]
    #[pickle(module = "shop")]
    struct Global {}
    let value = vec![Global {}];
    copyreg::pickle(|_: &Global, writer| writer.str("process"));
    assert_eq!(loads::<Vec<String>>(&dumps(&value).unwrap()).unwrap(), ["process"]);
    let empty = Pickler::new().dispatch_table(DispatchTable::new());
    assert!(loads::<Vec<Global>>(&empty.dumps(&value).unwrap()).is_ok());
    let copy = Pickler::new().dispatch_table(copyreg::dispatch_table().register(|_: &Memo, writer| writer.none()));
    assert_eq!(loads::<Vec<String>>(&copy.dumps(&value).unwrap()).unwrap(), ["process"]);
    assert!(copyreg::dispatch_table().contains::<Global>() && !copyreg::dispatch_table().contains::<Memo>());
    assert!(copyreg::dispatch_table().unregister::<Global>().is_empty());
}

#[test]
fn a_function_of_a_table_can_write_the_value_as_it_is() {
    let table = DispatchTable::new().register(|memo: &Memo, writer| match memo.key {
        0 => writer.none(),
        _ => memo.pickle(writer),
    });
    let bytes = Pickler::new().dispatch_table(table).dumps(&memos()).unwrap();
    let loaded: Vec<Option<Memo>> = loads(&bytes).unwrap();
    assert_eq!(loaded, [None, Some(memos()[1].clone()), Some(memos()[2].clone())]);
}

#[test]
fn a_function_of_a_table_that_comes_back_to_its_value_meets_the_limit_of_depth() {
    let table = DispatchTable::new().register(|memo: &Memo, writer| writer.value(memo));
    let error = Pickler::new().dispatch_table(table).dumps(&memos()[0]).unwrap_err().to_string();
    assert!(error.contains("Pickler::max_depth"), "{error}");
}

#[test]
fn hooks_write_one_value_or_none() {
    let two = Pickler::new().reducer_override(|_, writer| Some(writer.none().and_then(|()| writer.none())));
    let error = two.dumps(&memos()[0]).unwrap_err().to_string();
    assert_eq!(error, "cannot pickle: an implementation of Pickle has to write one value, but it wrote 2");
    let declined = Pickler::new().reducer_override(|_, writer| {
        writer.none().unwrap();
        None
    });
    let error = declined.dumps(&memos()[0]).unwrap_err().to_string();
    assert_eq!(error, "cannot pickle: a hook of the Pickler wrote a value and then gave None");
}

#[test]
fn the_error_of_a_hook_has_a_path() {
    let table = DispatchTable::new().register(|_: &Memo, _| Err(pickle_core::Error::unpicklable("memos are secret")));
    let error = Pickler::new().dispatch_table(table).dumps(&(1, memos())).unwrap_err().to_string();
    assert_eq!(error, "[1][0]: cannot pickle: memos are secret");
}

/// What a reducer makes of a shared value is shared.
#[test]
fn identity_is_kept_through_hooks() {
    let table = DispatchTable::new()
        .register(|memo: &Memo, writer| writer.reduce("shop", "find_memo", 1, |arguments| arguments.item(&memo.key)));
    let shared = Rc::new(memos()[0].clone());
    let bytes = Pickler::new().dispatch_table(table).dumps(&[shared.clone(), shared]).unwrap();
    let graph = Graph::loads(&bytes).unwrap();
    let Value::List(items) = graph.root().value() else { panic!("not a list") };
    assert_eq!(items[0].id(), items[1].id());
}

#[test]
fn generic_types_show_themselves_when_their_parameters_are_static() {
    #[derive(Pickle)]
    #[pickle(module = "shop")]
    struct Shown<T: 'static> {
        value: T,
    }
    #[derive(Pickle)]
    #[pickle(module = "shop")]
    struct ShownToo<T>
    where
        T: Clone + 'static,
    {
        value: T,
    }
    #[derive(Pickle)]
    #[pickle(module = "shop")]
    struct Hidden<T> {
        value: T,
    }
    assert!(Shown { value: 1 }.as_any().is_some_and(|shown| shown.is::<Shown<i32>>()));
    assert!(ShownToo { value: 1 }.as_any().is_some());
    assert!(Hidden { value: 1 }.as_any().is_none());
}

#[test]
fn an_enum_shows_itself() {
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "shop")]
    enum Color {
        #[pickle(value = 1)]
        Red,
    }
    let table = DispatchTable::new().register(|_: &Color, writer| writer.str("red"));
    assert_eq!(text(&Pickler::new().dispatch_table(table).dumps(&Color::Red).unwrap()), "red");
}

/// A type with a `pickle` by hand that shows itself.
#[test]
fn a_type_by_hand_can_show_itself() {
    struct Handle(u32);
    impl Pickle for Handle {
        fn pickle(&self, _: &mut Writer<'_>) -> Result<()> {
            Err(pickle_core::Error::unpicklable("a handle means nothing elsewhere"))
        }

        fn as_any(&self) -> Option<&dyn std::any::Any> {
            Some(self)
        }
    }
    let pickler = Pickler::new().persistent_id(|value| Some(value.downcast_ref::<Handle>()?.0));
    let bytes = pickler.dumps(&vec![Handle(3)]).unwrap();
    assert_eq!(loads::<Vec<pickle_core::Persistent<u32>>>(&bytes).unwrap()[0].0, 3);
    fn is_loaded<T: for<'de> Unpickle<'de>>() {}
    is_loaded::<pickle_core::Persistent<u32>>();
}

#[test]
fn options_can_be_shared_between_threads() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<Pickler>();
    is_shared::<pickle_core::Unpickler<'_>>();
}
