//! Whether a reader that expects one type gets along with the values of another.

use std::collections::{BTreeSet, HashMap};

use pickle_core::schema::{Alias, ClassKind, ClassName, Layout, Literal, Schema, SchemaIndex, StandardClass, Type};

use super::direction::{Direction, Language};
use super::effect::Effect;

/// How the values of the writer's type stand to the reader's, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Every,
    Untold,
    NotEvery,
    /// Some are objects of a class that the reader does not have.
    NoClass,
}

/// What becomes of the values of the writer's type where the reader expects another one.
pub(super) fn type_effect(direction: &Direction<'_>, language: Language, writer: &Type, reader: &Type) -> Effect {
    let mut comparer = Comparer { direction, language, known: HashMap::new(), depth: 0 };
    match (comparer.fit(reader, writer), language) {
        (Fit::Every, _) => Effect::None,
        (Fit::Untold, _) => Effect::Unknown,
        (Fit::NotEvery, Language::Python) => Effect::Mistyped,
        (Fit::NotEvery, Language::Rust) | (Fit::NoClass, _) => Effect::Error,
    }
}

struct Comparer<'d> {
    direction: &'d Direction<'d>,
    language: Language,
    /// The reader's and the writer's types that were looked at; those within themselves fit if all else does.
    known: HashMap<(Type, Type), Fit>,
    /// How many types are being looked into.
    depth: usize,
}

/// More than anybody writes; aliases of aliases can be nested without an end.
const MAX_DEPTH: usize = 100;

impl Comparer<'_> {
    /// Every alternative of the writer needs one of the reader's.
    fn fit(&mut self, reader: &Type, writer: &Type) -> Fit {
        let pair = (reader.clone(), writer.clone());
        if let Some(known) = self.known.get(&pair) {
            return *known;
        }
        if self.depth == MAX_DEPTH {
            return Fit::Untold;
        }
        self.depth += 1;
        self.known.insert(pair.clone(), Fit::Every);
        let accepted = alternatives(self.direction.reader, reader);
        let values = alternatives(self.direction.writer, writer);
        let mut worst = Fit::Every;
        for value in &values {
            let fits = accepted.iter().map(|ty| self.fit_one(ty, value));
            worst = worst.max(fits.min().unwrap_or(Fit::NotEvery));
        }
        self.known.insert(pair, worst);
        self.depth -= 1;
        worst
    }

    fn fit_one(&mut self, reader: &Type, writer: &Type) -> Fit {
        match (reader, writer) {
            _ if self.language == Language::Python && self.is_without_class(writer) => Fit::NoClass,
            (Type::Any, _) => Fit::Every,
            (_, Type::Any) => Fit::Untold,
            (Type::Literal(accepted), Type::Literal(values)) => every(values.iter().all(|one| accepted.contains(one))),
            (_, Type::Literal(values)) => {
                values.iter().map(|value| self.fit_one(reader, &type_of_literal(value))).max().unwrap_or(Fit::Every)
            }
            (Type::Shared(item, _) | Type::Weak(item, _), _) => self.fit_one(item, writer),
            (_, Type::Shared(item, _) | Type::Weak(item, _)) => self.fit_one(reader, item),
            _ if is_of_class(reader) && is_of_class(writer) => self.fit_class(reader, writer),
            _ if self.is_mapping(reader, writer) => Fit::Untold,
            _ => self.fit_builtin(reader, writer),
        }
    }

    fn fit_builtin(&mut self, reader: &Type, writer: &Type) -> Fit {
        match (reader, writer) {
            (Type::Int, Type::Bool) | (Type::Float, Type::Int | Type::Bool) => Fit::Every,
            (Type::LargeInt, Type::Int | Type::Bool) => Fit::Every,
            (Type::Int | Type::Float, Type::LargeInt) => every(self.language == Language::Python),
            (Type::Standard(StandardClass::Complex), Type::Int | Type::Float | Type::Bool)
            | (Type::Standard(StandardClass::Date), Type::Standard(StandardClass::DateTime)) => {
                every(self.language == Language::Python)
            }
            (Type::VariadicTuple(item), Type::Tuple(items)) => {
                items.iter().map(|value| self.fit(item, value)).max().unwrap_or(Fit::Every)
            }
            (Type::Dict(..), Type::OrderedDict(..) | Type::DefaultDict(..)) if self.language == Language::Python => {
                self.fit_parts(reader, writer)
            }
            (Type::Parameter(_), _) | (_, Type::Parameter(_)) if reader != writer => Fit::Untold,
            _ if is_same_constructor(reader, writer) => self.fit_parts(reader, writer),
            _ => Fit::NotEvery,
        }
    }

    fn fit_parts(&mut self, reader: &Type, writer: &Type) -> Fit {
        let (accepted, values) = (reader.parts(), writer.parts());
        if accepted.len() != values.len() {
            return every(accepted.is_empty() || values.is_empty());
        }
        let pairs = accepted.into_iter().zip(values);
        pairs.map(|(accepted, value)| self.fit(accepted, value)).max().unwrap_or(Fit::Every)
    }

    fn fit_class(&mut self, reader: &Type, writer: &Type) -> Fit {
        let (Some(expected), Some(found)) = (class_of(reader), class_of(writer)) else { return Fit::NotEvery };
        let is_accepted = |found: &ClassName| {
            let name = self.direction.name_at_reader(found);
            let is_meant = name == expected || (self.takes_subclasses(reader) && self.is_subclass(name, expected));
            is_meant && self.finds(found)
        };
        let is_accepted = match writer {
            Type::Family(base) => self.direction.writer.family(base).all(|class| is_accepted(&class.name)),
            _ => is_accepted(found),
        };
        if is_accepted { self.fit_parts(reader, writer) } else { Fit::NotEvery }
    }

    /// Python's annotations mean subclasses too.
    fn takes_subclasses(&self, reader: &Type) -> bool {
        self.language == Language::Python || matches!(reader, Type::Family(_))
    }

    fn is_subclass(&self, name: &ClassName, base: &ClassName) -> bool {
        self.direction.reader.class(name).is_some_and(|class| class.bases.contains(base))
    }

    /// Whether the values are objects of a class that Python does not find where it loads them.
    fn is_without_class(&self, writer: &Type) -> bool {
        let is_missing = |class: &ClassName| !self.direction.known.contains_key(class) && !self.finds(class);
        match writer {
            Type::Family(base) => self.direction.writer.family(base).any(|class| is_missing(&class.name)),
            writer => class_of(writer).is_some_and(is_missing),
        }
    }

    /// Whether the reader finds a class of the writer under its name; the pickle of a `TypedDict` has none.
    fn finds(&self, class: &ClassName) -> bool {
        let (own, reader) = (self.direction.name_at_reader(class), self.direction.reader);
        let is_found = reader.class(own).is_some() && self.direction.finds(class, own, self.language);
        is_found || is_typed_dict(self.direction.writer, class)
    }

    /// Whether one is a `TypedDict` and the other a dict.
    fn is_mapping(&self, reader: &Type, writer: &Type) -> bool {
        let is_dict = |ty: &Type| matches!(ty, Type::Dict(..));
        let is_typed =
            |schema: &SchemaIndex<'_>, ty: &Type| class_of(ty).is_some_and(|class| is_typed_dict(schema, class));
        (is_dict(reader) && is_typed(self.direction.writer, writer))
            || (is_typed(self.direction.reader, reader) && is_dict(writer))
    }
}

fn is_typed_dict(schema: &SchemaIndex<'_>, class: &ClassName) -> bool {
    let kind = schema.class(class).map(|class| &class.kind);
    matches!(kind, Some(ClassKind::Record(record)) if record.layout == Layout::Mapping)
}

fn every(is_every: bool) -> Fit {
    if is_every { Fit::Every } else { Fit::NotEvery }
}

/// The types of which a value has one: what unions, optional types and aliases come down to.
fn alternatives(schema: &SchemaIndex<'_>, ty: &Type) -> Vec<Type> {
    let (mut found, mut pending, mut seen) = (Vec::new(), vec![ty.clone()], Vec::new());
    while let Some(ty) = pending.pop() {
        match ty {
            Type::Optional(item) => pending.extend([Type::None, *item]),
            Type::Union(items) => pending.extend(items),
            Type::Alias(name) if seen.contains(&name) => {}
            Type::Alias(name) => {
                match schema.alias(&name) {
                    Some(alias) => pending.push(alias.ty.clone()),
                    None => found.push(Type::Any),
                }
                seen.push(name);
            }
            ty => found.push(ty),
        }
    }
    found
}

fn is_same_constructor(left: &Type, right: &Type) -> bool {
    match (left, right) {
        (Type::Standard(left), Type::Standard(right)) => left == right,
        _ => std::mem::discriminant(left) == std::mem::discriminant(right),
    }
}

fn type_of_literal(literal: &Literal) -> Type {
    match literal {
        Literal::Str(_) => Type::Str,
        Literal::Int(_) => Type::Int,
        Literal::Bool(_) => Type::Bool,
        Literal::Bytes(_) => Type::Bytes,
        _ => Type::Any,
    }
}

fn is_of_class(ty: &Type) -> bool {
    class_of(ty).is_some()
}

fn class_of(ty: &Type) -> Option<&ClassName> {
    match ty {
        Type::Class(class) | Type::Generic(class, _) | Type::Family(class) => Some(class),
        _ => None,
    }
}

/// The aliases that do not stand for what they did or are in one version only, and those that contain one of these.
pub(super) fn changed_aliases(old: &Schema, new: &Schema) -> BTreeSet<ClassName> {
    let (old_index, new_index) = (old.index(), new.index());
    let is_changed = |name: &ClassName| match (old_index.alias(name), new_index.alias(name)) {
        (Some(old), Some(new)) => old.ty != new.ty,
        _ => true,
    };
    let names = old.aliases.iter().chain(&new.aliases).map(|alias| &alias.name);
    let mut changed: BTreeSet<ClassName> = names.filter(|name| is_changed(name)).cloned().collect();
    loop {
        let contains = |alias: &&Alias| !changed.contains(&alias.name) && mentions(&alias.ty, &changed);
        let more: Vec<ClassName> = new.aliases.iter().filter(contains).map(|alias| alias.name.clone()).collect();
        if more.is_empty() {
            return changed;
        }
        changed.extend(more);
    }
}

/// Whether one of the aliases occurs in the type.
pub(super) fn mentions(ty: &Type, aliases: &BTreeSet<ClassName>) -> bool {
    let mut pending = vec![ty];
    while let Some(ty) = pending.pop() {
        match ty {
            Type::Alias(name) if aliases.contains(name) => return true,
            ty => pending.extend(ty.parts()),
        }
    }
    false
}

/// The type with what these aliases stand for in their places.
pub(super) fn with_contents(schema: &SchemaIndex<'_>, ty: &Type, aliases: &BTreeSet<ClassName>) -> Type {
    match ty {
        Type::Alias(name) if aliases.contains(name) => schema.alias(name).map_or(Type::Any, |alias| alias.ty.clone()),
        ty => ty.clone().map_parts(|part| with_contents(schema, &part, aliases)),
    }
}
