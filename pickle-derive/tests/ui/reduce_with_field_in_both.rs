use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", reduce = "app.make", args(id, name), state(name))]
struct Order {
    id: i64,
    name: String,
}

fn main() {}
