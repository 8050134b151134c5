//! A schema is the same after a way through JSON; what is no schema is refused where it goes wrong.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use pickle_codegen::schema_json::{from_json, to_json};
use pickle_codegen::{Options, Sources, generate};
use pickle_core::schema::Schema;

/// The Python files of all class styles.
fn styles() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/classes");
    let entries = fs::read_dir(directory).expect("the directory of styles is readable");
    let paths = entries.map(|entry| entry.expect("the directory of styles is readable").path());
    paths.filter(|path| path.extension() == Some(OsStr::new("py"))).collect()
}

fn schema_of(path: &Path) -> Option<Schema> {
    let source = fs::read_to_string(path).expect("the style is readable");
    generate(&Sources::of("styles.py", "styles", &source), &Options::default()).ok().map(|generated| generated.schema)
}

#[test]
fn every_class_style_goes_through_json() {
    let schemas: Vec<Schema> = styles().iter().filter_map(|path| schema_of(path)).collect();
    assert!(schemas.len() > 200, "{} schemas", schemas.len());
    for schema in schemas {
        let json = to_json(&schema);
        let read = from_json(&json).unwrap_or_else(|error| panic!("{error}\n{json}"));
        assert_eq!(read, schema);
    }
}

#[test]
fn what_is_no_schema_is_refused_where_it_goes_wrong() {
    let cases = [
        ("", "EOF while parsing a value at line 1 column 0"),
        ("{\"classes\": [], \"aliases\": []}", "missing field `version` at line 1 column 30"),
        ("{\n  \"version\": 2}", "schema version 2 is unknown, expected 1 at line 2 column 15"),
        (
            "{\"version\": 1, \"klasses\": []}",
            "unknown field `klasses`, expected one of `version`, `classes`, `aliases`",
        ),
        (
            "{\"version\": 1, \"aliases\": [{\"name\": {\"module\": \"a\", \"qualname\": \"B\"}, \"ty\": \"integer\"}]}",
            "unknown variant `integer`, expected one of `any`, `none`, `bool`, `int`",
        ),
    ];
    for (json, message) in cases {
        let error = from_json(json).expect_err(json);
        assert!(error.to_string().starts_with(message), "{error}");
    }
}

#[test]
fn a_deep_type_is_an_error() {
    let deep = format!("{}\"int\"{}", "{\"list\": ".repeat(100_000), "}".repeat(100_000));
    let json = format!(
        "{{\"version\": 1, \"aliases\": [{{\"name\": {{\"module\": \"a\", \"qualname\": \"B\"}}, \"ty\": {deep}}}]}}"
    );
    assert!(from_json(&json).expect_err("it is deep").to_string().starts_with("recursion limit exceeded"));
}
