use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(into = f64)]
struct Meters(f64);

impl From<Meters> for f64 {
    fn from(meters: Meters) -> Self {
        meters.0
    }
}

fn main() {}
