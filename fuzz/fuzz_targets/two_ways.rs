//! Whatever the stream loads, the graph loads as the very same value. The first byte of an input chooses the type and the
//! settings, the others are the pickle.

#![no_main]

#[allow(dead_code, reason = "the seeds are made of them")]
#[path = "../../pickle-core/tests/two_ways/samples.rs"]
mod samples;
#[allow(dead_code, reason = "the seeds are dumped")]
#[path = "../../pickle-core/tests/two_ways/types.rs"]
mod types;
#[path = "../../pickle-core/tests/two_ways/ways.rs"]
mod ways;

use libfuzzer_sys::fuzz_target;
use pickle_core::{Encoding, Limits, Unpickler};
use types::{BY_HAND, TYPES};

fuzz_target!(|input: &[u8]| {
    let [choice, pickle @ ..] = input else { return };
    let number = usize::from(*choice) % (TYPES.len() + BY_HAND.len());
    let row = TYPES.iter().chain(BY_HAND).nth(number).expect("the number is within the tables");
    let encoding = if *choice < 128 { Encoding::Ascii } else { Encoding::Bytes };
    // The most that sharing may expand to is small, as all of it is shown.
    let limits = Limits::default().with_max_expand_nodes(20_000).with_max_expand_bytes(1 << 20);
    let unpickler = Unpickler::new().encoding(encoding).limits(limits);
    if let Err(difference) = (row.hold)(&unpickler, pickle) {
        panic!("{}: {difference}", row.name);
    }
});
