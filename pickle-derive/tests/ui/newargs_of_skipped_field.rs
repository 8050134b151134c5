use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app", newargs(id, cache))]
struct Order {
    id: i64,
    #[pickle(skip)]
    cache: i64,
}

fn main() {}
