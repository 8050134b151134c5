use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "exception")]
struct Order {
    id: i64,
}

fn main() {}
