//! The program `pickletools`: what it writes where, and how it exits.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use pickle_core::{Any, loads};

/// Runs the program in a directory.
fn run(directory: &Path, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pickletools"))
        .args(arguments)
        .current_dir(directory)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("the program has an input");
    // A program that fails early does not read its input.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().expect("the program ends")
}

fn directory() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is a place for temporary files")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("the output is UTF-8")
}

/// Runs the program on standard input alone.
#[track_caller]
fn check(arguments: &[&str], input: &[u8], code: i32, stdout: &str, stderr: &str) {
    let output = run(directory().path(), arguments, input);
    assert_eq!(text(&output.stderr), stderr);
    assert_eq!(text(&output.stdout), stdout);
    assert_eq!(output.status.code(), Some(code));
}

/// The bytes that the program makes of standard input.
#[track_caller]
fn bytes(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let output = run(directory().path(), arguments, input);
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    output.stdout
}

#[test]
fn dis_goes_on_with_the_next_pickle() {
    let expected = "    0: N    NONE
    1: .    STOP
highest protocol among opcodes = 0
    2: ]    EMPTY_LIST
    3: .    STOP
highest protocol among opcodes = 1
";
    check(&["dis"], b"N.].", 0, expected, "");
    check(&["dis", "-"], b"N.].", 0, expected, "");
}

#[test]
fn dis_stops_where_the_pickle_is_wrong() {
    let expected = "    0: N    NONE
    1: .    STOP
highest protocol among opcodes = 0
    2: N    NONE
    3: t    TUPLE      no MARK exists on stack
";
    let error = "error: <stdin>: byte 3: invalid stack for TUPLE: no MARK exists on stack\n";
    check(&["dis"], b"N.Nt.", 2, expected, error);
}

#[test]
fn dis_keeps_the_memo_if_it_is_told_to() {
    let output = run(directory().path(), &["dis", "-m"], b"]q\0.h\0.");
    assert_eq!(output.status.code(), Some(0));
    check(
        &["dis"],
        b"]q\0.h\0.",
        2,
        "    0: ]    EMPTY_LIST
    1: q    BINPUT     0
    3: .    STOP
highest protocol among opcodes = 1
    4: h    BINGET     0
",
        "error: <stdin>: byte 4: invalid argument of BINGET: memo key 0 has never been stored into\n",
    );
}

#[test]
fn dis_annotates_and_indents() {
    let expected =
        "    0: (    MARK                      push a mark, under the values that a later opcode takes together
    1: N      NONE                    push None
    2: t      TUPLE      (MARK at 0)  make a tuple of every value down to the mark
    3: .    STOP                      end the pickle, whose value is on top
highest protocol among opcodes = 0
";
    check(&["dis", "-a", "-l", "2"], b"(Nt.", 0, expected, "");
}

#[test]
fn dis_writes_to_a_file_and_names_several() {
    let directory = directory();
    fs::write(directory.path().join("a.pickle"), b"N.").expect("the file is writable");
    let output = run(directory.path(), &["dis", "a.pickle", "-", "-o", "out.txt"], b"N.");
    assert_eq!(output.status.code(), Some(0));
    let written = fs::read_to_string(directory.path().join("out.txt")).expect("the file is there");
    assert!(written.starts_with("==> a.pickle <==\n    0: N    NONE\n"));
    assert!(written.contains("\n==> <stdin> <==\n"));
}

#[test]
fn optimize_drops_what_is_not_read() {
    let optimized = b"(l(lp0\nag0\na.\x80\x04N.";
    assert_eq!(bytes(&["optimize"], b"(lp0\n(lp1\nag1\na.\x80\x04N."), optimized);

    let directory = directory();
    let output = run(directory.path(), &["optimize", "-", "-o", "out.pickle"], b"Np0\n.");
    assert!(output.status.success() && output.stdout.is_empty());
    assert_eq!(fs::read(directory.path().join("out.pickle")).expect("the file is there"), b"N.");
}

#[test]
fn show_prints_a_tree_with_marks() {
    // An object that holds itself and a list twice, once as its own item.
    let pickle = b"\x80\x02cshop\nOrder\n)\x81q\x00}(X\x02\x00\x00\x00meh\x00X\x05\x00\x00\x00items]q\x01(K\x01h\x01\
        X\x03\x00\x00\x00it'eub.I7\n.";
    let expected = "# <stdin>, byte 0: protocol 2, 59 bytes
&1 object of shop.Order
  .me: *1
  .items: &2 list, 3 items
    [0]: 1
    [1]: *2
    [2]: \"it'\"
# <stdin>, byte 59: protocol 0, 4 bytes
7
";
    check(&["show"], pickle, 0, expected, "");
}

#[test]
fn show_has_limits() {
    let expected = "# <stdin>, byte 0: protocol 0, 22 bytes
list, 3 items
  [0]: list, 1 item ...
  [1]: 'ab'... (6 bytes)
  ... 1 more
";
    let pickle = [&b"("[..], b"(lNa", b"Vabcdef\n", b"I1\n", b"I2\n0", b"l."].concat();
    check(&["show", "--max-depth", "1", "--max-length", "2"], &pickle, 0, expected, "");
}

#[test]
fn show_says_what_objects_are_made_of() {
    let pickle = b"\x80\x04\x8c\x01m\x8c\x01L\x93)\x81(K\x01Ne(\x8c\x01kK\x02uN}\x8c\x01sK\x03s\x86b.";
    let expected = "# <stdin>, byte 0: protocol 4, 34 bytes
object of m.L
  [0]: 1
  [1]: None
  'k': 2
  .s: 3
";
    check(&["show"], pickle, 0, expected, "");
    check(
        &["show"],
        b"cos\nsystem\n(Vls\ntR.",
        0,
        "# <stdin>, byte 0: protocol 0, 19 bytes\ncall of os.system\n  (0): 'ls'\n",
        "",
    );
    check(&["show"], b"Pid\n.", 0, "# <stdin>, byte 0: protocol 0, 5 bytes\npersistent id\n  id: 'id'\n", "");
    check(&["show"], b"\x82\x05.", 0, "# <stdin>, byte 0: protocol 0, 3 bytes\nextension code 5\n", "");
    check(&["show"], b"\x97\x98.", 0, "# <stdin>, byte 0: protocol 0, 3 bytes\nout-of-band buffer 0, read-only\n", "");
}

#[test]
fn show_lets_no_escape_through() {
    let output = run(directory().path(), &["show"], b"(cm\x1b[2J\nn\nV\x1b[2J\nt.");
    assert_eq!(output.status.code(), Some(0));
    assert!(!output.stdout.contains(&0x1b), "{}", text(&output.stdout));
}

#[test]
fn show_is_not_deep_where_the_pickle_is() {
    let mut pickle = vec![b']'; 200_000];
    pickle.extend(vec![b'a'; 199_999]);
    pickle.push(b'.');
    let output = run(directory().path(), &["show"], &pickle);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout).lines().count(), 52);
}

#[test]
fn transcode_keeps_what_pickles_hold() {
    // Sharing, a cycle, a global, a call, a persistent id, an extension code.
    let pickle = b"\x80\x02(]q\x00h\x00h\x00acm\nn\ncm\nf\nK\x01\x85RX\x02\x00\x00\x00idQ\x82\x05t.";
    let value: Any = loads(pickle).expect("the pickle loads");
    for protocol in ["2", "3", "4", "5"] {
        let transcoded = bytes(&["transcode", "--protocol", protocol], pickle);
        assert_eq!(transcoded[..2], [0x80, protocol.parse::<u8>().expect("a number")]);
        assert_eq!(loads::<Any>(&transcoded).expect("it loads"), value);
    }
    assert_eq!(bytes(&["transcode", "-p", "0"], b"\x80\x02].K\x05."), b"(l.I5\n.");
    assert_eq!(
        bytes(&["transcode", "-p", "5"], b"\x80\x05\x97\x97\x98\x86.N."),
        b"\x80\x05\x95\x05\0\0\0\0\0\0\0\x97\x97\x98\x86.\x80\x05N."
    );
}

#[test]
fn transcode_says_what_a_protocol_cannot_hold() {
    let error = "error: <stdin>: pickle at byte 2: cannot pickle: an out-of-band buffer needs protocol 5\n";
    check(&["transcode", "-p", "4"], b"N.\x80\x05\x97.", 2, "", error);
    let output = run(directory().path(), &["transcode", "-p", "1"], b"\x82\x05.");
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    assert!(text(&output.stderr).contains("extension"), "{}", text(&output.stderr));
    let output = run(directory().path(), &["transcode", "-p", "6"], b"N.");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("expected a pickle protocol up to 5, found protocol 6"));
}

#[test]
fn a_failed_transcode_leaves_the_file_as_it_is() {
    let directory = directory();
    let target = directory.path().join("out.pickle");
    fs::write(&target, b"before").expect("the file is writable");
    let output = run(directory.path(), &["transcode", "-p", "4", "-", "-o", "out.pickle"], b"N.Nt.");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read(&target).expect("the file is there"), b"before");
    assert_eq!(fs::read_dir(directory.path()).expect("the directory is readable").count(), 1);
}

/// A nested class as protocol 2 names it, a Python 2 name, `INST`, and a name that is dropped.
const NAMES: &[u8] = b"(c__builtin__\ngetattr\n(cm\nOuter\nVInner\ntR(ios\nsystem\nccopy_reg\n_reconstructor\n0t.";

#[test]
fn scan_lists_every_name() {
    let expected = "<stdin>: byte 1: builtins.getattr (not allowed)
<stdin>: byte 23: m.Outer
<stdin>: byte 40: m.Outer.Inner
<stdin>: byte 42: os.system (not allowed)
<stdin>: byte 53: copyreg._reconstructor (not allowed)
";
    check(&["scan", "-", "--allow", "m.*"], NAMES, 1, expected, "");
}

#[test]
fn scan_is_content_with_what_is_allowed() {
    let allow = ["scan", "-", "--allow", "m.*", "--allow", "builtins.getattr", "--allow", "os.system"];
    assert_eq!(run(directory().path(), &allow, NAMES).status.code(), Some(1));
    let allow = [&allow[..], &["--allow", "copyreg._reconstructor"]].concat();
    assert_eq!(run(directory().path(), &allow, NAMES).status.code(), Some(0));
    check(&["scan", "-"], b"N.].", 0, "", "");
}

#[test]
fn scan_writes_one_json_object_for_each_file() {
    let directory = directory();
    fs::write(directory.path().join("a.pickle"), b"\x80\x04\x8c\x01m\x8c\x02\xc3\xa9\x93.\x80\x02\x82\x05.")
        .expect("the file is writable");
    fs::write(directory.path().join("b.pickle"), b"N.\xff").expect("the file is writable");
    let output = run(directory.path(), &["scan", "a.pickle", "b.pickle", "no.pickle", "--format", "json"], b"");
    assert_eq!(output.status.code(), Some(2));
    let lines = text(&output.stdout);
    let lines: Vec<&str> = lines.lines().collect();
    assert_eq!(
        lines[0],
        r#"{"file":"a.pickle","pickles":2,"globals":[{"module":"m","name":"\u00e9","byte":9,"allowed":false},{"extension":5,"byte":13,"allowed":false}],"error":null}"#
    );
    assert_eq!(
        lines[1],
        r#"{"file":"b.pickle","pickles":1,"globals":[],"error":"b.pickle: byte 2: unknown opcode 0xff"}"#
    );
    assert!(lines[2].starts_with(r#"{"file":"no.pickle","pickles":0,"globals":[],"error":"cannot read no.pickle: "#));
    assert_eq!(lines.len(), 3);
}

#[test]
fn an_empty_file_is_no_pickle() {
    let error = "error: <stdin>: byte 0: pickle data was truncated: it ends before its STOP\n";
    for command in [&["dis"][..], &["optimize"], &["show"], &["transcode", "-p", "2"], &["scan", "-"]] {
        check(command, b"", 2, "", error);
    }
}
