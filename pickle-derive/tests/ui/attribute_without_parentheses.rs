use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle]
struct Order {
    id: i64,
}

fn main() {}
