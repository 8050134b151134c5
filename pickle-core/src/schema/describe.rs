//! From Rust types to a schema: each type says which Python type its values are, and hands in its class.
//!
//! A class is only noted when a field names it, and described when its turn comes, so that recursive types need nothing
//! of their own. The methods that take [`Part`]s are for `#[derive(Pickle)]` alone.

use std::any::type_name;
use std::collections::HashMap;
use std::mem;

use super::of_class::{Described, Enumerations, external, of_class, of_enum, of_flag};
use super::{Alias, Class, ClassKind, ClassName, DefaultSource, Literal, Schema, Type};
use crate::{Any, MemberValue, PickleClass, PickleEnum, PickleFlag, Result, Unpickle};

/// Describes a type of a method that all types of this crate have: the Python type of its values.
macro_rules! described {
    (|$describer:ident| $ty:expr) => {
        #[inline]
        fn describe($describer: &mut $crate::schema::Describer) -> $crate::schema::Type {
            #[allow(unused_imports, reason = "most types are of one class")]
            use $crate::schema::{Sharing, StandardClass, Type};
            $ty
        }
    };
    ($ty:expr) => {
        $crate::schema::described!(|_describer| $ty);
    };
}

pub(crate) use described;

/// Collects the Python classes of Rust types; [`Schema::of`] and [`Schema::add`] use one.
///
/// A type whose `Unpickle` is written by hand says with it what its values are in Python:
///
/// ```
/// use pickle_core::schema::{Describer, Schema, Type};
/// use pickle_core::{Result, Source, Unpickle};
///
/// struct Celsius(f64);
///
/// impl<'de> Unpickle<'de> for Celsius {
///     fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
///         source.float().map(Celsius)
///     }
///
///     fn describe(describer: &mut Describer) -> Type {
///         f64::describe(describer)
///     }
/// }
///
/// assert_eq!(Schema::default().add::<Vec<Celsius>>().to_string(), "list[float]");
/// ```
#[derive(Default)]
pub struct Describer {
    drafts: Vec<Draft>,
    /// The drafts by the Rust type's name, in which its type arguments are.
    known: HashMap<&'static str, usize>,
    /// The unions around what is being described.
    open: Vec<OpenUnion>,
    /// The unions that hold themselves, by the Rust type's name.
    recursive: HashMap<&'static str, ClassName>,
    aliases: Vec<Alias>,
    /// The module of the class whose fields are being described.
    module: Option<String>,
}

/// A class that some type names.
struct Draft {
    name: ClassName,
    /// The names under which the classes that derive from it are known.
    subclasses: &'static [(&'static str, &'static str)],
    body: Body,
}

enum Body {
    /// What a Rust struct says, and its parts as far as they are described.
    Record {
        class: &'static crate::Class,
        keeps_rest: bool,
        parts: Vec<Part>,
        described: Vec<Piece>,
    },
    Other(ClassKind),
}

/// What a part of a struct is, once described.
#[derive(Clone)]
enum Piece {
    Own(Described),
    /// The parts of another draft.
    Flattened(usize),
}

struct OpenUnion {
    rust: &'static str,
    name: ClassName,
    is_recursive: bool,
}

/// What a struct says about one of its fields.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Part {
    describe: fn(&mut Describer) -> Type,
    can_be_unset: fn() -> bool,
    default: Option<PartDefault>,
    /// The Rust type whose own parts stand here.
    flattened: Option<&'static str>,
}

/// What a missing attribute becomes.
#[derive(Clone, Copy)]
pub(super) struct PartDefault {
    pub(super) source: DefaultSource,
    pub(super) value: fn() -> Result<Any>,
    /// Whether it is the `Default` of its type, as a new instance is of a class.
    pub(super) is_new: bool,
}

impl Part {
    /// A field of this type.
    #[inline]
    pub fn of<'de, T: Unpickle<'de>>() -> Part {
        Part { describe: T::describe, can_be_unset: || T::absent().is_some(), ..Part::any() }
    }

    /// A field whose type says nothing, as other functions load and dump it.
    #[inline]
    pub fn any() -> Part {
        Part { describe: |_| Type::Any, can_be_unset: || false, default: None, flattened: None }
    }

    /// What the object itself holds as a list.
    #[inline]
    pub fn items<'de, T: Unpickle<'de>>() -> Part {
        Part { describe: |describer| Type::List(describer.boxed::<T>()), ..Part::any() }
    }

    /// What the object itself holds as a dict.
    #[inline]
    pub fn entries<'de, K: Unpickle<'de>, V: Unpickle<'de>>() -> Part {
        let describe: fn(&mut Describer) -> Type =
            |describer| Type::Dict(describer.boxed::<K>(), describer.boxed::<V>());
        Part { describe, ..Part::any() }
    }

    /// The fields of a base class.
    #[inline]
    pub fn flattened<'de, T: Unpickle<'de>>() -> Part {
        Part { describe: T::describe, flattened: Some(type_name::<T>()), ..Part::any() }
    }

    /// The same with a value for a missing attribute.
    #[inline]
    #[must_use]
    pub fn or(self, source: DefaultSource, value: fn() -> Result<Any>) -> Part {
        Part { default: Some(PartDefault { source, value, is_new: false }), ..self }
    }

    /// The same with the `Default` of the type for a missing attribute.
    #[inline]
    #[must_use]
    pub fn or_new(self, source: DefaultSource, value: fn() -> Result<Any>) -> Part {
        Part { default: Some(PartDefault { source, value, is_new: true }), ..self }
    }
}

impl Schema {
    /// The schema of the Python classes that a Rust type stands for: its own, and those of all that its fields hold.
    ///
    /// It says what Python has to know to load what Rust dumps. What the Rust type does not say is not in it:
    /// docstrings, abstract methods, defaults that only a constructor has. A field that goes `with` a module, and a type
    /// whose `Unpickle` is written by hand and has no `describe`, are of [any type](Type::Any); a type with `from` is
    /// what it is loaded as; what `other` keeps is left out. A class with `getstate` and `setstate` is
    /// [external](ClassKind::External). The types that a generic struct is used with are united field by field.
    ///
    /// ```
    /// use pickle_core::Pickle;
    /// use pickle_core::schema::{ClassKind, ClassName, Schema};
    ///
    /// #[derive(Pickle)]
    /// #[pickle(module = "shop.models")]
    /// struct Customer {
    ///     name: String,
    ///     orders: Vec<Order>,
    /// }
    ///
    /// #[derive(Pickle)]
    /// #[pickle(module = "shop.models")]
    /// struct Order {
    ///     number: u64,
    /// }
    ///
    /// let schema = Schema::of::<Customer>();
    /// let customer = schema.class(&ClassName::new("shop.models", "Customer")).unwrap();
    /// let ClassKind::Record(record) = &customer.kind else { panic!("no record") };
    /// assert_eq!(record.field("orders").unwrap().ty.to_string(), "list[Order]");
    /// assert_eq!(schema.classes.len(), 2);
    /// ```
    pub fn of<'de, T: Unpickle<'de>>() -> Schema {
        let mut schema = Schema::default();
        schema.add::<T>();
        schema
    }

    /// Adds what [`Schema::of`] says of one more type, and tells which Python type its values are of. Of a class that is
    /// there already the fields are united.
    ///
    /// ```
    /// use pickle_core::schema::Schema;
    ///
    /// let mut schema = Schema::default();
    /// assert_eq!(schema.add::<Option<Vec<i32>>>().to_string(), "list[int] | None");
    /// assert!(schema.classes.is_empty());
    /// ```
    pub fn add<'de, T: Unpickle<'de>>(&mut self) -> Type {
        let mut describer = Describer::default();
        let ty = T::describe(&mut describer);
        describer.finish(self);
        ty
    }
}

impl Describer {
    /// The Python type of a Rust type's values, in a box, as a container holds it.
    pub(crate) fn boxed<'de, T: Unpickle<'de>>(&mut self) -> Box<Type> {
        Box::new(T::describe(self))
    }

    /// A struct that stands for a class.
    #[doc(hidden)]
    pub fn class<T: PickleClass>(&mut self, parts: &[Part]) -> Type {
        self.record(type_name::<T>(), T::CLASS, T::KEEPS_REST, parts)
    }

    fn record(&mut self, rust: &'static str, class: &'static crate::Class, keeps_rest: bool, parts: &[Part]) -> Type {
        let name = match class.layout {
            crate::Layout::Mapping => self.name_in_rust(rust),
            _ => ClassName::new(class.module, class.name),
        };
        let body = match external(class) {
            true => Body::Other(ClassKind::External),
            false => Body::Record { class, keeps_rest, parts: parts.to_vec(), described: Vec::new() },
        };
        self.note(rust, name, class.subclasses, body)
    }

    /// An enum that stands for a Python `Enum`.
    #[doc(hidden)]
    pub fn enumeration<T: PickleEnum>(&mut self) -> Type {
        let name = ClassName::new(T::CLASS.module, T::CLASS.name);
        self.note(type_name::<T>(), name, &[], Body::Other(of_enum(T::CLASS)))
    }

    /// A struct that stands for a Python `Flag`.
    #[doc(hidden)]
    pub fn flag<T: PickleFlag>(&mut self) -> Type {
        let name = ClassName::new(T::CLASS.module, T::CLASS.name);
        self.note(type_name::<T>(), name, &[], Body::Other(of_flag(T::CLASS)))
    }

    fn note(
        &mut self,
        rust: &'static str,
        name: ClassName,
        subclasses: &'static [(&'static str, &'static str)],
        body: Body,
    ) -> Type {
        let drafts = &mut self.drafts;
        let index = *self.known.entry(rust).or_insert_with(|| {
            drafts.push(Draft { name, subclasses, body });
            drafts.len() - 1
        });
        Type::Class(self.drafts[index].name.clone())
    }

    /// An enum of alternatives.
    #[doc(hidden)]
    pub fn union<T>(&mut self, alternatives: &[fn(&mut Describer) -> Type]) -> Type {
        let rust = type_name::<T>();
        if let Some(name) = self.recursive.get(rust) {
            return Type::Alias(name.clone());
        }
        if let Some(around) = self.open.iter_mut().find(|around| around.rust == rust) {
            around.is_recursive = true;
            return Type::Alias(around.name.clone());
        }
        let name = self.name_in_rust(rust);
        self.open.push(OpenUnion { rust, name, is_recursive: false });
        let types: Vec<Type> = alternatives.iter().map(|describe| describe(self)).collect();
        let ty = united(types);
        match self.open.pop() {
            Some(OpenUnion { name, is_recursive: true, .. }) => {
                self.recursive.insert(rust, name.clone());
                self.aliases.push(Alias::new(name.clone(), ty));
                Type::Alias(name)
            }
            _ => ty,
        }
    }

    /// An enum of values.
    #[doc(hidden)]
    pub fn literal(&mut self, values: &[MemberValue]) -> Type {
        let literals: Vec<Literal> = values.iter().filter_map(literal).collect();
        let nones = values.iter().filter(|value| **value == MemberValue::None).count();
        match literals.len() + nones {
            count if count < values.len() => Type::Any,
            _ if literals.is_empty() => Type::None,
            _ if nones > 0 => Type::Literal(literals).or_none(),
            _ => Type::Literal(literals),
        }
    }

    /// A name for what has none in Python: the Rust type's, in the module of the class that holds it.
    fn name_in_rust(&self, rust: &str) -> ClassName {
        let path = rust.split('<').next().unwrap_or(rust);
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        let is_plain = |segment: &&str| segment.chars().all(|c| c == '_' || c.is_alphanumeric());
        let segments: Vec<&str> = module.split("::").filter(is_plain).collect();
        let mut name = ClassName::new(self.module.clone().unwrap_or_else(|| segments.join(".")), name);
        let is_taken = |name: &ClassName| {
            self.aliases.iter().any(|alias| alias.name == *name) || self.open.iter().any(|open| open.name == *name)
        };
        while is_taken(&name) {
            name.qualname.push('_');
        }
        name
    }

    /// Describes the classes that are noted, which may note more, and adds all to the schema.
    fn finish(mut self, schema: &mut Schema) {
        let mut next = 0;
        while next < self.drafts.len() {
            self.describe_parts(next);
            next += 1;
        }
        let pieces: Vec<Vec<Described>> = (0..self.drafts.len()).map(|draft| self.own_parts(draft)).collect();
        let bases: Vec<Vec<ClassName>> = (0..self.drafts.len()).map(|draft| self.bases(draft)).collect();
        let enumerations = self.enumerations();
        for ((draft, parts), bases) in self.drafts.into_iter().zip(pieces).zip(bases) {
            let kind = match draft.body {
                Body::Record { class, keeps_rest, .. } => {
                    ClassKind::Record(of_class(class, keeps_rest, &parts, &enumerations))
                }
                Body::Other(kind) => kind,
            };
            let mut class = Class::new(draft.name, kind);
            class.bases = bases;
            merge(schema, class);
        }
        schema.aliases.extend(self.aliases);
    }

    fn enumerations(&self) -> Enumerations {
        let enumerations = self.drafts.iter().filter_map(|draft| match &draft.body {
            Body::Other(ClassKind::Enumeration(enumeration)) => Some((draft.name.clone(), enumeration.clone())),
            _ => None,
        });
        Enumerations(enumerations.collect())
    }

    fn describe_parts(&mut self, draft: usize) {
        let Body::Record { parts, .. } = &mut self.drafts[draft].body else { return };
        let parts = mem::take(parts);
        self.module = Some(self.drafts[draft].name.module.clone());
        let pieces: Vec<Piece> = parts.iter().map(|part| self.describe_part(part)).collect();
        if let Body::Record { described, .. } = &mut self.drafts[draft].body {
            *described = pieces;
        }
    }

    fn describe_part(&mut self, part: &Part) -> Piece {
        let ty = (part.describe)(self);
        match part.flattened.and_then(|rust| self.known.get(rust)) {
            Some(base) => Piece::Flattened(*base),
            None => Piece::Own(Described { ty, can_be_unset: (part.can_be_unset)(), default: part.default }),
        }
    }

    /// What the fields of a class are, those of flattened classes among them. A struct holds another one by value here, so
    /// this ends.
    fn own_parts(&self, draft: usize) -> Vec<Described> {
        let Body::Record { described, .. } = &self.drafts[draft].body else { return Vec::new() };
        let parts = described.iter().flat_map(|piece| match piece {
            Piece::Own(described) => vec![described.clone()],
            Piece::Flattened(base) => self.own_parts(*base),
        });
        parts.collect()
    }

    /// The classes that are flattened into a class, and those that name it as a subclass, which they do for all of theirs.
    fn bases(&self, draft: usize) -> Vec<ClassName> {
        let ClassName { module, qualname } = &self.drafts[draft].name;
        let mut bases = Vec::new();
        self.add_flattened(draft, &mut bases);
        for other in &self.drafts {
            let is_base = other.subclasses.contains(&(module.as_str(), qualname.as_str()));
            if is_base && !bases.contains(&other.name) {
                bases.push(other.name.clone());
            }
        }
        bases
    }

    fn add_flattened(&self, draft: usize, bases: &mut Vec<ClassName>) {
        let Body::Record { described, .. } = &self.drafts[draft].body else { return };
        for piece in described {
            let Piece::Flattened(base) = piece else { continue };
            let name = &self.drafts[*base].name;
            if !bases.contains(name) {
                bases.push(name.clone());
            }
            self.add_flattened(*base, bases);
        }
    }
}

/// Adds a class, or what is new of one that is there.
fn merge(schema: &mut Schema, class: Class) {
    let Some(there) = schema.classes.iter_mut().find(|there| there.name == class.name) else {
        schema.classes.push(class);
        return;
    };
    let new_bases = class.bases.into_iter().filter(|base| !there.bases.contains(base)).collect::<Vec<_>>();
    there.bases.extend(new_bases);
    if let (ClassKind::Record(there), ClassKind::Record(record)) = (&mut there.kind, class.kind) {
        for field in record.fields {
            match there.fields.iter_mut().find(|one| one.name == field.name) {
                Some(one) => one.ty = united(vec![mem::replace(&mut one.ty, Type::Any), field.ty]),
                None => there.fields.push(field),
            }
        }
    }
}

/// The values of all these types.
fn united(types: Vec<Type>) -> Type {
    let mut alternatives = Vec::new();
    let mut has_none = false;
    for ty in types {
        add_alternative(ty, &mut alternatives, &mut has_none);
    }
    let ty = match alternatives.len() {
        _ if alternatives.contains(&Type::Any) => Type::Any,
        0 => Type::None,
        1 => alternatives.remove(0),
        _ => Type::Union(alternatives),
    };
    if has_none { ty.or_none() } else { ty }
}

fn add_alternative(ty: Type, alternatives: &mut Vec<Type>, has_none: &mut bool) {
    match ty {
        Type::None => *has_none = true,
        Type::Optional(item) => {
            *has_none = true;
            add_alternative(*item, alternatives, has_none);
        }
        Type::Union(items) => items.into_iter().for_each(|item| add_alternative(item, alternatives, has_none)),
        other if alternatives.contains(&other) => {}
        other => alternatives.push(other),
    }
}

fn literal(value: &MemberValue) -> Option<Literal> {
    match *value {
        MemberValue::Int(value) => Some(Literal::Int(value)),
        MemberValue::Str(value) => Some(Literal::Str(value.to_owned())),
        MemberValue::Bool(value) => Some(Literal::Bool(value)),
        MemberValue::Bytes(value) => Some(Literal::Bytes(value.to_vec())),
        _ => None,
    }
}
