//! What `infer` makes of samples: layouts, types that unify, sharing and cycles, findings, and hostile samples.

use std::fmt::Write;
use std::time::{Duration, Instant};

use pickle_codegen::{Code, Generated, Options, Sample, infer};
use pickle_core::schema::{ClassKind, ClassName, Field, Record, Type};

fn infer_all(samples: &[&[u8]]) -> Generated {
    let names: Vec<String> = (0..samples.len()).map(|number| format!("{number}.pkl")).collect();
    let samples = names.iter().zip(samples).map(|(name, bytes)| Sample { name, bytes });
    let samples: Vec<Sample<'_>> = samples.collect();
    infer(&samples, &Options::default()).unwrap_or_else(|errors| panic!("{errors}"))
}

/// A pickle of a `m.Thing` with these attributes, each with the opcodes of its value.
fn thing(attributes: &str) -> Vec<u8> {
    format!("ccopy_reg\n_reconstructor\n(cm\nThing\nc__builtin__\nobject\nNtR(d{attributes}b.").into_bytes()
}

/// The attribute `x` with the opcodes of its value.
fn x(value: &str) -> Vec<u8> {
    thing(&format!("Vx\n{value}s"))
}

fn record<'g>(generated: &'g Generated, class: &str) -> &'g Record {
    match generated.schema.class(&ClassName::new("m", class)).map(|class| &class.kind) {
        Some(ClassKind::Record(record)) => record,
        other => panic!("{class}: {other:?}"),
    }
}

fn field<'g>(generated: &'g Generated, name: &str) -> &'g Field {
    record(generated, "Thing").field(name).unwrap_or_else(|| panic!("no field {name}: {}", generated.rust))
}

/// The type of `x` in samples with these values.
#[track_caller]
fn check_type(values: &[&str], expected: &str) {
    let samples: Vec<Vec<u8>> = values.iter().map(|value| x(value)).collect();
    let samples: Vec<&[u8]> = samples.iter().map(Vec::as_slice).collect();
    let reversed: Vec<&[u8]> = samples.iter().rev().copied().collect();
    for samples in [samples, reversed] {
        assert_eq!(field(&infer_all(&samples), "x").ty.to_string(), expected);
    }
}

#[track_caller]
fn check_code(samples: &[&[u8]], code: Code, words: &[&str]) {
    let generated = infer_all(samples);
    let Some(finding) = generated.diagnostics.iter().find(|finding| finding.code == code) else {
        panic!("no {code} in:\n{}", generated.diagnostics)
    };
    for word in words {
        assert!(finding.message.contains(word), "{word} is not in: {}", finding.message);
    }
}

#[test]
fn scalars_of_several_types_are_a_union() {
    check_type(&["I1\n"], "int");
    check_type(&["I1\n", "F1.5\n"], "int | float");
    check_type(&["I1\n", "I01\n"], "bool | int");
    check_type(&["N"], "None");
    check_type(&["N", "Va\n"], "str | None");
    check_type(&["N", "Va\n", "I1\n"], "int | str | None");
}

#[test]
fn containers_unify_their_parts() {
    check_type(&["(lI1\na", "(lVa\na"], "list[int | str]");
    check_type(&["(l", "(lI1\na"], "list[int]");
    check_type(&["(l"], "list[Any]");
    check_type(&["(dVa\nI1\ns", "(dVb\nNs"], "dict[str, int | None]");
    check_type(&["(I1\nVa\nt", "(NVb\nt"], "tuple[int | None, str]");
    check_type(&["(I1\nVa\nt", "(I1\nt"], "tuple[int | str, ...]");
    check_type(&["(t"], "tuple[Any, ...]");
    check_type(&["(l(lI1\naa", "(l(lF1\naa"], "list[list[int | float]]");
}

#[test]
fn ints_that_64_bits_do_not_hold_have_a_type_that_does() {
    check_type(&["L9223372036854775807L\n"], "int");
    let is_large = |ints: &[&str]| {
        let samples: Vec<Vec<u8>> = ints.iter().map(|int| x(int)).collect();
        let samples: Vec<&[u8]> = samples.iter().map(Vec::as_slice).collect();
        field(&infer_all(&samples), "x").ty == Type::LargeInt
    };
    assert!(is_large(&["I1\n", "L9223372036854775808L\n"]) && is_large(&["L-9223372036854775809L\n"]));
    assert!(!is_large(&["L9223372036854775807L\n", "L-9223372036854775808L\n"]));
}

#[test]
fn an_attribute_that_some_objects_lack_can_be_unset() {
    let generated = infer_all(&[&thing("Vx\nI1\nsVy\nI2\ns"), &thing("Vx\nI1\ns")]);
    assert!(!field(&generated, "x").can_be_unset);
    assert!(field(&generated, "y").can_be_unset);
}

#[test]
fn fields_have_the_order_of_the_object_with_most_attributes() {
    let names = |samples: &[&[u8]]| -> Vec<String> {
        record(&infer_all(samples), "Thing").fields.iter().map(|field| field.name.clone()).collect()
    };
    let (long, short) = (thing("Vz\nI1\nsVb\nI2\ns"), thing("Va\nI1\ns"));
    assert_eq!(names(&[&long, &short]), ["z", "b", "a"]);
    assert_eq!(names(&[&short, &long]), ["z", "b", "a"]);
}

#[test]
fn a_shared_list_is_shared_and_one_in_a_single_place_is_owned() {
    let generated = infer_all(&[&thing("Vx\n(lp1\nI1\nasVy\ng1\nsVz\n(lI2\nas")]);
    assert!(generated.rust.contains("pub x: ::std::rc::Rc<::std::vec::Vec<i64>>,"), "{}", generated.rust);
    assert!(generated.rust.contains("pub y: ::std::rc::Rc<::std::vec::Vec<i64>>,"), "{}", generated.rust);
    assert!(generated.rust.contains("pub z: ::std::vec::Vec<i64>,"), "{}", generated.rust);
}

#[test]
fn a_reference_back_to_an_owner_is_weak() {
    let parent = b"ccopy_reg\n_reconstructor\n(cm\nThing\nc__builtin__\nobject\nNtRp1\n(dVchild\n\
        ccopy_reg\n_reconstructor\n(cm\nChild\nc__builtin__\nobject\nNtR(dVparent\ng1\nsbsb.";
    let generated = infer_all(&[parent]);
    assert!(generated.rust.contains("pub parent: ::std::rc::Weak<Thing>,"), "{}", generated.rust);
    assert!(
        generated.rust.contains("pub child: ::std::boxed::Box<Child>,") || generated.rust.contains("pub child: Child,")
    );
    assert!(generated.rust.contains("pub type Root = ::std::rc::Rc<Thing>;"), "{}", generated.rust);
}

#[test]
fn objects_in_a_ring_are_left_out() {
    let ring = b"(lccopy_reg\n_reconstructor\n(cm\nThing\nc__builtin__\nobject\nNtRp1\n(dVnext\n\
        ccopy_reg\n_reconstructor\n(cm\nThing\nc__builtin__\nobject\nNtR(dVnext\ng1\nsbsba.";
    check_code(&[ring], Code::SampleCycle, &["m.Thing"]);
    assert!(infer_all(&[ring]).rust.contains("pub type Root = ::std::vec::Vec<::pickle_core::Any>;"));
}

#[test]
fn a_list_that_holds_itself_is_any() {
    check_type(&["(lp1\ng1\na"], "Any");
}

#[test]
fn the_frequent_of_two_layouts_is_taken() {
    let call = b"cm\nThing\n(I1\ntR.".as_slice();
    let objects = [x("I1\n"), x("I2\n")];
    check_code(
        &[&objects[0], call, &objects[1]],
        Code::SampleLayouts,
        &["m.Thing", "`__new__`", "a call", "`1.pkl`, byte"],
    );
}

#[test]
fn a_state_that_only_python_understands_leaves_the_class_out() {
    let sample = b"ccopy_reg\n_reconstructor\n(cm\nThing\nc__builtin__\nobject\nNtRI5\nb.";
    check_code(&[sample], Code::SampleLayoutUnknown, &["m.Thing", "`0.pkl`, byte"]);
    assert!(infer_all(&[sample]).schema.classes.is_empty());
}

#[test]
fn arguments_without_names_are_numbered() {
    check_code(&[b"\x80\x02cm\nThing\nK\x01K\x02\x86\x81."], Code::SampleNamesUnknown, &["`arg_0`, `arg_1`"]);
}

#[test]
fn every_sample_that_is_no_pickle_is_reported() {
    let samples = [
        Sample { name: "good.pkl", bytes: b"I1\n.I2\n." },
        Sample { name: "cut.pkl", bytes: b"I1\n.(l" },
        Sample { name: "empty.pkl", bytes: b"" },
    ];
    let errors = infer(&samples, &Options::default()).unwrap_err();
    let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    assert_eq!(messages.len(), 2);
    assert!(messages[0].starts_with("`cut.pkl` holds no pickle at byte 4"), "{messages:?}");
    assert!(messages[1].starts_with("`empty.pkl` holds no pickle at byte 0"), "{messages:?}");
    assert!(errors.has_errors());
}

#[test]
fn a_file_with_several_pickles_is_read_to_its_end() {
    let mut both = x("I1\n");
    both.extend(x("Va\n"));
    assert_eq!(field(&infer_all(&[&both]), "x").ty.to_string(), "int | str");
}

/// Time for samples of about a megabyte, in a debug build on a busy machine; what is not linear takes hours.
const LIMIT: Duration = Duration::from_secs(60);

#[track_caller]
fn check_time(sample: &[u8]) {
    let start = Instant::now();
    infer_all(&[sample]);
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
}

#[test]
fn a_deep_list_is_no_recursion() {
    let depth = 200_000;
    check_time(format!("{}{}.", "(l".repeat(depth), "a".repeat(depth - 1)).as_bytes());
}

#[test]
fn a_chain_of_objects_is_no_recursion() {
    let mut sample = String::new();
    for _ in 0..20_000 {
        sample += "(dVx\n";
    }
    sample += "N";
    for _ in 0..20_000 {
        sample += "s";
    }
    check_time(format!("{sample}.").as_bytes());
}

#[test]
fn a_long_tuple_for_many_objects_is_looked_at_a_few_times() {
    let mut sample = format!("(({}tp1\n", "N".repeat(100_000));
    for number in 0..50_000 {
        let _ = write!(sample, "cm\nC{}\ng1\nR", number % 7);
    }
    check_time(format!("{sample}l.").as_bytes());
}

#[test]
fn a_long_list_in_many_places_is_looked_at_once() {
    let mut sample = format!("(({}lp1\n", "N".repeat(200_000));
    for _ in 0..50_000 {
        sample += "cm\nC\n(g1\ntR";
    }
    check_time(format!("{sample}l.").as_bytes());
}

#[test]
fn very_many_classes_and_attributes_are_fine() {
    let mut sample = String::from("(");
    for number in 0..2_000 {
        let _ = write!(sample, "ccopy_reg\n_reconstructor\n(cm\nC{number}\nc__builtin__\nobject\nNtR(dVa{number}\nNsb");
        let _ = write!(sample, "ccopy_reg\n_reconstructor\n(cm\nD\nc__builtin__\nobject\nNtR(dVa{number}\nNsb");
    }
    check_time(format!("{sample}l.").as_bytes());
}

#[test]
fn names_that_are_none_in_rust_get_one() {
    let mut sample = String::from("(");
    for name in [
        "1", "a b", "self", "Self", "crate", "r#x", "a-b", "é", "_", "🦀", "Root", "a.b", "fn", "/**/", "\u{2028}",
        "²", "\"", "\\",
    ] {
        let _ = write!(sample, "ccopy_reg\n_reconstructor\n(c{name}\n{name}\nc__builtin__\nobject\nNtR(dV{name}\nNsb");
        let _ =
            write!(sample, "ccopy_reg\n_reconstructor\n(c{name}\nS{name}\nc__builtin__\nobject\nNtR(N(dV{name}\nNstb");
        let _ = write!(sample, "c{name}\nC{name}\n(NNtR");
    }
    let generated = infer_all(&[format!("{sample}l.").as_bytes()]);
    let left_out = generated.diagnostics.iter().filter(|finding| finding.code == Code::SampleLayoutUnknown);
    assert!(left_out.count() > 10, "{}", generated.diagnostics);
    assert!(generated.rust.contains("pub type Root = ") && generated.rust.contains("pub mod root {"));
}

#[test]
fn a_class_may_be_called_as_the_alias_is() {
    let root = b"ccopy_reg\n_reconstructor\n(cm\nRoot\nc__builtin__\nobject\nNtR(dVa\nNsb.";
    let rust = infer_all(&[root]).rust;
    assert!(rust.contains("pub struct Root {") && rust.contains("pub type Root2 = "), "{rust}");
}
