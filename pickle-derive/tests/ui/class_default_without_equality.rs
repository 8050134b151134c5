use pickle_core::{Attributes, Pickle};

#[derive(Default, Pickle)]
#[pickle(module = "app")]
struct Price {
    amount: i64,
}

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(class_default)]
    price: Price,
    #[pickle(rest)]
    extra: Attributes,
}

fn main() {}
