use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Base {
    id: i64,
}

#[derive(Pickle)]
#[pickle(module = "app", newargs(base))]
struct Order {
    #[pickle(flatten)]
    base: Base,
}

fn main() {}
