//! An allocator that counts while it is asked to.
//!
//! While it is not, it costs one load of a flag and a branch that is always taken the same way, so that it can stay in the
//! program whose times are measured. Each thread counts for itself.

#![allow(unsafe_code, reason = "an allocator is an unsafe trait; every method hands its arguments to the system's")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

thread_local! {
    static IS_COUNTING: Cell<bool> = const { Cell::new(false) };
    static LIVE: Cell<isize> = const { Cell::new(0) };
    static PEAK: Cell<isize> = const { Cell::new(0) };
}

/// The bytes that a function holds at its worst, less those of its result.
pub(crate) fn transient_bytes<T>(function: impl Fn() -> T) -> usize {
    LIVE.set(0);
    PEAK.set(0);
    IS_COUNTING.set(true);
    let result = std::hint::black_box(function());
    IS_COUNTING.set(false);
    drop(result);
    usize::try_from(PEAK.get() - LIVE.get()).expect("the peak is the highest that was live")
}

struct Counting;

impl Counting {
    fn count(&self, grown: usize, shrunk: usize) {
        if IS_COUNTING.get() {
            // No layout is larger than `isize::MAX`.
            LIVE.set(LIVE.get() + grown as isize - shrunk as isize);
            PEAK.set(PEAK.get().max(LIVE.get()));
        }
    }
}

// SAFETY: the system's allocator keeps the contract, and nothing here changes what it is asked or what it answers.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        self.count(layout.size(), 0);
        // SAFETY: the caller keeps the contract of this very method.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        self.count(layout.size(), 0);
        // SAFETY: the caller keeps the contract of this very method.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        self.count(0, layout.size());
        // SAFETY: the caller keeps the contract of this very method.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        self.count(size, layout.size());
        // SAFETY: the caller keeps the contract of this very method.
        unsafe { System.realloc(memory, layout, size) }
    }
}
