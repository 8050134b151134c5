//! The README shows the files in `readme/`, and they do what it says.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

use pickle_codegen::{Options, Sources, generate};

#[allow(unreachable_pub, reason = "generated code is as public as its user makes it")]
#[path = "../readme/shop.rs"]
mod shop;

use shop::{Order, Status};

include!("../readme/main.rs");

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("readme").join(name)
}

/// The README's code block behind the comment that names a file.
fn shown(name: &str) -> String {
    let readme = fs::read_to_string(file("../../README.md")).unwrap();
    let (_, behind) = readme.split_once(&format!("<!-- readme/{name} -->\n")).unwrap();
    let (_, code) = behind.split_once('\n').unwrap();
    code.split_once("```").unwrap().0.to_owned()
}

#[test]
fn the_readme_shows_the_files() {
    for name in ["shop.py", "shop.rs", "main.rs"] {
        assert_eq!(shown(name), fs::read_to_string(file(name)).unwrap(), "README.md and tests/readme/{name} differ");
    }
}

#[test]
fn the_generator_prints_what_the_readme_shows() {
    let python = fs::read_to_string(file("shop.py")).unwrap();
    let generated = generate(&Sources::of("shop.py", "shop", &python), &Options::default()).unwrap();
    assert_eq!(generated.rust, fs::read_to_string(file("shop.rs")).unwrap());
    assert!(generated.diagnostics.is_empty(), "{:?}", generated.diagnostics);
}

#[test]
fn the_lines_of_the_readme_change_an_order() {
    let copy = tempfile::NamedTempFile::new().unwrap();
    fs::copy(file("orders.pickle"), copy.path()).unwrap();
    pay_first_order(copy.path()).unwrap();
    let orders: Vec<Order> = pickle_core::loads(&fs::read(copy.path()).unwrap()).unwrap();
    assert_eq!(orders[0].status, Status::Paid);
    assert_eq!(orders[0].notes["paid"], "by card");
    assert_eq!(orders[0].due.unwrap().to_string(), "2024-05-17");
    assert_eq!(orders[1].items, ["milk"]);
}
