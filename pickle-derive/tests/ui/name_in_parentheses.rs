use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", name("Order"))]
struct Order {
    id: i64,
}

fn main() {}
