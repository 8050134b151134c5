//! What is known of each class before any annotation is read: its style, its ancestors, its slots and its pickling.

use pickle_core::schema::Member;
use ruff_python_ast::{Expr, ExprCall};
use ruff_text_size::{Ranged, TextRange};

use super::bases::{Bases, read_bases};
use super::dataclass::{DataclassOptions, read_dataclass};
use super::decorators::read_decorators;
use super::enumeration::{EnumerationBase, read_members};
use super::module::Module;
use super::mro::linearize;
use super::named_tuple::read_call_fields;
use super::pickling::{Pickling, read_pickling};
use super::scope::{ClassForm, ClassId};
use super::slots::{Slots, read_slots};
use super::types::TypeTable;
use crate::diagnostics::{Code, Diagnostic};

/// The classes of a module.
#[derive(Default)]
pub(super) struct Classes {
    /// `None` for a class that is left out.
    facts: Vec<Option<ClassFacts>>,
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
    /// Whether there can be instances: a protocol and an enumeration without members have none.
    pub(super) has_instances: bool,
}

/// How a class is written.
pub(super) enum Style {
    Plain,
    Dataclass(DataclassOptions),
    NamedTuple,
    Enumeration { base: EnumerationBase, members: Vec<Member> },
}

impl Classes {
    /// Looks at every class of the module; the reason for leaving a class out goes to `report`.
    pub(super) fn read(module: &Module<'_>, report: &mut Vec<Diagnostic>) -> Classes {
        let mut classes = Classes::default();
        for id in module.scope.class_ids() {
            let facts = match read_class(module, &classes, id, report) {
                Ok(facts) => Some(facts),
                Err(reason) => {
                    report.push(reason);
                    None
                }
            };
            classes.facts.push(facts);
        }
        classes
    }

    /// The facts of a class that has been looked at and is not left out.
    pub(super) fn facts(&self, id: ClassId) -> Option<&ClassFacts> {
        self.facts.get(id.0)?.as_ref()
    }

    /// Whether instances of the class can be those of another class of the file.
    pub(super) fn has_subclasses(&self, id: ClassId) -> bool {
        let instantiated = self.facts.iter().flatten().filter(|facts| facts.has_instances);
        instantiated.into_iter().any(|facts| facts.ancestors[1..].contains(&id))
    }

    /// The members of an enumeration.
    pub(super) fn members(&self, id: ClassId) -> Option<&[Member]> {
        match &self.facts(id)?.style {
            Style::Enumeration { members, .. } => Some(members),
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
    module: &Module<'_>,
    classes: &Classes,
    id: ClassId,
    report: &mut Vec<Diagnostic>,
) -> Result<ClassFacts, Diagnostic> {
    if let Some(other) = module.scope.class(id).redefinition {
        return Err(defined_twice(module, id, other));
    }
    let statement = match module.scope.class(id).form {
        ClassForm::Statement(statement) => statement,
        ClassForm::Call(call) => {
            check_call_fields(module, id, call)?;
            return Ok(ClassFacts::of_named_tuple_call(id));
        }
    };
    let bases = read_bases(module, classes, id, statement)?;
    for call in statement.bases().iter().filter_map(Expr::as_call_expr) {
        check_call_fields(module, id, call)?;
    }
    read_decorators(module, id, statement, report)?;
    let ancestors = linearize(module, classes, id, &bases.classes)?;
    let style = read_style(module, classes, id, &bases)?;
    let has_instances = match &style {
        Style::Enumeration { members, .. } => !members.is_empty(),
        _ => !bases.is_protocol,
    };
    Ok(ClassFacts {
        slots: read_slots(module, classes, id)?,
        pickling: read_pickling(module, classes, id, &ancestors, &style, report)?,
        style,
        ancestors,
        has_instances,
    })
}

fn read_style(module: &Module<'_>, classes: &Classes, id: ClassId, bases: &Bases) -> Result<Style, Diagnostic> {
    if let Some(base) = bases.enumeration {
        let members = read_members(module, classes, id, base)?;
        return Ok(Style::Enumeration { base, members });
    }
    if bases.is_named_tuple {
        return Ok(Style::NamedTuple);
    }
    let options = read_dataclass(module, id)?;
    Ok(options.map_or(Style::Plain, Style::Dataclass))
}

/// Fails if the fields of a named tuple that a call makes cannot be told.
fn check_call_fields(module: &Module<'_>, id: ClassId, call: &ExprCall) -> Result<(), Diagnostic> {
    if read_call_fields(call).is_some() {
        return Ok(());
    }
    let message = format!("class `{}` is left out: the fields of the named tuple are not literal", module.qualname(id));
    Err(Diagnostic::new(Code::LayoutUnknown, call.range(), message)
        .help("write the names as literals, without `rename`, or use a class that derives from `typing.NamedTuple`"))
}

fn defined_twice(module: &Module<'_>, id: ClassId, other: TextRange) -> Diagnostic {
    let message = format!("class `{}` is left out: it is defined more than once", module.qualname(id));
    let line = module.source[..other.start().to_usize()].matches('\n').count() + 1;
    Diagnostic::new(Code::DefinedTwice, module.name_range(id), message)
        .label(format!("another definition is on line {line}"))
        .help("keep one definition in the file that is given to pickle-codegen")
}

impl ClassFacts {
    fn of_named_tuple_call(id: ClassId) -> ClassFacts {
        ClassFacts {
            style: Style::NamedTuple,
            ancestors: vec![id],
            slots: Slots::None,
            pickling: Pickling::default(),
            has_instances: true,
        }
    }
    /// Whether the attribute is an argument of `__new__` that is not in the state as well.
    pub(super) fn is_only_argument(&self, name: &str) -> bool {
        let Pickling { new_arguments: Some(arguments), state: Some(state), reduce: None } = &self.pickling else {
            return false;
        };
        let mut names = arguments.positional.iter().chain(&arguments.keywords);
        names.any(|argument| argument == name) && !state.contains(name)
    }
}
