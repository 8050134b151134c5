//! Persistent ids, reducers, dispatch tables, extension codes and the policy on globals, against CPython where CPython
//! has a say.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod extensions;
mod globals;
mod persistent;
mod python;
#[path = "../with_python/mod.rs"]
mod with_python;
mod reducers;

use pickle_core::Pickle;

/// The classes of `hooks.py`.
#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Memo {
    key: i64,
    task: String,
}

#[derive(Debug, Clone, PartialEq, Pickle)]
#[pickle(module = "shop")]
struct Order {
    id: i64,
}

fn memos() -> [Memo; 3] {
    ["give food to fish", "prepare group meeting", "fight with a zebra"]
        .map(str::to_owned)
        .into_iter()
        .zip(0..)
        .map(|(task, key)| Memo { key, task })
        .collect::<Vec<_>>()
        .try_into()
        .expect("three memos")
}
