use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(slot)]
    id: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", layout = "slots")]
struct Line {
    #[pickle(slot)]
    id: i64,
}

fn main() {}
