//! Writes what the fuzzer begins with: a directory of inputs of the target `two_ways`, dumps of values of each type at
//! each protocol.

#[path = "../../pickle-core/tests/two_ways/samples.rs"]
mod samples;
#[allow(dead_code, reason = "the seeds are not loaded")]
#[path = "../../pickle-core/tests/two_ways/types.rs"]
mod types;
#[allow(dead_code, reason = "the seeds are not loaded")]
#[path = "../../pickle-core/tests/two_ways/ways.rs"]
mod ways;

use std::path::PathBuf;
use std::{env, fs, io};

use pickle_core::{Pickler, Protocol};
use samples::Entropy;
use types::TYPES;

/// How many values of each type there are at each protocol.
const VALUES: usize = 12;

/// What longer inputs show, shorter ones do too.
const MOST_BYTES: usize = 512;

fn main() -> io::Result<()> {
    let directory = PathBuf::from(env::args_os().nth(1).unwrap_or("corpus/two_ways".into()));
    fs::create_dir_all(&directory)?;
    let mut noise = Noise(0x2545_f491_4f6c_dd1d);
    for (number, row) in TYPES.iter().enumerate() {
        for protocol in Protocol::ALL {
            for value in 0..VALUES {
                let bytes: Vec<u8> = noise.by_ref().take(10 * value).collect();
                let pickler = Pickler::new().protocol(protocol);
                let dump = (row.dump)(&mut Entropy::new(&bytes), &pickler).filter(|dump| dump.len() < MOST_BYTES);
                let (Some(dump), Ok(number)) = (dump, u8::try_from(number)) else { continue };
                let name = format!("{number}-p{}-{value}", protocol as u8);
                fs::write(directory.join(name), [&[number][..], &dump].concat())?;
            }
        }
    }
    Ok(())
}

/// The same bytes in every run.
struct Noise(u64);

impl Iterator for Noise {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        Some(self.0.to_le_bytes()[3])
    }
}
