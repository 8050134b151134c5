use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", args(id), state(name))]
struct Order {
    id: i64,
    name: String,
}

fn main() {}
