use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(literal)]
enum Status {}

fn main() {}
