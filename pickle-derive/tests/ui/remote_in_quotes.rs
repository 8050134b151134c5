use pickle_core::Pickle;

struct Remote {
    id: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", remote = "Remote")]
struct Order {
    id: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", remote = (i64, i64))]
struct Pair {
    id: i64,
}

fn main() {}
