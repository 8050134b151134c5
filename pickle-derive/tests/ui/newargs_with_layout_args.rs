use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "args", newargs(id))]
struct Order {
    id: i64,
}

fn main() {}
