use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", name = "")]
struct Order {
    id: i64,
}

fn main() {}
