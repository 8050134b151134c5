use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app models")]
struct Order {
    id: i64,
}

fn main() {}
