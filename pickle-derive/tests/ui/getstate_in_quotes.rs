use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", getstate = "Order::state", setstate = |state| state)]
struct Order {
    id: i64,
}

fn main() {}
