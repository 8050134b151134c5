use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", layout = "attrs", newargs(id))]
struct Order {
    #[pickle(arg)]
    id: i64,
}

fn main() {}
