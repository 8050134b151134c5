//! W5: a numpy array, in the pickle and beside it.

use anyhow::{Result, ensure};
use pickle_core::{Any, Pickle, PickleBuffer, Pickler, Protocol, Tuple, Unpickler};
use serde_json::json;

use crate::lineup::Lineup;
use crate::name::{Format, Name, Way};
use crate::report::Heat;
use crate::session::{Session, read};

/// A numpy array, as protocol 5 pickles a contiguous one.
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

/// Runs the race, if there is a Python with numpy.
pub(crate) fn run(session: &Session, count: usize) -> Result<Option<Vec<Heat>>> {
    let Some(python) = session.python.as_ref().filter(|python| python.about.numpy.is_some()) else { return Ok(None) };
    let folder = session.make(python, "array", &json!({ "count": count }), &[5])?;
    python.make_out_of_band(&folder)?;
    let in_band = read(&folder, "5.pickle")?;
    let (out_of_band, memory) = (read(&folder, "out-of-band.pickle")?, read(&folder, "out-of-band.buffer")?);
    let array: NdArray<'_> = pickle_core::loads(&in_band)?;
    ensure!(array.buffer[..] == memory[..] && array.shape.0 == [count], "the array is another one");

    let mut lineup = Lineup::default();
    enter_loads(&mut lineup, &in_band, &out_of_band, &memory);
    enter_dumps(&mut lineup, &array, &in_band, out_of_band.len());
    python.enter_pickle(&mut lineup, Way::Plain, json!(5), in_band.len(), true);
    python.enter_pickle(&mut lineup, Way::OutOfBand, json!("out-of-band"), out_of_band.len(), true);
    session.race(&lineup, 1).map(Some)
}

fn enter_loads<'a>(lineup: &mut Lineup<'a>, in_band: &'a [u8], out_of_band: &'a [u8], memory: &'a [u8]) {
    lineup.load(Name(Format::PickleCore, Way::Borrowed), in_band.len(), move || {
        pickle_core::loads::<NdArray<'a>>(in_band).expect("it was loaded before")
    });
    lineup.load(Name(Format::PickleCore, Way::OutOfBand), out_of_band.len(), move || {
        Unpickler::new().buffers([memory]).loads::<NdArray<'a>>(out_of_band).expect("Python made it")
    });
}

fn enter_dumps<'a>(lineup: &mut Lineup<'a>, array: &'a NdArray<'a>, lent: &'a [u8], out_of_band_len: usize) {
    let pickler = Pickler::new().protocol(Protocol::V5);
    let same_pickler = pickler.clone();
    lineup.dump(Name(Format::PickleCore, Way::Plain), lent.len(), move || {
        pickler.dumps(array).expect("it was loaded before")
    });
    lineup.dump(Name(Format::PickleCore, Way::OutOfBand), out_of_band_len, move || {
        same_pickler.dumps_with_buffers(array, &[lent]).expect("it was loaded before")
    });
}
