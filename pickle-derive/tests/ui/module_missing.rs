use pickle_core::Pickle;

#[derive(Pickle)]
struct Order {
    id: i64,
}

fn main() {}
