//! The default depth limits fit the default stack of a thread, 2 MiB, in a debug build and for wide classes.

use pickle_core::{Limits, Pickle, Pickler, Unpickle, Unpickler};

const STACK_BYTES: usize = 2 << 20;

/// Twenty attributes, and one of its own kind in the last.
#[derive(Debug, Clone, PartialEq, Default, Pickle)]
#[pickle(module = "deep")]
struct Wide {
    a: String,
    b: String,
    c: String,
    d: String,
    e: String,
    f: String,
    g: String,
    h: String,
    i: String,
    j: String,
    k: String,
    l: String,
    m: String,
    n: String,
    o: String,
    p: String,
    q: String,
    r: String,
    s: String,
    next: Vec<Wide>,
}

/// As many objects as that, one in another, each in a list.
fn nested(objects: usize) -> Wide {
    (1..objects).fold(Wide::default(), |inner, _| Wide { next: vec![inner], ..Wide::default() })
}

fn on_small_stack(run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(STACK_BYTES).spawn(run).unwrap().join().unwrap();
}

fn loads<T: for<'de> Unpickle<'de>>(limits: Limits, pickle: &[u8]) -> pickle_core::Result<T> {
    Unpickler::new().limits(limits).loads(pickle)
}

#[test]
fn wide_objects_nest_as_deep_as_the_limits_allow() {
    on_small_stack(|| {
        // An object and the list around the next one are two levels.
        let objects = Limits::default().max_tree_depth.unwrap() / 2;
        let deepest = nested(objects);
        let pickle = Pickler::new().dumps(&deepest).unwrap();
        assert_eq!(loads::<Wide>(Limits::default(), &pickle).unwrap(), deepest);
        let too_deep = Pickler::new().dumps(&nested(objects + 1)).unwrap();
        assert!(loads::<Wide>(Limits::default(), &too_deep).is_err());
    });
}

#[test]
fn wide_objects_dump_as_deep_as_the_pickler_allows() {
    on_small_stack(|| {
        let objects = Pickler::DEFAULT_MAX_DEPTH / 2;
        assert!(Pickler::new().dumps(&nested(objects)).is_ok());
        assert!(Pickler::new().dumps(&nested(objects + 1)).is_err());
    });
}
