//! The types of a schema, each with the place where it stands.

use std::mem;

use pickle_core::schema::{ClassKind, ClassName, Place, Schema, Type};

/// Where a type of a schema stands.
pub(super) struct TypePlace {
    /// The class or the alias.
    pub(super) owner: ClassName,
    pub(super) position: Position,
}

/// Where in a class a type stands, if not in an alias.
pub(super) enum Position {
    /// It is the type of a field.
    Field {
        /// As the pickle has it.
        name: String,
        /// As the source has it.
        written_name: String,
        /// Where in the pickle it stands.
        place: Place,
    },
    /// It is what a type parameter stands for.
    Parameter(String),
    /// It is what an alias stands for.
    Alias,
}

impl TypePlace {
    /// What the source calls the place.
    pub(super) fn written_name(&self) -> &str {
        match &self.position {
            Position::Field { written_name, .. } => written_name,
            Position::Parameter(name) => name,
            Position::Alias => &self.owner.qualname,
        }
    }
}

/// Replaces every type of a schema: those of fields, of type parameters and of aliases.
pub(super) fn map_types(schema: &mut Schema, mut map: impl FnMut(&TypePlace, Type) -> Type) {
    let mut replace = |owner: &ClassName, position: Position, ty: &mut Type| {
        let place = TypePlace { owner: owner.clone(), position };
        *ty = map(&place, mem::replace(ty, Type::Any));
    };
    for class in &mut schema.classes {
        for parameter in &mut class.parameters {
            replace(&class.name, Position::Parameter(parameter.name.clone()), &mut parameter.default);
        }
        let ClassKind::Record(record) = &mut class.kind else {
            continue;
        };
        for field in &mut record.fields {
            let position = Position::Field {
                name: field.name.clone(),
                written_name: field.written_name.clone(),
                place: field.place,
            };
            replace(&class.name, position, &mut field.ty);
        }
    }
    for alias in &mut schema.aliases {
        replace(&alias.name, Position::Alias, &mut alias.ty);
    }
}
