//! Python's manual of `pickle`, section by section, with what stands for each capability here.
//!
#![doc = include_str!("../docs/manual.md")]
