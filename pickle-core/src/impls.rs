//! `Pickle` and `Unpickle` for Rust's own types, one kind of type a file.

mod scalars;
mod text;
mod bytes;
mod cells;
mod tuples;
mod sequences;
mod globals;
mod maps;
mod sets;
mod pointers;
mod alternatives;
