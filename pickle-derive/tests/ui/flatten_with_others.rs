use pickle_core::Pickle;

#[derive(Pickle)]
#[pickle(module = "app")]
struct Base {
    id: i64,
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(flatten, rename = "base", default)]
    base: Base,
}

fn main() {}
