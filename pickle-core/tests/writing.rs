//! What the writer writes: CPython's bytes for scalars, and for everything else pickles that a Python loads as the same
//! value and that are no longer than its own.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::rc::Rc;

use pickle_core::{
    Any, Attributes, Class, EnumClass, Error, Field, Graph, Instance, Int, Layout, Member, MemberValue, Pickle,
    Pickler, Place, Protocol, Result, Unpickler, Writer, WrittenBy, dumps,
};

/// A value that is written by hand.
struct Written<F>(F);

impl<F: Fn(&mut Writer<'_>) -> Result<()>> Pickle for Written<F> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        (self.0)(writer)
    }
}

fn written<F: Fn(&mut Writer<'_>) -> Result<()>>(write: F) -> Written<F> {
    Written(write)
}

fn dumps_at(protocol: Protocol, value: &(impl Pickle + ?Sized)) -> Result<Vec<u8>> {
    Pickler::new().protocol(protocol).dumps(value)
}

fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

fn from_hex(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// Pickles for `data/check_written.py` to look at, in one run of Python.
#[derive(Default)]
struct Checks(String);

impl Checks {
    /// The value is the expression's, at every protocol from this one on.
    fn value_from(&mut self, lowest: Protocol, expression: &str, value: &impl Pickle) {
        for protocol in Protocol::ALL.into_iter().filter(|protocol| *protocol >= lowest) {
            let bytes = match dumps_at(protocol, value) {
                Ok(bytes) => bytes,
                Err(error) => panic!("{expression} at protocol {protocol}: {error}"),
            };
            self.line("value", protocol, &[expression, &to_hex(&bytes)]);
        }
    }

    fn value(&mut self, expression: &str, value: &impl Pickle) {
        self.value_from(Protocol::V0, expression, value);
    }

    fn line(&mut self, kind: &str, protocol: Protocol, fields: &[&str]) {
        writeln!(self.0, "{kind}\t{protocol}\t{}", fields.join("\t")).unwrap();
    }

    /// Runs the checks, where there is a Python.
    #[track_caller]
    fn run(self) {
        let name = std::env::var("PICKLE_PYTHON").unwrap_or_else(|_| "python3".to_owned());
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/check_written.py");
        let python = Command::new(&name).arg("-B").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut python = match python {
            Ok(python) => python,
            Err(error) if std::env::var_os("PICKLE_REQUIRE_PYTHON").is_some_and(|value| value == "1") => {
                panic!("PICKLE_REQUIRE_PYTHON=1, but {name} does not run: {error}")
            }
            Err(_) => return eprintln!("skipped: there is no {name}"),
        };
        let mut input = python.stdin.take().unwrap();
        let writing = std::thread::spawn(move || input.write_all(self.0.as_bytes()));
        let output = python.wait_with_output().unwrap();
        writing.join().unwrap().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), "checked\n");
    }
}

/// The scalar of a line of `data/written-scalars.txt`.
fn scalar(kind: &str, text: &str) -> impl Pickle {
    let (kind, text) = (kind.to_owned(), text.to_owned());
    written(move |writer| match kind.as_str() {
        "none" => writer.none(),
        "bool" => writer.bool(text == "1"),
        "int" => writer.big_int(&text.parse().unwrap()),
        "float" => writer.float(float_from_hex(&text)),
        "str" => writer.str(&String::from_utf8(from_hex(&text)).unwrap()),
        "surrogates" => writer.surrogate_str(&from_hex(&text)),
        "bytes" => writer.bytes(&from_hex(&text)),
        kind => panic!("unknown kind {kind}"),
    })
}

/// Reads Python's `float.hex`.
fn float_from_hex(text: &str) -> f64 {
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let Some(digits) = text.strip_prefix("0x") else { return sign * text.parse::<f64>().unwrap() };
    let (mantissa, exponent) = digits.split_once('p').unwrap();
    let (whole, fraction) = mantissa.split_once('.').unwrap();
    let bits = u64::from_str_radix(&format!("{whole}{fraction}"), 16).unwrap();
    let exponent = exponent.parse::<i32>().unwrap() - 4 * fraction.len() as i32;
    // Half of the exponent at a time, for the subnormal ones.
    sign * bits as f64 * 2_f64.powi(exponent / 2) * 2_f64.powi(exponent - exponent / 2)
}

#[test]
fn scalars_are_cpythons_bytes() {
    let lines = include_str!("data/written-scalars.txt").lines();
    for line in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[kind, text, protocol, expected] = fields.as_slice() else { panic!("{line}") };
        let protocol = Protocol::ALL[protocol.parse::<usize>().unwrap()];
        let bytes = dumps_at(protocol, &scalar(kind, text)).unwrap();
        assert_eq!(to_hex(&bytes), expected, "{kind} {text} at protocol {protocol}");
    }
}

/// A list of the first numbers.
fn numbers(len: usize) -> impl Pickle {
    written(move |writer| {
        let mut list = writer.list(len)?;
        (0..len).try_for_each(|number| list.item_with(|writer| writer.int(number as i64)))?;
        list.end()
    })
}

/// A container of the numbers from 1 on.
fn counted(begin: &'static str, len: i64) -> impl Pickle {
    written(move |writer| {
        let len_hint = usize::try_from(len).unwrap();
        let mut items = match begin {
            "list" => writer.list(len_hint)?,
            "tuple" => writer.tuple(len_hint)?,
            "set" => writer.set(len_hint)?,
            _ => writer.frozen_set(len_hint)?,
        };
        (1..=len).try_for_each(|number| items.item_with(|writer| writer.int(number)))?;
        items.end()
    })
}

#[test]
fn containers_of_every_length() {
    let mut checks = Checks::default();
    for len in [0, 1, 2, 3, 4, 999, 1000, 1001, 1002, 2000, 2001] {
        for kind in ["list", "tuple", "set", "frozenset"] {
            checks.value(&format!("{kind}(range(1, {len} + 1))"), &counted(kind, len));
        }
        let dict = written(|writer| {
            let mut dict = writer.dict(usize::try_from(len).unwrap())?;
            for number in 1..=len {
                dict.entry_with(|writer| writer.int(number), |writer| writer.float(0.5))?;
            }
            dict.end()
        });
        checks.value(&format!("{{n: .5 for n in range(1, {len} + 1)}}"), &dict);
    }
    checks.run();
}

#[test]
fn bytes_and_text() {
    let mut checks = Checks::default();
    for len in [0, 1, 255, 256, 65_535, 65_536, 70_000] {
        let text = "x".repeat(len);
        checks.value(&format!("'x' * {len}"), &written(|writer| writer.str(&text)));
        checks.value(&format!("b'x' * {len}"), &written(|writer| writer.bytes(text.as_bytes())));
        checks.value(&format!("bytearray(b'x' * {len})"), &written(|writer| writer.byte_array(text.as_bytes())));
    }
    let every_byte: Vec<u8> = (0..=255).collect();
    checks.value("bytes(range(256))", &written(|writer| writer.bytes(&every_byte)));
    checks.value("bytearray(range(256))", &written(|writer| writer.byte_array(&every_byte)));
    checks.value(
        "'a\\udce9\\ud83d\\ude00'",
        &written(|writer| writer.surrogate_str(b"a\xed\xb3\xa9\xed\xa0\xbd\xed\xb8\x80")),
    );
    checks.run();
}

#[test]
fn python_2_strings() {
    let mut checks = Checks::default();
    let every_byte: Vec<u8> = (0..=255).chain(b"'\"".iter().copied()).collect();
    let texts = [("''", &b""[..]), ("'a\\'b'", b"a'b"), ("'\"\\''", b"\"'"), ("'x' * 256", &[b'x'; 256])];
    let every_byte = ("bytes([*range(256), *b'\\'\"']).decode('latin1')", every_byte.as_slice());
    for (expression, bytes) in texts.into_iter().chain([every_byte]) {
        for protocol in Protocol::ALL {
            let dumped = dumps_at(protocol, &written(|writer| writer.byte_string(bytes))).unwrap();
            checks.line("equal", protocol, &[expression, &to_hex(&dumped)]);
        }
    }
    checks.run();
}

#[test]
fn complex_numbers_and_big_ints() {
    let mut checks = Checks::default();
    checks.value("complex(1.5, -2.0)", &written(|writer| writer.complex(1.5, -2.0)));
    checks.value(
        "[1.5j, 1.5j, complex(0.0, -1.5)]",
        &written(|writer| {
            let mut list = writer.list(3)?;
            for imaginary in [1.5, 1.5, -1.5] {
                list.item_with(|writer| writer.complex(0.0, imaginary))?;
            }
            list.end()
        }),
    );
    let long: Int = format!("-{}", "7".repeat(4_300)).parse().unwrap();
    checks.value("-int('7' * 4300)", &written(|writer| writer.big_int(&long)));
    checks.run();
    let longer: Int = "7".repeat(4_301).parse().unwrap();
    assert!(dumps_at(Protocol::V2, &longer).is_ok());
    assert_eq!(
        dumps_at(Protocol::V1, &longer).unwrap_err().to_string(),
        "cannot pickle: the int has more than 4,300 digits; use protocol 2 or higher"
    );
}

#[test]
fn globals_at_every_protocol() {
    let global = |module: &'static str, name: &'static str| written(move |writer| writer.global(module, name));
    let mut checks = Checks::default();
    checks.value("__import__('collections').OrderedDict", &global("collections", "OrderedDict"));
    checks.value("range", &global("builtins", "range"));
    checks.value("__import__('queue').Queue", &global("queue", "Queue"));
    checks.value(
        "[Outer, Outer.Inner, Outer.Inner.Innermost, Outer.Inner]",
        &written(|writer| {
            let mut list = writer.list(4)?;
            for name in ["Outer", "Outer.Inner", "Outer.Inner.Innermost", "Outer.Inner"] {
                list.item_with(|writer| writer.global("writing_models", name))?;
            }
            list.end()
        }),
    );
    checks.value(
        "[Outer.Inner.Innermost, Outer]",
        &written(|writer| {
            let mut list = writer.list(2)?;
            list.item_with(|writer| writer.global("writing_models", "Outer.Inner.Innermost"))?;
            list.item_with(|writer| writer.global("writing_models", "Outer"))?;
            list.end()
        }),
    );
    checks.run();
}

#[test]
fn names_that_a_protocol_cannot_say_are_refused() {
    let error = |protocol, module: &'static str, name: &'static str| {
        dumps_at(protocol, &written(|writer| writer.global(module, name))).unwrap_err().to_string()
    };
    let newline = "cannot pickle: 'a\\nb' is a name with a newline; use protocol 4 or higher";
    assert_eq!(error(Protocol::V0, "a\nb", "x"), newline);
    assert_eq!(error(Protocol::V3, "x", "a\nb"), newline);
    assert_eq!(
        error(Protocol::V2, "модуль", "x"),
        "cannot pickle: 'модуль' is a name outside ASCII; use protocol 3 or higher"
    );
    assert!(dumps_at(Protocol::V3, &written(|writer| writer.global("модуль", "x"))).is_ok());
    assert!(error(Protocol::V1, "x", "a.".repeat(40).leak()).contains("a name of more than 32 parts"));
}

/// An object of a described class.
struct Record {
    class: &'static Class,
    fields: Vec<Option<Any>>,
    rest: Attributes,
    state: Option<Box<dyn Pickle>>,
}

impl Record {
    fn new(class: &'static Class, fields: &[Option<i64>]) -> Record {
        let fields = fields.iter().map(|field| field.map(Any::from)).collect();
        Record { class, fields, rest: Attributes::new(), state: None }
    }

    fn with_rest(mut self, name: &str, value: i64) -> Record {
        self.rest.insert(name, value);
        self
    }
}

impl Pickle for Record {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.instance(self.class, self)
    }
}

impl Instance for Record {
    fn write_field(&self, index: usize, writer: &mut Writer<'_>) -> Result<()> {
        match self.fields.get(index) {
            Some(Some(value)) => value.pickle(writer),
            _ => Err(Error::custom("the field is not set")),
        }
    }

    fn has_field(&self, index: usize) -> bool {
        matches!(self.fields.get(index), Some(Some(_)))
    }

    fn rest(&self) -> Option<&Attributes> {
        Some(&self.rest)
    }

    fn write_state(&self, writer: &mut Writer<'_>) -> Result<()> {
        self.state.as_ref().map_or(Ok(()), |state| state.pickle(writer))
    }
}

const fn class(name: &'static str, layout: Layout, fields: &'static [Field]) -> Class {
    Class {
        module: "writing_models",
        name,
        aliases: &[],
        layout,
        accepts: &[],
        fields,
        arguments: &[],
        keywords: &[],
        callable: None,
        state_setter: None,
        subclasses: &[],
    }
}

const fn field(name: &'static str, place: Place) -> Field {
    Field { name, aliases: &[], place }
}

const A_AND_B: &[Field] = &[field("a", Place::State), field("b", Place::State)];
const X_AND_Y: &[Field] = &[field("x", Place::Argument), field("y", Place::Argument)];

static PLAIN: Class = class("Plain", Layout::Dict, A_AND_B);
static SLOTS: Class = class("Slots", Layout::Slots, A_AND_B);
static DICT_SLOTS: Class = class("DictSlots", Layout::DictSlots, &[field("a", Place::Slot), field("c", Place::State)]);
static LIST_STATE: Class = class("ListState", Layout::List, A_AND_B);
static EMPTY_LIST_STATE: Class = class("ListState", Layout::List, &[]);
static POINT: Class = class("Point", Layout::Args, X_AND_Y);
static SPOT: Class = class("Spot", Layout::Args, X_AND_Y);
static CALLED: Class = Class { arguments: &[0, 1], ..class("Called", Layout::Call, X_AND_Y) };
static CALLED_WITH_STATE: Class = Class {
    arguments: &[0],
    ..class("Called", Layout::Call, &[field("x", Place::Argument), field("extra", Place::State)])
};
static MADE_BY: Class = Class {
    arguments: &[0],
    callable: Some(("writing_models", "make")),
    ..class("MadeBy", Layout::Call, &[field("value", Place::Argument)])
};
static NEW_ARGS: Class = Class {
    arguments: &[0],
    ..class("NewArgs", Layout::Dict, &[field("key", Place::State), field("a", Place::State)])
};
static NEW_ARGS_ONLY: Class = Class {
    arguments: &[0],
    ..class("NewArgsOnly", Layout::Dict, &[field("key", Place::Argument), field("a", Place::State)])
};
const KEY_AND_WORD: &[Field] = &[field("key", Place::State), field("word", Place::State)];
static NEW_ARGS_EX: Class = Class { arguments: &[0], keywords: &[1], ..class("NewArgsEx", Layout::Dict, KEY_AND_WORD) };
static NESTED_NEW_ARGS_EX: Class =
    Class { arguments: &[0], keywords: &[1], ..class("Outer.WithKeywords", Layout::Dict, KEY_AND_WORD) };
static INNER: Class = class("Outer.Inner", Layout::Dict, A_AND_B);
static STATE: Class = class("State", Layout::Custom, &[]);

#[test]
fn dict_layout() {
    let mut checks = Checks::default();
    checks.value("Plain(a=1, b=2)", &Record::new(&PLAIN, &[Some(1), Some(2)]));
    checks.value("Plain(b=2)", &Record::new(&PLAIN, &[None, Some(2)]));
    checks.value("Plain()", &Record::new(&PLAIN, &[None, None]));
    checks.value("Plain(a=1, c=3)", &Record::new(&PLAIN, &[Some(1), None]).with_rest("c", 3));
    checks.value(
        "[Plain(a=1)] * 1 + [Plain(a=1)]",
        &vec![Record::new(&PLAIN, &[Some(1), None]), Record::new(&PLAIN, &[Some(1), None])],
    );
    checks.value(
        "[Outer.Inner(), Outer.Inner()]",
        &vec![Record::new(&INNER, &[None, None]), Record::new(&INNER, &[None, None])],
    );
    checks.run();
}

#[test]
fn slots_layouts() {
    let mut checks = Checks::default();
    checks.value_from(Protocol::V2, "Slots(a=1, b=2)", &Record::new(&SLOTS, &[Some(1), Some(2)]));
    checks.value_from(Protocol::V2, "Slots(b=2)", &Record::new(&SLOTS, &[None, Some(2)]));
    checks.value_from(Protocol::V2, "Slots()", &Record::new(&SLOTS, &[None, None]));
    checks.value_from(Protocol::V2, "DictSlots(a=1, c=2)", &Record::new(&DICT_SLOTS, &[Some(1), Some(2)]));
    checks.value_from(Protocol::V2, "DictSlots(a=1)", &Record::new(&DICT_SLOTS, &[Some(1), None]));
    checks.value_from(Protocol::V2, "DictSlots(c=1)", &Record::new(&DICT_SLOTS, &[None, Some(1)]));
    checks.value_from(Protocol::V2, "DictSlots()", &Record::new(&DICT_SLOTS, &[None, None]));
    checks.value_from(
        Protocol::V2,
        "DictSlots(a=1, c=2, d=3)",
        &Record::new(&DICT_SLOTS, &[Some(1), Some(2)]).with_rest("d", 3),
    );
    checks.run();
    assert_eq!(
        dumps_at(Protocol::V1, &Record::new(&SLOTS, &[Some(1), None])).unwrap_err().to_string(),
        "cannot pickle: writing_models.Slots has __slots__; use protocol 2 or higher"
    );
}

#[test]
fn list_layout() {
    let mut checks = Checks::default();
    checks.value("ListState(1, 2)", &Record::new(&LIST_STATE, &[Some(1), Some(2)]));
    checks.value_from(Protocol::V2, "ListState()", &Record::new(&EMPTY_LIST_STATE, &[]));
    checks.run();
    assert!(dumps(&Record::new(&LIST_STATE, &[Some(1), Some(2)]).with_rest("c", 3)).is_err());
}

#[test]
fn arguments_layout() {
    let mut checks = Checks::default();
    checks.value("Point(1, 2)", &Record::new(&POINT, &[Some(1), Some(2)]));
    checks.value("Spot(1, 2)", &Record::new(&SPOT, &[Some(1), Some(2)]));
    checks.value("spot(1, 2, z=3)", &Record::new(&SPOT, &[Some(1), Some(2)]).with_rest("z", 3));
    checks.run();
}

#[test]
fn call_layout() {
    let mut checks = Checks::default();
    checks.value("called(1, 2)", &Record::new(&CALLED, &[Some(1), Some(2)]));
    checks.value("called(1, extra=2)", &Record::new(&CALLED_WITH_STATE, &[Some(1), Some(2)]));
    checks.value("called(1)", &Record::new(&CALLED_WITH_STATE, &[Some(1), None]));
    checks.value("make(5)", &Record::new(&MADE_BY, &[Some(5)]));
    checks.run();
}

#[test]
fn new_arguments() {
    let mut checks = Checks::default();
    checks.value("NewArgs(7, a=1)", &Record::new(&NEW_ARGS, &[Some(7), Some(1)]));
    checks.value_from(Protocol::V2, "NewArgsOnly(7, a=1)", &Record::new(&NEW_ARGS_ONLY, &[Some(7), Some(1)]));
    checks.value("NewArgsEx(7, word=8)", &Record::new(&NEW_ARGS_EX, &[Some(7), Some(8)]));
    checks.value("Outer.WithKeywords(7, word=8)", &Record::new(&NESTED_NEW_ARGS_EX, &[Some(7), Some(8)]));
    checks.value(
        "[NewArgsEx(7, word=8), NewArgsEx(7, word=8)]",
        &vec![Record::new(&NEW_ARGS_EX, &[Some(7), Some(8)]), Record::new(&NEW_ARGS_EX, &[Some(7), Some(8)])],
    );
    checks.run();
    assert_eq!(
        dumps_at(Protocol::V1, &Record::new(&NEW_ARGS_ONLY, &[Some(7), Some(1)])).unwrap_err().to_string(),
        "cannot pickle: writing_models.NewArgsOnly takes 'key' in its constructor only, where it would be lost; use \
         protocol 2 or higher"
    );
}

fn with_state(write: impl Fn(&mut Writer<'_>) -> Result<()> + 'static) -> Record {
    Record { state: Some(Box::new(written(write))), ..Record::new(&STATE, &[]) }
}

#[test]
fn custom_layout() {
    let mut checks = Checks::default();
    for protocol in Protocol::ALL {
        let set = dumps_at(protocol, &with_state(|writer| counted("list", 1).pickle(writer))).unwrap();
        checks.line("equal", protocol, &["stated([1], True)", &to_hex(&set)]);
        checks.line("shorter", protocol, &["State([1])", &to_hex(&set)]);
        let none = dumps_at(protocol, &with_state(|writer| writer.none())).unwrap();
        checks.line("equal", protocol, &["stated(None, False)", &to_hex(&none)]);
        checks.line("shorter", protocol, &["State(None)", &to_hex(&none)]);
    }
    checks.run();
}

/// The states of `State` objects, in a list so that what they leave in the memo counts.
#[test]
fn false_states_are_left_out_below_protocol_2() {
    type Write = fn(&mut Writer<'_>) -> Result<()>;
    let falses: [(&str, Write); 12] = [
        ("False", |writer| writer.bool(false)),
        ("0", |writer| writer.int(0)),
        ("0.0", |writer| writer.float(0.0)),
        ("''", |writer| writer.str("")),
        ("b''", |writer| writer.bytes(b"")),
        ("()", |writer| writer.tuple(0)?.end()),
        ("[]", |writer| writer.list(0)?.end()),
        ("{}", |writer| writer.dict(0)?.end()),
        ("set()", |writer| writer.set(0)?.end()),
        ("frozenset()", |writer| writer.frozen_set(0)?.end()),
        ("bytearray()", |writer| writer.byte_array(b"")),
        ("0j", |writer| writer.complex(0.0, 0.0)),
    ];
    let mut checks = Checks::default();
    for (expression, write) in falses {
        let twice = vec![with_state(write), with_state(write)];
        for protocol in Protocol::ALL {
            let expected = match protocol < Protocol::V2 {
                true => "[stated(None, False), stated(None, False)]".to_owned(),
                false => format!("[stated({expression}, True), stated({expression}, True)]"),
            };
            let bytes = to_hex(&dumps_at(protocol, &twice).unwrap());
            checks.line("equal", protocol, &[&expected, &bytes]);
            checks.line("shorter", protocol, &[&format!("[State({expression}), State({expression})]"), &bytes]);
        }
    }
    checks.run();
}

static COLOR: EnumClass = EnumClass {
    module: "writing_models",
    name: "Color",
    aliases: &[],
    written_by: WrittenBy::Value,
    members: &[
        Member { name: "RED", aliases: &[], value: Some(MemberValue::Int(1)) },
        Member { name: "GREEN", aliases: &[], value: Some(MemberValue::Str("green")) },
        Member {
            name: "BLUE",
            aliases: &[],
            value: Some(MemberValue::Tuple(&[MemberValue::Int(1), MemberValue::Float(2.5)])),
        },
    ],
};

#[test]
fn enum_members() {
    let members = written(|writer| {
        let mut list = writer.list(4)?;
        for index in [0, 1, 2, 0] {
            list.item_with(|writer| writer.enum_member(&COLOR, index))?;
        }
        list.end()
    });
    let mut checks = Checks::default();
    checks.value("[Color.RED, Color.GREEN, Color.BLUE, Color.RED]", &members);
    checks.run();
    let error = dumps(&written(|writer| writer.enum_member(&COLOR, 3))).unwrap_err().to_string();
    assert_eq!(error, "cannot pickle: writing_models.Color has no member number 3");
}

#[test]
fn standard_objects() {
    let ordered = written(|writer| {
        let mut object = writer.reduce_object("collections", "OrderedDict", 0, |_| Ok(()))?;
        object.set_items([("b", 1), ("a", 2)].into_iter())?;
        object.end()
    });
    let deque = written(|writer| {
        let mut object = writer.reduce_object("collections", "deque", 0, |_| Ok(()))?;
        object.append([1, 2, 3].into_iter())?;
        object.end()
    });
    let namespace = written(|writer| {
        let mut object = writer.new_object("argparse", "Namespace")?;
        object.state_with(|writer| {
            let mut state = writer.dict(1)?;
            state.entry("a", &1)?;
            state.end()
        })?;
        object.end()
    });
    let fractions = written(|writer| {
        let mut list = writer.list(2)?;
        for _ in 0..2 {
            list.item_with(|writer| {
                writer.immutable("Decimal", b"1.50", |writer| {
                    writer.reduce("decimal", "Decimal", 1, |arguments| arguments.item("1.50"))
                })
            })?;
        }
        list.end()
    });
    let mut checks = Checks::default();
    checks.value("__import__('collections').OrderedDict([('b', 1), ('a', 2)])", &ordered);
    checks.value("__import__('collections').deque([1, 2, 3])", &deque);
    checks.value("__import__('argparse').Namespace(a=1)", &namespace);
    checks.value("[__import__('decimal').Decimal('1.50')] * 2", &fractions);
    checks.run();
}

/// Something that other values share.
struct Shared<T>(Rc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(self.0.clone())
    }
}

impl<T: Pickle + 'static> Pickle for Shared<T> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.shared(Rc::as_ptr(&self.0).cast(), |writer| {
            writer.keep_alive(self.0.clone());
            self.0.pickle(writer)
        })
    }
}

#[test]
fn shared_values_are_written_once() {
    fn twice<T: Pickle + 'static>(value: T) -> Vec<Shared<T>> {
        let shared = Shared(Rc::new(value));
        vec![shared.clone(), shared]
    }
    let mut checks = Checks::default();
    checks.value("[[0, 1, 2]] * 2", &twice(numbers(3)));
    for kind in ["tuple", "set", "frozenset"] {
        checks.value(&format!("[{kind}([1, 2])] * 2"), &twice(counted(kind, 2)));
    }
    checks.value("[Plain(a=1)] * 2", &twice(Record::new(&PLAIN, &[Some(1), None])));
    checks.value("[Point(1, 2)] * 2", &twice(Record::new(&POINT, &[Some(1), Some(2)])));
    checks.value("[called(1, 2)] * 2", &twice(Record::new(&CALLED, &[Some(1), Some(2)])));
    checks.value("[bytearray(b'x')] * 2", &twice(written(|writer| writer.byte_array(b"x"))));
    checks.value("[Color.RED] * 2", &twice(written(|writer| writer.enum_member(&COLOR, 0))));
    checks.value("[5] * 2", &twice(written(|writer| writer.int(5))));
    checks.value("['text'] * 2", &twice(written(|writer| writer.str("text"))));
    checks.value("[[[1], [1]]] * 2", &twice(vec![vec![1], vec![1]]));
    checks.value("[[1]] * 2", &twice(Shared(Rc::new(vec![1]))));
    checks.run();
}

/// A value in a cell, so that it can contain itself.
struct Cell(std::cell::OnceCell<Box<dyn Pickle>>);

impl Pickle for Cell {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        self.0.get().map_or(Ok(()), |value| value.pickle(writer))
    }
}

/// What `make` makes of a shared value that becomes its own part.
fn cyclic<T: Pickle + 'static>(make: impl FnOnce(Shared<Cell>) -> T) -> Shared<Cell> {
    let cell = Shared(Rc::new(Cell(std::cell::OnceCell::new())));
    let value = make(cell.clone());
    assert!(cell.0.0.set(Box::new(value)).is_ok());
    cell
}

/// The checks of cycles: equality would not end, so the shapes are compared, of a pickle that CPython wrote and ours.
fn check_same_shape(checks: &mut Checks, cpython: &[u8], value: &impl Pickle) {
    for protocol in Protocol::ALL {
        let ours = dumps_at(protocol, value).unwrap();
        checks.line("graph", protocol, &[&to_hex(cpython), &to_hex(&ours)]);
    }
}

#[test]
fn values_that_contain_themselves() {
    let mut checks = Checks::default();
    // l = []; l.append(l)
    check_same_shape(&mut checks, b"(lp0\ng0\na.", &cyclic(|list| vec![list]));
    // t = ([],); t[0].append(t)
    let tuple = cyclic(|tuple| {
        let list = Shared(Rc::new(vec![tuple]));
        written(move |writer| {
            let mut items = writer.tuple(1)?;
            items.item(&list)?;
            items.end()
        })
    });
    check_same_shape(&mut checks, b"((lp0\n(g0\ntp1\na00g1\n.", &tuple);
    let longer = cyclic(|tuple| {
        let list = Shared(Rc::new(vec![tuple]));
        written(move |writer| {
            let mut items = writer.tuple(5)?;
            items.item(&list)?;
            (0..4).try_for_each(|_| items.item(&list))?;
            items.end()
        })
    });
    check_same_shape(
        &mut checks,
        b"\x80\x02(]q\x00(h\x00h\x00h\x00h\x00h\x00tq\x01ah\x00h\x00h\x00h\x001h\x01.",
        &longer,
    );
    // d = {}; d['d'] = d
    let dict = cyclic(|dict| {
        written(move |writer| {
            let mut entries = writer.dict(1)?;
            entries.entry("d", &dict)?;
            entries.end()
        })
    });
    check_same_shape(&mut checks, b"}q\x00X\x01\x00\x00\x00dh\x00s.", &dict);
    // n = Plain(); n.a = n
    let object = cyclic(|object| {
        written(move |writer| {
            let mut made = writer.new_object("writing_models", "Plain")?;
            made.state_with(|writer| {
                let mut state = writer.dict(1)?;
                state.entry("a", &object)?;
                state.end()
            })?;
            made.end()
        })
    });
    check_same_shape(&mut checks, b"\x80\x02cwriting_models\nPlain\n)\x81q\x00}X\x01\x00\x00\x00ah\x00sb.", &object);
    checks.run();
    std::mem::forget((tuple, longer, dict, object));
}

/// Runs on a thread with this much stack.
fn on_a_stack_of(bytes: usize, run: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(bytes).spawn(run).unwrap().join().unwrap();
}

/// Lists in lists, by the recursion that typed dumping is.
struct Nested(usize);

impl Pickle for Nested {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        let mut list = writer.list(usize::from(self.0 > 1))?;
        if self.0 > 1 {
            list.item(&Nested(self.0 - 1))?;
        }
        list.end()
    }
}

/// Objects in objects.
struct Linked(usize);

static LINKED: Class = class("Plain", Layout::Dict, &[field("next", Place::State)]);

impl Pickle for Linked {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        writer.instance(&LINKED, self)
    }
}

impl Instance for Linked {
    fn write_field(&self, _index: usize, writer: &mut Writer<'_>) -> Result<()> {
        let next = (self.0 > 1).then(|| Box::new(Linked(self.0 - 1)));
        next.pickle(writer)
    }
}

#[test]
fn typed_dumping_reaches_its_depth_limit_on_2_mib_of_stack() {
    on_a_stack_of(2 * 1024 * 1024, || {
        let limit = Pickler::DEFAULT_MAX_DEPTH;
        for protocol in Protocol::ALL {
            assert!(dumps_at(protocol, &Nested(limit)).is_ok());
            assert!(dumps_at(protocol, &Linked(limit)).is_ok());
            for error in [dumps_at(protocol, &Nested(limit + 1)), dumps_at(protocol, &Linked(limit + 1))] {
                let message = error.unwrap_err().to_string();
                assert!(message.contains("nests more than 500 levels deep or contains itself"), "{message}");
            }
        }
    });
}

#[test]
fn the_depth_limit_can_be_raised() {
    on_a_stack_of(64 * 1024 * 1024, || {
        let deep = Pickler::new().max_depth(10_000).dumps(&Nested(10_000)).unwrap();
        assert!(Graph::loads(&deep).is_ok());
    });
}

#[test]
fn broken_implementations_are_errors() {
    let error = |value: &dyn Pickle| dumps(value).unwrap_err().to_string();
    assert_eq!(
        error(&written(|_| Ok(()))),
        "cannot pickle: an implementation of Pickle has to write one value, but it wrote 0"
    );
    assert_eq!(
        error(&vec![written(|writer| writer.none().and_then(|()| writer.none()))]),
        "cannot pickle: an implementation of Pickle has to write one value, but it wrote 2"
    );
    assert_eq!(
        error(&written(|writer| writer.list(2)?.end())),
        "cannot pickle: an implementation of Pickle announced 2 items or entries, but wrote fewer"
    );
    assert_eq!(
        error(&written(|writer| writer.list(0)?.item(&1))),
        "cannot pickle: an implementation of Pickle announced 0 items or entries, but wrote more"
    );
    assert!(error(&written(|writer| writer.dict(2).map(drop))).contains("wrote 0"));
    assert!(error(&written(|writer| writer.surrogate_str(b"\xff"))).contains("expected UTF-8 with surrogates"));
}

#[test]
fn errors_say_where() {
    let broken = || written(|_: &mut Writer<'_>| Err(Error::custom("broken")));
    assert_eq!(dumps(&vec![vec![broken()]]).unwrap_err().to_string(), "[0][0]: broken");
    let record = Record::new(&PLAIN, &[Some(1), Some(2)]);
    struct Broken(Record);
    impl Instance for Broken {
        fn write_field(&self, _index: usize, _writer: &mut Writer<'_>) -> Result<()> {
            Err(Error::custom("broken"))
        }
    }
    let broken = Broken(record);
    let value = vec![written(|writer| writer.instance(broken.0.class, &broken))];
    assert_eq!(dumps(&value).unwrap_err().to_string(), "[0].a: broken");
}

#[test]
fn a_failed_dump_writes_nothing() {
    let mut stream = Vec::new();
    pickle_core::dump("x", &mut stream).unwrap();
    let length = stream.len();
    let broken = written(|writer| writer.str("x").and_then(|()| Err(Error::custom("broken"))));
    assert!(pickle_core::dump(&broken, &mut stream).is_err());
    assert_eq!(stream.len(), length);
}

#[test]
fn a_pickle_goes_to_the_end_of_a_buffer() {
    let pickler = Pickler::new();
    let mut buffer = b"before".to_vec();
    pickler.dumps_into(&mut buffer, &["a text of some length"; 2]).unwrap();
    assert_eq!(buffer, [b"before", &dumps(&["a text of some length"; 2]).unwrap()[..]].concat());
    let broken = written(|writer| writer.str("x").and_then(|()| Err(Error::custom("broken"))));
    let length = buffer.len();
    assert!(pickler.dumps_into(&mut buffer, &broken).is_err());
    assert_eq!(buffer.len(), length);
}

/// Dumps that use the tables of the thread in every way, one of them with an error.
fn various_dumps() -> Vec<std::result::Result<Vec<u8>, String>> {
    let records: Vec<Record> = (0..100).map(|number| Record::new(&PLAIN, &[Some(number), Some(2)])).collect();
    let texts = (0..3_000).flat_map(|number| [format!("{number}"), format!("a longer text, {number}")]);
    let value = (Rc::new(records), texts.clone().chain(texts).collect::<Vec<String>>());
    let broken = written(|writer| writer.str("1").and_then(|()| Err(Error::custom("broken"))));
    let small = ["a longer text, 1", "1", "1"];
    let dumps_at = |protocol| {
        let pickler = Pickler::new().protocol(protocol);
        let picklers = [pickler.clone().exact(true), pickler.clone().fast(true), pickler];
        picklers.map(|pickler| [pickler.dumps(&value), pickler.dumps(&broken), pickler.dumps(&small)])
    };
    let dumped = Protocol::ALL.into_iter().flat_map(dumps_at).flatten();
    dumped.map(|pickle| pickle.map_err(|error| error.to_string())).collect()
}

/// A thread keeps the tables of its dumps, but nothing that is in them.
#[test]
fn a_dump_does_not_depend_on_those_before() {
    let first = various_dumps();
    assert_eq!(first, various_dumps());
    assert_eq!(first, std::thread::spawn(various_dumps).join().unwrap());
}

/// Where the frames of a pickle begin, and how long they say that they are.
fn frames(pickle: &[u8]) -> Vec<(usize, usize)> {
    let mut frames = Vec::new();
    let mut at = 2;
    while at < pickle.len() {
        if pickle[at] == 0x95 {
            let length = u64::from_le_bytes(pickle[at + 1..at + 9].try_into().unwrap()) as usize;
            frames.push((at, length));
            at += 9 + length;
        } else {
            // Large data and short runs of instructions stand outside: look for the next frame.
            at += 1;
        }
    }
    frames
}

#[test]
fn frames_are_cpythons() {
    // pickle.dumps([1.0] * 20000, 4) has them one byte further on: it stores the list in the memo.
    let floats = vec![1.0; 20_000];
    let begins: Vec<usize> = frames(&dumps(&floats).unwrap()).iter().map(|(begin, _)| *begin).collect();
    assert_eq!(begins, [2, 65_547, 131_099]);
    // Large data stands outside of frames, and too little for a frame as well.
    let large = "x".repeat(65_536);
    let pickle = dumps(&large).unwrap();
    assert_eq!(frames(&pickle), []);
    assert_eq!(pickle.len(), 2 + 5 + 65_536 + 2);
    assert_eq!(dumps(&5).unwrap(), b"\x80\x04K\x05.");
    assert_eq!(frames(&dumps(&500).unwrap()), [(2, 4)]);
}

#[test]
fn the_memo_outgrows_one_byte() {
    let texts: Vec<String> = (0..300).chain(0..300).map(|number| format!("text {number}")).collect();
    let mut checks = Checks::default();
    checks.value("[f'text {n}' for n in range(300)] * 2", &texts);
    let short: Vec<String> =
        (0..300).map(|number| number.to_string()).chain(["299".into(), String::new(), String::new()]).collect();
    checks.value("[str(n) for n in range(300)] + ['299', '', '']", &short);
    checks.run();
}

/// Each pickle of `data/graphs.txt` is dumped at every protocol, and Python loads what it loads from the original.
#[test]
fn graphs_dump_as_what_they_hold() {
    let mut checks = Checks::default();
    for line in include_str!("data/graphs.txt").lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[name, made_at, lowest, original] = fields.as_slice() else { panic!("{line}") };
        let lowest = Protocol::ALL[lowest.parse::<usize>().unwrap()];
        let bytes = from_hex(original);
        let graph = Unpickler::new().buffers([&b"first"[..], b"second"]).graph(&bytes);
        let graph = graph.unwrap_or_else(|error| panic!("{name}: {error}"));
        for protocol in Protocol::ALL {
            match dumps_at(protocol, &graph) {
                Ok(ours) if protocol >= lowest => {
                    checks.line("graph", protocol, &[original, &to_hex(&ours)]);
                    let is_shorter = protocol.to_string() != made_at || ours.len() <= bytes.len();
                    assert!(is_shorter, "{name} at protocol {protocol}: {ours:02x?} is longer than {bytes:02x?}");
                }
                Err(_) if protocol < lowest => {}
                Ok(_) => panic!("{name} is not refused at protocol {protocol}"),
                Err(error) => panic!("{name} at protocol {protocol}: {error}"),
            }
        }
    }
    checks.run();
}

/// Lists in each other, up to a million deep, and the root in the innermost one.
#[test]
fn deep_and_cyclic_graphs_need_little_stack() {
    on_a_stack_of(512 * 1024, || {
        for protocol in Protocol::ALL {
            let depth = if protocol == Protocol::V4 { 1_000_000 } else { 50_000 };
            let pickle = [b"]q\x00", &*b"]".repeat(depth), b"h\x00", &*b"a".repeat(depth + 1), b"."].concat();
            let graph = Graph::loads(&pickle).unwrap();
            let dumped = dumps_at(protocol, &graph).unwrap();
            let again = Graph::loads(&dumped).unwrap();
            assert_eq!(again.len(), graph.len());
        }
    });
}

#[test]
fn what_a_protocol_cannot_hold_is_refused() {
    let error = |protocol, pickle: &[u8]| dumps_at(protocol, &Graph::loads(pickle).unwrap()).unwrap_err().to_string();
    let newline = error(Protocol::V0, b"X\x03\x00\x00\x00a\nbQ.");
    assert!(newline.contains("protocol 0 has persistent ids of one line of ASCII only"), "{newline}");
    let tuple = error(Protocol::V0, b"K\x01K\x02\x86Q.");
    assert!(tuple.contains("protocol 0 has persistent ids"), "{tuple}");
    assert!(error(Protocol::V1, b"\x82\x05.").contains("extension registry needs protocol 2"));
    let newline_in_name = error(Protocol::V3, b"\x8c\x01a\x8c\x06x\nI1\n.\x93.");
    assert!(newline_in_name.contains("a name with a newline"), "{newline_in_name}");
}

#[test]
fn graphs_that_only_newer_protocols_can_say_are_refused() {
    let error = |protocol, pickle: &[u8]| dumps_at(protocol, &Graph::loads(pickle).unwrap()).unwrap_err().to_string();
    // s = set(); s.add(Called(s))
    let set = b"\x8f\x94(cwriting_models\nCalled\nh\x00\x85R\x90.";
    assert_eq!(
        error(Protocol::V3, set),
        "cannot pickle: set is made from a value that contains it, which protocol 3 cannot say"
    );
    assert!(dumps_at(Protocol::V4, &Graph::loads(set).unwrap()).is_ok());
    // ADDITEMS on an object.
    let object = b"cwriting_models\nItems\n)\x81(K\x01\x90.";
    assert_eq!(error(Protocol::V3, object), "cannot pickle: adding to a set needs protocol 4 or higher");
    // Buffers out of order.
    let buffers = b"\x80\x05\x97\x940\x97h\x00\x86.";
    let graph = Unpickler::new().buffers([&b"a"[..], b"b"]).graph(buffers).unwrap();
    assert_eq!(
        dumps_at(Protocol::V5, &graph).unwrap_err().to_string(),
        "cannot pickle: out-of-band buffer 1 would stand where the reader takes buffer 0"
    );
    assert!(dumps_at(Protocol::V4, &graph).is_err());
}

/// A tuple of lists that contain it is begun once for each of them, which takes the square of their number.
#[test]
fn a_tuple_in_many_of_its_own_lists_is_written_or_refused() {
    let tuple_of_lists = |count: usize| {
        let lists: Vec<u8> = (0..count as u32).flat_map(|list| [&b"]r"[..], &list.to_le_bytes()].concat()).collect();
        let fills = (0..count as u32)
            .flat_map(|list| [&b"j"[..], &list.to_le_bytes(), b"j", &(count as u32).to_le_bytes(), b"a0"].concat());
        let tuple = [&b"("[..], &lists, b"tr", &(count as u32).to_le_bytes()].concat();
        tuple.into_iter().chain(fills).chain(*b".").collect::<Vec<u8>>()
    };
    let mut checks = Checks::default();
    for count in [1, 2, 3, 30] {
        let pickle = tuple_of_lists(count);
        let graph = Graph::loads(&pickle).unwrap();
        for protocol in Protocol::ALL {
            let ours = dumps_at(protocol, &graph).unwrap();
            checks.line("graph", protocol, &[&to_hex(&pickle), &to_hex(&ours)]);
        }
    }
    checks.run();
    let pickle = tuple_of_lists(2_000);
    assert!(dumps(&Graph::loads(&pickle).unwrap()).unwrap_err().to_string().contains("contains it"));
}

/// A tuple of two references to a tuple of two references, and so on: 2**50,000 values, were they not shared.
#[test]
fn what_is_shared_is_written_once() {
    let pickle = [&b"]"[..], &b"2\x86".repeat(50_000), b"."].concat();
    let graph = Graph::loads(&pickle).unwrap();
    for protocol in Protocol::ALL {
        let dumped = dumps_at(protocol, &graph).unwrap();
        assert!(dumped.len() < 20 * 50_000);
        assert_eq!(Graph::loads(&dumped).unwrap().len(), graph.len());
    }
}
