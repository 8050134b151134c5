use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", state_setter = "restore")]
struct Order {
    id: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", state_setter = restore)]
struct Line {
    id: i64,
}

fn main() {}
