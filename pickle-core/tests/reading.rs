//! Which pickles can be read, held against CPython's C unpickler.

use pickle_core::Graph;

/// Written by `tests/data/make_answers.py`: a pickle in hexadecimal, and CPython's value for it or `error`.
const ANSWERS: &str = include_str!("data/answers.txt");

/// The pickles that are refused here and not by CPython, with the reason.
const REFUSED_HERE: [(&[u8], &str); 1] =
    [(b"Vm\nV\\ud800\n\x93.", "no Python source can define a name with a lone surrogate")];

fn unhex(text: &str) -> Vec<u8> {
    text.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).expect("ASCII"), 16).expect("hexadecimal"))
        .collect()
}

/// Each pickle with whether CPython reads it.
fn answers() -> impl Iterator<Item = (Vec<u8>, bool)> {
    ANSWERS.lines().map(|line| {
        let (pickle, answer) = line.split_once(' ').expect("a pickle and an answer");
        (unhex(pickle), answer != "error")
    })
}

#[test]
fn what_cpython_reads_is_read_and_what_it_refuses_is_refused() {
    let mut wrong = Vec::new();
    for (pickle, expected) in answers() {
        let found = Graph::loads(&pickle);
        let refused_here = REFUSED_HERE.iter().any(|(refused, _)| pickle == *refused);
        if found.is_ok() != (expected && !refused_here) {
            wrong.push(format!("{}: {:?}", pickle.escape_ascii(), found.err()));
        }
    }
    assert!(wrong.is_empty(), "{} differ from CPython:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_pickle_cut_anywhere_is_an_error() {
    for (pickle, readable) in answers() {
        let Ok(graph) = Graph::loads(&pickle) else { continue };
        if !readable || pickle.len() > 300 {
            continue;
        }
        for length in 0..graph.pickle_len() {
            assert!(Graph::loads(&pickle[..length]).is_err(), "{}", pickle[..length].escape_ascii());
        }
    }
}

#[test]
fn bytes_after_the_stop_are_ignored() {
    for (pickle, _) in answers() {
        let Ok(graph) = Graph::loads(&pickle) else { continue };
        let length = graph.pickle_len();
        let trailing = [&pickle[..], b"\xff\xff"].concat();
        assert_eq!(Graph::loads(&trailing).map(|graph| graph.pickle_len()).ok(), Some(length));
    }
}

/// Memo indexes of any size load, as they do since CPython gh-115952; before, they allocate that much memory there.
#[test]
fn huge_memo_indexes_are_ordinary() {
    for index in [1_u64 << 20, 1 << 30, 1 << 31, (1 << 32) - 1] {
        let index = index.to_le_bytes();
        let pickle = [b"((lr", &index[..4], b"j", &index[..4], b"t."].concat();
        assert!(Graph::loads(&pickle).is_ok());
    }
    for index in ["1000000", "1000000000", "1000000000000", "9223372036854775807"] {
        assert!(Graph::loads(format!("((lp{index}\ng{index}\nt.").as_bytes()).is_ok());
    }
    assert!(Graph::loads(b"Np9223372036854775808\n.").is_err());
}

/// The declared sizes of gh-115952: a length far beyond the data is a truncated pickle, whatever its opcode.
#[test]
fn a_length_beyond_the_input_is_truncated() {
    for opcode in [b'T', b'X', b'B', b'\x8b', b'\x95', b'\x8d', b'\x8e', b'\x96'] {
        let eight_bytes = matches!(opcode, b'\x8d' | b'\x8e' | b'\x95' | b'\x96');
        for power in 10..if eight_bytes { 64 } else { 32 } {
            let length = (1_u64 << power).to_le_bytes();
            let length = if eight_bytes { &length[..] } else { &length[..4] };
            let pickle = [&[opcode], length, b"12345"].concat();
            let error = Graph::loads(&pickle).expect_err("there are five bytes").to_string();
            assert!(error.contains("truncated") || error.contains("negative"), "{error}");
        }
    }
}

/// The rows of `peer-failures.md` that a graph can show without knowing the classes; the rest are tests of the reader.
mod peer_failures {
    use pickle_core::{Graph, Value};

    fn readable(pickle: &[u8]) -> Graph<'_> {
        Graph::loads(pickle).unwrap_or_else(|error| panic!("{}: {error}", pickle.escape_ascii()))
    }

    #[test]
    fn a_list_that_is_shared_after_it_was_filled_is_full_in_both_places() {
        let graph = readable(b"\x80\x02]q\x00(]q\x01(K\x01K\x02eh\x01e.");
        let Value::List(outer) = graph.root().value() else { panic!("a list") };
        assert_eq!(outer[0].id(), outer[1].id());
        assert!(matches!(outer[1].value(), Value::List(inner) if inner.len() == 2));
    }

    #[test]
    fn a_string_that_two_lists_share_is_no_recursion() {
        let graph = readable(b"\x80\x02]q\x00(]q\x01X\x01\x00\x00\x00xq\x02ah\x01e.");
        let Value::List(outer) = graph.root().value() else { panic!("a list") };
        assert_eq!(outer.len(), 2);
    }

    #[test]
    fn a_list_that_holds_itself_is_itself() {
        let graph = readable(b"]q\x00h\x00a.");
        let Value::List(items) = graph.root().value() else { panic!("a list") };
        assert_eq!(items[0].id(), graph.root().id());
    }

    #[test]
    fn a_duplicated_list_is_filled_in_both_places() {
        let graph = readable(b"]2K\x01a\x86.");
        let Value::Tuple(items) = graph.root().value() else { panic!("a tuple") };
        assert_eq!(items[0].id(), items[1].id());
    }

    #[test]
    fn dicts_keep_their_order() {
        let graph = readable(b"}(Vb\nK\x01Va\nK\x02Vc\nK\x03u.");
        let Value::Dict(entries) = graph.root().value() else { panic!("a dict") };
        let keys: Vec<String> = entries.iter().map(|(key, _)| key.load().expect("a str")).collect();
        assert_eq!(keys, ["b", "a", "c"]);
    }

    #[test]
    fn an_instance_can_be_a_key() {
        let graph = readable(b"}cm\nPoint\n)\x81}Vx\nK\x01sbK\x05s.");
        let Value::Dict(entries) = graph.root().value() else { panic!("a dict") };
        assert!(matches!(entries[..], [(key, _)] if matches!(key.value(), Value::Object(_))));
    }

    #[test]
    fn a_string_that_ends_with_a_carriage_return_keeps_it() {
        assert_eq!(readable(b"Vabc\r\np0\n.").load::<String>().expect("a str"), "abc\r");
    }
}
