//! Pickles that were damaged, and pickles that are loaded as what they are not.

use pickle_core::{Encoding, Protocol, Unpickler};

use super::types::{BY_HAND, Row, TYPES};
use super::{MANNERS, dumped};

/// How many pickles are damaged.
const CASES: usize = 100_000;

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize
    }

    fn below(&mut self, end: usize) -> usize {
        self.next() % end.max(1)
    }

    fn choose<'t, T>(&mut self, choices: &'t [T]) -> &'t T {
        &choices[self.below(choices.len())]
    }

    fn row(&mut self) -> &'static Row {
        let number = self.below(TYPES.len() + BY_HAND.len());
        TYPES.get(number).unwrap_or_else(|| &BY_HAND[number - TYPES.len()])
    }
}

/// The pickles of the other tests, in hexadecimal digits.
const CORPORA: [&str; 4] = [
    include_str!("../data/graphs.txt"),
    include_str!("../data/typed-values.txt"),
    include_str!("../data/answers.txt"),
    include_str!("../data/exact.txt"),
];

fn pickles() -> Vec<Vec<u8>> {
    let words = CORPORA.iter().flat_map(|corpus| corpus.lines()).flat_map(str::split_whitespace);
    words.filter(|word| word.len() < 600).filter_map(from_hex).collect()
}

/// Nothing for a word that is no pickle.
fn from_hex(word: &str) -> Option<Vec<u8>> {
    let is_pickle = word.len() > 3 && word.len().is_multiple_of(2) && word.ends_with("2e");
    let byte = |at: usize| u8::from_str_radix(word.get(at..at + 2)?, 16).ok();
    is_pickle.then(|| (0..word.len()).step_by(2).map(byte).collect()).flatten()
}

fn hold(row: &Row, unpickler: &Unpickler<'_>, pickle: &[u8]) {
    // Both live as long as this call.
    let unpickler: Unpickler<'_> = unpickler.clone();
    if let Err(difference) = (row.hold)(&unpickler, pickle) {
        panic!("{} of {}\n{difference}", row.name, pickle.escape_ascii());
    }
}

#[test]
fn pickles_of_the_corpora_load_both_ways_as_the_same_whatever_the_type() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let unpicklers =
        [Unpickler::new(), Unpickler::new().encoding(Encoding::Latin1), Unpickler::new().encoding(Encoding::Bytes)];
    for pickle in pickles() {
        for _ in 0..2 {
            let unpickler = chance.choose(&unpicklers).clone();
            hold(chance.row(), &unpickler, &pickle);
        }
    }
}

#[test]
fn damaged_pickles_load_both_ways_as_the_same() {
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    let corpora = pickles();
    for _ in 0..CASES / 20 {
        let row = chance.row();
        let (mut pickle, other) = (sample(row, &mut chance, &corpora), sample(row, &mut chance, &corpora));
        for _ in 0..20 {
            damage(&mut pickle, &other, &mut chance);
            let row = if chance.below(4) == 0 { chance.row() } else { row };
            hold(row, &Unpickler::new(), &pickle);
            if pickle.len() > 400 || chance.below(5) == 0 {
                pickle = sample(row, &mut chance, &corpora);
            }
        }
    }
}

/// A dump of a value of the type, or any pickle.
fn sample(row: &Row, chance: &mut Chance, corpora: &[Vec<u8>]) -> Vec<u8> {
    let bytes: Vec<u8> = (0..chance.below(60)).map(|_| chance.next() as u8).collect();
    let dump = dumped(row, &bytes, *chance.choose(&Protocol::ALL), *chance.choose(&MANNERS));
    dump.unwrap_or_else(|| chance.choose(corpora).clone())
}

/// Opcodes of which a few make a new shape.
const OPCODES: &[u8] = b"h\x00h\x01h\x02\x94(e]}tu.as0N\x85\x86\x87)\x81bR\x93q\x00q\x01\x8f\x90\x91K\x01\x892";

fn damage(pickle: &mut Vec<u8>, other: &[u8], chance: &mut Chance) {
    let at = chance.below(pickle.len());
    let end = (at + 1 + chance.below(6)).min(pickle.len());
    match chance.below(8) {
        0 => pickle.truncate(at),
        1 => pickle.insert(at, *chance.choose(OPCODES)),
        2 => {
            let start = chance.below(OPCODES.len() - 1);
            drop(pickle.splice(at..at, OPCODES[start..start + 2].iter().copied()));
        }
        3 => drop(pickle.drain(at..end)),
        4 => {
            let copied = pickle[at..end].to_vec();
            let to = chance.below(pickle.len());
            drop(pickle.splice(to..to, copied));
        }
        5 => {
            let start = chance.below(other.len());
            let end = (start + 1 + chance.below(20)).min(other.len());
            drop(pickle.splice(at..at, other[start..end].iter().copied()));
        }
        6 => {
            if let Some(byte) = pickle.get_mut(at) {
                *byte = *chance.choose(OPCODES);
            }
        }
        _ => {
            if let Some(byte) = pickle.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
    }
}
