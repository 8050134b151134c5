use pickle_core::Pickle;

#[derive(Clone, Pickle)]
#[pickle(from = "Vec<f64>", into = 5)]
struct Meters(Vec<f64>);

fn main() {}
