//! Rules for a type that is loaded or dumped as another one.

use syn::{Data, DeriveInput, Fields, Path};

use super::head;
use crate::attributes::{
    self, EnumAttributes, FieldAttributes, StructAttributes, VariantAttributes, Vocabulary, name_of, read,
};
use crate::errors::{Errors, error_with_help};
use crate::model::{Conversion, From};

/// The attributes of the type, all of which may stand beside each other.
const ALLOWED: [&str; 5] = ["from", "try_from", "into", "bound", "crate"];

/// Checks a type with conversions; nothing if it is not one.
pub(super) fn check(input: &DeriveInput) -> Option<darling::Result<Conversion>> {
    let attributes = attributes::of_any_type(&input.attrs).filter(|_| !matches!(input.data, Data::Union(_)))?;
    let first = [attributes.from.at(), attributes.try_from.at(), attributes.into.at()].into_iter().flatten().next()?;
    let mut errors = Errors::default();
    check_alone(input, first, &mut errors);
    if let (Some(_), Some(at)) = (attributes.from.at(), attributes.try_from.at()) {
        let help = "remove one of them: both say what is loaded";
        errors.push(error_with_help(at, "`from` excludes `try_from`", help));
    }
    let from = attributes.from.value().cloned().map(From::Always);
    let conversion = Conversion {
        head: head(input),
        from: from.or_else(|| attributes.try_from.value().cloned().map(From::Try)),
        into: attributes.into.value().cloned(),
    };
    Some(errors.finish_with(conversion))
}

/// Everything else would say how the type itself stands in a pickle.
fn check_alone(input: &DeriveInput, conversion: &Path, errors: &mut Errors) {
    match &input.data {
        Data::Struct(data) => {
            check_place::<StructAttributes>(&input.attrs, conversion, errors);
            check_fields(&data.fields, conversion, errors);
        }
        Data::Enum(data) => {
            check_place::<EnumAttributes>(&input.attrs, conversion, errors);
            for variant in &data.variants {
                check_place::<VariantAttributes>(&variant.attrs, conversion, errors);
                check_fields(&variant.fields, conversion, errors);
            }
        }
        // A union is refused whatever its attributes say.
        Data::Union(_) => {}
    }
}

fn check_fields(fields: &Fields, conversion: &Path, errors: &mut Errors) {
    for field in fields {
        check_place::<FieldAttributes>(&field.attrs, conversion, errors);
    }
}

fn check_place<V: Vocabulary>(attributes: &[syn::Attribute], conversion: &Path, errors: &mut Errors) {
    let Some(attributes) = read::<V>(attributes, errors) else { return };
    for at in attributes.given().into_iter().filter(|at| !ALLOWED.iter().any(|allowed| at.is_ident(allowed))) {
        let message = format_args!("`{}` excludes `{}`", name_of(conversion), name_of(at));
        errors.push(error_with_help(at, message, "remove one of them: the other type says what is in the pickle"));
    }
}
