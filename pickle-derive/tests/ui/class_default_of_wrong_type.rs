use pickle_core::{Attributes, Pickle};

#[derive(Pickle)]
#[pickle(module = "app")]
struct Order {
    #[pickle(class_default = "five")]
    number: i64,
    #[pickle(rest)]
    extra: Attributes,
}

fn main() {}
