use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", getstate = Order::state)]
struct Order {
    id: i64,
}

fn main() {}
