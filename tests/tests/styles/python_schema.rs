//! What the generator reads from the Python of a style.

use std::fs;

use pickle_codegen::{Sources, read_schema};
use pickle_core::schema::{ClassName, Schema, Type};
use pickle_tests::path;

use crate::options;

/// The schema of a style whose Rust is generated.
pub(crate) fn schema_of_python(style: &str) -> Option<Schema> {
    if path("classes_by_hand").join(format!("{style}.rs")).exists() {
        return None;
    }
    let file = format!("{style}.py");
    let source = fs::read_to_string(path("classes").join(&file)).ok()?;
    let sources = Sources::of(file, style, &source);
    Some(read_schema(&sources, &options::with_header(&source)).ok()?.schema)
}

/// Whether an alias of this name occurs in the type.
pub(crate) fn contains(ty: &Type, name: &ClassName) -> bool {
    matches!(ty, Type::Alias(other) if other == name) || ty.parts().into_iter().any(|part| contains(part, name))
}
