use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", unknown = "kep")]
struct Order {
    id: i64,
}

fn main() {}
