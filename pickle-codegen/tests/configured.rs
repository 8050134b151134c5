//! `tests/configured/NAME.py` with the configuration `NAME.toml` is turned into `NAME.rs` beside them, which is compiled
//! here. A file that differs is rewritten, and the test fails. `NAME.base.py` is the module `NAME.base`.

#![deny(warnings)]
// Nobody uses most of the generated types, and the modules are called as the cases are.
#![allow(dead_code, unreachable_pub, clippy::module_inception)]

use std::fs;
use std::path::{Path, PathBuf};

use pickle_codegen::{Config, Sources, generate};
use pickle_core::{Attributes, Int, Pickle, dumps, loads};

macro_rules! configured {
    ($($module:ident = $path:literal;)*) => {
        $(mod $module {
            include!($path);
        })*

        const NAMES: &[&str] = &[$(stringify!($module)),*];
    };
}

configured! {
    any_int = "configured/any_int.rs";
    attributes = "configured/attributes.rs";
    modules = "configured/modules.rs";
    names = "configured/names.rs";
    types = "configured/types.rs";
    unsigned = "configured/unsigned.rs";
    wide = "configured/wide.rs";
}

/// The types that `types.toml` names.
macro_rules! own_types {
    ($($name:ident = $class:literal: $($more:ident),*;)*) => {$(
        #[derive(Debug, Clone, PartialEq, $($more,)* Pickle)]
        #[pickle(module = "own", name = $class)]
        struct $name {
            cents: i64,
        }
    )*};
}

own_types! {
    Money = "Money": Eq, Hash, Default;
    Currency = "Currency": Default;
    Rect = "Rect":;
    Matrix = "Matrix":;
    Number = "Number": Eq, Hash;
}

#[test]
fn generated_files_are_up_to_date() {
    let stale: Vec<&&str> = NAMES.iter().filter(|name| !is_up_to_date(name)).collect();
    assert!(stale.is_empty(), "rewritten, look at the difference: {stale:#?}");
}

fn is_up_to_date(name: &str) -> bool {
    let read = |extension: &str| fs::read_to_string(path(name, extension));
    let toml = read("toml").expect("the configuration is readable");
    let config = Config::parse(Path::new("pickle-codegen.toml"), &toml).expect("the configuration is one");
    let mut sources = Sources::of(format!("{name}.py"), name, &read("py").expect("the case is readable"));
    if let Ok(base) = read("base.py") {
        sources.add(format!("{name}/base.py"), format!("{name}.base"), &base);
    }
    let generated = generate(&sources, config.options()).expect("the case is Python");
    assert!(generated.diagnostics.is_empty(), "a case says all that is needed:\n{}", generated.diagnostics);

    let is_equal = read("rs").is_ok_and(|found| found == generated.rust);
    if !is_equal {
        fs::write(path(name, "rs"), &generated.rust).expect("the generated file is writable");
    }
    is_equal
}

fn path(name: &str, extension: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/configured").join(format!("{name}.{extension}"))
}

#[test]
fn types_of_ones_own_are_loaded_and_dumped() {
    let own = |cents| Money { cents };
    let wallet = types::Wallet {
        content: own(5),
        by_currency: [(own(1), "EUR".to_owned())].into(),
        extra: Attributes::default(),
    };
    assert_eq!(loads::<types::Wallet>(&dumps(&wallet).unwrap()).unwrap(), wallet);

    let shape = types::ShapeOrSubclass::Rect(Rect { cents: 1 });
    assert_eq!(loads::<types::ShapeOrSubclass>(&dumps(&shape).unwrap()).unwrap(), shape);
    assert_eq!(types::Empty::default().currency, Currency::default());
}

/// CPython's pickles of an object with ints of up to 71 bits, an object of a subclass of `dict` and one of `int`.
const POINT: &[u8] = b"\x80\x02cany_int\nPoint\nq\x00)\x81q\x01}q\x02(X\x01\x00\x00\x00xq\x03\x8a\t\x00\x00\x00\x00\x00\x00\x00\x00@X\x01\x00\x00\x00yq\x04J\xff\xff\xff\xffub.";
const PRICES: &[u8] = b"\x80\x02cany_int\nPrices\nq\x00)\x81q\x01(X\x01\x00\x00\x00bq\x02\x8a\t\x00\x00\x00\x00\x00\x00\x00\x00\x01X\x01\x00\x00\x00aq\x03K\x01u.";
const PERCENT: &[u8] = b"\x80\x02cany_int\nPercent\nq\x00\x8a\t\x00\x00\x00\x00\x00\x00\x00\x00\x02\x85q\x01\x81q\x02}q\x03X\x06\x00\x00\x00placesq\x04K\x02sb.";

#[test]
fn ints_of_any_size_are_loaded_and_dumped() {
    let point: any_int::Point = loads(POINT).unwrap();
    assert_eq!(point.x, Int::from(1_i128 << 70));
    assert_eq!(loads::<any_int::Point>(&dumps(&point).unwrap()).unwrap(), point);

    let prices: any_int::Prices = loads(PRICES).unwrap();
    assert_eq!(prices.entries.keys().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(loads::<any_int::Percent>(PERCENT).unwrap().value, Int::from(1_i128 << 65));
}

/// CPython's pickles of points: one with 2 to the power of 63, two with an attribute `z`.
const LARGE: &[u8] = b"\x80\x02cunsigned\nPoint\nq\x00)\x81q\x01}q\x02(X\x01\x00\x00\x00xq\x03\x8a\t\x00\x00\x00\x00\x00\x00\x00\x80\x00X\x01\x00\x00\x00yq\x04K\x00ub.";
const MORE: &[u8] = b"\x80\x02cunsigned\nPoint\nq\x00)\x81q\x01}q\x02(X\x01\x00\x00\x00xq\x03K\x01X\x01\x00\x00\x00yq\x04K\x02X\x01\x00\x00\x00zq\x05K\x03ub.";
const COLOURED: &[u8] = b"\x80\x02cattributes\nPoint\nq\x00)\x81q\x01}q\x02(X\x01\x00\x00\x00xq\x03K\x01X\x01\x00\x00\x00yq\x04K\x02X\x05\x00\x00\x00colorq\x05X\x03\x00\x00\x00redq\x06X\x01\x00\x00\x00zq\x07K\x03ub.";

#[test]
fn ints_without_a_sign_are_loaded() {
    assert_eq!(loads::<unsigned::Point>(LARGE).unwrap().x, 1 << 63);
}

#[test]
fn unknown_attributes_are_denied_or_ignored() {
    let error = loads::<unsigned::Point>(MORE).unwrap_err().to_string();
    assert!(error.contains("unknown attribute 'z'"), "{error}");
    let point: attributes::Point = loads(COLOURED).unwrap();
    assert!(point < attributes::Point { x: 2, y: 0, color: attributes::PointColor::Red });
}

#[test]
fn every_configuration_is_compiled() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/configured");
    for entry in fs::read_dir(directory).expect("the directory is readable") {
        let name = entry.expect("the directory is readable").file_name().to_string_lossy().into_owned();
        let stem = name.split('.').next().unwrap_or_default();
        assert!(NAMES.contains(&stem), "{name} is not compiled");
    }
}
