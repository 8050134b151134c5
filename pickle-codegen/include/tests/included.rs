//! Types from `include_py!` load what Python pickled, and dump the same bytes.

mod models {
    pickle_codegen_include::include_py!(
        "tests/python/models.py",
        module = "models",
        root = "tests/python",
        classes = ["Order"],
    );
}

use self::models::Order;

/// `make_pickle.py` makes it.
const PICKLE: &[u8] = include_bytes!("python/order.pickle");

#[test]
fn an_included_type_loads_and_dumps() {
    let order: Order = pickle_core::loads(PICKLE).expect("the pickle is an order");
    assert_eq!((order.id, &order.items[..]), (7, &["ink".to_owned(), "paper".to_owned()][..]));
    let dumped = pickle_core::dumps(&order).expect("the order can be dumped");
    assert_eq!(pickle_core::loads::<Order>(&dumped).expect("the dump is an order"), order);
}
