use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "")]
struct Order {
    id: i64,
}

fn main() {}
