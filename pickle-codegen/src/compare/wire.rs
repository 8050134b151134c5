//! What stands in the pickle of an instance: how it is made, and which state it gets. Fields are indices.

use pickle_core::schema::{ClassName, Field, Layout, Place, Record};

/// The pickle of an instance.
pub(super) struct Wire<'r> {
    pub(super) making: Making<'r>,
    pub(super) state: State,
    /// The fields that are no attributes but what the object holds as an instance of a builtin class.
    pub(super) contents: Vec<usize>,
}

/// How the instance is made.
pub(super) enum Making<'r> {
    /// `cls.__new__(cls, *arguments)`
    New(Vec<usize>),
    /// `cls(*arguments)`
    Call(Vec<usize>),
    /// `callable(*arguments)`
    Reduce(&'r ClassName, Vec<usize>),
    /// `cls(**arguments)`
    Keywords(Vec<usize>),
    /// It is a dict with these keys.
    Mapping(Vec<usize>),
    /// It is found by its name.
    Global,
}

/// The state that the instance gets.
#[derive(Default)]
pub(super) enum State {
    #[default]
    None,
    /// What the `__dict__` and the slots hold, by name.
    Named { dict: Vec<usize>, slots: Vec<usize> },
    /// The values alone, in a list or in a tuple.
    Positional { values: Vec<usize>, is_tuple: bool },
    /// The parts of a pydantic model.
    Model(Vec<usize>),
}

impl<'r> Wire<'r> {
    /// What an instance of the record is pickled as.
    pub(super) fn of(record: &'r Record) -> Wire<'r> {
        Wire { making: making(record), state: state(record), contents: places(record, is_contents) }
    }
}

fn making(record: &Record) -> Making<'_> {
    match &record.layout {
        Layout::Args => Making::New(places(record, |place| place == Place::State)),
        Layout::Call => Making::Call(call_arguments(record)),
        Layout::Reduce(reduce) => Making::Reduce(&reduce.callable, named(record, &reduce.arguments)),
        Layout::MsgspecKwOnly => Making::Keywords(places(record, |_| true)),
        Layout::Mapping => Making::Mapping(places(record, |_| true)),
        Layout::Global(_) => Making::Global,
        _ => Making::New(named(record, &record.new_arguments.positional)),
    }
}

fn state(record: &Record) -> State {
    let is_attribute = |place| !is_contents(place) && place != Place::Argument;
    match &record.layout {
        Layout::Dict | Layout::Attrs => {
            State::Named { dict: places(record, is_attribute), slots: Vec::new() }.unless_empty()
        }
        Layout::Slots => State::Named { dict: Vec::new(), slots: places(record, is_attribute) }.unless_empty(),
        Layout::DictSlots => {
            let dict = places(record, |place| is_attribute(place) && place != Place::Slot);
            State::Named { dict, slots: places(record, |place| place == Place::Slot) }.unless_empty()
        }
        Layout::List => State::Positional { values: places(record, |_| true), is_tuple: false },
        Layout::Tuple => State::Positional { values: places(record, |_| true), is_tuple: true },
        Layout::Args => {
            State::Named { dict: places(record, |place| place == Place::Attribute), slots: Vec::new() }.unless_empty()
        }
        Layout::Call => {
            let arguments = call_arguments(record);
            let dict = places(record, is_attribute).into_iter().filter(|field| !arguments.contains(field));
            State::Named { dict: dict.collect(), slots: Vec::new() }.unless_empty()
        }
        Layout::Reduce(reduce) => State::Named { dict: named(record, &reduce.state), slots: Vec::new() }.unless_empty(),
        Layout::Pydantic1 | Layout::Pydantic2 | Layout::Pydantic2Root => State::Model(places(record, |_| true)),
        _ => State::None,
    }
}

impl State {
    fn unless_empty(self) -> State {
        match &self {
            State::Named { dict, slots } if dict.is_empty() && slots.is_empty() => State::None,
            _ => self,
        }
    }
}

/// The arguments of a call of the class: the fields that are marked so, or all.
pub(super) fn call_arguments(record: &Record) -> Vec<usize> {
    let is_argument = |field: &Field| matches!(field.place, Place::Argument | Place::Arguments);
    if record.fields.iter().any(|field| is_argument(field) || is_contents(field.place)) {
        places(record, |place| place == Place::Argument)
    } else {
        places(record, |_| true)
    }
}

/// Whether the field is no attribute.
pub(super) fn is_contents(place: Place) -> bool {
    matches!(place, Place::Arguments | Place::Value(_) | Place::Items | Place::Entries)
}

/// The fields at such places.
pub(super) fn places(record: &Record, is_meant: impl Fn(Place) -> bool) -> Vec<usize> {
    let meant = record.fields.iter().enumerate().filter(|(_, field)| is_meant(field.place));
    meant.map(|(index, _)| index).collect()
}

/// The fields of these names.
pub(super) fn named(record: &Record, names: &[String]) -> Vec<usize> {
    let position = |name: &String| record.fields.iter().position(|field| field.name == *name);
    names.iter().filter_map(position).collect()
}
