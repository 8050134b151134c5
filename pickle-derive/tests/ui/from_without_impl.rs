use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(from = f64)]
struct Meters(f64);

fn main() {}
