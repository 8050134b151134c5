//! Pickles that were made to bring the two ways apart.

use std::rc::Rc;
use std::time::{Duration, Instant};

use pickle_core::{Any, IndexMap, Limits, Unpickler};

use super::types::*;
use super::ways::{Way, hold, hold_by};

/// Holds the two ways of loading a pickle as a type against each other.
macro_rules! check {
    ($type:ty, $pickle:expr) => {
        check!($type, $pickle, Unpickler::new())
    };
    ($type:ty, $pickle:expr, $unpickler:expr) => {{
        let pickle: &[u8] = &$pickle[..];
        hold::<$type>(&$unpickler, pickle).unwrap_or_else(|difference| panic!("{difference}"))
    }};
}

macro_rules! check_by_hand {
    ($type:ty, $pickle:expr) => {{
        let pickle: &[u8] = &$pickle[..];
        let held = hold_by::<$type>(&Unpickler::new(), pickle, |value| format!("{value:?}"));
        held.unwrap_or_else(|difference| panic!("{difference}"))
    }};
}

type Ints = Vec<i64>;

#[test]
fn an_entry_is_stored_twice() {
    check!((Rc<Ints>, Rc<Ints>, Rc<Ints>), b"\x80\x02]q\0]K\x01aq\0h\0\x87.");
    check!(Vec<String>, b"\x80\x02](X\x01\0\0\0aq\0X\x01\0\0\0bq\0h\0e.");
    check!((Ints, Any, Any), b"\x80\x02]q\0](h\0]K\x01aq\0eh\0\x87.");
}

#[test]
fn a_value_is_stored_under_two_indexes() {
    check!((Rc<Ints>, Rc<Ints>, Rc<Ints>), b"\x80\x02]q\0q\x01h\0h\x01\x87.");
    check!(Vec<Rc<Ints>>, b"\x80\x02](]q\0q\x01h\0h\x01h\0h\x01e.");
    check!((Any, Any, Any), b"\x80\x02]q\0h\0q\x01h\x01\x87.");
    check!(Vec<Any>, b"\x80\x02]q\0(]q\x01h\x01q\x02h\x02e.");
}

#[test]
fn a_reference_comes_before_its_entry() {
    check!((Ints, Ints), b"\x80\x02h\0]q\0\x86.");
    check!((Any, Any), b"\x80\x02](h\0e]q\0\x86.");
    check!(Vec<Any>, b"\x80\x02](](h\x01e]q\x01e.");
}

#[test]
fn an_open_container_is_referred_to() {
    check!(Vec<Any>, b"\x80\x02]q\0(K\x01h\0e.");
    check!(Vec<Vec<Any>>, b"\x80\x02]q\0(]K\x01ah\0e.");
    check!(Vec<Any>, b"\x80\x02]q\0(K\x01h\0\x85e.");
    check!(Rc<Linked>, b"\x80\x02cshop\nLinked\n)\x81q\0}(X\x05\0\0\0value]X\x04\0\0\0nexth\0ub.");
    check!(Linked, b"\x80\x02cshop\nLinked\n)\x81q\0}(X\x05\0\0\0value]X\x04\0\0\0nextNX\x01\0\0\0zh\0ub.");
}

#[test]
fn a_list_grows_after_it_was_closed() {
    check!((Rc<Ints>, Rc<Ints>), b"\x80\x02]q\0K\x01ah\0K\x02a\x86.");
    check!((Ints, Any), b"\x80\x02]q\0K\x01a]h\0K\x02aa\x86.");
    check!((Ints, Any), b"\x80\x02]q\0K\x01a]h\0(K\x02eaa\x86.");
    check!((Ints, Any), b"\x80\x02]q\0K\x01ah\0K\x02a\x86.");
    check!((Any, Any), b"\x80\x02]q\0K\x01ah\0K\x02a\x86.");
    check!(Vec<Vec<Any>>, b"\x80\x02](]q\0K\x01a]h\0K\x02aae.");
    check!(Vec<Any>, b"\x80\x02](]q\0K\x01a]h\0K\x02aaK\x03e.");
    check!(Vec<Vec<Any>>, b"\x80\x02](}q\0]h\0K\x01K\x02sae.");
}

#[test]
fn no_index_is_that_of_a_name_that_was_not_met() {
    check!(Vec<Customer>, b"\x80\x02](j\xff\xff\xff\xff)\x81}(X\x02\0\0\0idK\x01X\x04\0\0\0nameX\0\0\0\0ube.");
    check!(Vec<Customer>, b"\x80\x02](cshop\nCustomer\n)\x81}(j\xff\xff\xff\xffK\x01X\x04\0\0\0nameX\0\0\0\0ube.");
    check!(Vec<pickle_core::pystd::Decimal>, b"\x80\x02](j\xff\xff\xff\xffX\x01\0\0\x001\x85Re.");
}

#[test]
fn an_object_is_built_twice() {
    const CUSTOMER: &[u8] = b"cshop\nCustomer\n)\x81q\0}(X\x02\0\0\0idK\x01X\x04\0\0\0nameX\x01\0\0\0aub";
    check!(Customer, [b"\x80\x02", CUSTOMER, b"}X\x02\0\0\0idK\x02sb."].concat());
    check!((Rc<Customer>, Rc<Customer>), [b"\x80\x02", CUSTOMER, b"h\0}X\x02\0\0\0idK\x02sb\x86."].concat());
    check!((Customer, Any), [b"\x80\x02", CUSTOMER, b"]h\0}X\x02\0\0\0idK\x02sba\x86."].concat());
    check!((Customer, Any), [b"\x80\x02", CUSTOMER, b"]h\0Nba\x86."].concat());
}

#[test]
fn a_state_is_shared() {
    const STATE: &[u8] = b"}q\x01(X\x02\0\0\0idK\x01X\x04\0\0\0nameX\x01\0\0\0au";
    const CLASS: &[u8] = b"cshop\nCustomer\n)\x81";
    check!((Customer, Customer), [b"\x80\x02", CLASS, STATE, b"b", CLASS, b"h\x01b\x86."].concat());
    check!((Customer, Any), [b"\x80\x02", CLASS, STATE, b"bh\x01\x86."].concat());
    check!((Any, Customer), [b"\x80\x02", STATE, CLASS, b"h\x01b\x86."].concat());
}

#[test]
fn a_class_is_another_value() {
    check!((Rebuilt, String), b"\x80\x02cshop\nrebuild\nq\0K\x01\x85R}X\x04\0\0\0textX\x01\0\0\0asbh\0\x86.");
    check!((String, Nowhere), b"\x80\x04\x8c\x04shop\x94h\0\x8c\x07NOWHERE\x93\x86.");
    check!((Nowhere, String), b"\x80\x04\x8c\x04shop\x94\x8c\x07NOWHERE\x94\x93\x94h\0\x86.");
    check!((Nowhere, String), b"\x80\x04\x8c\x04shop\x94\x8c\x07NOWHERE\x94\x93\x94h\x02\x86.");
    check!((Any, Any, Any), b"\x80\x04\x8c\x04shop\x94\x8c\x07NOWHERE\x94\x93\x94h\x01h\x02\x87.");
}

#[test]
fn values_begin_at_one_place() {
    check!(((Rc<str>, i64), String, (Rc<str>, i64)), b"\x80\x02X\x01\0\0\0aq\0K\x01\x86q\x01h\0h\x01\x87.");
    check!(Vec<Rc<(Rc<str>, Rc<str>)>>, b"\x80\x02](X\x01\0\0\0aq\0h\0\x86q\x01h\0h\0\x86h\x01e.");
    check!((((i64, i64), i64), (i64, i64)), b"\x80\x02K\x01K\x02\x86q\0K\x03\x86q\x01h\0\x86.");
    check!((((i64, i64), i64), ((i64, i64), i64)), b"\x80\x02K\x01K\x02\x86q\0K\x03\x86q\x01h\x01\x86.");
    check!((((i64, i64), i64), ((i64, i64), i64)), b"\x80\x02K\x01K\x02\x86q\0K\x03\x86h\0K\x04\x86\x86.");
    check!((((i64, i64), i64), ((i64, i64), i64)), b"\x80\x02K\x01K\x02\x86q\0K\x03\x86q\x01h\0\x86.");
    check!((Any, Any), b"\x80\x02K\x01K\x02\x86q\0K\x03\x86q\x01h\0\x86.");
    check!(Vec<Any>, b"\x80\x02](K\x01q\0\x85q\x01\x85q\x02h\0h\x01h\x02\x85e.");
}

#[test]
fn an_entry_is_stored_when_its_list_is_full() {
    check!((Rc<Ints>, Rc<Ints>), b"\x80\x02](K\x01K\x02eq\0h\0\x86.");
    check!((Any, Any), b"\x80\x02](K\x01K\x02eq\0h\0\x86.");
    check!(
        (Rc<Customer>, Any),
        b"\x80\x02cshop\nCustomer\n)\x81}(X\x02\0\0\0idK\x01X\x04\0\0\0nameX\0\0\0\0ubq\0h\0\x86."
    );
}

#[test]
fn frames_are_anywhere() {
    const FRAME: &[u8] = b"\x95\0\0\0\0\0\0\0\0";
    let pickle = |parts: &[&[u8]]| [b"\x80\x04", &parts.join(FRAME)[..]].concat();
    check!(Ints, pickle(&[b"]", b"\x94", b"(", b"K\x01", b"K\x02", b"e", b"."]));
    check!((String, String), pickle(&[b"\x8c\x01a", b"\x94", b"h\0", b"\x86", b"."]));
    check!(Vec<Any>, pickle(&[b"]", b"\x94", b"(", b"\x8c\x01a", b"\x94", b"h\x01", b"\x85", b"e", b"."]));
    check!((Ints, Rc<Ints>), pickle(&[b"]", b"\x94", b"K\x01", b"a", b"h\0", b"\x86", b"."]));
    check!(Ints, b"\x80\x04\x95\xff\0\0\0\0\0\0\0].");
    check!(Ints, b"\x80\x04]\x95\x01\0\0\0\0\0\0\0(K\x01e.");
    check!(Ints, b"\x80\x04\x95\x01\0\0");
    check!(Vec<Any>, b"\x80\x04](](K\x01\x95\xff\0\0\0\0\0\0\0K\x02ee.");
    check!(Vec<Any>, b"\x80\x04](]\x95\xff\0\0\0\0\0\0\0\x94e.");
}

#[test]
fn keys_are_equal_across_kinds() {
    check!(IndexMap<i64, i64>, b"\x80\x02}(K\x01K\x01\x88K\x02u.");
    check!(IndexMap<i64, i64>, b"}(I01\nI1\nI1\nI2\nu.");
    check!(IndexMap<i64, i64>, b"}(I1\nI1\nL1L\nI2\nu.");
    check!(IndexMap<i64, i64>, b"\x80\x02}(K\x01K\x01M\x01\0K\x02\x8a\x01\x01K\x03u.");
    check!(IndexMap<String, i64>, b"}(U\x01aI1\nX\x01\0\0\0aI2\nu.");
    check!(IndexMap<Any, i64>, b"}(U\x01aI1\nX\x01\0\0\0aI2\nu.");
    check!(IndexMap<Key, i64>, b"\x80\x02}(K\x01K\x01X\x01\0\0\x001K\x02K\x01K\x03u.");
    check!(IndexMap<Int64OrText, i64>, b"\x80\x02}(K\x01K\x01\x88K\x02u.");
    check_by_hand!(Pairs, b"\x80\x02}(X\x01\0\0\0aK\x01X\x01\0\0\0aK\x02u.");
    check_by_hand!(Pairs, b"\x80\x02}(K\x01K\x01K\x01K\x02u.");
    check!(Registry, b"\x80\x02cshop\nRegistry\n)\x81(U\x01aK\x01X\x01\0\0\0aK\x02u}X\x05\0\0\0titleX\0\0\0\0sb.");
}

type Int64OrText = Key;

#[test]
fn an_attribute_comes_twice() {
    check!(
        Customer,
        b"\x80\x02cshop\nCustomer\n)\x81}(X\x02\0\0\0idK\x01X\x02\0\0\0idK\x02X\x04\0\0\0nameX\0\0\0\0ub."
    );
    check!(Customer, b"\x80\x02cshop\nCustomer\n)\x81}(X\x02\0\0\0idNX\x02\0\0\0idK\x02X\x04\0\0\0nameX\0\0\0\0ub.");
    check!(
        Linked,
        b"\x80\x02cshop\nLinked\n)\x81}(X\x05\0\0\0value]X\x04\0\0\0nextNX\x01\0\0\0zK\x01X\x01\0\0\0zK\x02ub."
    );
    check!(Movie, b"\x80\x02}(X\x05\0\0\0titleX\x01\0\0\0aX\x05\0\0\0titleX\x01\0\0\0bu.");
    check!(Slots, b"\x80\x02cshop\nSlots\n)\x81N}(X\x01\0\0\0xK\x01X\x01\0\0\0xK\x02u\x86b.");
}

#[test]
fn implementations_take_nothing_or_too_much() {
    check_by_hand!(TakesNothing, b"K\x01.");
    check_by_hand!(Vec<TakesNothing>, b"\x80\x02](K\x01K\x02e.");
    check_by_hand!(Vec<TakesTwice>, b"\x80\x02](K\x01K\x02e.");
    check_by_hand!(TakesTwice, b"\x80\x02K\x01.");
    check_by_hand!((TakesTwice, Option<i64>), b"\x80\x02K\x01K\x02\x86.");
    check_by_hand!(Vec<SwallowsErrors>, b"\x80\x02](K\x01X\x01\0\0\0aK\x01K\x02\x86]K\x01ae.");
    check_by_hand!(Vec<TakesHalf>, b"\x80\x02](](K\x01K\x02e]K\x03ae.");
    check_by_hand!(Vec<TakesHalf>, b"\x80\x02](](K\x01e](K\x02ee.");
    check_by_hand!(Vec<TakesHalfOfEach>, b"\x80\x02](K\x01K\x02\x86}X\x01\0\0\0aK\x01se.");
    check_by_hand!((TakesHalf, i64), b"\x80\x02](K\x01e(K\x02eK\x03\x86.");
}

#[test]
fn depth_is_the_same_at_its_limit() {
    for depth in [1, 2, 3, 8] {
        for limit in [0, 1, 2, 3, 7, 8, 9] {
            let limited = || Unpickler::new().limits(Limits::default().with_max_tree_depth(limit));
            let list = [b"\x80\x02", &b"]".repeat(depth)[..], &b"a".repeat(depth - 1), b"."].concat();
            check!(Vec<Vec<Any>>, list, limited());
            check!(Vec<Value>, list, limited());
            let tuple = [b"\x80\x02]K\x01", &b"\x85".repeat(depth)[..], b"a."].concat();
            check!(Vec<(Any,)>, tuple, limited());
            let calls = [
                &b"\x80\x02]cshop\nCalled\nq\0"[..],
                &b"N]h\0".repeat(depth),
                b"N]\x86R",
                &b"a\x86R".repeat(depth),
                b"a.",
            ];
            check!(Vec<Called>, calls.concat(), limited());
        }
    }
}

/// Runs no longer than this in a debug build, where doubling 40 times would take hours.
const MOST_TIME: Duration = Duration::from_secs(20);

fn quickly(load: impl FnOnce() -> Way) -> Way {
    let start = Instant::now();
    let way = load();
    assert!(start.elapsed() < MOST_TIME, "{:?}", start.elapsed());
    way
}

/// Small limits, so that what is within them is quickly shown.
fn limited<'de>() -> Unpickler<'de> {
    Unpickler::new().limits(Limits::default().with_max_expand_nodes(10_000).with_max_expand_bytes(1 << 20))
}

/// A list, and lists that have twice the one before.
fn doubled(inner: &[u8], times: u8) -> Vec<u8> {
    let mut pickle = [b"\x80\x02](", inner, b"q\0"].concat();
    for number in 0..times {
        pickle.extend([b'(', b'h', number, b'h', number, b't', b'q', number + 1]);
    }
    pickle.extend(b"e.");
    pickle
}

#[test]
fn what_doubles_is_given_up_soon() {
    quickly(|| check!(Vec<Any>, doubled(b"]", 40), limited()));
    quickly(|| check!(Vec<Value>, doubled(b"K\x01", 40), limited()));
    quickly(|| check!(Vec<(Any, Any)>, doubled(b"NN\x86", 40), limited()));
    let lists = (0..40).fold(b"\x80\x02]q\0".to_vec(), |pickle, number| {
        [&pickle[..], &[b'0', b']', b'q', number + 1, b'(', b'h', number, b'h', number, b'e']].concat()
    });
    quickly(|| check!(Value, [&lists[..], b"."].concat(), limited()));
}

#[test]
fn what_is_long_is_not_taken_too_often() {
    let text = [b"X\x00\x00\x01\x00", &b"x".repeat(1 << 16)[..]].concat();
    let texts = [b"\x80\x02](", &text[..], b"q\0", &b"h\0".repeat(2_000), b"e."].concat();
    assert_eq!(quickly(|| check!(Vec<String>, texts, limited())), Way::GaveWay);
    assert_eq!(quickly(|| check!(Vec<Any>, texts, limited())), Way::GaveWay);
    assert_eq!(quickly(|| check!(Vec<(Any, i64)>, texts, limited())), Way::GaveWay);
    let ints = [b"\x80\x02](]q\0(", &b"K\x01".repeat(1_000)[..], b"e", &b"h\0".repeat(2_000), b"e."].concat();
    assert_eq!(quickly(|| check!(Vec<Ints>, ints, limited())), Way::GaveWay);
    assert_eq!(quickly(|| check!(Vec<Any>, ints, limited())), Way::GaveWay);
    assert_eq!(quickly(|| check!(Vec<Rc<Ints>>, ints, limited())), Way::Streamed);
}

#[test]
fn looking_ahead_looks_at_each_byte_a_few_times() {
    let nested = |depth: usize| {
        [b"\x80\x02]", &b"K\x01K\x02\x86]".repeat(depth)[..], b"N", &b"a\x86a".repeat(depth), b"."].concat()
    };
    quickly(|| check!(Vec<Any>, nested(60)));
    quickly(|| check!(Vec<Any>, [b"\x80\x02](", &b"]K\x01a".repeat(50_000)[..], b"e."].concat()));
    quickly(|| check!(Vec<Any>, [b"\x80\x02](", &b"K\x01(".repeat(50_000)[..], b"e."].concat()));
    quickly(|| check!(Vec<Ints>, [b"\x80\x02](", &b"](".repeat(50_000)[..], b"e."].concat()));
}
