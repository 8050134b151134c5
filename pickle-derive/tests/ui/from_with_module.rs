use pickle_core::Pickle;

#[derive(Clone, Pickle)]
#[pickle(module = "app", from = f64, into = f64, layout = "args")]
struct Meters(f64);

impl From<f64> for Meters {
    fn from(meters: f64) -> Self {
        Meters(meters)
    }
}

impl From<Meters> for f64 {
    fn from(meters: Meters) -> Self {
        meters.0
    }
}

fn main() {}
