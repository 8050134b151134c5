//! What `Limits` promises for typed loads: depth on a small stack, sharing that does not explode, cycles that end.

use pickle_core::{Any, Error, ErrorKind, Graph, Limits, Result, Source, Unpickle, Unpickler, loads};

/// Lists in lists, owned.
#[derive(Debug)]
struct Nested(#[expect(dead_code, reason = "only built and dropped")] Vec<Nested>);

impl<'de> Unpickle<'de> for Nested {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        Vec::unpickle(source).map(Nested)
    }
}

/// `depth` lists, one in another.
fn nested_lists(depth: usize) -> Vec<u8> {
    let mut pickle = b"]".repeat(depth);
    pickle.extend(b"a".repeat(depth - 1));
    pickle.push(b'.');
    pickle
}

/// `x = []`, then `x = [x, x]` `levels` times: as a tree it has 2 to the power of `levels` leaves.
fn doubling_lists(levels: usize) -> Vec<u8> {
    let mut pickle = b"]".to_vec();
    for _ in 0..levels {
        pickle.splice(0..0, *b"](");
        pickle.extend(b"2e");
    }
    pickle.push(b'.');
    pickle
}

/// Runs on a thread with a stack of this many KiB.
fn on_stack<T: Send + 'static>(kib: usize, run: impl FnOnce() -> T + Send + 'static) -> T {
    std::thread::Builder::new().stack_size(kib << 10).spawn(run).unwrap().join().unwrap()
}

fn is_limited(error: &Error, field: &str) -> bool {
    matches!(error.kind(), ErrorKind::LimitExceeded { limit, .. } if *limit == field)
}

#[test]
fn the_untrusted_depth_fits_a_stack_of_512_kib() {
    let error = on_stack(512, || {
        let unpickler = Unpickler::new().limits(Limits::untrusted());
        unpickler.loads::<Nested>(&nested_lists(128)).unwrap();
        unpickler.loads::<Nested>(&nested_lists(129)).unwrap_err()
    });
    assert!(is_limited(&error, "max_tree_depth"), "{error}");
}

#[test]
fn the_default_depth_fits_a_stack_of_1_mib() {
    let error = on_stack(1024, || {
        loads::<Nested>(&nested_lists(256)).unwrap();
        loads::<Nested>(&nested_lists(100_000)).unwrap_err()
    });
    assert!(is_limited(&error, "max_tree_depth"), "{error}");
}

#[test]
fn graphs_and_any_of_a_million_levels_fit_a_small_stack() {
    on_stack(128, || {
        let pickle = nested_lists(1_000_000);
        let graph = Graph::loads(&pickle).unwrap();
        assert_eq!(graph.len(), 1_000_000);
        let any: Any = Unpickler::new().limits(Limits::unlimited()).loads(&pickle).unwrap();
        assert_eq!(any, any.clone());
        assert_eq!(format!("{any:?}").len(), "NodeRef(0: list)".len());
        let dumped = pickle_core::dumps(&any).unwrap();
        assert_eq!(Graph::loads(&dumped).unwrap().len(), 1_000_000);
    });
}

#[test]
fn shared_lists_that_would_expand_without_end_are_refused() {
    let pickle = doubling_lists(60);
    assert!(pickle.len() < 400);
    assert!(Graph::loads(&pickle).unwrap().len() < 100);
    let error = loads::<Nested>(&pickle).unwrap_err();
    assert!(is_limited(&error, "max_expand_nodes"), "{error}");
}

#[test]
fn ordinary_sharing_is_copied() {
    let pickle = doubling_lists(10);
    assert!(loads::<Nested>(&pickle).is_ok());
}

#[test]
fn any_keeps_sharing_that_a_tree_could_not() {
    let pickle = doubling_lists(60);
    let any: Any = loads(&pickle).unwrap();
    assert!(pickle_core::dumps(&any).unwrap().len() < 1000);
}

#[test]
fn long_text_that_is_referred_to_many_times_is_refused() {
    let mut pickle = b"]X\x00\x00\x10\x00".to_vec();
    pickle.extend(b"x".repeat(1 << 20));
    pickle.extend(b"q\x000](");
    pickle.extend(b"h\x00".repeat(10_000));
    pickle.extend(b"e.");
    let error = loads::<Vec<String>>(&pickle).unwrap_err();
    assert!(is_limited(&error, "max_expand_bytes"), "{error}");
    assert_eq!(loads::<Vec<&str>>(&pickle).map(|texts| texts.len()).unwrap_err().to_string(), error.to_string());
}
