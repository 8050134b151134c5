use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", default)]
struct Order {
    id: i64,
}

fn main() {}
