use pickle_core::{Attributes, Pickle};

#[derive(Pickle)]
#[pickle(module = "app")]
struct Base {
    id: i64,
    #[pickle(rest)]
    extra: Attributes,
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(flatten)]
    base: Base,
    #[pickle(rest)]
    extra: Attributes,
}

fn main() {}
