use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "dict-slots", accept("lists"))]
struct Order {
    #[pickle(slot)]
    id: i64,
}

fn main() {}
