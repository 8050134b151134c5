//! W5: large bytes.

use pickle_core::Bytes;

/// So many values of so many bytes, each of another byte.
pub fn blobs(count: usize, size: usize) -> Vec<Bytes> {
    (0..count).map(|index| Bytes(vec![index as u8; size])).collect()
}
