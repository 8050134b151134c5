//! `Path`: the classes of Python's `pathlib`.

mod text;

use std::fmt;

use super::dynamic::object_of_any_class;
use crate::object::Making;
use crate::schema::described;
use crate::{Global, ListWriter, Pickle, Result, Source, Tuple, Unpickle, Writer};

/// A path of Python's `pathlib`, of whichever class.
///
/// The text is the one that Python's `str` gives. Paths are equal if their classes and texts are; Python does not look
/// at the case of Windows paths. It loads the parts that Python up to 3.12 pickles and the texts of 3.13, and dumps one
/// text, which all versions read.
///
/// ```
/// use pickle_core::pystd::{Path, PathClass};
/// use pickle_core::{dumps, loads};
///
/// let path = Path::new(PathClass::PosixPath, "/srv//data/./orders.csv");
/// assert_eq!(path.as_str(), "/srv/data/orders.csv");
/// assert_eq!(loads::<Path>(&dumps(&path)?)?, path);
///
/// let path = Path::new(PathClass::PureWindowsPath, "c:/Users/Ada");
/// assert_eq!(path.as_str(), r"c:\Users\Ada");
/// # Ok::<(), pickle_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path {
    class: PathClass,
    text: String,
}

/// The classes that paths have; `Path` and `PurePath` are only their bases.
///
/// ```
/// use pickle_core::pystd::PathClass;
///
/// assert_eq!(PathClass::PosixPath.name(), "PosixPath");
/// assert!(!PathClass::PosixPath.is_windows());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PathClass {
    /// `pathlib.PosixPath`: a `Path` on Unix.
    PosixPath,
    /// `pathlib.WindowsPath`: a `Path` on Windows.
    WindowsPath,
    /// `pathlib.PurePosixPath`: a `PurePath` on Unix.
    PurePosixPath,
    /// `pathlib.PureWindowsPath`: a `PurePath` on Windows.
    PureWindowsPath,
}

/// Python 3.13 pickles the module that it moved the classes to.
const MODULES: [&str; 2] = ["pathlib", "pathlib._local"];

impl Path {
    /// The path of a class and a text, in the form that Python gives it: without double slashes and single points.
    pub fn new(class: PathClass, text: &str) -> Path {
        Path { class, text: text::normalized(class.is_windows(), &[text]) }
    }

    /// The class.
    pub fn class(&self) -> PathClass {
        self.class
    }

    /// The text; Python's `str` of it.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn from_parts(class: PathClass, parts: &[String]) -> Path {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        Path { class, text: text::normalized(class.is_windows(), &parts) }
    }

    /// Writes the arguments that the class is called with, for a subclass.
    pub(super) fn write_arguments(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut arguments = writer.tuple(self.items_len())?;
        self.write_items(&mut arguments)?;
        arguments.end()
    }

    /// How many arguments the class is called with.
    fn items_len(&self) -> usize {
        usize::from(self.text != ".")
    }

    fn write_items(&self, arguments: &mut ListWriter<'_, '_>) -> Result<()> {
        match self.text.as_str() {
            "." => Ok(()),
            // Slashes separate Windows paths too, and are shorter at protocol 0.
            text if self.class.is_windows() => arguments.item(&text.replace('\\', "/")),
            text => arguments.item(text),
        }
    }

    /// Takes the arguments that the class is called with, for a subclass.
    pub(super) fn read_posix_arguments(source: &mut Source<'_, '_>) -> Result<Path> {
        Tuple::unpickle(source).map(|parts| Path::from_parts(PathClass::PurePosixPath, &parts))
    }

    /// Takes the arguments that the class is called with, for a subclass of a class for Windows.
    pub(super) fn read_windows_arguments(source: &mut Source<'_, '_>) -> Result<Path> {
        Tuple::unpickle(source).map(|parts| Path::from_parts(PathClass::PureWindowsPath, &parts))
    }
}

impl PathClass {
    /// The class of this name, whichever version of Python names it.
    pub(super) fn of_global(class: &Global<'_>) -> Option<PathClass> {
        let is_path = MODULES.contains(&&*class.module);
        PathClass::ALL.into_iter().find(|path| is_path && path.name() == class.name)
    }

    const ALL: [PathClass; 4] =
        [PathClass::PosixPath, PathClass::WindowsPath, PathClass::PurePosixPath, PathClass::PureWindowsPath];

    /// Whether its paths are those of Windows: with drives and backslashes.
    pub const fn is_windows(self) -> bool {
        matches!(self, PathClass::WindowsPath | PathClass::PureWindowsPath)
    }

    /// The name in the module `pathlib`.
    pub const fn name(self) -> &'static str {
        match self {
            PathClass::PosixPath => "PosixPath",
            PathClass::WindowsPath => "WindowsPath",
            PathClass::PurePosixPath => "PurePosixPath",
            PathClass::PureWindowsPath => "PureWindowsPath",
        }
    }
}

/// A path of this machine's own kind.
impl AsRef<std::path::Path> for Path {
    fn as_ref(&self) -> &std::path::Path {
        self.text.as_ref()
    }
}

impl Pickle for Path {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let name = self.class.name();
        let content = format!("{name} {}", self.text);
        writer.immutable("pathlib", content.as_bytes(), |writer| {
            writer.reduce("pathlib", name, self.items_len(), |arguments| self.write_items(arguments))
        })
    }

    fn as_any(&self) -> Option<&dyn std::any::Any> {
        Some(self)
    }
}

impl<'de> Unpickle<'de> for Path {
    described!(Type::Standard(StandardClass::Path));

    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        if source.is_stream() {
            return source.in_graph(Path::unpickle);
        }
        let (named, view) = object_of_any_class(source, Making::Call, "a pathlib path")?;
        let Some(class) = PathClass::of_global(&named).filter(|_| view.effects.is_empty()) else {
            return Err(source.mismatch("a pathlib path"));
        };
        let read = |source: &mut Source<'_, 'de>| source.str().map(|text| text.into_owned());
        let parts: Vec<String> = view.arguments.iter().map(|&part| source.part(part, read)).collect::<Result<_>>()?;
        Ok(Path::from_parts(class, &parts))
    }
}

/// Python's `str` of it.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}
