use pickle_core::{Attributes, Pickle};

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(class_default = "EUR", default)]
    currency: String,
    #[pickle(rest)]
    extra: Attributes,
}

fn main() {}
