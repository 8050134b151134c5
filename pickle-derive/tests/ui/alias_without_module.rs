use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", alias("Order"))]
struct Order {
    id: i64,
}

fn main() {}
