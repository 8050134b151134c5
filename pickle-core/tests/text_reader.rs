//! The manual's stateful object: a file that Python had open is open here, at the same line, and the other way round.

#[path = "../examples/text_reader.rs"]
#[allow(dead_code, reason = "the example runs by itself")]
mod text_reader;
mod with_python;

use pickle_core::{Pickler, Protocol, loads};

use text_reader::TextReader;
use with_python::{Scratch, pythons};

#[test]
fn a_reader_goes_on_where_it_was() {
    for python in pythons() {
        let scratch = Scratch::new("text-reader");
        for protocol in Protocol::ALL.into_iter().filter(|protocol| protocol.number() <= python.highest_protocol()) {
            let number = protocol.number().to_string();
            python.run("text_reader/readers.py", &["write", &scratch.path(""), &number]);
            let mut reader: TextReader = loads(&scratch.read(&format!("{number}.pickle"))).expect("the pickle loads");
            let dumped = Pickler::new().protocol(protocol).dumps(&reader).expect("the reader dumps");
            assert_eq!(reader.read_line().expect("the file is there").as_deref(), Some("3: Goodbye!"));
            scratch.write(&format!("{number}.returned"), &dumped);
            python.run("text_reader/readers.py", &["check", &scratch.path(""), &number]);
        }
        println!("Python {:?}: readers", python.version);
    }
}

#[test]
fn a_file_that_is_gone_is_an_error() {
    let pickle = b"\x80\x02ctext_reader\nTextReader\n)\x81}(X\x08\x00\x00\x00filenameX\x0b\x00\x00\x00/no/such.itX\x06\x00\x00\x00linenoK\x02ub.";
    let error = loads::<TextReader>(pickle).expect_err("there is no such file");
    assert!(error.to_string().starts_with("/no/such.it: "), "{error}");
}
