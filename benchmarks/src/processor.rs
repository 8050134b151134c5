//! Staying on one processor.
//!
//! After a wait for another process a thread may go on somewhere else, where the caches know nothing of its data: loads of
//! W1, whose turn comes after CPython's, took 35 ms in one round and 55 ms in the next. On one processor all take 34 ms.

use anyhow::Result;

/// Keeps this thread, and the processes that it starts from now on, on the processor where it is. Gives `false` where the
/// system has no such thing.
#[cfg(target_os = "linux")]
pub(crate) fn stay() -> Result<bool> {
    use anyhow::Context;
    use rustix::thread::{CpuSet, sched_getcpu, sched_setaffinity};

    let mut processors = CpuSet::new();
    processors.set(sched_getcpu());
    sched_setaffinity(None, &processors).context("the thread cannot be kept on one processor")?;
    Ok(true)
}

/// Gives `false`: the system has no such thing.
#[cfg(not(target_os = "linux"))]
pub(crate) fn stay() -> Result<bool> {
    Ok(false)
}

#[cfg(target_os = "linux")]
#[test]
fn the_thread_has_one_processor_left() {
    // In a thread of its own, so that no other test is kept there.
    let left = std::thread::spawn(|| {
        assert!(stay().expect("a thread may stay where it is"));
        std::thread::available_parallelism().map_or(0, usize::from)
    });
    assert_eq!(left.join().expect("the thread does not panic"), 1);
}
