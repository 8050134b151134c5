//! The generated files of `tests/cases` compile without warnings, and can be included.

#![deny(warnings)]
// Nobody uses the generated types, and nobody could.
#![allow(dead_code, unreachable_pub)]

macro_rules! include_cases {
    ($($module:ident = $path:literal;)*) => {
        $(mod $module {
            include!($path);
        })*

        /// The files that are compiled here.
        const COMPILED: &[&str] = &[$($path),*];
    };
}

include_cases! {
    abstract_collections = "cases/abstract_collections.rs";
    aliases = "cases/aliases.rs";
    class_objects = "cases/class_objects.rs";
    attrs = "cases/attrs.rs";
    branches = "cases/branches.rs";
    builtin_subclass = "cases/builtin_subclass.rs";
    constants = "cases/constants.rs";
    dataclass_fields = "cases/dataclass_fields.rs";
    dataclass_frozen = "cases/dataclass_frozen.rs";
    dataclass_inherited = "cases/dataclass_inherited.rs";
    dataclass_plain = "cases/dataclass_plain.rs";
    dataclass_slots = "cases/dataclass_slots.rs";
    dataclass_slots_frozen = "cases/dataclass_slots_frozen.rs";
    default = "cases/default.rs";
    docs = "cases/docs.rs";
    empty = "cases/empty.rs";
    enumeration = "cases/enumeration.rs";
    enumeration_styles = "cases/enumeration_styles.rs";
    exceptions = "cases/exceptions.rs";
    flags = "cases/flags.rs";
    families = "cases/families.rs";
    generic = "cases/generic.rs";
    hashing = "cases/hashing.rs";
    imports = "cases/imports.rs";
    msgspec = "cases/msgspec.rs";
    literals = "cases/literals.rs";
    named_tuple = "cases/named_tuple.rs";
    named_tuple_subclass = "cases/named_tuple_subclass.rs";
    names = "cases/names.rs";
    nested = "cases/nested.rs";
    newargs = "cases/newargs.rs";
    options_elsewhere = "cases/options_elsewhere.rs";
    plain_annotated = "cases/plain_annotated.rs";
    plain_default_init = "cases/plain_default_init.rs";
    plain_inherited = "cases/plain_inherited.rs";
    plain_init = "cases/plain_init.rs";
    pydantic = "cases/pydantic.rs";
    pydantic_v1 = "cases/pydantic_v1.rs";
    reduce = "cases/reduce.rs";
    reduce_forms = "cases/reduce_forms.rs";
    references = "cases/references.rs";
    shared = "cases/shared.rs";
    slots = "cases/slots.rs";
    state = "cases/state.rs";
    state_positional = "cases/state_positional.rs";
    typed_dict = "cases/typed_dict.rs";
    type_parameters = "cases/type_parameters.rs";
    types = "cases/types.rs";
    unions = "cases/unions.rs";
    weak = "cases/weak.rs";
}

#[test]
fn every_case_is_compiled() {
    let cases = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    for entry in std::fs::read_dir(cases).expect("the directory of cases is readable") {
        let name = entry.expect("the directory of cases is readable").file_name();
        let path = format!("cases/{}", name.to_string_lossy());
        assert!(path.ends_with(".py") || COMPILED.contains(&path.as_str()), "{path} is not compiled");
    }
}
