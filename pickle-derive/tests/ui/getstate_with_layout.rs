use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", getstate = Order::state, setstate = Order::of_state, layout = "dict", newargs(id))]
struct Order {
    #[pickle(rename = "identifier")]
    id: i64,
}

fn main() {}
