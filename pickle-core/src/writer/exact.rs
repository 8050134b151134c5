//! Writing byte for byte as CPython's C pickler does: what is one object there, and so is written once.

use std::collections::HashMap;

use crate::Result;
use crate::argument::ModuleAndName;
use crate::opcode::Instruction;
use crate::protocol::Protocol;

use super::global::{MOST_NAMES, unpicklable_name};
use super::memo::{Key, Kind, MemoId};
use super::{Truth, Writer};

/// The name of the module of functions in C, which all of them have.
const MODULE_OF_FUNCTIONS: Kind = "module of functions";

/// An address for each value of which Python has one, below the end of the address space, where no value stands.
#[derive(Default)]
pub(super) struct Singletons(HashMap<(Kind, Box<[u8]>), usize>);

impl Singletons {
    fn address(&mut self, kind: Kind, content: &[u8]) -> usize {
        let next = usize::MAX - self.0.len();
        *self.0.entry((kind, content.into())).or_insert(next)
    }
}

impl Writer<'_> {
    /// Whether the pickle has to be CPython's, byte for byte.
    #[inline]
    pub(super) fn is_exact(&self) -> bool {
        self.options.exact
    }

    /// Writes a `str` that Python interns, such as the name of an attribute or a keyword: equal ones are one object.
    ///
    /// It makes a difference only with [`Pickler::exact`](crate::Pickler::exact); otherwise equal strings are written once
    /// anyway, as by [`Writer::str`].
    ///
    /// # Errors
    ///
    /// As [`Writer::str`].
    pub fn interned_str(&mut self, text: &str) -> Result<()> {
        self.interned_text(&Key::str(text.as_bytes()), text).map(drop)
    }

    /// Writes a `str` that Python interns, whose key is known; gives its entry if it is one to refer to.
    pub(super) fn interned_text(&mut self, key: &Key<'_>, text: &str) -> Result<Option<MemoId>> {
        let entry = match self.is_exact() {
            true => self.known_text(key, text).map(|()| self.find(key)),
            false => self.find_or_write(key, false, |writer| writer.write_str(text)),
        };
        self.end_value(Truth::of(!text.is_empty()))?;
        entry
    }

    /// Writes a value of which Python has one object, such as a member of an enum: when it was written before, the pickle
    /// refers to it.
    ///
    /// As [`Writer::immutable`], but with [`Pickler::exact`](crate::Pickler::exact) too, where CPython writes equal values
    /// again unless they are one object.
    ///
    /// ```
    /// use pickle_core::{Pickle, Pickler, Result, Writer};
    ///
    /// struct Utc;
    ///
    /// impl Pickle for Utc {
    ///     fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
    ///         writer.singleton("utc", b"", |writer| writer.reduce("zones", "utc", 0, |_| Ok(())))
    ///     }
    /// }
    ///
    /// let bytes = Pickler::new().exact(true).dumps(&[Utc, Utc])?;
    /// assert!(bytes.ends_with(b"R\x94h\x04e.")); // REDUCE, MEMOIZE, BINGET 4, APPENDS, STOP
    /// # Ok::<(), pickle_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of `write`.
    pub fn singleton(
        &mut self,
        kind: &'static str,
        content: &[u8],
        write: impl FnOnce(&mut Writer<'_>) -> Result<()>,
    ) -> Result<()> {
        if !self.is_exact() {
            return self.immutable(kind, content, write);
        }
        let address = self.singletons.get_or_insert_default().address(kind, content);
        self.shared(std::ptr::without_provenance(address), write)
    }

    /// Writes text or bytes as an object of its own, unless CPython has it only once.
    pub(super) fn exact_content(&mut self, key: Key<'_>, write: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let identity = self.take_identity();
        self.begin_value();
        let id = match self.find(&key) {
            Some(id) if key.is_singleton() => {
                self.get(id);
                id
            }
            None if key.is_singleton() => {
                write(self)?;
                self.memoize_content(&key)?
            }
            _ => {
                write(self)?;
                self.memoize()?
            }
        };
        self.name_entry(id, identity);
        self.end_value(Truth::of(!key.is_empty()))
    }

    /// Writes a text of which there is one object of this kind, without ending the value.
    fn known_text(&mut self, key: &Key<'_>, text: &str) -> Result<()> {
        self.begin_value();
        match self.find(key) {
            Some(id) => self.get(id),
            None => {
                self.write_str(text)?;
                self.memoize_content(key)?;
            }
        }
        Ok(())
    }

    /// Writes the names that `STACK_GLOBAL` takes.
    pub(super) fn write_exact_names(&mut self, module: &str, name: &str) -> Result<()> {
        match origin(module, name) {
            Origin::Python => {
                self.interned_str(module)?;
                self.interned_str(name)
            }
            Origin::StaticType => {
                self.interned_str(module)?;
                self.str(name)
            }
            Origin::Function => {
                let key = self.tables.memo.key(MODULE_OF_FUNCTIONS, module.as_bytes());
                self.known_text(&key, module)?;
                self.end_value(Truth::True)?;
                self.str(name)
            }
            Origin::HeapType => {
                self.str(module)?;
                self.str(name)
            }
        }
    }

    /// Writes `getattr(getattr(Outer, 'Inner'), 'Innermost')` as CPython 3.13 does: only the names and the result are kept.
    pub(super) fn write_exact_dotted_global(&mut self, module: &str, name: &str) -> Result<MemoId> {
        let mut names = name.split('.');
        let inner = names.clone().count() - 1;
        if inner >= MOST_NAMES {
            return Err(unpicklable_name(name, "a name of more than 32 parts", Protocol::V4));
        }
        let ModuleAndName { module: own_module, name: outer } = self.text_name(module, names.next().unwrap_or(name))?;
        for _ in 0..inner {
            self.global("builtins", "getattr")?;
            self.open_tuple(2);
        }
        self.write(Instruction::Global(ModuleAndName { module: own_module, name: outer }));
        for name in names {
            self.str(name)?;
            self.close_tuple(2);
            self.write(Instruction::Reduce);
        }
        self.memoize_global(module, name)
    }

    /// Stores the top of the stack, a value that CPython makes for the pickle and that nothing else refers to.
    pub(super) fn memoize_new(&mut self) -> Result<()> {
        if self.is_exact() {
            self.memoize()?;
        }
        Ok(())
    }

    pub(super) fn close_new_tuple(&mut self, len: usize) -> Result<()> {
        self.close_tuple(len);
        if len == 0 { Ok(()) } else { self.memoize_new() }
    }

    pub(super) fn open_new_list(&mut self) -> Result<()> {
        self.open_list();
        self.memoize_new()
    }

    pub(super) fn open_new_dict(&mut self) -> Result<()> {
        self.open_dict();
        self.memoize_new()
    }
}

/// How a class or function is defined, which says whether the strings that name it are interned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// In Python: both are.
    Python,
    /// A static type in C: its name is made anew.
    StaticType,
    /// A function in C: those of one module have one string for it.
    Function,
    /// A type in C that is made at run time: it has strings of its own.
    HeapType,
}

/// The classes and functions of CPython 3.13's library that are written in C and found in pickles.
///
/// `tests/data/exact.txt` has CPython's pickles of most of them.
const IN_C: [(&str, Origin, &[&str]); 18] = [
    ("_codecs", Origin::Function, &["encode"]),
    ("array", Origin::Function, &["_array_reconstructor"]),
    ("array", Origin::HeapType, &["array"]),
    ("builtins", Origin::Function, &["getattr", "iter", "len", "print", "sum", "max", "min", "abs", "sorted", "repr"]),
    ("builtins", Origin::HeapType, &["ExceptionGroup"]),
    ("builtins", Origin::StaticType, &[]),
    ("collections", Origin::HeapType, &["deque", "defaultdict"]),
    ("collections", Origin::StaticType, &["OrderedDict"]),
    ("datetime", Origin::StaticType, &["date", "datetime", "time", "timedelta", "timezone", "tzinfo"]),
    ("decimal", Origin::HeapType, &[]),
    ("functools", Origin::HeapType, &["partial"]),
    ("itertools", Origin::HeapType, &[]),
    ("math", Origin::Function, &[]),
    ("operator", Origin::HeapType, &["attrgetter", "itemgetter", "methodcaller"]),
    ("_operator", Origin::Function, &[]),
    ("types", Origin::StaticType, &["SimpleNamespace"]),
    ("zlib", Origin::Function, &["compress", "decompress"]),
    ("zoneinfo", Origin::HeapType, &["ZoneInfo"]),
];

/// Whether a class, given by a name that may be dotted, is defined in Python.
pub(super) fn is_defined_in_python(module: &str, name: &str) -> bool {
    let outermost = name.split('.').next().unwrap_or(name);
    origin(module, outermost) == Origin::Python
}

fn origin(module: &str, name: &str) -> Origin {
    let row = IN_C.iter().find(|(of, _, names)| *of == module && (names.is_empty() || names.contains(&name)));
    row.map_or(Origin::Python, |(_, origin, _)| *origin)
}
