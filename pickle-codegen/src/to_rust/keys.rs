//! Keys of dicts and items of sets whose Rust type has no `Eq + Hash`: such a field is `Any`.

use std::collections::HashSet;

use pickle_core::schema::{Alias, ClassName, Place, Schema, SchemaIndex, Type};

use super::findings::Finding;
use super::parameters::{BoundParameters, key_of};
use super::places::{Position, map_types};
use super::target::Target;
use super::traits::Traits;
use crate::diagnostics::Code;

/// The schema with [`Type::Any`] for every field and alias with keys that Rust cannot hash.
pub(super) fn replace_unhashable_keys(target: Target<'_>, findings: &mut Vec<Finding>) -> Schema {
    let mut schema = target.schema.clone();
    // A field that becomes `Any` changes what its class can be a key of.
    loop {
        let before = with_named_families(&schema);
        let traits = Traits::find(Target { schema: &before, ..target });
        let parameters = BoundParameters::of_keys(&before);
        let index = before.index();
        let mut is_settled = true;
        map_types(&mut schema, |place, ty| {
            let is_key = match &place.position {
                Position::Parameter(name) => parameters.contain(&place.owner, name),
                _ => false,
            };
            let named = with_alias(ty.clone(), &mut HashSet::new());
            if has_hashable_keys(&index, &named, &traits, &parameters) && (!is_key || traits.can_be_key(&named)) {
                return ty;
            }
            let (replaced, what) = replacement(&place.position);
            let message = format!("the keys of `{}` have no `Eq + Hash` in Rust; {what} `Any`", place.written_name());
            let help = "floats and containers cannot be keys in Rust; use another key, or match on the `Any`";
            findings.push(Finding::about_type(place, Code::KeyNotHashable, message, help));
            is_settled = false;
            replaced
        });
        if is_settled {
            return schema;
        }
    }
}

/// What a type with unhashable keys becomes, and how to say so; what a dict itself holds stays a map.
fn replacement(position: &Position) -> (Type, &'static str) {
    match position {
        Position::Field { place: Place::Entries, .. } => {
            (Type::Dict(Box::new(Type::Any), Box::new(Type::Any)), "keys and values are")
        }
        Position::Field { .. } => (Type::Any, "the field is"),
        Position::Parameter(_) => (Type::Any, "the type parameter is"),
        Position::Alias => (Type::Any, "the alias is"),
    }
}

/// The schema in which every family is an alias, so that it has the traits that its classes have.
fn with_named_families(schema: &Schema) -> Schema {
    let mut bases = HashSet::new();
    let mut named = schema.clone();
    named.map_types(|ty| with_alias(ty, &mut bases));
    named.aliases.extend(bases.into_iter().map(|base| Alias::new(family_alias(&base), Type::Family(base))));
    named
}

fn with_alias(ty: Type, bases: &mut HashSet<ClassName>) -> Type {
    match ty {
        Type::Family(base) => {
            let alias = family_alias(&base);
            bases.insert(base);
            Type::Alias(alias)
        }
        _ => ty.map_parts(|part| with_alias(part, bases)),
    }
}

fn family_alias(base: &ClassName) -> ClassName {
    ClassName::new("", format!("{base}, family"))
}

fn has_hashable_keys(index: &SchemaIndex<'_>, ty: &Type, traits: &Traits, parameters: &BoundParameters) -> bool {
    let mut keys: Vec<&Type> = key_of(ty).into_iter().collect();
    if let Type::Generic(class, arguments) = ty {
        keys.extend(parameters.arguments(index, class, arguments));
    }
    keys.into_iter().all(|key| traits.can_be_key(key))
        && ty.parts().into_iter().all(|part| has_hashable_keys(index, part, traits, parameters))
}
