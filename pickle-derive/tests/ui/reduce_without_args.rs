use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", reduce = "app.make")]
struct Order {
    id: i64,
}

fn main() {}
