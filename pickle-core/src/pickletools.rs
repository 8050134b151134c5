//! Python's `pickletools`: the opcodes of a pickle one by one, as text, and without the memo entries that nothing reads.
//!
//! * [`genops`] gives the opcodes,
//! * [`dis`] prints and checks them,
//! * [`optimize`] drops the `PUT`s that no `GET` refers to.
//!
//! None of them builds a value or looks at what a name means. They follow CPython's module of that name, also where its
//! reading of an argument differs from that of the unpickler (`I010` is ten here and eight there).
//!
//! ```
//! use pickle_core::pickletools::{DisOptions, dis, optimize};
//!
//! let pickle = optimize(b"\x80\x02]q\x00(K\x01K\x02e.")?;
//! assert_eq!(pickle, b"\x80\x02](K\x01K\x02e.");
//!
//! let mut text = Vec::new();
//! dis(&pickle, &mut text, &DisOptions::new())?;
//! assert_eq!(
//!     String::from_utf8_lossy(&text),
//!     r"    0: \x80 PROTO      2
//!     2: ]    EMPTY_LIST
//!     3: (    MARK
//!     4: K        BININT1    1
//!     6: K        BININT1    2
//!     8: e        APPENDS    (MARK at 3)
//!     9: .    STOP
//! highest protocol among opcodes = 2
//! "
//! );
//! # Ok::<(), pickle_core::Error>(())
//! ```

mod repr;
mod argument;
mod genops;
mod dis;
mod optimize;

pub use argument::Argument;
pub use dis::{DisMemo, DisOptions, dis, dis_with_memo};
pub use genops::{Op, Ops, genops};
pub use optimize::optimize;
