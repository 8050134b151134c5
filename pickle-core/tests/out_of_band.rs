//! Out-of-band buffers: what the callback and the buffers decide, and arrays that cross to numpy and back uncopied.

mod with_python;

use std::borrow::Cow;
use std::path::PathBuf;
use std::rc::Rc;
use std::{env, ptr};

use pickle_core::{
    Any, ByteArray, Bytes, Error, ErrorKind, Graph, IndexMap, Pickle, PickleBuffer, Pickler, Placement, Protocol,
    Result, Source, Tuple, Unpickle, Unpickler, Value, Writer,
};

use with_python::{Python, Scratch, pythons};

fn protocol_5() -> Pickler {
    Pickler::new().protocol(Protocol::V5)
}

#[test]
fn without_a_callback_buffers_go_into_the_pickle() {
    // CPython 3.12: pickle.dumps([PickleBuffer(b'ab'), PickleBuffer(bytearray(b'cd'))], 5), without its memo.
    let value = vec![PickleBuffer::new(b"ab"), PickleBuffer::new(b"cd").writable()];
    let pickle = protocol_5().dumps(&value).expect("protocol 5 has buffers");
    assert!(pickle.ends_with(b"](C\x02ab\x96\x02\0\0\0\0\0\0\0cde."), "{}", pickle.escape_ascii());
}

#[test]
fn what_the_callback_returns_decides_the_place() {
    let value = vec![PickleBuffer::new(b"ab"), PickleBuffer::new(b"cd").writable()];
    let markers = b"](\x97\x98\x97e.";
    let dumps = |placement: bool| protocol_5().buffer_callback(|_| placement).dumps(&value);
    assert!(dumps(false).expect("false is out-of-band").ends_with(markers));
    assert_eq!(dumps(true).expect("true is in-band"), protocol_5().dumps(&value).expect("there is no callback"));

    let mut seen = Vec::new();
    let mut pickler = protocol_5().buffer_callback(|buffer: &PickleBuffer<'_>| seen.push(buffer.to_vec()));
    assert!(pickler.dumps(&value).expect("() is out-of-band").ends_with(markers));
    assert_eq!(seen, [b"ab", b"cd"]);

    let large_ones = |buffer: &PickleBuffer<'_>| match buffer.len() {
        2.. => Placement::OutOfBand,
        _ => Placement::InBand,
    };
    let mut stream = Vec::new();
    protocol_5().buffer_callback(large_ones).dump(&value, &mut stream).expect("a Vec takes everything");
    assert!(stream.ends_with(markers));
}

#[test]
fn a_callback_may_fail() {
    let refuse = |_: &PickleBuffer<'_>| Err::<(), _>(Error::custom("the disk is full"));
    let error = protocol_5().buffer_callback(refuse).dumps(&PickleBuffer::new(b"ab")).expect_err("it refuses");
    assert_eq!(error.to_string(), "the disk is full");
}

#[test]
fn protocols_below_5_have_no_buffers() {
    for protocol in [Protocol::V0, Protocol::V4] {
        let error = Pickler::new().protocol(protocol).dumps(&PickleBuffer::new(b"ab")).expect_err("4 is too low");
        assert_eq!(
            error.to_string(),
            "cannot pickle: a PickleBuffer needs protocol 5; below it, dump Bytes or ByteArray"
        );
    }
}

#[test]
fn lent_memory_is_handed_out_and_other_memory_is_not() {
    let (lent, other) = (b"a large one".to_vec(), b"another".to_vec());
    let shared = PickleBuffer::shared(b"shared".to_vec());
    let value = (PickleBuffer::new(&lent[2..7]), PickleBuffer::new(&other), shared.clone().writable());
    let (pickle, buffers) = protocol_5().dumps_with_buffers(&value, &[&lent]).expect("protocol 5 has buffers");
    assert!(pickle.ends_with(b"\x97\x98C\x07another\x97\x87."), "{}", pickle.escape_ascii());
    assert_eq!(buffers.len(), 2);
    assert!(ptr::eq(buffers[0].borrowed().expect("lent memory stays borrowed"), &lent[2..7]));
    assert!(ptr::eq(&*buffers[1], &*shared));
    assert_eq!((buffers[0].is_readonly(), buffers[1].is_readonly()), (true, false));
}

#[test]
fn a_shared_buffer_is_one_buffer() {
    let buffer = Rc::new(PickleBuffer::shared(b"data".to_vec()));
    let (pickle, buffers) =
        protocol_5().dumps_with_buffers(&(buffer.clone(), buffer), &[]).expect("protocol 5 has buffers");
    assert_eq!(buffers.len(), 1);
    let unpickler = Unpickler::new().buffers(&buffers);
    let (one, other): (&[u8], &[u8]) = unpickler.loads(&pickle).expect("the dump loads");
    assert!(ptr::eq(one, other) && ptr::eq(one, &*buffers[0]));
}

/// CPython: pickle.dumps((PickleBuffer(b'..'), PickleBuffer(bytearray(b'..'))), 5, buffer_callback=..), without its memo.
const MARKERS: &[u8] = b"\x80\x05\x97\x98\x97\x86.";

#[test]
fn loading_borrows_the_buffers() {
    let buffers = [b"first".to_vec(), b"second".to_vec()];
    let unpickler = Unpickler::new().buffers(&buffers);
    let slices: (&[u8], &[u8]) = unpickler.loads(MARKERS).expect("slices borrow");
    assert!(ptr::eq(slices.0, &*buffers[0]) && ptr::eq(slices.1, &*buffers[1]));

    let cows: (Cow<'_, [u8]>, Cow<'_, [u8]>) = unpickler.loads(MARKERS).expect("Cows borrow");
    assert!(matches!(cows.0, Cow::Borrowed(bytes) if ptr::eq(bytes, &*buffers[0])));

    let loaded: (PickleBuffer<'_>, PickleBuffer<'_>) = unpickler.loads(MARKERS).expect("PickleBuffers borrow");
    assert!(ptr::eq(loaded.1.borrowed().expect("it is borrowed"), &*buffers[1]));
    assert_eq!((loaded.0.is_readonly(), loaded.1.is_readonly()), (true, false));

    let copies: (Bytes, ByteArray) = unpickler.loads(MARKERS).expect("owned types copy");
    assert_eq!(copies, (Bytes(b"first".to_vec()), ByteArray(b"second".to_vec())));
}

#[test]
fn buffers_load_from_bytes_in_the_pickle_too() {
    let pickle = b"\x80\x05C\x02ab\x96\x02\0\0\0\0\0\0\0cd\x86.";
    let loaded: (PickleBuffer<'_>, PickleBuffer<'_>) = pickle_core::loads(pickle).expect("bytes load as buffers");
    assert_eq!(loaded, (PickleBuffer::new(b"ab"), PickleBuffer::new(b"cd").writable()));
    assert!(ptr::eq(loaded.0.borrowed().expect("it is borrowed"), &pickle[4..6]));
}

#[test]
fn too_few_buffers_are_an_error_and_too_many_are_not() {
    let one = [b"first"];
    let missing = Unpickler::new().buffers(&one).loads::<(&[u8], &[u8])>(MARKERS).expect_err("two are needed");
    assert!(matches!(missing.kind(), ErrorKind::BufferMissing(1)));
    let none = pickle_core::loads::<Any>(MARKERS).expect_err("two are needed");
    assert!(matches!(none.kind(), ErrorKind::BufferMissing(0)));
    let three = [b"one", b"two", b"end"];
    assert!(Unpickler::new().buffers(&three).loads::<(&[u8], &[u8])>(MARKERS).is_ok());
}

#[test]
fn a_graph_keeps_the_markers_and_any_takes_the_bytes() {
    let buffers = [b"first".to_vec(), b"second".to_vec()];
    let unpickler = Unpickler::new().buffers(&buffers);
    let graph = unpickler.graph(MARKERS).expect("there are buffers");
    let Value::Tuple(items) = graph.root().value() else { panic!("not a tuple") };
    assert!(matches!(items[0].value(), Value::Buffer { index: 0, readonly: true }));
    assert!(protocol_5().dumps(&graph).expect("protocol 5 has markers").ends_with(b"\x97\x98\x97\x86."));

    let error = protocol_5().buffer_callback(|_| ()).dumps(&graph).expect_err("the graph has no bytes");
    assert!(error.to_string().contains("dump it without a buffer callback"), "{error}");

    let any: Any = unpickler.loads(MARKERS).expect("there are buffers");
    let dumped = protocol_5().dumps(&any).expect("protocol 5 has bytearrays");
    let loaded: (Bytes, ByteArray) = pickle_core::loads(&dumped).expect("nothing is out-of-band");
    assert_eq!((&*loaded.0.0, &*loaded.1.0), (&b"first"[..], &b"second"[..]));
}

#[test]
fn a_large_buffer_is_within_the_limits_of_a_small_pickle() {
    let large = vec![0_u8; 80_000_000];
    let loaded: &[u8] = Unpickler::new().buffers([&large]).loads(b"\x80\x05\x97.").expect("the buffers count as input");
    assert!(ptr::eq(loaded, &*large));
    assert!(Graph::loads(b"\x80\x05\x97.").is_err());
}

/// The manual's example class, whose reconstructor is a class method.
#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "zero_copy", name = "ZeroCopyByteArray._reconstruct", layout = "call")]
struct ZeroCopyByteArray<'a>(PickleBuffer<'a>);

#[derive(Debug, PartialEq)]
enum Part<'a> {
    Array(ZeroCopyByteArray<'a>),
    Buffer(PickleBuffer<'a>),
}

impl Pickle for Part<'_> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        match self {
            Part::Array(array) => array.pickle(writer),
            Part::Buffer(buffer) => buffer.pickle(writer),
        }
    }
}

impl<'de> Unpickle<'de> for Part<'de> {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        match source.buffer() {
            Ok(buffer) => Ok(Part::Buffer(buffer)),
            Err(_) => ZeroCopyByteArray::unpickle(source).map(Part::Array),
        }
    }
}

#[test]
fn the_manuals_example_crosses_both_ways() {
    for python in pythons().into_iter().filter(|python| python.highest_protocol() == 5) {
        let scratch = Scratch::new("manual");
        python.run("out_of_band/manual_example.py", &["write", &scratch.path("")]);
        let (pickle, memory) = (scratch.read("bytes.pickle"), scratch.read("bytes.buffer"));
        let unpickler = Unpickler::new().buffers([&memory[..3], &memory[3..]]);
        let loaded: Vec<Part<'_>> = unpickler.loads(&pickle).expect("the pickle loads");
        let expected = [
            Part::Array(ZeroCopyByteArray(PickleBuffer::new(b"abc").writable())),
            Part::Buffer(PickleBuffer::new(b"readonly")),
        ];
        assert_eq!(loaded, expected);
        let in_band = scratch.read("in_band.pickle");
        assert_eq!(pickle_core::loads::<Vec<Part<'_>>>(&in_band).expect("the pickle loads"), expected);

        let mut buffers = Vec::new();
        let collect = |buffer: &PickleBuffer<'_>| buffers.extend_from_slice(buffer);
        let pickle = protocol_5().buffer_callback(collect).dumps(&loaded).expect("protocol 5 has buffers");
        scratch.write("returned_bytes.pickle", &pickle);
        scratch.write("returned_bytes.buffer", &buffers);
        scratch.write("returned_in_band.pickle", &protocol_5().dumps(&loaded).expect("protocol 5 has bytes"));
        python.run("out_of_band/manual_example.py", &["check", &scratch.path("")]);
        println!("Python {:?}: the manual's example", python.version);
    }
}

/// A numpy array, as protocol 5 pickles a contiguous one. numpy 2 has a new name for the function and knows the old one.
#[derive(Debug, Pickle)]
#[pickle(
    module = "numpy.core.numeric",
    name = "_frombuffer",
    alias("numpy._core.numeric._frombuffer"),
    layout = "call"
)]
struct NdArray<'a> {
    buffer: PickleBuffer<'a>,
    dtype: Any,
    shape: Tuple<usize>,
    order: String,
}

type Named<'a> = IndexMap<String, NameOrArray<'a>>;

/// A value of `{"name": .., "array": ..}`.
#[derive(Debug)]
enum NameOrArray<'a> {
    Name(String),
    Array(Box<NdArray<'a>>),
}

impl Pickle for NameOrArray<'_> {
    fn pickle(&self, writer: &mut Writer<'_>) -> Result<()> {
        match self {
            NameOrArray::Name(name) => name.pickle(writer),
            NameOrArray::Array(array) => array.pickle(writer),
        }
    }
}

impl<'de> Unpickle<'de> for NameOrArray<'de> {
    fn unpickle(source: &mut Source<'_, 'de>) -> Result<Self> {
        match source.str() {
            Ok(name) => Ok(NameOrArray::Name(name.into_owned())),
            Err(_) => NdArray::unpickle(source).map(|array| NameOrArray::Array(Box::new(array))),
        }
    }
}

/// The Pythons that have numpy: the one that `PICKLE_NUMPY_PYTHON` names, or all of this machine.
fn pythons_with_numpy() -> Vec<Python> {
    let candidates = match env::var_os("PICKLE_NUMPY_PYTHON") {
        Some(program) => vec![Python::at(PathBuf::from(program)).expect("PICKLE_NUMPY_PYTHON is a Python")],
        None => pythons(),
    };
    let found: Vec<Python> =
        candidates.into_iter().filter(|python| python.highest_protocol() == 5 && python.has("numpy")).collect();
    if found.is_empty() {
        println!("skipped: no Python with numpy is found; PICKLE_NUMPY_PYTHON may name one");
    }
    found
}

#[test]
fn a_numpy_array_of_100_mb_crosses_both_ways_without_a_copy() {
    const MEGABYTES: &str = "100";
    for python in pythons_with_numpy() {
        let scratch = Scratch::new("numpy");
        python.run("out_of_band/arrays.py", &["write", &scratch.path(""), MEGABYTES]);

        let pickle = scratch.read("array.pickle");
        let memory = scratch.read("array.buffer");
        let loaded: Named<'_> = Unpickler::new().buffers([&memory]).loads(&pickle).expect("the pickle loads");
        let NameOrArray::Array(array) = &loaded["array"] else { panic!("not an array") };
        assert!(ptr::eq(array.buffer.borrowed().expect("it is borrowed"), &*memory));
        assert_eq!((&*array.shape.0, array.buffer.is_readonly()), (&[100_000, 125][..], false));

        let (pickle, buffers) = protocol_5().dumps_with_buffers(&loaded, &[&memory]).expect("protocol 5 has buffers");
        assert!(pickle.len() < 300, "{} bytes", pickle.len());
        assert!(ptr::eq(&*buffers[0], &*memory));
        scratch.write("returned.pickle", &pickle);
        scratch.write("returned.buffer", &buffers[0]);

        let small = scratch.read("small.pickle");
        let small: NdArray<'_> = pickle_core::loads(&small).expect("an array in the pickle loads");
        scratch.write("small_returned.pickle", &protocol_5().dumps(&small).expect("protocol 5 has bytearrays"));
        let printed = python.run("out_of_band/arrays.py", &["check", &scratch.path(""), MEGABYTES]);
        println!("Python {:?}: {}", python.version, printed.trim());
    }
}
