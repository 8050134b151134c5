//! `Limits`: how much memory, depth and work a pickle may ask for.

use crate::error::{Error, ErrorKind, Result};

/// How much memory, depth and work a pickle may ask for.
///
/// The defaults let every pickle through that CPython writes and stop what only an attacker sends.
/// Each field says its unit; `None` is no limit. An error that a limit causes names the field to raise.
///
/// ```
/// use pickle_core::Limits;
///
/// let limits = Limits::untrusted().with_max_tree_depth(500);
/// assert_eq!(limits.max_tree_depth, Some(500));
/// assert_eq!(limits.max_input_bytes, Some(64 << 20));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes that one pickle may take from a reader. Default: none; untrusted: 64 MiB.
    ///
    /// A slice has its own length, so this holds for readers only.
    pub max_input_bytes: Option<u64>,
    /// Bytes of memory that reading one pickle may allocate in all, on top of
    /// [`max_alloc_factor`](Limits::max_alloc_factor) times the input. Default: 256 MiB; untrusted: 64 MiB.
    pub max_alloc_bytes: Option<u64>,
    /// Bytes of memory for each byte of input, on top of [`max_alloc_bytes`](Limits::max_alloc_bytes). Default: 100;
    /// untrusted: 64.
    pub max_alloc_factor: u64,
    /// Entries in the memo, whatever their indexes are. Default: none; untrusted: 4,194,304.
    pub max_memo_entries: Option<u64>,
    /// Digits of a decimal int in the text opcodes `INT` and `LONG`, where it is outside `i64`. Default and untrusted: 4,300, as in CPython.
    ///
    /// Binary ints of any size load in linear time and need no limit.
    pub max_text_int_digits: Option<usize>,
    /// Levels of nesting that a load into owned Rust values follows. Default: 256; untrusted: 128.
    ///
    /// A `Graph` has no limit: it does not recurse.
    pub max_tree_depth: Option<usize>,
    /// Values that a load into owned Rust values makes, when shared values are copied, or
    /// [`expand_factor`](Limits::expand_factor) times the values of the pickle if that is more. Default: 1,000,000;
    /// untrusted: 100,000.
    pub max_expand_nodes: Option<u64>,
    /// Bytes of text and data, names and large ints included, that a load into owned Rust values copies, or
    /// [`expand_factor`](Limits::expand_factor) times the bytes of the pickle if that is more. Default: 64 MiB;
    /// untrusted: 8 MiB.
    pub max_expand_bytes: Option<u64>,
    /// How many times its own size a pickle may grow in owned Rust values, if that is more than
    /// [`max_expand_nodes`](Limits::max_expand_nodes) and [`max_expand_bytes`](Limits::max_expand_bytes). Default: 16;
    /// untrusted: 2.
    pub expand_factor: u64,
}

const KIB: u64 = 1 << 10;
const MIB: u64 = 1 << 20;

/// CPython's limit, `sys.int_info.default_max_str_digits`.
const DEFAULT_TEXT_INT_DIGITS: usize = 4300;

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            max_input_bytes: None,
            max_alloc_bytes: Some(256 * MIB),
            max_alloc_factor: 100,
            max_memo_entries: None,
            max_text_int_digits: Some(DEFAULT_TEXT_INT_DIGITS),
            max_tree_depth: Some(256),
            max_expand_nodes: Some(1_000_000),
            max_expand_bytes: Some(64 * MIB),
            expand_factor: 16,
        }
    }
}

impl Limits {
    /// Limits for pickles from a source that may be hostile.
    ///
    /// Reading runs no code whatever the limits are; these bound the memory and time too.
    pub fn untrusted() -> Limits {
        Limits {
            max_input_bytes: Some(64 * MIB),
            max_alloc_bytes: Some(64 * MIB),
            max_alloc_factor: 64,
            max_memo_entries: Some(4096 * KIB),
            max_text_int_digits: Some(DEFAULT_TEXT_INT_DIGITS),
            max_tree_depth: Some(128),
            max_expand_nodes: Some(100_000),
            max_expand_bytes: Some(8 * MIB),
            expand_factor: 2,
        }
    }

    /// No limits at all, for pickles of one's own.
    ///
    /// Deep values can then overflow the stack when they load into owned Rust values; a `Graph` never does.
    pub fn unlimited() -> Limits {
        Limits {
            max_input_bytes: None,
            max_alloc_bytes: None,
            max_alloc_factor: 0,
            max_memo_entries: None,
            max_text_int_digits: None,
            max_tree_depth: None,
            max_expand_nodes: None,
            max_expand_bytes: None,
            expand_factor: 0,
        }
    }
}

/// One method for each field, which sets it.
macro_rules! setters {
    ($($method:ident $field:ident $type:ty),* $(,)?) => {
        impl Limits {
            $(
                #[doc = concat!("The same limits, with this [`", stringify!($field), "`](Limits::", stringify!($field), ").")]
                #[must_use]
                pub fn $method(mut self, $field: impl Into<$type>) -> Limits {
                    self.$field = $field.into();
                    self
                }
            )*
        }
    };
}

setters! {
    with_max_input_bytes max_input_bytes Option<u64>,
    with_max_alloc_bytes max_alloc_bytes Option<u64>,
    with_max_alloc_factor max_alloc_factor u64,
    with_max_memo_entries max_memo_entries Option<u64>,
    with_max_text_int_digits max_text_int_digits Option<usize>,
    with_max_tree_depth max_tree_depth Option<usize>,
    with_max_expand_nodes max_expand_nodes Option<u64>,
    with_max_expand_bytes max_expand_bytes Option<u64>,
    with_expand_factor expand_factor u64,
}

impl Limits {
    /// What reading an input of this many bytes may allocate.
    pub(crate) fn alloc_budget(&self, input_bytes: usize) -> Budget {
        let extra = widen(input_bytes).saturating_mul(self.max_alloc_factor);
        Budget::new("max_alloc_bytes", self.max_alloc_bytes.map(|bytes| bytes.saturating_add(extra)))
    }

    /// How many values a graph of this many nodes may become.
    pub(crate) fn expand_nodes_budget(&self, graph_nodes: usize) -> Budget {
        let scaled = widen(graph_nodes).saturating_mul(self.expand_factor);
        Budget::new("max_expand_nodes", self.max_expand_nodes.map(|nodes| nodes.max(scaled)))
    }

    /// How many bytes the texts and data of an input of this many bytes may become.
    pub(crate) fn expand_bytes_budget(&self, input_bytes: usize) -> Budget {
        let scaled = widen(input_bytes).saturating_mul(self.expand_factor);
        Budget::new("max_expand_bytes", self.max_expand_bytes.map(|bytes| bytes.max(scaled)))
    }
}

fn widen(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// A running total that must not pass a limit: each cost is charged before it is spent.
#[derive(Debug, Clone)]
pub(crate) struct Budget {
    limit: &'static str,
    allowed: u64,
    left: u64,
}

impl Budget {
    /// A budget of `allowed`, `None` for no limit; `limit` names the field of [`Limits`] in the error.
    pub(crate) fn new(limit: &'static str, allowed: Option<u64>) -> Budget {
        let allowed = allowed.unwrap_or(u64::MAX);
        Budget { limit, allowed, left: allowed }
    }

    /// How much was taken since the budget was as it was earlier.
    pub(crate) fn taken_since(&self, earlier: &Budget) -> u64 {
        earlier.left.saturating_sub(self.left)
    }

    /// Whether what is left is enough for the rest, when `done` of `all` parts of the work are done and all cost the same.
    pub(crate) fn lasts(&self, done: usize, all: usize) -> bool {
        let taken = u128::from(self.allowed - self.left);
        taken * all.saturating_sub(done) as u128 <= u128::from(self.left) * done as u128
    }

    /// Takes `cost` out of the budget, or fails and leaves it as it is.
    #[inline]
    pub(crate) fn charge(&mut self, cost: u64) -> Result<()> {
        if self.takes(cost) { Ok(()) } else { Err(self.exceeded()) }
    }

    /// The same, where the reason is not asked for.
    #[inline]
    pub(crate) fn takes(&mut self, cost: u64) -> bool {
        let left = self.left.checked_sub(cost);
        self.left = left.unwrap_or(self.left);
        left.is_some()
    }

    /// The error of what costs more than is left.
    #[cold]
    pub(crate) fn exceeded(&self) -> Error {
        ErrorKind::LimitExceeded { limit: self.limit, allowed: self.allowed }.into()
    }

    /// Takes `count` things of `size` bytes out of the budget.
    #[inline]
    pub(crate) fn charge_items(&mut self, count: usize, size: usize) -> Result<()> {
        self.charge(widen(count).saturating_mul(widen(size)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_lasts_if_the_rest_costs_no_more_for_its_part() {
        let mut budget = Budget::new("max_alloc_bytes", Some(100));
        budget.charge(20).unwrap();
        assert_eq!(
            [(1, 5), (1, 6), (4, 20), (0, 1)].map(|(done, all)| budget.lasts(done, all)),
            [true, false, true, false]
        );
        let mut endless = Budget::new("max_alloc_bytes", None);
        endless.charge(1 << 40).unwrap();
        assert!(endless.lasts(1, 1 << 20));
    }

    #[test]
    fn a_budget_can_be_spent_to_its_last_unit_and_no_further() {
        let mut budget = Budget::new("max_alloc_bytes", Some(10));
        assert!(budget.charge(10).is_ok());
        assert!(budget.charge(0).is_ok());
        let error = budget.charge(1).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the pickle needs more than 10 bytes of memory; raise Limits::max_alloc_bytes to load it"
        );
    }

    #[test]
    fn a_charge_that_fails_costs_nothing() {
        let mut budget = Budget::new("max_alloc_bytes", Some(10));
        assert!(budget.charge(11).is_err());
        assert!(budget.charge(u64::MAX).is_err());
        assert!(budget.charge(10).is_ok());
    }

    #[test]
    fn the_allocation_budget_grows_with_the_input() {
        let limits = Limits::default().with_max_alloc_bytes(1000).with_max_alloc_factor(3_u64);
        let mut budget = limits.alloc_budget(10);
        assert!(budget.charge(1030).is_ok());
        assert!(budget.charge(1).is_err());
    }

    #[test]
    fn the_expansion_budgets_are_the_floor_or_the_factor() {
        let limits = Limits::untrusted().with_max_expand_nodes(100).with_expand_factor(2_u64);
        assert!(limits.expand_nodes_budget(10).charge(101).is_err());
        assert!(limits.expand_nodes_budget(60).charge(120).is_ok());
        assert!(Limits::unlimited().expand_bytes_budget(1).charge(1 << 60).is_ok());
    }

    #[test]
    fn huge_products_saturate() {
        let limits = Limits::default().with_max_alloc_factor(u64::MAX);
        assert!(limits.alloc_budget(usize::MAX).charge_items(usize::MAX, 1).is_ok());
    }
}
