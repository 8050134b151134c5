//! The program: what it writes where, and how it exits.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const SOURCE: &str = "class Order:\n    id: int\n";

/// Runs the program in a directory.
fn run(directory: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pickle-codegen"))
        .args(arguments)
        .current_dir(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("the program has an input");
    // A program that fails early does not read its input.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

/// A directory with `models.py`.
fn directory() -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("there is a place for temporary files");
    fs::write(directory.path().join("models.py"), SOURCE).expect("the file is writable");
    directory
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the output is UTF-8")
}

#[track_caller]
fn expect(output: &Output, code: i32, stdout: &str, stderr: &str) {
    assert_eq!(output.status.code(), Some(code), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains(stdout), "{}", text(&output.stdout));
    assert!(text(&output.stderr).contains(stderr), "{}", text(&output.stderr));
}

#[test]
fn the_rust_goes_to_standard_output() {
    let output = run(directory().path(), &["models.py"], "");
    expect(&output, 0, "#[pickle(module = \"models\")]\npub struct Order {", "");
    assert!(output.stderr.is_empty());
}

#[test]
fn samples_are_enough_for_types() {
    let directory = directory();
    let point = b"ccopy_reg\n_reconstructor\n(cshapes\nPoint\nc__builtin__\nobject\nNtR(dVx\nI1\nsb.";
    fs::write(directory.path().join("point.pkl"), point).expect("the file is writable");
    let infer = |arguments: &[&str]| run(directory.path(), &[&["infer", "point.pkl"], arguments].concat(), "");
    expect(&infer(&[]), 0, "pub type Root = Point;", "");
    expect(&infer(&["--int", "i128"]), 0, "pub x: i128,", "");
    expect(&infer(&["-o", "point.rs", "--check"]), 1, "+pub struct Point {", "");
    expect(&infer(&["models.py"]), 2, "", "error[PC050]");
    expect(&infer(&["missing.pkl"]), 2, "", "error: cannot read missing.pkl: ");
}

#[test]
fn standard_input_needs_a_module_name() {
    let directory = directory();
    expect(&run(directory.path(), &["-"], SOURCE), 2, "", "error: standard input has no module name");
    expect(&run(directory.path(), &["-", "--module", "shop"], SOURCE), 0, "module = \"shop\"", "");
}

#[test]
fn an_output_file_is_written_only_if_it_changes() {
    let directory = directory();
    let target = directory.path().join("models.rs");
    expect(&run(directory.path(), &["models.py", "-o", "models.rs"], ""), 0, "", "");
    let written = fs::metadata(&target).and_then(|metadata| metadata.modified()).expect("the file is there");

    expect(&run(directory.path(), &["models.py", "-o", "models.rs"], ""), 0, "", "");
    let later = fs::metadata(&target).and_then(|metadata| metadata.modified()).expect("the file is there");
    assert_eq!(written, later);
    assert_eq!(fs::read_dir(directory.path()).expect("the directory is readable").count(), 2);
}

#[test]
#[cfg(unix)]
fn a_device_stays_one() {
    use std::os::unix::fs::FileTypeExt;

    let directory = directory();
    let pipe = directory.path().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("there is a mkfifo");
    assert!(made.success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).expect("somebody writes into the pipe")
    });
    expect(&run(directory.path(), &["models.py", "-o", "pipe"], ""), 0, "", "");
    assert!(reader.join().expect("the reader ends").contains("pub struct Order"));
    assert!(fs::metadata(pipe).expect("the pipe is there").file_type().is_fifo());
}

#[test]
fn a_check_compares_and_writes_nothing() {
    let directory = directory();
    let check = ["models.py", "-o", "models.rs", "--check"];
    expect(&run(directory.path(), &check, ""), 1, "+pub struct Order {", "");
    assert!(!directory.path().join("models.rs").exists());

    run(directory.path(), &["models.py", "-o", "models.rs"], "");
    expect(&run(directory.path(), &check, ""), 0, "", "");

    fs::write(directory.path().join("models.py"), SOURCE.replace("int", "str")).expect("the file is writable");
    expect(&run(directory.path(), &check, ""), 1, "-    pub id: i64,\n+    pub id: ::std::string::String,", "");
}

#[test]
fn a_check_needs_an_output_file() {
    expect(&run(directory().path(), &["models.py", "--check"], ""), 2, "", "say `--output FILE`");
}

#[test]
fn broken_python_gives_no_output() {
    let directory = directory();
    let output = run(directory.path(), &["-", "--module", "shop", "-o", "models.rs"], "class Order(");
    expect(&output, 2, "", "error[PC001]");
    assert!(output.stdout.is_empty());
    assert!(!directory.path().join("models.rs").exists());
}

#[test]
fn files_that_cannot_be_read_or_written_are_named() {
    let directory = directory();
    expect(&run(directory.path(), &["missing.py"], ""), 2, "", "error: cannot read missing.py: ");
    expect(
        &run(directory.path(), &["models.py", "-o", "no/models.rs"], ""),
        2,
        "",
        "error: cannot write no/models.rs: ",
    );
    fs::write(directory.path().join("latin.py"), b"# \xe9\n").expect("the file is writable");
    expect(&run(directory.path(), &["latin.py"], ""), 2, "", "error[PC006]: `latin.py` is not UTF-8");
}

#[test]
fn shared_names_are_taken_from_the_command_line() {
    let source = "class Customer: ...\nclass Order:\n    customer: Customer\n";
    let output = run(directory().path(), &["-", "--module", "shop", "--shared", "Customer"], source);
    expect(&output, 0, "pub customer: ::std::rc::Rc<Customer>,", "");
}

#[test]
fn weak_names_are_taken_from_the_command_line() {
    let source = "class Node:\n    parent: 'Node'\n    children: list['Node']\n";
    let marks = ["-", "--module", "tree", "--shared", "Node.children", "--weak", "Node.parent"];
    expect(&run(directory().path(), &marks, source), 0, "pub parent: ::std::rc::Weak<Node>,", "");
    let unowned = run(directory().path(), &["-", "--module", "tree", "--weak", "Node.parent"], source);
    expect(&unowned, 0, "pub parent: ::std::rc::Weak<Node>,", "note[PC015]");
}

#[test]
fn families_are_taken_from_the_command_line() {
    let source = "class Shape: ...\nclass Circle(Shape): ...\nclass Drawing:\n    shape: Shape\n";
    let plain = run(directory().path(), &["-", "--module", "shop"], source);
    expect(&plain, 0, "subclasses(\"shop.Circle\")", "");
    for family in ["Shape", "all"] {
        let output = run(directory().path(), &["-", "--module", "shop", "--family", family], source);
        expect(&output, 0, "pub shape: ShapeOrSubclass,", "");
    }
    let unknown = run(directory().path(), &["-", "--module", "shop", "--family", "Circle"], source);
    expect(&unknown, 0, "pub shape: Shape,", "warning[PC014]");
}

#[test]
fn literals_can_be_the_type_of_their_values() {
    let source = "from typing import Literal\nclass Order:\n    status: Literal['open', 'closed', None]\n";
    let output = run(directory().path(), &["-", "--module", "shop"], source);
    expect(&output, 0, "pub status: ::core::option::Option<OrderStatus>,", "");
    let output = run(directory().path(), &["-", "--module", "shop", "--literal", "as-base"], source);
    expect(&output, 0, "pub status: ::core::option::Option<::std::string::String>,", "");
    expect(&run(directory().path(), &["-", "--module", "shop", "--literal", "str"], source), 2, "", "as-base");
}

#[test]
fn diagnostics_go_to_standard_error() {
    let source = "class Order:\n    id: Missing\n";
    let output = run(directory().path(), &["-", "--module", "shop"], source);
    expect(&output, 0, "pub id: ::pickle_core::Any,", "warning[PC030]");
    expect(&output, 0, "", "--> <stdin>:2:9");
}

#[test]
fn the_versions_of_libraries_are_taken_from_the_command_line() {
    let attrs = "import attrs\n@attrs.define\nclass Order:\n    id: int\n";
    let run_with = |source: &str, version: [&str; 2]| {
        run(directory().path(), &["-", "--module", "shop", version[0], version[1]], source)
    };
    expect(&run_with(attrs, ["--attrs-version", "<22.2"]), 0, "layout = \"tuple\", accept(\"attrs\")", "");
    expect(&run_with(attrs, ["--attrs-version", ">=22.2"]), 0, "layout = \"attrs\", accept(\"tuple\")", "");
    expect(&run_with(attrs, ["--attrs-version", "22"]), 2, "", "expected `<22.2` or `>=22.2`, found `22`");

    let pydantic = "import pydantic\nclass Order(pydantic.BaseModel):\n    id: int\n";
    expect(&run_with(pydantic, ["--pydantic-version", "1"]), 0, "layout = \"pydantic1\"", "");
    expect(&run_with(pydantic, ["--pydantic-version", "2"]), 0, "layout = \"pydantic2\"", "");
    expect(&run_with(pydantic, ["--pydantic-version", "3"]), 2, "", "expected `1`, `2` or `2.0`, found `3`");

    let root = "import pydantic\nclass Tags(pydantic.RootModel[str]): ...\n";
    expect(&run_with(root, ["--pydantic-version", "2"]), 0, "layout = \"pydantic2_root\"", "");
    let before = "layout = \"pydantic2\", accept(\"pydantic2_root\")";
    expect(&run_with(root, ["--pydantic-version", "2.0"]), 0, before, "");
}

/// A directory with `python/shop/models.py` and a configuration in `python`.
fn configured(configuration: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("there is a place for temporary files");
    let package = directory.path().join("python/shop");
    fs::create_dir_all(&package).expect("the directory can be made");
    fs::write(package.join("__init__.py"), "").expect("the file is writable");
    fs::write(package.join("models.py"), SOURCE).expect("the file is writable");
    fs::write(directory.path().join("python/pickle-codegen.toml"), configuration).expect("the file is writable");
    directory
}

#[test]
fn the_configuration_is_that_around_the_input() {
    let directory = configured("int = 'u64'");
    let model = "python/shop/models.py";
    expect(&run(directory.path(), &[model], ""), 0, "pub id: u64,", "");
    expect(&run(&directory.path().join("python/shop"), &["models.py"], ""), 0, "pub id: u64,", "");
    expect(&run(&directory.path().join("python"), &["-m", "shop.models", "--path", "."], ""), 0, "pub id: u64,", "");
    expect(&run(&directory.path().join("python"), &["-", "--module", "shop"], SOURCE), 0, "pub id: u64,", "");
    // Standard input is nowhere, and no configuration is around the current directory.
    expect(&run(directory.path(), &["-", "--module", "shop"], SOURCE), 0, "pub id: i64,", "");
}

#[test]
fn the_nearest_configuration_counts() {
    let directory = configured("int = 'u64'");
    fs::write(directory.path().join("python/shop/pickle-codegen.toml"), "int = 'i128'").expect("the file is writable");
    expect(&run(directory.path(), &["python/shop/models.py"], ""), 0, "pub id: i128,", "");
}

#[test]
fn a_configuration_can_be_named_or_left_out() {
    let directory = configured("int = 'u64'");
    let model = "python/shop/models.py";
    fs::write(directory.path().join("other.toml"), "int = 'Int'").expect("the file is writable");
    expect(&run(directory.path(), &[model, "--config", "other.toml"], ""), 0, "pub id: ::pickle_core::Int,", "");
    expect(&run(directory.path(), &[model, "--no-config"], ""), 0, "pub id: i64,", "");
    let missing = run(directory.path(), &[model, "--config", "missing.toml"], "");
    expect(&missing, 2, "", "error: cannot read missing.toml: ");
}

#[test]
fn a_flag_beats_the_configuration() {
    let directory = configured("int = 'u64'\n[fields]\n'Order.id' = 'u8'");
    let model = "python/shop/models.py";
    expect(&run(directory.path(), &[model], ""), 0, "pub id: u8,", "");
    expect(&run(directory.path(), &[model, "--field", "Order.id=u16"], ""), 0, "pub id: u16,", "");
}

#[test]
fn the_configuration_can_say_what_to_read() {
    let directory = configured("paths = ['shop']");
    fs::write(directory.path().join("python/other.py"), "class Other: ...\n").expect("the file is writable");
    let python = directory.path().join("python");
    expect(&run(&python, &[], ""), 0, "pub struct Order {", "");
    expect(&run(directory.path(), &["--config", "python/pickle-codegen.toml"], ""), 0, "pub struct Order {", "");
    let other = run(&python, &["other.py"], "");
    expect(&other, 0, "pub struct Other {", "");
    assert!(!text(&other.stdout).contains("Order"));
    expect(&run(directory.path(), &[], ""), 2, "", "there is nothing to read");
}

#[test]
fn mistakes_in_the_configuration_are_located() {
    let directory = configured("visiblity = 'pub'\n");
    let output = run(directory.path(), &["python/shop/models.py"], "");
    expect(&output, 2, "", "--> python/pickle-codegen.toml:1:1");
    expect(&output, 2, "", "did you mean `visibility`?");
}

#[test]
fn every_flag_is_in_the_printed_configuration() {
    let directory = configured("map = 'HashMap'");
    let flags = [
        ("--classes=A,B", "classes = [\"A\", \"B\"] # flag"),
        ("--shared=A", "shared = [\"A\"] # flag"),
        ("--weak=A.b", "weak = [\"A.b\"] # flag"),
        ("--family=all", "family = [\"all\"] # flag"),
        ("--literal=as-base", "literal = \"as-base\" # flag"),
        ("--int=Int", "int = \"Int\" # flag"),
        ("--map=BTreeMap", "map = \"BTreeMap\" # flag"),
        ("--prefix=Py", "prefix = \"Py\" # flag"),
        ("--suffix=Data", "suffix = \"Data\" # flag"),
        ("--visibility=pub(crate)", "visibility = \"pub(crate)\" # flag"),
        ("--non-exhaustive", "non-exhaustive = true # flag"),
        ("--unknown=deny", "unknown = \"deny\" # flag"),
        ("--unsupported=error", "unsupported = \"error\" # flag"),
        ("--attrs-version=<22.2", "attrs-version = \"<22.2\" # flag"),
        ("--pydantic-version=1", "pydantic-version = \"1\" # flag"),
        ("--keep-going", "keep-going = true # flag"),
        ("--type=a.B=crate::C", "\"a.B\" = \"crate::C\" # flag"),
        ("--field=A.b=u64", "\"A.b\" = \"u64\" # flag"),
        ("--name=A=B", "\"A\" = \"B\" # flag"),
        ("--exclude=**/a/**", "exclude = [\"**/a/**\"] # flag"),
        ("--module=a", "module = \"a\" # flag"),
        ("--path=a", "roots = [\"a\"] # flag"),
        ("-ma", "modules = [\"a\"] # flag"),
    ];
    for (flag, line) in flags {
        let output = run(&directory.path().join("python"), &["--print-config", flag], "");
        expect(&output, 0, &format!("\n{line}\n"), "");
    }
    let output = run(directory.path(), &["python/shop/models.py", "--print-config"], "");
    expect(&output, 0, "map = \"HashMap\" # python/pickle-codegen.toml:1:7\n", "");
    expect(&output, 0, "paths = [\"python/shop/models.py\"] # flag\n", "");
}

#[test]
fn the_schema_goes_to_standard_output() {
    let directory = directory();
    let output = run(directory.path(), &["schema", "models.py"], "");
    expect(&output, 0, "\"qualname\": \"Order\"", "");
    let schema = pickle_codegen::schema_json::from_json(&text(&output.stdout)).expect("it is a schema");
    assert_eq!(schema.classes.len(), 1);
    expect(&run(directory.path(), &["schema", "-", "--module", "shop"], "class Order("), 2, "", "error[PC001]");
}

#[test]
fn what_has_no_equal_can_be_an_error() {
    let source = "class Order:\n    id: Missing\n";
    let output = run(directory().path(), &["-", "--module", "shop", "--unsupported", "error"], source);
    expect(&output, 2, "", "error[PC030]");
    assert!(output.stdout.is_empty());
}

/// A directory with two versions of `models.py`.
fn versions(old: &str, new: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("there is a place for temporary files");
    for (side, source) in [("old", old), ("new", new)] {
        fs::create_dir(directory.path().join(side)).expect("the directory is writable");
        fs::write(directory.path().join(side).join("models.py"), source).expect("the file is writable");
    }
    directory
}

#[test]
fn a_directory_that_is_called_as_a_command_is_told_apart() {
    let directory = tempfile::tempdir().expect("there is a place for temporary files");
    let tip = "tip: `python` is a command here; the file or directory of that name is `./python`";
    assert!(!text(&run(directory.path(), &["python"], "").stderr).contains(tip));

    fs::create_dir(directory.path().join("python")).expect("the directory is writable");
    fs::write(directory.path().join("python/models.py"), SOURCE).expect("the file is writable");
    expect(&run(directory.path(), &["python"], ""), 2, "", tip);
    expect(&run(directory.path(), &["./python"], ""), 0, "pub struct Order {", "");
}

#[test]
fn a_diff_says_what_breaks_and_exits_so() {
    let directory = versions(SOURCE, "class Order:\n    id: int\n    note: str = ''\n");
    let diff = |arguments: &[&str]| {
        let all = [&["diff", "old/models.py", "new/models.py", "--module", "models"], arguments].concat();
        run(directory.path(), &all, "")
    };
    expect(&diff(&[]), 0, "ok: `note`: field of type `str` added, with the default `\"\"`", "");
    expect(&diff(&["--format", "json"]), 0, "\"read_old\":{\"python\":\"none\",\"rust\":\"none\"},", "");
    expect(
        &diff(&["--format", "github"]),
        0,
        "::notice file=new/models.py,line=3,col=5,endLine=3,endColumn=9,title=models.Order::`note`: field of type",
        "",
    );
    expect(&run(directory.path(), &["diff", "old", "old"], ""), 0, "no changes\n", "");

    let back = |arguments: &[&str]| run(directory.path(), &[&["diff", "new", "old"], arguments].concat(), "");
    expect(&back(&["--level", "read-old"]), 0, "1 change, which breaks nothing", "");
    fs::write(directory.path().join("new/models.py"), "class Order:\n    id: int\n    note: str\n").expect("writable");
    expect(&diff(&[]), 1, "help: give it a default in the class body", "");
    expect(&diff(&["--level", "write-old"]), 0, "1 change, which breaks nothing", "");
    expect(&diff(&["--reader", "rust"]), 1, "new code, old pickle: fails to load", "");
    expect(&diff(&["--format", "github"]), 1, "::error file=new/models.py,line=3,col=5,", "");
    fs::write(directory.path().join("new/models.py"), "# gone\n\nclass Order:\n    note: str = ''\n")
        .expect("writable");
    let gone = diff(&["--format", "github"]);
    expect(
        &gone,
        1,
        "::error file=new/models.py,line=3,col=7,endLine=3,endColumn=12,title=models.Order::`id`: field of",
        "",
    );
}

#[test]
fn a_diff_compares_schemas_and_samples() {
    let directory = versions(SOURCE, "class Order:\n    id: str\n");
    let json = run(directory.path(), &["schema", "old/models.py", "--module", "models"], "").stdout;
    fs::write(directory.path().join("old.json"), json).expect("the file is writable");
    expect(&run(directory.path(), &["diff", "old.json", "old"], ""), 0, "no changes", "");
    expect(&run(directory.path(), &["diff", "old.json", "new"], ""), 1, "type changed from `int` to `str`", "");

    let order = b"ccopy_reg\n_reconstructor\n(cmodels\nOrder\nc__builtin__\nobject\nNtR(dVid\nI1\nsb.";
    fs::write(directory.path().join("order.pkl"), order).expect("the file is writable");
    expect(&run(directory.path(), &["diff", "order.pkl", "old.json"], ""), 0, "no changes", "");
    expect(&run(directory.path(), &["diff", "order.pkl", "new"], ""), 1, "type changed from `int` to `str`", "");
}

#[test]
fn a_diff_knows_names() {
    let directory = versions(SOURCE, "class Purchase:\n    number: int\nOrder = Purchase\n");
    let diff = |arguments: &[&str]| run(directory.path(), &[&["diff", "old", "new"], arguments].concat(), "");
    expect(&diff(&[]), 1, "class is now `models.Purchase`", "");
    let renamed = [
        "--renamed",
        "Order=Purchase",
        "--renamed",
        "models.Order.id=number",
        "--reader",
        "python",
        "--level",
        "read-old",
    ];
    expect(&diff(&renamed), 1, "`id`: field is now `number`", "");
    expect(&diff(&renamed), 1, "ok: class is now `models.Purchase`", "");
    let config = "[[attributes]]\nmatch = 'Purchase'\nattributes = ['#[pickle(alias(\"models.Order\"))]']\n\
        [[field-attributes]]\nmatch = 'Purchase.number'\nattributes = ['#[pickle(alias = \"id\")]']\n";
    fs::write(directory.path().join("pickle-codegen.toml"), config).expect("the file is writable");
    expect(&diff(&["--level", "read-old", "--reader", "rust"]), 0, "ok: `id`: field is now `number`", "");
    expect(&diff(&["--renamed", "Order"]), 2, "", "--renamed Order: expected `OLD=NEW`");
    expect(&diff(&["--renamed", "Odrer.id=x"]), 2, "", "the old version has no class `Odrer`");
    expect(&diff(&["--renamed", "Order.di=x"]), 2, "", "`Order` has no field `di`");
    expect(&diff(&["--renamed", "Order=Nothing"]), 2, "", "the new version has no class `Nothing`");
}

#[test]
fn a_diff_of_what_cannot_be_read_is_refused() {
    let directory = versions(SOURCE, "class Order(\n");
    expect(&run(directory.path(), &["diff", "old", "new"], ""), 2, "", "error[PC001]");
    expect(&run(directory.path(), &["diff", "old", "missing.py"], ""), 2, "", "missing.py");
    fs::write(directory.path().join("broken.json"), "{}").expect("the file is writable");
    expect(
        &run(directory.path(), &["diff", "broken.json", "old"], ""),
        2,
        "",
        "broken.json is no schema: missing field",
    );
}

#[test]
fn python_is_written_from_a_schema_from_sources_and_from_samples() {
    let directory = directory();
    let python = |arguments: &[&str]| run(directory.path(), &[&["python"], arguments].concat(), "");
    let class = "class Order:\n    id: int\n";
    expect(&python(&["models.py"]), 0, class, "");
    let schema = run(directory.path(), &["schema", "models.py"], "");
    fs::write(directory.path().join("schema.json"), &schema.stdout).expect("the file is writable");
    assert_eq!(python(&["schema.json"]).stdout, python(&["models.py"]).stdout);
    fs::write(directory.path().join("order.pkl"), b"\x80\x02cmodels\nOrder\n)\x81}X\x02\0\0\0idK\x01sb.").unwrap();
    expect(&python(&["order.pkl"]), 0, class, "");
    expect(&python(&["models.py", "--module", "shop.models", "--out-dir", "."]), 0, "", "");
    let written = fs::read_to_string(directory.path().join("shop/models.py")).expect("the file is there");
    assert!(written.ends_with(class), "{written}");
}

#[test]
fn emitted_python_is_checked_against_files_and_says_what_is_left_out() {
    let directory = directory();
    let python = |arguments: &[&str]| run(directory.path(), &[&["python", "models.py"], arguments].concat(), "");
    expect(&python(&["--stubs", "-o", "models.pyi"]), 0, "", "");
    expect(&python(&["--stubs", "-o", "models.pyi", "--check"]), 0, "", "");
    fs::write(directory.path().join("models.py"), "class Order:\n    id: str\nclass Tags(set): ...\n").unwrap();
    expect(&python(&["--stubs", "-o", "models.pyi", "--check"]), 1, "+    id: str", "warning[PC060]");
    expect(&python(&["-m", "models"]), 2, "", "unexpected argument");
}
