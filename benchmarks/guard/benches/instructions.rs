//! The hot paths whose instructions are counted.
//!
//! The pickles are CPython's; `cargo run --release --manifest-path benchmarks/Cargo.toml -- guard-pickles` makes them anew.

#![allow(missing_docs, reason = "the macros make items without any")]

use std::hint::black_box;

use gungraun::prelude::*;
use pickle_core::{Graph, Pickle, Pickler, Unpickle, loads};
use workloads::{Event, Order, User, UserRef};

type Texts = pickle_core::IndexMap<String, String>;

static USERS: &[u8] = include_bytes!("../pickles/users.pickle");
static ORDERS: &[u8] = include_bytes!("../pickles/orders.pickle");
static FLOATS: &[u8] = include_bytes!("../pickles/floats.pickle");
static INTS: &[u8] = include_bytes!("../pickles/ints.pickle");
static TEXTS: &[u8] = include_bytes!("../pickles/texts.pickle");
static EVENT: &[u8] = include_bytes!("../pickles/event.pickle");

/// Loads a value; it is dropped when nothing is counted any more.
fn load<T: Unpickle<'static>>(pickle: &'static [u8]) -> T {
    black_box(loads(black_box(pickle)).expect("Python made the pickle"))
}

/// A value that the dump does not have to drop.
fn kept<T: Unpickle<'static>>(pickle: &'static [u8]) -> &'static T {
    Box::leak(Box::new(load(pickle)))
}

fn dump<T: Pickle>(value: &T) -> Vec<u8> {
    black_box(Pickler::new().dumps(black_box(value)).expect("the value was loaded"))
}

#[library_benchmark]
fn load_users() -> Vec<User> {
    load(USERS)
}

#[library_benchmark]
fn load_users_borrowed() -> Vec<UserRef<'static>> {
    load(USERS)
}

#[library_benchmark]
fn load_users_as_graph() -> Graph<'static> {
    black_box(Graph::loads(black_box(USERS)).expect("Python made the pickle"))
}

#[library_benchmark]
fn load_orders() -> Vec<Order> {
    load(ORDERS)
}

#[library_benchmark]
fn load_floats() -> Vec<f64> {
    load(FLOATS)
}

#[library_benchmark]
fn load_ints() -> Vec<i64> {
    load(INTS)
}

#[library_benchmark]
fn load_texts() -> Texts {
    load(TEXTS)
}

#[library_benchmark]
fn load_event() -> Event {
    load(EVENT)
}

#[library_benchmark]
#[bench::all(kept::<Vec<User>>(USERS))]
fn dump_users(users: &Vec<User>) -> Vec<u8> {
    dump(users)
}

#[library_benchmark]
#[bench::all(kept::<Vec<Order>>(ORDERS))]
fn dump_orders(orders: &Vec<Order>) -> Vec<u8> {
    dump(orders)
}

#[library_benchmark]
#[bench::all(kept::<Vec<f64>>(FLOATS))]
fn dump_floats(floats: &Vec<f64>) -> Vec<u8> {
    dump(floats)
}

#[library_benchmark]
#[bench::all(kept::<Texts>(TEXTS))]
fn dump_texts(texts: &Texts) -> Vec<u8> {
    dump(texts)
}

#[library_benchmark]
#[bench::all(kept::<Event>(EVENT))]
fn dump_event(event: &Event) -> Vec<u8> {
    dump(event)
}

library_benchmark_group!(
    name = hot_paths,
    benchmarks = [
        load_users,
        load_users_borrowed,
        load_users_as_graph,
        load_orders,
        load_floats,
        load_ints,
        load_texts,
        load_event,
        dump_users,
        dump_orders,
        dump_floats,
        dump_texts,
        dump_event
    ]
);

main!(library_benchmark_groups = hot_paths);
