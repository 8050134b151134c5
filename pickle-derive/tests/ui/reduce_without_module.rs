use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", reduce = "make", args(id))]
struct Order {
    id: i64,
}

fn main() {}
