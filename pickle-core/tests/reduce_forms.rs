//! Every form that `__reduce__` can return, and every state: what CPython wrote loads, and CPython loads what we make of
//! it as the object that its own pickle gives.

mod with_python;

use std::rc::Rc;

use pickle_core::{Any, Global, IndexMap, Pickle, Pickler, Protocol, Result, Unpickle, Writer, dumps, loads};

use with_python::{Scratch, pythons};

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "forms")]
struct Basket {
    #[pickle(items)]
    items: Vec<i64>,
    #[pickle(default)]
    owner: pickle_core::Maybe<String>,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "forms")]
struct Registry {
    #[pickle(entries)]
    entries: IndexMap<String, i64>,
    #[pickle(rest)]
    rest: pickle_core::Attributes,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "forms", reduce = "forms.Tags", args(members), state(note))]
struct Tags {
    members: Vec<i64>,
    note: String,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "forms", name = "NOTHING", layout = "global")]
struct Nothing;

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "forms", reduce = "forms.make", args(number), state(label), state_setter = "forms.restore")]
struct Everything {
    number: i64,
    #[pickle(items)]
    items: Vec<i64>,
    #[pickle(entries)]
    entries: IndexMap<String, i64>,
    label: String,
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "forms", reduce = "forms.Owned", args(), state(name, owners), state_setter = "forms.own")]
struct Owned {
    name: String,
    owners: i64,
}

#[derive(Debug, PartialEq, Default, Pickle)]
#[pickle(module = "forms", getstate = Stateful::state, setstate = Stateful::of_state, default)]
struct Stateful {
    state: Option<Any>,
}

impl Stateful {
    fn state(&self) -> &Option<Any> {
        &self.state
    }

    fn of_state(state: Any) -> Result<Self> {
        Ok(Stateful { state: Some(state) })
    }
}

/// Loads a pickle as the type that stands for its kind, and dumps the value again.
fn returned(kind: &str, pickle: &[u8], protocol: Protocol) -> Vec<u8> {
    fn again<T: Pickle + for<'de> Unpickle<'de>>(kind: &str, pickle: &[u8], protocol: Protocol) -> Vec<u8> {
        let value: T = loads(pickle).unwrap_or_else(|error| panic!("{kind} at protocol {protocol}: {error}"));
        let dumped = Pickler::new().protocol(protocol).dumps(&value);
        dumped.unwrap_or_else(|error| panic!("{kind} at protocol {protocol}: {error}"))
    }
    let again = match kind.split('_').next().unwrap_or_default() {
        "basket" => again::<Basket>,
        "registry" => again::<Registry>,
        "tags" => again::<Tags>,
        "nothing" => again::<Vec<Nothing>>,
        "globals" => again::<Vec<Global<'static>>>,
        "everything" => again::<Vec<Rc<Everything>>>,
        "owned" => again::<Owned>,
        "stateful" => again::<Stateful>,
        _ => panic!("no type is for {kind}"),
    };
    again(kind, pickle, protocol)
}

#[test]
fn objects_cross_from_cpython_and_back() {
    for python in pythons() {
        let scratch = Scratch::new("forms");
        python.run("reduce_forms/forms.py", &["write", &scratch.path("")]);
        for file in scratch.files() {
            let Some(name) = file.strip_suffix(".pickle") else { continue };
            let (kind, number) = name.split_once('.').expect("a kind and a protocol");
            let protocol = Protocol::try_from(number.parse::<u8>().expect("a number")).expect("a protocol");
            scratch.write(&format!("{name}.returned"), &returned(kind, &scratch.read(&file), protocol));
        }
        let printed = python.run("reduce_forms/forms.py", &["check", &scratch.path("")]);
        println!("Python {:?}: {}", python.version, printed.trim());
    }
}

#[test]
fn a_setter_is_called_as_cpython_calls_it() {
    let everything = Everything {
        number: 7,
        items: vec![1],
        entries: [("a".to_owned(), 2)].into_iter().collect(),
        label: "six".to_owned(),
    };
    let pickle = Pickler::new().protocol(Protocol::V2).dumps(&everything).expect("it dumps");
    // callable, arguments, REDUCE, the object's PUT; item, entry; setter, the object, state, TUPLE2, REDUCE, POP.
    let expected =
        b"\x80\x02cforms\nmake\nq\x00K\x07\x85RK\x01aX\x01\x00\x00\x00aq\x01K\x02sq\x02cforms\nrestore\nq\x03h\x02\
        }X\x05\x00\x00\x00labelq\x04X\x03\x00\x00\x00sixq\x05s\x86R0.";
    assert_eq!(pickle.escape_ascii().to_string(), expected.escape_ascii().to_string());
    assert_eq!(loads::<Everything>(&pickle).expect("the dump loads"), everything);
}

#[test]
fn a_setter_of_another_name_is_an_error() {
    #[derive(Debug, Pickle)]
    #[pickle(
        module = "forms",
        name = "Owned",
        reduce = "forms.Owned",
        args(),
        state(name),
        state_setter = "forms.other"
    )]
    struct OwnedByOther {
        name: String,
    }

    let pickle = dumps(&Owned { name: "Ann".to_owned(), owners: 0 }).expect("it dumps");
    let error = loads::<OwnedByOther>(&pickle).expect_err("the setter is another one");
    assert!(
        error.to_string().starts_with(
            "expected a forms.Owned object whose state is set by forms.other, found one whose state is set by forms.own"
        ),
        "{error}"
    );
}

#[test]
fn a_shared_object_and_its_setter_name_one_memo_entry() {
    let owned = Rc::new(Owned { name: "Ann".to_owned(), owners: 0 });
    for protocol in Protocol::ALL {
        let pickle = Pickler::new().protocol(protocol).dumps(&(owned.clone(), owned.clone())).expect("it dumps");
        let (one, other): (Rc<Owned>, Rc<Owned>) = loads(&pickle).expect("the dump loads");
        assert!(Rc::ptr_eq(&one, &other));
        assert_eq!(one, owned);
    }
}

#[test]
fn a_hand_written_pickle_may_name_a_setter() {
    struct Account;

    impl Pickle for Account {
        fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
            let mut object = writer.reduce_object("forms", "Owned", 0, |_| Ok(()))?;
            object.state_with_setter("forms", "own", |writer| {
                let mut state = writer.dict(2)?;
                state.entry("name", "Ann")?;
                state.entry("owners", &0)?;
                state.end()
            })?;
            object.end()
        }
    }

    for protocol in Protocol::ALL {
        let pickle = Pickler::new().protocol(protocol).dumps(&vec![Account, Account]).expect("it dumps");
        let loaded: Vec<Owned> = loads(&pickle).expect("the dump loads");
        assert_eq!(loaded[1], Owned { name: "Ann".to_owned(), owners: 0 });
    }
}

#[test]
fn a_singleton_loads_only_from_its_own_name() {
    assert_eq!(loads::<Nothing>(b"cforms\nNOTHING\n.").expect("it is the name"), Nothing);
    for (pickle, found) in [
        (&b"cforms\nELSE\n."[..], "the global forms.ELSE"),
        (b"cforms\nNOTHING\n)R.", "an object made by forms.NOTHING"),
        (b"VNOTHING\n.", "str"),
    ] {
        let error = loads::<Nothing>(pickle).expect_err("it is something else");
        assert_eq!(
            error.to_string(),
            format!("expected the global forms.NOTHING, found {found} (at byte 0)")
                .replace("byte 0", if pickle.ends_with(b"R.") { "byte 16" } else { "byte 0" })
        );
    }
}

#[test]
fn errors_inside_of_items_and_entries_name_their_place() {
    let error = loads::<Basket>(b"\x80\x02cforms\nBasket\n)\x81(K\x01Vx\ne.").expect_err("a str is no int");
    assert_eq!(error.to_string(), "[1]: expected int, found str (at byte 21)");
    let error = loads::<Registry>(b"\x80\x02cforms\nRegistry\n)\x81Va\nVx\ns.").expect_err("a str is no int");
    assert_eq!(error.to_string(), "['a']: expected int, found str (at byte 23)");
    let error = loads::<Registry>(b"\x80\x02cforms\nRegistry\n)\x81K\x01a.").expect_err("a dict has no items");
    assert!(error.to_string().contains("found one with items"), "{error}");
}

#[test]
fn globals_load_by_name_at_every_protocol() {
    let inner = Global::new("forms", "Outer.Inner");
    for protocol in Protocol::ALL {
        let pickle = Pickler::new().protocol(protocol).dumps(&inner).expect("it dumps");
        assert_eq!(loads::<Global<'_>>(&pickle).expect("the dump loads"), inner);
    }
    let error = loads::<Global<'_>>(b"cforms\nmake\n)R.").expect_err("it is the result of a call");
    assert_eq!(
        error.to_string(),
        "expected a class, a function or another global, found an object made by forms.make (at byte 13)"
    );
}
