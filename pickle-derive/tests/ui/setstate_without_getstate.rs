use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", setstate = Order::of_state)]
struct Order {
    id: i64,
}

fn main() {}
