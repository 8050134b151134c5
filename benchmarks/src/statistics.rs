//! What is said of many times of the same job.

use serde::{Deserialize, Serialize};

/// The times of a job in nanoseconds, in ascending order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Times(Vec<f64>);

impl Times {
    /// The times in any order; there is at least one.
    pub(crate) fn new(mut samples: Vec<f64>) -> Times {
        assert!(!samples.is_empty(), "a job was never timed");
        samples.sort_by(f64::total_cmp);
        Times(samples)
    }

    /// The one in the middle.
    pub(crate) fn median(&self) -> f64 {
        self.quantile(0.5)
    }

    /// From the fastest tenth to the slowest tenth.
    pub(crate) fn spread(&self) -> (f64, f64) {
        (self.quantile(0.1), self.quantile(0.9))
    }

    /// The time that a part of all are below, between two where it falls between them.
    fn quantile(&self, part: f64) -> f64 {
        let place = part * (self.0.len() - 1) as f64;
        let (below, above) = (self.0[place.floor() as usize], self.0[place.ceil() as usize]);
        below + (above - below) * place.fract()
    }
}

#[test]
fn quantiles_lie_between_the_samples() {
    let times = Times::new(vec![4.0, 1.0, 2.0, 3.0]);
    assert_eq!(times.median(), 2.5);
    let (low, high) = times.spread();
    assert!((low - 1.3).abs() < 1e-9 && (high - 3.7).abs() < 1e-9, "{low} {high}");
    assert_eq!(Times::new(vec![7.0]).spread(), (7.0, 7.0));
}
