//! A value in one line, without its parts.

use std::borrow::Cow;

use pickle_core::opcode::Text;
use pickle_core::pickletools::Argument;
use pickle_core::{NodeRef, ObjectRef, Value};

use super::style::Style;

/// How a value is put into one line.
#[derive(Clone, Copy)]
pub(crate) struct Summary {
    pub(crate) style: Style,
    /// How many characters of a text to show.
    pub(crate) max_length: usize,
}

/// How many characters of a name to show: class names are short.
const LONGEST_NAME: usize = 200;

impl Summary {
    pub(crate) fn of(self, node: NodeRef<'_, '_>) -> String {
        let value = node.value();
        if let (Value::Object(_), Some(name)) = (&value, node.global_name()) {
            return self.global(&name.module, &name.name);
        }
        match value {
            Value::None => "None".to_owned(),
            Value::Bool(value) => Argument::Bool(value).to_string(),
            Value::Int(value) => format!("{value:?}"),
            Value::Float(value) => Argument::Float(value).to_string(),
            Value::Complex(real, imaginary) => {
                format!("complex({}, {})", Argument::Float(real), Argument::Float(imaginary))
            }
            Value::Str(text) => self.text(text),
            Value::SurrogateStr(bytes) => self.surrogate_text(bytes),
            Value::ByteString(bytes) => format!("{} (str of Python 2)", self.bytes(bytes, Argument::Bytes)),
            Value::Bytes(bytes) => self.bytes(bytes, Argument::Bytes),
            Value::ByteArray(bytes) => self.bytes(bytes, Argument::ByteArray),
            Value::Buffer { index, readonly: false } => format!("out-of-band buffer {index}"),
            Value::Buffer { index, readonly: true } => format!("out-of-band buffer {index}, read-only"),
            Value::List(items) => counted("list", items.len(), "item"),
            Value::Tuple(items) => counted("tuple", items.len(), "item"),
            Value::Dict(entries) => counted("dict", entries.len(), "entry"),
            Value::Set(items) => counted("set", items.len(), "item"),
            Value::FrozenSet(items) => counted("frozenset", items.len(), "item"),
            Value::Global(global) => self.global(&global.module, &global.name),
            Value::Object(object) => self.object(object),
            Value::Persistent(_) => "persistent id".to_owned(),
            Value::Extension(code) => format!("extension code {code}"),
            _ => "a value that this program does not know".to_owned(),
        }
    }

    fn global(self, module: &str, name: &str) -> String {
        format!(
            "global {}",
            self.style.name(&printable_name(&format!("{}.{}", cut(module, LONGEST_NAME), cut(name, LONGEST_NAME))))
        )
    }

    fn object(self, object: ObjectRef<'_, '_>) -> String {
        if let Some(named) = object.existing() {
            return format!("{}, changed", self.of_named(named));
        }
        let callable = object.callable().and_then(|callable| callable.global_name());
        let kind = if object.is_call() { "call of" } else { "object of" };
        match callable {
            Some(name) => {
                let name = format!("{}.{}", cut(&name.module, LONGEST_NAME), cut(&name.name, LONGEST_NAME));
                format!("{kind} {}", self.style.name(&printable_name(&name)))
            }
            None => format!("{kind} what another value gives"),
        }
    }

    /// What a pickle names: never an object that was made.
    fn of_named(self, node: NodeRef<'_, '_>) -> String {
        match node.value() {
            Value::Global(global) => self.global(&global.module, &global.name),
            Value::Extension(code) => format!("extension code {code}"),
            _ => "persistent id".to_owned(),
        }
    }

    fn text(self, text: &str) -> String {
        let shown = cut(text, self.max_length);
        let repr = Argument::Str(Text::Str(Cow::Borrowed(shown))).to_string();
        self.with_length(repr, shown.len() == text.len(), text.len())
    }

    fn surrogate_text(self, bytes: &[u8]) -> String {
        let is_first_of_character = |place: &usize| bytes.get(*place).is_none_or(|byte| !matches!(byte, 0x80..=0xbf));
        let end = (0..=self.max_length.min(bytes.len())).rev().find(is_first_of_character).unwrap_or_default();
        let shown = bytes.get(..end).unwrap_or_default();
        let repr = Argument::Str(Text::Surrogates(Cow::Borrowed(shown))).to_string();
        self.with_length(repr, end == bytes.len(), bytes.len())
    }

    fn bytes<'a>(self, bytes: &'a [u8], argument: impl Fn(&'a [u8]) -> Argument<'a>) -> String {
        let shown = bytes.get(..self.max_length).unwrap_or(bytes);
        self.with_length(argument(shown).to_string(), shown.len() == bytes.len(), bytes.len())
    }

    fn with_length(self, repr: String, is_whole: bool, length: usize) -> String {
        if is_whole { repr } else { format!("{repr}... ({length} bytes)") }
    }
}

fn counted(kind: &str, count: usize, item: &str) -> String {
    match (count, item) {
        (1, item) => format!("{kind}, 1 {item}"),
        (count, "entry") => format!("{kind}, {count} entries"),
        (count, item) => format!("{kind}, {count} {item}s"),
    }
}

/// At most so many characters from the beginning of a text.
fn cut(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// A name from a pickle, without anything that a terminal would obey.
pub(crate) fn printable_name(name: &str) -> String {
    name.escape_debug().to_string()
}
