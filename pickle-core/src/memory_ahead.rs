//! Memory for what seems to follow, so that a long row is not moved each time that it has grown.

/// How many bytes more a row is expected to need, unless it is longer already.
const MOST_EXPECTED: usize = 64 << 20;

/// With memory left for as many bytes, a row is not about to be moved.
const ENOUGH: usize = 512 << 10;

/// Gets memory for as many values as seem to follow those from `start` on, when `done` of `all` parts of the work are done;
/// none while there is enough for some time, and none if there is none: without it, the row grows as it is filled.
pub(crate) fn expect_as_before<T>(values: &mut Vec<T>, start: usize, done: usize, all: usize) {
    let so_far = values.len().saturating_sub(start) as u128;
    let rest = so_far * all.saturating_sub(done) as u128 / done.max(1) as u128;
    let size = size_of::<T>().max(1);
    let most = (MOST_EXPECTED / size).max(values.len());
    let expected = usize::try_from(rest + rest / 16).unwrap_or(usize::MAX).min(most);
    if values.capacity() - values.len() < expected.min(ENOUGH / size) {
        let _ = values.try_reserve_exact(expected);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_is_expected_to_be_as_long_for_its_part() {
        let mut values = vec![0_u32; 3000];
        expect_as_before(&mut values, 1000, 10, 100);
        // 18,000 more, and a sixteenth of that.
        assert_eq!(values.capacity(), 3000 + 19_125);
        expect_as_before(&mut values, 1000, 10, 90);
        assert_eq!(values.capacity(), 3000 + 19_125, "there is enough");
    }

    #[test]
    fn no_more_is_expected_than_is_read_or_written_in_a_moment() {
        let mut values = vec![0_u64; 1000];
        expect_as_before(&mut values, 0, 1, usize::MAX);
        assert_eq!(values.capacity(), 1000 + (64 << 20) / 8);
        let mut none = Vec::<u8>::new();
        expect_as_before(&mut none, 0, 0, 10);
        assert_eq!(none.capacity(), 0);
    }
}
