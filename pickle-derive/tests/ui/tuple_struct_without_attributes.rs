use pickle_core::Pickle;

#[derive(Pickle)]
struct Meters(f64);

fn main() {}
