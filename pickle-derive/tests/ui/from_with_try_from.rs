use pickle_core::Pickle;

#[derive(Clone, Pickle)]
#[pickle(from = f64, try_from = f64)]
struct Meters(f64);

impl From<f64> for Meters {
    fn from(meters: f64) -> Self {
        Meters(meters)
    }
}

fn main() {}
