//! What a class must be like to be flattened into another one, checked by the compiler.

use super::{Piece, Pieces};
use crate::class::{Class, Field, Layout};

impl Pieces {
    /// Holds the flattened piece at this position to the rules, as a part of a class of this layout.
    ///
    /// # Panics
    ///
    /// At compile time, with the rule that is broken.
    #[track_caller]
    pub const fn check(self, piece: usize, layout: Layout) {
        let Piece::Flattened { class, keeps_rest } = self.0[piece] else { return };
        check_layout(class, layout);
        check_alone(class, keeps_rest);
        self.check_names(piece, class, layout);
    }

    /// No attribute has the name of one in an earlier piece or, if that is the struct's own, in a later one.
    #[track_caller]
    const fn check_names(self, piece: usize, class: &'static Class, layout: Layout) {
        let mut other = 0;
        while other < self.0.len() {
            let is_checked = other < piece || matches!(self.0[other], Piece::Own(_));
            let mut inside = 0;
            while is_checked && inside < self.0[other].len() {
                check_names_against(class, self.0[other].field(inside, layout));
                inside += 1;
            }
            other += 1;
        }
    }
}

/// The attributes stand where those of the outer class do, or are the part of them that are slots.
#[track_caller]
const fn check_layout(class: &'static Class, layout: Layout) {
    let rule = match (layout, class.layout) {
        (Layout::Dict, Layout::Dict) | (Layout::Slots, Layout::Slots) => return,
        (Layout::DictSlots, Layout::Dict | Layout::Slots | Layout::DictSlots) => return,
        (Layout::Attrs, Layout::Attrs) | (Layout::Mapping, Layout::Mapping) => return,
        // It has no `LoadInstance`, and the compiler says so.
        (_, Layout::Custom) => return,
        (Layout::Dict | Layout::Slots, Layout::Dict | Layout::Slots | Layout::DictSlots) => {
            ", whose layout gives an instance a `__dict__` and slots: add `layout = \"dict_slots\"` to the struct"
        }
        (_, Layout::Dict | Layout::Slots | Layout::DictSlots | Layout::Attrs | Layout::Mapping) => {
            ", whose layout is not that of the struct: give both the same, or make its attributes fields of the struct"
        }
        _ => ", whose attributes do not stand in the pickle by name: make them fields of the struct",
    };
    Message::about(class).with(rule).fail();
}

/// What a class says of the whole object is said by the outer class.
#[track_caller]
const fn check_alone(class: &'static Class, keeps_rest: bool) {
    let rule = if keeps_rest {
        ", which has a `rest` field: the unknown attributes belong to the struct that it is flattened into"
    } else if !class.arguments.is_empty() || !class.keywords.is_empty() {
        ", which has `newargs`: name the arguments in the struct that it is flattened into"
    } else if class.state_setter.is_some() {
        ", which has a `state_setter`: name it in the struct that it is flattened into"
    } else {
        return;
    };
    Message::about(class).with(rule).fail();
}

#[track_caller]
const fn check_names_against(class: &'static Class, other: Field) {
    let mut index = 0;
    while index < class.fields.len() {
        let field = class.fields[index];
        if field.place.is_contents() && other.place.is_contents() {
            Message::about(class)
                .with(", which is a list or dict: another field is what the object itself holds")
                .fail();
        }
        if let Some(name) = common_name(field, other) {
            Message::about(class)
                .with(", which has the attribute `")
                .with(name)
                .with("`: another field has that name too; give one of them another name, or remove it")
                .fail();
        }
        index += 1;
    }
}

/// A name or alias that both have, unless one is no attribute.
const fn common_name(one: Field, other: Field) -> Option<&'static str> {
    if one.place.is_contents() || other.place.is_contents() {
        return None;
    }
    let mut name = 0;
    while name <= one.aliases.len() {
        let candidate = name_of(one, name);
        let mut other_name = 0;
        while other_name <= other.aliases.len() {
            if is_equal(candidate, name_of(other, other_name)) {
                return Some(candidate);
            }
            other_name += 1;
        }
        name += 1;
    }
    None
}

/// The name, and then the aliases.
const fn name_of(field: Field, index: usize) -> &'static str {
    if index == 0 { field.name } else { field.aliases[index - 1] }
}

const fn is_equal(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}

/// The text of an error that the compiler makes, which has no `format!`.
struct Message {
    text: [u8; Message::MOST],
    len: usize,
}

impl Message {
    const MOST: usize = 400;

    const fn about(class: &'static Class) -> Message {
        let empty = Message { text: [0; Message::MOST], len: 0 };
        empty.with("`flatten` of ").with(class.module).with(".").with(class.name)
    }

    /// Adds what fits of the text.
    const fn with(mut self, text: &str) -> Message {
        let mut index = 0;
        while index < text.len() && self.len < Message::MOST {
            self.text[self.len] = text.as_bytes()[index];
            self.len += 1;
            index += 1;
        }
        self
    }

    #[track_caller]
    const fn fail(self) -> ! {
        match std::str::from_utf8(self.text.split_at(self.len).0) {
            Ok(text) => panic!("{}", text),
            Err(_) => panic!("a flattened class does not fit the struct"),
        }
    }
}
