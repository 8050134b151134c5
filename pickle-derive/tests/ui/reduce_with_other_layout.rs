use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", reduce = "app.make", args(id), layout = "slots", newargs(id))]
struct Order {
    id: i64,
}

fn main() {}
