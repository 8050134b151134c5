//! Measuring one function: the time of this thread, or the memory that it needs on the way to its result.

use std::hint::black_box;

use anyhow::Result;
use cpu_time::ThreadTime;

use crate::memory;

/// What is asked of a [`Job`].
#[derive(Debug, Clone, Copy)]
pub(crate) enum Probe {
    /// The nanoseconds that one call takes, by so many calls.
    Time { calls: usize },
    /// The bytes that a call holds at its worst, beyond what it was given and what it gives.
    Memory,
}

/// Something to measure. It gives nothing if it cannot tell.
pub(crate) type Job<'a> = Box<dyn Fn(Probe) -> Result<Option<f64>> + 'a>;

/// The job of calling a function. Its results are dropped when the clock has stopped, as those of all contenders.
pub(crate) fn job<'a, T: 'a>(function: impl Fn() -> T + 'a) -> Job<'a> {
    Box::new(move |probe| {
        Ok(Some(match probe {
            Probe::Time { calls } => nanoseconds(calls, &function),
            Probe::Memory => memory::transient_bytes(&function) as f64,
        }))
    })
}

fn nanoseconds<T>(calls: usize, function: &impl Fn() -> T) -> f64 {
    let mut results = Vec::with_capacity(calls);
    let start = ThreadTime::now();
    for _ in 0..calls {
        results.push(black_box(function()));
    }
    let elapsed = start.elapsed();
    drop(results);
    elapsed.as_nanos() as f64 / calls as f64
}

#[test]
fn all_calls_are_made_and_the_mean_is_given() {
    let count = std::cell::Cell::new(0);
    let counting = job(|| count.set(count.get() + 1));
    let time = counting(Probe::Time { calls: 100 }).expect("nothing can fail").expect("a time is known");
    assert_eq!(count.get(), 100);
    assert!(time < 1e6, "{time} ns");
}

#[test]
fn memory_is_what_is_neither_input_nor_result() {
    let wasteful = job(|| {
        let scratch = vec![1_u8; 1_000_000];
        scratch[..1000].to_vec()
    });
    assert_eq!(wasteful(Probe::Memory).expect("nothing can fail"), Some(1_000_000.0));
}
