//! What `infer` makes of the pickles of the class styles, their source withheld, is what is checked in.

use std::fmt::Write;
use std::fs;

use pickle_codegen::{Generated, Options, Sample, infer};
use pickle_tests::path;
use pickle_tests::stored::{stored_pickles, styles_with_pickles};

#[test]
fn is_what_infer_writes() {
    let mut changed = Vec::new();
    let mut list = String::from(
        "//! The modules that are inferred from the pickles of the class styles, and the table of all.\n\n",
    );
    let mut rows = String::new();
    for style in styles_with_pickles() {
        changed.extend(write_if_new(&format!("{style}.rs"), &infer_style(&style, false).rust));
        let _ = writeln!(list, "pub mod {style};");
        let _ = writeln!(rows, "    super::Inferred::of::<{style}::Root>({style:?}),");
    }
    let _ = write!(list, "\n/// Every style, by name.\npub(super) const INFERRED: &[super::Inferred] = &[\n{rows}];\n");
    changed.extend(write_if_new("mod.rs", &list));
    assert!(changed.is_empty(), "these were out of date and are written now, look at the changes: {changed:?}");
}

#[test]
fn does_not_depend_on_the_order_of_the_samples() {
    for style in styles_with_pickles() {
        let (one, other) = (infer_style(&style, false), infer_style(&style, true));
        assert_eq!(one.rust, other.rust, "{style}");
        assert_eq!(one.diagnostics.to_string(), other.diagnostics.to_string(), "{style}");
    }
}

/// The name of a file of `inferred`, if it had to be written.
fn write_if_new(name: &str, text: &str) -> Option<String> {
    let file = path("inferred").join(name);
    if fs::read_to_string(&file).ok().as_deref() == Some(text) {
        return None;
    }
    fs::write(&file, text).expect("the file can be written");
    Some(name.to_owned())
}

fn infer_style(style: &str, is_reversed: bool) -> Generated {
    let mut pickles = stored_pickles(style);
    if is_reversed {
        pickles.reverse();
    }
    let samples: Vec<Sample<'_>> =
        pickles.iter().map(|pickle| Sample { name: &pickle.name, bytes: &pickle.bytes }).collect();
    infer(&samples, &options_of(style)).unwrap_or_else(|errors| panic!("{style}: {errors}"))
}

/// The versions of libraries that the style's dumps are for, which no pickle of several can tell.
fn options_of(style: &str) -> Options {
    let options = Options::default();
    let source = fs::read_to_string(path("classes").join(format!("{style}.py"))).expect("the style's Python");
    match source.lines().find_map(|line| line.strip_prefix("# codegen: --attrs-version ")) {
        Some(version) => options.attrs_version(version.parse().expect("a version of attrs")),
        None => options,
    }
}

#[test]
fn a_damaged_pickle_is_an_error_or_gives_rust() {
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or_default() % below
    };
    for pickle in styles_with_pickles().iter().flat_map(|style| stored_pickles(style)) {
        for _ in 0..3 {
            let mut bytes = pickle.bytes.clone();
            let at = random(bytes.len());
            bytes[at] = u8::try_from(random(256)).unwrap_or_default();
            let samples = [Sample { name: "damaged", bytes: &bytes }, Sample { name: "whole", bytes: &pickle.bytes }];
            if let Err(errors) = infer(&samples, &Options::default()) {
                assert!(errors.has_errors());
            }
        }
    }
}
