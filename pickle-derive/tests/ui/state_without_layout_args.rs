use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(state)]
    id: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "call")]
struct Line {
    #[pickle(state)]
    id: i64,
}

fn main() {}
