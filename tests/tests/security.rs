//! A pickle that names a function is a description of a call, never a call.
//!
//! Each test is one way in which a pickle makes Python run `os.system`. As a [`Graph`] it is an object with a name; as a
//! typed load it is an error. That nothing is run is seen from the file that the command would make.

use std::path::Path;

use pickle_core::{Graph, NodeRef, Pickle, Value, loads};

/// What the service expects to find in the pickle.
#[derive(Debug, Pickle)]
#[pickle(module = "bank.models")]
#[expect(dead_code, reason = "no pickle here may be loaded as one")]
struct Account {
    owner: String,
    balance: i64,
}

fn check(pickle: &[u8], described: &str, error: &str) {
    let graph = Graph::loads(pickle).expect("a well-formed pickle");
    assert_eq!(describe(graph.root()), described);
    let refused = loads::<Account>(pickle).expect_err("no account");
    assert_eq!(refused.to_string(), error);
    assert!(!Path::new("pwned").exists(), "the command was run");
}

/// The names and calls in a graph, as Python would write them.
fn describe(node: NodeRef<'_, '_>) -> String {
    match node.value() {
        Value::Global(global) => format!("{}.{}", global.module, global.name),
        Value::Str(text) => format!("{text:?}"),
        Value::ByteString(text) => format!("{:?}", String::from_utf8_lossy(text)),
        Value::Object(object) => {
            let arguments: Vec<String> = object.arguments().into_iter().map(describe).collect();
            format!("{}({})", object.class_name().unwrap_or_else(|| "?".to_owned()), arguments.join(", "))
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn a_function_alone() {
    check(
        b"cos\nsystem\n.",
        "",
        "",
    );
}

#[test]
fn global_and_reduce() {
    check(
        b"cos\nsystem\n(S'touch pwned'\ntR.",
        "",
        "",
    );
}

#[test]
fn the_module_where_python_finds_it() {
    check(
        b"\x80\x02cposix\nsystem\nq\x00X\x0b\x00\x00\x00touch pwnedq\x01\x85q\x02Rq\x03.",
        "",
        "",
    );
}

#[test]
fn stack_global_and_reduce() {
    check(
        b"\x80\x04\x95\x21\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94\x8c\x0btouch pwned\x94\x85\x94R\x94.",
        "",
        "",
    );
}

#[test]
fn stack_global_with_a_dotted_name() {
    check(
        b"\x80\x04\x8c\x07pathlib\x8c\x09os.system\x93\x8c\x0btouch pwned\x85R.",
        "",
        "",
    );
}

#[test]
fn stack_global_of_names_from_the_memo() {
    check(
        b"\x80\x04\x8c\x06system\x94\x8c\x02os\x940h\x01h\x00\x93\x8c\x0btouch pwned\x85R.",
        "",
        "",
    );
}

#[test]
fn inst() {
    check(
        b"(S'touch pwned'\nios\nsystem\n.",
        "",
        "",
    );
}

#[test]
fn obj() {
    check(
        b"(cos\nsystem\nS'touch pwned'\no.",
        "",
        "",
    );
}

#[test]
fn newobj() {
    check(
        b"\x80\x02csubprocess\nPopen\nU\x0btouch pwned\x85\x81.",
        "",
        "",
    );
}

#[test]
fn newobj_ex() {
    check(
        b"\x80\x04csubprocess\nPopen\n)}\x8c\x04args\x8c\x0btouch pwneds\x92.",
        "",
        "",
    );
}

#[test]
fn reconstructor() {
    check(
        b"ccopy_reg\n_reconstructor\n(cos\nsystem\nc__builtin__\nobject\nNtR(S'touch pwned'\ntb.",
        "",
        "",
    );
}

#[test]
fn getattr_of_an_imported_module() {
    check(
        b"c__builtin__\ngetattr\n(c__builtin__\n__import__\n(S'os'\ntRS'system'\ntR(S'touch pwned'\ntR.",
        "",
        "",
    );
}

#[test]
fn eval() {
    check(
        b"cbuiltins\neval\n(S'__import__(\"os\").system(\"touch pwned\")'\ntR.",
        "",
        "",
    );
}

#[test]
fn exec_by_its_python_2_name() {
    check(
        b"c__builtin__\nexec\n(S'import os; os.system(\"touch pwned\")'\ntR.",
        "",
        "",
    );
}

#[test]
fn a_function_as_a_class_with_the_right_state() {
    check(
        b"cos\nsystem\n)R(dS'owner'\nS'touch pwned'\nsS'balance'\nI1\nsb.",
        "",
        "",
    );
}

#[test]
fn the_right_class_with_a_call_inside() {
    check(
        b"\x80\x02cbank.models\nAccount\n)\x81}(X\x05\x00\x00\x00ownercos\nsystem\n(X\x0b\x00\x00\x00touch pwnedtRX\x07\x00\x00\x00balanceK\x01ub.",
        "",
        "",
    );
}

#[test]
fn the_right_class_with_a_call_as_its_state() {
    check(
        b"\x80\x02cbank.models\nAccount\n)\x81cos\nsystem\n(X\x0b\x00\x00\x00touch pwnedtRb.",
        "",
        "",
    );
}

#[test]
fn the_right_class_with_an_unknown_attribute() {
    check(
        b"\x80\x02cbank.models\nAccount\n)\x81}(X\x05\x00\x00\x00ownerX\x01\x00\x00\x00aX\x07\x00\x00\x00balanceK\x01X\x04\x00\x00\x00evilcos\nsystem\nub.",
        "",
        "",
    );
}

#[test]
fn a_call_that_is_thrown_away() {
    check(
        b"cos\nsystem\n(S'touch pwned'\ntR0I5\n.",
        "",
        "",
    );
}
