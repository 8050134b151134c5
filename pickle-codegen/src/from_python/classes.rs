//! What is known of each class before any annotation is read: its style, its ancestors, its slots and its pickling.

use std::collections::{HashMap, HashSet};

use pickle_core::schema::{FlagMember, Member};
use ruff_python_ast::{Expr, ExprCall};
use ruff_text_size::{Ranged, TextRange};

use super::attrs::{AttrsOptions, read_attrs};
use super::bases::{Bases, read_bases};
use super::dataclass::{DataclassOptions, read_dataclass};
use super::decorators::read_decorators;
use super::enumeration::{EnumerationBase, read_call_members, read_members};
use super::flags::{read_call_flag_members, read_flag_members};
use super::known_bases::{Family, KnownBase, known_base};
use super::layout::check_layout;
use super::modules::Modules;
use super::mro::linearize;
use super::msgspec::reads_keyword_only;
use super::named_tuple::read_call_fields;
use super::native::{Attributes, Native};
use super::pickling::{Pickling, State, read_pickling};
use super::pydantic::{Model, is_configuration};
use super::reading_order::reading_order;
use super::scope::{ClassForm, ClassId, Resolved};
use super::slots::{Slots, read_slots};
use super::typed_dict::{read_call_keys, reads_total};
use super::types::TypeTable;
use crate::diagnostics::{Code, Diagnostic};

/// The classes of all modules.
#[derive(Default)]
pub(super) struct Classes {
    /// `None` for a class that is left out.
    facts: Vec<Option<ClassFacts>>,
    /// Why classes are left out.
    reasons: HashMap<ClassId, String>,
    /// The classes that others with instances derive from.
    bases: HashSet<ClassId>,
    /// What the annotations of the classes share.
    pub(super) types: TypeTable,
}

/// What is known of a class.
pub(super) struct ClassFacts {
    pub(super) style: Style,
    /// The class and its ancestors in the file, in the order in which Python looks up attributes.
    pub(super) ancestors: Vec<ClassId>,
    pub(super) slots: Slots,
    pub(super) pickling: Pickling,
    /// The class outside of the module whose instances hold more than attributes.
    pub(super) native: Option<Native>,
    /// Whether there can be instances: a protocol and an enumeration without members have none.
    pub(super) has_instances: bool,
}

/// How a class is written.
pub(super) enum Style {
    Plain,
    Dataclass(DataclassOptions),
    Attrs(AttrsOptions),
    NamedTuple {
        /// Whether annotations in the body are items of the tuple: not if the class derives from a named tuple.
        has_own_items: bool,
    },
    TypedDict {
        is_total: bool,
    },
    Pydantic(Model),
    Struct {
        is_keyword_only: bool,
    },
    Enumeration {
        base: EnumerationBase,
        members: Vec<Member>,
    },
    Flag(Vec<FlagMember>),
}

impl Classes {
    /// Looks at every class; the reason for leaving a class out goes to `report`.
    pub(super) fn read(modules: &Modules<'_>, report: &mut Vec<Diagnostic>) -> Classes {
        let mut classes = Classes::default();
        classes.facts.resize_with(modules.scope.class_ids().count(), || None);
        for id in reading_order(&modules.scope) {
            // Whoever has a Rust type for a class need not hear what there is to say about it.
            let mut unheard = Vec::new();
            let report = if modules.mapped.has_class(id) { &mut unheard } else { &mut *report };
            match read_class(modules, &classes, id, report) {
                Ok(facts) => classes.add(id, facts),
                Err(reason) => {
                    classes.reasons.insert(id, reason.message.clone());
                    report.push(reason);
                }
            }
        }
        classes
    }

    fn add(&mut self, id: ClassId, facts: ClassFacts) {
        if facts.has_instances {
            self.bases.extend(&facts.ancestors[1..]);
        }
        self.facts[id.0] = Some(facts);
    }

    /// The facts of a class that has been looked at and is not left out.
    pub(super) fn facts(&self, id: ClassId) -> Option<&ClassFacts> {
        self.facts.get(id.0)?.as_ref()
    }

    /// Why a class is left out, if it is.
    pub(super) fn reason(&self, id: ClassId) -> Option<&str> {
        self.reasons.get(&id).map(String::as_str)
    }

    /// Whether instances of the class can be those of another class as well.
    pub(super) fn has_subclasses(&self, id: ClassId) -> bool {
        self.bases.contains(&id)
    }

    /// The members of an enumeration.
    pub(super) fn members(&self, id: ClassId) -> Option<&[Member]> {
        match &self.facts(id)?.style {
            Style::Enumeration { members, .. } => Some(members),
            _ => None,
        }
    }

    /// The name of the member of an enumeration or a flag that is called `name`, perhaps as an alias.
    pub(super) fn member(&self, id: ClassId, name: &str) -> Option<&str> {
        match &self.facts(id)?.style {
            Style::Enumeration { members, .. } => {
                let is_called =
                    |member: &&Member| member.name == name || member.aliases.iter().any(|alias| alias == name);
                members.iter().find(is_called).map(|member| member.name.as_str())
            }
            Style::Flag(members) => {
                members.iter().find(|member| member.name == name).map(|member| member.name.as_str())
            }
            _ => None,
        }
    }

    /// The facts of the ancestors of a class, itself first.
    pub(super) fn lineage<'c>(
        &'c self,
        facts: &'c ClassFacts,
    ) -> impl DoubleEndedIterator<Item = (ClassId, &'c ClassFacts)> {
        facts.ancestors.iter().map(move |id| (*id, self.facts(*id).unwrap_or(facts)))
    }
}

fn read_class(
    modules: &Modules<'_>,
    classes: &Classes,
    id: ClassId,
    report: &mut Vec<Diagnostic>,
) -> Result<ClassFacts, Diagnostic> {
    if let Some(other) = modules.scope.class(id).redefinition {
        return Err(defined_twice(modules, id, other));
    }
    let statement = match modules.scope.class(id).form {
        ClassForm::Statement(_) if is_configuration(modules, classes, id) => {
            return Ok(ClassFacts::without_instances(id));
        }
        ClassForm::Statement(statement) => statement,
        ClassForm::Call(call) => return read_call(modules, classes, id, call),
    };
    let bases = read_bases(modules, classes, id, statement)?;
    for call in statement.bases().iter().filter_map(Expr::as_call_expr) {
        check_call_fields(modules, id, call)?;
    }
    read_decorators(modules, id, statement, report)?;
    let ancestors = linearize(modules, classes, id, &bases.classes)?;
    let style = read_style(modules, classes, id, &bases)?;
    let mut facts = ClassFacts {
        slots: read_slots(modules, classes, id)?,
        pickling: read_pickling(modules, classes, id, &ancestors, &style, report)?,
        native: bases.native,
        has_instances: style.has_instances() && !bases.is_protocol,
        style,
        ancestors,
    };
    check_layout(modules, classes, id, &facts)?;
    facts.forget_unused_methods();
    Ok(facts)
}

fn read_style(modules: &Modules<'_>, classes: &Classes, id: ClassId, bases: &Bases) -> Result<Style, Diagnostic> {
    let Some(family) = bases.family else {
        if let Some(options) = read_attrs(modules, id)? {
            return Ok(Style::Attrs(options));
        }
        let options = read_dataclass(modules, id)?;
        return Ok(options.map_or(Style::Plain, Style::Dataclass));
    };
    Ok(match family {
        Family::NamedTuple => Style::NamedTuple { has_own_items: bases.starts_family },
        Family::TypedDict => Style::TypedDict { is_total: reads_total(modules, id)? },
        Family::Pydantic(model) => Style::Pydantic(model),
        Family::Struct => Style::Struct { is_keyword_only: reads_keyword_only(modules, id)? },
        Family::Flag => Style::Flag(read_flag_members(modules, classes, id)?),
        Family::Enumeration(base) => {
            let (base, members) = read_members(modules, classes, id, base)?;
            Style::Enumeration { base, members }
        }
    })
}

/// A class that a call makes, such as `Enum("Color", "RED GREEN")`.
fn read_call(modules: &Modules<'_>, classes: &Classes, id: ClassId, call: &ExprCall) -> Result<ClassFacts, Diagnostic> {
    let base = match modules.scope.resolve(&call.func, None) {
        Resolved::Path(path) => known_base(&path, &modules.versions),
        _ => None,
    };
    let style = match base {
        Some(KnownBase::Family(Family::Enumeration(base))) => {
            let (base, members) = read_call_members(modules, classes, id, call, base)?;
            Style::Enumeration { base, members }
        }
        Some(KnownBase::Family(Family::Flag)) => Style::Flag(read_call_flag_members(modules, classes, id, call)?),
        Some(KnownBase::Family(Family::TypedDict)) => {
            check_call_keys(modules, id, call)?;
            Style::TypedDict { is_total: reads_total(modules, id)? }
        }
        _ => {
            check_call_fields(modules, id, call)?;
            Style::NamedTuple { has_own_items: true }
        }
    };
    Ok(ClassFacts { style, has_instances: true, ..ClassFacts::without_instances(id) })
}

/// Fails if the fields of a named tuple that a call makes cannot be told.
fn check_call_fields<'a>(modules: &Modules<'a>, id: ClassId, call: &'a ExprCall) -> Result<(), Diagnostic> {
    if read_call_fields(modules, call).is_some() {
        return Ok(());
    }
    let message =
        format!("class `{}` is left out: the fields of the named tuple are not literal", modules.qualname(id));
    Err(Diagnostic::new(Code::LayoutUnknown, call.range(), message)
        .help("write the names as literals, without `rename`, or use a class that derives from `typing.NamedTuple`"))
}

/// Fails if the keys of a typed dict that a call makes cannot be told.
fn check_call_keys(modules: &Modules<'_>, id: ClassId, call: &ExprCall) -> Result<(), Diagnostic> {
    if read_call_keys(call).is_some() {
        return Ok(());
    }
    let message = format!("class `{}` is left out: the keys of the typed dict are not literal", modules.qualname(id));
    Err(Diagnostic::new(Code::LayoutUnknown, call.range(), message).help(
        "write them as a dict with string literals for keys, or use a class that derives from `typing.TypedDict`",
    ))
}

fn defined_twice(modules: &Modules<'_>, id: ClassId, other: TextRange) -> Diagnostic {
    let message = format!("class `{}` is left out: it is defined more than once", modules.qualname(id));
    let line = modules.map.locate(&other.to_std_range()).map_or(1, |part| part.line());
    Diagnostic::new(Code::DefinedTwice, modules.name_range(id), message)
        .label(format!("another definition is on line {line}"))
        .help("keep one definition in the source that is given to pickle-codegen")
}

impl Style {
    /// An enumeration without members has none.
    fn has_instances(&self) -> bool {
        match self {
            Style::Enumeration { members, .. } => !members.is_empty(),
            Style::Flag(members) => !members.is_empty(),
            _ => true,
        }
    }
}

impl ClassFacts {
    /// A plain class that is never instantiated.
    fn without_instances(id: ClassId) -> ClassFacts {
        ClassFacts {
            style: Style::Plain,
            ancestors: vec![id],
            slots: Slots::None,
            pickling: Pickling::default(),
            native: None,
            has_instances: false,
        }
    }

    /// Python asks neither `__getstate__` nor `__getnewargs__` where the builtin base class has a `__reduce__`.
    fn forget_unused_methods(&mut self) {
        if self.native.is_some_and(|native| native.attributes() != Attributes::Ordinary) {
            self.pickling.state = None;
            self.pickling.new_arguments = None;
        }
    }

    /// Whether the attribute is an argument of `__new__` that is not in the state as well.
    pub(super) fn is_only_argument(&self, name: &str) -> bool {
        let Pickling { new_arguments: Some(arguments), state: Some(State::Dict(state)), reduce: None } = &self.pickling
        else {
            return false;
        };
        let mut names = arguments.positional.iter().chain(&arguments.keywords);
        names.any(|argument| argument == name) && !state.contains(name)
    }
}
