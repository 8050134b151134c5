//! A pickle that names a function is a description of a call, never a call.
//!
//! Each test is one way in which a pickle makes Python run `os.system`. As a [`Graph`] it is an object with a name; as a
//! typed load it is an error. That nothing is run is seen from the file that the command would make.

use std::path::Path;

use pickle_core::{Graph, NodeRef, ObjectRef, Pickle, Value, loads};

/// What the service expects to find in the pickle.
#[derive(Debug, Pickle)]
#[pickle(module = "bank.models")]
struct Account {
    owner: String,
    balance: i64,
}

/// Loads `pickle` both ways: as a graph that is `described` like this, and as an `Account`, which is refused with `error`.
fn check(pickle: &[u8], described: &str, error: &str) {
    let graph = Graph::loads(pickle).expect("a well-formed pickle");
    assert_eq!(describe(graph.root()), described);
    let refused = loads::<Account>(pickle).expect_err("no account");
    assert_eq!(refused.to_string(), error);
    assert!(!Path::new("pwned").exists(), "the command was run");
}

/// The names, calls and states in a graph, much as Python would write them.
fn describe(node: NodeRef<'_, '_>) -> String {
    match node.value() {
        Value::Global(global) => format!("{}.{}", global.module, global.name),
        Value::Int(number) => number.to_string(),
        Value::Str(text) => format!("'{text}'"),
        Value::ByteString(text) => format!("'{}'", String::from_utf8_lossy(text)),
        Value::Tuple(items) => format!("({},)", join(items.into_iter().map(describe))),
        Value::Dict(entries) => format!("{{{}}}", join(entries.into_iter().map(describe_entry))),
        Value::Object(object) => describe_object(object),
        other => format!("{other:?}"),
    }
}

fn describe_object(object: ObjectRef<'_, '_>) -> String {
    let class = object.class_name().unwrap_or_else(|| "a call".to_owned());
    let arguments = object.arguments().into_iter().map(describe);
    let keywords = object.keywords().into_iter().map(describe_entry);
    let states: String = object.states().into_iter().map(|state| format!(" + {}", describe(state))).collect();
    format!("{class}({}){states}", join(arguments.chain(keywords)))
}

fn describe_entry((key, value): (NodeRef<'_, '_>, NodeRef<'_, '_>)) -> String {
    format!("{}: {}", describe(key), describe(value))
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_function_alone() {
    check(b"cos\nsystem\n.", "os.system", "expected bank.models.Account, found the global os.system (at byte 0)");
}

#[test]
fn global_and_reduce() {
    check(
        b"cos\nsystem\n(S'touch pwned'\ntR.",
        "os.system('touch pwned')",
        "expected bank.models.Account, found an object made by os.system (at byte 28)",
    );
}

#[test]
fn the_module_where_python_finds_it() {
    check(
        b"\x80\x02cposix\nsystem\nq\x00X\x0b\x00\x00\x00touch pwnedq\x01\x85q\x02Rq\x03.",
        "posix.system('touch pwned')",
        "expected bank.models.Account, found an object made by posix.system (at byte 39)",
    );
}

#[test]
fn stack_global_and_reduce() {
    check(
        b"\x80\x04\x95\x21\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94\x8c\x0btouch pwned\x94\x85\x94R\x94.",
        "posix.system('touch pwned')",
        "expected bank.models.Account, found an object made by posix.system (at byte 46)",
    );
}

#[test]
fn stack_global_with_a_dotted_name() {
    check(
        b"\x80\x04\x8c\x07pathlib\x8c\x09os.system\x93\x8c\x0btouch pwned\x85R.",
        "pathlib.os.system('touch pwned')",
        "expected bank.models.Account, found an object made by pathlib.os.system (at byte 37)",
    );
}

#[test]
fn stack_global_of_names_from_the_memo() {
    check(
        b"\x80\x04\x8c\x06system\x94\x8c\x02os\x940h\x01h\x00\x93\x8c\x0btouch pwned\x85R.",
        "os.system('touch pwned')",
        "expected bank.models.Account, found an object made by os.system (at byte 36)",
    );
}

#[test]
fn inst() {
    check(
        b"(S'touch pwned'\nios\nsystem\n.",
        "os.system('touch pwned')",
        "expected bank.models.Account, found an object made by os.system (at byte 16)",
    );
}

#[test]
fn obj() {
    check(
        b"(cos\nsystem\nS'touch pwned'\no.",
        "os.system('touch pwned')",
        "expected bank.models.Account, found an object made by os.system (at byte 27)",
    );
}

#[test]
fn newobj() {
    check(
        b"\x80\x02csubprocess\nPopen\nU\x0btouch pwned\x85\x81.",
        "subprocess.Popen('touch pwned')",
        "expected bank.models.Account, found an object made by subprocess.Popen (at byte 34)",
    );
}

#[test]
fn newobj_ex() {
    check(
        b"\x80\x04csubprocess\nPopen\n)}\x8c\x04args\x8c\x0btouch pwneds\x92.",
        "subprocess.Popen('args': 'touch pwned')",
        "expected bank.models.Account, found an object made by subprocess.Popen (at byte 42)",
    );
}

#[test]
fn reconstructor() {
    check(
        b"ccopy_reg\n_reconstructor\n(cos\nsystem\nc__builtin__\nobject\nNtR(S'touch pwned'\ntb.",
        "os.system() + ('touch pwned',)",
        "expected bank.models.Account, found an object made by os.system (at byte 59)",
    );
}

#[test]
fn getattr_of_an_imported_module() {
    check(
        b"c__builtin__\ngetattr\n(c__builtin__\n__import__\n(S'os'\ntRS'system'\ntR(S'touch pwned'\ntR.",
        "a call('touch pwned')",
        "expected bank.models.Account, found an object made by an unnamed callable (at byte 84)",
    );
}

#[test]
fn eval() {
    check(
        b"cbuiltins\neval\n(S'__import__(\"os\").system(\"touch pwned\")'\ntR.",
        "builtins.eval('__import__(\"os\").system(\"touch pwned\")')",
        "expected bank.models.Account, found an object made by builtins.eval (at byte 59)",
    );
}

#[test]
fn exec_by_its_python_2_name() {
    check(
        b"c__builtin__\nexec\n(S'import os; os.system(\"touch pwned\")'\ntR.",
        "builtins.exec('import os; os.system(\"touch pwned\")')",
        "expected bank.models.Account, found an object made by builtins.exec (at byte 59)",
    );
}

#[test]
fn a_function_as_a_class_with_the_right_state() {
    check(
        b"cos\nsystem\n)R(dS'owner'\nS'touch pwned'\nsS'balance'\nI1\nsb.",
        "os.system() + {'owner': 'touch pwned', 'balance': 1}",
        "expected bank.models.Account, found an object made by os.system (at byte 12)",
    );
}

#[test]
fn the_right_class_with_a_call_inside() {
    check(
        b"\x80\x02cbank.models\nAccount\n)\x81}(X\x05\x00\x00\x00ownercos\nsystem\n(X\x0b\x00\x00\x00touch pwnedtRX\x07\x00\x00\x00balanceK\x01ub.",
        "bank.models.Account() + {'owner': os.system('touch pwned'), 'balance': 1}",
        "owner: expected str, found an object made by os.system (at byte 66)",
    );
}

#[test]
fn the_right_class_with_a_call_as_its_state() {
    check(
        b"\x80\x02cbank.models\nAccount\n)\x81cos\nsystem\n(X\x0b\x00\x00\x00touch pwnedtRb.",
        "bank.models.Account() + os.system('touch pwned')",
        "expected a dict as the state of bank.models.Account, found an object made by os.system (at byte 54)",
    );
}

#[test]
fn the_right_class_with_an_unknown_attribute() {
    check(
        b"\x80\x02cbank.models\nAccount\n)\x81}(X\x05\x00\x00\x00ownerX\x01\x00\x00\x00aX\x07\x00\x00\x00balanceK\x01X\x04\x00\x00\x00evilcos\nsystem\nub.",
        "bank.models.Account() + {'owner': 'a', 'balance': 1, 'evil': os.system}",
        "bank.models.Account object has the unknown attribute 'evil': add a field for it, or keep it in a #[pickle(rest)] field, or drop it with #[pickle(unknown = \"ignore\")] (at byte 66)",
    );
}

#[test]
fn a_call_that_is_thrown_away() {
    check(b"cos\nsystem\n(S'touch pwned'\ntR0I5\n.", "5", "expected bank.models.Account, found int (at byte 30)");
}
