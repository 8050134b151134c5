//! The type parameters of generic classes: which ones their Rust types have, and what those have to be able to do.

use std::collections::{HashMap, HashSet};

use pickle_core::schema::{Class, ClassKind, ClassName, Schema, SchemaIndex, Type};
use proc_macro2::TokenStream;
use quote::quote;

use super::Context;
use super::cycles::{Circles, Held};
use super::places::map_types;
use super::settle::{collect_names, settle};
use super::types::type_argument;

/// The schema with the type parameters that Rust types can have: those that some field needs. Every use of a generic
/// class gets arguments.
pub(super) fn settle_parameters(schema: &Schema) -> Schema {
    let index = &schema.index();
    let settler = Settler { used: used_parameters(schema, index), circles: circles(schema), index };
    let mut settled = schema.clone();
    map_types(&mut settled, |place, ty| settler.settle(&place.owner, ty));
    for class in &mut settled.classes {
        let used = settler.used.get(&class.name);
        class.parameters.retain(|parameter| used.is_some_and(|used| used.contains(&parameter.name)));
    }
    settled
}

/// By class: the names of its parameters that its fields need.
type ParameterNames = HashMap<ClassName, HashSet<String>>;

struct Settler<'s> {
    index: &'s SchemaIndex<'s>,
    used: ParameterNames,
    /// The classes that refer to each other.
    circles: Circles,
}

impl Settler<'_> {
    fn settle(&self, owner: &ClassName, ty: Type) -> Type {
        match ty {
            Type::Class(class) => self.with_defaults(class),
            Type::Generic(class, arguments) => {
                let arguments = arguments.into_iter().map(|argument| self.settle(owner, argument)).collect();
                self.with_arguments(owner, class, arguments)
            }
            _ => ty.map_parts(|part| self.settle(owner, part)),
        }
    }

    /// A class that is named without arguments.
    fn with_defaults(&self, class: ClassName) -> Type {
        let defaults: Vec<Type> = self
            .used_of(&class)
            .map(|(_, default)| default.map_or(Type::Any, |default| self.without_generics(default.clone())))
            .collect();
        if defaults.is_empty() { Type::Class(class) } else { Type::Generic(class, defaults) }
    }

    /// A default that names generic classes could name itself, without an end.
    fn without_generics(&self, ty: Type) -> Type {
        match ty {
            Type::Class(class) if self.used_of(&class).next().is_some() => Type::Any,
            Type::Generic(..) => Type::Any,
            _ => ty.map_parts(|part| self.without_generics(part)),
        }
    }

    fn with_arguments(&self, owner: &ClassName, class: ClassName, arguments: Vec<Type>) -> Type {
        let is_recursive = self.circles.are_in_one(owner, &class);
        let used: Vec<Type> = self
            .used_of(&class)
            .map(|(index, _)| match arguments.get(index) {
                // `Node[list[T]]` in `Node[T]` would be a type without an end.
                Some(argument) if is_recursive && grows(argument) => Type::Any,
                Some(argument) => argument.clone(),
                None => Type::Any,
            })
            .collect();
        if used.is_empty() { Type::Class(class) } else { Type::Generic(class, used) }
    }

    /// The parameters of a class that its Rust type has: their positions and their defaults.
    fn used_of(&self, class: &ClassName) -> impl Iterator<Item = (usize, Option<&Type>)> {
        let used = self.used.get(class).filter(|used| !used.is_empty());
        let parameters = used.and_then(|_| self.index.class(class)).map(|class| &*class.parameters).unwrap_or_default();
        let parameters = parameters.iter().enumerate();
        parameters
            .filter(move |(_, parameter)| used.is_some_and(|used| used.contains(&parameter.name)))
            .map(|(index, parameter)| (index, Some(&parameter.default)))
    }
}

/// Whether the argument is more than a parameter, and depends on one.
fn grows(argument: &Type) -> bool {
    fn has_parameter(ty: &Type) -> bool {
        matches!(ty, Type::Parameter(_)) || ty.parts().into_iter().any(has_parameter)
    }
    !matches!(argument, Type::Parameter(_)) && has_parameter(argument)
}

fn fields(class: &Class) -> impl Iterator<Item = &Type> {
    let fields = match &class.kind {
        ClassKind::Record(record) => &record.fields[..],
        _ => &[],
    };
    fields.iter().map(|field| &field.ty)
}

/// Which classes refer to each other.
fn circles(schema: &Schema) -> Circles {
    Circles::find(&schema.classes.iter().map(references).collect::<Held<'_>>())
}

/// A class with those that its fields name.
fn references(class: &Class) -> (&ClassName, Vec<&ClassName>) {
    let mut names = Vec::new();
    fields(class).for_each(|ty| collect_names(ty, &mut names));
    (&class.name, names)
}

/// The parameters that the fields of each class need, where a class does not need one for itself alone.
fn used_parameters(schema: &Schema, index: &SchemaIndex<'_>) -> ParameterNames {
    smallest(schema, &|ty, used, names| collect_used(index, ty, used, names))
}

fn collect_used(index: &SchemaIndex<'_>, ty: &Type, used: &ParameterNames, names: &mut HashSet<String>) {
    match ty {
        Type::Parameter(name) => {
            names.insert(name.clone());
        }
        Type::Generic(class, arguments) => {
            for argument in arguments_at(index, class, arguments, used) {
                collect_used(index, argument, used, names);
            }
        }
        _ => ty.parts().into_iter().for_each(|part| collect_used(index, part, used, names)),
    }
}

/// The arguments for the parameters of the class that are in `names`.
fn arguments_at<'t>(
    index: &SchemaIndex<'_>,
    class: &ClassName,
    arguments: &'t [Type],
    names: &ParameterNames,
) -> Vec<&'t Type> {
    let (Some(class), Some(names)) = (index.class(class), names.get(class)) else {
        return Vec::new();
    };
    let pairs = class.parameters.iter().zip(arguments);
    pairs.filter(|(parameter, _)| names.contains(&parameter.name)).map(|(_, argument)| argument).collect()
}

/// What `collect` finds in the fields of each class, given what it finds in those of the others.
fn smallest(schema: &Schema, collect: &dyn Fn(&Type, &ParameterNames, &mut HashSet<String>)) -> ParameterNames {
    let mut found = ParameterNames::new();
    let generic: Vec<&Class> = schema.classes.iter().filter(|class| !class.parameters.is_empty()).collect();
    let referred: Vec<_> = generic.iter().copied().map(references).collect();
    settle(&referred, |number| {
        let class = generic[number];
        let mut names = HashSet::new();
        fields(class).for_each(|ty| collect(ty, &found, &mut names));
        let is_more = found.get(&class.name).map_or(0, HashSet::len) != names.len();
        if is_more {
            found.insert(class.name.clone(), names);
        }
        is_more
    });
    found
}

/// The parameters of a schema's classes that are parts of certain types, for which Rust has a bound.
pub(super) struct BoundParameters {
    names: ParameterNames,
}

/// What has a bound in a type, if the type says so.
type BoundPart = fn(&Type) -> Option<&Type>;

impl BoundParameters {
    /// Those in keys, which need `Eq + Hash`.
    pub(super) fn of_keys(schema: &Schema) -> BoundParameters {
        BoundParameters::find(schema, key_of)
    }

    /// Those behind the pointers of shared values, which need `'static`.
    pub(super) fn of_pointers(schema: &Schema) -> BoundParameters {
        BoundParameters::find(schema, |ty| match ty {
            Type::Shared(item, _) | Type::Weak(item, _) => Some(item),
            _ => None,
        })
    }

    fn find(schema: &Schema, bound: BoundPart) -> BoundParameters {
        let index = schema.index();
        BoundParameters { names: smallest(schema, &|ty, names, found| collect_bound(&index, ty, bound, names, found)) }
    }

    /// The arguments of a generic class for the parameters with the bound.
    pub(super) fn arguments<'t>(
        &self,
        index: &SchemaIndex<'_>,
        class: &ClassName,
        arguments: &'t [Type],
    ) -> Vec<&'t Type> {
        arguments_at(index, class, arguments, &self.names)
    }

    /// Whether the parameter of the class has the bound.
    pub(super) fn contain(&self, class: &ClassName, parameter: &str) -> bool {
        self.names.get(class).is_some_and(|names| names.contains(parameter))
    }
}

/// Collects the parameters in the parts of a type that have a bound.
fn collect_bound(
    index: &SchemaIndex<'_>,
    ty: &Type,
    bound: BoundPart,
    names: &ParameterNames,
    found: &mut HashSet<String>,
) {
    fn collect_all(ty: &Type, found: &mut HashSet<String>) {
        if let Type::Parameter(name) = ty {
            found.insert(name.clone());
        }
        ty.parts().into_iter().for_each(|part| collect_all(part, found));
    }
    if let Some(part) = bound(ty) {
        collect_all(part, found);
    }
    if let Type::Generic(class, arguments) = ty {
        arguments_at(index, class, arguments, names).into_iter().for_each(|argument| collect_all(argument, found));
    }
    ty.parts().into_iter().for_each(|part| collect_bound(index, part, bound, names, found));
}

/// The type of the keys of a dict, or of the items of a set.
pub(super) fn key_of(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Dict(key, _)
        | Type::OrderedDict(key, _)
        | Type::DefaultDict(key, _)
        | Type::Counter(key)
        | Type::Set(key)
        | Type::FrozenSet(key) => Some(key),
        _ => None,
    }
}

/// The parameters of a class's Rust type.
pub(super) struct WrittenParameters {
    /// As the struct declares them: with what they have to be able to do, and what they are where nothing is given.
    pub(super) declared: Option<TokenStream>,
    /// As an impl declares them.
    pub(super) bounded: Option<TokenStream>,
    /// As arguments of the struct in an impl.
    pub(super) used: Option<TokenStream>,
}

/// Writes the parameters of a class.
pub(super) fn write_parameters(context: &Context<'_>, class: &Class) -> WrittenParameters {
    let in_brackets = |parameters: Vec<TokenStream>| (!parameters.is_empty()).then(|| quote!(<#(#parameters),*>));
    let (mut declared, mut bounded, mut used) = (Vec::new(), Vec::new(), Vec::new());
    for parameter in &class.parameters {
        let name = context.names.of_parameter(&class.name, &parameter.name);
        let bound = bound(context, class, &parameter.name);
        let default = type_argument(context, &class.name, &parameter.default);
        declared.push(quote!(#name #bound = #default));
        bounded.push(quote!(#name #bound));
        used.push(quote!(#name));
    }
    WrittenParameters { declared: in_brackets(declared), bounded: in_brackets(bounded), used: in_brackets(used) }
}

/// What a parameter of a class has to be able to do.
fn bound(context: &Context<'_>, class: &Class, parameter: &str) -> Option<TokenStream> {
    let is_key = context.key_parameters.contain(&class.name, parameter);
    let is_shared = context.shared_parameters.contain(&class.name, parameter);
    match (is_shared, is_key) {
        (false, false) => None,
        (true, false) => Some(quote!(: 'static)),
        (false, true) => Some(quote!(: ::core::cmp::Eq + ::core::hash::Hash)),
        (true, true) => Some(quote!(: ::core::cmp::Eq + ::core::hash::Hash + 'static)),
    }
}
