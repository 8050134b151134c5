//! `pickletools` against CPython's: its text, its checks and its optimized pickles.

#[path = "pickletools/corpus.rs"]
mod corpus;
mod with_python;

use std::fmt::Write as _;
use std::rc::Rc;
use std::thread;

use pickle_core::opcode::Opcode;
use pickle_core::pickletools::{DisOptions, dis, optimize};
use pickle_core::{Any, Pickler, Protocol, dumps, loads};

use corpus::corpus;
use with_python::Python;

/// Written by `tests/data/pickletools_answers.py`.
const ANSWERS: &str = include_str!("data/pickletools-answers.txt");

/// What CPython makes of a pickle.
#[derive(Debug)]
struct Answer {
    pickle: Vec<u8>,
    text: String,
    annotated: String,
    /// The type of the error that ended the text.
    error: Option<String>,
    /// The optimized pickle, or the type of the error.
    optimized: Result<Vec<u8>, String>,
}

fn answers(lines: &str) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    for line in lines.split_inclusive('\n') {
        let (kind, rest) = line.split_at(1);
        if kind == "=" {
            let pickle = corpus::bytes(rest.trim_end()).expect("a pickle in hexadecimal");
            let (text, annotated) = (String::new(), String::new());
            answers.push(Answer { pickle, text, annotated, error: None, optimized: Ok(Vec::new()) });
            continue;
        }
        let answer = answers.last_mut().expect("a pickle before its answer");
        match kind {
            "|" => answer.text.push_str(rest),
            "+" => answer.annotated.push_str(rest),
            "!" => answer.error = Some(rest.trim_end().to_owned()),
            _ => answer.optimized = corpus::bytes(rest.trim_end()).ok_or_else(|| rest.trim_end().to_owned()),
        }
    }
    answers
}

/// What CPython cannot read and we can, strings of Python 2 and names outside ASCII, and where it breaks down within a line
/// for the stack lacks a mark.
const MORE_THAN_CPYTHON: [&str; 2] = ["UnicodeDecodeError", "IndexError"];

impl Answer {
    fn check(&self) {
        self.check_text(&self.text, &DisOptions::new());
        if !self.annotated.is_empty() {
            self.check_text(&self.annotated, &DisOptions::new().indent_level(2).annotate(30));
        }
        match (&self.optimized, optimize(&self.pickle)) {
            (Ok(expected), Ok(found)) => assert_eq!(&found, expected, "{self:?}"),
            (Err(_), Err(_)) => {}
            // CPython writes a memo index that is not there as None.
            (Ok(broken), Err(_)) if broken.windows(6).any(|part| part == b"gNone\n") => {}
            (Err(error), Ok(_)) if MORE_THAN_CPYTHON.iter().any(|known| error.ends_with(known)) => {}
            (_, found) => panic!("{self:?}: {found:?}"),
        }
    }

    fn check_text(&self, expected: &str, options: &DisOptions) {
        let mut text = Vec::new();
        let result = dis(&self.pickle, &mut text, options);
        let text = String::from_utf8(text).expect("the text is UTF-8");
        match (&self.error, result) {
            (Some(error), _) if MORE_THAN_CPYTHON.contains(&&**error) => assert!(text.starts_with(expected)),
            (None, Ok(_)) | (Some(_), Err(_)) => assert_eq!(text, expected, "{:02x?}", self.pickle),
            (_, result) => panic!("{self:?}: {result:?}"),
        }
    }
}

#[test]
fn text_and_optimized_pickles_are_those_of_the_stored_answers() {
    let answers = answers(ANSWERS);
    assert!(answers.len() > 100);
    answers.iter().for_each(Answer::check);
}

#[test]
fn text_and_optimized_pickles_of_every_checked_in_pickle_are_cpythons() {
    let mut pickles = corpus();
    assert!(pickles.len() > 1000, "{} pickles", pickles.len());
    pickles.extend(large_pickles());
    let Some(python) = with_python::pythons().into_iter().rfind(|python| python.version >= (3, 8)) else {
        println!("skipped: no Python from 3.8 on, the first with protocol 5, is found");
        return;
    };
    let pickles = Vec::from_iter(pickles);
    thread::scope(|scope| {
        // Two processes, as most of the time is Python's.
        for half in pickles.chunks(pickles.len().div_ceil(2)) {
            scope.spawn(|| check_with(&python, half));
        }
    });
    println!("Python {}: {} pickles", python.name(), pickles.len());
}

fn check_with(python: &Python, pickles: &[Vec<u8>]) {
    let mut input = String::new();
    for opcode in Opcode::ALL {
        writeln!(input, "{}\t{}", opcode.name(), opcode.summary()).unwrap();
    }
    for pickle in pickles {
        pickle.iter().for_each(|byte| write!(input, "{byte:02x}").unwrap());
        input.push('\n');
    }
    let answers = answers(&python.run_with("data/pickletools_answers.py", &[], input.as_bytes()));
    assert_eq!(answers.len(), pickles.len());
    answers.iter().for_each(Answer::check);
}

/// Pickles of several frames, with and without values that are too large for a frame.
fn large_pickles() -> [Vec<u8>; 3] {
    let texts: Vec<String> =
        [65_530, 40_000, 40_000, 65_531, 65_532, 70_000, 1].map(|length| "x".repeat(length)).into();
    let shared: Vec<Rc<Vec<i32>>> = (0..20_000).map(|number| Rc::new(vec![number])).collect();
    let twice = (&shared, &shared, &texts, &texts);
    [dumps(&texts), dumps(&twice), Pickler::new().protocol(Protocol::V2).dumps(&twice)]
        .map(|pickle| pickle.expect("a pickle"))
}

#[test]
fn an_optimized_pickle_holds_the_same() {
    let mut refused = 0;
    for pickle in corpus() {
        let Ok(value) = loads::<Any>(&pickle) else { continue };
        // CPython's unpickler takes more for a number than its pickletools does.
        let Ok(optimized) = optimize(&pickle) else {
            refused += 1;
            continue;
        };
        let again: Any = loads(&optimized).unwrap_or_else(|error| panic!("{error}: {pickle:02x?}"));
        assert_eq!(again, value, "{pickle:02x?}");
    }
    assert!(refused < 50, "{refused} pickles");
}

/// What CPython's `test_pickletools.py` checks, in our words: the whole text of each is among the stored answers.
#[test]
fn errors_say_what_is_wrong_where() {
    let error = |pickle: &[u8]| dis(pickle, std::io::sink(), &DisOptions::new()).unwrap_err().to_string();
    for (pickle, message) in [
        (&b"N"[..], "pickle data was truncated: it ends before its STOP (at byte 1)"),
        (b"NI123", "pickle data was truncated: INT needs 4 bytes, 3 are left (at byte 1)"),
        (b"NJ\x12\x34", "pickle data was truncated: BININT needs 4 bytes, 2 are left (at byte 1)"),
        (b"N\xff", "unknown opcode 0xff (at byte 1)"),
        (b"Nt.", "invalid stack for TUPLE: no MARK exists on stack (at byte 1)"),
        (b"Np1\nq\x01.", "invalid argument of BINPUT: memo key 1 already defined (at byte 4)"),
        (b"p0\n", "invalid stack for PUT: stack is empty -- can't store into memo (at byte 0)"),
        (b"(p0\n", "invalid stack for PUT: can't store markobject in the memo (at byte 1)"),
        (b"h\x01.", "invalid argument of BINGET: memo key 1 has never been stored into (at byte 0)"),
        (b"]a", "invalid stack for APPEND: tries to pop 2 items from stack with only 1 items (at byte 1)"),
        (b"]N.", "invalid stack for STOP: stack not empty after STOP: [list] (at byte 2)"),
        (
            b"(((((((((N.",
            "invalid stack for STOP: stack not empty after STOP: [mark, mark, mark, mark, mark, mark, mark, mark, ...] (at byte 10)",
        ),
    ] {
        assert_eq!(error(pickle), message);
    }
}

#[test]
fn hostile_input_costs_no_more_than_its_length() {
    let options = DisOptions::new();
    let marks = vec![Opcode::Mark.byte(); 1 << 20];
    let error = dis(&marks, std::io::sink(), &options).unwrap_err().to_string();
    assert!(error.contains("more than 10000 marks are open; raise DisOptions::max_marks"), "{error}");

    let mut long_int = vec![Opcode::Long4.byte(), 0, 0, 16, 0];
    long_int.resize(long_int.len() + (16 << 16), 0x7f);
    long_int.push(Opcode::Stop.byte());
    let mut text = Vec::new();
    dis(&long_int, &mut text, &options).unwrap();
    assert!(text.starts_with(b"    0: \\x8b LONG4      <int of 8388607 bits>\n"));
    assert!(optimize(b"\x8e\xff\xff\xff\xff\xff\xff\xff\xff").is_err());
    assert!(optimize(b"\x80\x06N.").is_err());
}
