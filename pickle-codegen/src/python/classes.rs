//! In which style of class Python has a layout; some it has in none.

use pickle_core::schema::{Class, ClassKind, ClassName, Field, Layout, Place, Record, Schema, StandardClass, Type};

/// How a class is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Style {
    /// A dataclass, with methods where the layout is not its own.
    Dataclass,
    NamedTuple,
    TypedDict,
    Attrs,
    Pydantic,
    RootModel,
    Msgspec,
    Exception,
    /// A subclass of a builtin class or of one of the standard library.
    Native(Native),
    Singleton,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Native {
    Builtin(&'static str),
    Standard(StandardClass),
    List,
    Dict,
}

/// The classes without an equal in Python, and why.
pub(super) fn refused(schema: &Schema) -> Vec<(ClassName, String)> {
    let reason = |class: &Class| match &class.kind {
        ClassKind::Record(record) => style_of(class, record).err(),
        ClassKind::Enumeration(enumeration) => {
            let names = enumeration.members.iter().flat_map(|member| [&member.name].into_iter().chain(&member.aliases));
            not_a_name(names)
        }
        ClassKind::Flag(flag) => not_a_name(flag.members.iter().map(|member| &member.name)),
        _ => None,
    };
    schema.classes.iter().filter_map(|class| Some((class.name.clone(), reason(class)?))).collect()
}

/// The style of a class, or why it has none.
pub(super) fn style_of(class: &Class, record: &Record) -> Result<Style, String> {
    let style = style_by_layout(class, record)?;
    let is_by_name = matches!(style, Style::Dataclass | Style::Native(_) | Style::Exception)
        && matches!(record.layout, Layout::Dict | Layout::Call);
    let needs_names = record.fields.iter().filter(|field| !is_by_name && is_declared(field));
    match not_a_name(needs_names.map(|field| &field.name)) {
        Some(reason) => Err(reason),
        None if !class.name.qualname.split('.').all(is_name) => Err("its name is no name of Python".to_owned()),
        None => Ok(style),
    }
}

fn style_by_layout(class: &Class, record: &Record) -> Result<Style, String> {
    match &record.layout {
        Layout::Dict | Layout::Slots | Layout::DictSlots => by_contents(record),
        Layout::List | Layout::Tuple => Ok(Style::Dataclass),
        Layout::Attrs if contents(record).is_some() => Err("attrs makes no subclass of a builtin class".to_owned()),
        Layout::Attrs => Ok(Style::Attrs),
        Layout::Args => match record.fields.iter().find(|field| field.name.starts_with('_')) {
            Some(field) => Err(format!("no item of a named tuple can be called `{}`", field.name)),
            None => Ok(Style::NamedTuple),
        },
        Layout::Call => by_arguments(record),
        Layout::Reduce(reduce) => {
            if reduce.state_setter.is_some() {
                return Err("a function that the schema does not describe sets its state".to_owned());
            }
            if contents(record).is_some() || record.is_open {
                return Err("the schema does not say which builtin class its `__reduce__` makes".to_owned());
            }
            let is_function = reduce.callable.module == class.name.module && is_name(&reduce.callable.qualname);
            match reduce.callable == class.name || is_function {
                true => Ok(Style::Dataclass),
                false => Err(format!("`{}` makes its instances, which is not in the schema", reduce.callable)),
            }
        }
        Layout::Mapping => Ok(Style::TypedDict),
        Layout::Pydantic2 if record.accepts.contains(&Layout::Pydantic2Root) => Ok(Style::RootModel),
        Layout::Pydantic1 | Layout::Pydantic2 => Ok(Style::Pydantic),
        Layout::Pydantic2Root => Ok(Style::RootModel),
        Layout::MsgspecKwOnly => Ok(Style::Msgspec),
        Layout::Global(global) if global.module == class.name.module && is_name(&global.qualname) => {
            Ok(Style::Singleton)
        }
        _ => Err("the layout is not known here".to_owned()),
    }
}

/// A class of attributes, or a subclass of what it holds.
fn by_contents(record: &Record) -> Result<Style, String> {
    if let Some(field) = record.fields.iter().find(|field| field.place == Place::Argument) {
        return Err(format!("`{}` is an argument of `__new__` and not in the state", field.name));
    }
    Ok(match contents(record).map(|field| field.place) {
        Some(Place::Value(base)) => Style::Native(Native::Builtin(base.name())),
        Some(Place::Items) => Style::Native(Native::List),
        Some(_) => Style::Native(Native::Dict),
        None => Style::Dataclass,
    })
}

/// A class that is called, by what it is called with.
fn by_arguments(record: &Record) -> Result<Style, String> {
    if contents(record).is_some() {
        return Err("the schema does not say which builtin class it derives from".to_owned());
    }
    let whole = record.fields.iter().find(|field| field.place == Place::Arguments);
    match whole.map(|field| &field.ty) {
        Some(Type::Standard(class)) => Ok(Style::Native(Native::Standard(*class))),
        Some(Type::ByteArray) => Ok(Style::Native(Native::Builtin("bytearray"))),
        Some(_) => Ok(Style::Exception),
        None if record.is_open || record.fields.iter().any(|field| field.place == Place::Argument) => {
            Err("the schema does not say which builtin class it derives from".to_owned())
        }
        None => Ok(Style::Dataclass),
    }
}

/// What the object itself holds.
pub(super) fn contents(record: &Record) -> Option<&Field> {
    record.fields.iter().find(|field| matches!(field.place, Place::Value(_) | Place::Items | Place::Entries))
}

/// Whether the field is an attribute that the class body declares.
pub(super) fn is_declared(field: &Field) -> bool {
    matches!(field.place, Place::State | Place::Slot | Place::Attribute | Place::Argument | Place::Private)
}

fn not_a_name<'n>(mut names: impl Iterator<Item = &'n String>) -> Option<String> {
    names.find(|name| !is_name(name)).map(|name| format!("`{name}` is no name of Python"))
}

/// Whether Python can call something so.
pub(super) fn is_name(text: &str) -> bool {
    const KEYWORDS: [&str; 35] = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ];
    let mut characters = text.chars();
    characters.next().is_some_and(|first| first == '_' || first.is_alphabetic())
        && characters.all(|character| character == '_' || character.is_alphanumeric())
        && !KEYWORDS.contains(&text)
}
