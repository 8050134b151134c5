//! Keys of dicts and items of sets whose Rust type has no `Eq + Hash`: such a field is `Any`.

use pickle_core::schema::{ClassKind, Field, Place, Schema, Type};

use super::findings::Finding;
use super::traits::Traits;
use crate::diagnostics::Code;

/// The schema with [`Type::Any`] for every field with keys that Rust cannot hash.
pub(super) fn replace_unhashable_keys(schema: &Schema, findings: &mut Vec<Finding>) -> Schema {
    let mut schema = schema.clone();
    // A field that becomes `Any` changes what its class can be a key of.
    loop {
        let traits = Traits::find(&schema);
        let mut is_settled = true;
        for class in &mut schema.classes {
            let class_before = class.clone();
            let ClassKind::Record(record) = &mut class.kind else {
                continue;
            };
            for field in &mut record.fields {
                if has_hashable_keys(&field.ty, &traits) {
                    continue;
                }
                let replaced = replacement(field);
                let what = if replaced == Type::Any { "the field is" } else { "keys and values are" };
                let message = format!("the keys of `{}` have no `Eq + Hash` in Rust; {what} `Any`", field.written_name);
                let help = "floats and containers cannot be keys in Rust; use another key, or match on the `Any`";
                findings.push(Finding::about_field(&class_before, field, Code::KeyNotHashable, message, help));
                field.ty = replaced;
                is_settled = false;
            }
        }
        if is_settled {
            return schema;
        }
    }
}

/// What a field with unhashable keys becomes; what a dict itself holds stays a map.
fn replacement(field: &Field) -> Type {
    match field.place {
        Place::Entries => Type::Dict(Box::new(Type::Any), Box::new(Type::Any)),
        _ => Type::Any,
    }
}

fn has_hashable_keys(ty: &Type, traits: &Traits) -> bool {
    let keys_are_hashable = match ty {
        Type::Dict(key, _)
        | Type::OrderedDict(key, _)
        | Type::DefaultDict(key, _)
        | Type::Counter(key)
        | Type::Set(key)
        | Type::FrozenSet(key) => traits.can_be_key(key),
        _ => true,
    };
    keys_are_hashable && ty.parts().into_iter().all(|part| has_hashable_keys(part, traits))
}
