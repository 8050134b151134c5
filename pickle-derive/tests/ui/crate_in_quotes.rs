use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", crate = "pickle_core")]
struct Order {
    id: i64,
}

fn main() {}
