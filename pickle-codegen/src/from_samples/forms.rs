//! Forms: how an object is made and which kind of state it gets, as far as that tells the layout of its class.

use std::fmt;

use pickle_core::schema::ClassName;
use pickle_core::{NodeRef, ObjectMaking, Value, ValueBase};

/// How an object is made and gets its state.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Form {
    pub(super) making: Making,
    pub(super) state: State,
    /// The function that takes the object and the state.
    pub(super) state_setter: Option<ClassName>,
}

/// How an object is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Making {
    New,
    /// By `copyreg.__newobj__` where Python itself would not use it.
    Reduced,
    Reconstructed(Base),
    OldStyle,
    Call,
    CallWithKeywords,
}

/// The builtin class that makes an object below protocol 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Base {
    Object,
    List,
    Dict,
    Int,
    Float,
    Complex,
    Str,
    Bytes,
    Tuple,
    Other,
}

/// The state of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    None,
    Dict,
    Slots,
    DictSlots,
    List,
    Tuple,
    Pydantic1,
    Pydantic2,
    Pydantic2Root,
    /// One that only a `__setstate__` understands.
    Other,
}

impl Making {
    pub(super) fn of(making: &ObjectMaking<'_, '_>) -> Making {
        match making {
            ObjectMaking::Reduced => Making::Reduced,
            ObjectMaking::Reconstructed { base, .. } => Making::Reconstructed(Base::of(&base.name)),
            ObjectMaking::OldStyle => Making::OldStyle,
            ObjectMaking::Call => Making::Call,
            ObjectMaking::CallWithKeywords => Making::CallWithKeywords,
            _ => Making::New,
        }
    }

    /// Whether the class is called.
    pub(super) fn is_call(self) -> bool {
        matches!(self, Making::Call | Making::CallWithKeywords)
    }
}

impl Base {
    fn of(name: &str) -> Base {
        match name {
            "object" => Base::Object,
            "list" => Base::List,
            "dict" => Base::Dict,
            "int" => Base::Int,
            "float" => Base::Float,
            "complex" => Base::Complex,
            "str" => Base::Str,
            "bytes" => Base::Bytes,
            "tuple" => Base::Tuple,
            _ => Base::Other,
        }
    }

    /// What a field for the value of such an object is marked with.
    pub(super) fn value_base(self) -> Option<ValueBase> {
        Some(match self {
            Base::Int => ValueBase::Int,
            Base::Float => ValueBase::Float,
            Base::Complex => ValueBase::Complex,
            Base::Str => ValueBase::Str,
            Base::Bytes => ValueBase::Bytes,
            Base::Tuple => ValueBase::Tuple,
            _ => return None,
        })
    }
}

impl State {
    /// The kind of state that a node is.
    pub(super) fn of(node: NodeRef<'_, '_>) -> State {
        match node.value() {
            Value::None => State::None,
            Value::Dict(entries) => match text_keys(&entries) {
                Some(keys) => State::of_keys(&keys),
                None => State::Other,
            },
            Value::Tuple(items) => match items[..] {
                [attributes, slots] if is_attributes(slots) && is_attributes(attributes) => State::DictSlots,
                [none, slots] if is_attributes(slots) && is_none(none) => State::Slots,
                _ => State::Tuple,
            },
            Value::List(_) => State::List,
            _ => State::Other,
        }
    }

    fn of_keys(keys: &[&str]) -> State {
        let has = |key: &str| keys.contains(&key);
        match keys.len() {
            2..=4 if has("__dict__") && has("__pydantic_extra__") => State::Pydantic2,
            2..=4 if has("__dict__") && has("__pydantic_fields_set__") => State::Pydantic2Root,
            2..=3 if has("__dict__") && has("__fields_set__") => State::Pydantic1,
            _ => State::Dict,
        }
    }

    pub(super) fn is_pydantic(self) -> bool {
        matches!(self, State::Pydantic1 | State::Pydantic2 | State::Pydantic2Root)
    }
}

/// What only looks like a dict is no attributes; a list is not even looked at, as many states may have the same one.
fn is_attributes(node: NodeRef<'_, '_>) -> bool {
    node.is_dict() && matches!(node.value(), Value::Dict(entries) if text_keys(&entries).is_some())
}

fn is_none(node: NodeRef<'_, '_>) -> bool {
    node.part_count().is_none() && matches!(node.value(), Value::None)
}

/// The keys, if all of them are text.
fn text_keys<'g>(entries: &[(NodeRef<'g, '_>, NodeRef<'g, '_>)]) -> Option<Vec<&'g str>> {
    entries.iter().map(|(key, _)| text(*key)).collect()
}

/// The text of a `str`, be it one of Python 2.
pub(super) fn text<'g>(node: NodeRef<'g, '_>) -> Option<&'g str> {
    match node.value() {
        Value::Str(text) => Some(text),
        Value::ByteString(bytes) if bytes.is_ascii() => std::str::from_utf8(bytes).ok(),
        _ => None,
    }
}

/// The form in words, such as `made by a call, with a dict as its state`.
impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let made = match self.making {
            Making::New | Making::Reduced | Making::Reconstructed(_) => "made by `__new__`",
            Making::OldStyle => "an instance of an old-style class",
            Making::Call => "made by a call",
            Making::CallWithKeywords => "made by a call with keywords",
        };
        let state = match self.state {
            State::None => "no state",
            State::Dict => "a dict as its state",
            State::Slots => "slots as its state",
            State::DictSlots => "a dict and slots as its state",
            State::List => "a list as its state",
            State::Tuple => "a tuple as its state",
            State::Pydantic1 => "the state of a pydantic 1 model",
            State::Pydantic2 => "the state of a pydantic 2 model",
            State::Pydantic2Root => "the state of a pydantic 2 root model",
            State::Other => "a state that only its `__setstate__` understands",
        };
        write!(f, "{made}, with {state}")?;
        match &self.state_setter {
            Some(setter) => write!(f, ", set by `{setter}`"),
            None => Ok(()),
        }
    }
}
