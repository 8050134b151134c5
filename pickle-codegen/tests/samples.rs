//! Samples beside the source: what they add, and where they contradict it. The pickles are made by hand, in the instructions
//! of CPython's protocol 0 but without its memo; what real pickles are inferred to be is in the tests of the styles.

use pickle_codegen::{Code, Generated, ModuleName, Options, Sources, generate};

/// A pickle of a list of objects of plain classes, by module, name and the instructions of the items of their state.
fn objects(objects: &[(&str, &str, &str)]) -> Vec<u8> {
    let object = |(module, name, state): &(&str, &str, &str)| {
        format!("ccopy_reg\n_reconstructor\n(c{module}\n{name}\nc__builtin__\nobject\nNtR(d{state}b")
    };
    format!("({}l.", objects.iter().map(object).collect::<String>()).into_bytes()
}

fn beside(source: &str, sample: &[u8]) -> Generated {
    let mut sources = Sources::of("shop.py", "shop", source);
    sources.add_sample("sample.pkl", sample);
    generate(&sources, &Options::default()).expect("the source is Python, and the sample a pickle")
}

fn messages(generated: &Generated) -> Vec<String> {
    generated.diagnostics.iter().map(|finding| finding.message.clone()).collect()
}

#[test]
fn samples_type_what_has_no_annotation() {
    let source =
        "class Order:\n    def __init__(self, lines, note):\n        self.lines = lines\n        self.note = note\n";
    // Order([1, 2], None), Order([], 'late')
    let sample = objects(&[
        ("shop", "Order", "Vlines\n(lI1\naI2\nasVnote\nNs"),
        ("shop", "Order", "Vlines\n(lsVnote\nVlate\ns"),
    ]);
    let generated = beside(source, &sample);
    assert!(generated.rust.contains("pub lines: ::std::vec::Vec<i64>,"), "{}", generated.rust);
    assert!(generated.rust.contains("pub note: ::core::option::Option<::std::string::String>,"));
    assert_eq!(messages(&generated), Vec::<String>::new());
}

#[test]
fn attributes_that_samples_lack_may_be_missing() {
    let source = "class Order:\n    number: int\n    note: str\n    kind: str = 'a'\n";
    let sample = objects(&[("shop", "Order", "Vnumber\nI1\nsVnote\nVa\ns"), ("shop", "Order", "Vnumber\nI2\ns")]);
    let generated = beside(source, &sample);
    assert!(generated.rust.contains("pub note: ::pickle_core::Maybe<::std::string::String>,"), "{}", generated.rust);
    assert!(generated.rust.contains("pub number: i64,"));
    assert_eq!(messages(&generated), Vec::<String>::new());
}

#[test]
fn subclasses_in_fields_of_a_base_make_a_family() {
    let source = "class Shape: ...\nclass Circle(Shape): ...\nclass Drawing:\n    shape: Shape\n";
    let circle = "ccopy_reg\n_reconstructor\n(cshop\nCircle\nc__builtin__\nobject\nNtR";
    let sample = objects(&[("shop", "Drawing", &format!("Vshape\n{circle}s"))]);
    let generated = beside(source, &sample);
    assert!(generated.rust.contains("pub shape: ShapeOrSubclass,"), "{}", generated.rust);
    assert_eq!(messages(&generated), Vec::<String>::new());
}

#[test]
fn contradictions_are_located_and_the_source_counts() {
    let source = "class Order:\n    number: int\n    total: float\n    mask: str\n    tags: list[str]\n";
    let state = "Vnumber\nVA-1\nsVtotal\nI5\nsVmask\nL18446744073709551615L\nsVtags\n(lVa\nas";
    let generated = beside(source, &objects(&[("shop", "Order", state)]));
    assert_eq!(
        messages(&generated),
        [
            "`number` is `int` in the source, and `str` in the samples",
            "`mask` is `str` in the source, and `int` in the samples",
        ]
    );
    assert!(generated.diagnostics.iter().all(|finding| finding.code == Code::SampleContradicts));
    let lines = generated.diagnostics.iter().map(|finding| generated.diagnostics.place(finding).unwrap().line);
    assert_eq!(lines.collect::<Vec<_>>(), [2, 4]);
    assert!(generated.rust.contains("pub number: i64,"));
}

#[test]
fn ints_that_64_bits_do_not_hold_get_a_type_that_does() {
    let source = "class Order:\n    mask: int | None = None\n    sizes: dict[str, list[int]]\n    number: int\n    pair: int | str = 3\n";
    let large = "L18446744073709551616L\n";
    let state = format!("Vmask\n{large}sVsizes\n(dVa\n(l{large}assVnumber\nI1\nsVpair\n{large}s");
    let generated = beside(source, &objects(&[("shop", "Order", &state)]));
    assert_eq!(messages(&generated), Vec::<String>::new());
    let [optional, list] =
        ["::core::option::Option", "::std::vec::Vec"].map(|name| format!("{name}<::pickle_core::Int>"));
    for part in [&optional, &list, "pub number: i64,", "Int(::pickle_core::Int),"] {
        assert!(generated.rust.contains(part), "{part}: {}", generated.rust);
    }
}

#[test]
fn other_layouts_and_other_modules_are_told() {
    let source = "from dataclasses import dataclass\n@dataclass(slots=True)\nclass Order:\n    number: int\nclass Customer: ...\n";
    let sample = objects(&[("shop", "Order", "Vnumber\nI1\ns"), ("shop.models", "Customer", "")]);
    assert_eq!(
        messages(&beside(source, &sample)),
        [
            "an object of `Order` is a dict of attributes in the samples, and a dict of slots as the source has it",
            "the samples have `shop.models.Customer`, and the source `shop.Customer`",
        ]
    );
}

#[test]
fn a_sample_that_is_no_pickle_is_an_error() {
    let mut sources = Sources::of("shop.py", "shop", "class Order: ...\n");
    sources.add_sample("sample.pkl", b"no pickle");
    let errors = generate(&sources, &Options::default()).unwrap_err();
    assert!(errors.has_errors() && errors.to_string().contains("PC050"), "{errors}");
}

#[test]
fn a_guessed_name_of_a_module_is_that_of_the_samples() {
    let source = "class Order:\n    number: int\nclass Customer:\n    name: str\n";
    let generated = |path: &str, module: &str| {
        let mut sources = Sources::of(path, ModuleName::of_file(path.as_ref()), source);
        sources.add_sample("sample.pkl", &objects(&[(module, "Order", "Vnumber\nI1\ns")]));
        generate(&sources, &Options::default()).unwrap()
    };
    let from_samples = generated("somewhere/models.py", "shop.models");
    assert!(
        from_samples.rust.contains("#[pickle(module = \"shop.models\")]\npub struct Customer"),
        "{}",
        from_samples.rust
    );
    assert_eq!(messages(&from_samples), Vec::<String>::new());
    let guessed = generated("somewhere/models.py", "models");
    assert!(guessed.rust.contains("#[pickle(module = \"models\")]"));
    assert_eq!(messages(&guessed), ["the module's name is taken to be `models`, the file's name"]);
    // Who names the file where Python imports it from has said its name.
    assert_eq!(messages(&generated("models.py", "shop.models")).len(), 1);
}
