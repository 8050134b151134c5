//! How a `str` of Python 2 becomes text, held against CPython for each encoding and error handler.

mod with_python;

use pickle_core::{
    Any, Bytes, Encoding, Errors, Graph, IndexMap, Pickle, PyString, Unpickle, Unpickler, Value, dumps, loads,
};

use with_python::unhex;

/// Written by `encodings/make_answers.py`, which says what its lines are.
const ANSWERS: &str = include_str!("encodings/answers.txt");

fn lines(kind: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let fields = ANSWERS.lines().map(|line| line.split(' ').collect::<Vec<_>>());
    fields.filter(move |fields| fields[0] == kind).map(|fields| fields[1..].to_vec())
}

fn encoding(label: &str) -> Encoding {
    label.parse().unwrap_or_else(|error| panic!("{error}"))
}

fn unpickler(label: &str, errors: &str) -> Unpickler<'static> {
    Unpickler::new().encoding(encoding(label)).errors(errors.parse().unwrap_or_else(|error| panic!("{error}")))
}

/// The pickle of a `str` of Python 2.
fn byte_string(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or_default().to_le_bytes();
    [b"T", &length[..], bytes, b"."].concat()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn every_answer_is_cpythons() {
    let mut wrong = Vec::new();
    for fields in lines("case") {
        let [label, errors, pickle, expected] = fields[..] else { panic!("{fields:?}") };
        let pickle = unhex(pickle);
        let unpickler = unpickler(label, errors);
        let found = match (unpickler.loads::<PyString>(&pickle), unpickler.loads::<Any>(&pickle)) {
            (Ok(text), _) => format!("str:{}", hex(text.as_utf8())),
            (Err(_), Ok(any)) => match any.value() {
                Value::Bytes(bytes) => format!("bytes:{}", hex(bytes)),
                _ => "error".to_owned(),
            },
            (Err(_), Err(error)) => panic!("{error}"),
        };
        if found != expected {
            wrong.push(format!("{label} {errors} {}: {found}, CPython {expected}", pickle.escape_ascii()));
        }
        // A String is the same, or an error where there are surrogates.
        let string = unpickler.loads::<String>(&pickle).ok();
        let valid = expected.strip_prefix("str:").and_then(|text| String::from_utf8(unhex(text)).ok());
        assert_eq!(string, valid, "{label} {errors}");
    }
    assert!(wrong.is_empty(), "{} differ from CPython:\n{}", wrong.len(), wrong.join("\n"));
}

/// The sequences that `make_answers.py` decodes for a codec.
fn sequences(codec: &str) -> Vec<Vec<u8>> {
    let single = [
        "cp866", "cp874", "tis_620", "koi8", "mac_", "iso8859", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254",
        "cp1255", "cp1256", "cp1257", "cp1258",
    ];
    let mut sequences: Vec<Vec<u8>> = (0..=255).map(|first| vec![first]).collect();
    if single.iter().any(|name| codec.starts_with(name)) {
        return sequences;
    }
    sequences.extend((0x80..=0xff).flat_map(|first| (0..=0xff).map(move |second| vec![first, second])));
    if codec == "euc_jp" {
        sequences.extend((0x80..=0xff).flat_map(|second| (0x80..=0xff).map(move |third| vec![0x8f, second, third])));
    }
    if codec == "gb18030" {
        for first in [0x81, 0x82, 0x84, 0x90, 0xe3, 0xe4] {
            for (second, third) in (0x30..=0x39).flat_map(|second| (0x81..=0xfe).map(move |third| (second, third))) {
                sequences.extend((0x30..=0x39).map(|fourth| vec![first, second, third, fourth]));
            }
        }
    }
    sequences
}

#[test]
fn every_sequence_of_bytes_is_the_character_that_cpython_says() {
    for fields in lines("table") {
        let [codec, expected] = fields[..] else { panic!("{fields:?}") };
        let unpickler = unpickler(codec, "strict");
        let mut digest: u64 = 0xcbf2_9ce4_8422_2325;
        for sequence in sequences(codec) {
            let decoded = match unpickler.loads::<String>(&byte_string(&sequence)) {
                Ok(text) => text.chars().map(|c| format!("{:x}", u32::from(c))).collect::<Vec<_>>().join(","),
                Err(_) => "error".to_owned(),
            };
            for byte in format!("{} {decoded}\n", hex(&sequence)).bytes() {
                digest = (digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        assert_eq!(format!("{digest:016x}"), expected, "{codec}");
    }
}

#[test]
fn every_name_of_python_is_known() {
    for fields in lines("label") {
        let [label, codec] = fields[..] else { panic!("{fields:?}") };
        assert_eq!(encoding(label), encoding(codec), "{label}");
    }
    for label in ["Bytes", "rot13", "hex", "", "utf-9", "cp1252x"] {
        assert_eq!(Encoding::for_label(label), None, "{label}");
    }
    let error = "kli\ngon".parse::<Encoding>().expect_err("no encoding");
    assert_eq!(error.to_string(), "unknown encoding 'kli\\ngon'; expected a name that Python knows");
    assert!("xmlcharrefreplace".parse::<Errors>().is_err());
}

#[derive(Debug, PartialEq, Pickle)]
#[pickle(module = "models")]
struct Person {
    #[pickle(rename = "größe")]
    size: i64,
    name: String,
    photo: Bytes,
    #[pickle(rest)]
    rest: pickle_core::Attributes,
}

/// Python 2: an instance with the attributes `größe` and `straße`, in Latin-1.
const PERSON: &[u8] = b"(imodels\nPerson\n(dU\x05gr\xf6\xdfeK\x07sU\x04nameU\x04M\xfc\xdfesU\x05photoU\x02\xff\xd8s\
    U\x06stra\xdfeK\x01sb.";

#[test]
fn names_of_attributes_and_keys_are_decoded_too() {
    let latin1 = Unpickler::new().encoding(Encoding::Latin1);
    let person: Person = latin1.loads(PERSON).expect("a person");
    assert_eq!((person.size, &*person.name, &*person.photo.0), (7, "Müße", &b"\xff\xd8"[..]));
    assert_eq!(person.rest.get("straße").and_then(Any::as_i64), Some(1));
    let dict: IndexMap<String, i64> = latin1.loads(b"(dU\x01\xe9K\x01s.").expect("a dict");
    assert_eq!(dict["é"], 1);

    let error = loads::<Person>(PERSON).expect_err("it is not ASCII");
    assert_eq!(
        error.to_string(),
        "value out of range for str: a str of Python 2 that is not ASCII; set Unpickler::encoding or \
         Unpickler::errors, or load it as Bytes (at byte 18)"
    );
    let error = loads::<IndexMap<String, Vec<String>>>(b"(dU\x01kU\x01ss.").expect_err("no list");
    assert_eq!(error.to_string(), "['k']: expected list, found str of Python 2 (at byte 5)");
}

#[test]
fn an_attribute_that_is_not_known_is_named_as_text() {
    #[derive(Debug, Pickle)]
    #[pickle(module = "models", name = "Person")]
    struct Nobody {}
    let error = Unpickler::new().encoding(Encoding::Latin1).loads::<Nobody>(PERSON).expect_err("it has attributes");
    assert!(error.to_string().contains("unknown attribute 'größe'"), "{error}");
}

#[test]
fn with_bytes_a_str_of_python_2_is_bytes() {
    let unpickler = Unpickler::new().encoding(Encoding::Bytes);
    let pickle = b"(lU\x02\xff\xd8aVtext\na.";
    let any: Any = unpickler.loads(pickle).expect("a list");
    let again: (Bytes, String) =
        loads(&dumps(&(any.load::<Vec<Any>>().expect("a list")[0].clone(), "text")).unwrap()).expect("bytes and text");
    assert_eq!(again, (Bytes(b"\xff\xd8".to_vec()), "text".to_owned()));
    let error = unpickler.loads::<Vec<String>>(pickle).expect_err("bytes are no text");
    assert_eq!(
        error.to_string(),
        "[0]: value out of range for str: a str of Python 2, which Encoding::Bytes leaves as bytes; load it as Bytes or \
         set another encoding (at byte 2)"
    );
    // Names of attributes are found all the same.
    #[derive(Debug, PartialEq, Pickle)]
    #[pickle(module = "m")]
    struct C {
        a: Bytes,
    }
    assert_eq!(unpickler.loads::<C>(b"(im\nC\n(dU\x01aU\x01xsb.").expect("a C"), C { a: Bytes(b"x".to_vec()) });
    // b'a' and 'a' are two keys then, and one otherwise, as in CPython.
    let dict = b"(dU\x01aK\x01sVa\nK\x02s.";
    for (unpickler, length) in [(unpickler, 2), (Unpickler::new(), 1)] {
        let graph = unpickler.graph(dict).expect("a dict");
        assert!(matches!(graph.root().value(), Value::Dict(entries) if entries.len() == length));
    }
}

#[test]
fn what_loads_without_a_type_stays_a_str_of_python_2() {
    let pickle = b"\x80\x02U\x02\xff\xd8.";
    let any: Any = Unpickler::new().encoding(Encoding::Latin1).loads(pickle).expect("anything");
    assert!(matches!(any.value(), Value::ByteString(b"\xff\xd8")));
    let dumped = pickle_core::Pickler::new().protocol(pickle_core::Protocol::V2).dumps(&any).expect("it can be dumped");
    assert!(matches!(Graph::loads(&dumped).expect("a pickle").root().value(), Value::ByteString(b"\xff\xd8")));
}

#[test]
fn text_is_borrowed_where_the_bytes_are_it() {
    fn borrows<'de>(unpickler: &Unpickler<'de>, pickle: &'de [u8]) -> bool {
        <&str>::default().is_empty() && unpickler.loads::<&'de str>(pickle).is_ok()
    }
    let pickle = byte_string("é".as_bytes());
    assert!(borrows(&Unpickler::new().encoding(Encoding::Utf8), &pickle));
    assert!(!borrows(&Unpickler::new().encoding(Encoding::Latin1), &pickle));
    let ascii = byte_string(b"ascii");
    for label in ["ascii", "latin1", "utf-8", "shift_jis", "cp1252"] {
        assert!(borrows(&Unpickler::new().encoding(encoding(label)), &ascii), "{label}");
    }
}

#[test]
fn every_str_can_be_loaded_and_dumped() {
    for codes in [vec![], vec![0x61], vec![0xd800], vec![0xd83d, 0xde00], vec![0x61, 0xdcff, 0x1f600]] {
        let text = PyString::from_code_points(codes).expect("code points");
        for protocol in pickle_core::Protocol::ALL {
            let pickle = pickle_core::Pickler::new().protocol(protocol).dumps(&text).expect("a str");
            assert_eq!(PyString::unpickle_again(&pickle), text, "{protocol}");
            assert_eq!(loads::<String>(&pickle).ok(), text.clone().into_string().ok());
        }
    }
}

trait UnpickleAgain {
    fn unpickle_again(pickle: &[u8]) -> Self;
}

impl<T: for<'de> Unpickle<'de>> UnpickleAgain for T {
    fn unpickle_again(pickle: &[u8]) -> T {
        loads(pickle).unwrap_or_else(|error| panic!("{error}"))
    }
}

#[test]
fn the_checked_in_answers_are_those_of_python() {
    for python in with_python::pythons().into_iter().filter(|python| python.version == (3, 13)) {
        let written = python.run_with("encodings/make_answers.py", &[], b"");
        assert!(written.lines().eq(ANSWERS.lines()), "run make_answers.py again");
    }
}
