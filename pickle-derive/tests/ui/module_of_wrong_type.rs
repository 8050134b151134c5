use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = 5)]
struct Order {
    id: i64,
}

fn main() {}
