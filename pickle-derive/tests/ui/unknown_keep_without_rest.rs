use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", unknown = "keep")]
struct Order {
    id: i64,
}

fn main() {}
