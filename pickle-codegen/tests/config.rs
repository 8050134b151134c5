//! The configuration: every key by file, flag and builder, the mistakes in a file, and what `--print-config` prints.

use std::collections::BTreeSet;
use std::path::Path;

use insta::assert_snapshot;
use pickle_codegen::config::{Group, KEYS, Key};
use pickle_codegen::{
    AttributeRule, AttrsVersion, Code, Config, IntType, LiteralStyle, MapType, Options, PydanticVersion, RustTrait,
    RustType, Search, Sources, TypeRule, UnknownPolicy, UnsupportedPolicy, Visibility, generate,
};

fn parse(text: &str) -> Config {
    Config::parse(Path::new("pickle-codegen.toml"), text).unwrap()
}

fn mistakes(text: &str) -> String {
    Config::parse(Path::new("pickle-codegen.toml"), text).unwrap_err().to_string()
}

fn rust(path: &str) -> RustType {
    path.parse().unwrap()
}

/// A key, what a file says for it, what a flag says, and the builder method.
struct Example<T> {
    key: &'static str,
    toml: &'static str,
    flag: &'static [&'static str],
    build: fn(T) -> T,
}

const fn example<T>(
    key: &'static str,
    toml: &'static str,
    flag: &'static [&'static str],
    build: fn(T) -> T,
) -> Example<T> {
    Example { key, toml, flag, build }
}

const INPUTS: &[Example<Search>] = &[
    example("paths", "paths = ['a.py', 'b']", &["a.py", "b"], |search| search.path("a.py").path("b")),
    example("modules", "modules = ['shop']", &["shop"], |search| search.module("shop")),
    example("roots", "roots = ['src']", &["src"], |search| search.root("src")),
    example("exclude", "exclude = ['**/tests/**']", &["**/tests/**"], |search| search.exclude("**/tests/**")),
    example("module", "module = 'shop'", &["shop"], |search| search.name("shop")),
    example("samples", "samples = ['a.pickle']", &["a.pickle"], |search| search.sample("a.pickle")),
];

const OPTIONS: &[Example<Options>] = &[
    example("classes", "classes = ['A', 'B']", &["A", "B"], |it| it.with_classes(["A".to_owned(), "B".to_owned()])),
    example("shared", "shared = ['A']", &["A"], |it| it.with_shared(["A".to_owned()])),
    example("weak", "weak = ['A.b']", &["A.b"], |it| it.with_weak(["A.b".to_owned()])),
    example("family", "family = ['all']", &["all"], |it| it.with_families(["all".to_owned()])),
    example("literal", "literal = 'as-base'", &["as-base"], |it| it.with_literal(LiteralStyle::AsBase)),
    example("int", "int = 'Int'", &["Int"], |it| it.with_int(IntType::Int)),
    example("map", "map = 'HashMap'", &["HashMap"], |it| it.with_map(MapType::HashMap)),
    example("prefix", "prefix = 'Py'", &["Py"], |it| it.with_prefix("Py".parse().unwrap())),
    example("suffix", "suffix = 'Data'", &["Data"], |it| it.with_suffix("Data".parse().unwrap())),
    example("visibility", "visibility = 'pub(in crate::a)'", &["pub(in crate::a)"], |it| {
        it.with_visibility(Visibility::In("crate::a".to_owned()))
    }),
    example("non-exhaustive", "non-exhaustive = true", &["true"], |it| it.non_exhaustive(true)),
    example("unknown", "unknown = 'deny'", &["deny"], |it| it.with_unknown(UnknownPolicy::Deny)),
    example("unsupported", "unsupported = 'opaque'", &["opaque"], |it| it.with_unsupported(UnsupportedPolicy::Opaque)),
    example("attrs-version", "attrs-version = '<22.2'", &["<22.2"], |it| it.attrs_version(AttrsVersion::Before22_2)),
    example("pydantic-version", "pydantic-version = '2.0'", &["2.0"], |it| {
        it.pydantic_version(PydanticVersion::TwoBefore2_4)
    }),
    example("keep-going", "keep-going = true", &["true"], |it| it.keep_going(true)),
    example("types", "types.'numpy.ndarray' = 'crate::Matrix'", &["numpy.ndarray=crate::Matrix"], |it| {
        it.with_type("numpy.ndarray", rust("crate::Matrix"))
    }),
    example("fields", "fields.'A.b' = 'u64'", &["A.b=u64"], |it| it.with_field("A.b", rust("u64"))),
    example("names", "names.'A' = 'B'", &["A=B"], |it| it.with_name("A", "B".parse().unwrap())),
    example("attributes", "[[attributes]]\nmatch = 'A'\nderive = ['Eq']\nattributes = ['#[must_use]']", &[], |it| {
        let rule = AttributeRule::new("A").and_then(|rule| rule.attribute("#[must_use]")).unwrap();
        it.with_attributes(TypeRule::from(rule).derive("Eq").unwrap())
    }),
    example("field-attributes", "[[field-attributes]]\nmatch = 'A.b'\nattributes = ['#[doc(hidden)]']", &[], |it| {
        let rule = AttributeRule::new("A.b").and_then(|rule| rule.attribute("#[doc(hidden)]"));
        it.with_field_attributes(rule.unwrap())
    }),
];

/// The options as text, to compare.
fn shown(config: &Config) -> String {
    format!("{:#?} {:#?}", config.options(), config.inputs())
}

#[test]
fn every_key_has_an_example() {
    let examples = INPUTS.iter().map(|example| example.key).chain(OPTIONS.iter().map(|example| example.key));
    assert_eq!(examples.collect::<Vec<_>>(), KEYS.iter().map(|key| key.name).collect::<Vec<_>>());
}

#[test]
fn a_file_a_flag_and_a_builder_say_the_same() {
    for Example { key, toml, flag, build } in OPTIONS {
        let file = parse(toml);
        assert_eq!(format!("{:#?}", file.options()), format!("{:#?}", build(Options::default())), "{key}");
        assert_ne!(format!("{:#?}", file.options()), format!("{:#?}", Options::default()), "{key}");
        check_flag(key, &file, flag);
    }
    for Example { key, toml, flag, build } in INPUTS {
        let file = parse(toml);
        assert_eq!(format!("{:#?}", file.inputs().search()), format!("{:#?}", build(Search::new())), "{key}");
        check_flag(key, &file, flag);
    }
}

#[track_caller]
fn check_flag(key: &str, file: &Config, flag: &[&str]) {
    if flag.is_empty() {
        return;
    }
    let mut flagged = Config::new();
    flagged.set(key, &flag.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>()).unwrap();
    assert_eq!(shown(&flagged), shown(file), "{key}");
}

#[test]
fn a_printed_configuration_says_the_same_again() {
    let mut config = Config::new();
    for (toml, key) in all_tomls() {
        let config = parse(toml);
        assert_eq!(shown(&parse(&config.to_toml())), shown(&config), "{key}");
    }
    config.set("module", &["quote\"d\\\n".to_owned()]).unwrap();
    assert_eq!(shown(&parse(&config.to_toml())), shown(&config));
}

fn all_tomls() -> impl Iterator<Item = (&'static str, &'static str)> {
    let inputs = INPUTS.iter().map(|example| (example.toml, example.key));
    inputs.chain(OPTIONS.iter().map(|example| (example.toml, example.key)))
}

#[test]
fn a_printed_configuration_says_where_values_come_from() {
    let text = "int = 'u64'\nshared = ['Customer']\n\n[types]\n'numpy.ndarray' = { rust = 'crate::Matrix', traits = ['Eq'] }\n\n\
                [[attributes]]\nmatch = 'shop.*'\nderive = ['serde::Serialize']\n";
    let mut config = parse(text);
    config.set("map", &["BTreeMap".to_owned()]).unwrap();
    config.set("types", &["shop.Money=crate::Money".to_owned()]).unwrap();
    assert_snapshot!(config.to_toml());
}

#[test]
fn paths_are_relative_to_the_file() {
    let text = "paths = ['shop', '/abs']\nroots = ['.']\nexclude = ['**/tests/**', 'shop/old/**']";
    let config = Config::parse(Path::new("python/pickle-codegen.toml"), text).unwrap();
    let search = Search::new().path("python/shop").path("/abs").root("python/.");
    let search = search.exclude("**/tests/**").exclude("python/shop/old/**");
    assert_eq!(format!("{:?}", config.inputs().search()), format!("{search:?}"));
}

#[test]
fn every_mistake_has_its_place() {
    let text = r#"visiblity = "pub"
int = "i46"
map = 3
shared = "Order"
weak = ["Node.parent", 1]
attrs-version = "22"
visibility = "private"
prefix = "py thon"
keep-going = "yes"
unheard-of-thing = 1

[types]
"shop.Money" = "crate::"
"shop.Rate" = { rust = "crate::Rate", traits = ["Ord", "Hsah"], trait = [] }
"shop.Tax" = { traits = [] }
numpy.ndarray = "crate::Matrix"

[[attributes]]
match = "shop.[a"
[[attributes]]
match = "shop.*"
derives = ["Eq"]
[[attributes]]
match = "shop.*"
attributes = ["serde(default)"]
[[field-attributes]]
match = "Order.*"
derive = ["Eq"]
"#;
    assert_snapshot!(mistakes(text));
}

#[test]
fn broken_toml_is_a_located_error() {
    assert_snapshot!(mistakes("int = \"i64\nmap = \n"));
}

#[test]
fn a_flag_with_a_mistake_says_what_was_expected() {
    let error = |key: &str, value: &str| Config::new().set(key, &[value.to_owned()]).unwrap_err();
    assert_eq!(error("types", "numpy.ndarray"), "expected `NAME=VALUE`, found `numpy.ndarray`");
    assert_eq!(error("attrs-version", "22"), "expected `<22.2` or `>=22.2`, found `22`");
    assert!(error("fields", "A.b=1").starts_with("`1` is not the path of a Rust type"));
    assert_eq!(error("nothing", ""), "no key `nothing`");
}

#[test]
fn a_flag_takes_the_place_of_what_the_file_says() {
    let mut config = parse("shared = ['A', 'B']\n[types]\n'a.A' = 'crate::A'\n'b.B' = 'crate::B'");
    config.set("shared", &["C".to_owned()]).unwrap();
    config.set("types", &["a.A=crate::Other".to_owned()]).unwrap();
    assert_eq!(config.options().shared, ["C"]);
    let types: Vec<&str> = config.options().types.values().map(RustType::path).collect();
    assert_eq!(types, ["crate::Other", "crate::B"]);
}

const SHOP: &str = "
import numpy
class Order:
    total: 'Money'
    pixels: numpy.ndarray
    status: Missing
class Money: ...
class Broken:
    def __reduce__(self):
        return other()
";

#[test]
fn names_that_mean_nothing_are_noted() {
    let rule = |pattern: &str| AttributeRule::new(pattern).unwrap();
    let options = Options::default()
        .with_type("shop.Money", rust("crate::Money"))
        .with_type("numpy.ndarray", rust("crate::Matrix"))
        .with_type("shop.Mony", rust("crate::Money"))
        .with_field("Order.total", rust("crate::Total"))
        .with_field("Order.totl", rust("crate::Total"))
        .with_name("Order", "PyOrder".parse().unwrap())
        .with_name("Oder", "PyOrder".parse().unwrap())
        .with_attributes(rule("Order"))
        .with_attributes(rule("other.*"))
        .with_field_attributes(rule("*.total"))
        .with_field_attributes(rule("*.sum"));
    let generated = generate(&Sources::of("shop.py", "shop", SHOP), &options).unwrap();
    let unused = generated.diagnostics.iter().filter(|finding| finding.code == Code::ConfiguredNameUnused);
    let unused: BTreeSet<&str> = unused.map(|finding| finding.message.split('`').nth(1).unwrap()).collect();
    assert_eq!(unused, BTreeSet::from(["shop.Mony", "Order.totl", "Oder", "other.*", "*.sum"]));
}

#[test]
fn what_has_no_equal_is_an_error_a_warning_or_nothing() {
    let with = |policy| {
        let options = Options::default().with_unsupported(policy);
        generate(&Sources::of("shop.py", "shop", SHOP), &options)
    };
    let error = with(UnsupportedPolicy::Error).unwrap_err();
    assert_snapshot!(error);
    let warned = with(UnsupportedPolicy::Warn).unwrap();
    let opaque = with(UnsupportedPolicy::Opaque).unwrap();
    assert_eq!(warned.rust, opaque.rust);
    assert!(!warned.diagnostics.is_empty() && opaque.diagnostics.is_empty());
}

#[test]
fn a_class_with_a_rust_type_needs_no_equal() {
    let source = "class Broken:\n    def __reduce__(self):\n        return other()\nclass Order:\n    it: Broken\n";
    let options = Options::default().with_type("Broken", rust("crate::Broken").with_trait(RustTrait::Eq));
    let options = options.with_unsupported(UnsupportedPolicy::Error);
    let generated = generate(&Sources::of("shop.py", "shop", source), &options).unwrap();
    assert!(generated.rust.contains("#[derive(Debug, Clone, PartialEq, Eq, ::pickle_core::Pickle)]"));
    assert!(generated.rust.contains("pub it: crate::Broken,"));
    assert!(generated.diagnostics.is_empty(), "{}", generated.diagnostics);
}

#[test]
fn what_only_a_class_with_a_rust_type_needs_is_left_out() {
    let source = "class Currency: ...\nclass Money:\n    currency: Currency\nclass Order:\n    total: Money\n";
    let options = Options::default().with_type("Money", rust("crate::Money")).with_classes(["Order".to_owned()]);
    let generated = generate(&Sources::of("shop.py", "shop", source), &options).unwrap();
    assert!(!generated.rust.contains("Currency"), "{}", generated.rust);
}

/// The table in the README, kept true: a README without it fails, and the message has it.
#[test]
fn the_readme_lists_every_key() {
    let readme = include_str!("../README.md");
    let rows: String = KEYS.iter().map(row).collect();
    assert!(readme.contains(&rows), "the README needs this table:\n{rows}");
}

#[test]
fn the_readme_has_a_configuration() {
    let readme = include_str!("../README.md");
    let (_, after) = readme.split_once("```toml\n").expect("the README has an example");
    let (toml, _) = after.split_once("```").expect("the example has an end");
    assert_eq!(parse(toml).options().types.len(), 2);
}

fn row(key: &Key) -> String {
    let escape = |text: &str| text.replace('|', "\\|");
    let code = |text: &str| if text.is_empty() { String::new() } else { format!("`{text}`") };
    let default = key.default_value().unwrap_or_default();
    format!(
        "| `{}` | {} | `{}` | {} | {} |\n",
        key.name,
        code(key.flag),
        key.builder,
        code(&default),
        escape(&key.full_meaning())
    )
}

#[test]
fn keys_of_the_input_come_first_and_tables_last() {
    let is_input: Vec<bool> = KEYS.iter().map(|key| key.group == Group::Input).collect();
    assert!(is_input.is_sorted_by(|left, right| left >= right));
    let is_table = |key: &&Key| key.default_value().is_none() && !key.flag.is_empty();
    assert!(KEYS.iter().skip_while(|key| key.name != "types").filter(is_table).count() == 3);
}
