//! The Pythons of this machine, as the other side.

use pickle_core::Protocol;

use crate::with_python::{Python, pythons, unhex};

/// A pickle by the name of what it holds.
pub(crate) struct Pickled {
    pub(crate) name: String,
    pub(crate) protocol: Protocol,
    pub(crate) bytes: Vec<u8>,
}

impl Pickled {
    pub(crate) fn new(name: &str, protocol: Protocol, bytes: Vec<u8>) -> Pickled {
        Pickled { name: name.to_owned(), protocol, bytes }
    }

    fn of_line(line: &str) -> Option<Pickled> {
        let [name, protocol, hexadecimal] = line.split('|').collect::<Vec<_>>()[..] else { return None };
        let protocol = Protocol::try_from(protocol.parse::<u8>().ok()?).ok()?;
        Some(Pickled::new(name, protocol, unhex(hexadecimal.trim())))
    }

    fn line(&self) -> String {
        let hexadecimal: String = self.bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{}|{}|{hexadecimal}\n", self.name, self.protocol)
    }
}

/// What every Python of the machine writes, with its version.
pub(crate) fn written() -> Vec<(String, Vec<Pickled>)> {
    let write = |python: Python| {
        let lines = run(&python, "write", "");
        let pickles = lines.lines().map(|line| Pickled::of_line(line).expect("a line of hooks.py")).collect();
        (python.name(), pickles)
    };
    pythons().into_iter().map(write).collect()
}

/// Lets every Python of the machine look at pickles; 2.7 at those of its protocols.
pub(crate) fn check(pickles: &[Pickled]) {
    for python in pythons() {
        let highest = python.highest_protocol();
        let lines: String =
            pickles.iter().filter(|pickled| pickled.protocol.number() <= highest).map(Pickled::line).collect();
        assert_eq!(run(&python, "read", &lines).trim(), "ok", "{}", python.name());
    }
}

fn run(python: &Python, mode: &str, input: &str) -> String {
    python.run_with("hooks/hooks.py", &[mode], input.as_bytes())
}
