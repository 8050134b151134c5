//! The table of the builtin exceptions of all versions of Python 3, with the attributes that they keep outside of the
//! `__dict__` and beside `args`.

const IMPORT: &[&str] = &["msg", "name", "path"];
const NAME: &[&str] = &["name"];
const SYNTAX: &[&str] = &["msg", "filename", "lineno", "offset", "text"];
const SYSTEM: &[&str] = &["errno", "strerror", "filename", "filename2"];
const UNICODE: &[&str] = &["encoding", "object", "start", "end", "reason"];

const EXCEPTIONS: &[(&str, &[&str])] = &[
    ("ArithmeticError", &[]),
    ("AssertionError", &[]),
    ("AttributeError", &["name", "obj"]),
    ("BaseException", &[]),
    ("BaseExceptionGroup", &[]),
    ("BlockingIOError", SYSTEM),
    ("BrokenPipeError", SYSTEM),
    ("BufferError", &[]),
    ("BytesWarning", &[]),
    ("ChildProcessError", SYSTEM),
    ("ConnectionAbortedError", SYSTEM),
    ("ConnectionError", SYSTEM),
    ("ConnectionRefusedError", SYSTEM),
    ("ConnectionResetError", SYSTEM),
    ("DeprecationWarning", &[]),
    ("EOFError", &[]),
    ("EncodingWarning", &[]),
    ("EnvironmentError", SYSTEM),
    ("Exception", &[]),
    ("ExceptionGroup", &[]),
    ("FileExistsError", SYSTEM),
    ("FileNotFoundError", SYSTEM),
    ("FloatingPointError", &[]),
    ("FutureWarning", &[]),
    ("GeneratorExit", &[]),
    ("IOError", SYSTEM),
    ("ImportError", IMPORT),
    ("ImportWarning", &[]),
    ("IndentationError", SYNTAX),
    ("IndexError", &[]),
    ("InterruptedError", SYSTEM),
    ("IsADirectoryError", SYSTEM),
    ("KeyError", &[]),
    ("KeyboardInterrupt", &[]),
    ("LookupError", &[]),
    ("MemoryError", &[]),
    ("ModuleNotFoundError", IMPORT),
    ("NameError", NAME),
    ("NotADirectoryError", SYSTEM),
    ("NotImplementedError", &[]),
    ("OSError", SYSTEM),
    ("OverflowError", &[]),
    ("PendingDeprecationWarning", &[]),
    ("PermissionError", SYSTEM),
    ("ProcessLookupError", SYSTEM),
    ("PythonFinalizationError", &[]),
    ("RecursionError", &[]),
    ("ReferenceError", &[]),
    ("ResourceWarning", &[]),
    ("RuntimeError", &[]),
    ("RuntimeWarning", &[]),
    ("StopAsyncIteration", &[]),
    ("StopIteration", &["value"]),
    ("SyntaxError", SYNTAX),
    ("SyntaxWarning", &[]),
    ("SystemError", &[]),
    ("SystemExit", &["code"]),
    ("TabError", SYNTAX),
    ("TimeoutError", SYSTEM),
    ("TypeError", &[]),
    ("UnboundLocalError", NAME),
    ("UnicodeDecodeError", UNICODE),
    ("UnicodeEncodeError", UNICODE),
    ("UnicodeError", &[]),
    ("UnicodeTranslateError", UNICODE),
    ("UnicodeWarning", &[]),
    ("UserWarning", &[]),
    ("ValueError", &[]),
    ("Warning", &[]),
    ("WindowsError", SYSTEM),
    ("ZeroDivisionError", &[]),
];

/// Whether `name` is a builtin exception.
pub(super) fn is_exception(name: &str) -> bool {
    EXCEPTIONS.iter().any(|row| row.0 == name)
}

/// The attributes that the class at a dotted path keeps outside of the `__dict__`, if it is a builtin exception.
pub(super) fn builtin_attributes(path: &str) -> &'static [&'static str] {
    let name = path.strip_prefix("builtins.").unwrap_or(path);
    EXCEPTIONS.iter().find(|row| row.0 == name).map_or(&[], |row| row.1)
}
