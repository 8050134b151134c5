//! A long list that is read item by item takes little memory: a test of its own, as it measures its whole process.

#![cfg(target_os = "linux")]

use std::io::{self, Read};

use pickle_core::{Pickle, Unpickler};

/// How long the pickle is, about.
const PICKLE_BYTES: usize = 30 << 20;

/// How much memory its items may take.
const MOST_BYTES: usize = 8 << 20;

const NAME_LENGTH: usize = 200;

#[derive(Pickle)]
#[pickle(module = "models")]
struct Person {
    name: String,
}

/// The pickle of a list of persons, as CPython writes it at protocol 4, which is never there as a whole.
struct Persons {
    left: usize,
    count: usize,
    piece: Vec<u8>,
    given: usize,
}

impl Persons {
    fn new(count: usize) -> Persons {
        Persons { left: count, count, piece: b"\x80\x04]\x94".to_vec(), given: 0 }
    }

    /// Writes the next person, or the end.
    fn next_piece(&mut self) {
        const BATCH: usize = 1000;
        let index = self.count - self.left;
        self.piece.clear();
        if index.is_multiple_of(BATCH) && index > 0 {
            self.piece.push(b'e');
        }
        match self.left {
            0 => self.piece.push(b'.'),
            left => {
                if index.is_multiple_of(BATCH) {
                    self.piece.push(b'(');
                }
                let class: &[u8] = if index == 0 { b"\x8c\x06models\x94\x8c\x06Person\x94\x93\x94" } else { b"h\x03" };
                let key: &[u8] = if index == 0 { b"\x8c\x04name\x94" } else { b"h\x06" };
                let name = format!("{index:NAME_LENGTH$}");
                let parts = [class, b")\x81\x94}\x94", key, &[0x8c, NAME_LENGTH as u8], name.as_bytes(), b"\x94sb"];
                self.piece.extend(parts.concat());
                self.left = left - 1;
            }
        }
        self.given = 0;
    }
}

impl Read for Persons {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.given == self.piece.len() && self.piece != b"e." {
            self.next_piece();
        }
        let count = (&self.piece[self.given..]).read(out)?;
        self.given += count;
        Ok(count)
    }
}

/// The most memory that the process has taken.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("the status of the process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the peak");
    let kib = line.trim().strip_suffix(" kB").expect("a number of KiB");
    kib.parse::<usize>().expect("a number") << 10
}

#[test]
fn a_list_that_is_read_item_by_item_takes_little_memory() {
    let count = PICKLE_BYTES / (NAME_LENGTH + 15) / 1000 * 1000;
    let before = peak();
    let mut index = 0;
    for person in Unpickler::new().read_list_items::<Person, _>(Persons::new(count)) {
        let person = person.expect("a person");
        assert_eq!(person.name, format!("{index:NAME_LENGTH$}"));
        index += 1;
    }
    assert_eq!(index, count);
    let taken = peak() - before;
    assert!(taken < MOST_BYTES, "{taken} bytes for a pickle of {PICKLE_BYTES}");
    println!("{taken} bytes for a pickle of {PICKLE_BYTES}");
}
