//! The source of the crates that are built.

use std::path::Path;

/// How many structs there are.
pub(crate) const STRUCTS: usize = 20;
const FIELDS: usize = 20;

/// The types of the fields, in turn.
const TYPES: [&str; 7] = ["i64", "String", "Option<String>", "f64", "bool", "Vec<String>", "Vec<i64>"];

/// Who derives.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Derive {
    Pickle,
    Serde,
}

/// What is in the crate.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Contents {
    /// A `main` that does nothing.
    Nothing,
    /// The structs, each loaded and dumped once.
    Structs,
}

impl Derive {
    /// The name of the crate.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Derive::Pickle => "derived-pickle",
            Derive::Serde => "derived-serde",
        }
    }

    /// Its `Cargo.toml`.
    pub(crate) fn manifest(self, pickle_core: &Path) -> String {
        let dependencies = match self {
            Derive::Pickle => format!("pickle-core = {{ path = {pickle_core:?} }}\n"),
            Derive::Serde => "serde = { version = \"1\", features = [\"derive\"] }\nrmp-serde = \"1\"\n".to_owned(),
        };
        let name = self.name();
        format!(
            "[workspace]\n\n[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{dependencies}"
        )
    }

    /// Its `src/main.rs`.
    pub(crate) fn source(self, contents: Contents) -> String {
        match contents {
            Contents::Nothing => "fn main() {}\n".to_owned(),
            Contents::Structs => {
                let structs: String = (0..STRUCTS).map(|index| self.one_struct(index)).collect();
                let calls: String = (0..STRUCTS).map(|index| format!("    round_trip_{index}(&bytes);\n")).collect();
                format!("{structs}fn main() {{\n    let bytes = std::fs::read(\"input\").unwrap();\n{calls}}}\n")
            }
        }
    }

    /// A struct and its round trip.
    fn one_struct(self, index: usize) -> String {
        let fields = (0..FIELDS).map(|field| format!("    field_{field}: {},\n", TYPES[(index + field) % TYPES.len()]));
        let (derives, load, dump) = match self {
            Derive::Pickle => {
                ("pickle_core::Pickle)]\n#[pickle(module = \"models\"", "pickle_core::loads", "pickle_core::dumps")
            }
            Derive::Serde => {
                ("serde::Serialize, serde::Deserialize", "rmp_serde::from_slice", "rmp_serde::to_vec_named")
            }
        };
        format!(
            "#[derive({derives})]\nstruct Struct{index} {{\n{}}}\n\n\
             fn round_trip_{index}(bytes: &[u8]) -> Vec<u8> {{\n    \
             let value: Struct{index} = {load}(bytes).unwrap();\n    {dump}(&value).unwrap()\n}}\n\n",
            fields.collect::<String>(),
        )
    }
}

#[test]
fn a_struct_has_its_fields_and_its_round_trip() {
    let source = Derive::Pickle.source(Contents::Structs);
    assert_eq!(source.matches("    field_").count(), STRUCTS * FIELDS);
    assert!(source.contains("#[derive(pickle_core::Pickle)]\n#[pickle(module = \"models\")]\nstruct Struct7 {\n"));
    assert!(source.contains("    field_1: String,\n") && source.contains("    round_trip_19(&bytes);\n"));
    assert!(Derive::Serde.source(Contents::Structs).contains("#[derive(serde::Serialize, serde::Deserialize)]\n"));
}
