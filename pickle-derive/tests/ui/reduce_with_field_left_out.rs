use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", reduce = "app.make", args(id), state(name))]
struct Order {
    id: i64,
    name: String,
    total: i64,
    count: i64,
}

fn main() {}
